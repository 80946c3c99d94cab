"""How well a theme fits a clerk's hint. The only room that will know the trained model.

Until there is one, the score is lexical: characters and pairs of characters, weighted by how few themes use them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from draftgen.core.passage import Theme

# A pair of characters says about twice as much as a single one; one that no theme uses says little.
_SINGLE = 0.5
_UNKNOWN = 2.0


class Ranker:
    """Scores themes for hints. Built from the themes' own labels, hints and titles; nothing is trained."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._themes = themes
        self._texts: dict[tuple[str, str], list[tuple[frozenset[str], float]]] = {}
        self._weights: dict[str, float] = {}

    def score(self, hint: str, theme: Theme) -> float:
        """0 to about 1.2: the nearest of the theme's texts counts, the next two a little."""
        if not self._texts:
            self._learn()
        wanted = _grams(hint)
        size = self._size(wanted)
        scores = sorted((self._cosine(wanted, size, text) for text in self._texts[theme.section, theme.id]), reverse=True)
        return scores[0] + 0.1 * sum(scores[1:3]) if scores else 0.0

    def closeness(self, one: str, other: str) -> float:
        """The cosine of two texts, 0 to 1."""
        wanted, text = _grams(one), _grams(other)
        return self._cosine(wanted, self._size(wanted), (text, self._size(text)))

    def _learn(self) -> None:
        """Done at the first hint: a report without hints pays nothing."""
        documents = {(theme.section, theme.id): [_grams(text) for text in _texts(theme)] for theme in self._themes}
        counts = Counter(gram for texts in documents.values() for gram in frozenset().union(*texts))
        total = len(documents)
        self._weights = {
            gram: (math.log((total + 1) / (count + 0.5)) * (1.0 if len(gram) > 1 else _SINGLE)) ** 2
            for gram, count in counts.items()
        }
        self._texts = {key: [(text, self._size(text)) for text in texts] for key, texts in documents.items()}

    def _cosine(self, wanted: frozenset[str], size: float, text: tuple[frozenset[str], float]) -> float:
        common = self._sum(wanted & text[0])
        return common / (size * text[1]) if common else 0.0

    def _size(self, grams: Iterable[str]) -> float:
        return math.sqrt(self._sum(grams))

    def _sum(self, grams: Iterable[str]) -> float:
        # Sets have no order of their own, and sums of floats depend on it.
        return math.fsum(self._weights.get(gram, _UNKNOWN if len(gram) > 1 else _UNKNOWN * _SINGLE) for gram in grams)


def _texts(theme: Theme) -> list[str]:
    return [text for text in (theme.label, *theme.hints, *(p.title for p in theme.passages)) if text]


def _grams(text: str) -> frozenset[str]:
    runs = "".join(char if "\u4e00" <= char <= "\u9fff" or char.isalnum() else " " for char in text).split()
    return frozenset(run[i : i + n] for run in runs for n in (1, 2) for i in range(len(run) - n + 1))
