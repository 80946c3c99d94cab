"""Decisions and offers → what is said at each place. The one place that knows what goes before what."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from draftgen.core.figure import Facts
from draftgen.core.finding import Finding
from draftgen.core.outline import Offers, Point, Suggestion
from draftgen.core.passage import Bank, Passage
from draftgen.core.record import Record, Source
from draftgen.review import remarks
from draftgen.review.decision import Decision, Decisions, State
from draftgen.review.texts import bound, digest

if TYPE_CHECKING:
    from draftgen.core.reuse import OldNumeral

Suggestions: TypeAlias = tuple[Suggestion, ...]
SIDES = ("problems", "measures")


class Known(NamedTuple):
    """What the decisions are held against. ``may_say`` tells whether the data support a passage.

    ``last`` are the numerals of last year's text, where it is reused.
    """

    record: Record
    facts: Facts
    bank: Bank
    may_say: Callable[[Passage, Facts], bool]
    last: "Sequence[OldNumeral]" = ()


class Settled(NamedTuple):
    """The offers with every decision made, where each decision stands now, and every remark on them."""

    offers: Offers
    decisions: Decisions
    texts: Facts
    findings: tuple[Finding, ...] = ()


def about(place: str, offers: Offers, record: Record) -> str:
    """What a numbered place speaks of: the clerk's hint, the theme of a problem that the data suggest, a list's item."""
    side, _, number = place.rpartition(".")
    if not number.isdigit():
        return ""
    if side in SIDES:
        if record.issues:
            return record.issues[int(number) - 1].problem if int(number) <= len(record.issues) else ""
        point = next((p for p in offers.points if p.problem and p.problem.place == f"problems.{number}"), None)
        return point.problem.passage.theme if point is not None and point.problem is not None else ""
    best = offers.best(place)
    texts = best.local.texts if best is not None else {}
    names = sorted(texts, key=lambda path: (not path.endswith(".name"), path))
    return "、".join(texts[names[0]].items) if names else ""


def placed(decisions: Decisions, offers: Offers, record: Record) -> tuple[Decisions, tuple[tuple[str, str], ...]]:
    """The decisions at the places that speak now of what they were made for.

    Returns them with the places where the clerk's hint has changed since: the decision stays there, and it is said.
    """
    names = _places(offers)
    now = {place: about(place, offers, record) for place in names}
    found: dict[str, Decision] = {}
    waiting: list[tuple[str, Decision]] = []
    for place, decision in decisions.places.items():
        if not decision.about or now.get(place) == decision.about:
            found[place] = decision
            continue
        stem = place.rpartition(".")[0]
        same = (p for p in names if p.rpartition(".")[0] == stem and now[p] == decision.about)
        moved = next((p for p in same if p not in found), "")
        if moved:
            found[moved] = decision
        else:
            waiting.append((place, decision))
    changed: list[tuple[str, str]] = []
    for place, decision in waiting:
        free = place
        number = len(offers.points)
        while free in found:
            # Two decisions for one number: the later one becomes a point of its own.
            number += 1
            free = f"{place.rpartition('.')[0]}.{number}"
        if free in now:
            changed.append((free, decision.about))
        found[free] = decision
    return decisions._replace(places=found), tuple(changed)


def _places(offers: Offers) -> tuple[str, ...]:
    points = (s.place for point in offers.points for s in (point.problem, point.measure) if s is not None)
    return (*offers.places, *points)


def settle(offers: Offers, decisions: Decisions, known: Known) -> Settled:
    """What is said once the clerk's decisions hold (promise 5).

    Precedence: edited, accepted, swapped in, last year's sentence, ranked. Last year's sentences stand before the ranked
    ones in the offers already (``choose.reused.with_last_year``); what was refused is in none of them.
    """
    here, changed = placed(decisions, offers, known.record)
    settler = _Settler(here, known)
    left = settler.without_refused(offers)
    said: ChainMap[str, Suggestions] = ChainMap(
        settler.layer(State.EDITED, offers),
        settler.layer(State.ACCEPTED, offers),
        settler.layer(State.CHOSEN, offers),
        dict(left),
    )
    order = [*offers.places, *(place for place in here.places if place not in offers.places)]
    places = {place: said[place] for place in order if place in said and not place.startswith(SIDES_PREFIX)}
    leads = {place: said[place] for place in order if place in said and place.startswith("problems.lead.")}
    points = tuple(settler.points(offers, said))
    settled = offers._replace(places=places | leads, points=_ordered(points, decisions.order, offers, known.record))
    remarked = (
        *remarks.changed(changed, here),
        *remarks.of_bank(here, offered(offers), known.bank, [place for place, _ in changed]),
        *settler.findings,
        *remarks.of_numbers(here, known.facts, known.last),
    )
    return Settled(settled, here, settler.texts, remarked)


SIDES_PREFIX = ("problems.", "measures.")


class _Settler:
    def __init__(self, decisions: Decisions, known: Known) -> None:
        self._decisions, self._known = decisions, known
        self.texts = Facts()
        self.findings: list[Finding] = []

    def without_refused(self, offers: Offers) -> Mapping[str, Suggestions]:
        """Per place what is still on offer; places of which nothing is left are not in it."""
        found: dict[str, Suggestions] = {}
        for place, suggestions in offered(offers).items():
            decision = self._decisions.places.get(place)
            refused = decision.refused if decision is not None else ()
            left = tuple(s for s in suggestions if s.passage.id not in refused)
            if left and not (decision is not None and decision.nothing):
                found[place] = left
        return found

    def layer(self, state: State, offers: Offers) -> dict[str, Suggestions]:
        """The places with a decision of one kind: the decided wording first, the other offers behind it."""
        found: dict[str, Suggestions] = {}
        for place, decision in self._decisions.places.items():
            if decision.state is state:
                others = offered(offers).get(place, ())
                first = self._decided(place, decision, others)
                if first is not None:
                    found[place] = (first, *(s for s in others if s.passage.id != decision.passage))
        return found

    def _decided(self, place: str, decision: Decision, others: Suggestions) -> Suggestion | None:
        same = next((s for s in others if s.passage.id == decision.passage), None)
        passage = same.passage if same is not None else self._known.bank.passage(decision.passage)
        if decision.state is State.CHOSEN:
            return same or (self._searched(place, passage, others) if passage is not None else None)
        local = same.local if same is not None else (others[0].local if others else Facts())
        facts = self._known.facts.overlaid(local)
        source = Source(self._decisions.file, self._decisions.lines.get(place, 0), 1 if self._decisions.lines else 0)
        wording, numbers, lost = bound(decision.text, place, facts, source)
        self.texts = self.texts.overlaid(numbers)
        supported = same.confirmed if same is not None else passage is None or self._known.may_say(passage, facts)
        if lost:
            self.findings.append(remarks.figure_gone(place, decision, lost, source))
        elif not supported and not decision.confirmed:
            self.findings.append(remarks.no_longer(place, decision, source))
        base = same or Suggestion(place, passage or _unknown(place, decision))
        return base._replace(
            place=place,
            written=wording,
            local=local.overlaid(numbers),
            confirmed=supported or decision.confirmed,
        )

    def _searched(self, place: str, passage: Passage, others: Suggestions) -> Suggestion | None:
        """A wording that the clerk found by a hint. A problem is an admission, a measure a promise: to be accepted."""
        local = others[0].local if others else Facts()
        if not self._known.may_say(passage, self._known.facts.overlaid(local)):
            return None
        confirmed = not place.startswith(SIDES_PREFIX) or place.startswith("problems.lead.")
        return Suggestion(place, passage, 0.0, ("按您的提示找到",), confirmed=confirmed, local=local)

    def points(self, offers: Offers, said: Mapping[str, Suggestions]) -> Iterator[Point]:
        """The points of section five. A problem that is refused takes its measure along."""
        numbers = [_number(point) for point in offers.points]
        more = {p.rpartition(".")[2] for p in said if p.startswith("problems.") and p.count(".") == 1}
        for number, point in zip(numbers, offers.points, strict=True):
            if (made := self._point(number, point, said)) is not None:
                yield made
        for number in sorted(more - set(numbers), key=int):
            if (made := self._point(number, Point(None, None), said)) is not None:
                yield made

    def _point(self, number: str, point: Point, said: Mapping[str, Suggestions]) -> Point | None:
        problems, measures = said.get(f"problems.{number}", ()), said.get(f"measures.{number}", ())
        gone = point.problem is not None and not problems
        kept = self._decisions.places.get(f"measures.{number}")
        if gone or (not problems and point.own is None):
            return None
        first = point.problem
        other = bool(problems) and first is not None and problems[0].passage.theme != first.passage.theme
        dropped = kept is not None and (kept.nothing or (not measures and bool(kept.refused)))
        return point._replace(
            problem=problems[0] if problems else None,
            measure=measures[0] if measures else None,
            # The clerk's words on one problem do not explain another that was chosen in its place.
            own=None if other else point.own,
            own_plan=None if dropped else point.own_plan,
            other_problems=problems[1:],
            other_measures=measures[1:],
        )


def offered(offers: Offers) -> dict[str, Suggestions]:
    """Everything on offer by place, those of section five with them, best first."""
    found = dict(offers.places)
    for point in offers.points:
        for first, others in ((point.problem, point.other_problems), (point.measure, point.other_measures)):
            if first is not None:
                found[first.place] = (first, *others)
    return found


def _number(point: Point) -> str:
    known = point.problem or point.measure
    if known is not None:
        return known.place.rpartition(".")[2]
    return point.own.path.rpartition(".")[2] if point.own is not None else ""


def _ordered(points: Iterable[Point], order: tuple[str, ...], offers: Offers, record: Record) -> tuple[Point, ...]:
    """The points in the clerk's order; those that it does not name stay behind the one they followed."""
    listed = list(points)
    if not order:
        return tuple(listed)
    rank = {name: number for number, name in enumerate(order)}
    keys: list[tuple[int, int]] = []
    last = -1
    for number, point in enumerate(listed):
        last = rank.get(about(f"problems.{_number(point)}", offers, record), last)
        keys.append((last, number))
    return tuple(point for _, point in sorted(zip(keys, listed, strict=True), key=lambda pair: pair[0]))


def _unknown(place: str, decision: Decision) -> Passage:
    """A stand-in for a passage that the bank no longer has, at its place in the report."""
    parts = place.split(".")
    theme = ".".join(parts[:-1]) if parts[-1].isdigit() else place
    section = ".".join(parts[:2]) if parts[0] == "overview" else parts[0]
    return Passage(decision.passage or place, section, theme, (), claims=())


__all__ = ["Known", "Settled", "about", "digest", "offered", "placed", "settle"]
