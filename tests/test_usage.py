"""What is typed wrongly on the command line is said in Chinese, and so is the frame of the help."""

import re

import pytest

from draftgen.cli import main


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr("sys.argv", ["draftgen", *words])
    with pytest.raises(SystemExit):
        main()
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("wirte",), "没有“wirte”这个命令。"),
        (("write",), "缺少：数据文件…。"),
        (("write", ""), "“数据文件…”不对：文件名是空的"),
        (("write", "a.yaml", "--formta"), "没有“--formta”这个选项。"),
        (("write", "a.yaml", "--format"), "选项“--format”后面要写内容。"),
        (("write", "a.yaml", "--jobs", "0"), "“--jobs”最小写 1，不是 0。"),
        (("write", "a.yaml", "--jobs", "两个"), "“--jobs”后面要写整数，不是“两个”。"),
        (("review", "a.yaml", "--port", "99999"), "“--port”要写 0 到 65535 之间的数，不是 99999。"),
        (("suggest", "-n", "三", "没人手"), "“-n”后面要写整数，不是“三”。"),
        (("init", "a.yaml", "b.yaml"), "多写了：b.yaml。"),
    ],
)
def test_a_slip_is_named_in_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    assert told(monkeypatch, capsys, *words) == f"{expected}\n"


@pytest.mark.parametrize(
    "command",
    [
        "write",
        "review",
        "update",
        "read",
        "check",
        "status",
        "init",
        "ledger",
        "convert",
        "fields",
        "suggest",
        "train",
        "phrases",
        "feedback",
    ],
)
def test_the_frame_of_the_help_has_no_english_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    frame = re.findall(r"\[[^\]]*[a-z]=?[^\]]*\]|<[a-z ]+>", told(monkeypatch, capsys, command, "--help"))
    assert [words for words in frame if not words.startswith("[默认：")] == []
