"""Folders and files → the data files to draft from, each with the name of the folder it is drafted into."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ENDINGS = (".yaml", ".yml", ".xlsx", ".xlsm", ".xls", ".et")
_PASSED_OVER = ("~$", ".")
_REVIEW = ".review.yaml"
# An office's own wordings lie beside its data under this name.
_BANK = "phrasebank"


class Unit(NamedTuple):
    """One data file, and the name under which its report is kept: a folder in the output, ``/`` between its parts."""

    name: str
    data: Path


def find(sources: Sequence[Path], output: Path) -> tuple[Unit, ...]:
    """The units behind ``sources``, sorted by name. Folders are gone through with all that is inside of them.

    Left out are hidden files, traces of open programs, records of reviews, wordings, and what lies in ``output``. A file
    that is named is a unit even if it is not there: that is said with the rest, and stops nothing.
    """
    files = list(dict.fromkeys(Path(os.path.abspath(path)) for source in sources for path in _files(source, output)))  # noqa: PTH100 - resolve() would follow links away from the names the clerk knows
    base = _base(sources)
    plain = {path: _name(path.with_suffix(""), base) for path in files}
    often = Counter(name.casefold() for name in plain.values())
    named = {path: name if often[name.casefold()] == 1 else _name(path, base) for path, name in plain.items()}
    return tuple(sorted(Unit(name, path) for path, name in named.items()))


def _files(source: Path, output: Path) -> Iterator[Path]:
    if not source.is_dir():
        yield source
        return
    away = output.resolve()
    # What lies above the source is no reason to leave the source out.
    inside_output = source.resolve().is_relative_to(away)
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(_PASSED_OVER)
            and name != _BANK
            and (inside_output or (Path(folder) / name).resolve() != away)
        )
        for name in sorted(names):
            ours = name.lower().endswith(ENDINGS) and not name.endswith(_REVIEW)
            if ours and not name.startswith(_PASSED_OVER):
                yield Path(folder) / name


def _base(sources: Sequence[Path]) -> Path | None:
    """What names are relative to: the one folder, else the nearest folder that holds all sources."""
    first = Path(os.path.abspath(sources[0]))  # noqa: PTH100 - as above
    if len(sources) == 1 and first.is_dir():
        return first
    try:
        return Path(os.path.commonpath([Path(os.path.abspath(source)).parent for source in sources]))  # noqa: PTH100 - as above
    except ValueError:  # two drives of Windows
        return None


def _name(path: Path, base: Path | None) -> str:
    parts = path.relative_to(base).parts if base is not None else (path.drive.rstrip(":"), *path.parts[1:])
    # Windows drops dots and blanks at the end of a name.
    return "/".join(part.rstrip(" .") or "_" for part in parts)
