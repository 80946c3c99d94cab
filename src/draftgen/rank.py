"""How well a theme fits a clerk's hint. The only room that will know the trained model.

Until there is one, the score is lexical: characters and pairs of characters, weighted by how few themes use them.
"""

import math
from collections import Counter
from collections.abc import Sequence

from draftgen.core.passage import Theme


class Ranker:
    """Scores themes for hints. Built from the themes' own labels, hints and titles; nothing is trained."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._themes = themes
        self._documents: dict[tuple[str, str], list[set[str]]] = {}
        self._weights: dict[str, float] = {}

    def _learn(self) -> None:
        """Done at the first hint: a report without hints pays nothing."""
        self._documents = {
            (theme.section, theme.id): [_grams(text) for text in _texts(theme)] for theme in self._themes
        }
        counts = Counter(gram for texts in self._documents.values() for gram in set().union(*texts))
        total = len(self._documents) or 1
        self._weights = {gram: math.log((total + 1) / (count + 0.5)) for gram, count in counts.items()}

    def score(self, hint: str, theme: Theme) -> float:
        """0 to about 1.2: the nearest of the theme's texts counts, the next two a little."""
        if not self._documents:
            self._learn()
        wanted = _grams(hint)
        documents = self._documents[theme.section, theme.id]
        scores = sorted((self._cosine(wanted, text) for text in documents), reverse=True)[:3]
        return scores[0] + 0.1 * sum(scores[1:]) if scores else 0.0

    def _cosine(self, one: set[str], other: set[str]) -> float:
        common = sum(self._weight(gram) ** 2 for gram in one & other)
        if not common:
            return 0.0
        sizes = [math.sqrt(sum(self._weight(gram) ** 2 for gram in grams)) for grams in (one, other)]
        return common / (sizes[0] * sizes[1])

    def _weight(self, gram: str) -> float:
        return self._weights.get(gram, 2.0) * (1.0 if len(gram) > 1 else 0.5)


def _texts(theme: Theme) -> list[str]:
    return [text for text in (theme.label, *theme.hints, *(p.title for p in theme.passages)) if text]


def _grams(text: str) -> set[str]:
    runs = "".join(char if "\u4e00" <= char <= "\u9fff" or char.isalnum() else " " for char in text).split()
    return {run[i : i + n] for run in runs for n in (1, 2) for i in range(len(run) - n + 1)}
