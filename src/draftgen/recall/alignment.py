"""Finds figures whose content controls are gone: by the words before them, or by their place among the value cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from draftgen.core.read import ReadContent, ReadFigure, ReadParagraph, ReadTable

_VALUE = re.compile(r"-?\d[\d.,]*%?")


class Entry(NamedTuple):
    """One figure of the map in the document properties. ``before`` is None for a figure of a table."""

    path: str
    text: str
    before: str | None
    name: str

    @classmethod
    def read(cls, raw: Any) -> "Entry":
        """An entry from its JSON (see ``core.office.FIGURE_MAP``); TypeError if it is none."""
        path, text, before, name = [*raw, None, None][:4]
        if not isinstance(path, str) or not isinstance(text, str) or not isinstance(before, str | None):
            raise TypeError(raw)
        return cls(path, text, before, name if isinstance(name, str) else path)


def align(
    contents: Sequence[ReadContent], found: Sequence[ReadFigure], entries: Sequence[Entry]
) -> tuple[ReadFigure, ...]:
    """All figures in the order of the document: those ``found`` by controls, and those the map can place for certain."""
    lost = _lost(found, entries)
    extra = [*_in_paragraphs(contents, found, [entry for entry in lost if entry.before is not None])]
    cells = [entry for entry in lost if entry.before is None]
    if cells and not any(figure.row >= 0 for figure in found):
        extra.extend(_in_tables(contents, cells))
    ordered = sorted((*found, *extra), key=lambda figure: (figure.block, figure.row, figure.column, figure.start))
    return tuple(
        ReadFigure(number, item.path, item.text, item.block, item.start, item.row, item.column)
        for number, item in enumerate(ordered)
    )


def _lost(found: Sequence[ReadFigure], entries: Sequence[Entry]) -> list[Entry]:
    """The entries without a control. Where a path stands several times, and only some are lost, none is certain."""
    kept = Counter(figure.path for figure in found)
    return [entry for entry in entries if not kept[entry.path]]


def _in_paragraphs(
    contents: Sequence[ReadContent], found: Sequence[ReadFigure], lost: Sequence[Entry]
) -> Iterator[ReadFigure]:
    """Pairs lost entries with places that have the same words before the same figure, if there are equally many."""
    taken = {(figure.block, figure.start) for figure in found if figure.row < 0}
    wanted: dict[tuple[str, str], list[Entry]] = {}
    for entry in lost:
        wanted.setdefault((entry.before or "", entry.text), []).append(entry)
    for (before, text), entries in wanted.items():
        places = [
            (block, start)
            for block, content in enumerate(contents)
            if isinstance(content, ReadParagraph)
            for start in _starts(content.text, before, text)
            if (block, start) not in taken
        ]
        if len(places) == len(entries):
            for entry, (block, start) in zip(entries, places, strict=True):
                yield ReadFigure(0, entry.path, text, block, start)


def _starts(text: str, before: str, figure: str) -> Iterator[int]:
    """Where ``figure`` stands in ``text`` after the words ``before``, and not as a part of a longer number."""
    if not figure:
        return
    start = text.find(before + figure)
    while start >= 0:
        here = start + len(before)
        after = text[here + len(figure) : here + len(figure) + 2]
        longer = figure[-1].isdigit() and re.match(r"\d|[.,]\d", after)
        if not longer and not (here and text[here - 1].isdigit() and figure[0].isdigit()):
            yield here
        start = text.find(before + figure, start + 1)


def _in_tables(contents: Sequence[ReadContent], lost: Sequence[Entry]) -> Iterator[ReadFigure]:
    """Pairs the entries of tables with the numeric cells in order, if there are equally many."""
    cells = [
        (block, cell)
        for block, content in enumerate(contents)
        if isinstance(content, ReadTable)
        for cell in content.cells
        if _VALUE.fullmatch(cell.text.strip())
    ]
    if len(cells) == len(lost):
        for entry, (block, cell) in zip(lost, cells, strict=True):
            yield ReadFigure(0, entry.path, cell.text.strip(), block, 0, cell.row, cell.column)
