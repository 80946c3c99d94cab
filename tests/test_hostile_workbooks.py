"""Workbooks made to harm: every command that reads one refuses it in a sentence, within the memory of a small machine.

What is no harm to read (macros, cells of other files) is read as plain values, never run or followed, and said.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

import xlsxwriter
from tests.desk import Desk
from tests.filling import part_of, with_part
from tests.ledgers import GRANTED, HEADS, book, ledger

from draftgen import register, sheets
from draftgen.core.finding import UnreadableInput
from draftgen.register import OfficeWords

SHEET, TEXTS, BOOK, TIES = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
MEMORY = 1_500_000  # kB of address space
COMMANDS = {
    "write": ("write", "{}"),
    "ledger": ("ledger", "{}"),
    "ledger into": ("ledger", "台账.xlsx", "-o", "{}"),
    "convert": ("convert", "{}", "新.yaml"),
    "status": ("status", "{}"),
    "check": ("check", "{}"),
}


def sound(path: Path) -> Path:
    return book(path, {name: [HEADS, GRANTED] for name in ("表二", "表三", "表四")})


def rows(count: int, cell: bytes) -> Callable[[bytes], bytes]:
    """The sheet with ``count`` rows of one cell each; %d is the row."""

    def change(xml: bytes) -> bytes:
        start, end = xml.index(b"<sheetData"), xml.index(b"</sheetData>")
        made = b"".join(b'<row r="%d">' % n + cell.replace(b"%d", b"%d" % n) + b"</row>" for n in range(1, count + 1))
        return xml[:start] + b"<sheetData>" + made + xml[end:]

    return change


def zip_bomb(path: Path) -> None:
    with_part(sound(path), "xl/media/a.bin", lambda _: bytes(90_000_000))


def bomb_in_a_sheet(path: Path) -> None:
    with_part(sound(path), SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * 100_000_000 + b"</sheetData>"))


def million_rows(path: Path) -> None:
    with_part(sound(path), SHEET, rows(1_048_576, b'<c r="A%d"><v>1</v></c>'))


def one_long_text_in_every_cell(path: Path) -> None:
    text = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%b</t></si></sst>'
    with_part(sound(path), TEXTS, lambda _: text % (b"a" * 1_000_000))
    with_part(path, SHEET, rows(20_000, b'<c r="A%d" t="s"><v>0</v></c>'))
    with_part(path, "xl/media/a.bin", lambda _: os.urandom(60_000))


def one_sheet_under_many_names(path: Path) -> None:
    tie = b'<sheet name="%d" sheetId="%d" r:id="rId1"/>'
    listed = b"".join(tie % (n, n) for n in range(10, 1500))
    with_part(sound(path), BOOK, lambda xml: xml.replace(b"</sheets>", listed + b"</sheets>"))
    with_part(path, SHEET, rows(40_000, b'<c r="C%d"><v>1</v></c>'))


def many_sheets_that_reach_far(path: Path) -> None:
    made = xlsxwriter.Workbook(str(path))
    for number in range(120):
        made.add_worksheet(f"表{number}").write(199_998, 18, 1)
    for name in ("表二", "表三", "表四"):
        made.add_worksheet(name)
    made.close()


def locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le"))


def csv_renamed(path: Path) -> None:
    path.write_bytes("收到日期,申请人类型,办理结果\n2025-03-03,自然人,予以公开\n".encode("gbk"))


def word_renamed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")


def cut_off(path: Path) -> None:
    path.write_bytes(sound(path).read_bytes()[:-300])


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "zip bomb": (zip_bomb, "解压后过大"),
    "bomb in a sheet": (bomb_in_a_sheet, "解压后过大"),
    "a million rows": (million_rows, "用到了第 1048576 行"),
    "one long text in every cell": (one_long_text_in_every_cell, "各格的文字加起来有 20016 MB"),
    "one sheet under many names": (one_sheet_under_many_names, "两个工作表是同一份内容"),
    "many sheets that reach far": (many_sheets_that_reach_far, "加起来有"),
    "locked": (locked, "设了打开密码"),
    "csv renamed": (csv_renamed, "不是 Excel 工作簿"),
    "word renamed": (word_renamed, "不是 Excel 工作簿"),
    "cut off": (cut_off, "不是 Excel 工作簿"),
}


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    make, message = HOSTILE[request.param]
    path = tmp_path_factory.mktemp("hostile") / "坏.xlsx"
    make(path)
    return path, message


def test_a_hostile_workbook_is_refused(hostile: tuple[Path, str]) -> None:
    path, message = hostile
    code = (
        "import sys; from pathlib import Path; from draftgen import sheets; from draftgen.core.finding import UnreadableInput\n"
        "try: sheets.read(Path(sys.argv[1]))\n"
        "except UnreadableInput as error: print(error)"
    )
    said = bounded([sys.executable, "-c", code, str(path)], path.parent)
    assert said.returncode == 0, said.stderr
    assert message in said.stdout
    assert "请" in said.stdout, "what to do about it"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_refuses_it_with_a_sentence(name: str, desk: Desk) -> None:
    """The one that would fill the memory, at each door."""
    one_long_text_in_every_cell(desk.folder / "坏.xlsx")
    ledger(desk.folder / "台账.xlsx", [GRANTED])
    before = sorted(desk.folder.iterdir())
    words = [word.format("坏.xlsx") for word in COMMANDS[name]]
    done = bounded([sys.executable, "-m", "draftgen", *words], desk.folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "坏.xlsx" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(desk.folder.iterdir()) == before


def test_a_folder_with_a_hostile_workbook_still_has_a_status(desk: Desk) -> None:
    one_long_text_in_every_cell(desk.folder / "坏.xlsx")
    done = bounded([sys.executable, "-m", "draftgen", "status"], desk.folder)
    assert done.returncode == 0, done.stderr
    assert "澜江县青石镇人民政府" in done.stdout
    assert "坏.xlsx：" in done.stdout


def bounded(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A process that may take no more memory than a small machine has."""
    shell = shutil.which("sh")
    limited = [shell, "-c", f'ulimit -v {MEMORY}; exec "$@"', "sh", *command] if shell else command
    return subprocess.run(
        limited,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "XDG_DATA_HOME": str(folder / "home")},
    )


# --- read, and said ---

LINKS = {
    "of another file": (b"[1]Sheet1!A1", True),
    "of another file, quoted": (b"'[12]Sheet 1'!$A$1+1", True),
    "of the network": (b'WEBSERVICE("http://127.0.0.1:9/a")', True),
    "of a program": (b"[1]!'!Sheet1!R1C1'", True),
    "of a table of its own": (b"SUM(Requests[2021])", False),
    "of this row of a table": (b"Requests[[#This Row],[2021]]", False),
    "plain": (b"1+1", False),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_formula_is_never_followed_and_one_that_leads_away_is_known(name: str, tmp_path: Path) -> None:
    formula, leads_away = LINKS[name]
    path = ledger(tmp_path / "台账.xlsx", [GRANTED])
    cell = b'<c r="E3"><f>' + formula + b"</f><v>7</v></c></row></sheetData>"
    with_part(path, part_of(path, "台账"), lambda xml: xml.replace(b"</row></sheetData>", b'</row><row r="3">' + cell))
    (sheet,) = sheets.read(path).sheets
    assert sheet.rows[2][4] == 7
    assert ((2, 4) in sheet.linked) is leads_away


def test_a_ledger_with_cells_of_another_file_says_so(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsx", [GRANTED, (date(2021, 3, 1), "自然人", "网络", date(2021, 3, 9), 1)])
    linked = b"<f>[1]Sheet1!A1</f><v>"
    with_part(path, part_of(path, "台账"), lambda xml: xml.replace(b'<c r="E3"><v>', b'<c r="E3">' + linked))
    found = register.read(sheets.read(path), 2021, OfficeWords()).findings
    assert ("formula-linked", "台账.xlsx 台账 E3") in [(one.code, str(one.place)) for one in found]


def test_a_ledger_with_macros_is_read_and_said(tmp_path: Path) -> None:
    path = ledger(tmp_path / "台账.xlsm", [GRANTED])
    with_part(path, "xl/vbaProject.bin", lambda _: b"macro")
    found = register.read(sheets.read(path), 2021, OfficeWords())
    assert [one.message for one in found.findings] == ["这份台账带有宏，宏没有运行。"]
    assert found.totals["granted"].number == 1


def test_the_texts_of_a_large_but_honest_ledger_are_read(tmp_path: Path) -> None:
    reason = "申请公开某某村土地征收有关批复和补偿方案" * 40
    row = (*GRANTED, reason)
    path = ledger(tmp_path / "台账.xlsx", [row] * 3_000, (*HEADS, "申请内容"))
    assert len(sheets.read(path).sheets[0].rows) == 3_001


def test_a_cell_of_a_table_of_texts_that_is_written_oddly_counts_as_the_longest(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    one_long_text_in_every_cell(path)
    with_part(path, SHEET, lambda xml: xml.replace(b"<v>0</v>", b"<v><!-- --> 0</v>"))
    with pytest.raises(UnreadableInput, match="各格的文字加起来有"):
        sheets.read(path)
