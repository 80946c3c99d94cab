"""How well a theme fits a clerk's hint. The only room that knows the model.

The model says how likely a hint means each theme of `phrasebank/taxonomy.yaml`; a theme that no model knows, such as one
of an office's own bank, is compared by the characters it shares with the hint.
"""

import hashlib
import json
import math
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import resources
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Theme
from draftgen.features import likeness, weigh

FOLDER = "ranker"
MANIFEST = "manifest.json"
# Themes of one taxonomy entry are told apart by the words their names share with the hint.
_WORDS = 0.05


class Model(NamedTuple):
    """One linear model: ``weights`` holds, gram after gram, a number for each class; the last row are the intercepts."""

    classes: tuple[str, ...]
    idf: dict[str, float]
    rows: dict[str, int]
    weights: "array[float]"

    def likely(self, hint: str) -> dict[str, float]:
        """The probability of each class, given the hint. A hint without a known gram says nothing: {}."""
        vector = weigh(hint, self.idf)
        if not vector:
            return {}
        size = len(self.classes)
        last = len(self.rows) * size
        scores = list(self.weights[last : last + size])
        for gram, value in vector.items():
            start = self.rows[gram] * size
            for index in range(size):
                scores[index] += value * self.weights[start + index]
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
        vocabulary = _checked(folder / f"{section}.vocab.txt", manifest["vocab_sha256"]).decode()
        weights = array("f")
        weights.frombytes(_checked(folder / f"{section}.weights.f32", manifest["weights_sha256"]))
        if manifest["little_endian"] != (sys.byteorder == "little"):
            weights.byteswap()
        pairs = [line.split("\t") for line in vocabulary.splitlines()]
        model = Model(
            tuple(manifest["classes"]),
            {gram: float(idf) for gram, idf in pairs},
            {gram: row for row, (gram, _) in enumerate(pairs)},
            weights,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProgramFault("模型文件缺失或损坏。请重新安装 draftgen，或在源码目录运行 draftgen train。") from error
    if len(model.weights) != (len(model.rows) + 1) * len(model.classes):
        raise ProgramFault("模型文件不完整。请重新安装 draftgen，或在源码目录运行 draftgen train。")
    return model


def _checked(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(path.name)
    return data


def _taxonomy(theme: Theme) -> tuple[str, ...]:
    """The entries a theme stands for: its own, else those of its passages."""
    return theme.taxonomy or tuple(dict.fromkeys(name for p in theme.passages for name in p.taxonomy))
