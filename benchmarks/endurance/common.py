"""What the trials share: what is counted, a clerk's folder, and a command in it."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
TOWN = (EXAMPLES / "qingshi-2025" / "data.yaml").read_text("utf-8")
SECONDS = 120
HANGS = f"超过 {SECONDS} 秒没有结束"


@dataclass
class Trial:
    """One kind of hardship: how often it was tried, what happened how often, and every broken promise."""

    name: str
    happened: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        return sum(self.happened.values())

    def saw(self, outcome: str, broken: Sequence[str] = ()) -> None:
        """Counts one try with its outcome, and keeps what it broke."""
        self.happened[outcome] += 1
        self.broken += broken

    def row(self) -> str:
        """The trial as a row of the table."""
        seen = "；".join(f"{outcome} {count}" for outcome, count in self.happened.most_common())
        return f"| {self.name} | {self.times} | {seen} | {len(self.broken)} |"


def environment(home: Path) -> dict[str, str]:
    """The environment of a clerk whose own folders lie under ``home``."""
    own = {"XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **own, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def draftgen(
    folder: Path,
    *words: str | bytes,
    through: Sequence[str] = (),
    before: Callable[[], None] | None = None,
    stdout: int | None = None,
    extra: Mapping[str, str] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Runs a command in ``folder``; ``through`` is what it is started with instead of ``-m draftgen``."""
    command = [sys.executable, *(through or ("-m", "draftgen")), *words]
    try:
        return _ran(command, folder, before, stdout, extra or {})
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([os.fsdecode(word) for word in command], 1, "", HANGS)


def _ran(
    command: Sequence[str | bytes],
    folder: Path,
    before: Callable[[], None] | None,
    stdout: int | None,
    extra: Mapping[str, str],
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=folder,
        env={**environment(folder.parent), **extra},
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=SECONDS,
        preexec_fn=before,
    )


def rude(said: str) -> list[str]:
    """What no user may see, if it is there."""
    return [
        f"{word}: {said[-300:]}" for word in ("Traceback", "程序出错（", "Exception ignored", HANGS) if word in said
    ]


def contents(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Every file below a folder by its name, what programs keep for themselves only if asked for."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    shown = {name: path for name, path in found.items() if hidden or not f"/{name}".count("/.")}
    return {name: path.read_bytes() for name, path in sorted(shown.items())}


def left_behind(folder: Path) -> list[str]:
    """Files that were begun and never got their name."""
    return [path.name for path in folder.rglob(".draftgen-*")]


def town(name: str) -> str:
    """The data of a town."""
    return TOWN.replace("青石镇", name)
