"""The finished text: sections of paragraphs and tables, every figure a span with its path."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from draftgen.core.figure import Figure

CONFIRM = "【请确认】"
"""Stands behind a sentence that nobody has said yet to be true of this year."""

CHECK = "【待核】"
"""Stands behind a figure, or for one, that is not known for certain."""

SUPPLY = "【请补充】"
"""Stands for a paragraph that the data say nothing for."""

OPEN = (CONFIRM, CHECK, SUPPLY)
"""The marks of open places: a report is not final while one stands in it (promise 4)."""


class SpanKind(StrEnum):
    """Where the words of a span come from (promise 1)."""

    TEXT = "text"  # wording of a passage or a heading, without figures
    SLOT = "slot"  # a figure given in the data
    DERIVED = "derived"  # a figure computed from the data
    FIXED = "fixed"  # a numeral that is no figure: an article, a telephone number, a document number
    OWN = "own"  # words of the clerk's own
    MARK = "mark"  # 【请确认】, 【待核】
    UNBOUND = "unbound"  # a numeral without a source: a fault of the program


class Span(NamedTuple):
    """A run of text. ``path`` names the fact behind a SLOT, DERIVED or OWN span."""

    text: str
    kind: SpanKind = SpanKind.TEXT
    path: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it prints a figure of the data, given or computed."""
        return self.kind in (SpanKind.SLOT, SpanKind.DERIVED)


class Role(StrEnum):
    """What a paragraph is, so that each format can style it."""

    TITLE = "title"
    INTRO = "intro"
    HEADING = "heading"  # 一、
    SUBHEADING = "subheading"  # （一）
    BODY = "body"
    SIGNATURE = "signature"
    DATE = "date"


class Sentence(NamedTuple):
    """What one passage contributed to a paragraph: for the review, and for what a claim rests on.

    ``place`` is where it stands (the statement, or the number of the problem); headings have none. ``facts`` are
    figures that its conditions compare: what a sentence without a figure, such as 未收到申请, rests on. ``lacks`` are the
    clauses that nothing carries, each with the line of the data that would.
    """

    place: str
    passage: str
    theme: str
    spans: tuple[Span, ...]
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    confirmed: bool = True
    lacks: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class Paragraph(NamedTuple):
    """A paragraph at a ``place`` (a stable name such as ``overview.requests``)."""

    place: str
    role: Role
    sentences: tuple[Sentence, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for sentence in self.sentences for span in sentence.spans)

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)


class GridCell(NamedTuple):
    """A cell of a table's grid. ``row`` and ``column`` count from 0; ``path`` is set on value cells."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    head: bool = False
    path: str = ""


class TableBlock(NamedTuple):
    """An official table laid out on a grid of ``height`` × ``width``. Merged cells carry their spans."""

    place: str
    width: int
    height: int
    head_rows: int
    cells: tuple[GridCell, ...]


Content: TypeAlias = Paragraph | TableBlock


class Section(NamedTuple):
    """One of the six sections. ``id`` is overview, published, requests, disputes, problems or other."""

    id: str
    title: str
    contents: tuple[Content, ...]


class Document(NamedTuple):
    """A whole report. ``figures`` holds the source of every path that a span or cell names."""

    title: tuple[str, ...]
    year: int
    agency: str
    intro: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: tuple[Paragraph, ...]
    figures: dict[str, Figure]

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in reading order."""
        inner = (c for section in self.sections for c in section.contents if isinstance(c, Paragraph))
        return (*self.intro, *inner, *self.closing)

    def tables(self) -> tuple[TableBlock, ...]:
        return tuple(c for section in self.sections for c in section.contents if isinstance(c, TableBlock))
