"""Per place the passages that may be said, best first."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from draftgen.choose.eligible import Openings, compares, lot, may_say, tells
from draftgen.choose.naming import named
from draftgen.choose.points import points
from draftgen.core.figure import Facts
from draftgen.core.outline import Offers, Suggestion
from draftgen.core.passage import Bank, Passage, Theme, ThemeScorer
from draftgen.core.record import Record

Places: TypeAlias = dict[str, tuple[Suggestion, ...]]
_NOTHING_ELSE = "nothing_else"
OVERVIEW = ("lead", "publication", "requests", "management", "platform", "supervision")


def offers(bank: Bank, facts: Facts, record: Record, scorer: ThemeScorer) -> Offers:
    """Suggestions for every place of the report, and the points of section five, hints scored by ``scorer``."""
    chooser = _Chooser(facts, record)
    places = chooser.intro(bank)
    places |= chooser.overview(bank, _reported_in_section_six(bank, record))
    places |= chooser.other(bank)
    found = points(bank, facts, record, scorer)
    for theme in bank.section("problems.lead"):
        places |= chooser.ranked_for(theme, len(found))
    return Offers(places, found, {theme.id: theme.heading for theme in bank.section("other")})


def profile_items(bank: Bank, record: Record) -> tuple[str, ...]:
    """The items of section six: a list of the agency's own, or the named profile."""
    return record.settings.profile_items or bank.profiles.get(record.settings.profile, bank.profiles.get("默认", ()))


def _reported_in_section_six(bank: Bank, record: Record) -> frozenset[str]:
    return frozenset({"overview.publication.proposals"} if "proposals" in profile_items(bank, record) else ())


class _Chooser:
    def __init__(self, facts: Facts, record: Record) -> None:
        self._facts, self._record = facts, record
        self._told: set[str] = set()
        self._openings = Openings((), record.agency, record.year)

    def intro(self, bank: Bank) -> Places:
        """The paragraphs before section one: basis, period, where to find it, whom to ask."""
        places: Places = {}
        for theme in bank.section("overview.intro"):
            places |= self.ranked(theme)
        return places

    def overview(self, bank: Bank, left_out: frozenset[str]) -> Places:
        """The statements of 总体情况 in their order. A statement that would only repeat what was told is left out.

        One that another passage says too (``covers``) is left out but for wordings of the office's own.
        """
        places: Places = {}
        for part in OVERVIEW:
            covered: set[str] = set()
            spoken = 0
            self._openings = Openings(bank.section(f"overview.{part}"), self._record.agency, self._record.year)
            for theme in bank.section(f"overview.{part}"):
                if theme.id in left_out or (theme.fallback and spoken):
                    continue
                ranked = self.ranked(theme)
                if theme.id in covered:
                    ranked = {place: tuple(s for s in all_ if not s.passage.shipped) for place, all_ in ranked.items()}
                found = {place: fresh for place, all_ in ranked.items() if (fresh := self._fresh(all_))}
                if not found:
                    continue
                places |= found
                spoken += 1
                for suggestions in found.values():
                    self._told |= tells(suggestions[0].passage, self._facts)
                    covered |= {f"overview.{part}.{name}" for name in suggestions[0].passage.covers}
        self._openings = Openings((), self._record.agency, self._record.year)
        return places

    def other(self, bank: Bank) -> Places:
        """The items of section six, in the profile's order; what the clerk's own paragraphs there say is not said again."""
        themes = {theme.id: theme for theme in bank.section("other")}
        own = "".join(extra.text for extra in self._record.extras if extra.part == "other")
        places: Places = {}
        for item in profile_items(bank, self._record):
            if f"other.{item}" in themes and not (own and self._stands_in(own, item)):
                places |= self.ranked(themes[f"other.{item}"])
        return places

    def _stands_in(self, own: str, item: str) -> bool:
        """Whether the clerk's paragraphs name every unit or column of an item, or leave no room for 无其他事项."""
        names = [
            name
            for one in self._facts.items.get(item, ())
            for path, text in one.texts.items()
            if path.endswith(".name")
            for name in text.items
        ]
        return item == _NOTHING_ELSE or (bool(names) and all(name in own for name in names))

    def _fresh(self, ranked: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
        """Those that tell something new: no facts at all, or at least one that was not told before."""
        told = ((s, tells(s.passage, self._facts)) for s in ranked)
        return tuple(s for s, facts in told if not facts or s.passage.each or not facts <= self._told)

    def ranked(self, theme: Theme, facts: Facts | None = None) -> Places:
        """Per place of a theme the passages that may be said, those that tell most first.

        Equals stand in an order of the agency's own. A theme that speaks of a list has a place per item.
        """
        facts = facts or self._facts
        lists = {p.each for p in theme.passages if p.each}
        if not lists:
            found = self._sorted(theme, theme.passages, facts, Facts(), theme.id)
            return {theme.id: found} if found else {}
        places: Places = {}
        for name in lists:
            passages = [p for p in theme.passages if p.each == name]
            for number, item in _different(facts.items.get(name, ())):
                place = f"{theme.id}.{number}"
                if found := self._sorted(theme, passages, facts.overlaid(item), item, place):
                    places[place] = found
        return places

    def _sorted(
        self, theme: Theme, passages: Iterable[Passage], facts: Facts, local: Facts, place: str
    ) -> tuple[Suggestion, ...]:
        agency, year = self._record.agency, self._record.year
        fitting = [(p, tells(p, facts)) for p in passages if may_say(p, facts, agency, year)]

        def best_first(pair: tuple[Passage, frozenset[str]]) -> tuple[object, ...]:
            passage, told = pair
            return (
                -len(told),
                passage.shipped,
                -compares(passage, facts),
                self._openings.taken(theme, passage),
                -lot(agency.name, year, f"{place}|{passage.id}"),
                passage.id,
            )

        fitting.sort(key=best_first)
        return tuple([_suggestion(theme, p, told, local, place) for p, told in fitting])

    def ranked_for(self, theme: Theme, points: int) -> Places:
        """As ``ranked``, for the sentences that lead into section five: ``issues`` is the number of its points."""
        figure = self._facts.figures["issues"]._replace(value=Decimal(points), formula=f"第五部分共 {points} 条")
        local = Facts(figures={"issues": figure})
        found = self._sorted(theme, theme.passages, self._facts.overlaid(local), local, theme.id)
        return {theme.id: found} if found else {}


def _different(items: Sequence[Facts]) -> Iterator[tuple[int, Facts]]:
    """The items of a list with their numbers; one that says what another has said is passed over."""
    seen: set[object] = set()
    for number, item in enumerate(items, 1):
        told = (
            frozenset((path, text.items) for path, text in item.texts.items()),
            frozenset((path, figure.value) for path, figure in item.figures.items() if not figure.derived),
        )
        if told not in seen:
            seen.add(told)
            yield number, item


def _suggestion(theme: Theme, passage: Passage, told: frozenset[str], local: Facts, place: str) -> Suggestion:
    reasons = [f"用到您的数据：{named(told)}" if told else "通用说法"]
    if theme.frequency:
        reasons.append(f"约 {theme.frequency:.0%} 的公开年报有这一条")
    return Suggestion(place, passage, float(len(told)), tuple(reasons), local=local)
