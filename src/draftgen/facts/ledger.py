"""The growing collection of facts while they are derived, and the few ways a new figure comes about."""

from collections.abc import Iterable
from decimal import Decimal

from draftgen import numerals
from draftgen.core.figure import Facts, Figure, Parts, Text
from draftgen.core.record import Given, Source

PERCENT = "%"
_NOTHING = "各项都是 0"


class Ledger:
    """Facts under construction. Every ``add_…`` is silent where an operand is missing: nothing is guessed."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}
        self.texts: dict[str, Text] = {}
        self.parts: dict[str, Parts] = {}
        self.items: dict[str, tuple[Facts, ...]] = {}
        self.ticks: dict[str, Source] = {}

    def facts(self) -> Facts:
        return Facts(self.figures, self.texts, self.parts, self.items, self.ticks)

    def given(self, path: str, label: str, unit: str, given: Given) -> None:
        self.figures[path] = Figure(
            path, label, given.value, unit, "", (given.source,), given.approximate, given.supplied_by, given.filled
        )

    def added_up(self, path: str, label: str, unit: str, given: Given, terms: Iterable[str]) -> None:
        """A total that was left out and is the sum of ``terms``: shown with those that are not 0, and where all stand."""
        self.given(path, label, unit, given)
        figures = [self.figures[term] for term in terms if term in self.figures]
        shown = [figure for figure in figures if figure.value] or figures
        sources = tuple(dict.fromkeys(source for figure in shown for source in figure.sources if source.line))
        formula = "" if given.value else _NOTHING
        if given.value and len(shown) > 1:
            formula = f"{' + '.join(numerals.write(figure.value) for figure in shown)} = {numerals.write(given.value)}"
        self.figures[path] = self.figures[path]._replace(formula=formula, sources=sources or (given.source,))

    def text(self, path: str, label: str, items: Iterable[str], sources: tuple[Source, ...] = ()) -> None:
        """Words of the clerk's own."""
        found = tuple(item for item in items if item)
        if found:
            self.texts[path] = Text(path, label, found, sources)
            self.add_number(path, label, found, sources)

    def add_number(self, path: str, label: str, items: tuple[str, ...], sources: tuple[Source, ...]) -> None:
        """``path.number``: how many items a text or a list has."""
        number = f"{path}.number"
        formula = f"共列 {len(items)} 项：{'、'.join(items)}"
        self.figures[number] = Figure(number, f"{label}项数", Decimal(len(items)), "项", formula, sources)

    def label(self, path: str, items: Iterable[str], rests_on: tuple[str, ...] = ()) -> None:
        """Words of the form or of the program."""
        found = tuple(item for item in items if item)
        if found:
            self.texts[path] = Text(path, path, found, rests_on=rests_on, fixed=True)

    def add_sum(self, path: str, label: str, parts: Iterable[str], *, show_zero: bool = True) -> None:
        """``path`` = the sum of the figures at ``parts``, if all are known."""
        known = [self.figures.get(part) for part in parts]
        figures = [figure for figure in known if figure is not None]
        if len(figures) < len(known) or not figures or path in self.figures:
            return
        value = sum((figure.value for figure in figures), Decimal(0))
        terms = [numerals.write(figure.value) for figure in figures if show_zero or figure.value] or ["0"]
        self._derived(path, label, value, figures[0].unit, f"{' + '.join(terms)} = {numerals.write(value)}", figures)

    def add_share(self, path: str, label: str, part: str, whole: str) -> None:
        """``path`` = ``part`` of ``whole`` in per cent, one decimal, half up."""
        one, all_ = self.figures.get(part), self.figures.get(whole)
        if one is None or all_ is None or not all_.value or one.approximate or all_.approximate:
            return
        value = numerals.share(one.value, all_.value)
        text = f"{numerals.write(one.value)} ÷ {numerals.write(all_.value)} = {numerals.write_percent(value)}"
        self._derived(path, label, value, PERCENT, text, (one, all_))

    def add_comparison(self, path: str) -> None:
        """``path.diff`` and ``path.growth`` from ``path`` and ``path.prev`` (domain.md 5.4)."""
        now, before = self.figures[path], self.figures.get(f"{path}.prev")
        if before is None:
            return
        change = now.value - before.value
        terms = f"{numerals.write(now.value)} - {numerals.write(before.value)}"
        text = f"|{terms}| = {numerals.write(abs(change))}" if change < 0 else f"{terms} = {numerals.write(change)}"
        self._derived(f"{path}.diff", f"{now.label}与上年之差", abs(change), now.unit, text, (now, before))
        if before.value:
            growth = numerals.share(abs(change), before.value)
            self._derived(
                f"{path}.growth",
                f"{now.label}比上年增减幅度",
                growth,
                PERCENT,
                f"|{terms}| ÷ {numerals.write(before.value)} = {numerals.write_percent(growth)}",
                (now, before),
            )
            times = (now.value / before.value).quantize(Decimal("0.1"), "ROUND_HALF_UP")
            self._derived(
                f"{path}.times",
                f"{now.label}是上年的倍数",
                times,
                "倍",
                f"{numerals.write(now.value)} ÷ {numerals.write(before.value)} = {numerals.write(times)}",
                (now, before),
            )

    def _derived(self, path: str, label: str, value: Decimal, unit: str, formula: str, from_: Iterable[Figure]) -> None:
        figures = tuple(from_)
        sources = tuple(dict.fromkeys(source for figure in figures for source in figure.sources if source.line))
        approximate = any(figure.approximate for figure in figures)
        self.figures[path] = Figure(path, label, value, unit, formula, sources, approximate)
