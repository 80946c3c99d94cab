"""What changed between two texts, in whole numbers and words, never in the digits of a number."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

# A number with its sign of per cent is one token, a Latin word too; Chinese has no spaces, so a character is the least.
_TOKEN = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％]?|[A-Za-z]+|.", re.DOTALL)
_MASKED = re.compile(r"[0-9０-９]+")


class Change(NamedTuple):
    """``old[start:end]`` of the old text gives way to ``new``; either may be empty, never both."""

    start: int
    end: int
    new: str


def tokens(text: str) -> list[str]:
    """The text cut into numbers, Latin words and single characters; joined they are the text again."""
    return _TOKEN.findall(text)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The fewest tokens to delete and insert, in the order of the text."""
    return tuple(_changes(tokens(old), tokens(new)))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    offsets = [0]
    for token in old:
        offsets.append(offsets[-1] + len(token))
    pending: tuple[int, int, str] | None = None
    for step in LCSseq.opcodes(old, new):
        start, end, new_start, new_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            if pending is not None:
                yield Change(*pending)
            pending = None
            continue
        text = "".join(new[new_start:new_end])
        first, before = (pending[0], pending[2]) if pending is not None else (offsets[start], "")
        pending = (first, offsets[end], before + text)
    if pending is not None:
        yield Change(*pending)


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, their numbers aside: 0 to 1."""
    if one == other:
        return 1.0
    first, second = tokens(_MASKED.sub("0", one)), tokens(_MASKED.sub("0", other))
    return LCSseq.normalized_similarity(first, second) if first and second else 0.0


def align(old: Sequence[str], new: Sequence[str], least: float) -> list[tuple[int | None, int | None]]:
    """Pairs of positions in the order of both sequences, as alike as possible; None where there is no counterpart.

    Only texts at least ``least`` alike are paired. What was deleted stands before what was inserted.
    """
    height, width = len(old), len(new)
    alike = [[likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= least else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < height and j < width:
        if alike[i][j] >= least and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs.extend((rest, None) for rest in range(i, height))
    pairs.extend((None, rest) for rest in range(j, width))
    return pairs
