"""Workbooks that are none, or that no memory could hold: each is refused in a moment, with its own message."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

import xlsxwriter
from tests.filling import with_part

from draftgen import sheets
from draftgen.core.finding import UnreadableInput

SHEET = "xl/worksheets/sheet1.xml"
CELL = b'<c r="B2"><v>3</v></c>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with 3 in B2 of its one sheet."""
    path = tmp_path / "表.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("表").write(1, 1, 3)
    made.close()
    return path


def replaced(path: Path, new: bytes) -> Path:
    """The workbook with other XML in the place of its one cell."""

    def change(xml: bytes) -> bytes:
        assert CELL in xml
        return xml.replace(CELL, new)

    return with_part(path, SHEET, change)


def test_a_workbook_is_read(book: Path) -> None:
    (sheet,) = sheets.read(book).sheets
    assert sheet.name == "表"
    assert sheet.rows == (("", ""), ("", 3.0))


LAST_CORNER = {
    "plain": b'<c r="XFD1048576"><v>3</v></c>',
    "said twice": b'<c r="B2" r="XFD1048576"><v>3</v></c>',
    "other name": b'<c x:r="B2" r="XFD1048576"><v>3</v></c>',
    "prefix": b'<a-b:c r="XFD1048576"><v>3</v></a-b:c>',
    "small letters": b'<c r="xfd1048576"><v>3</v></c>',
    "entity": b'<c r="&#88;FD1048576"><v>3</v></c>',
    "beyond": b'<c r="B99999999999"><v>3</v></c>',
    "without name": b"<c><v>3</v></c>" * 16_384,
    "formula": b'<c r="XFD1048576"><f>1+1</f></c>',
}


@pytest.mark.parametrize("kind", LAST_CORNER)
def test_a_cell_in_the_last_corner_is_refused_and_fills_no_memory(kind: str, book: Path) -> None:
    # In a process of its own: what this guards against ends a process.
    replaced(book, LAST_CORNER[kind])
    code = (
        "import sys; from pathlib import Path; from draftgen import sheets; from draftgen.core.finding import UnreadableInput\n"
        "try: sheets.read(Path(sys.argv[1]))\n"
        "except UnreadableInput as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(book)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "“表.xlsx”的工作表“表”" in done.stdout
    assert "请" in done.stdout


def test_a_styled_cell_far_down_is_no_cell(book: Path) -> None:
    replaced(book, CELL + b'</row><row r="1048576"><c r="XFD1048576" s="0"/>')
    assert sheets.read(book).sheets[0].rows[1] == ("", 3.0)


def test_a_million_rows_are_refused(book: Path) -> None:
    rows = b"".join(b'</row><row r="%d"><c r="A%d"><v>1</v></c>' % (n, n) for n in range(3, 400_000))
    replaced(book, CELL + rows)
    with pytest.raises(UnreadableInput, match=r"解压后过大|用到了第 399999 行.*最多 200000 行"):
        sheets.read(book)


def test_a_bomb_is_refused(book: Path) -> None:
    with_part(book, "xl/media/a.bin", lambda _: bytes(80_000_000))
    with pytest.raises(UnreadableInput, match="解压后过大"):
        sheets.read(book)


def test_a_doctype_is_refused(book: Path) -> None:
    with_part(book, SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    with pytest.raises(UnreadableInput, match="DOCTYPE"):
        sheets.read(book)


def _nothing(_: Path) -> None:
    pass


def _word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")


def _put(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NONE: dict[str, tuple[Callable[[Path], object], str]] = {
    "缺.xlsx": (_nothing, "找不到文件"),
    "空.xlsx": (_put(b""), "是空文件"),
    "文字.xlsx": (_put("年度: 2021\n".encode()), r"不是 Excel 工作簿（\.xlsx），或者已经损坏"),
    "word.xlsx": (_word, "不是 Excel 工作簿，改了扩展名也读不了"),
    "半个.xlsx": (_put(b"PK\x03\x04" + bytes(200)), "不是 Excel 工作簿"),
    "锁.xlsx": (_put(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "设了打开密码"),
    "旧.doc.xls": (_put(OLE + bytes(600) + "WordDocument".encode("utf-16-le")), "是 Word 文档"),
    "坏.xls": (_put(OLE + bytes(600)), "读不了，不是 Excel 工作簿，或者已经损坏"),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_workbook_is_told_as_such(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make, message = NONE[name]
    make(tmp_path / name)
    with pytest.raises(UnreadableInput, match=message):
        sheets.read(tmp_path / name)
    assert "panicked" not in capfd.readouterr().err


def test_an_old_workbook_is_not_called_large_where_its_reader_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "表.xls").write_bytes(OLE + bytes(600))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(UnreadableInput, match="读旧格式表格的程序没有启动"):
        sheets.read(tmp_path / "表.xls")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (44.862, "44.862"),
        (1e20, "100000000000000000000"),
        (True, "是"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_a_value_as_a_clerk_sees_it(value: sheets.Value, text: str) -> None:
    assert sheets.text_of(value) == text


@pytest.mark.parametrize(("spot", "name"), [((0, 0), "A1"), ((6, 3), "D7"), ((0, 26), "AA1"), ((9, 701), "ZZ10")])
def test_the_name_of_a_cell(spot: tuple[int, int], name: str) -> None:
    assert sheets.cell_name(*spot) == name


def test_what_reads_workbooks_is_missing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftgen.sheets.book.importlib.util.find_spec", lambda _: None)
    with pytest.raises(UnreadableInput, match="要先安装 python-calamine。请运行：python -m pip install"):
        sheets.read(book)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_workbook_is_read_and_one_that_reaches_to_the_last_corner_refused(tmp_path: Path) -> None:
    for name, spot in (("近", (2, 2)), ("远", (65_535, 255))):
        made = xlsxwriter.Workbook(str(tmp_path / f"{name}.xlsx"))
        for number in range(8):
            made.add_worksheet(f"表{number}").write(*spot, 3)
        made.close()
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path / 'home'}", "--headless", "--convert-to"]
    files = [str(tmp_path / "近.xlsx"), str(tmp_path / "远.xlsx")]
    subprocess.run([*command, "xls:MS Excel 97", "--outdir", str(tmp_path), *files], check=True, capture_output=True)
    near = sheets.read(tmp_path / "近.xls").sheets
    assert next((sheet.name, sheet.rows[2][2], sheet.marked) for sheet in near) == ("表0", 3.0, False)
    with pytest.raises(UnreadableInput, match=r"“远\.xls”太大了，没有读取"):
        sheets.read(tmp_path / "远.xls")
