"""An Excel file → its sheets: values by python-calamine, and from the file itself what that library passes over."""

import errno
import importlib.util
import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from draftgen.core.finding import UnreadableInput
from draftgen.core.office import WORKBOOK, unpack
from draftgen.sheets.old import read_old
from draftgen.sheets.parts import Marks, is_workbook, marks_by_sheet
from draftgen.sheets.texts import refuse_long_texts

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et")
"""How the name of a file may end that ``read`` takes."""

MAX_BYTES = 32 * 1024 * 1024
_MAX_CELLS = 4_000_000
_MAX_MERGED = 200_000
_INSTALL = "请运行：python -m pip install python-calamine xlsxwriter，再试一次。"
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx。"
_OLE = b"\xd0\xcf\x11\xe0"
_REASONS = {errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.ENAMETOOLONG: "文件名太长"}

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


class Range(NamedTuple):
    """Cells from ``top``/``left`` to ``bottom``/``right``, counted from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet. ``rows`` start at A1; a blank cell is "".

    ``errors`` are cells that show an error (``#REF!``); ``formulas`` those with a formula, ``unsolved`` those whose
    result the file does not hold, ``linked`` those that take it from another file. An old .xls tells none of these; it
    is not ``marked``.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    errors: Mapping[tuple[int, int], str] = MappingProxyType({})
    formulas: frozenset[tuple[int, int]] = frozenset()
    unsolved: frozenset[tuple[int, int]] = frozenset()
    linked: frozenset[tuple[int, int]] = frozenset()
    marked: bool = True


class Book(NamedTuple):
    """A workbook: its file name and its sheets of cells in order. ``macros``: it holds program code, which is not run."""

    name: str
    sheets: tuple[Sheet, ...]
    macros: bool = False


def read(path: Path) -> Book:
    """The workbook at ``path``.

    Raises UnreadableInput if it is not there, no workbook, locked, damaged, beyond all measure, or if what reads
    workbooks is not installed. Nothing in it is run, no link is followed.
    """
    data = _bytes(path)
    if importlib.util.find_spec("python_calamine") is None:
        raise UnreadableInput(f"读 Excel 表格要先安装 python-calamine。{_INSTALL}")
    if data.startswith(_OLE):
        _refuse_other(data, path.name)
        return Book(path.name, _old_sheets(data, path.name))
    parts = unpack(data, WORKBOOK, path.name)
    if not is_workbook(parts):
        raise UnreadableInput(f"“{path.name}”不是 Excel 工作簿，改了扩展名也读不了。{_SAVE_AS}")
    macros = any(name.lower().endswith("vbaproject.bin") for name in parts)
    marks = marks_by_sheet(parts, path.name)
    refuse_long_texts(parts, path.name)
    return Book(path.name, tuple(_sheets(data, path.name, marks)), macros)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableInput(f"{path} 是文件夹，不是 Excel 文件。")
        if not path.exists():
            raise UnreadableInput(f"找不到文件：{path}。请检查文件名。")
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // 1024 // 1024
            raise UnreadableInput(
                f"“{path.name}”有 {size} MB，超过 {MAX_BYTES // 1024 // 1024} MB，没有读取。请删去图片和多余的工作表再试。"
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "系统不让读取")
        raise UnreadableInput(
            f"“{path.name}”打不开：{reason}。请检查文件名，并关闭正在使用它的 Excel 或 WPS。"
        ) from error
    if not data:
        raise UnreadableInput(f"“{path.name}”是空文件，里面什么也没有。")
    return data


def _refuse_other(data: bytes, name: str) -> None:
    """Refuses what comes in the same container as an old .xls."""
    if _wide("EncryptedPackage") in data:
        raise UnreadableInput(f"“{name}”设了打开密码。请用 Excel 或 WPS 打开，去掉密码再保存。")
    if _wide("WordDocument") in data:
        raise UnreadableInput(f"“{name}”是 Word 文档，改了扩展名也读不了。")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _old_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    found = read_old(data)
    if isinstance(found, str):
        raise UnreadableInput(f"“{name}”{_OLD_FAULTS[found]}")
    return tuple(
        _checked(Sheet(one.name, one.rows, one.hidden, tuple(Range(*area) for area in one.merged), marked=False), name)
        for one in found
    )


_OLD_FAULTS = {
    "password": "设了打开密码。请用 Excel 或 WPS 打开，去掉密码再保存。",
    "large": f"太大了，没有读取。请删去数据下面和右边的空行、空列；{_SAVE_AS.removeprefix('请')}",
    "damaged": f"读不了，不是 Excel 工作簿，或者已经损坏。{_SAVE_AS}",
    "start": f"读不了：读旧格式表格的程序没有启动。{_SAVE_AS}",
}


def _sheets(data: bytes, name: str, marks: Mapping[str, Marks]) -> list[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415 - only where a workbook is read

    try:
        book = calamine.load_workbook(BytesIO(data))
        return [
            _sheet(book.get_sheet_by_name(about.name), about, marks.get(about.name, Marks()), name)
            for about in book.sheets_metadata
            if about.typ is calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise UnreadableInput(f"“{name}”设了打开密码。请用 Excel 或 WPS 打开，去掉密码再保存。") from error
    except UnreadableInput:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # what the library cannot read at all comes as a panic, which is no Exception
        raise UnreadableInput(f"“{name}”读不了，不是 Excel 工作簿，或者已经损坏。{_SAVE_AS}") from error


def _sheet(raw: Any, about: Any, marks: Marks, name: str) -> Sheet:
    if raw.total_height * raw.total_width > _MAX_CELLS:
        raise UnreadableInput(
            f"“{name}”的工作表“{about.name}”有 {raw.total_height} 行 {raw.total_width} 列，太大了，没有读取。"
            "请删去数据下面和右边的空行、空列再保存。"
        )
    rows = tuple(tuple(row) for row in raw.to_python(skip_empty_area=False))
    merged = tuple(Range(*start, *end) for start, end in raw.merged_cell_ranges or ())
    hidden = about.visible != type(about.visible).Visible
    found = Sheet(about.name, rows, hidden, merged, marks.errors, marks.formulas, marks.unsolved, marks.linked)
    return _checked(found, name)


def _checked(sheet: Sheet, name: str) -> Sheet:
    """The sheet. Raises UnreadableInput if it merges more cells than any real one."""
    width = max((len(row) for row in sheet.rows), default=0)
    if sum(_area(one, len(sheet.rows), width) for one in sheet.merged) > _MAX_MERGED:
        raise UnreadableInput(f"“{name}”的工作表“{sheet.name}”里合并的单元格太多，没有读取。请取消合并再保存。")
    return sheet


def _area(merged: Range, height: int, width: int) -> int:
    """How many cells of a sheet a merged one covers."""
    rows = min(merged.bottom, height - 1) - merged.top + 1
    return max(0, rows) * max(0, min(merged.right, width - 1) - merged.left + 1)


def text_of(value: Value) -> str:
    """A value as a clerk sees it in the cell: numbers to the 15 digits a spreadsheet knows, dates in Chinese."""
    if isinstance(value, str):
        plain = "\r" not in value and "_x000D_" not in value
        return value if plain else value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return _number(value)
    return _moment(value) if isinstance(value, (date, time)) else str(value)


def _moment(value: date | time) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
    return f"{value.year}年{value.month}月{value.day}日{clock}"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")


def cell_name(row: int, column: int) -> str:
    """The name of a cell from its row and column, counted from 0: D7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
