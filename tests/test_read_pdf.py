"""PDF reports: lines put together to paragraphs, tables over pages, radicals, page numbers; and what cannot be read."""

import importlib.util
import sys
import zlib
from pathlib import Path

import pytest
from tests.pdf_files import Page, assembled, lines, paragraph, pdf, stream
from tests.reports import HEADINGS, faults, one_row_six, printed, table, values

from draftgen import recall
from draftgen.core.finding import UnreadableInput
from draftgen.core.report import Report
from draftgen.recall import pdf as reader

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pdfplumber") is None, reason="pdfplumber is not installed")

LONG = "全年通过门户网站公开政府信息一百二十条，其中政策文件三十条，工作动态九十条，都在规定期限内公布。" * 2


def read(*pages: Page) -> Report:
    return recall.report(pdf(pages), "年报.pdf")


def texts(*pages: Page) -> list[str]:
    document = recall.document(pdf(pages), "年报.pdf")
    return [content.text for content in document.paragraphs]


# --- paragraphs ---


def test_lines_become_paragraphs() -> None:
    page = Page()
    top = paragraph(page, 80, LONG)
    paragraph(page, top, "第二段。")
    assert texts(page) == [LONG, "第二段。"]


def test_paragraphs_without_an_indent() -> None:
    page = Page()
    top = paragraph(page, 80, LONG, indent=False)
    paragraph(page, top, "第二段。", indent=False)
    assert texts(page) == [LONG, "第二段。"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = Page(), Page()
    lines(first, 700, ["　　" + LONG[:34], LONG[34:70]])
    lines(second, 80, [LONG[70:]])
    for number, page in enumerate((first, second), 1):
        page.text(280, 800, f"- {number} -", 9)
    assert texts(first, second) == [LONG]


@pytest.mark.parametrize("number", ["- {} -", "— {} —", "{}", "第 {} 页", "第{}页 共3页", "{}/3"])
def test_page_numbers_are_no_text(number: str) -> None:
    pages = [Page().text(74, 100, "这一页有话要说，说得不长。").text(280, 800, number.format(n), 9) for n in (1, 2, 3)]
    assert texts(*pages) == ["这一页有话要说，说得不长。"] * 3


def test_running_heads_are_no_text() -> None:
    pages = [Page().text(74, 40, "青石县水务局年报", 9).text(74, 300, f"第{n}页的话都在这里说完。") for n in "一二三"]
    assert texts(*pages) == [f"第{n}页的话都在这里说完。" for n in "一二三"]


def test_the_lines_of_a_browser_go() -> None:
    """Address and count of pages at the foot, time and name at the head, as browsers print a page."""
    pages = [
        Page()
        .text(20, 15, "2024/1/17 09:30 水务局2023年年报", 8)
        .text(74, 300, f"这是正文的第{'一二'[n]}页，话不多。")
        .text(20, 820, f"http://example.invalid/art/20{n}.html {n + 1}/2", 8)
        for n in (0, 1)
    ]
    assert texts(*pages) == ["这是正文的第一页，话不多。", "这是正文的第二页，话不多。"]


def test_spaces_of_typesetting_go() -> None:
    assert texts(Page().text(74, 100, "2023 年 1 月，邮 编 ： 223100 ， tel 010 123。")) == [
        "2023年1月，邮编：223100，tel 010 123。"
    ]


def test_radicals_are_the_characters_they_look_like() -> None:
    page = Page().text(74, 100, "⼀、⼈⺠政府⻅⻥⻓⻔⻬⻛⾏⽤⼾公开")
    assert texts(page) == ["一、人民政府见鱼长门齐风行用户公开"]


def test_letters_printed_twice_to_look_bold() -> None:
    page = Page()
    for shift in (0, 0.3):
        page.text(74 + shift, 100, "一、总体情况说明得清清楚楚，没有一个字重复两遍。")
    assert texts(page) == ["一、总体情况说明得清清楚楚，没有一个字重复两遍。"]


# --- tables ---


@pytest.mark.parametrize("form_id", ["2021", "2019"])
def test_tables(form_id: str) -> None:
    pages = [
        Page().text(74, 60, HEADINGS[section]).table(table(table_id, form_id), 90)
        for section, table_id in (("published", "table2"), ("requests", "table3"), ("disputes", "table4"))
    ]
    report = read(*pages)
    assert {path: text for found in report.tables.values() for path, text in printed(found).items()} == values(form_id)
    assert faults(report) == []


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("cut", [5, 9, 17, 22])
def test_a_table_over_two_pages(cut: int, closed: bool) -> None:  # noqa: FBT001 - one of the two cases
    grid = table("table3")
    first = (
        Page().text(74, 60, HEADINGS["requests"]).table(grid, 90, range(cut), closed=closed).text(280, 800, "- 3 -", 9)
    )
    second = Page().table(grid, 80, range(cut, grid.height), closed=closed).text(280, 800, "- 4 -", 9)
    report = read(first, second)
    assert printed(report.tables["table3"]) == {
        path: text for path, text in values().items() if path.startswith("requests")
    }
    assert len(report.tables["table3"].blocks) == 1
    assert faults(report)[0] == "没有读到第二部分的表。"


def test_one_row_six() -> None:
    report = read(Page().text(74, 60, HEADINGS["requests"]).table(one_row_six(table("table3")), 90))
    assert report.tables["table3"].merged_rows["other"]["person"].value == 1
    assert report.tables["table3"].missing == ("other_1", "other_2", "other_3")


def test_white_boxes_behind_the_text_are_no_table() -> None:
    page = Page()
    for number in range(12):
        page.white_box(70, 80 + 20 * number, 520, 100 + 20 * number)
    paragraph(page, 80, LONG)
    assert texts(page) == [LONG]


def test_upright_text_in_a_cell() -> None:
    grid = table("table3")
    tall = next(cell for cell in grid.cells if cell.text == "三、本年度办理结果")
    page = (
        Page()
        .text(74, 60, HEADINGS["requests"])
        .table(grid._replace(cells=tuple(c._replace(text="") if c is tall else c for c in grid.cells)), 90)
    )
    for number, char in enumerate("三、本年度办理结果"):
        page.text(100, 250 + 14 * number, char, 9)
    assert printed(read(page).tables["table3"])["requests.granted.person"] == "6"


def test_tables_without_rules_are_read_by_their_labels() -> None:
    page = Page().text(74, 60, HEADINGS["published"])
    rows = [
        "第二十条第（一）项",
        "信息内容  本年制发件数  本年废止件数  现行有效件数",
        "规章 0 0 0",
        "行政规范性文件 3 1 12",
    ]
    rows += ["第二十条第（五）项", "信息内容  本年处理决定数量", "行政许可 17"]
    lines(page, 90, rows).text(74, 400, HEADINGS["requests"])
    found = read(page).tables["table2"]
    assert printed(found) == {
        "regulations.made": "0",
        "regulations.repealed": "0",
        "regulations.valid": "0",
        "documents.made": "3",
        "documents.repealed": "1",
        "documents.valid": "12",
        "permits": "17",
    }


# --- what cannot be read ---


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableInput) as caught:
        recall.report(data, "年报.pdf")
    return str(caught.value).removeprefix("“年报.pdf”")


def test_a_scan_is_refused() -> None:
    assert refused(pdf([Page().picture(), Page().picture()])).startswith(
        "是扫描件，每一页都是图片，没有可读的文字。程序不猜图片里的数字。"
    )


def test_one_picture_page_is_named() -> None:
    report = read(Page().text(74, 60, "一、总体情况很好，写了满满一页纸。"), Page().picture(), Page().picture())
    assert faults(report)[0] == "第 2、3 页是图片，没有可读的文字，里面的内容没有读。"


def test_letters_over_a_picture_may_be_guessed_by_a_machine() -> None:
    report = read(Page().picture().text(74, 60, "一、总体情况很好，写了满满一页纸。"))
    assert faults(report)[0] == "第 1 页整页是图片，读到的文字可能是识别出来的，识别会有错。"


def test_an_empty_pdf_is_refused() -> None:
    assert refused(pdf([Page()])).startswith("里没有可读的文字。")


def test_letters_without_a_code_are_refused() -> None:
    page = Page().text(74, 60, "这一行字没有编码，怎么也读不出来。" * 2)
    data = pdf([page]).replace(b"/ToUnicode 5 0 R", b"/NoUnicode 5 0 R")
    assert refused(data).startswith("里的文字没有编码，读出来是乱码。")


def test_a_locked_file_is_refused() -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]"
    assert refused(pdf([Page().text(74, 60, "锁着")], lock)).startswith("设了密码，打不开。")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 5000, pdf([Page().text(74, 60, "好的文件")])[:300]]
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "损坏" in refused(data) or "没有可读的文字" in refused(data)


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf([Page().text(74, 60, "一页")] * 61)).startswith("超过 60 页")


def test_a_page_tree_that_bites_its_tail() -> None:
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"}
    assert refused(assembled(objects))


def test_a_page_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kilobytes that become 200 MB of drawing: the process that reads them is stopped."""
    monkeypatch.setattr(reader, "_SECONDS", 3)
    monkeypatch.setattr(reader, "_MEMORY", 1024**3)
    inner = zlib.compress(b"0 0 m 1 1 l S\n" * 15_000_000, 1)
    body = stream(inner).replace("/Filter /FlateDecode", "/Filter [/FlateDecode /FlateDecode]")
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        4: body,
    }
    assert refused(assembled(objects)).startswith(("读到一半停住了", "读了 3 秒", "里面的内容过大"))


def test_a_reader_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert refused(pdf([Page()])).startswith("读不了：读 PDF 的程序没有启动。")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert (
        refused(pdf([Page()]))
        == "是 PDF，读它要先安装 pdfplumber。请运行：python -m pip install pdfplumber，再试一次。"
    )
