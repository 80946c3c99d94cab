"""Fresh environments with nothing in them, and what a package registry puts there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
_OURS = ("PYTHON", "DRAFTGEN")


def run(
    *words: str | Path, folder: Path, codes: tuple[int, ...] = (0,), given: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What a command prints in ``folder``, which is its home too; it must end with one of the ``codes``."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    home = {"HOME": folder, "XDG_DATA_HOME": folder / "home", "XDG_CACHE_HOME": folder / "cache"}
    own = {name: str(path) for name, path in home.items()}
    return _done(words, folder, {**usual, **own, **given}, codes)


def tool(*words: str | Path, folder: Path) -> str:
    """What pip or a build prints, with the machine's own settings and cache."""
    return _done(words, folder, {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}, (0,))


def _done(words: tuple[str | Path, ...], folder: Path, environment: dict[str, str], codes: tuple[int, ...]) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in codes, f"{words}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def interpreter(version: str) -> Path:
    """The Python of this version on this machine; where there is none the test is skipped."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    here = [sys.executable] if f"{sys.version_info[0]}.{sys.version_info[1]}" == version else []
    found = shutil.which(f"python{version}")
    for candidate in (*here, *map(str, sorted(pyenv.glob(f"{version}.*/bin/python"))), *([found] if found else [])):
        words = [candidate, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
        if subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip() == version:
            return Path(candidate)
    pytest.skip(f"PYTHON {version} IS NOT TRIED: it is not installed here")


def environment(python: Path, folder: Path) -> Path:
    """The Python of a fresh environment that holds nothing, not even pip: the pip of this one fills it."""
    tool(python, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    return folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(python: Path, *words: str | Path) -> str:
    """What pip says of the environment of ``python``."""
    return tool(sys.executable, "-m", "pip", "--python", python, *words, folder=python.parents[2])


@cache
def _registry() -> bool:
    words = ["-m", "pip", "--retries", "0", "--timeout", "15", "index", "versions", "hatchling"]
    return subprocess.run([sys.executable, *words], capture_output=True, check=False).returncode == 0


def needs_registry() -> None:
    """Skips the test where no package registry answers."""
    if not _registry():
        pytest.skip("THE INSTALLATION IS NOT TRIED: no package registry answers")
