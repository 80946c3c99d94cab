"""`draftgen train`: the ranker's linear models, from the phrasebank's hints. Needs scikit-learn; writing reports does not.

Deterministic: the same bank and versions give the same bytes. Nothing it writes can run code.
"""

import hashlib
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from draftgen import phrasebank, rank, resources, store
from draftgen.core.finding import DraftgenError
from draftgen.core.passage import Bank
from draftgen.features import grams

SECTIONS = {"problems": "p_", "measures": "i_"}
# Chosen on hints that neither the bank nor the training files hold: see models/README.md.
STRENGTH = 10.0
# Grams of fewer texts are left out: that is two thirds of all, and held-out hints find their theme as often.
COMMON = 2
_HINT, _LABEL, _TERM = 1.0, 2.0, 2.0
# The words of reports alone are few: they are learnt almost without a curb.
_TERM_STRENGTH = 100.0
# How much the two further models count beside the first (benchmarks/ranking.py).
TERMS_SHARE, TERMS_LEAST, LEXICAL_SHARE = 0.85, -4.0, 0.2
_K1, _B = 1.5, 0.75
_CLOSE = 1e-6


class Trained(NamedTuple):
    """A model as its files hold it, and its part of the manifest."""

    vocabulary: bytes
    weights: bytes
    manifest: dict[str, Any]


def train() -> str:
    """Trains both models and writes them to ``models/ranker``; returns a line that sums up."""
    made_with = _versions()
    folder = resources.shipped("models") / rank.FOLDER
    made = models()
    _keep(folder, made, made_with)
    told = [
        f"{name} {model.manifest['examples']} 条提示、{len(model.manifest['classes'])} 个主题"
        for name, model in made.items()
        if name in SECTIONS
    ]
    return f"已训练：{'；'.join(told)}。写在 {folder}。"


def _keep(folder: Path, made: Mapping[str, Trained], made_with: Mapping[str, str]) -> None:
    """Writes the models, so that at every moment the folder holds either the ones before or these, whole.

    The manifest decides: the files beside it are laid ready first, and take their names once it knows them.
    """
    manifest = {"made_with": made_with, **{name: model.manifest for name, model in made.items()}}
    files = {f"{name}.vocab.txt": model.vocabulary for name, model in made.items()}
    files |= {f"{name}.weights.f32": model.weights for name, model in made.items()}
    for name, data in files.items():
        store.write_file(folder / f"{name}{rank.READY}", data)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    store.write_file(folder / rank.MANIFEST, text.encode())
    for name in files:
        (folder / f"{name}{rank.READY}").replace(folder / name)


def check() -> str:
    """Trains anew and compares with the shipped models, byte for byte; returns a line that sums up.

    Under other versions of the libraries than the manifest names, numbers may differ by a millionth. Raises DraftgenError
    if the shipped models are not what this bank gives, ProgramFault if they are damaged.
    """
    versions = _versions()
    manifest = json.loads((resources.shipped("models") / rank.FOLDER / rank.MANIFEST).read_text("utf-8"))
    made_with = manifest["made_with"]
    trained = models()
    shipped = {name: rank.load(name) for name in trained}
    differing = [name for name in trained if manifest[name] != trained[name].manifest]
    if not differing:
        return "模型与语句库一致，逐字节相同。"
    if made_with == versions or not all(_alike(shipped[name], trained[name]) for name in differing):
        raise DraftgenError(f"模型（{'、'.join(differing)}）与语句库不一致。请运行 draftgen train，把结果一并提交。")
    return f"模型与语句库一致，相差不超过百万分之一（训练时是 {_listed(made_with)}，现在是 {_listed(versions)}）。"


def _alike(shipped: rank.Model, trained: Trained) -> bool:
    lines = trained.vocabulary.decode().splitlines()
    (grams_then, idf_then), (grams_now, idf_now) = (
        zip(*(line.split("\t") for line in some), strict=True) for some in (shipped.vocabulary, lines)
    )
    if shipped.classes != tuple(trained.manifest["classes"]) or grams_then != grams_now:
        return False
    then = chain(map(float, idf_then), shipped.weights)
    now = chain(map(float, idf_now), array("f", trained.weights))
    return all(math.isclose(a, b, rel_tol=_CLOSE, abs_tol=_CLOSE) for a, b in zip(then, now, strict=True))


def _versions() -> dict[str, str]:
    try:
        import sklearn  # noqa: F401, PLC0415 - a second of import that only training pays
    except ImportError as error:
        raise DraftgenError("训练需要 scikit-learn：pip install 'draftgen[train]'。平时写报告不需要。") from error
    return {name: version(name) for name in ("numpy", "scikit-learn", "scipy")}


def _listed(versions: Mapping[str, str]) -> str:
    return "、".join(f"{name} {number}" for name, number in versions.items())


def models() -> dict[str, Trained]:
    """The model of each section, trained anew on the shipped bank."""
    bank, _ = phrasebank.read((phrasebank.folders(None)[0],))
    made: dict[str, Trained] = {}
    for section, prefix in SECTIONS.items():
        terms = {name: words for name, words in keywords().items() if name.startswith(prefix)}
        told = list(examples(bank, section, prefix))
        of_terms = [(word, name, 1.0) for name, words in terms.items() for word in words]
        texts = [*told, *((word, name, _TERM) for word, name, _ in of_terms)]
        made[section] = _fit(texts, STRENGTH, COMMON)
        shown = sorted({word for words in terms.values() for word in words[1:]})
        made[f"{section}.terms"] = _in_role(
            _fit(of_terms, _TERM_STRENGTH, 1), share=TERMS_SHARE, words=shown, least=TERMS_LEAST
        )
        made[f"{section}.lexical"] = _in_role(_bm25(told), share=LEXICAL_SHARE, lexical=True)
    return made


def keywords() -> dict[str, list[str]]:
    """For each entry of the taxonomy its name and then the words that reports use for it."""
    listed = yaml.safe_load((resources.shipped("phrasebank") / "hints" / "keywords.yaml").read_text("utf-8"))
    return {name: [entry["名称"], *entry["词"]] for name, entry in listed.items()}


def _in_role(model: Trained, **role: float | Sequence[str]) -> Trained:
    return model._replace(manifest={**model.manifest, **role})


def _bm25(labelled: Sequence[tuple[str, str, float]]) -> Trained:
    """Okapi BM25 with each entry of the taxonomy as one document, worked out as a weight for each gram and entry."""
    documents: dict[str, Counter[str]] = {}
    for text, name, _ in labelled:
        documents.setdefault(name, Counter()).update(grams(text))
    classes = sorted(documents)
    lengths = {name: documents[name].total() for name in classes}
    average = sum(lengths.values()) / len(classes)
    holding = Counter(gram for document in documents.values() for gram in document)
    total = sum(documents.values(), Counter[str]())
    names = sorted(gram for gram in holding if total[gram] >= COMMON)
    flat = array("f")
    for gram in names:
        inverse = math.log(1 + (len(classes) - holding[gram] + 0.5) / (holding[gram] + 0.5))
        for name in classes:
            count = documents[name][gram]
            flat.append(inverse * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[name] / average)))
    flat.extend(0.0 for _ in classes)
    return _trained(names, [1.0] * len(names), flat, classes, len(labelled))


def examples(bank: Bank, section: str, prefix: str) -> Iterator[tuple[str, str, float]]:
    """Texts with the taxonomy entry they mean and their weight: hint files, hints of the bank, labels.

    Not the passages: with their titles the figures on held-out hints are the same, and each new passage would make a
    new model.
    """
    for path in sorted((resources.shipped("phrasebank") / "hints").glob(f"{prefix}*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield line.strip(), path.stem, _HINT
    for theme in bank.themes:
        if theme.section != section:
            continue
        for name in theme.taxonomy:
            yield theme.label, name, _LABEL
            yield from ((hint, name, _HINT) for hint in theme.hints)


def _fit(labelled: Sequence[tuple[str, str, float]], strength: float, common: int) -> Trained:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    texts, classes, weights = zip(*labelled, strict=True)
    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=common)
    # To the very optimum, of which there is one: a looser end depends on processor and version.
    model = LogisticRegression(C=strength, solver="newton-cg", tol=1e-10)
    with threadpool_limits(1):  # ten times as fast as two threads for matrices as small as these
        model.fit(vectorizer.fit_transform(texts), classes, sample_weight=weights)
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    flat = array("f", [float(number) for row in model.coef_.T for number in row])
    flat.extend(float(number) for number in model.intercept_)
    return _trained(names, vectorizer.idf_, flat, [str(name) for name in model.classes_], len(texts))


def _trained(
    names: Sequence[str], inverse: Sequence[float], flat: "array[float]", classes: Sequence[str], examples: int
) -> Trained:
    vocabulary = "".join(f"{name}\t{idf:.9g}\n" for name, idf in zip(names, inverse, strict=True)).encode()
    return Trained(
        vocabulary,
        flat.tobytes(),
        {
            "classes": list(classes),
            "grams": len(names),
            "examples": examples,
            "little_endian": sys.byteorder == "little",
            "share": 1.0,
            "lexical": False,
            "words": [],
            "least": -14.0,
            "vocab_sha256": hashlib.sha256(vocabulary).hexdigest(),
            "weights_sha256": hashlib.sha256(flat.tobytes()).hexdigest(),
        },
    )
