"""Rows of cells of unequal length, as merged labels leave them in text → rows in which the columns answer each other."""

from collections import Counter
from collections.abc import Sequence

from draftgen.recall.values import read_value

_WIDE = 6  # tables 3 and 4 have 7 and 15 values a row
_BLOCK = 5  # of table 4: four outcomes and their total


def aligned(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The rows with their values in the same columns; rows of equal length, and narrow tables, stay as they are.

    Labels end where values begin. Heads that name groups of columns are left out where the heads of the single columns
    tell enough; where those repeat (the blocks of table 4), a group's name stands over each of its columns.
    """
    tails = Counter(len(row) - _labels(row) for row in rows)
    tails.pop(0, None)
    wide = max(tails, key=lambda tail: (tails[tail], tail), default=0)
    if len({len(row) for row in rows}) == 1 or wide < _WIDE:
        return [tuple(row) for row in rows]
    labels = max(len(row) for row in rows) - wide
    whole = [row for row in rows if len(row) == wide and _labels(row) == wide]
    groups = _groups([row for row in rows if len(row) < wide], wide) if whole and len(set(whole[0])) < wide else []
    kept = [row for row in rows if len(row) >= wide or not whole]
    return [("",) * (labels - max(len(row) - wide, 0)) + tuple(row) for row in (*groups, *kept)]


def _groups(heads: Sequence[Sequence[str]], wide: int) -> list[tuple[str, ...]]:
    """The names of the blocks over their columns: all but a last head that is divided further on."""
    words = [word for head in heads for word in head]
    if len(words) > wide // _BLOCK:
        # 行政复议 | 行政诉讼 over 未经复议直接起诉 | 复议后起诉: the second is said again by its two parts.
        words = [*words[: len(heads[0]) - 1], *words[len(heads[0]) :]]
    return [tuple(word for word in words for _ in range(_BLOCK))] if len(words) * _BLOCK == wide else []


def _labels(cells: Sequence[str]) -> int:
    """How many cells stand before the first value; a head has no value, and all of it is labels."""
    return next((n for n, cell in enumerate(cells) if cell and read_value(cell).value is not None), len(cells))
