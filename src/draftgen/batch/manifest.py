"""The list of what a batch has done, in the output folder: one line a unit, added as soon as the unit is done.

So a run that is killed goes on where it stopped. At the end of a run the list is written anew, sorted and without
doubles: the same work gives the same bytes, in whatever order it was done.
"""

import json
import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from draftgen import plainfiles
from draftgen.core.finding import RefusedOutput
from draftgen.core.refusal import reason
from draftgen.locking import lock

NAME = "起草清单.jsonl"
Write = Callable[[Path, bytes], object]


class State(StrEnum):
    """What became of a unit."""

    WRITTEN = "已写出"
    FAILED = "没有写成"
    STRANGE = "不是数据文件"


class Entry(NamedTuple):
    """One unit: what became of it, how much there is to mend and what comes first, and what it was made of.

    ``sources`` has the SHA-256 of every file that the draft depends on, "" for one that was not there; ``basis`` stands
    for the wordings and how the report was to be. ``files`` are relative to the output.
    """

    unit: str
    data: str
    state: State
    errors: int = 0
    asks: int = 0
    hints: int = 0
    first: str = ""
    advice: str = ""
    files: tuple[str, ...] = ()
    sources: Mapping[str, str] = {}
    basis: str = ""


_KEYS = ("单位", "数据", "结果", "必须改", "请核对", "提示", "先看", "怎么办", "文件", "依据", "语句库")


def as_line(entry: Entry) -> bytes:
    """The entry as a line of the list. A name that is no text is kept so that reading JSON gives it back."""
    line = json.dumps(dict(zip(_KEYS, entry, strict=True)), ensure_ascii=False) + "\n"
    return line.encode(errors="surrogatepass")


def from_line(line: bytes) -> Entry:
    """The entry of a line. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    raw = json.loads(line)
    unit, data, state, errors, asks, hints, first, advice, files, sources, basis = (raw[key] for key in _KEYS)
    counts = int(errors), int(asks), int(hints)
    named = {str(name): str(sha) for name, sha in sources.items()}
    return Entry(
        str(unit), str(data), State(state), *counts, str(first), str(advice), tuple(map(str, files)), named, str(basis)
    )


class Manifest:
    """The list of one output folder, locked while it is open: one batch at a time writes into a folder."""

    def __init__(self, folder: Path, write: Write) -> None:
        """Opens or begins the list. ``write`` puts bytes into a file atomically.

        Raises RefusedOutput if the folder cannot be written, or another batch is at work in it.
        """
        self.path = folder / NAME
        self._write = write
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._stream: IO[bytes] = plainfiles.opened_for_adding(self.path)
        except OSError as error:
            raise RefusedOutput(f"输出文件夹 {folder} 不能写入：{reason(error)}。请用 -o 换一个文件夹。") from error
        try:
            lock(self._stream.fileno())
        except OSError as error:
            self._stream.close()
            raise RefusedOutput(
                f"另一个窗口正在往 {folder} 里写。等它做完再运行一次，或者用 -o 换一个文件夹。"
            ) from error
        self.entries = _read(self.path)
        self._torn = self.path.stat().st_size > 0 and not self.path.read_bytes().endswith(b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, entry: Entry) -> None:
        """Keeps an entry. Raises RefusedOutput if the disk takes no more."""
        line = (b"\n" if self._torn else b"") + as_line(entry)
        try:
            # One write of the whole line: a process that is killed leaves a line or none.
            self._torn = os.write(self._stream.fileno(), line) < len(line)
        except OSError as error:
            raise self._refused(reason(error)) from error
        if self._torn:
            raise self._refused("磁盘满了")
        self.entries[entry.unit] = entry

    def settle(self) -> None:
        """Writes the list anew, sorted, each unit once."""
        text = b"".join(as_line(self.entries[unit]) for unit in sorted(self.entries))
        if text != self.path.read_bytes():
            self._stream.close()  # Windows replaces no open file
            self._write(self.path, text)

    def _refused(self, reason: str) -> RefusedOutput:
        return RefusedOutput(
            f"{self.path.name} 写不进去：{reason}。已经写出的报告都在，腾出地方以后再运行一次，会接着做。"
        )


def _read(path: Path) -> dict[str, Entry]:
    """Every whole line; half a line at the end is what a lost power supply leaves."""
    found: dict[str, Entry] = {}
    for line in plainfiles.read(path).split(b"\n"):
        try:
            entry = from_line(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        found[entry.unit] = entry
    return found


def as_dict(entry: Entry) -> dict[str, Any]:
    """The entry for programs."""
    return {**entry._asdict(), "state": entry.state.name.lower()}
