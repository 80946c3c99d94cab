"""How often a method names the right theme for a hint, on hints that nothing was trained on.

`python -m benchmarks.ranking [MORE.jsonl …]` prints for each set and register the share of hints whose first answer, and
one of whose first three, is right; nDCG of the first five and the mean reciprocal rank, each with a 95 % interval from
1,000 resamples of the hints; and the milliseconds a query takes. All methods answer the same hints in the same run. Needs
the extra ``train``.

`tests/data/hints.jsonl` was written by someone who saw only the names of the themes.
"""

import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.ranking_methods import Method, entries, methods

from draftgen import phrasebank
from draftgen.core.passage import Bank
from draftgen.workbench.suggest import Adviser

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = ROOT / "tests" / "data" / "hints.jsonl"
ORDERS = ROOT / "tests" / "data" / "orders.jsonl"
SECTIONS = {"problem": "problems", "improvement": "measures"}
RESAMPLES = 1000
DEPTH = 5


class Hint(NamedTuple):
    """What a clerk typed, and the entries of the taxonomy that it may mean."""

    text: str
    section: str
    wanted: frozenset[str]


class Answer(NamedTuple):
    """How well one hint was answered."""

    first: float
    third: float
    gain: float
    reciprocal: float


def main(more: Sequence[str]) -> None:
    bank, _ = phrasebank.read((phrasebank.folders(None)[0],))
    known = methods(bank)
    themes = entries(bank)

    def wanted(hint: Hint) -> frozenset[str]:
        """The themes that are right: those that stand for a right entry of the taxonomy."""
        return frozenset(theme for theme, names in themes[hint.section].items() if hint.wanted & set(names))

    for path in [HELD_OUT, *map(Path, more)]:
        for register, hints in sorted(_read(path).items()):
            print(f"\n{path.name}, {register}: {len(hints)} hints")
            print(f"  {'':28}{'first':>16}{'first three':>17}{'nDCG@5':>17}{'MRR':>17}{'ms':>7}")
            for name, method in known.items():
                print(f"  {name:28}{_line(hints, method, wanted)}")
    _ordered(bank)


def _ordered(bank: Bank) -> None:
    """How often the first two of draftgen's list hold the passage that a reader put first (`tests/data/orders.jsonl`).

    The reader, who had not seen the bank, ordered the five passages of each hint blind and in shuffled order.
    """
    adviser = Adviser(bank)
    rows = [json.loads(line) for line in ORDERS.read_text("utf-8").splitlines()]
    first = two = 0
    for row in rows:
        wanted = row["passages"][row["order"][0]]
        theirs = set(row["passages"].values())
        section = "problems" if row["kind"] == "problem" else "improvements"
        found = [one.id for one in adviser.suggestions(row["hint"], section, DEPTH) if one.id in theirs]
        first += wanted in found[:1]
        two += wanted in found[:2]
    none = sum(row["none"] for row in rows)
    print(
        f"\norders.jsonl: the reader's first passage of five, {len(rows)} hints (for {none} of them none fits, said the reader)"
    )
    print(f"  first {first / len(rows):.2f}, one of the first two {two / len(rows):.2f}")


def _read(path: Path) -> dict[str, list[Hint]]:
    found: dict[str, list[Hint]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        hint = Hint(row["hint"], SECTIONS[row["kind"]], frozenset(row["themes"]))
        found.setdefault(row.get("register", "all"), []).append(hint)
    return found


def _line(hints: Sequence[Hint], method: Method, wanted: Callable[[Hint], frozenset[str]]) -> str:
    start = time.perf_counter()
    ranked = [method(hint.section, hint.text) for hint in hints]
    spent = (time.perf_counter() - start) * 1000 / len(hints)
    answers = [_answer(scores, wanted(hint)) for scores, hint in zip(ranked, hints, strict=True)]
    columns = (_interval([answer[column] for answer in answers]) for column in range(len(Answer._fields)))
    return "".join(f"{text:>17}" for text in columns)[1:] + f"{spent:7.1f}"


def _answer(scores: Mapping[str, float], wanted: frozenset[str]) -> Answer:
    order = sorted(scores, key=lambda name: (-scores[name], name))
    rank = next((number for number, name in enumerate(order, 1) if name in wanted), math.inf)
    gain = sum(1 / math.log2(number + 1) for number, name in enumerate(order[:DEPTH], 1) if name in wanted)
    ideal = sum(1 / math.log2(number + 1) for number in range(1, min(len(wanted), DEPTH) + 1))
    return Answer(float(rank <= 1), float(rank <= 3), gain / ideal, 1 / rank)


def _interval(values: Sequence[float]) -> str:
    """The mean with the interval that holds 95 % of the means of resamples."""
    means = sorted(_resampled(values))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    return f"{sum(values) / len(values):.3f} {low:.2f}–{high:.2f}"


def _resampled(values: Sequence[float]) -> Iterator[float]:
    draw = random.Random(len(values))  # noqa: S311 - an interval that is the same each run
    for _ in range(RESAMPLES):
        yield sum(draw.choices(values, k=len(values))) / len(values)


if __name__ == "__main__":
    main(sys.argv[1:])
