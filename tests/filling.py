"""Workbooks changed by another hand: read as plain cells, changed, saved without formulas, formats or protection."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from draftgen import sheets
from draftgen.workbench import books
from draftgen.workbench.starter import starter


class Cells:
    """The cells of a workbook by tab, to be changed and saved."""

    def __init__(self, path: Path) -> None:
        self.tabs: dict[str, list[list[Any]]] = {}
        self.merged: dict[str, list[sheets.Range]] = {}
        self.hidden: set[str] = set()
        for sheet in sheets.read(path).sheets:
            rows = [list(row) for row in sheet.rows]
            for row, column in sheet.formulas:
                rows[row][column] = ""
            self.tabs[sheet.name] = rows
            self.merged[sheet.name] = list(sheet.merged)

    def put(self, tab: str, cell: str, value: Any) -> None:
        """A value into the cell called ``cell``: D7."""
        row, column = spot(cell)
        rows = self.tabs[tab]
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = value

    def beside(self, tab: str, label: str, value: Any, column: int = 1) -> str:
        """A value into the row called ``label``; the name of the cell."""
        row = next(number for number, line in enumerate(self.tabs[tab]) if label in line[:3])
        name = sheets.cell_name(row, column)
        self.put(tab, name, value)
        return name

    def fill(self, value: Any = 0) -> None:
        """Every cell that waits to be filled in, and what a report cannot do without."""
        for rows in self.tabs.values():
            for line in rows:
                line[:] = [value if cell == "待填" else cell for cell in line]
        self.beside("单位", "年度", 2025)
        self.beside("单位", "机关名称", "东平县水务局")

    def save(self, path: Path) -> Path:
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
        for name, rows in self.tabs.items():
            page = book.add_worksheet(name)
            for area in self.merged.get(name, ()):
                page.merge_range(*area, "")
            for row, line in enumerate(rows):
                for column, value in enumerate(line):
                    if value != "":
                        page.write(row, column, value)
            if name in self.hidden:
                page.hide()
        book.close()
        return path


def spot(cell: str) -> tuple[int, int]:
    match = re.fullmatch("([A-Z]+)([0-9]+)", cell)
    assert match is not None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def started(folder: Path, kind: str = "部门") -> Cells:
    """The workbook that `init` makes, all it asks for filled in with 0."""
    path = folder / "空表.xlsx"
    path.write_bytes(books.starting(starter(kind), kind))
    cells = Cells(path)
    cells.fill()
    return cells


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one of its parts changed, in place."""
    with zipfile.ZipFile(path) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def part_of(path: Path, tab: str) -> str:
    """The part that holds the cells of a tab of a workbook written here."""
    names = [sheet.name for sheet in sheets.read(path).sheets]
    return f"xl/worksheets/sheet{names.index(tab) + 1}.xml"
