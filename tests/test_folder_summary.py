"""审核汇总表.xlsx: a row a unit, most serious first, nothing of somebody else's ever a formula."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.inspecting import finding, unit

from draftgen import sheets
from draftgen.core.finding import DraftgenError
from draftgen.inspection.alike import Alike
from draftgen.inspection.book import Book, Column, require
from draftgen.inspection.roster import Attendance, Entry
from draftgen.inspection.rounds import follow
from draftgen.inspection.summary import Row, workbook
from draftgen.inspection.unit import Received, Unread


def rows(*found: Row, unread: tuple[Unread, ...] = ()) -> bytes:
    return workbook(found, Received(tuple(row.unit for row in found), unread, 2025))


def grid(data: bytes, name: str, folder: Path) -> list[list[str]]:
    """A sheet as text."""
    path = folder / "审核汇总表.xlsx"
    path.write_bytes(data)
    sheet = next(sheet for sheet in sheets.read(path).sheets if sheet.name == name)
    return [[sheets.text_of(value) for value in row] for row in sheet.rows]


CLEAN = Row(unit("丁局"), ())
HINTED = Row(unit("丙局"), (finding(kind="建议完善", code="long-sentence"),))
ASKED = Row(unit("乙局"), (finding(kind="请核实", code="doubled"), finding(kind="请核实", code="doubled")))
WRONG = Row(
    unit("甲局"), (finding(code="row-total"), finding(code="row-total"), finding(kind="请核实", code="doubled"))
)


def test_the_most_serious_stand_first_each_with_its_counts(tmp_path: Path) -> None:
    lines = grid(rows(CLEAN, HINTED, ASKED, WRONG), "汇总", tmp_path)
    assert lines[0][0] == "2025年政府信息公开工作年度报告审核汇总表"
    heads = ["序号", "单位", "结论", "必须修改", "建议完善", "请核实", "表内勾稽", "", "文字规范", ""]
    assert lines[2] == [*heads, "最相近的单位", "", "备注"]
    assert lines[3][6:10] == ["确定", "待核", "确定", "待核"]
    assert [line[1:10] for line in lines[4:]] == [
        ["甲局", "需修改", "2", "0", "1", "2", "0", "0", "1"],
        ["乙局", "需核实", "0", "0", "2", "0", "0", "0", "2"],
        ["丙局", "可完善", "0", "1", "0", "0", "0", "0", "1"],
        ["丁局", "未发现问题", "0", "0", "0", "0", "0", "0", "0"],
    ]


def test_every_finding_stands_on_the_second_sheet(tmp_path: Path) -> None:
    said = finding("加起来不对。", at="表三 新收 总计", text="9", advice="核对。", more=2)
    lines = grid(rows(Row(unit("甲局"), (said,))), "明细", tmp_path)
    assert dict(zip(lines[0], lines[1], strict=True)) == {
        "序号": "1",
        "单位": "甲局",
        "类别": "必须修改",
        "检查项目": "表内勾稽",
        "位置": "表三“新收”行“总计”列",
        "原文": "9",
        "问题": "加起来不对。",
        "处理意见": "核对。",
        "另有几处": "2",
        "规则": "row-total",
    }


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://x", "\r=2"])
def test_what_somebody_wrote_is_never_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    one = unit(text, finding(text, text=text, advice=text), file=text)
    data = rows(Row(one, one.report.findings), unread=(Unread(text, text),))
    assert not re.search(rb"<f[ >]|hyperlink", b"".join(parts(data).values()))
    assert text.strip() in [cell.strip() for cell in grid(data, "明细", tmp_path)[1]]


def test_such_a_text_stays_one_when_it_is_edited() -> None:
    assert b'quotePrefix="1"' in parts(rows(WRONG))["xl/styles.xml"]


def test_characters_that_no_sheet_can_hold_are_left_out(tmp_path: Path) -> None:
    one = unit("甲局", finding("有\x00\x0b\ud800怪字。" + "长" * 40_000))
    (_, line) = grid(rows(Row(one, one.report.findings)), "明细", tmp_path)
    assert line[6].startswith("有怪字。长")
    assert line[6].endswith("……")


def test_a_second_round_has_three_more_columns(tmp_path: Path) -> None:
    old, new = finding("旧。", text="旧的话"), finding("新。", text="新的话")
    gone = finding("没了。", code="label", text="没了的话")
    one = unit("甲局", old, new)
    data = rows(Row(one, one.report.findings, follow([old, gone], [old, new])), Row(unit("乙局"), ()))
    lines = grid(data, "汇总", tmp_path)
    assert lines[3][6:9] == ["已改", "未改", "新增"]
    assert [line[6:9] for line in lines[4:]] == [["1", "1", "1"], ["0", "0", "0"]]
    assert lines[5][-1] == "上一轮没有这个单位"
    states = {line[6]: line[9] for line in grid(data, "明细", tmp_path)[1:]}
    assert states == {"旧。": "未改", "新。": "新增", "没了。": "已改"}


def test_what_was_not_read_and_what_is_no_report_is_listed_with_its_reason(tmp_path: Path) -> None:
    unread = (Unread("a.doc", "请另存为 .docx。", save_as=True), Unread("b.txt", "不像年报。", stray=True))
    lines = grid(rows(CLEAN, unread=unread), "报送情况", tmp_path)
    assert [line[1:4] for line in lines[1:]] == [
        ["丁局", "已报", "丁局.docx"],
        ["", "报了，没有读成", "a.doc"],
        ["", "不是年报", "b.txt"],
    ]


def test_with_a_list_of_units_the_missing_stand_first(tmp_path: Path) -> None:
    roster = [Entry("戊局", Attendance.MISSING), Entry("丁局", Attendance.SENT, ("丁局.docx",))]
    data = workbook([CLEAN], Received((CLEAN.unit,), (), 2025), Alike(), roster, ["己局"])
    lines = grid(data, "报送情况", tmp_path)
    assert [line[1:3] for line in lines[1:]] == [["戊局", "未报"], ["丁局", "已报"], ["己局", "上一轮报过，本轮没有"]]


def test_what_holds_is_said_too(tmp_path: Path) -> None:
    one = unit("甲局", holds=("表内勾稽 42 项全部相符", "文表对照 11 项全部相符"))
    (_, line) = grid(rows(Row(one, ())), "报送情况", tmp_path)
    assert line[4] == "表内勾稽 42 项全部相符；文表对照 11 项全部相符"


def test_the_same_findings_give_the_same_bytes() -> None:
    assert rows(WRONG, ASKED) == rows(WRONG, ASKED)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_heads_and_names_stay_in_sight() -> None:
    sheet = parts(rows(WRONG))["xl/worksheets/sheet1.xml"]
    assert b'xSplit="2" ySplit="4"' in sheet
    assert b"fitToPage" in sheet
    assert b"<autoFilter" in sheet


def test_a_row_is_as_high_as_the_longest_of_its_texts() -> None:
    book = Book("x")
    book.sheet("甲", [Column("短", 10), Column("长", 10)], [["一行", "一二三四五六七八九十" * 2]])
    heights = re.findall(rb'<row r="2"[^>]* ht="([0-9.]+)"', parts(book.done())["xl/worksheets/sheet1.xml"])
    assert [round(float(height)) for height in heights] == [5 * 14 + 4]


def test_without_the_package_the_command_to_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(DraftgenError, match="python -m pip install xlsxwriter"):
        require()


def test_libreoffice_opens_it_and_reads_the_same(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: the workbook was not opened in a real office program")
    (tmp_path / "a.xlsx").write_bytes(rows(WRONG, CLEAN))
    command = [
        soffice,
        f"-env:UserInstallation=file://{tmp_path}/home",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120
    )
    if not (tmp_path / "a.csv").exists():
        pytest.skip("LibreOffice has no Calc here: the workbook was not opened in a real office program")
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[4].startswith("1,甲局,需修改,2,,1")
    assert lines[5].startswith("2,丁局,未发现问题,,,")
