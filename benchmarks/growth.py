"""How time and memory grow: `python -m benchmarks.growth`.

With the passages of the bank (100 to 10,000), with the reports of one run (1 to 100, measured; 1,000 by the straight line
through them, and said so), and with the length of a report. Whole processes, the median of RUNS.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from benchmarks import variety
from benchmarks.processes import Command, in_turn, waited
from benchmarks.speed import DATA, large_bank

RUNS = 5
PASSAGES = (100, 300, 1_000, 3_000, 10_000)
REPORTS = (1, 3, 10, 30, 100)
BEYOND = 1_000
SENTENCES = (0, 30, 100, 300, 1_000)
COUNTIES = 40


class Curve(NamedTuple):
    """Points of one curve: how many, milliseconds and MiB. ``beyond`` is a point that was worked out, not measured."""

    title: str
    axis: str
    points: tuple[tuple[int, float, float], ...]
    beyond: tuple[int, float] | None = None


def main() -> list[Curve]:
    """Measures and prints; returns the curves."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [_bank(folder), _reports(folder), _length(folder)]
    for curve in found:
        print(f"{curve.title}\n{curve.axis:>12}{'ms':>10}{'MiB':>8}")
        for size, spent, memory in curve.points:
            print(f"{size:12,}{spent:10,.0f}{memory:8.0f}")
        if curve.beyond is not None:
            print(
                f"{curve.beyond[0]:12,}{curve.beyond[1]:10,.0f}  (not measured: the straight line through the others)"
            )
    return found


def _write(data: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "draftgen", "write", str(data), "-o", str(out), *options]


def _bank(folder: Path) -> Curve:
    commands = []
    for size in PASSAGES:
        bank = large_bank(folder / f"bank{size}", size)
        commands.append(Command(str(size), _write(DATA, folder / f"b{size}", "--bank", str(bank))))
    measured = in_turn(commands, RUNS, str(folder / "cache"))
    points = tuple((int(one.command.label), one.median, one.memory) for one in measured)
    return Curve("Passages of an office's own, beside those shipped", "passages", points)


def _length(folder: Path) -> Curve:
    """A report with ever more sentences of the clerk's own, each with a figure to be accounted for."""
    commands = []
    for size in SENTENCES:
        data = variety.example("wendeng-2021")
        own = "".join(f"第{number}类信息公开{number}条。" for number in range(1, size + 1))
        data["补充"] = {"总体情况": own} if own else {}
        commands.append(Command(str(size), _write(saved(data, folder / f"l{size}.yaml"), folder / f"l{size}")))
    measured = in_turn(commands, RUNS, str(folder / "cache"))
    points = tuple((int(one.command.label), one.median, one.memory) for one in measured)
    return Curve("Sentences of the clerk's own in one report", "sentences", points)


def _reports(folder: Path) -> Curve:
    points: list[tuple[int, float, float]] = []
    for size in REPORTS:
        came = folder / f"n{size}"
        came.mkdir()
        for number in range(size):
            county = f"{variety.COUNTIES[number % COUNTIES]}第{number}"
            saved(variety.multiplied(variety.example("wendeng-2021"), county, 1 + number % 37), came / f"{number}.yaml")
        points.append((size, *_batch(came, folder / f"o{size}")))
    return Curve("Reports in one run, two processes", "reports", tuple(points), (BEYOND, _straight(points, BEYOND)))


def _batch(came: Path, out: Path) -> tuple[float, float]:
    """One run; the most memory any of its processes held."""
    words = [sys.executable, "-m", "draftgen", "write", str(came), "-o", str(out), "--jobs", "2"]
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, memory = waited(process)
    return (time.perf_counter() - start) * 1000, memory


def _straight(points: Sequence[tuple[int, float, float]], size: int) -> float:
    slope, start = statistics.linear_regression([p[0] for p in points], [p[1] for p in points])
    return start + slope * size


def saved(data: dict[str, Any], path: Path) -> Path:
    path.write_text(yaml.safe_dump(_filled(data), allow_unicode=True, sort_keys=False, width=10_000), "utf-8")
    return path


def _filled(node: Any) -> Any:
    """Without the lines of the example that nothing was written behind: an empty text would be a fault."""
    if isinstance(node, dict):
        return {key: _filled(child) for key, child in node.items() if child not in ("", None)}
    return [_filled(child) for child in node] if isinstance(node, list) else node


if __name__ == "__main__":
    main()
