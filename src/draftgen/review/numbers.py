"""Numbers that a clerk typed where a figure of the data may be meant: asked about, never guessed."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from draftgen import numerals
from draftgen.core.document import CHECK
from draftgen.core.figure import Facts, Figure, Text
from draftgen.core.passage import Slot
from draftgen.review.decision import Decision
from draftgen.review.texts import joined, name_of, named, parsed, resolved, slot_text

if TYPE_CHECKING:
    from draftgen.core.reuse import OldNumeral

_ASKED = frozenset({numerals.NumeralKind.COUNT, numerals.NumeralKind.PERCENT, numerals.NumeralKind.BARE})
_MOST = 4


class Candidate(NamedTuple):
    """A figure that a typed number may be."""

    path: str
    name: str
    shown: str


class Typed(NamedTuple):
    """A number that stands in a text as text, the words around it, and the figures it may be."""

    number: str
    around: str
    candidates: tuple[Candidate, ...]


def typed(decision: Decision, facts: Facts, slots: Iterable[Slot] = ()) -> tuple[Typed, ...]:
    """The numbers in a decision's text that have no source and were not said to be the clerk's own.

    Candidates are figures with the same value, those of ``slots`` (the wording that was offered) first.
    """
    preferred = [resolved(slot, facts).path for slot in slots]
    found: list[Typed] = []
    for part in parsed(decision.text):
        if isinstance(part, str):
            for numeral in numerals.scan(part):
                if not _open(numeral, decision.typed):
                    continue
                around = part[max(0, numeral.start - 8) : numeral.stop + 6].lstrip("，。；、：")
                found.append(Typed(numeral.text, around, tuple(_candidates(numeral, facts, preferred))))
    return tuple(found)


def of_last_year(number: Typed, place: str, part: str, last: "Iterable[OldNumeral]") -> bool:
    """Whether a typed number is one of last year's text in the same part and nothing of this year's.

    Said to be last year's (上年8件), it is.
    """
    if any(not one.path.endswith(".prev") for one in number.candidates) or _SAID.search(number.around):
        return False
    here = part or (".".join(place.split(".")[:2]) if place.startswith("overview.") else place.partition(".")[0])
    said = _counted(number.number, number.around)
    return any(said == _counted(old.text, old.around) for old in last if old.section == here)


_SAID = re.compile(r"上年|去年|上一年|往年")


def _counted(number: str, around: str) -> str:
    """A number with the first character of what it counts."""
    found = re.search(rf"(?<![\d.]){re.escape(number)}[^\d.]?", around.replace(CHECK, ""))
    return found.group() if found else number


def marked(text: str, kept: Iterable[Text], facts: Facts) -> tuple[Typed, ...]:
    """The numbers of last year that a text still marks 【待核】, each with the figures it may stand for.

    ``kept``: the numbers that last year's sentence left as they were.
    """
    may_be: dict[str, dict[str, None]] = {}
    for one in kept:
        if one.may_be:
            may_be.setdefault(one.items[0], {}).update(dict.fromkeys(one.may_be))
    found: list[tuple[int, Typed]] = []
    for number, paths in may_be.items():
        place = _marked(number).search(text)
        figures = [facts.figures[path] for path in paths if path in facts.figures]
        if place is not None and figures:
            around = text[max(0, place.start() - 16) : place.end() + 6].lstrip("，。；、：")
            found.append((place.start(), Typed(number, around, tuple(_candidate(one, facts) for one in figures))))
    return tuple(one for _, one in sorted(found))


def without_mark(text: str, number: str, path: str) -> str:
    """The text with the first such number that is marked 【待核】 replaced by the slot of a figure."""
    return _marked(number).sub(lambda _: slot_text(Slot(path)), text, count=1)


def _marked(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.]){re.escape(number)}{CHECK}")


def _open(numeral: numerals.Numeral, said: tuple[str, ...]) -> bool:
    digits = any(char.isdigit() for char in numeral.text)
    return digits and numeral.kind in _ASKED and numeral.value is not None and numeral.text not in said


def _candidates(numeral: numerals.Numeral, facts: Facts, preferred: list[str]) -> Iterator[Candidate]:
    percent = numeral.kind is numerals.NumeralKind.PERCENT
    same = [
        figure
        for figure in facts.figures.values()
        if not figure.path.endswith(".number")
        and (figure.unit == "%") == percent
        and _same(numeral, figure)
        and _unit_fits(numeral, figure)
    ]
    same.sort(key=lambda figure: (figure.path not in preferred, figure.derived, figure.path))
    yield from (_candidate(figure, facts) for figure in same[:_MOST])


def _candidate(figure: Figure, facts: Facts) -> Candidate:
    (slot,) = named((Slot(figure.path),), facts)
    assert isinstance(slot, Slot)
    return Candidate(slot.path, name_of(slot, facts), f"{numerals.write(figure.value)}{figure.unit}")


def _same(numeral: numerals.Numeral, figure: Figure) -> bool:
    """Percentages are compared as they are printed: 66.7% is two thirds."""
    if figure.unit == "%" and numeral.value is not None:
        return numerals.write_percent(figure.value) == numerals.write_percent(numeral.value)
    return figure.value == numeral.value


# Measure words that stand for each other in speech.
_ALIKE = ("件条份篇项", "人名位", "次场期回", "个处家")


def _unit_fits(numeral: numerals.Numeral, figure: Figure) -> bool:
    """Whether a number with its measure word may be that figure; one without any may be each."""
    one, other = numeral.unit, figure.unit
    return not one or not other or one == other or any(one in group and other in group for group in _ALIKE)


def as_figure(text: str, number: str, path: str) -> str:
    """The text with the first such number in its words replaced by the slot of a figure."""
    parts: list[str | Slot] = []
    done = False
    for part in parsed(text):
        if isinstance(part, str) and not done:
            for numeral in numerals.scan(part):
                if numeral.text == number:
                    parts += [part[: numeral.start], Slot(path), part[numeral.end :]]
                    done = True
                    break
            else:
                parts.append(part)
        else:
            parts.append(part)
    return "".join(part if isinstance(part, str) else slot_text(part) for part in joined(parts))
