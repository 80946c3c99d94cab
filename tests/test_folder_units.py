"""Who sent what: units by the title of the report, copies, second versions, the list of those who had to report."""

from pathlib import Path

import pytest
import xlsxwriter
from tests.inspecting import finding, report

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.inspection.roster import Attendance, Expected, attendance, read
from draftgen.inspection.unit import Examined, Unread, received

NO_REPORT = Finding("no-report", Level.ERROR, Place(), "这份文件不像年报。")


def remarks(*reports: Examined) -> dict[str, tuple[str, ...]]:
    return {unit.name: unit.remarks for unit in received(reports).units}


# --- units ---


def test_a_unit_is_known_by_its_title_whatever_the_file_is_called() -> None:
    came = received(
        [report("澜江县水务局", file="年报（最终版2）.docx"), report("澜江县教育局", file="澜江县水务局.docx")]
    )
    assert [unit.name for unit in came.units] == ["澜江县水务局", "澜江县教育局"]


def test_the_same_content_in_two_formats_is_one_report_and_the_word_file_counts() -> None:
    came = received([report("澜江县水务局", file="a.html"), report("澜江县水务局", file="b.docx")])
    (unit,) = came.units
    assert (unit.report.file, unit.copies, unit.others) == ("b.docx", ("a.html",), ())
    assert unit.remarks == ("“a.html”与“b.docx”是同一份",)


def test_two_versions_are_said_to_be_two() -> None:
    one = report("澜江县水务局", file="a.docx", tables="甲")
    other = report("澜江县水务局", file="b.docx", tables="乙")
    assert remarks(one, other) == {
        "澜江县水务局": ("报了 2 份内容不同的年报，以“a.docx”为准统计，另有“b.docx”",),
    }


def test_a_report_of_another_year_does_not_count_as_a_second_one() -> None:
    reports = [report("甲局", file="a.docx", year=2024), report("甲局", file="b.docx"), report("乙局")]
    assert remarks(*reports) == {"甲局": ("另有 2024 年度的一份“a.docx”，没有计入",), "乙局": ()}


def test_a_unit_that_sent_last_years_report_only_is_pointed_out() -> None:
    reports = [report("甲局", year=2024), report("乙局"), report("丙局")]
    assert remarks(*reports)["甲局"] == ("年度是 2024，多数单位是 2025",)


def test_units_without_a_name_are_not_taken_for_one() -> None:
    came = received([report("", file="a.docx"), report("", file="b.docx")])
    assert [unit.name for unit in came.units] == ["（没有认出单位：a.docx）", "（没有认出单位：b.docx）"]


def test_what_is_no_report_is_no_unit() -> None:
    came = received([report("", NO_REPORT, file="通知.txt"), report("甲局")])
    assert [unit.name for unit in came.units] == ["甲局"]
    assert [(item.file, item.stray) for item in came.unread] == [("通知.txt", True)]


# --- the list ---


def book(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "名单.xlsx"
    file = xlsxwriter.Workbook(path)
    sheet = file.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    file.close()
    return path


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("序号", "单位名称"), ("1", "澜江县水务局"), ("2", "柳河镇")], ["澜江县水务局", "柳河镇"]),
        ([("澜江县报送单位名单",), ("单位",), ("澜江县水务局",)], ["澜江县水务局"]),
        ([("澜江县水务局",), ("澜江县教育局",)], ["澜江县水务局", "澜江县教育局"]),  # no head at all
        ([("1", "澜江县水务局", "张三"), ("2", "柳河镇人民政府", "李四")], ["澜江县水务局", "柳河镇人民政府"]),
        ([("单位", "联系人"), ("澜江县 水务局", "张三"), ("澜江县水务局", "李四")], ["澜江县水务局"]),
    ],
)
def test_the_column_of_names_is_found(tmp_path: Path, rows: list[tuple[str, ...]], names: list[str]) -> None:
    assert [one.name for one in read(book(tmp_path, *rows))] == names


def test_other_names_are_read_from_their_column(tmp_path: Path) -> None:
    path = book(tmp_path, ("单位名称", "简称"), ("澜江县人力资源和社会保障局", "县人社局、人社局"))
    assert read(path) == (Expected("澜江县人力资源和社会保障局", ("县人社局", "人社局")),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_has_one_a_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("澜江县水务局\n\n柳河镇人民政府\n", encoding)
    assert [one.name for one in read(path)] == ["澜江县水务局", "柳河镇人民政府"]


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="没有找到单位名称"):
        read(book(tmp_path, ("", ""), ("1", "2")))


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"nothing")
    with pytest.raises(UnreadableInput, match="xlsx"):
        read(path)


# --- the list against what came in ---


def states(names: list[str], *reports: Examined, unread: tuple[Unread, ...] = ()) -> dict[str, str]:
    roster = [Expected(name) for name in names]
    return {entry.name: entry.state.value for entry in attendance(roster, received(reports, unread))}


def test_who_sent_who_did_not_and_whom_nobody_expected() -> None:
    assert states(["甲县水务局", "甲县教育局"], report("甲县水务局"), report("乙县统计局")) == {
        "甲县水务局": "已报",
        "甲县教育局": "未报",
        "乙县统计局": "名单里没有",
    }


def test_a_unit_with_two_versions_sent_twice() -> None:
    reports = (report("甲县水务局", file="a.docx", tables="1"), report("甲县水务局", file="b.docx", tables="2"))
    assert states(["甲县水务局"], *reports) == {"甲县水务局": "重复报送"}


@pytest.mark.parametrize(
    ("listed", "title"),
    [
        ("水务局", "澜江县水务局"),
        ("澜江县水务局", "水务局"),
        ("柳河镇", "澜江县柳河镇人民政府"),
        ("城关街道", "城关街道办事处"),
    ],
)
def test_a_name_may_be_shorter_than_the_one_in_the_title(listed: str, title: str) -> None:
    assert states([listed], report(title)) == {listed: "已报"}


def test_a_government_is_not_its_township() -> None:
    assert states(["澜江县人民政府"], report("澜江县柳河镇人民政府")) == {
        "澜江县人民政府": "未报",
        "澜江县柳河镇人民政府": "名单里没有",
    }


def test_two_units_that_fit_one_name_are_for_people_to_tell_apart() -> None:
    found = states(["教育局"], report("澜江县教育局"), report("开发区教育局"))
    assert found == {"教育局": "请人工核对"}


def test_an_abbreviation_is_a_question_never_a_match() -> None:
    assert states(["石门县人社局"], report("石门县人力资源和社会保障局")) == {"石门县人社局": "请人工核对"}


def test_another_name_of_the_list_is_a_match() -> None:
    came = received([report("石门县人力资源和社会保障局")])
    (entry,) = attendance([Expected("石门县人社局", ("石门县人力资源和社会保障局",))], came)
    assert entry.state is Attendance.SENT


def test_who_sent_what_could_not_be_read_is_not_called_missing() -> None:
    unread = (Unread("柳河镇年报.doc", "请另存为 .docx。", save_as=True),)
    assert states(["澜江县柳河镇", "柳河镇", "双桥镇"], unread=unread) == {
        "澜江县柳河镇": "未报",
        "柳河镇": "报了，没有读成",
        "双桥镇": "未报",
    }


def test_a_stray_file_is_nobodys_report() -> None:
    assert states(["柳河镇"], report("", NO_REPORT, file="柳河镇的通知.txt")) == {"柳河镇": "未报"}


def test_the_most_urgent_come_first() -> None:
    roster = [Expected("甲县水务局"), Expected("甲县教育局")]
    came = received([report("甲县水务局", finding())])
    assert [entry.state for entry in attendance(roster, came)] == [Attendance.MISSING, Attendance.SENT]
