"""The words that a clerk's hint shares with passages: which, and how telling they are."""

import math
from collections.abc import Sequence

from draftgen.features import grams

# Characters that hold a sentence together: alone, or at the end of what is shared, they say nothing.
_FUNCTION = frozenset(
    "的了着过得地不没有在是就都被把给也还又很太最更和与及或而但只才再一二两几个些这那哪谁我你他们啥么吗呢吧啊上下中里为以之所其该能要可让"
)
# Nor do these alone: the 人 of 没人手 is not that of 承办人员调整, the 不够 of 人手不够 not that of 衔接不够顺畅.
_ANYBODY = frozenset(("人", "员", "多", "少", "未", "不够"))
# A single character says little: 人 is everywhere, 人手 is not.
_SINGLE = 0.3


class SharedWords:
    """A hint against a fixed list of texts."""

    def __init__(self, hint: str, texts: Sequence[str]) -> None:
        rarest = math.log(len(texts) + 1)
        self._found: list[tuple[float, frozenset[int]]] = []
        weights: list[float] = []
        for gram in dict.fromkeys(grams(hint)):
            if gram in _ANYBODY or all(char in _FUNCTION for char in gram):
                continue
            hits = frozenset(number for number, text in enumerate(texts) if gram in text)
            weight = (1.0 if len(gram) > 1 else _SINGLE) * (rarest - (math.log(len(hits)) if hits else 0.0))
            weights.append(weight)
            if hits:
                self._found.append((weight, hits))
        self._total = math.fsum(weights)

    def share(self, number: int) -> float:
        """How much of what is telling in the hint the text of that number holds, 0 to 1."""
        if not self._total:
            return 0.0
        return math.fsum(weight for weight, hits in self._found if number in hits) / self._total


def common(hint: str, text: str) -> tuple[str, ...]:
    """The longest runs of at least two characters that stand in both, as they follow each other in the hint.

    What only holds a sentence together is taken off their ends: 领导 for 领导不.
    """
    found: list[str] = []
    start = 0
    while start < len(hint) - 1:
        end = start
        while end < len(hint) and hint[end].isalnum() and hint[start : end + 1] in text:
            end += 1
        run = _trimmed(hint[start:end])
        if len(run) >= 2:
            found.append(run)
        start = max(end, start + 1)
    return tuple(dict.fromkeys(found))


def _trimmed(run: str) -> str:
    start, end = 0, len(run)
    while start < end and run[start] in _FUNCTION:
        start += 1
    while end > start and run[end - 1] in _FUNCTION:
        end -= 1
    return run[start:end]
