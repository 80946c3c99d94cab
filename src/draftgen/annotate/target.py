"""Where in the Word file a comment belongs: the quoted words, the cell, the heading of the section, or the title."""

from typing import NamedTuple

from lxml import etree

from draftgen import forms, repetition
from draftgen.core.document import Role
from draftgen.core.finding import NOWHERE, Place, Spot
from draftgen.core.office import W
from draftgen.core.read import ReadParagraph, ReadTable
from draftgen.core.report import Report, ReportSection
from draftgen.ooxml.blocks import answering, bare, cell_at, first_paragraph, paragraphs_of, text_of

_W = f"{{{W}}}"
_TABLES = {table.key: table.id for form in forms.FORMS for table in forms.form(form).tables}
# Two official titles of sections have 0.64 in common.
_SAME_TITLE = 0.75
_LONG = 8


class Target(NamedTuple):
    """From ``start`` of paragraph ``first`` to ``end`` of paragraph ``last``; -1 is the end of the paragraph."""

    first: etree._Element
    last: etree._Element
    start: int = 0
    end: int = -1


class Finder:
    """Finds the targets of places in one Word file."""

    def __init__(self, report: Report, body: etree._Element) -> None:
        self._report = report
        self._contents = report.document.contents
        self._found = answering(self._contents, body)
        self._body = body

    def target(self, place: Place) -> Target | None:
        """Where ``place`` is; None where it is nowhere in particular."""
        return (
            self._spot(place.spot, place.excerpt)
            or self._table(place.spot)
            or self._excerpt(place)
            or self._section(place)
        )

    def title(self) -> Target | None:
        """The title of the report, or whatever comes first; None for a file without any paragraph."""
        marked = (
            self._found[block]
            for block, content in enumerate(self._contents)
            if block in self._found
            and isinstance(content, ReadParagraph)
            and (content.role is Role.TITLE or content.text.strip() in self._report.title)
        )
        return _whole(first_paragraph((*list(marked)[:1], self._body)))

    def _spot(self, spot: Spot, excerpt: str) -> Target | None:
        element = self._found.get(spot.block)
        if element is None:
            return None
        content = self._contents[spot.block]
        if isinstance(content, ReadTable):
            cell = cell_at(element, content, spot.grid_row, spot.grid_column)
            return _cell(cell) if cell is not None else _whole(first_paragraph([element]))
        if spot.start < 0:
            return _words(element, excerpt) or _whole(element)
        printed, read = text_of(element), content.text[content.numbered :]
        if printed == read:
            start = max(0, spot.start - content.numbered)
            return Target(element, element, start, min(len(printed), max(start, spot.end - content.numbered)))
        return _words(element, excerpt) or _whole(element)

    def _table(self, spot: Spot) -> Target | None:
        """A row that is known by its label only, or the beginning of a table."""
        table = self._report.tables.get(_TABLES.get(spot.table, ""))
        if table is None:
            return None
        for label in table.labels:
            if spot.row and spot.row in (label.official, label.text):
                found = self._spot(Spot(block=label.block, grid_row=label.row, grid_column=label.column), "")
                if found is not None:
                    return found
        for block in table.blocks:
            content = self._contents[block]
            for cell in content.cells if isinstance(content, ReadTable) and spot.row else ():
                if bare(spot.row) in bare(cell.text):
                    return self._spot(Spot(block=block, grid_row=cell.row, grid_column=cell.column), "")
        element = next((self._found[block] for block in table.blocks if block in self._found), None)
        return None if element is None else _whole(first_paragraph([element]))

    def _excerpt(self, place: Place) -> Target | None:
        """Words that occur once in the whole text; of long ones the first."""
        if place.spot != NOWHERE or len(place.excerpt.strip()) < 2:
            return None
        paragraphs = [element for element in self._found.values() if element.tag == f"{_W}p"]
        hits = [element for element in paragraphs if place.excerpt.strip() in text_of(element)]
        told = len(hits) == 1 or (hits and len(place.excerpt.strip()) >= _LONG)
        return _words(hits[0], place.excerpt.strip()) if told else None

    def _section(self, place: Place) -> Target | None:
        if place.section == "引言":
            blocks = [prose.block for prose in self._report.intro]
            return _whole(next((self._found[block] for block in blocks if block in self._found), None))
        section = self._named(place.section)
        if section is None:
            return None
        part = place.section[place.section.find("（") :] if "（" in place.section else ""
        blocks = [prose.block for prose in section.paragraphs if part and prose.text.startswith(part[:3])]
        return _whole(next((self._found[block] for block in (*blocks, section.block) if block in self._found), None))

    def _named(self, name: str) -> ReportSection | None:
        if not name:
            return None
        for section in self._report.sections:
            if name == section.id or (section.title and name.startswith(section.title)):
                return section
        wanted = repetition.read(name).tokens
        near = ((repetition.rate(wanted, repetition.read(s.title).tokens), s) for s in self._report.sections)
        best = max(near, key=lambda item: item[0], default=None)
        return best[1] if best is not None and best[0] >= _SAME_TITLE else None


def _whole(paragraph: etree._Element | None) -> Target | None:
    return None if paragraph is None else Target(paragraph, paragraph)


def _words(paragraph: etree._Element, excerpt: str) -> Target | None:
    wanted = excerpt.strip().rstrip("…")
    start = text_of(paragraph).find(wanted) if wanted and paragraph.tag == f"{_W}p" else -1
    return Target(paragraph, paragraph, start, start + len(wanted)) if start >= 0 else None


def _cell(cell: etree._Element) -> Target | None:
    paragraphs = paragraphs_of(cell)
    said = [paragraph for paragraph in paragraphs if text_of(paragraph).strip()] or paragraphs[:1]
    return Target(said[0], said[-1]) if said else None
