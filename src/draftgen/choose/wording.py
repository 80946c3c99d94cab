"""The words that a clerk's hint shares with passages: which, and how telling they are."""

import math
from collections.abc import Sequence

from draftgen.features import grams

# A single character says little: 人 is everywhere, 人手 is not.
_SINGLE = 0.3


class SharedWords:
    """A hint against a fixed list of texts."""

    def __init__(self, hint: str, texts: Sequence[str]) -> None:
        self._hint = hint
        self._found: dict[str, frozenset[int]] = {}
        weights: dict[str, float] = {}
        for gram in dict.fromkeys(grams(hint)):
            hits = frozenset(number for number, text in enumerate(texts) if gram in text)
            if hits:
                self._found[gram] = hits
                weights[gram] = (1.0 if len(gram) > 1 else _SINGLE) * math.log((len(texts) + 1) / len(hits))
        self._weights = weights
        self._total = math.fsum(weights.values())

    def share(self, number: int) -> float:
        """How much of what is telling in the hint the text of that number holds, 0 to 1."""
        if not self._total:
            return 0.0
        held = math.fsum(weight for gram, weight in self._weights.items() if number in self._found[gram])
        return held / self._total


def common(hint: str, text: str) -> tuple[str, ...]:
    """The longest runs of at least two characters that stand in both, as they follow each other in the hint."""
    found: list[str] = []
    start = 0
    while start < len(hint) - 1:
        end = start
        while end < len(hint) and hint[end].isalnum() and hint[start : end + 1] in text:
            end += 1
        if end - start >= 2:
            found.append(hint[start:end])
        start = max(end, start + 1)
    return tuple(dict.fromkeys(found))
