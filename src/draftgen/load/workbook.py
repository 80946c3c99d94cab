"""A filled workbook → the same located tree as that of a data file in YAML, with cells for places."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from draftgen import forms, sheets
from draftgen.core.catalogue import Kind
from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.form import Table
from draftgen.core.record import Source
from draftgen.core.workbook import (
    DONE,
    EXTRA,
    FIGURES,
    GUIDE,
    ISSUES,
    LAST,
    LAST_FILE,
    LAST_HEADS,
    NOTICE,
    NOTICE_LINES,
    ORIGIN_HEADS,
    ORIGINS,
    OTHER,
    PARTS,
    UNIT,
    UNIT_LINES,
    CellLine,
    cell_lines,
    field_lines,
    group_lines,
    same,
)
from draftgen.load.names import FORM
from draftgen.load.workbook_grid import Grid
from draftgen.load.workbook_lists import read_other
from draftgen.load.workbook_tables import read_table
from draftgen.load.workbook_tabs import read_done, read_extras, read_figures, read_issues, read_lines, read_parts
from draftgen.located import Located, Scalar
from draftgen.located.building import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

_REQUIRED = (("年度",), ("机关", "名称"))
_TABS = (GUIDE, UNIT, FIGURES, PARTS, DONE, ISSUES, OTHER, NOTICE, LAST, EXTRA, ORIGINS)


def read(path: Path) -> Located:
    """The tree of the workbook at ``path``. Raises UnreadableInput if it cannot be read or is none of ours."""
    book = sheets.read(path)
    tables = forms.form(FORM).tables
    tabs = {table.key for table in tables}
    if not any(sheet.name in tabs for sheet in book.sheets):
        raise UnreadableInput(
            f"“{path.name}”里没有“表二”“表三”“表四”这些工作表，不是填报表。"
            "先运行 draftgen init 填报表.xlsx 生成一份再填；申请台账用 draftgen ledger 读。"
        )
    return _Workbook(book, tables).located()


class _Workbook:
    def __init__(self, book: sheets.Book, tables: tuple[Table, ...]) -> None:
        self._book, self._tables = book, tables
        self._tree = Tree()
        self._catalogue = forms.catalogue()
        self._grids: dict[str, Grid] = {}
        self._lines: list[str] = []
        self._findings: list[Finding] = list(_about(book, (*_TABS, *(table.key for table in tables))))
        for sheet in book.sheets:
            grid = Grid(sheet, book.name, len(self._lines) + 1)
            self._grids[sheet.name.strip()] = grid
            self._lines += grid.lines

    def located(self) -> Located:
        root = Source(self._book.name, 1, 1, f"{self._book.sheets[0].name}!A1")
        self._read_all()
        lines = tuple(self._lines)
        found = [finding for grid in self._grids.values() for finding in grid.findings]
        shown = tuple(
            f._replace(place=f.place._replace(excerpt=lines[f.place.line - 1][:200])) if f.place.line else f
            for f in (*self._findings, *found)
        )
        return Located(self._book.name, self._tree.mapping(root), lines, shown)

    def _read_all(self) -> None:
        tree, catalogue = self._tree, self._catalogue
        data = field_lines(catalogue.data)
        lists = tuple(line for line in data if line.field.kind is Kind.ITEMS)
        origins = self._origins(self._grids[ORIGINS]) if ORIGINS in self._grids else {}
        readers: dict[str, Callable[[Grid], None]] = {
            UNIT: lambda grid: read_lines(grid, UNIT_LINES, tree, _REQUIRED),
            NOTICE: lambda grid: read_lines(grid, NOTICE_LINES, tree),
            LAST: self._last_year,
            **{table.key: partial(read_table, table=table, tree=tree, origins=origins) for table in self._tables},
            FIGURES: lambda grid: read_figures(grid, data, tree),
            PARTS: lambda grid: read_parts(grid, data, tree),
            OTHER: lambda grid: read_other(grid, (*field_lines(catalogue.other), *lists), tree),
            DONE: lambda grid: read_done(grid, catalogue.ticks, tree),
            ISSUES: lambda grid: read_issues(grid, tree),
            EXTRA: lambda grid: read_extras(grid, tree),
        }
        for name, reader in readers.items():
            if name in self._grids:
                reader(self._grids[name])

    def _last_year(self, grid: Grid) -> None:
        for row in grid.rows():
            if same(grid.text(row, 0)) == same(LAST_FILE.label):
                name = grid.value(row, 1)
                if name is not None and name.text:
                    self._tree.put(LAST_FILE.keys, name)
        for line, value in self._cells(grid, LAST_HEADS):
            if value.text and self._tree.put(("上年", *line.keys), value) is not None:
                grid.remark("given-twice", value.source, f"“{line.row}”的上年数填了两次。", "只留一处。")

    def _origins(self, grid: Grid) -> dict[str, Scalar]:
        return {line.path: value for line, value in self._cells(grid, ORIGIN_HEADS) if value.text}

    def _cells(self, grid: Grid, heads: tuple[str, ...]) -> list[tuple[CellLine, Scalar]]:
        """The lines of a tab that name cells of the tables, each with its value."""
        known: dict[tuple[str, ...], CellLine] = {
            (same(table.key), same(line.row), same(line.column)): line
            for table in self._tables
            for line in (*cell_lines(table), *group_lines(table))
        }
        start, columns = grid.heads(heads)
        found: list[tuple[CellLine, Scalar]] = []
        for row in grid.rows(start + 1):
            value = grid.value(row, columns[heads[3]])
            if value is None or start < 0:
                continue
            names = tuple(same(grid.text(row, columns[head])) for head in heads[:3])
            if names in known:
                found.append((known[names], value))
            else:
                grid.remark(
                    "unknown-key",
                    value.source,
                    "左边三格对不上表里的任何一格。",
                    "表、项目、列的名称照“上年”一页的写法。",
                )
        return found


def _about(book: sheets.Book, tabs: tuple[str, ...]) -> list[Finding]:
    """What is said of the workbook as a whole: tabs that are not read, hidden ones, macros."""
    found: list[Finding] = []
    strange = [s.name for s in book.sheets if s.name.strip() not in tabs and any(any(map(str, row)) for row in s.rows)]
    if strange:
        names = "、".join(f"“{name}”" for name in strange[:8])
        advice = "要用的数填到填报表自己的工作表里；只是留着自己看的不用管。"
        found.append(
            Finding("tab-unread", Level.HINT, Place(book.name), f"工作表{names}不是填报表的，没有读。", advice)
        )
    hidden = [s.name for s in book.sheets if s.name.strip() in tabs and s.hidden]
    if hidden:
        names = "、".join(f"“{name}”" for name in hidden)
        advice = "在工作表标签上点右键，取消隐藏，看看里面填的对不对。"
        found.append(
            Finding("tab-hidden", Level.ASK, Place(book.name), f"工作表{names}是隐藏的，里面的内容也读了。", advice)
        )
    if book.macros:
        found.append(
            Finding(
                "macros", Level.HINT, Place(book.name), "这份表带有宏，宏没有运行。", "填报不需要宏，最好另存为 .xlsx。"
            )
        )
    return found
