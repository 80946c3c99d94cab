"""Whether a passage may be said of these facts, and how much it says."""

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne

from draftgen import forms
from draftgen.core.figure import NAMES, Facts
from draftgen.core.passage import Condition, Passage, Theme, Wording, slots_of
from draftgen.core.record import Agency

# Names that stand in any sentence: they say nothing about the year. Which bodies a report covers, and the address of the
# site, are said for their own sake.
FRAME = NAMES - {"scope", "website_address"}


def may_say(passage: Passage, facts: Facts, agency: Agency, year: int) -> bool:
    """Whether conditions, claims, slots, kind and field of the agency, and age all allow the passage (promise 2)."""
    if not passage.text or (passage.kinds and agency.kind not in passage.kinds):
        return False
    if passage.domains and field_of(agency) not in passage.domains:
        return False
    if (passage.since and year < passage.since) or (passage.until and year > passage.until):
        return False
    # Thousands are looked at in a run, and most fall at the first of these: loops, which start at no cost.
    for condition in passage.when:
        if not holds(condition, facts):
            return False
    for claim in passage.claims:
        if not supported(claim, facts):
            return False
    return all(facts.has(path) and not _zero(path, facts) for path in passage.needs)


def _zero(path: str, facts: Facts) -> bool:
    """Whether a slot would print a count of 0: zero has wordings of its own, never 0件 (domain.md 5.5)."""
    figure = facts.figures.get(path)
    return figure is not None and figure.value == 0 and figure.unit != "%"


def field_of(agency: Agency) -> str:
    """机关·领域 as the bank's fields of government are named."""
    return field_name(agency.domain)


def field_name(domain: str) -> str:
    """A field of government without what it is called beside its name: 文旅 for 文旅局."""
    return domain.strip().removesuffix("局").removesuffix("委").removesuffix("系统").removesuffix("部门")


def missing(passage: Passage, facts: Facts, agency: Agency) -> tuple[str, ...]:
    """Why a passage may not be said, in Chinese: for its author."""
    reasons = [f"只用于{'、'.join(passage.kinds)}"] if passage.kinds and agency.kind not in passage.kinds else []
    reasons += [f"条件不成立：{c.written}" for c in passage.when if not holds(c, facts)]
    reasons += [f"没有 {claim}" for claim in passage.claims if not supported(claim, facts)]
    reasons += [f"没有 {path}" for path in passage.needs if not facts.has(path)]
    reasons += [f"{path} 是 0，要写没有发生的说法" for path in passage.needs if _zero(path, facts)]
    return tuple(reasons)


def supported(claim: str, facts: Facts) -> bool:
    """Whether the data say what a passage claims: a tick, a count, a name."""
    return facts.has(claim)


def holds(condition: Condition, facts: Facts) -> bool:
    """The truth of one ``when`` line. A comparison with something unknown is false, negated or not; texts may be equal."""
    if not condition.operator:
        return facts.has(condition.path) != condition.negated
    if condition.other and condition.path in facts.texts and condition.other in facts.texts:
        same = facts.texts[condition.path].items == facts.texts[condition.other].items
        return (same if condition.operator == "==" else not same) != condition.negated
    left = facts.number(condition.path)
    right = condition.number if condition.number is not None else facts.number(condition.other)
    if left is None or right is None:
        return False
    return _compare(left, condition.operator, right) != condition.negated


_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "==": eq,
    "!=": ne,
    ">": gt,
    ">=": ge,
    "<": lt,
    "<=": le,
}


def _compare(left: Decimal, operator: str, right: Decimal) -> bool:
    return _OPERATORS[operator](left, right)


def uses(passage: Passage) -> frozenset[str]:
    """The facts a passage tells: its slots, claims and the figures its conditions compare."""
    return _uses(passage.text, passage.claims, passage.when)


@cache
def _uses(text: Wording, claims: tuple[str, ...], when: tuple[Condition, ...]) -> frozenset[str]:
    compared = {condition.path for condition in when if condition.operator}
    return frozenset({slot.path for slot in slots_of(text)}.union(claims, compared) - FRAME)


def tells(passage: Passage, facts: Facts) -> frozenset[str]:
    """The facts a passage would tell here: those of ``uses`` that are known."""
    return frozenset(path for path in uses(passage) if facts.has(path))


def compares(passage: Passage, facts: Facts) -> int:
    """How many comparisons with last year a passage makes here: who gave last year's figure expects to read them."""
    slots = {slot.path for slot in passage.slots if "compared" in slot.filters}
    return sum(facts.has(f"{path}.prev") for path in slots)


def lot(agency: str, year: int, what: str) -> int:
    """A stable number for near-ties: the same agency and year always draw the same, two agencies rarely do."""
    return int.from_bytes(hashlib.sha256(f"{agency}|{year}|{what}".encode()).digest()[:8])


class Openings:
    """Which statement of a part may begin a sentence with which of the common words, so that no two do (全年…全年…).

    Each word belongs to one statement, drawn from all that could use it, said or not: what else the part says has no say
    in how a statement is worded, and removing a tick still removes its own sentences alone.
    """

    def __init__(self, themes: Iterable[Theme], agency: Agency, year: int) -> None:
        users: dict[str, set[str]] = {}
        words = forms.layout().openings
        for theme in themes:
            for passage in theme.passages:
                # The first words alone: all of a bank are looked at in every run.
                first = passage.text[0] if passage.text else ""
                if isinstance(first, str) and not first.startswith(words) and "。" not in first:
                    continue
                if not passage.kinds or agency.kind in passage.kinds:
                    for opening in openings((first,)):
                        users.setdefault(opening, set()).add(theme.id)
        self._owners = {
            opening: max(ids, key=lambda name: (lot(agency.name, year, f"{opening}|{name}"), name))
            for opening, ids in users.items()
        }

    def taken(self, theme: Theme, passage: Passage) -> bool:
        """Whether a sentence of the passage begins with a word that is another statement's."""
        return any(self._owners.get(opening, theme.id) != theme.id for opening in openings(passage.text))


_NONE: frozenset[str] = frozenset()


@cache
def openings(wording: Wording) -> frozenset[str]:
    """The common words (forms/layout.yaml) with which sentences of a wording begin."""
    words = forms.layout().openings
    starts: list[str] = []
    begins = True
    for part in wording:
        if isinstance(part, str):
            first, *others = part.split("。")
            starts += [piece for piece in ((first, *others) if begins else others) if piece.startswith(words)]
            begins = part.endswith("。")
        elif begins:
            starts += [named for named in (f"{{{{ {part.path} }}}}",) if named.startswith(words)]
            begins = False
    return frozenset(word for piece in starts for word in words if piece.startswith(word)) if starts else _NONE
