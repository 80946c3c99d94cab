"""How well a theme fits a clerk's hint. The only room that knows the model.

The model says how likely a hint means each theme of `phrasebank/taxonomy.yaml`; a theme that no model knows, such as one
of an office's own bank, is compared by the characters it shares with the hint.
"""

import hashlib
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import resources
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Theme
from draftgen.features import grams, likeness, weigh

FOLDER = "ranker"
MANIFEST = "manifest.json"
_LITTLE = sys.byteorder == "little"
# Themes of one taxonomy entry are told apart by the words their names share with the hint.
_WORDS = 0.05


class Model(NamedTuple):
    """One linear model.

    ``vocabulary`` are sorted lines "gram, tab, inverse document frequency", of which a hint needs a dozen: they are
    looked up, not decoded. ``weights`` holds, line after line, a number for each class; the last row are the intercepts.
    """

    classes: tuple[str, ...]
    vocabulary: Sequence[str]
    weights: Sequence[float]

    def known(self, hint: str) -> dict[str, int]:
        """The rows of the grams of ``hint`` that the model knows."""
        found: dict[str, int] = {}
        for gram in grams(hint):
            start = f"{gram}\t"
            row = bisect_left(self.vocabulary, start)
            if row < len(self.vocabulary) and self.vocabulary[row].startswith(start):
                found[gram] = row
        return found

    def likely(self, hint: str) -> dict[str, float]:
        """The probability of each class, given the hint. A hint without a known gram says nothing: {}."""
        rows = self.known(hint)
        if not rows:
            return {}
        vector = weigh(hint, {gram: float(self.vocabulary[row].partition("\t")[2]) for gram, row in rows.items()})
        size = len(self.classes)
        scores = list(self.weights[len(self.vocabulary) * size :])
        for gram, value in vector.items():
            start = rows[gram] * size
            for index, weight in enumerate(self.weights[start : start + size]):
                scores[index] += value * weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


class Ranker:
    """Scores themes for hints. The model is read at the first hint: a report without hints pays nothing."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._taxonomy = {(theme.section, theme.id): _taxonomy(theme) for theme in themes}
        self._models: dict[str, Model] = {}
        self._likely: dict[tuple[str, str], dict[str, float]] = {}

    def score(self, hint: str, theme: Theme) -> float:
        """0 to about 1: how likely the hint means this theme, and a little for words in common."""
        likely = self._probabilities(theme.section, hint)
        known = [likely[name] for name in self._taxonomy[theme.section, theme.id] if name in likely]
        if known:
            return max(known) + _WORDS * likeness(hint, theme.label)
        return max((likeness(hint, text) for text in (*theme.hints, theme.label)), default=0.0)

    def closeness(self, one: str, other: str) -> float:
        """How alike two texts are, 0 to 1."""
        return likeness(one, other)

    def _probabilities(self, section: str, hint: str) -> dict[str, float]:
        key = (section, hint)
        if key not in self._likely:
            if section not in self._models:
                self._models[section] = load(section)
            self._likely[key] = self._models[section].likely(hint)
        return self._likely[key]


def load(section: str) -> Model:
    """The shipped model for ``problems`` or ``measures``. Raises ProgramFault if its files are not what was trained."""
    folder = resources.shipped("models") / FOLDER
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))[section]
        vocabulary = _checked(folder / f"{section}.vocab.txt", manifest["vocab_sha256"]).decode().splitlines()
        data = _checked(folder / f"{section}.weights.f32", manifest["weights_sha256"])
        model = Model(
            tuple(manifest["classes"]), vocabulary, _floats(data, swapped=manifest["little_endian"] != _LITTLE)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProgramFault("模型文件缺失或损坏。请重新安装 draftgen，或在源码目录运行 draftgen train。") from error
    if len(model.weights) != (len(model.vocabulary) + 1) * len(model.classes):
        raise ProgramFault("模型文件不完整。请重新安装 draftgen，或在源码目录运行 draftgen train。")
    return model


def _floats(data: bytes, *, swapped: bool) -> Sequence[float]:
    if not swapped:
        return memoryview(data).cast("f")
    numbers = array("f", data)
    numbers.byteswap()
    return numbers


def _checked(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(path.name)
    return data


def _taxonomy(theme: Theme) -> tuple[str, ...]:
    """The entries a theme stands for: its own, else those of its passages."""
    return theme.taxonomy or tuple(dict.fromkeys(name for p in theme.passages for name in p.taxonomy))
