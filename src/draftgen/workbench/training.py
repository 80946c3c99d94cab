"""`draftgen train`: the ranker's linear models, from the phrasebank's hints. Needs scikit-learn; writing reports does not.

Deterministic: the same bank and versions give the same bytes. Nothing it writes can run code.
"""

import hashlib
import json
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from draftgen import phrasebank, rank, resources
from draftgen.core.finding import DraftgenError
from draftgen.core.passage import Bank
from draftgen.features import grams

SECTIONS = {"problems": "p_", "measures": "i_"}
# Chosen on hints that neither the bank nor the training files hold: see models/README.md.
STRENGTH = 10.0
_HINT, _TITLE, _LABEL = 1.0, 0.5, 2.0


def train() -> str:
    """Trains both models and writes them to ``models/ranker``; returns a line that sums up."""
    try:
        import sklearn  # noqa: PLC0415 - a second of import that only training pays
    except ImportError as error:
        raise DraftgenError("训练需要 scikit-learn：pip install 'draftgen[train]'。平时写报告不需要。") from error
    folder = resources.shipped("models") / rank.FOLDER
    folder.mkdir(exist_ok=True)
    bank, _ = phrasebank.read((phrasebank.folders(None)[0],))
    manifest: dict[str, Any] = {"made_with": {"scikit-learn": sklearn.__version__}}
    told: list[str] = []
    for section, prefix in SECTIONS.items():
        texts, classes, weights = (list(column) for column in zip(*examples(bank, section, prefix), strict=True))
        manifest[section] = _fit(section, folder, texts, classes, weights)
        told.append(f"{section} {len(texts)} 条提示、{len(set(classes))} 个主题")
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / rank.MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return f"已训练：{'；'.join(told)}。写在 {folder}。"


def examples(bank: Bank, section: str, prefix: str) -> Iterator[tuple[str, str, float]]:
    """Texts with the taxonomy entry they mean and their weight: hint files, hints and titles of the bank, labels."""
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
        for passage in theme.passages:
            for name in passage.taxonomy or theme.taxonomy:
                if passage.title:
                    yield passage.title, name, _TITLE


def _fit(section: str, folder: Path, texts: list[str], classes: list[str], weights: list[float]) -> dict[str, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(matrix, classes, sample_weight=weights)
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    vocabulary = "".join(f"{name}\t{idf:.9g}\n" for name, idf in zip(names, vectorizer.idf_, strict=True)).encode()
    flat = array("f", [float(model.coef_[k][row]) for row in range(len(names)) for k in range(len(model.classes_))])
    flat.extend(float(value) for value in model.intercept_)
    (folder / f"{section}.vocab.txt").write_bytes(vocabulary)
    (folder / f"{section}.weights.f32").write_bytes(flat.tobytes())
    return {
        "classes": [str(name) for name in model.classes_],
        "grams": len(names),
        "examples": len(texts),
        "little_endian": sys.byteorder == "little",
        "vocab_sha256": hashlib.sha256(vocabulary).hexdigest(),
        "weights_sha256": hashlib.sha256(flat.tobytes()).hexdigest(),
    }
