"""The paragraphs and tables of a Word file, and which of them answers which content of the document as read.

The reader of Word files and this walk need not agree in everything (it joins paragraphs whose mark was deleted, and
looks into text boxes, where Word allows no comment): what they have in common is recognised by its text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from draftgen.core.office import W
from draftgen.core.read import ReadContent, ReadParagraph, ReadTable
from draftgen.ooxml.body import children, columns, count, said

_W = f"{{{W}}}"
_HIDDEN = frozenset(
    f"{_W}{tag}"
    for tag in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "drawing", "pict", "object", "instrText", "ruby",
        "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
    )
)  # fmt: skip


class Atom(NamedTuple):
    """One child of a run that stands for text: ``text`` begins at ``start`` in the text of its paragraph."""

    element: etree._Element
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def atoms(paragraph: etree._Element) -> tuple[Atom, ...]:
    """What the text of a paragraph is made of, in order."""
    found: list[Atom] = []
    start = 0
    for element, text in _texts(paragraph):
        found.append(Atom(element, start, text))
        start += len(text)
    return tuple(found)


def text_of(element: etree._Element) -> str:
    """The text of a paragraph, a cell or a table as a reader sees it."""
    return "".join(text for _, text in _texts(element))


def _texts(parent: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in parent:
        text = said(child)
        if text is not None:
            yield child, text
        elif _is_seen(child):
            yield from _texts(child)


def _is_seen(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in _HIDDEN and not element.tag.endswith("}AlternateContent")


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph with text and every table in reading order; behind a table what is inside of it."""
    for element in parent:
        if element.tag == f"{_W}p":
            if text_of(element).strip():
                yield element
        elif _is_seen(element):
            if element.tag == f"{_W}tbl":
                yield element
            yield from blocks(element)


def answering(contents: Sequence[ReadContent], body: etree._Element) -> dict[int, etree._Element]:
    """For each content as read the paragraph or table that says it, where there is one."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where there is something to compare

    here = list(blocks(body))
    read, printed = [_read_key(content) for content in contents], [_key(element) for element in here]
    pairs = SequenceMatcher(None, read, printed, autojunk=False).get_matching_blocks()
    return {one + step: here[other + step] for one, other, length in pairs for step in range(length)}


def _read_key(content: ReadContent) -> str:
    if isinstance(content, ReadParagraph):
        return "p" + bare(content.text[content.numbered :])
    return "t" + bare("".join(cell.text for cell in content.cells))


def _key(element: etree._Element) -> str:
    return ("t" if element.tag == f"{_W}tbl" else "p") + bare(text_of(element))


def bare(text: str) -> str:
    """A text without its spaces: what a text of the file and one as read are recognised by."""
    return "".join(text.split())


def cell_at(table: etree._Element, read: ReadTable, row: int, column: int) -> etree._Element | None:
    """The cell that covers ``row`` and ``column`` of the table as read; None where the two disagree."""
    cell = next(
        (c for c in read.cells if c.row <= row < c.row + c.rows and c.column <= column < c.column + c.columns), None
    )
    if cell is None:
        return None
    elements = next((some for number, some in enumerate(_rows(table)) if number == cell.row), [])
    here = [element for start, end, element in elements if start <= cell.column < end]
    # A row that was read shorter than it is laid out now keeps its cells in order, counted from the right edge.
    behind = sum(c.row == cell.row and c.column > cell.column for c in read.cells)
    if not read.aligned and behind < len(elements):
        here.append(elements[-1 - behind][2])
    return next((element for element in here if bare(text_of(element)) == bare(cell.text)), None)


def _rows(table: etree._Element) -> Iterator[list[tuple[int, int, etree._Element]]]:
    """The cells of each row with the columns they begin and end at; columns of a hair's breadth do not count."""
    column = columns(table)
    for row in children(table, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        found, grid = [], count(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for element in children(row, "tc"):
            start, grid = grid, grid + count(element.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            found.append((column(start), column(grid), element))
        yield found


def paragraphs_of(cell: etree._Element) -> list[etree._Element]:
    """The paragraphs of a cell, those in controls too."""
    return list(cell.iter(f"{_W}p"))


def first_paragraph(elements: Iterable[etree._Element]) -> etree._Element | None:
    """The first paragraph among ``elements`` or inside of them."""
    return next((p for element in elements for p in element.iter(f"{_W}p")), None)
