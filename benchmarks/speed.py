"""Whole-process times of draftgen, next to the naive way, in one run: `python benchmarks/speed.py [RUNS]`.

Each command runs once to warm the disk and to write byte code, then RUNS times in turn with the others, so that a busy
machine slows all of them alike. Prints the median and the spread in milliseconds, and the budget where there is one.
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

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "examples" / "wendeng-2021" / "data.yaml"
MANY = 10_000


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(folder)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["XDG_CACHE_HOME"] = str(folder / "cache")
        times: dict[str, list[float]] = {label: [] for label in commands}
        for turn in range(runs + 1):
            for label, (command, _) in commands.items():
                start = time.perf_counter()
                done = subprocess.run(command, env=environment, capture_output=True, check=False)
                if done.returncode != 0:
                    sys.exit(f"{label}: {done.stderr.decode()}")
                if turn:
                    times[label].append((time.perf_counter() - start) * 1000)
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs each, whole processes, ms")
        print(f"{'':44}{'median':>8}{'min':>8}{'max':>8}  budget")
        for label, (_, budget) in commands.items():
            found = times[label]
            print(f"{label:44}{statistics.median(found):8.0f}{min(found):8.0f}{max(found):8.0f}  {budget}")


def _commands(folder: Path) -> dict[str, tuple[list[str], str]]:
    python, draftgen = sys.executable, [sys.executable, "-m", "draftgen"]
    bank = _large_bank(folder / "bank")
    commands = {
        "bare python": ([python, "-c", "pass"], ""),
        "python with typer, yaml": ([python, "-c", "import typer, yaml"], ""),
        "draftgen --help": ([*draftgen, "--help"], "100"),
        "draftgen write: docx, html, md": ([*draftgen, "write", str(DATA), "-o", str(folder / "a")], "250"),
        f"draftgen write: {MANY} passages more": (
            [*draftgen, "write", str(DATA), "-o", str(folder / "b"), "--bank", str(bank)],
            "400",
        ),
    }
    if all(find_spec(name) for name in ("jieba", "sklearn", "docx")):
        script = str(ROOT / "benchmarks" / "naive.py")
        commands["naive: yaml, jieba, scikit-learn, python-docx"] = (
            [python, script, str(DATA), str(folder / "n.docx")],
            "",
        )
    else:
        print("The naive way is not measured: pip install 'draftgen[bench]'")
    return commands


def _large_bank(folder: Path) -> Path:
    """An office's own bank of many passages, spread over statements, each with a condition to be looked at."""
    (folder / "overview").mkdir(parents=True)
    lines = ["statements:"]
    for statement in range(MANY // 100):
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
