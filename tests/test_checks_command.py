"""`draftgen check`: files, folders, data files; text and JSON; exit codes; nothing stops the rest."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.desk import ROOT

from draftgen import recall
from draftgen.cli import main
from draftgen.core.report import Report

LABELLED = ROOT / "tests" / "data" / "reuse"
GOOD = (LABELLED / "10-水利局" / "last.txt").read_text("utf-8")


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["draftgen", "check", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    return int(str(ended.value.code)), printed.out, printed.err


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda *words: run(capsys, monkeypatch, *words)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "水利局.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """The same report with a wrong total, a doubled word and a question of scope."""
    path = tmp_path / "有错.txt"
    text = re.sub(r"（七）总计 \| (\d+)", lambda match: f"（七）总计 | {int(match[1]) + 1}", GOOD)
    path.write_text(text.replace("市水利局公开工作仍存在", "市水利局公开工作工作仍存在"), "utf-8")
    assert path.read_text("utf-8") != GOOD
    return path


def test_a_good_report_exits_0_and_says_what_holds(check: Any, good: Path) -> None:
    code, out, _ = check(good)
    assert code == 0
    assert "没有发现问题。" in out
    assert "已核对：表内勾稽 42 项全部相符；文表对照 16 项全部相符" in out


def test_certain_and_asked_stand_apart(check: Any, bad: Path) -> None:
    code, out, _ = check(bad)
    assert code == 1
    assert out.index("必须修改") < out.index("请核实")
    assert "“工作”写了两遍" in out.split("请核实")[1]


def test_the_level_hides_what_weighs_less(check: Any, bad: Path) -> None:
    assert "写了两遍" not in check(bad, "--level", "error")[1]
    assert check(bad, "--level", "error")[0] == 1


def test_json_has_the_promised_shape(check: Any, bad: Path) -> None:
    code, out, _ = check(bad, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert {tuple(entry) for entry in found} == {("file", "code", "level", "confidence", "place", "message", "advice")}
    assert {tuple(entry["place"]) for entry in found} == {("section", "table", "row", "column", "text")}
    doubled = next(entry for entry in found if entry["code"] == "doubled")
    assert doubled["file"] == "有错.txt"
    assert doubled["confidence"] == "ask"
    assert doubled["place"] == {
        "section": "存在的主要问题及改进情况",
        "table": "",
        "row": "",
        "column": "",
        "text": "工作工作",
    }


def test_a_data_file_is_checked_with_the_draft_it_makes(check: Any) -> None:
    code, out, _ = check(ROOT / "examples" / "faulty" / "data.yaml")
    assert code == 1
    assert "data.yaml:" in out
    assert check(ROOT / "examples" / "qingshi-2025" / "data.yaml")[0] == 0


def test_a_wrong_day_of_signing_is_said_once_at_its_line(check: Any, tmp_path: Path) -> None:
    data = (ROOT / "examples" / "qingshi-2025" / "data.yaml").read_text("utf-8")
    (tmp_path / "data.yaml").write_text(data.replace("落款日期: 2026年", "落款日期: 2025年"), "utf-8")
    code, out, _ = check(tmp_path / "data.yaml")
    assert code == 1
    assert out.count("落款日期") == 2  # the message and the quoted line
    assert "必须修改 1 条" in out


def test_a_broken_file_does_not_stop_the_rest(check: Any, good: Path, bad: Path) -> None:
    (good.parent / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (good.parent / "~$打开.docx").write_bytes(b"")
    code, out, _ = check(good.parent)
    assert code == 1
    assert "没有发现问题" in out
    assert "2 份已查，1 份要先另存为 docx，名单如下：" in out
    assert "坏.docx" in out
    assert "~$" not in out
    assert bad.name in out


def test_a_fault_of_the_program_in_one_file_does_not_stop_the_rest(
    check: Any, good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = recall.report

    def report(path: Path) -> Report:
        if path == bad:
            raise KeyError(path.name)
        return real(path)

    monkeypatch.setattr(recall, "report", report)
    code, out, err = check(good.parent)
    assert code == 0
    assert "1 份已查，1 份没有读成，名单如下：" in out
    assert "有错.txt　检查这份文件时程序出错（KeyError），请把文件发给维护者。" in out
    assert "Traceback" not in err


def test_one_file_that_cannot_be_read_is_exit_2(check: Any, tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    code, _, err = check(tmp_path / "坏.pdf")
    assert code == 2
    assert "Traceback" not in err
    assert err.strip()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--kind", "公司"), "没有“公司”这个类别"),
        (("--format", "xml"), "没有“xml”这种格式"),
        (("--level", "low"), "没有“low”这个级别"),
    ],
)
def test_a_wrong_option_is_told_in_chinese(check: Any, good: Path, words: tuple[str, ...], message: str) -> None:
    code, _, err = check(good, *words)
    assert code == 2
    assert message in err


def test_without_a_file_it_says_what_is_missing(check: Any) -> None:
    code, _, err = check()
    assert code == 2
    assert "要写出检查哪份文件" in err


def test_last_year_is_compared(check: Any, good: Path, tmp_path: Path) -> None:
    before = tmp_path / "上年" / "水利局.txt"
    before.parent.mkdir()
    before.write_text(GOOD.replace("2024 年", "2099 年").replace("2023", "2022").replace("2099 年", "2023 年"), "utf-8")
    _, out, _ = check(good, "--last", before)
    assert "三张表的 " in out
    assert "与上年年报完全相同" in out


def test_the_same_report_in_two_formats_must_agree(check: Any, good: Path) -> None:
    good.with_suffix(".md").write_text(re.sub(r"行政处罚 \| \d+", "行政处罚 | 99", GOOD), "utf-8")
    _, out, _ = check(good.parent)
    assert "1 份" not in out
    code, out, _ = check(good.parent, "--format", "json")
    versions = [entry["message"] for entry in json.loads(out) if entry["code"] == "versions"]
    assert code == 1
    assert versions == ["表二“行政处罚”行“处理决定”列这里是 17，水利局.md里是 99。"]


def test_a_file_of_rules_changes_levels_and_its_faults_are_said(check: Any, bad: Path, tmp_path: Path) -> None:
    rules = tmp_path / "本地.yaml"
    rules.write_text("关闭:\n  doubled: 另有校对软件\n  nothing: 理由\n", "utf-8")
    _, out, _ = check(bad, "--rules", rules)
    assert "写了两遍" not in out
    assert "没有“nothing”这条规则" in out


def test_the_manual_is_the_page_of_the_documentation(check: Any) -> None:
    assert check("--manual")[1] == (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_nothing_heavy_is_loaded(good: Path) -> None:
    script = (
        "import sys; from draftgen.cli import main; sys.argv = ['draftgen', 'check', sys.argv[1]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('jieba', 'sklearn', 'numpy', 'lxml', 'pdfplumber', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(good)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_files_of_one_run_that_are_alike_are_named(check: Any, good: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied.txt"
    copied.write_text(GOOD.replace("水利局", "教育局"), "utf-8")
    _, out, _ = check(good, copied)
    assert re.search(r"文字雷同.*：\n  \S+水利局 与 \S+教育局　重复率 \d+%", out)
    _, printed, _ = check(good, copied, "--format", "json")
    assert [item["file"] for item in json.loads(printed) if item["code"] == "like-others"] == [good.name, copied.name]


def test_a_file_that_is_no_report_gets_one_remark(check: Any, good: Path, tmp_path: Path) -> None:
    stray = tmp_path / "通知.txt"
    stray.write_text("关于报送年度报告的通知\n\n请各单位于1月20日前报送。", "utf-8")
    code, out, _ = check(stray)
    assert code == 1
    assert "必须修改 1 条" in out
    assert "通知.txt　不像政府信息公开工作年度报告" in check(good, *[stray] * 5)[1]
