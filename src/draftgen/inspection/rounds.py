"""The second round: what of the last round's remarks was mended, what was not, and what is new."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from draftgen import repetition
from draftgen.core.finding import Finding

_SIMILAR = 0.6


class State(StrEnum):
    """What became of a finding since the last round."""

    OPEN = "未改"
    NEW = "新增"
    MENDED = "已改"


class Followed(NamedTuple):
    """A finding of either round and what became of it. ``note`` tells what changed though it is still open."""

    finding: Finding
    state: State
    note: str = ""


def follow(before: Sequence[Finding], now: Sequence[Finding]) -> tuple[Followed, ...]:
    """The findings of this round as open or new, then those of the last round that are gone.

    Findings answer each other by rule, place and quoted words, never by where in the file they stand: first those with
    the same words, then those on the same cell or table, then those on words that were changed a little.
    """
    answers: dict[int, Finding] = {}
    left = list(before)
    for match in (_same_words, _same_cell, _similar_words, _same_words_elsewhere, _same_file):
        for number, finding in enumerate(now):
            if number not in answers:
                twin = next((old for old in left if match(old, finding)), None)
                if twin is not None:
                    answers[number] = twin
                    left.remove(twin)
    found = [
        Followed(finding, State.OPEN, _note(answers[number], finding))
        if number in answers
        else Followed(finding, State.NEW)
        for number, finding in enumerate(now)
    ]
    return (*found, *(Followed(finding, State.MENDED) for finding in left))


def _where(finding: Finding) -> tuple[str, ...]:
    spot = finding.place.spot
    return (spot.table, spot.row, spot.column) if spot.table else ("", finding.place.section, "")


def _same_words(old: Finding, new: Finding) -> bool:
    return old.code == new.code and _where(old) == _where(new) and _bare(old) == _bare(new)


def _same_cell(old: Finding, new: Finding) -> bool:
    """The same cell with another number that is still wrong; or a table with several faults of one kind."""
    if old.code != new.code or not old.place.spot.table or old.place.spot.table != new.place.spot.table:
        return False
    return bool(old.more or new.more) or _where(old) == _where(new)


def _similar_words(old: Finding, new: Finding) -> bool:
    if old.code != new.code or _where(old) != _where(new):
        return False
    one, other = (repetition.read(finding.place.excerpt).tokens for finding in (old, new))
    return repetition.rate(one, other) >= _SIMILAR


def _same_words_elsewhere(old: Finding, new: Finding) -> bool:
    """The paragraph was moved."""
    in_table = bool(old.place.spot.table or new.place.spot.table)
    return old.code == new.code and not in_table and len(_bare(old)) > 1 and _bare(old) == _bare(new)


def _same_file(old: Finding, new: Finding) -> bool:
    """The file has another name that is still wrong: it has but one."""
    return old.code == new.code == "file-name"


def _bare(finding: Finding) -> str:
    return "".join(finding.place.excerpt.split())


def _note(old: Finding, new: Finding) -> str:
    was, are = len(old.more) + 1, len(new.more) + 1
    if was != are:
        return f"原有{was}处，还有{are}处"
    if new.place.spot.table and not new.more and _bare(old) != _bare(new):
        return f"原填“{old.place.excerpt.strip() or '空白'}”，现填“{new.place.excerpt.strip() or '空白'}”，仍不对"
    return ""


def tally(followed: Iterable[Followed]) -> dict[State, int]:
    """How many findings are open, new and mended."""
    counted = dict.fromkeys(State, 0)
    for item in followed:
        counted[item.state] += 1
    return counted
