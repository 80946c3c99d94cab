"""How well a theme fits a clerk's hint. The only room that knows the model.

Three models answer for a section, and their answers are multiplied: one learnt from hints in clerks' own words, one of the
words that reports use for a theme, which is asked only where the hint holds such a word, and the lexical score BM25. They
say how likely a hint means each theme of `phrasebank/taxonomy.yaml`; a theme that no model knows, such as one of an
office's own bank, is compared by the characters it shares with the hint.
"""

import hashlib
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import add, mul
from pathlib import Path
from typing import Any, NamedTuple

from draftgen import resources
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Theme
from draftgen.features import grams, likeness, weigh

FOLDER = "ranker"
MANIFEST = "manifest.json"
# What training lays ready beside the files of a model, until the manifest knows it.
READY = ".new"
EXPERTS = ("terms", "lexical")
_LITTLE = sys.byteorder == "little"
# Themes of one taxonomy entry are told apart by the words their names share with the hint.
_WORDS = 0.05


class Model(NamedTuple):
    """One linear model.

    ``vocabulary`` are sorted lines "gram, tab, inverse document frequency", of which a hint needs a dozen: they are
    looked up, not decoded. ``weights`` holds, line after line, a number for each class; the last row are the intercepts.
    A ``lexical`` model adds up the weights of the grams of a hint; any other gives the logarithm of a probability.
    ``share`` is the exponent of its answer in the product; it is asked only if the hint holds one of ``words``, if any;
    below ``least`` it does not go, so that one model alone rules nothing out.
    """

    classes: tuple[str, ...]
    vocabulary: Sequence[str]
    weights: Sequence[float]
    lexical: bool = False
    share: float = 1.0
    words: tuple[str, ...] = ()
    least: float = -14.0

    def known(self, hint: str) -> dict[str, int]:
        """The rows of the grams of ``hint`` that the model knows."""
        found: dict[str, int] = {}
        for gram in grams(hint):
            start = f"{gram}\t"
            row = bisect_left(self.vocabulary, start)
            if row < len(self.vocabulary) and self.vocabulary[row].startswith(start):
                found[gram] = row
        return found

    def scores(self, hint: str) -> dict[str, float]:
        """A number for each class, the higher the likelier; {} where the model has nothing to say."""
        if self.words and not any(word in hint for word in self.words):
            return {}
        rows = self.known(hint)
        if not rows:
            return {}
        vector = self._vector(hint, rows)
        size = len(self.classes)
        scores = list(self.weights[len(self.vocabulary) * size :])
        for gram, value in vector.items():
            start = rows[gram] * size
            row = self.weights[start : start + size]
            scores = list(map(add, scores, map(mul, row, repeat(value))))
        if not self.lexical:
            top = max(scores)
            whole = top + math.log(math.fsum(math.exp(score - top) for score in scores))
            scores = [max(score - whole, self.least) for score in scores]
        return dict(zip(self.classes, scores, strict=True))

    def _vector(self, hint: str, rows: Mapping[str, int]) -> dict[str, float]:
        if self.lexical:
            return {gram: float(count) for gram, count in Counter(grams(hint)).items() if gram in rows}
        return weigh(hint, {gram: float(self.vocabulary[row].partition("\t")[2]) for gram, row in rows.items()})


def likely(models: Sequence[Model], hint: str) -> dict[str, float]:
    """The probability of each class by the product of the models; {} for a hint without a known gram."""
    answers = [(model.share, scores) for model in models if (scores := model.scores(hint))]
    if not answers:
        return {}
    classes = dict.fromkeys(name for _, scores in answers for name in scores)
    lowest = [(share, scores, min(scores.values())) for share, scores in answers]
    totals = {name: sum(share * scores.get(name, least) for share, scores, least in lowest) for name in classes}
    top = max(totals.values())
    powers = {name: math.exp(total - top) for name, total in totals.items()}
    whole = math.fsum(powers.values())
    return {name: power / whole for name, power in powers.items()}


class Ranker:
    """Scores themes for hints. The model is read at the first hint: a report without hints pays nothing."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._taxonomy = {(theme.section, theme.id): _taxonomy(theme) for theme in themes}
        self._own = [theme for theme in themes if not _taxonomy(theme) and not all(p.shipped for p in theme.passages)]
        self._models: dict[str, tuple[Model, ...]] = {}
        self._likely: dict[tuple[str, str], dict[str, float]] = {}

    def score(self, hint: str, theme: Theme) -> float:
        """0 to about 1: how likely the hint means this theme, and a little for words in common."""
        likely = self._probabilities(theme.section, hint)
        known = [likely[name] for name in self._taxonomy[theme.section, theme.id] if name in likely]
        if known:
            return max(known) + _WORDS * likeness(hint, theme.label)
        return _by_words(hint, theme)

    def closeness(self, one: str, other: str) -> float:
        """How alike two texts are, 0 to 1."""
        return likeness(one, other)

    def _probabilities(self, section: str, hint: str) -> dict[str, float]:
        key = (section, hint)
        if key not in self._likely:
            if section not in self._models:
                self._models[section] = _models(section, *_trained())
            # What is as good as said by a theme of the office's own leaves less for those the model knows.
            left = 1 - max((_by_words(hint, theme) for theme in self._own if theme.section == section), default=0.0)
            found = likely(self._models[section], hint)
            self._likely[key] = {name: left * probability for name, probability in found.items()}
        return self._likely[key]


def _trained() -> tuple[Path, int]:
    """Where the shipped models lie, and when they were last written."""
    manifest = resources.shipped("models") / FOLDER / MANIFEST
    try:
        return manifest, manifest.stat().st_mtime_ns
    except OSError as error:
        raise ProgramFault(_DAMAGED) from error


@lru_cache(1 << 2)  # many reports in one run ask the same models, until somebody trains new ones
def _models(section: str, where: Path, trained: int) -> tuple[Model, ...]:
    del where, trained
    manifest = _manifest()
    return tuple(load(name, manifest) for name in (section, *(f"{section}.{expert}" for expert in EXPERTS)))


def _by_words(hint: str, theme: Theme) -> float:
    return max((likeness(hint, text) for text in (*theme.hints, theme.label)), default=0.0)


_DAMAGED = "模型文件缺失或损坏。请重新安装 draftgen，或在源码目录运行 draftgen train。"


def _manifest() -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((resources.shipped("models") / FOLDER / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise ProgramFault(_DAMAGED) from error
    return manifest


def load(name: str, manifests: Mapping[str, Any] | None = None) -> Model:
    """A shipped model: ``problems``, ``measures``, or one of their EXPERTS (``problems.terms``).

    Raises ProgramFault if its files are not what was trained, as ``manifests`` say (if not given, they are read).
    """
    folder = resources.shipped("models") / FOLDER
    try:
        manifest = (manifests or _manifest())[name]
        vocabulary = _checked(folder / f"{name}.vocab.txt", manifest["vocab_sha256"]).decode().splitlines()
        data = _checked(folder / f"{name}.weights.f32", manifest["weights_sha256"])
        weights = _floats(data, swapped=manifest["little_endian"] != _LITTLE)
        role = (bool(manifest["lexical"]), float(manifest["share"]), tuple(manifest["words"]), float(manifest["least"]))
        model = Model(tuple(manifest["classes"]), vocabulary, weights, *role)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProgramFault(_DAMAGED) from error
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
    """The file's content; where training was cut short, that of the one laid ready. Raises ValueError for another."""
    for there in (path, path.with_name(path.name + READY)):
        data = there.read_bytes() if there is path or there.is_file() else b""
        if hashlib.sha256(data).hexdigest() == sha256:
            return data
    raise ValueError(path.name)


def _taxonomy(theme: Theme) -> tuple[str, ...]:
    """The entries a theme stands for: its own, else those of its passages."""
    return theme.taxonomy or tuple(dict.fromkeys(name for p in theme.passages for name in p.taxonomy))
