"""The closed list of fixed expressions whose characters look like numbers (``fixed.txt``)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path


def fixed(text: str) -> Iterator[tuple[int, int]]:
    """Where fixed expressions stand in ``text``, the longest first at each place, none overlapping."""
    known = _expressions()
    end = 0
    for start, char in enumerate(text):
        if start >= end and char in known and not (start and char in _PART and text[start - 1] in _BEFORE):
            found = next((length for length in known[char] if text[start : start + length] in known[char][length]), 0)
            if found:
                end = start + found
                yield start, end


_PART = frozenset("一二两三四五六七八九十百千万")
_BEFORE = frozenset("第零〇一二两三四五六七八九十百千万亿0123456789")


@cache
def _expressions() -> dict[str, dict[int, frozenset[str]]]:
    """First character → length, longest first → expressions."""
    lines = (Path(__file__).parent / "fixed.txt").read_text("utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    by_first: dict[str, dict[int, set[str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], {}).setdefault(len(word), set()).add(word)
    return {char: {n: frozenset(group) for n, group in groups.items()} for char, groups in by_first.items()}
