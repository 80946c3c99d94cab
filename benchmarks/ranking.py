"""How often the ranker names the right theme for a hint, on hints that nothing was trained on.

`python benchmarks/ranking.py [MORE.jsonl …]` prints, per register, the share of hints whose first (and one of the first
three) themes is right, the milliseconds a query takes, and the same for popularity and for the lexical likeness alone.
`tests/data/hints.jsonl` was written by someone who saw only the names of the themes; colloquial hints that hold an
official keyword of their theme are left out.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from draftgen import phrasebank
from draftgen.core.passage import Theme
from draftgen.features import likeness
from draftgen.rank import Ranker

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = ROOT / "tests" / "data" / "hints.jsonl"
SECTIONS = {"problem": "problems", "improvement": "measures"}
Scorer = Callable[[str, Theme], float]


def main(more: list[str]) -> None:
    bank, _ = phrasebank.read(phrasebank.folders())
    themes = [theme for theme in bank.themes if theme.section in SECTIONS.values() and theme.id != "improvements.own"]
    ranker = Ranker(themes)
    methods: dict[str, Scorer] = {
        "popularity": lambda _, theme: theme.frequency,
        "shared characters": lambda hint, theme: max(likeness(hint, text) for text in (*theme.hints, theme.label)),
        "trained model": ranker.score,
    }
    for path in [HELD_OUT, *map(Path, more)]:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        registers = sorted({str(row.get("register", "all")) for row in rows})
        for register in registers:
            some = [row for row in rows if str(row.get("register", "all")) == register]
            print(f"{path.name}, {register}: {len(some)} hints")
            for name, score in methods.items():
                print(f"  {name:20}{_measured(some, themes, score)}")


def _measured(rows: list[dict[str, object]], themes: list[Theme], score: Scorer) -> str:
    first = third = 0
    start = time.perf_counter()
    for row in rows:
        wanted = set(map(str, row["themes"])) if isinstance(row["themes"], list) else set()
        section = SECTIONS[str(row["kind"])]
        pool = [theme for theme in themes if theme.section == section]
        ranked = sorted(pool, key=lambda theme: -score(str(row["hint"]), theme))
        # A theme may stand for two entries: both count as one answer.
        first += bool(set(_names(ranked[0])) & wanted)
        third += any(set(_names(theme)) & wanted for theme in ranked[:3])
    spent = (time.perf_counter() - start) * 1000 / len(rows)
    return f"first {first / len(rows):.3f}   first three {third / len(rows):.3f}   {spent:.1f} ms a query"


def _names(theme: Theme) -> tuple[str, ...]:
    return theme.taxonomy or tuple(name for passage in theme.passages for name in passage.taxonomy)


if __name__ == "__main__":
    main(sys.argv[1:])
