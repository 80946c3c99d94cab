"""Facts: every figure and text a report may use, each with where it comes from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from draftgen.core.nothing import NOTHING
from draftgen.core.record import Source

YEARS = frozenset({"year", "last_year", "next_year"})
"""The figures that are years."""

NAMES = YEARS | {
    "agency",
    "area",
    "contact",
    "issues",
    "level",
    "office",
    "period",
    "plan",
    "region",
    "scope",
    "self",
    "short",
    "website",
    "website_address",
    "website_full",
}
"""What every report may be told with, whatever was counted: its years, who reports and where, its problems and plans."""


class Figure(NamedTuple):
    """One number.

    ``formula`` is empty for a number that was given, else a sum or quotient a person can redo
    ("126 + 84 = 210"). ``unit`` is the usual measure word; "%" marks a share or growth in per cent. A cell of a table
    that was ``filled`` in and has a formula is a total that was left out: a figure of the data all the same.
    """

    path: str
    label: str
    value: Decimal
    unit: str = ""
    formula: str = ""
    sources: tuple[Source, ...] = ()
    approximate: bool = False
    supplied_by: str = ""
    filled: bool = False

    @property
    def derived(self) -> bool:
        return bool(self.formula) and not self.filled


class Text(NamedTuple):
    """Text given by the clerk: names, titles, topics. One item or several.

    ``rests_on`` names the ticks whose labels make up a derived list; ``fixed`` marks words of the form or the
    program (a label, 我局), whose numerals are not the clerk's. ``may_be``: the figures that a number of last year may
    stand for, where that is not certain.
    """

    path: str
    label: str
    items: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    rests_on: tuple[str, ...] = ()
    fixed: bool = False
    may_be: tuple[str, ...] = ()


class Parts(NamedTuple):
    """A breakdown of ``whole``; ``complete`` if the parts add up to it."""

    path: str
    whole: str
    figures: tuple[Figure, ...]
    complete: bool = True


class Facts(NamedTuple):
    """All facts of one report, by path. Also the facts of one item of a list (``items``)."""

    figures: Mapping[str, Figure] = NOTHING
    texts: Mapping[str, Text] = NOTHING
    parts: Mapping[str, Parts] = NOTHING
    items: Mapping[str, tuple["Facts", ...]] = NOTHING
    ticks: Mapping[str, Source] = NOTHING

    def has(self, path: str) -> bool:
        """Whether anything is known at ``path``: a figure (0 included), a text, parts, items or a tick."""
        return (
            path in self.figures or path in self.texts or path in self.parts or path in self.items or path in self.ticks
        )

    def number(self, path: str) -> Decimal | None:
        figure = self.figures.get(path)
        return None if figure is None else figure.value

    def overlaid(self, local: "Facts") -> "Facts":
        """These facts with those of one item, or of the clerk's plan, on top."""
        if not (local.figures or local.texts or local.parts):
            return self
        return Facts(
            {**self.figures, **local.figures},
            {**self.texts, **local.texts},
            {**self.parts, **local.parts},
            self.items,
            self.ticks,
        )
