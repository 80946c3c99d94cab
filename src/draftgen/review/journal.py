"""Every action of a review, one line each, only ever added to: for undo, after a crash, and as a record of who did what.

A line holds what it changed, before and after, and the SHA-256 of the decisions' file before and after it. So whoever
opens the journal can tell whether the file on disk is the journal's last word, the word before it (the program died
between the two writes), or was edited by hand.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from draftgen import plainfiles
from draftgen.core.finding import RefusedOutput
from draftgen.core.refusal import reason
from draftgen.locking import lock
from draftgen.review import file as review_file
from draftgen.review.decision import Decision, Decisions

Write = Callable[[Path, bytes], object]
Now = Callable[[], str]
_START, _UNDO, _OUTSIDE = "start", "undo", "outside"
# Behind these nothing is taken back: the places had other names before.
_BARRIERS = (_START, "follow")
# With which report of last year a review is done is no decision on a place.
_NO_DECISION = (_UNDO, "reuse")


class Entry(NamedTuple):
    """One action: what was done to which place, the change it made, and when (for people, never read by the program)."""

    number: int
    action: str
    place: str
    change: Mapping[str, Any]
    before: str
    after: str
    at: str = ""
    undoes: int = 0


class Journal:
    """The decisions of one data file, kept. Locked while it is open: there is one review of a file at a time."""

    def __init__(self, data: Path, write: Write, now: Now = lambda: "") -> None:
        """Opens or begins the journal beside ``data``. Raises RefusedOutput if another review has it open.

        ``write`` puts bytes into a file atomically; ``now`` gives the time for the record.
        """
        self.path = review_file.path_beside(data)
        self.journal = review_file.journal_beside(data)
        self._write, self._now = write, now
        self._stream = _locked(self.journal)
        try:
            self.entries: list[Entry] = list(_read(self.journal))
            self._resume()
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._stream.close()

    # --- what may be done ---

    def do(self, action: str, place: str, after: Decisions) -> None:
        """Records an action that led to the decisions ``after``, then writes their file."""
        change = _change(self.decisions, after)
        if change:
            self._add(action, place, change, after)

    def undo(self) -> Entry | None:
        """Takes back the last action that stands; None at the start."""
        last = self.last
        if last is None:
            return None
        before = _applied(self.decisions, last.change, side=0)
        self._add(_UNDO, last.place, _change(self.decisions, before), before, last.number)
        return last

    @property
    def last(self) -> Entry | None:
        """The last action that was not taken back."""
        undone = {entry.undoes for entry in self.entries}
        entry: Entry
        for entry in reversed(self.entries):
            if entry.action in _BARRIERS:
                return None
            if entry.action not in _NO_DECISION and entry.number not in undone and entry.change:
                return entry
        return None

    # --- the two files ---

    def _add(self, action: str, place: str, change: Mapping[str, Any], after: Decisions, undoes: int = 0) -> None:
        data = review_file.as_yaml(after).encode()
        entry = Entry(len(self.entries) + 1, action, place, change, _sha_of(self.path), _sha(data), self._now(), undoes)
        self._append(entry)
        self._put(data)
        self.decisions = after.plain._replace(file=self.path.name)

    def _append(self, entry: Entry) -> None:
        line = _line(entry)
        size = os.fstat(self._stream.fileno()).st_size
        try:
            # One write of the whole line: a process that is killed leaves a line or none.
            _all_written(self._stream.fileno(), line)
            os.fsync(self._stream.fileno())
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._stream.fileno(), size)  # half a line would spoil the next one
            raise RefusedOutput(f"审阅记录 {self.journal.name} 写不进去：{reason(error)}。") from error
        self.entries.append(entry)

    def _put(self, data: bytes) -> None:
        if data:
            self._write(self.path, data)
        else:
            self.path.unlink(missing_ok=True)

    def _resume(self) -> None:
        """Brings journal and file to one state, whatever happened to either since.

        What the file holds is never taken back: only the last line, if it did not come to be written, is added to it.
        """
        on_disk = _on_disk(self.path)
        there = _sha_of(self.path)
        self.decisions = on_disk
        if not self.entries:
            state = {"all": [None, _whole(on_disk)]}
            self._append(Entry(1, _START, "", state, there, there, self._now()))
            return
        last = self.entries[-1]
        if there == last.after:
            return
        if there == last.before:
            # The program died behind the journal's line and before the file.
            self.decisions = _applied(on_disk, last.change, side=1)
            self._put(review_file.as_yaml(self.decisions).encode())
            return
        change = _change(_replayed(self.entries), on_disk)
        self._append(Entry(len(self.entries) + 1, _OUTSIDE, "", change, last.after, there, self._now()))


def _on_disk(path: Path) -> Decisions:
    if not path.is_file():
        return Decisions(file=path.name)
    decisions, findings = review_file.read(path)
    if findings:
        listed = "\n".join(f"  {finding.place} {finding.message}{finding.advice}" for finding in findings)
        raise RefusedOutput(f"审阅记录 {path.name} 有读不懂的地方，先不动它：\n{listed}")
    return decisions.plain._replace(file=path.name)


def read(data: Path) -> tuple[Entry, ...]:
    """The journal beside a data file, for reading only."""
    return tuple(_read(review_file.journal_beside(data)))


def _read(path: Path) -> Iterator[Entry]:
    """Every whole line; half a line at the end is what a lost power supply leaves, and no action."""
    try:
        lines = plainfiles.read(path).split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            raw = json.loads(line)
            entry = Entry(**raw)
            _understood(entry)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            continue
        yield entry


def _understood(entry: Entry) -> None:
    """Raises what reading JSON of another shape raises, if an entry cannot be followed or be written again."""
    _line(entry)
    if entry.action == _START:
        _replayed([entry])
        return
    for side in (0, 1):
        _applied(Decisions(), entry.change, side)


def _line(entry: Entry) -> bytes:
    return (json.dumps(entry._asdict(), ensure_ascii=False) + "\n").encode()


def _all_written(handle: int, line: bytes) -> None:
    if os.write(handle, line) < len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _locked(path: Path) -> IO[bytes]:
    """The journal, open for adding, and locked; the system takes the lock back whatever becomes of the process."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = plainfiles.opened_for_adding(path)
    except OSError as error:
        raise RefusedOutput(f"审阅记录 {path} 建不了：{reason(error)}。请检查文件夹能不能写入。") from error
    try:
        lock(stream.fileno())
    except OSError as error:
        stream.close()
        raise RefusedOutput(
            f"{path.name} 正在另一个窗口里审阅，同一份数据一次只能开一个。请到那个窗口继续，或者把它关掉再试。"
        ) from error
    if stream.seek(0, os.SEEK_END) and path.read_bytes()[-1:] != b"\n":
        os.write(stream.fileno(), b"\n")
    return stream


# --- changes ---


def _change(before: Decisions, after: Decisions) -> dict[str, Any]:
    """What differs, by name: ``place:…`` with the decision before and after, ``order``, ``reuse``."""
    found: dict[str, Any] = {}
    for place in sorted({*before.places, *after.places}):
        one, other = before.places.get(place), after.places.get(place)
        if one != other:
            found[f"place:{place}"] = [_encoded(one), _encoded(other)]
    if before.order != after.order:
        found["order"] = [list(before.order), list(after.order)]
    if before.reuse != after.reuse:
        found["reuse"] = [before.reuse, after.reuse]
    return found


def _encoded(decision: Decision | None) -> dict[str, Any] | None:
    return None if decision is None else review_file.as_dict(decision)


def _whole(decisions: Decisions) -> dict[str, Any]:
    places = {place: review_file.as_dict(found) for place, found in sorted(decisions.places.items())}
    return {"places": places, "order": list(decisions.order), "reuse": decisions.reuse}


def _replayed(entries: list[Entry]) -> Decisions:
    decisions = Decisions()
    for entry in entries:
        if entry.action == _START:
            state = entry.change.get("all", [None, {}])[1]
            places = {place: review_file.from_dict(found) for place, found in state.get("places", {}).items()}
            decisions = Decisions(places, tuple(state.get("order", ())), state.get("reuse", ""))
        else:
            decisions = _applied(decisions, entry.change, side=1)
    return decisions


def _applied(decisions: Decisions, change: Mapping[str, Any], side: int) -> Decisions:
    """The decisions with one side of a change: 0 as it was, 1 as it became."""
    for name, sides in change.items():
        value = sides[side]
        if name.startswith("place:"):
            decided = None if value is None else review_file.from_dict(value)
            decisions = decisions.with_place(name.removeprefix("place:"), decided)
        elif name == "order":
            decisions = decisions._replace(order=tuple(value))
        elif name == "reuse":
            decisions = decisions._replace(reuse=str(value))
    return decisions


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16] if data else ""


def _sha_of(path: Path) -> str:
    try:
        return _sha(path.read_bytes())
    except FileNotFoundError:
        return ""
