"""Whatever a data file was saved as, it is read; what is no data file is refused in plain words."""

import errno
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.reading import BASE

from draftgen import load
from draftgen.core.finding import UnreadableInput


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [("utf-8", []), ("utf-8-sig", []), ("gbk", ["encoding"]), ("gb18030", ["encoding"]), ("utf-16", ["encoding"])],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, codes: list[str], end: str) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes((BASE + "数据:\n  培训: 2件\n").replace("\n", end).encode(encoding))
    record, findings = load.record(file)
    assert record is not None
    assert record.agency.name == "某某区示范局"
    assert [finding.code for finding in findings] == [*codes, "number"]
    assert str(findings[-1].place) == "data.yaml:7:7"


def office(name: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (office("word/document.xml"), "Word 文档"),
        (office("xl/workbook.xml"), "Excel 表格.*另存为 .xlsx"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument 表格.*另存为 .xlsx"),
        (office("数据.txt"), "压缩文件"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧版 Word 或 Excel"),
        (b"{\\rtf1", "写字板"),
        (bytes(100), "不是文本文件"),
        (b"\x81\xff\xff\x80", "编码认不出来"),
        (b"\xff\xfe\x00\xd8", "编码认不出来"),
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(content)
    with pytest.raises(UnreadableInput, match=said):
        load.record(file)


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2021.yaml").write_text(BASE, "utf-8")
    with pytest.raises(UnreadableInput, match=r"找不到文件：.*data\.yaml。这个文件夹里有：2021\.yaml。"):
        load.record(tmp_path / "data.yaml")
    with pytest.raises(UnreadableInput, match="是文件夹"):
        load.record(tmp_path)
    with pytest.raises(UnreadableInput, match="文件名太长"):
        load.record(tmp_path / ("长" * 300))
    with pytest.raises(UnreadableInput, match="不是普通文件"):
        load.record(Path(os.devnull))

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableInput, match=r"2021\.yaml 打不开：没有读取权限"):
        load.record(tmp_path / "2021.yaml")


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(b"#" * 2_000_001)
    with pytest.raises(UnreadableInput, match="2 MB"):
        load.record(file)


@pytest.mark.parametrize(
    "line", ["  项目{}: {}\n", "  项目{}：{}\n", "  - 项目{}{}\n", "  *a\n", "\t{}: [{}\n", "  培训: {}{}\n"]
)
def test_a_large_file_gets_an_answer(line: str) -> None:
    """The first faults and a word on the rest; 2 MB of each were tried by hand."""
    record, findings = load.parse(BASE + "数据:\n" + "".join(line.format(n, n) for n in range(5000)))
    assert record is None or record.year == 2021
    assert 1 <= len(findings) <= 201
    assert all(finding.message for finding in findings)


def test_very_many_values_are_not_read() -> None:
    record, findings = load.parse(BASE + "数据:\n" + "".join(f"  项目{n}: {n}\n" for n in range(120_000)))
    assert record is None
    assert [finding.code for finding in findings] == ["yaml-large"]


def test_very_many_faults_are_cut_short() -> None:
    _, findings = load.parse(BASE + "数据:\n" + "".join(f"  项目{n}: {n}\n" for n in range(1000)))
    assert len(findings) == 201
    assert findings[-1].code == "too-many"
    assert findings[-1].message == "毛病太多，只列出前 200 条。"


def test_a_bomb_does_not_go_off() -> None:
    """Nine levels of nine references each: a thousand million values for whoever follows them."""
    bomb = 'a: &a ["x"]\n' + "".join(
        f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    _, findings = load.parse(BASE + bomb)
    assert {finding.code for finding in findings} >= {"yaml-reference"}


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "".join(" " * n + "a:\n" for n in range(500))]
)
def test_depth_has_an_end(text: str) -> None:
    record, findings = load.parse(f"年度: 2021\n数据:\n  {text}")
    assert record is None
    assert findings
