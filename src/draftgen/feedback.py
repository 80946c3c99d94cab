"""What the clerk accepted, edited and refused: a local record that shifts near-ties among suggestions.

One JSON object a line: passage, action, section, kind of agency. No text, no agency, no time, so nothing in it says
who wrote what, or when. Writing a report never reads it (promise 6).
"""

import json
import math
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from draftgen import resources
from draftgen.core.finding import Finding, Level, Place, RefusedOutput
from draftgen.core.refusal import reason

ACTIONS = ("accepted", "edited", "refused")
OVERRIDE = "DRAFTGEN_FEEDBACK"
_FILE = "feedback.jsonl"
# An id is no text: without spaces, stops and commas it cannot hold what somebody wrote.
_ID = re.compile(r"[\w-]{1,60}(\.[\w-]{1,60}){1,3}")
_SECTION = re.compile(r"[a-z_.]{0,40}")
_KINDS = ("", "部门", "政府", "镇街")
_FIELDS = ("passage", "action", "section", "kind")
# Half of an edited wording was right, half was not.
_EDITED = 0.5


class Mark(NamedTuple):
    """One decision on a suggestion. ``section`` as in `suggest`, ``kind`` of agency; both may be empty."""

    passage: str
    action: str
    section: str = ""
    kind: str = ""


class Tally(NamedTuple):
    """How often one passage was accepted, edited, refused."""

    accepted: int = 0
    edited: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        return self.accepted + self.edited + self.refused


def path() -> Path:
    """The record's file: in the user's data folder, or where the environment variable DRAFTGEN_FEEDBACK says."""
    override = os.environ.get(OVERRIDE)
    return Path(override) if override else resources.data_home() / _FILE


def append(mark: Mark, file: Path | None = None) -> None:
    """Adds one decision. Raises ValueError for what is no decision, RefusedOutput where the disk refuses."""
    if not _sound(mark):
        raise ValueError(f"no decision on a passage: {mark}")
    target = file or path()
    line = json.dumps(dict(zip(_FIELDS, mark, strict=True)), ensure_ascii=False) + "\n"
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One write of one short line at the end of the file: two windows at once cannot mix theirs.
        handle = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)
    except OSError as error:
        raise RefusedOutput(f"采用记录 {target} 写不进去：{reason(error)}。不影响写报告。") from error


def read(file: Path | None = None) -> tuple[tuple[Mark, ...], tuple[Finding, ...]]:
    """All decisions, and a finding for each line that is none; a damaged line takes no other with it."""
    source = file or path()
    try:
        lines = source.read_bytes().split(b"\n")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (_finding(source, 0, f"采用记录读不了：{reason(error)}。", "不影响使用，这次不参考采用记录。"),)
    marks: list[Mark] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        mark = _mark(line)
        if mark is not None:
            marks.append(mark)
        else:
            findings.append(
                _finding(
                    source,
                    number,
                    "采用记录的这一行读不懂，跳过了。",
                    "不影响使用；要清空，运行 draftgen feedback reset。",
                )
            )
    return tuple(marks), tuple(findings)


def reset(file: Path | None = None) -> int:
    """Deletes the record; returns how many decisions it held. Raises RefusedOutput where the disk refuses."""
    target = file or path()
    marks, _ = read(target)
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise RefusedOutput(f"采用记录 {target} 删不掉：{reason(error)}。") from error
    return len(marks)


def tallies(marks: Iterable[Mark]) -> dict[str, Tally]:
    """The decisions by passage."""
    found: dict[str, Tally] = {}
    for mark in marks:
        tally = found.get(mark.passage, Tally())
        found[mark.passage] = tally._replace(**{mark.action: getattr(tally, mark.action) + 1})
    return found


def log_odds(tallied: Mapping[str, Tally], pseudo: float) -> dict[str, float]:
    """The log-odds of each passage being accepted, shrunk towards none by ``pseudo`` counts, half on either side.

    With ten pseudo-counts (design 7) one acceptance is worth 0.18, ten in a row 1.1.
    """
    half = max(pseudo, 10.0) / 2
    return {
        name: math.log(
            (tally.accepted + _EDITED * tally.edited + half) / (tally.refused + _EDITED * tally.edited + half)
        )
        for name, tally in tallied.items()
    }


def _mark(line: bytes) -> Mark | None:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not all(isinstance(raw.get(name, ""), str) for name in _FIELDS):
        return None
    mark = Mark(*(raw.get(name, "") for name in _FIELDS))
    return mark if _sound(mark) else None


def _sound(mark: Mark) -> bool:
    return (
        mark.action in ACTIONS
        and mark.kind in _KINDS
        and _SECTION.fullmatch(mark.section) is not None
        and _ID.fullmatch(mark.passage) is not None
    )


def _finding(file: Path, line: int, message: str, advice: str) -> Finding:
    return Finding("feedback", Level.HINT, Place(str(file), line, 1 if line else 0), message, advice)
