"""The list of the units that had to report: who is missing, who sent twice, whom nobody expected."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from draftgen import sheets
from draftgen.core.finding import UnreadableInput
from draftgen.inspection.unit import Received, Unit, Unread, plain

_NAME = re.compile("单位|机关|部门|名称")
_ALIAS = re.compile("简称|别名|曾用名|又称")
_NUMBER = re.compile("序号|编号|电话|联系|备注|类别")
_TAIL = re.compile("(人民政府|政府|办事处|管理委员会)$")
_SPLIT = re.compile("[、，,；;/\n]")
_LEAST = 3


class Expected(NamedTuple):
    """A unit of the list, with other names it goes by."""

    name: str
    aliases: tuple[str, ...] = ()


class Attendance(StrEnum):
    """How a unit stands, most urgent first."""

    MISSING = "未报"
    UNREAD = "报了，没有读成"
    TWICE = "重复报送"
    GONE = "上一轮报过，本轮没有"
    UNSURE = "请人工核对"
    UNKNOWN = "名单里没有"
    STRAY = "不是年报"
    SENT = "已报"


class Entry(NamedTuple):
    """A line of the attendance list."""

    name: str
    state: Attendance
    files: tuple[str, ...] = ()
    remark: str = ""


# --- reading the list ---


def read(path: Path) -> tuple[Expected, ...]:
    """The units of an Excel file (.xlsx, .xls, .et), or of a text file with one a line.

    The column whose head says 单位, 机关, 部门 or 名称 is taken, one that says 简称 or 曾用名 gives other names.
    Raises UnreadableInput for a file that cannot be read or has no names in it.
    """
    rows = _text_rows(path) if path.suffix.lower() in (".txt", ".csv") else _sheet_rows(path)
    found = tuple(dict.fromkeys(_expected(rows)))
    if not found:
        raise UnreadableInput(f"“{path.name}”里没有找到单位名称。请在第一行写“单位名称”，下面每行写一个单位。")
    return found


def _sheet_rows(path: Path) -> list[list[str]]:
    """The texts of the first sheet that is not empty."""
    filled = (sheet.rows for sheet in sheets.read(path).sheets if any(any(row) for row in sheet.rows))
    return [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in next(filled, ())]


def _text_rows(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"名单“{path.name}”打不开。请检查文件名。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [[cell.strip() for cell in re.split("[,\t]", line)] for line in text.splitlines() if line.strip()]
    raise UnreadableInput(f"名单“{path.name}”的文字编码认不出。请另存为 .xlsx，或者 UTF-8 编码的 .txt。")


def _expected(rows: Sequence[Sequence[str]]) -> Iterator[Expected]:
    head, names, aliases = _columns(rows)
    for row in rows[head:]:
        name = plain(row[names]) if names < len(row) else ""
        if len(name) >= _LEAST and not name.isdigit():
            others = (plain(part) for column in aliases if column < len(row) for part in _SPLIT.split(row[column]))
            yield Expected(name, tuple(other for other in others if other))


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, tuple[int, ...]]:
    """The first row of names, their column, and those of other names."""
    for number, row in enumerate(rows[:10]):
        aliases = tuple(column for column, cell in enumerate(row) if _ALIAS.search(cell))
        heads = (
            column
            for column, cell in enumerate(row)
            if len(cell) <= 8 and _NAME.search(cell) and not _NUMBER.search(cell) and column not in aliases
        )
        column = next(heads, None)
        if column is not None and not _looks_like_unit(row[column]):
            return number + 1, column, aliases
    width = max((len(row) for row in rows), default=0)
    filled = [sum(len(row[c]) >= _LEAST for row in rows if c < len(row)) for c in range(width)]
    return 0, filled.index(max(filled)) if filled else 0, ()


def _looks_like_unit(cell: str) -> bool:
    return bool(re.search("[县市区镇乡局委]", cell))


# --- comparing it with what came in ---


def attendance(roster: Sequence[Expected], received: Received) -> tuple[Entry, ...]:
    """Every unit of the list, then those that came though they are not on it, most urgent first."""
    sent: dict[str, list[Unit]] = {}
    unsure: dict[str, list[Unit]] = {}
    unknown = []
    for unit in received.units:
        hits = _matching(roster, unit.name)
        exact = [name for name, sure in hits if sure]
        if len(exact) == 1 or len(hits) == 1:
            sent.setdefault(exact[0] if len(exact) == 1 else hits[0][0], []).append(unit)
        elif maybe := [name for name, _ in hits] or _short_for(roster, unit.name):
            for name in maybe:
                unsure.setdefault(name, []).append(unit)
        else:
            unknown.append(unit)
    entries = [_entry(one, sent.get(one.name, []), unsure.get(one.name, []), received.unread) for one in roster]
    entries += [Entry(unit.name, Attendance.UNKNOWN, unit.files) for unit in unknown]
    order = list(Attendance)
    return tuple(sorted(entries, key=lambda entry: order.index(entry.state)))


def _matching(roster: Sequence[Expected], name: str) -> list[tuple[str, bool]]:
    """The units of the list that ``name`` may be, and whether that is sure: the same name, or one that ends with it."""
    exact = [(one.name, True) for one in roster if plain(name) in (one.name, *one.aliases)]
    if exact:
        return exact
    bare = _bare(name)
    return [(one.name, False) for one in roster if any(_ends(bare, _bare(known)) for known in (one.name, *one.aliases))]


def _short_for(roster: Sequence[Expected], name: str) -> list[str]:
    """The units of the list whose name may be short for ``name``, or the other way round: 石门县人社局. Never sure."""
    names = [(one.name, _bare(one.name)) for one in roster]
    return [full for full, bare in names if _abridged(bare, _bare(name)) or _abridged(_bare(name), bare)]


def _abridged(short: str, name: str) -> bool:
    rest = iter(name)
    return short[:2] == name[:2] and short[-1:] == name[-1:] and all(char in rest for char in short)


def _bare(name: str) -> str:
    """A name without 人民政府 and the like, unless hardly anything is left."""
    short = _TAIL.sub("", plain(name))
    return short if len(short) >= _LEAST else plain(name)


def _ends(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LEAST and (one.endswith(other) or other.endswith(one))


def _entry(one: Expected, sent: Sequence[Unit], unsure: Sequence[Unit], unread: Iterable[Unread]) -> Entry:
    files = tuple(file for unit in sent for file in unit.files)
    names = {unit.name for unit in sent}
    if len(names) > 1 and len({_bare(name) for name in names}) > 1:
        return Entry(one.name, Attendance.UNSURE, files, f"有几家单位的名称都像：{'、'.join(sorted(names))}")
    if sent:
        again = [other for unit in sent for other in unit.others if other.year == unit.year]
        remarks = "；".join(remark for unit in sent for remark in unit.remarks)
        other = "" if one.name in names else f"标题写的是“{'”“'.join(sorted(names))}”"
        state = Attendance.TWICE if again or len(sent) > 1 else Attendance.SENT
        return Entry(one.name, state, files, "；".join(part for part in (other, remarks) if part))
    if unsure:
        files = tuple(file for unit in unsure for file in unit.files)
        return Entry(one.name, Attendance.UNSURE, files, f"可能是：{'、'.join(unit.name for unit in unsure)}")
    named = [
        item
        for item in unread
        if not item.stray and any(_in_name(known, item.file) for known in (one.name, *one.aliases))
    ]
    if named:
        reasons = "；".join(item.reason for item in named)
        return Entry(one.name, Attendance.UNREAD, tuple(item.file for item in named), reasons)
    return Entry(one.name, Attendance.MISSING)


def _in_name(unit: str, file: str) -> bool:
    return len(_bare(unit)) >= _LEAST and _bare(unit) in plain(Path(file).stem)
