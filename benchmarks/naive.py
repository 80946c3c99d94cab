"""What one would write first: the bank read as YAML, jieba and scikit-learn at run time, python-docx for the file.

It chooses passages by TF-IDF against a hint and fills slots by text replacement. It checks nothing and knows no sources;
it is here only to be timed: `python benchmarks/naive.py DATA OUT.docx`.
"""

import re
import sys
from pathlib import Path
from typing import Any

import jieba
import yaml
from docx import Document
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

BANK = Path(__file__).resolve().parents[1] / "phrasebank"


def passages() -> list[tuple[str, str]]:
    """Every passage of 总体情况: its statement and its text."""
    found: list[tuple[str, str]] = []
    for path in sorted((BANK / "overview").glob("*.yaml")):
        for statement in yaml.safe_load(path.read_text("utf-8"))["statements"]:
            found += [(f"{path.stem}.{statement['id']}", passage["text"]) for passage in statement["passages"]]
    return found


def main(data: Path, out: Path) -> None:
    raw: dict[str, Any] = yaml.safe_load(data.read_text("utf-8"))
    bank = passages()
    vectorizer = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    matrix = vectorizer.fit_transform([text for _, text in bank])
    scores = cosine_similarity(vectorizer.transform([str(raw)]), matrix)[0]
    best: dict[str, int] = {}
    for index, (statement, _) in enumerate(bank):
        if statement not in best or scores[index] > scores[best[statement]]:
            best[statement] = index
    document = Document()
    document.add_heading(f"{raw['机关']['名称']}{raw['年度']}年政府信息公开工作年度报告", 0)
    for index in best.values():
        document.add_paragraph(re.sub(r"\{\{.*?\}\}", "0", bank[index][1]))
    for rows, columns in ((14, 4), (28, 10), (4, 15)):
        table = document.add_table(rows, columns)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "0"
    document.save(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
