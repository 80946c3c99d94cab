"""What an update is made of, found and did."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from draftgen.core.finding import Finding, Level, Place, Spot
from draftgen.core.read import ReadParagraph
from draftgen.core.report import Report
from draftgen.update.known import value_of
from draftgen.update.said import By, Occurrence, Said


class Last(NamedTuple):
    """What was last written: its sentences (none where no version was kept), and every text written for each path.

    ``paths`` are those that the last version, or the map in the file, holds in its prose, as often as they stand there.
    """

    sentences: tuple[Said, ...] = ()
    texts: Mapping[str, frozenset[str]] = {}
    paths: tuple[str, ...] = ()

    def wrote(self, path: str, text: str) -> bool:
        """Whether ``text`` is what was written for ``path``, however it is printed; yes where nothing is known of it."""
        known = self.texts.get(path)
        return known is None or text in known or value_of(text) in {value_of(one) for one in known}


class Edited(NamedTuple):
    """The edited file: as read, with the figures found in it."""

    report: Report
    sentences: tuple[Said, ...]
    cells: tuple[Occurrence, ...]

    def text(self, block: int) -> str:
        content = self.report.document.contents[block]
        return content.text if isinstance(content, ReadParagraph) else ""


class Renewed(NamedTuple):
    """One place that takes a new value: ``old`` gives way to ``new``; ``around`` shows it with the words beside it.

    ``label`` names the figure, ``formula`` how it is reckoned, ``where`` the section. ``by`` tells how it was found.
    """

    path: str
    label: str
    old: str
    new: str
    where: str
    around: str
    by: By
    formula: str = ""


class Edit(NamedTuple):
    """``start`` to ``end`` of content ``block`` (or of the cell at ``row`` and ``column``) gives way to ``new``."""

    block: int
    start: int
    end: int
    new: str
    row: int
    column: int
    place: Renewed


class Updated(NamedTuple):
    """The file with its tracked changes (the same bytes where nothing changed), the places, and what is left to a person."""

    data: bytes
    changes: tuple[Renewed, ...]
    findings: tuple[Finding, ...]


_AROUND = 14


def around(text: str, start: int, end: int, new: str = "") -> str:
    """A place with some words on either side, not beyond its sentence; with what it becomes, if that is given."""
    first = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    before, after = text[max(first, start - _AROUND) : start], text[end : end + _AROUND]
    stops = [after.index(mark) for mark in "。；\n" if mark in after]
    place = f"【{text[start:end]}→{new}】" if new else text[start:end]
    return before + place + (after[: min(stops)] if stops else after)


def section_of(report: Report, block: int) -> str:
    """The title of the section that a content stands in."""
    titles = [section.title for section in report.sections if section.title and section.block <= block]
    return titles[-1] if titles else "引言"


def open_place(
    code: str, edited: Edited, said: Occurrence | Said, message: str, advice: str, level: Level = Level.ERROR
) -> Finding:
    """A place that is left to a person: 【待核】."""
    text = edited.text(said.block)
    row, column = (said.row, said.column) if isinstance(said, Occurrence) else (-1, -1)
    excerpt = said.text.strip() if isinstance(said, Said) or row >= 0 else around(text, said.start, said.end)
    spot = Spot(block=said.block, start=said.start, end=said.end, grid_row=row, grid_column=column)
    place = Place(section=section_of(edited.report, said.block), excerpt=excerpt, spot=spot)
    mark = "【待核】" if level is Level.ERROR else ""
    return Finding(code, level, place, f"{mark}{message}", advice)


def texts_by_path(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Every text by path."""
    found: dict[str, set[str]] = {}
    for path, text in pairs:
        found.setdefault(path, set()).add(text)
    return {path: frozenset(texts) for path, texts in found.items()}
