"""Text that means harm, in every place of the data that takes text, comes out as text: in reports, workbooks, the page."""

import asyncio
import re
import zipfile
from collections.abc import MutableMapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.complete import complete
from tests.drafting import DataFile, as_yaml, drafted
from tests.hostile import HOSTILE, with_text
from tests.reviewing import desk

from draftgen import render
from draftgen.core.document import Document
from draftgen.located.nodes import HIDDEN

KINDS = ("部门", "政府", "镇街")
SHAPES = {kind: complete(kind, lambda now: now // 3) for kind in KINDS}
# None of them means anything in any format.
HARMLESS = ["甲项工作", "乙项工作", "丙项工作"]

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A text that says nothing in the place of the agency's name is a fault of the data: no report comes of it.
words = st.text(min_size=1, max_size=20).filter(lambda text: bool(HIDDEN.sub("", text).strip()))
mixed = st.lists(st.sampled_from(HOSTILE) | words, min_size=8, max_size=24)


class Seen(HTMLParser):
    """The elements of a page, each with the names of its attributes, and every address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, frozenset[str]]] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, frozenset(name for name, _ in attrs)))
        self.addresses |= {
            value or "" for name, value in attrs if name in ("href", "src", "action", "hx-get", "hx-post")
        }

    def handle_data(self, data: str) -> None:
        self.text += data


def said(document: Document) -> str:
    return "".join(span.text for paragraph in document.paragraphs() for span in paragraph.spans)


def test_the_texts_do_reach_the_report() -> None:
    for kind in KINDS:
        text = said(drafted(with_text(SHAPES[kind], list(HOSTILE))).document)
        assert sum(one in text for one in HOSTILE) > 10


@few
@given(kind=st.sampled_from(KINDS), texts=mixed)
def test_no_text_adds_an_element_to_the_web_page(kind: str, texts: list[str]) -> None:
    usual = Seen(render.write_html(drafted(with_text(SHAPES[kind], HARMLESS)).document))
    page = Seen(render.write_html(drafted(with_text(SHAPES[kind], texts)).document))
    # A long address may break at its dots; a line break of the text is one of the page.
    assert page.elements <= usual.elements | {("wbr", frozenset()), ("br", frozenset())}
    assert page.addresses == set()


@few
@given(kind=st.sampled_from(KINDS), texts=mixed)
def test_no_text_is_markup_in_markdown(kind: str, texts: list[str]) -> None:
    markdown_it: Any = pytest.importorskip(
        "markdown_it", reason="MARKDOWN IS NOT TRIED: markdown-it-py is not installed"
    )
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def elements(texts: list[str]) -> set[str]:
        seen = Seen(reader.render(render.write_markdown(drafted(with_text(SHAPES[kind], texts)).document)))
        assert seen.addresses == set()
        return {tag for tag, _ in seen.elements}

    assert elements(texts) <= elements(HARMLESS) | {"br"}


@few
@given(kind=st.sampled_from(KINDS), texts=mixed)
def test_no_text_is_a_field_a_link_or_xml_in_word(kind: str, texts: list[str]) -> None:
    document = drafted(with_text(SHAPES[kind], texts)).document
    usual = parts(render.write_docx(drafted(with_text(SHAPES[kind], HARMLESS)).document, None, draft=True))
    found = parts(render.write_docx(document, None, draft=True))
    assert found.keys() == usual.keys()
    for name, data in found.items():
        if name.endswith((".xml", ".rels")):
            # A text that asks for confirmation gets our own mark, which is highlighted.
            assert tags(data) <= tags(usual[name]) | {"br", "tab", "highlight"}, name
            assert b'TargetMode="External"' not in data
    fields = re.compile(rb"<w:instrText[^>]*>[^<]*")
    for name in found:
        assert set(fields.findall(found[name])) <= set(fields.findall(usual[name]))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tags(data: bytes) -> set[str]:
    return {element.tag.rpartition("}")[2] for element in ET.fromstring(data).iter()}  # noqa: S314 - our own


# --- workbooks ---


def test_no_text_is_a_formula_or_a_link_in_the_workbook(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="THE WORKBOOK IS NOT TRIED: xlsxwriter is not installed")
    usual, found = (workbook(with_text(SHAPES["部门"], texts), tmp_path) for texts in (HARMLESS, list(HOSTILE)))
    assert formulas(found) == formulas(usual)
    assert not [name for name in found if b"hyperlink" in found[name] or b"TargetMode" in found[name]]
    shared = found["xl/sharedStrings.xml"].decode()
    assert "=HYPERLINK(" in shared
    # A cell of kind "text" keeps it so when somebody opens it for editing and presses Enter.
    texts = ["".join(item.itertext()) for item in ET.fromstring(shared)]  # noqa: S314 - our own
    dangerous = {str(number) for number, text in enumerate(texts) if text in HOSTILE and text[0] in "=+-@"}
    assert dangerous
    kept = kept_as_text(found["xl/styles.xml"])
    for name, data in found.items():
        if name.startswith("xl/worksheets/"):
            cells = re.findall(r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")? t="s"><v>([0-9]+)</v>', data.decode())
            assert [(name, cell) for cell, style, text in cells if text in dangerous and int(style) not in kept] == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1-1", "@A1", "\t=1"])
def test_in_a_cell_that_is_not_for_text_it_gets_the_mark_of_one(text: str) -> None:
    xlsxwriter: Any = pytest.importorskip("xlsxwriter", reason="THE WORKBOOK IS NOT TRIED: xlsxwriter is not installed")
    from draftgen.workbook.page import Page, formats  # noqa: PLC0415

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.formats_by_name = formats(book)
        Page(book, "页", (10,)).put(0, 0, text, "label")
    found = parts(stream.getvalue())
    (style,) = re.findall(rb'<c r="A1" s="([0-9]+)" t="s">', found["xl/worksheets/sheet1.xml"])
    assert int(style) in kept_as_text(found["xl/styles.xml"])


def workbook(data: DataFile, folder: Path) -> dict[str, bytes]:
    from draftgen.workbench import books  # noqa: PLC0415

    source = folder / "data.yaml"
    source.write_text(as_yaml(data), "utf-8")
    target = folder / "填报表.xlsx"
    target.unlink(missing_ok=True)
    books.convert(source, target)
    return parts(target.read_bytes())


def formulas(book: dict[str, bytes]) -> list[bytes]:
    return [one for name in sorted(book) for one in re.findall(rb"<(?:f|formula1)>[^<]*", book[name])]


def kept_as_text(styles: bytes) -> set[int]:
    text = {"49", *re.findall(r'<numFmt numFmtId="([0-9]+)" formatCode="@"/>', styles.decode())}
    found = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles.decode(), re.DOTALL)
    assert found is not None
    looks = re.findall(r"<xf [^>]*>", found[1])
    plain = [re.search(r'numFmtId="([0-9]+)"', look) for look in looks]
    return {n for n, m in enumerate(plain) if (m is not None and m[1] in text) or 'quotePrefix="1"' in looks[n]}


def test_no_command_writes_tables_of_commas() -> None:
    """A .csv has no kinds of cells: whatever opens it would take a text for a formula. So none is ever written."""
    sources = Path(render.__file__).resolve().parents[1].rglob("*.py")
    assert [
        path.name for path in sources if re.search(r"^\s*(import|from) csv\b", path.read_text("utf-8"), re.MULTILINE)
    ] == []


# --- the review page ---


def answers(data: DataFile, folder: Path) -> list[str]:
    """Every kind of page that a review shows."""
    pytest.importorskip("starlette", reason="THE PAGE IS NOT TRIED: starlette is not installed")
    from draftgen.web.app import Page  # noqa: PLC0415

    folder.mkdir()
    source = folder / "data.yaml"
    source.write_text(as_yaml(data), "utf-8")
    at = desk(source)
    page = Page(at, print).application()

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    def asked(path: str, **query: str) -> str:
        sent: list[MutableMapping[str, Any]] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "query_string": urlencode(query).encode(), "headers": [],
                 "root_path": ""}  # fmt: skip
        asyncio.run(page(scope, receive, send))
        assert sent[0]["status"] == 200
        return b"".join(message.get("body", b"") for message in sent[1:]).decode()

    found = [asked("/"), asked("/findings"), asked("/search", hint="<script>alert(1)</script>", place="problems.1")]
    for unit in at.units:
        found.append(asked("/card", place=unit.place, revision=str(at.revision)))
        if at.decidable(unit.place):
            found.append(asked("/edit", place=unit.place))
    at.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_adds_an_element_to_the_review_page(kind: str, tmp_path: Path) -> None:
    usual = [Seen(html) for html in answers(with_text(SHAPES[kind], HARMLESS), tmp_path / "usual")]
    found = [Seen(html) for html in answers(with_text(SHAPES[kind], list(HOSTILE)), tmp_path / "hostile")]
    text = "".join(page.text for page in found)
    assert sum(one in text for one in HOSTILE) > 10
    # Which places are open, and so which signs stand at them, depends on the text; what elements there are does not.
    names = {tag for page in usual for tag, _ in page.elements}
    assert {tag for page in found for tag, _ in page.elements} <= names | {"mark", "br", "wbr"}
    attributes = {name for page in usual for _, found in page.elements for name in found}
    assert {name for page in found for _, found in page.elements for name in found} <= attributes
    assert {address for page in found for address in page.addresses if not address.startswith(("/", "#"))} == set()
