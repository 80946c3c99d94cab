"""Plain text and Markdown: pipes, tabs, one cell a line, text pasted from a screen, any encoding."""

import codecs
from collections.abc import Callable

import pytest
from tests import reports
from tests.reports import contents, faults, one_row_six, printed, table, text, values

from draftgen import recall
from draftgen.core.finding import UnreadableInput
from draftgen.core.read import ReadTable
from draftgen.core.report import Report


def read(page: str | bytes, name: str = "年报.txt") -> Report:
    return recall.report(page if isinstance(page, bytes) else page.encode(), name)


def numbers(report: Report) -> dict[str, str]:
    return {path: shown for found in report.tables.values() for path, shown in printed(found).items()}


def cells_after_tabs(grid: ReadTable) -> str:
    """As LibreOffice and some sites export: each cell on its line behind a tab, a blank line behind each row."""
    return "\n\n".join("\n".join(f"\t{cell.text}" for cell in cells) for cells in reports.rows_of(grid)) + "\n"


def columns(grid: ReadTable) -> str:
    """As copied from a PDF: the cells of a row with spaces between."""
    return "\n".join(" ".join(cell.text for cell in cells if cell.text) for cells in reports.rows_of(grid))


def wide(grid: ReadTable) -> str:
    return "\n".join("    ".join(cell.text for cell in cells if cell.text) for cells in reports.rows_of(grid))


def parted(grid: ReadTable) -> str:
    """Pipes between the cells, none around the row."""
    return "\n".join(" | ".join(cell.text for cell in cells) for cells in reports.rows_of(grid))


def drawn(grid: ReadTable) -> str:
    """Boxes drawn with characters."""
    lines = ["┃".join(["", *(cell.text for cell in cells), ""]) for cells in reports.rows_of(grid)]
    return "┏━━━┳━━━┓\n" + "\n┣━━━╋━━━┫\n".join(lines) + "\n┗━━━┻━━━┛"


MANNERS: dict[str, Callable[[ReadTable], str]] = {
    "pipes": reports.pipes,
    "tabs": reports.tabs,
    "cells after tabs": cells_after_tabs,
    "one cell a line": reports.cell_a_line,
    "spaces": columns,
    "wide spaces": wide,
    "parted by pipes": parted,
    "drawn boxes": drawn,
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("form_id", ["2021", "2019"])
def test_tables_in_every_manner(manner: str, form_id: str) -> None:
    tables = {table_id: table(table_id, form_id) for table_id in ("table2", "table3", "table4")}
    report = read(text(contents(tables), MANNERS[manner]))
    assert numbers(report) == values(form_id)
    assert (report.missing, faults(report)) == ((), [])
    assert (report.agency, report.year, report.signed_on) == (reports.AGENCY, 2023, "2024年1月15日")
    assert [section.id for section in report.sections] == list(reports.HEADINGS)


@pytest.mark.parametrize("manner", MANNERS)
def test_one_row_six_in_every_manner(manner: str) -> None:
    grid = one_row_six(table("table3"))
    report = read(text(contents({"table3": grid}), MANNERS[manner]))
    three = report.tables["table3"]
    merged = (
        three.merged_rows["other"]
        if three.merged_rows
        else {c: three.cells[f"requests.other.{c}".rstrip(".")] for c in ("person", "")}
    )
    assert [merged["person"].value, merged[""].value] == [1, 1]
    assert three.value("requests.total.person") == 7


@pytest.mark.parametrize("manner", ["pipes", "tabs", "cells after tabs", "parted by pipes", "drawn boxes"])
def test_blank_cells_keep_their_places(manner: str) -> None:
    grid = table("table3", requests__new__company="", requests__new__legal="", requests__granted="")
    three = read(text(contents({"table3": grid}), MANNERS[manner])).tables["table3"]
    assert [three.value("requests.new.company"), three.value("requests.new.person")] == [None, 7]
    assert [three.value("requests.granted"), three.value("requests.granted.others")] == [None, 6]


def test_cells_broken_over_lines() -> None:
    page = text(contents(), cells_after_tabs)
    page = page.replace("\t结果维持", "\t结果\n维持").replace(
        "\t5.要求行政机关确认或重新出具已获取信息", "\t5.要求行政机关确认或重新\n出具已获取信息"
    )
    page = page.replace("\t三、本年度办理结果", "\t\n\n三、本年度办理结果")
    assert numbers(read(page)) == values()


def test_labels_broken_over_lines_before_tabs() -> None:
    page = text(contents(), reports.tabs).replace(
        "5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新\n出具已获取信息"
    )
    assert numbers(read(page)) == values()


def test_marks_of_converters_are_left_out_and_said() -> None:
    page = text(contents(), cells_after_tabs).replace("\t一、本年新收", "\t[bookmark: _Hlk66973412]一、本年新收")
    report = read(page.replace("全年公开信息120条。", "[image: 1639549713(1)]全年公开信息120条。"))
    assert numbers(report) == values()
    assert "全年公开信息120条。" in [prose.text for prose in report.prose()]
    assert [finding.code for finding in report.findings] == ["debris"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda page: page.encode("gbk"), id="gbk"),
        pytest.param(lambda page: page.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(lambda page: page.encode("utf-16"), id="utf-16"),
        pytest.param(lambda page: codecs.BOM_UTF16_BE + page.encode("utf-16-be"), id="utf-16 big end first"),
        pytest.param(lambda page: page.encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(lambda page: page.replace("\n", "\r\n").encode("gb18030"), id="windows lines"),
        pytest.param(lambda page: page.replace("\n", "\r").encode(), id="old mac lines"),
    ],
)
def test_encodings(data: Callable[[str], bytes]) -> None:
    report = read(data(text(contents(), reports.tabs)))
    assert (report.agency, numbers(report)) == (reports.AGENCY, values())


def test_markdown() -> None:
    page = text(contents(), reports.pipes)
    for heading in reports.HEADINGS.values():
        page = page.replace(f"\n{heading}\n", f"\n## {heading}\n")
    page = page.replace("（一）主动公开\n", "### （一）主动公开\n").replace("120条", "**120**条")
    page = "# " + page.replace(f"{reports.AGENCY}\n2023年", f"{reports.AGENCY}2023年", 1)
    report = read(page, "年报.md")
    assert (report.agency, report.year, numbers(report)) == (reports.AGENCY, 2023, values())
    section = report.section("overview")
    assert section is not None
    assert [prose.part for prose in section.paragraphs[:3]] == ["lead", "publication", "publication"]
    assert section.paragraphs[2].text == "全年公开信息120条。"


def test_cells_with_a_pipe_on_the_next_line() -> None:
    """As some collectors of pages write tables: a cell, a line with a pipe, a cell."""
    page = text(contents(), lambda grid: reports.cell_a_line(grid).replace("\n", "\n|\n"))
    assert numbers(read(page)) == values()


def test_a_sentence_that_leads_over_to_the_table() -> None:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("published", "requests", "disputes"), ("这一部分用表格说明，表格如下：",)
    )
    report = read(text(contents(**found), reports.cell_a_line))
    assert numbers(report) == values()
    section = report.section("published")
    assert section is not None
    assert section.text == "这一部分用表格说明，表格如下："


def test_what_is_no_text() -> None:
    with pytest.raises(UnreadableInput, match="不是文本文件"):
        read(b"\x01\x02\x00\x00\x00\x03" * 1000)


def test_an_empty_file() -> None:
    with pytest.raises(UnreadableInput, match="空的"):
        read(b"\r\n  \n")
