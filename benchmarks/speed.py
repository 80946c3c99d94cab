"""Whole-process times of draftgen, next to the naive way, in one run: `python -m benchmarks.speed [RUNS]`.

Prints median and spread in milliseconds, the processor's time (which other work on the machine hardly changes), the peak
of memory, and the budget where there is one.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import Command, Measured, Run, in_turn, waited

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "examples" / "wendeng-2021" / "data.yaml"
MORE = (1_000, 10_000)
RUNS = 9
SHOULD_HAVE = (0, 1)  # `check` leaves with 1 where it found something


def main(runs: int = RUNS) -> list[Measured]:
    """Measures and prints; returns what was measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = in_turn(_commands(folder), runs, str(folder / "cache"))
    print(f"{heading()}, {runs} runs each, whole processes, ms")
    print(f"{'':46}{'median':>8}{'min':>8}{'max':>8}{'processor':>11}{'MiB':>6}  budget")
    for one in found:
        low, high = one.spread
        print(
            f"{one.command.label:46}{one.median:8.0f}{low:8.0f}{high:8.0f}{one.processor:11.0f}{one.memory:6.0f}"
            f"  {one.command.budget or ''}"
        )
    return found


def heading() -> str:
    """The machine and the versions."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _commands(folder: Path) -> list[Command]:
    python, draftgen = sys.executable, [sys.executable, "-m", "draftgen"]
    suggest = [*draftgen, "suggest", "--section", "problems", "人手不足", "兼职多"]
    report = _report(folder)
    return [
        Command("bare python", [python, "-c", "pass"]),
        Command("python with typer, yaml", [python, "-c", "import typer, yaml"]),
        Command("--help", [*draftgen, "--help"], 100),
        Command("suggest", suggest, 200),
        Command("suggest --data", [*suggest, "--data", str(DATA)], 200),
        Command("write: docx, html, md", [*draftgen, "write", str(DATA), "-o", str(folder / "a")], 250),
        *(_with_more(folder, draftgen, more) for more in MORE),
        Command("read: .docx", [*draftgen, "read", str(report), "--json"], 300),
        Command("check: .docx", [*draftgen, "check", str(report)], 300, SHOULD_HAVE),
        *_pdf(folder, report, draftgen),
        *_review(folder),
        *_naive(folder, python),
    ]


def _with_more(folder: Path, draftgen: list[str], more: int) -> Command:
    bank = large_bank(folder / f"bank{more}", more)
    words = [*draftgen, "write", str(DATA), "-o", str(folder / f"b{more}"), "--bank", str(bank)]
    return Command(f"write: {more:,} passages more", words, 400 if more == MORE[-1] else 0)


def _report(folder: Path) -> Path:
    """The example's report as a Word file."""
    subprocess.run(
        [sys.executable, "-m", "draftgen", "write", str(DATA), "-o", str(folder / "r"), "--format", "docx"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(file for file in (folder / "r").glob("*.docx") if "核对单" not in file.name)


def _pdf(folder: Path, report: Path, draftgen: list[str]) -> list[Command]:
    """Reading and checking the same report as LibreOffice prints it, where it is installed (six pages)."""
    try:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf"), str(report)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        print("PDF is not measured: LibreOffice is not installed.")
        return []
    file = str(folder / "pdf" / f"{report.stem}.pdf")
    return [
        Command("read: .pdf", [*draftgen, "read", file, "--json"], 2000),
        Command("check: .pdf", [*draftgen, "check", file], 2000, SHOULD_HAVE),
    ]


def _review(folder: Path) -> list[Command]:
    """`draftgen review` from the command to the first page sent."""
    if not find_spec("starlette") or not find_spec("uvicorn"):
        print("The review page is not measured: pip install 'draftgen[review]'")
        return []
    data = folder / "v" / "data.yaml"
    data.parent.mkdir()
    data.write_bytes(DATA.read_bytes())
    words = [sys.executable, "-m", "draftgen", "review", str(data), "--no-browser"]

    def first_page(environment: dict[str, str]) -> Run:
        start = time.perf_counter()
        process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        address = re.search(r"http://\S+", said)
        if address is None:
            sys.exit(f"draftgen review: {said}")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        with opener.open(address.group()) as page:
            page.read()
        wall = (time.perf_counter() - start) * 1000
        process.kill()
        _, processor, memory = waited(process)
        process.stdout.close()
        return Run(wall, processor, memory)

    return [Command("review: command to first page", words, 500, runner=first_page)]


def _naive(folder: Path, python: str) -> list[Command]:
    if not all(find_spec(name) for name in ("jieba", "sklearn", "docx")):
        print("The naive way is not measured: pip install 'draftgen[bench]'")
        return []
    script = str(ROOT / "benchmarks" / "naive.py")
    return [
        Command("naive: yaml, jieba, scikit-learn, python-docx", [python, script, str(DATA), str(folder / "n.docx")])
    ]


def large_bank(folder: Path, size: int) -> Path:
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
