"""HTML, Markdown and Word say the same: the words and cells of the Document, whatever characters they hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from draftgen import forms
from draftgen.core.document import Document, Paragraph, Role, Section, Sentence, Span, SpanKind, TableBlock
from draftgen.core.figure import Figure
from draftgen.core.record import Source
from draftgen.realise.tables import table_block
from draftgen.render.docx import write_docx
from draftgen.render.html import write_html
from draftgen.render.markdown import write_markdown

ODD_NAME = r"甲<b>&amp;|*乙*_丙_`[x](y)~#\1. 局"
FOLDER = "C:\\Users\\zhangsan\\"
ADDRESS = "http://www.wendeng.gov.cn"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Cell = tuple[int, int, int, int, str, bool]


# --- a document with every role, every kind of span and the three tables ---


def _figure(path: str, label: str, value: str, formula: str = "", line: int = 40) -> Figure:
    sources = (Source(f"{FOLDER}data.yaml", line, 11),)
    return Figure(path, label, Decimal(value), formula=formula, sources=sources, supplied_by="信息科")


FIGURES = (
    _figure("published.website", '门户"网站"<条数>', "313"),
    _figure("published.share", "公告公示占比", "67.1", "(126 + 84) ÷ 313 = 67.1%"),
)


def _paragraph(role: Role, *parts: str | Span) -> Paragraph:
    spans = tuple(part if isinstance(part, Span) else Span(part) for part in parts)
    return Paragraph("place", role, (Sentence("place", "passage", "theme", spans),))


def _tables() -> tuple[tuple[TableBlock, ...], tuple[Figure, ...]]:
    form = forms.form("2021")
    values = {cell.path: str(number) for number, cell in enumerate(form.cells())} | {"charges": "44.862"}
    figures = (_figure(cell.path, cell.row.label, values[cell.path], line=60) for cell in form.cells())
    return tuple(table_block(table, values) for table in form.tables), tuple(figures)


@pytest.fixture(scope="module")
def report() -> Document:
    tables, cells = _tables()
    slot = Span("313", SpanKind.SLOT, "published.website")
    share = Span("67.1%", SpanKind.DERIVED, "published.share")
    article, own = Span("二十", SpanKind.FIXED), Span("名为*甲_乙*<c>|d&amp;", SpanKind.OWN, "own.topic")
    confirm, check = Span("【请确认】", SpanKind.MARK), Span("【待核】", SpanKind.MARK)
    words = ("公开信息", slot, "条，占", share, "，见第", article, "条，培训", confirm, "，", own, check, "。")
    lead = _paragraph(Role.BODY, *words)
    return Document(
        (ODD_NAME, "2021年政府信息公开工作年度报告"),
        2021,
        ODD_NAME,
        (_paragraph(Role.INTRO, f"{ODD_NAME}编制本报告，可在网站（{ADDRESS}）下载，电话0631-8451085。"),),
        (
            Section("overview", "一、总体情况", (_paragraph(Role.SUBHEADING, "（一）主动公开"), lead)),
            Section("published", "二、主动公开政府信息情况", tables[:1]),
            Section("requests", "三、收到和处理政府信息公开申请情况", tables[1:2]),
            Section("disputes", "四、政府信息公开行政复议、行政诉讼情况", tables[2:]),
            Section("problems", "五、存在的主要问题及改进情况", (_paragraph(Role.HEADING, "1. 问题"),)),
            Section("other", "六、其他需要报告的事项", (_paragraph(Role.BODY, "- 未收取", "信息处理费。"),)),
        ),
        (_paragraph(Role.SIGNATURE, ODD_NAME), _paragraph(Role.DATE, "2022年1月26日")),
        {figure.path: figure for figure in (*FIGURES, *cells)},
    )


def _tiny(title: str, spans: tuple[Span, ...], cell: str) -> Document:
    """A report with one paragraph of ``spans`` and one table with ``cell`` in a merged and in a single place."""
    table = table_block(forms.form("2021").tables[0], {"permits": cell, "regulations.made": cell})
    body = _paragraph(Role.BODY, *spans)
    return Document((title,), 2021, title, (body,), (Section("other", title, (table,)),), (), {})


# --- what the formats should say, from the document ---

TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.SUBHEADING: "h3"}


def _wanted(document: Document, *, between: str = "\n") -> list[tuple[str, str]]:
    """Tag and text of each heading and paragraph that has text; ``between`` joins the lines of the title."""
    blocks = [("h1", between.join(document.title)), *map(_block, document.intro)]
    for section in document.sections:
        blocks.append(("h2", section.title))
        blocks += (_block(content) for content in section.contents if isinstance(content, Paragraph))
    return [block for block in (*blocks, *map(_block, document.closing)) if block[1]]


def _block(paragraph: Paragraph) -> tuple[str, str]:
    return TAGS.get(paragraph.role, "p"), paragraph.text


def _cells(table: TableBlock) -> set[Cell]:
    return {(cell.row, cell.column, cell.rows, cell.columns, cell.text, cell.head) for cell in table.cells}


def _grid(table: TableBlock) -> list[list[str]]:
    """Row by row; the text of a merged cell in its first place only."""
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    return [[texts.get((row, column), "") for column in range(table.width)] for row in range(table.height)]


# --- readers ---


@dataclass
class Element:
    """An element as read from HTML, with all text inside it."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""


def _placed(rows: list[list[Element]]) -> set[Cell]:
    """The cells of a table at their places. Fails unless the grid is covered fully and once."""
    taken: set[tuple[int, int]] = set()
    found: set[Cell] = set()
    for row, elements in enumerate(rows):
        column = 0
        for element in elements:
            while (row, column) in taken:
                column += 1
            height, width = (int(element.attributes.get(name, "1")) for name in ("rowspan", "colspan"))
            places = {(row + down, column + right) for down in range(height) for right in range(width)}
            assert not places & taken
            taken |= places
            found.add((row, column, height, width, element.text, element.tag == "th"))
    across = max(column for _, column in taken) + 1
    assert taken == {(row, column) for row in range(len(rows)) for column in range(across)}
    return found


class Page(HTMLParser):
    """Reads blocks and tables, and holds every tag against its end."""

    VOID = frozenset({"meta", "br", "wbr"})
    BLOCKS = frozenset({"title", "style", "h1", "h2", "h3", "p", "th", "td"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self.tables: list[list[list[Element]]] = []
        self.head_rows: list[int] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag == "br":
            self.handle_data("\n")
        if tag in self.VOID:
            return
        if tag in self.BLOCKS:
            assert not any(outer.tag in self.BLOCKS for outer in self._open)
        if tag == "table":
            self.tables.append([])
            self.head_rows.append(0)
        elif tag == "tr":
            self.tables[-1].append([])
            self.head_rows[-1] += self._open[-1].tag == "thead"
        elif tag in {"th", "td"}:
            assert self._open[-1].tag == "tr"
            self.tables[-1][-1].append(element)
        self._open.append(element)
        self.all.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        inside = [element.tag for element in self._open]
        if data.strip("\n") and "body" in inside:
            assert self.BLOCKS & set(inside), data
        for element in self._open:
            element.text += data

    def tagged(self, *tags: str) -> list[Element]:
        return [element for element in self.all if element.tag in tags]

    def blocks(self) -> list[tuple[str, str]]:
        return [(element.tag, element.text) for element in self.tagged("h1", "h2", "h3", "p")]


def _texts(page: Page) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in rows] for rows in page.tables]


MARKDOWN_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d+);|(<br>)|\*\*")


def _unescaped(inline: str) -> str:
    return MARKDOWN_SIGN.sub(lambda m: chr(int(m[2])) if m[2] else "\n" if m[3] else m[1] or "", inline)


def _read_markdown(text: str) -> tuple[list[tuple[str, str]], list[list[list[str]]]]:
    """The blocks and tables of a Markdown text."""
    blocks: list[tuple[str, str]] = []
    tables: list[list[list[str]]] = []
    for block in text.removesuffix("\n").split("\n\n"):
        if block.startswith("|"):
            lines = block.split("\n")
            rows = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines]
            assert set(rows.pop(1)) == {"---"}
            tables.append([[_unescaped(cell) for cell in row] for row in rows])
            continue
        assert "\n" not in block
        head = re.match("(#{1,3}) ", block)
        blocks.append((f"h{len(head[1])}" if head else "p", _unescaped(block[head.end() if head else 0 :])))
    return blocks, tables


def _read_commonmark(text: str) -> Page:
    """What a full CommonMark reader makes of a Markdown text."""
    markdown_it: Any = pytest.importorskip("markdown_it")
    return Page(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def _read_docx(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The texts of the paragraphs that are not empty, and those of the cells of each table."""
    with ZipFile(BytesIO(content)) as package:
        body = ET.fromstring(package.read("word/document.xml")).find(f"{WORD}body")  # noqa: S314 - our own
    assert body is not None
    paragraphs = [_docx_text(part) for part in body if part.tag == f"{WORD}p"]
    rows = [part.iter(f"{WORD}tc") for part in body if part.tag == f"{WORD}tbl"]
    tables = [[_docx_text(cell) for cell in cells if not _continues(cell)] for cells in rows]
    return [text for text in paragraphs if text], tables


def _docx_text(element: ET.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{WORD}t"))


def _continues(cell: ET.Element) -> bool:
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merge is not None and merge.get(f"{WORD}val") != "restart"


# --- the words and cells ---


def test_html_says_what_the_document_says(report: Document) -> None:
    page = Page(write_html(report))
    assert page.blocks() == _wanted(report)
    assert page.tagged("title")[0].text == "".join(report.title)
    assert [_placed(rows) for rows in page.tables] == [_cells(table) for table in report.tables()]
    assert page.head_rows == [table.head_rows for table in report.tables()]


def test_markdown_says_what_the_document_says(report: Document) -> None:
    blocks, tables = _read_markdown(write_markdown(report))
    assert blocks == _wanted(report, between="")
    assert tables == [_grid(table) for table in report.tables()]


def test_a_commonmark_reader_sees_the_same(report: Document) -> None:
    page = _read_commonmark(write_markdown(report))
    assert page.blocks() == _wanted(report, between="")
    assert _texts(page) == [_grid(table) for table in report.tables()]
    assert [bold.text for bold in page.tagged("strong")] == ["请确认", "待核"]


def test_word_says_what_the_document_says(report: Document) -> None:
    paragraphs, tables = _read_docx(write_docx(report))
    assert paragraphs == [line for _, text in _wanted(report) for line in text.split("\n")]
    assert tables == [[cell.text for cell in table.cells] for table in report.tables()]


# --- the web page ---


def test_figures_carry_value_label_and_origin(report: Document) -> None:
    page = Page(write_html(report))
    data = {element.attributes["title"]: element for element in page.tagged("data")}
    assert data['门户"网站"<条数> · data.yaml:40:11'].attributes["value"] == "313"
    share = data["公告公示占比 · (126 + 84) ÷ 313 = 67.1%"]
    assert (share.text, share.attributes["value"]) == ("67.1%", "67.1")
    assert data["行政事业性收费 · data.yaml:60:11"].text == "44.862"
    values = [cell for table in report.tables() for cell in table.cells if cell.path]
    assert len(page.tagged("data")) == len(values) + 2


def test_folders_and_suppliers_do_not_leave_the_machine(report: Document) -> None:
    html = write_html(report)
    assert "zhangsan" not in html
    assert "信息科" not in html


def test_open_places_are_marked(report: Document) -> None:
    assert [mark.text for mark in Page(write_html(report)).tagged("mark")] == ["【请确认】", "【待核】"]


def test_styles_stand_on_every_element(report: Document) -> None:
    page = Page(write_html(report))
    for element in page.tagged("h1", "h2", "h3", "p", "table", "th", "td"):
        assert element.attributes["style"]
    for element in page.tagged("table", "th", "td"):
        assert "border:1px solid" in element.attributes["style"]
    (style,) = page.tagged("style")
    assert re.fullmatch(r"\s*@media print \{\n(?:[^{}]*\{[^{}]*\}\n)*\}\s*", style.text)


def test_each_table_scrolls_in_a_named_box(report: Document) -> None:
    boxes = [box for box in Page(write_html(report)).tagged("div") if "overflow-x:auto" in box.attributes["style"]]
    assert [box.attributes["aria-label"][:2] for box in boxes] == ["二、", "三、", "四、"]


def test_the_page_needs_nothing_from_elsewhere(report: Document) -> None:
    html = write_html(report)
    page = Page(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert not page.tagged("script", "link", "img", "iframe", "object", "a")
    assert not {name for element in page.all for name in element.attributes if name.startswith(("src", "href", "on"))}
    assert html.count("http") == 1
    assert "url(" not in html


def test_heads_in_the_middle_of_a_table_are_heads_of_columns(report: Document) -> None:
    rows = Page(write_html(report)).tables[0]
    heads = {cell.text: cell.attributes["scope"] for row in rows for cell in row if cell.tag == "th"}
    assert heads["第二十条第（六）项"] == heads["本年处理决定数量"] == heads["信息内容"] == "col"
    assert heads["行政处罚"] == heads["行政规范性文件"] == "row"


def test_a_figure_without_a_source_is_plain_text(report: Document) -> None:
    page = Page(write_html(report._replace(figures={})))
    assert not page.tagged("data")
    assert page.blocks() == _wanted(report)


# --- odd characters ---

SIGNS = "<>&|*_`[](){}~#\\\"'!+-=.:;@$%^/ \t\u3000\xa0\n12甲乙【】，aB"
AWKWARD = (
    *("http://a.cn/b_c", "www.a.cn*", "1. 甲", "1)", "- 甲", "---", "===", "# 甲", "> 甲", "```", "    甲", "甲  "),
    *("&amp;", "&#32;", "<br>", "<!-- ", "]]>", "\\", "\\|", "**甲**", "| --- |", "[甲]: http://a.cn", "{甲}", "%s"),
)
TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=12),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12),
    st.sampled_from(AWKWARD),
)
SPANS = st.lists(st.builds(Span, TEXTS, st.sampled_from(SpanKind)), max_size=4).map(tuple)


@settings(deadline=None)
@example(title="甲", spans=(Span("1", SpanKind.MARK), Span(""), Span("0", SpanKind.MARK)), cell="")
@given(title=TEXTS, spans=SPANS, cell=TEXTS)
def test_any_text_reads_back(title: str, spans: tuple[Span, ...], cell: str) -> None:
    document = _tiny(title, spans, cell)
    wanted, grids = _wanted(document), [_grid(table) for table in document.tables()]
    page = Page(write_html(document))
    assert (page.tagged("title")[0].text, page.blocks()) == (title, wanted)
    assert _placed(page.tables[0]) == _cells(document.tables()[0])
    markdown = write_markdown(document)
    assert _read_markdown(markdown) == (wanted, grids)
    page = _read_commonmark(markdown)
    assert (page.blocks(), _texts(page)) == (wanted, grids)


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    document = _tiny("甲\x00乙", (Span("丙\r\n丁\u2028戊\ud800\x1b\ufffe己"),), "1\x85")
    wanted = [("h1", "甲乙"), ("p", "丙\n丁\n戊己"), ("h2", "甲乙")]
    assert Page(write_html(document)).blocks() == _read_markdown(write_markdown(document))[0] == wanted
    assert "丙<br>丁" in write_html(document).encode().decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("见http://a.cn/b_c", "见http\\://a.cn/b\\_c"),
        ("见www.a.cn\xa0，甲|乙", "见www\\.a.cn\xa0，甲\\|乙"),
        ("见http://a.cn 甲|乙", "见http://a.cn 甲\\|乙"),
    ],
)
def test_markdown_breaks_up_an_address_that_would_swallow_a_backslash(text: str, wanted: str) -> None:
    assert f"\n{wanted}\n" in write_markdown(_tiny("甲", (Span(text),), ""))
