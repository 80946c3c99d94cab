"""The last versions of each report that this program wrote, kept beside the report in ``.draftgen``.

What somebody edits afterwards can be held against them: which number was ours, and what the sentence was. A version is
the Word file itself; ``written.json`` has the figures that were put into edited files since. The few last are kept.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = ".draftgen"
_WRITTEN = "written.json"
_KEPT = 8


def report_name(agency: str, year: int) -> str:
    """The name of an agency's report of a year, as a file name that every system accepts, without its ending."""
    return f"{file_name(agency)}{year}年政府信息公开工作年度报告"


def file_name(text: str) -> str:
    """A text as part of a file name that every system accepts: 255 bytes with what comes behind it."""
    kept = "".join(char for char in text if char not in '\\/:*?"<>|\n\t')
    return kept.encode()[:150].decode(errors="ignore")


def add(folder: Path, report: str, data: bytes) -> dict[Path, bytes]:
    """What is to be written for ``data`` to be kept as the last version of ``report`` in ``folder``.

    The oldest versions beyond the few that are kept are removed.
    """
    place = folder / FOLDER / report
    mark = hashlib.sha256(data).hexdigest()[:12]
    known = _files(place)
    if known and known[-1].stem.endswith(mark):
        return {}
    for file in known[: max(0, len(known) - _KEPT + 1)]:
        file.unlink(missing_ok=True)
    number = int(known[-1].stem.split("-")[0]) + 1 if known else 1
    return {place / f"{number:04d}-{mark}.docx": data}


def read(folder: Path, report: str) -> tuple[bytes, ...]:
    """The kept versions of ``report``, the oldest first; those that cannot be read are left out."""
    found = []
    for file in _files(folder / FOLDER / report):
        try:
            found.append(file.read_bytes())
        except OSError:
            continue
    return tuple(found)


def written(folder: Path, report: str) -> dict[str, tuple[str, ...]]:
    """The texts that were put into edited files of ``report``, by the path of the figure."""
    try:
        raw = json.loads((folder / FOLDER / report / _WRITTEN).read_text("utf-8"))
        return {str(path): tuple(map(str, texts)) for path, texts in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def add_written(folder: Path, report: str, figures: Iterable[tuple[str, str]]) -> dict[Path, bytes]:
    """What is to be written for ``figures`` (path and text) to be known as ours."""
    known: Mapping[str, tuple[str, ...]] = written(folder, report)
    all_: dict[str, list[str]] = {path: list(texts) for path, texts in known.items()}
    for path, text in figures:
        texts = all_.setdefault(path, [])
        if text not in texts:
            texts.append(text)
    body = json.dumps(all_, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {folder / FOLDER / report / _WRITTEN: body.encode()}


def _files(place: Path) -> list[Path]:
    return sorted(file for file in place.glob("[0-9]*-*.docx") if file.stem.split("-")[0].isdecimal())
