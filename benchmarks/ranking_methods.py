"""The methods that `ranking.py` compares: each gives, for a section and a hint, a score for every theme.

All learn from the same texts: the hints of the bank, the files in ``phrasebank/hints``, titles and labels. The keyword
classifier has labels and keywords only, as it would be written in twenty lines.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import jieba
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from draftgen import resources
from draftgen.core.passage import Bank
from draftgen.features import grams, likeness
from draftgen.rank import Ranker
from draftgen.workbench.training import examples

Method: TypeAlias = Callable[[str, str], Mapping[str, float]]
Texts: TypeAlias = Mapping[str, Sequence[str]]
Scorers: TypeAlias = Mapping[str, Callable[[str], Mapping[str, float]]]
_PREFIXES = {"problems": "p_", "measures": "i_"}
_K1, _B = 1.5, 0.75


def entries(bank: Bank) -> dict[str, dict[str, tuple[str, ...]]]:
    """The themes of each section that a hint may mean, with the entries of the taxonomy that they stand for."""
    return {
        section: {
            theme.id: theme.taxonomy or tuple(name for passage in theme.passages for name in passage.taxonomy)
            for theme in bank.section(section)
            if theme.id != "improvements.own"
        }
        for section in _PREFIXES
    }


def methods(bank: Bank) -> dict[str, Method]:
    """Every method by the name that the table prints, ready to answer with a score for each theme."""
    themes = entries(bank)
    texts = {section: _texts(bank, section) for section in _PREFIXES}
    jieba.setLogLevel(60)
    return {
        "popularity": _popularity(bank),
        "keyword classifier": _by_entry({name: _classifier(_keywords(name)) for name in _PREFIXES}, themes),
        "TF-IDF, jieba words": _by_entry({name: _nearest(texts[name], _words) for name in _PREFIXES}, themes),
        "TF-IDF, characters 1-2": _by_entry({name: _nearest(texts[name], grams) for name in _PREFIXES}, themes),
        "BM25, characters 1-2": _by_entry({name: _bm25(texts[name], grams) for name in _PREFIXES}, themes),
        "shared characters": _by_entry({name: _shared(texts[name]) for name in _PREFIXES}, themes),
        "draftgen": _draftgen(bank),
    }


def _by_entry(known: Scorers, themes: Mapping[str, Mapping[str, Sequence[str]]]) -> Method:
    """A theme scores as the best of its entries."""

    def score(section: str, hint: str) -> Mapping[str, float]:
        scores = known[section](hint)
        return {theme: max(scores.get(name, 0.0) for name in names) for theme, names in themes[section].items()}

    return score


def _texts(bank: Bank, section: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, name, _ in examples(bank, section, _PREFIXES[section]):
        found.setdefault(name, []).append(text)
    return found


def _keywords(section: str) -> dict[str, list[str]]:
    listed = yaml.safe_load((resources.shipped("phrasebank") / "hints" / "keywords.yaml").read_text("utf-8"))
    return {
        name: [*entry["词"], entry["名称"]] for name, entry in listed.items() if name.startswith(_PREFIXES[section])
    }


def _words(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text) if word.strip()]


def _popularity(bank: Bank) -> Method:
    known = {section: {theme.id: theme.frequency for theme in bank.section(section)} for section in _PREFIXES}
    return lambda section, _: known[section]


def _classifier(texts: Texts) -> Callable[[str], Mapping[str, float]]:
    rows = [(text, name) for name, some in texts.items() for text in some]
    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True)
    model = LogisticRegression(C=10.0, max_iter=1000)
    model.fit(vectorizer.fit_transform([text for text, _ in rows]), [name for _, name in rows])
    names = [str(name) for name in model.classes_]
    return lambda hint: dict(zip(names, model.predict_proba(vectorizer.transform([hint]))[0], strict=True))


def _nearest(texts: Texts, cut: Callable[[str], Sequence[str]]) -> Callable[[str], Mapping[str, float]]:
    """The theme of the nearest example by the cosine of TF-IDF vectors."""
    rows = [(text, name) for name, some in texts.items() for text in some]
    vectorizer = TfidfVectorizer(analyzer=cut, sublinear_tf=True)
    matrix: Any = vectorizer.fit_transform([text for text, _ in rows])

    def score(hint: str) -> Mapping[str, float]:
        near = (matrix @ vectorizer.transform([hint]).T).toarray()[:, 0]
        return _best((name for _, name in rows), near)

    return score


def _bm25(texts: Texts, cut: Callable[[str], Sequence[str]]) -> Callable[[str], Mapping[str, float]]:
    """Okapi BM25 over themes, each one document."""
    documents = {name: Counter(gram for text in some for gram in cut(text)) for name, some in texts.items()}
    lengths = {name: document.total() for name, document in documents.items()}
    average = sum(lengths.values()) / len(lengths)
    known = Counter(gram for document in documents.values() for gram in document)
    inverse = {gram: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for gram, n in known.items()}

    def weight(gram: str, name: str) -> float:
        count = documents[name][gram]
        return inverse[gram] * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[name] / average))

    def score(hint: str) -> Mapping[str, float]:
        wanted = [gram for gram in cut(hint) if gram in inverse]
        return {name: sum(weight(gram, name) for gram in wanted) for name in documents}

    return score


def _shared(texts: Texts) -> Callable[[str], Mapping[str, float]]:
    return lambda hint: {name: max(likeness(hint, text) for text in some) for name, some in texts.items()}


def _draftgen(bank: Bank) -> Method:
    ranker = Ranker((*bank.section("problems"), *bank.section("measures")))
    return lambda section, hint: {theme.id: ranker.score(hint, theme) for theme in bank.section(section)}


def _best(names: Iterable[str], scores: Iterable[float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, score in zip(names, scores, strict=True):
        found[name] = max(found.get(name, 0.0), float(score))
    return found
