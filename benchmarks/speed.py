"""Whole-process times of draftgen, next to the naive way, in one run: `python benchmarks/speed.py [RUNS]`.

Each command runs once to warm the disk and to write byte code, then RUNS times in turn with the others, so that a busy
machine slows all of them alike. Prints median and spread in milliseconds, the processor's time (which other work on the
machine hardly changes), the peak of memory, and the budget where there is one.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "examples" / "wendeng-2021" / "data.yaml"
MORE = (1_000, 10_000)


class Run(NamedTuple):
    """One run of a command: milliseconds on the clock and of the processor, MiB at the peak."""

    wall: float
    processor: float
    memory: float


class Command(NamedTuple):
    """What is run, and how many milliseconds it may take."""

    label: str
    words: list[str]
    budget: str = ""


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(folder)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["XDG_CACHE_HOME"] = str(folder / "cache")
        found: dict[str, list[Run]] = {command.label: [] for command in commands}
        for turn in range(runs + 1):
            for command in commands:
                run = _run(command, environment)
                if turn:
                    found[command.label].append(run)
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs each, whole processes, ms")
        print(f"{'':44}{'median':>8}{'min':>8}{'max':>8}{'processor':>11}{'MiB':>6}  budget")
        for command in commands:
            wall, processor, memory = zip(*found[command.label], strict=True)
            print(
                f"{command.label:44}{statistics.median(wall):8.0f}{min(wall):8.0f}{max(wall):8.0f}"
                f"{statistics.median(processor):11.0f}{max(memory):6.0f}  {command.budget}"
            )


def _run(command: Command, environment: dict[str, str]) -> Run:
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command.words, env=environment, stdout=said, stderr=said)
        if sys.platform == "win32":
            status, processor, memory = process.wait(), float("nan"), float("nan")
        else:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            processor = (used.ru_utime + used.ru_stime) * 1000
            memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        wall = (time.perf_counter() - start) * 1000
        if status:
            said.seek(0)
            sys.exit(f"{command.label}: {said.read().decode()}")
    return Run(wall, processor, memory)


def _commands(folder: Path) -> list[Command]:
    python, draftgen = sys.executable, [sys.executable, "-m", "draftgen"]
    hint = ["人手不足", "兼职多"]
    commands = [
        Command("bare python", [python, "-c", "pass"]),
        Command("python with typer, yaml", [python, "-c", "import typer, yaml"]),
        Command("draftgen --help", [*draftgen, "--help"], "100"),
        Command("draftgen suggest", [*draftgen, "suggest", "--section", "problems", *hint], "200"),
        Command(
            "draftgen suggest, with data",
            [*draftgen, "suggest", "--section", "problems", "--data", str(DATA), *hint],
            "200",
        ),
        Command("draftgen write: docx, html, md", [*draftgen, "write", str(DATA), "-o", str(folder / "a")], "250"),
    ]
    for more in MORE:
        bank = _large_bank(folder / f"bank{more}", more)
        words = [*draftgen, "write", str(DATA), "-o", str(folder / f"b{more}"), "--bank", str(bank)]
        commands.append(Command(f"draftgen write: {more:,} passages more", words, "400" if more == MORE[-1] else ""))
    if all(find_spec(name) for name in ("jieba", "sklearn", "docx")):
        script = str(ROOT / "benchmarks" / "naive.py")
        naive = [python, script, str(DATA), str(folder / "n.docx")]
        commands.append(Command("naive: yaml, jieba, scikit-learn, python-docx", naive))
    else:
        print("The naive way is not measured: pip install 'draftgen[bench]'")
    return commands


def _large_bank(folder: Path, size: int) -> Path:
    """An office's own bank of many passages, spread over statements, each with a condition to be looked at."""
    (folder / "overview").mkdir(parents=True)
    lines = ["statements:"]
    for statement in range(size // 100):
        lines += [f"  - id: extra{statement}", "    label: 更多", "    taxonomy: []", "    passages:"]
        for number in range(100):
            lines += [
                f"      - id: overview.publication.extra{statement}.p{number}",
                "        text: 全年在{{ website }}公布信息{{ site.count }}条。",
                f"        when: site.count > {number + 1000}",
            ]
    (folder / "overview" / "publication.yaml").write_text("\n".join(lines), encoding="utf-8")
    return folder


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
