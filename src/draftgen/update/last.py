"""Places of figures found through the last written version: the same sentence, whatever became of its controls."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from draftgen.core.document import CONFIRM
from draftgen.ooxml.changes import likeness, tokens
from draftgen.update.said import By, Occurrence, Said

# Below this two sentences are not one that was rewritten (as in a redline).
_LEAST = 0.45
_DIGITS = re.compile(r"\d")


class Retyped(NamedTuple):
    """Where the last version has a figure and the edited file another number: ``text`` stands there now."""

    path: str
    old: str
    text: str
    block: int
    start: int


class Traced(NamedTuple):
    """What the last version tells: places, and numbers typed over; ``pairs`` are positions of sentences, old and new."""

    found: tuple[Occurrence, ...]
    retyped: tuple[Retyped, ...]
    pairs: dict[int, int]


def trace(old: Sequence[Said], new: Sequence[Said]) -> Traced:
    """Follows the figures of the last version into the edited text. ``new`` carries the figures found by controls.

    A figure counts as found where its number is unchanged and so are the two characters before it, or one on each side;
    elsewhere it is not told.
    """
    pairs = pair(old, new)
    items = [item for one, other in pairs.items() for item in _follow(old[one], new[other])]
    taken = {(figure.block, figure.start) for said in new for figure in said.figures}
    items = [item for item in items if (item.block, item.start) not in taken]
    found = tuple(item for item in items if isinstance(item, Occurrence))
    return Traced(found, tuple(item for item in items if isinstance(item, Retyped)), pairs)


def pair(old: Sequence[Said], new: Sequence[Said]) -> dict[int, int]:
    """For each sentence of the last version the one it became, wherever it stands now."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(new)))
    for exact in (True, False):
        places: dict[str, list[int]] = {}
        for position in free:
            places.setdefault(_key(new[position].text, exact=exact), []).append(position)
        for position, said in enumerate(old):
            there = places.get(_key(said.text, exact=exact))
            if position not in pairs and there:
                pairs[position] = there.pop(0)
        for position in pairs.values():
            free.pop(position, None)
    rest = [position for position in range(len(old)) if position not in pairs]
    alike = sorted(
        (
            (-_alike(old[one], new[other]), abs(one - other), one, other)
            for one in rest
            for other in free
            if _near(old[one].text, new[other].text)
        ),
    )
    for rate, _, one, other in alike:
        if -rate >= _LEAST and one not in pairs and other in free:
            pairs[one] = other
            del free[other]
    return pairs


def _key(text: str, *, exact: bool) -> str:
    bare = "".join(text.split()).removesuffix(CONFIRM).rstrip("。；")
    return bare if exact else _DIGITS.sub("#", bare)


def _alike(old: Said, new: Said) -> float:
    """How alike two sentences are; figures in common weigh more than words."""
    shared = len(old.paths & new.paths)
    return likeness(old.text, new.text) + (shared / len(old.paths) if shared else 0.0)


def _near(one: str, other: str) -> bool:
    """Whether it is worth comparing: texts with hardly a character in common, or of very different length, are not."""
    short, long = sorted((len(one), len(other)))
    return short * 4 >= long and len(set(one) & set(other)) * 4 >= min(len(set(one)), len(set(other)))


def _follow(old: Said, new: Said) -> Iterator[Occurrence | Retyped]:
    before, after = tokens(old.text), tokens(new.text)
    starts, places = _offsets(before), _offsets(after)
    where, replaced = _steps(before, after)
    for figure in old.figures:
        offset = figure.start - old.start
        if offset not in starts:
            continue
        first, end = starts.index(offset), offset + len(figure.text)
        span = range(first, starts.index(end) if end in starts else first + 1)
        if all(token in where for token in span) and _contiguous(where, span) and _held(where, span, before):
            yield Occurrence(figure.path, figure.text, new.block, new.start + places[where[first]], by=By.LAST)
        elif len(span) == 1 and first in replaced:
            begin, stop = replaced[first]
            typed = "".join(after[begin:stop])
            if _DIGITS.search(typed):
                yield Retyped(figure.path, figure.text, typed, new.block, new.start + places[begin])


def _steps(before: Sequence[str], after: Sequence[str]) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """For each token of the old text the same of the new one, or the stretch of the new one that took its place alone."""
    where: dict[int, int] = {}
    replaced: dict[int, tuple[int, int]] = {}
    steps = list(LCSseq.opcodes(before, after))
    for number, step in enumerate(steps):
        if step.tag == "equal":
            where.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
            continue
        beside = (step, *steps[number + 1 : number + 2], *steps[max(0, number - 1) : number])
        inserted = next((one for one in beside if one.tag in ("insert", "replace")), None)
        if step.tag != "insert" and step.src_end - step.src_start == 1 and inserted is not None:
            replaced[step.src_start] = (inserted.dest_start, inserted.dest_end)
    return where, replaced


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _contiguous(where: dict[int, int], span: range) -> bool:
    return all(where[token] - where[span.start] == token - span.start for token in span)


def _held(where: dict[int, int], span: range, old: Sequence[str]) -> bool:
    """Whether the words beside a figure stayed: two before it, or one on each side; at an end of the sentence one."""
    first, last = span.start, span.stop - 1

    def stays(token: int) -> bool:
        return token in where and where[token] - where[first] == token - first

    before = [stays(token) for token in (first - 1, first - 2) if token >= 0]
    after = stays(last + 1) if last + 1 < len(old) else True
    return all(before) or (before[0] and after)
