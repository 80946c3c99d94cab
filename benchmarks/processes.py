"""Whole processes, measured in turn with each other."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One run of a command: milliseconds on the clock and of the processor, MiB at the peak."""

    wall: float
    processor: float
    memory: float


class Command(NamedTuple):
    """What is run, how many milliseconds it may take, and the exit codes that are no failure."""

    label: str
    words: list[str]
    budget: int = 0
    codes: tuple[int, ...] = (0,)
    runner: Callable[[dict[str, str]], Run] | None = None


class Measured(NamedTuple):
    """All runs of a command."""

    command: Command
    runs: tuple[Run, ...]

    @property
    def median(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        return min(run.wall for run in self.runs), max(run.wall for run in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(run.processor for run in self.runs)

    @property
    def memory(self) -> float:
        return max(run.memory for run in self.runs)


def in_turn(commands: Sequence[Command], runs: int, cache: str) -> list[Measured]:
    """Every command ``runs`` times, each in turn with the others, so that a busy machine slows all of them alike.

    Each runs once before, to warm the disk and to write byte code. ``cache`` takes the place of the user's own.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"XDG_CACHE_HOME": cache}
    found: list[list[Run]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for command, all_runs in zip(commands, found, strict=True):
            one = command.runner(environment) if command.runner else run(command, environment)
            if turn:
                all_runs.append(one)
    return [Measured(command, tuple(all_runs)) for command, all_runs in zip(commands, found, strict=True)]


def run(command: Command, environment: dict[str, str]) -> Run:
    """One run; a failure ends the benchmark with what the command said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command.words, env=environment, stdout=said, stderr=said)
        status, processor, memory = waited(process)
        wall = (time.perf_counter() - start) * 1000
        if status not in command.codes:
            said.seek(0)
            sys.exit(f"{command.label}: {said.read().decode()}")
    return Run(wall, processor, memory)


def waited(process: "subprocess.Popen[bytes]") -> tuple[int, float, float]:
    """Waits for a process: its exit code, milliseconds of the processor, MiB at the peak (NaN on Windows)."""
    if sys.platform == "win32":
        return process.wait(), float("nan"), float("nan")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return process.returncode, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / unit
