"""Ledgers of requests for the tests: rows under heads, as a workbook, and what is counted from them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from draftgen import register, sheets
from draftgen.register import OfficeWords, Register

HEADS = ("收到日期", "申请人类型", "申请方式", "答复日期", "办理结果")
DAY = date(2021, 3, 1)
IN_2021 = date(2021, 6, 1)
GRANTED = (DAY, "自然人", "网络", date(2021, 3, 15), "予以公开")


def ledger(
    path: Path,
    rows: Sequence[Sequence[Any]],
    heads: Sequence[str] = HEADS,
    *,
    sheet: str = "台账",
    above: Sequence[Sequence[Any]] = (),
) -> Path:
    """A workbook with one sheet: ``heads`` in its first row below the rows ``above``."""
    return book(path, {sheet: [*above, heads, *rows]})


def book(path: Path, tabs: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in tabs.items():
        page = made.add_worksheet(name)
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif value is not None and value != "":
                    page.write(row, column, value)
        if name in hidden:
            page.hide()
    made.close()
    return path


def read(path: Path, year: int | None = 2021, own: OfficeWords | None = None) -> Register:
    return register.read(sheets.read(path), year, own or OfficeWords())


def one(tmp_path: Path, *rows: Any, heads: Sequence[str] = HEADS) -> Register:
    return read(ledger(tmp_path / "台账.xlsx", rows, heads))


def counts(found: Register) -> dict[str, int]:
    """Table 3 by row and column: granted.person."""
    return {f"{row}.{kind}": int(counted.number) for (row, kind), counted in found.cells.items()}
