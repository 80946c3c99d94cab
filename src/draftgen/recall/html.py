"""A web page → its paragraphs and tables, without the page's own furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from draftgen.core.document import GridCell, Role
from draftgen.core.finding import UnreadableInput
from draftgen.core.read import ReadContent, ReadDocument, ReadFigure, ReadParagraph, ReadTable
from draftgen.recall.characters import clean
from draftgen.recall.encoding import decode
from draftgen.recall.limits import MAX_CONTENTS, too_long

_SKIPPED = frozenset(
    {
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "textarea",
        "iframe",
        "svg",
        "object",
        "canvas",
        "map",
        "dialog",
        "rp",
        "rt",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "header",
        "blockquote",
        "pre",
        "center",
        "form",
        "fieldset",
        "address",
        "figure",
        "figcaption",
        "body",
        "html",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "table",
    }
)
_ROLES = {"h1": Role.TITLE, "h2": Role.HEADING, "h3": Role.SUBHEADING}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_SPAN = 60
_LONG = 150
_MAX_CELLS = 40_000


def read_html(data: bytes, name: str) -> ReadDocument:
    """The contents of a web page. Hidden elements, links that stand alone, menus and the like are left out.

    Raises:
        UnreadableInput: The page is no text, or has nothing to read.

    """
    text, findings = decode(data, f"“{name}”" if name else "这份网页")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(
            f"“{name}”里没有可读的内容。请在浏览器里打开，把正文和表格粘贴到一个 .txt 文件里。"
        ) from error
    title = root.find(".//title")
    page = _Page()
    body = root.find("body")
    page.read(root if body is None else body)
    page.flush()
    shown = clean("".join(str(piece) for piece in title.itertext())).strip() if title is not None else ""
    return ReadDocument(tuple(page.contents), tuple(page.figures), " ".join(shown.split()), findings)


@dataclass(slots=True)
class _Page:
    """The contents read so far, and the paragraph in the making."""

    contents: list[ReadContent] = field(default_factory=list)
    figures: list[ReadFigure] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    linked: bool = True
    links: int = 0
    role: Role = Role.BODY
    style: str = ""

    def read(self, element: Any) -> None:
        """Reads what is inside of an element, block by block. A stack, for pages may be nested deeper than calls can."""
        stack: list[tuple[Any, bool]] = [(element, False)]
        while stack:
            current, done = stack.pop()
            tag = current.tag if isinstance(current.tag, str) else ""
            if done:
                self._leave(current, tag)
            elif self._enter(current, tag):
                stack.append((current, True))
                stack.extend((child, False) for child in reversed(current))
                self._text(current.text)
            else:
                self._text(current.tail)

    def _enter(self, element: Any, tag: str) -> bool:
        """Opens an element; False if what is inside is not to be read, or has been."""
        if not tag or tag in _SKIPPED or _hidden(element):
            return False
        if tag == "br":
            self.flush()
            return False
        if tag == "table" and not _is_layout(element):
            self.flush()
            self.contents.append(_table(element, self.figures, len(self.contents)))
            return False
        if tag in _BLOCKS:
            self.flush()
            self.role, self.style = _ROLES.get(tag, Role.BODY), tag
        self.links += tag == "a"
        if tag == "data" and element.get("data-path"):
            self.marks.append((element.get("data-path"), len("".join(self.pieces)), -1))
        return True

    def _leave(self, element: Any, tag: str) -> None:
        self.links -= tag == "a"
        if tag == "data" and element.get("data-path") and self.marks and self.marks[-1][2] < 0:
            path, start, _ = self.marks[-1]
            self.marks[-1] = (path, start, len("".join(self.pieces)))
        if tag in _BLOCKS:
            self.flush()
            self.role = Role.BODY
        self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.linked = self.linked and (self.links > 0 or not text.strip())

    def flush(self) -> None:
        """Ends the paragraph in the making."""
        raw = "".join(self.pieces)
        whole, places = _collapsed(raw)
        if len(self.contents) > MAX_CONTENTS:
            raise too_long("这份网页")
        if whole and not (self.linked and self.role is Role.BODY):
            block = len(self.contents)
            self.contents.append(ReadParagraph(whole, self.style, self.role))
            for path, start, end in self.marks:
                if end > start and places[start] < places[end]:
                    shown = whole[places[start] : places[end]]
                    self.figures.append(ReadFigure(len(self.figures), path, shown, block, places[start]))
        self.pieces, self.marks, self.linked = [], [], True


def _collapsed(raw: str) -> tuple[str, list[int]]:
    """A text with its white space as a browser shows it, and where each character of ``raw`` has gone."""
    out: list[str] = []
    places: list[int] = []
    for char in raw:
        places.append(len(out))
        plain = clean(char)
        if plain.isspace() and plain != "\u3000":
            if out and out[-1] != " ":
                out.append(" ")
        elif plain:
            out.append(plain)
    places.append(len(out))
    text = "".join(out)
    lead = len(text) - len(text.lstrip())
    whole = text.strip()
    return whole, [min(max(place - lead, 0), len(whole)) for place in places]


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page: one inside the other, one cell a row, or whole paragraphs in its cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = list(_rows(table))
    if all(len(list(_cells(row))) <= 1 for row in rows):
        return not any("第二十条" in "".join(row.itertext()) for row in rows)
    longest = max((len("".join(cell.itertext()).strip()) for row in rows for cell in _cells(row)), default=0)
    return longest > _LONG and "。" in "".join(table.itertext())


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            if not _hidden(child):
                yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    return (child for child in row if child.tag in ("td", "th") and not _hidden(child))


def _table(table: Any, figures: list[ReadFigure], block: int) -> ReadTable:
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    rows = list(_rows(table))
    for number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (number, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan") or len(rows) - number, len(rows) - number)
            across = _span(cell, "colspan") or 1
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            if len(taken) > _MAX_CELLS:
                raise UnreadableInput(
                    "网页里的表格过大，不像年度报告的表，没有读取。请把正文和表格粘贴到一个 .txt 文件里。"
                )
            text, path = _cell_text(cell)
            cells.append(GridCell(number, column, down, across, text, head=cell.tag == "th", path=path))
            if path and text:
                figures.append(ReadFigure(len(figures), path, text, block, 0, number, column))
            column += across
    width = max((cell.column + cell.columns for cell in cells), default=0)
    return ReadTable(width, len(rows), tuple(cells))


def _span(cell: Any, name: str) -> int:
    """A cell's span: 1 if it is none; 0 means to the end of the table."""
    text = (cell.get(name) or "").strip()
    return min(int(text), _SPAN) if re.fullmatch("[0-9]{1,4}", text) else 1


def _cell_text(cell: Any) -> tuple[str, str]:
    """The text of a cell, lines apart where the page shows them apart, and the path of the figure in it."""
    page = _Page()
    page.linked = False
    pieces: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and tag not in _SKIPPED and not _hidden(child):
                if tag in ("br", "p", "div", "li"):
                    pieces.append("\n")
                pieces.append(child.text or "")
                walk(child)
                if tag in ("p", "div", "li"):
                    pieces.append("\n")
            pieces.append(child.tail or "")

    pieces.append(" ".join((cell.text or "").split("\n")))
    walk(cell)
    marked = [data.get("data-path") for data in cell.iter("data") if data.get("data-path")]
    lines = [" ".join(clean(line).split()) for line in _lines(pieces)]
    return "\n".join(line for line in lines if line), marked[0] if len(marked) == 1 else ""


def _lines(pieces: Sequence[str]) -> list[str]:
    """The lines of a cell: only our own breaks count, those of the source are spaces."""
    text = "".join(piece if piece == "\n" else re.sub(r"[\r\n\t]+", " ", piece) for piece in pieces)
    return text.split("\n")
