"""What somebody's report says, exactly as printed: its tables by label, its sections, the figures of its prose.

A report is read, never repaired: a blank cell is blank, a wrong total stays wrong (design 8).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from draftgen.core.finding import Finding
from draftgen.core.nothing import NOTHING
from draftgen.core.read import ReadDocument


class Printed(NamedTuple):
    """One value cell of an official table as printed.

    ``path`` is that of the form; ``value`` is None where the cell is blank or holds no number ("/", "—"); ``note`` is
    what stands beside the number (其中修订16件). ``block`` counts the contents of the document, ``row`` and ``column``
    its grid.
    """

    path: str
    text: str
    value: Decimal | None
    block: int
    row: int
    column: int
    note: str = ""


class PrintedLabel(NamedTuple):
    """A row or column label as printed, and the official one it was taken for."""

    text: str
    official: str
    block: int
    row: int
    column: int


class PrintedTable(NamedTuple):
    """An official table: its cells by path. A row that is not printed has no cells; ``missing`` names it.

    ``id`` is that of the form (table2, table3, table4); ``blocks`` are the parts it was printed in, where pages broke it.
    ``merged_rows`` holds the cells of a row of another form that has no path in this one, such as the one row （六）其他处理,
    by the id of the row and then that of the column ("" for 总计). ``missing`` holds ids of rows, ``form`` the id of the
    form whose labels fit.
    """

    id: str
    cells: Mapping[str, Printed]
    labels: tuple[PrintedLabel, ...] = ()
    missing: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    merged_rows: Mapping[str, Mapping[str, Printed]] = NOTHING
    form: str = ""

    def value(self, path: str) -> Decimal | None:
        cell = self.cells.get(path)
        return None if cell is None else cell.value


class Stretch(NamedTuple):
    """A stretch of prose: ``start`` to ``end`` in the text of content ``block`` of the document."""

    block: int
    start: int
    end: int


class Prose(NamedTuple):
    """One paragraph of prose. ``part`` is that of section one (publication, requests, …), or problems or measures.

    ``start`` is where it begins in the text of its ``block``, which a line break may divide; ``lead`` the length of a
    heading that runs on into the text (（一）主动公开情况。…).
    """

    text: str
    block: int
    part: str = ""
    heading: bool = False
    start: int = 0
    lead: int = 0


class ReportSection(NamedTuple):
    """One section as printed. ``id`` as in ``core.document.Section``; "" for one that is none of the six."""

    id: str
    ordinal: str
    title: str
    block: int
    paragraphs: tuple[Prose, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Item(NamedTuple):
    """One problem or measure of section five: ``counter`` (一是, 1.) and its text without it."""

    counter: str
    text: str
    place: Stretch


class Report(NamedTuple):
    """A whole report as read. ``form`` is the id of the form its tables follow; "" if none could be told.

    ``title`` holds the lines of the title; ``period`` the first and last day it names, as printed. ``missing`` lists in
    Chinese what was looked for and not found; ``findings`` what went wrong in reading.
    """

    file: str
    document: ReadDocument
    agency: str = ""
    year: int | None = None
    form: str = ""
    title: tuple[str, ...] = ()
    intro: tuple[Prose, ...] = ()
    period: tuple[str, str] = ("", "")
    contact: Mapping[str, str] = NOTHING
    sections: tuple[ReportSection, ...] = ()
    tables: Mapping[str, PrintedTable] = NOTHING
    problems: tuple[Item, ...] = ()
    measures: tuple[Item, ...] = ()
    signed_by: str = ""
    signed_on: str = ""
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()

    def section(self, section: str) -> ReportSection | None:
        return next((found for found in self.sections if found.id == section), None)

    def prose(self) -> Iterator[Prose]:
        """Every paragraph of prose in reading order: introduction and sections, headings included."""
        yield from self.intro
        for section in self.sections:
            yield from section.paragraphs

    def cell(self, path: str) -> Printed | None:
        """The cell at ``path`` of whichever table holds it."""
        return next((table.cells[path] for table in self.tables.values() if path in table.cells), None)


class Candidate(NamedTuple):
    """A figure that a numeral of the prose may be. ``formula`` as in ``core.figure.Figure``; ``value`` what the data say."""

    path: str
    value: Decimal | None = None
    formula: str = ""


class Mention(NamedTuple):
    """A numeral of the prose and what it stands for.

    ``kind`` is a ``NumeralKind``; ``unit`` the measure word behind it; ``label`` the words that name it. ``candidates``:
    one means bound, several ambiguous, none unknown. ``previous``: it speaks of the year before the report's.
    ``whole`` is the ordinal of the mention it is a part of (其中), -1 for none. ``scope`` holds the words, if any, that
    make it doubtful whether it is the year's figure of this agency: 代表区政府, 每季度, 计划, 上半年.

    Paths are those of ``Facts``, with ``X.prev``, ``X.diff``, ``X.growth``, ``X.times`` for comparisons, ``X.parts.名称``
    for a class of a breakdown, ``misc.名称`` for what is in no entry of the catalogue, ``share:part/whole`` and ``sum:a+b``.
    """

    ordinal: int
    text: str
    kind: str
    place: Stretch
    value: Decimal | None = None
    unit: str = ""
    label: str = ""
    approximate: bool = False
    previous: bool = False
    whole: int = -1
    candidates: tuple[Candidate, ...] = ()
    scope: str = ""

    @property
    def path(self) -> str:
        """The figure it is bound to; "" if that is not certain."""
        return self.candidates[0].path if len(self.candidates) == 1 and not self.scope else ""


class Claim(NamedTuple):
    """A clause that says something was done, and the paths of the ticks that it may rest on."""

    place: Stretch
    ticks: tuple[str, ...]
