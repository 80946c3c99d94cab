"""How far a passage fits what is known: said outright, said once something is given, or ruled out."""

from collections.abc import Iterator
from typing import NamedTuple

from draftgen.choose.eligible import FRAME, holds, supported, tells
from draftgen.core.figure import Facts
from draftgen.core.passage import Condition, Passage


class Setting(NamedTuple):
    """Who asks for suggestions, and what is known: without data there are no facts, and the agency may be unknown too.

    ``kind`` and ``field`` may be empty; ``agency`` and ``year`` only decide the order of equals and what has aged.
    """

    facts: Facts = Facts()
    kind: str = ""
    field: str = ""
    agency: str = ""
    year: int = 0
    data: bool = False


class Fit(NamedTuple):
    """What a passage would tell of the facts, what it lacks, and whether the facts alone speak for it.

    ``undecided`` are the conditions that what lacks will decide; ``item`` holds the facts of the first item where it
    speaks of a list.
    """

    told: frozenset[str]
    lacking: tuple[str, ...]
    evident: bool
    undecided: tuple[Condition, ...] = ()
    item: Facts = Facts()

    @property
    def wants(self) -> int:
        """How much must be so: every fact that lacks, and once more for a count that must be more than just not none."""
        narrow = (c for c in self.undecided if c.operator and not c.more_than_none)
        return len(self.lacking) + sum(1 for _ in narrow)


def fit(passage: Passage, setting: Setting) -> Fit | None:
    """How the passage fits; None if kind, field, age or a known fact rules it out."""
    if not _suits(passage, setting):
        return None
    item = next(iter(setting.facts.items.get(passage.each, ())), Facts())
    facts = setting.facts.overlaid(item)
    lacking: dict[str, None] = {}
    undecided: list[Condition] = []
    for condition in passage.when:
        unknown = tuple(_unknown(condition, facts))
        if not unknown and not holds(condition, facts):
            return None
        if unknown:
            undecided.append(condition)
            lacking.update(dict.fromkeys(unknown))
    for claim in passage.claims:
        if not supported(claim, facts):
            lacking[claim] = None
    for path in passage.needs:
        figure = facts.figures.get(path)
        if figure is not None and figure.value == 0 and figure.unit != "%":
            return None
        if path not in FRAME and not facts.has(path):
            lacking[path] = None
    evident = bool(passage.evidence) and all(holds(condition, facts) for condition in passage.evidence)
    # A list and its tick are one thing to give: 优化栏目, not 优化栏目 and its names.
    needed = tuple(path for path in lacking if not any(other.startswith(f"{path}.") for other in lacking))
    return Fit(tells(passage, facts), needed, evident, tuple(undecided), item)


def _suits(passage: Passage, setting: Setting) -> bool:
    if not passage.text or (passage.kinds and setting.kind and setting.kind not in passage.kinds):
        return False
    if passage.domains and setting.field not in passage.domains:
        return False
    if not setting.year:
        return not passage.until
    return passage.since <= setting.year and not 0 < passage.until < setting.year


def _unknown(condition: Condition, facts: Facts) -> Iterator[str]:
    """The paths without which the condition cannot be decided. That something is not given is decided at once."""
    if not condition.operator:
        if not condition.negated and not facts.has(condition.path):
            yield condition.path
        return
    for path in (condition.path, condition.other):
        if path and path not in FRAME and facts.number(path) is None and path not in facts.texts:
            yield path
