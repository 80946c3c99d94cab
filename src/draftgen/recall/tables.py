"""The tables of a document → the official ones, each cell under its path."""

from collections.abc import Sequence
from typing import NamedTuple

from draftgen import forms
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.form import Table
from draftgen.core.read import ReadContent, ReadTable
from draftgen.core.report import Printed, PrintedLabel, PrintedTable
from draftgen.recall.grid import Found, Heads, read_grid

_ENOUGH = {"table2": 3, "table3": 14, "table4": 5}
# No official table comes near these; a larger one is something else.
_MOST, _AREA = 4000, 40_000
NAMES = {"table2": "第二部分的表", "table3": "第三部分的表", "table4": "第四部分的表"}


class Tables(NamedTuple):
    """The official tables of a document by id, what was odd about them, and the contents they stand in."""

    tables: dict[str, PrintedTable]
    findings: tuple[Finding, ...]
    blocks: frozenset[int]


def read_tables(contents: Sequence[ReadContent], year: int | None) -> Tables:
    """Finds the three official tables among ``contents`` and reads their cells by label."""
    tables = [(block, content) for block, content in enumerate(contents) if isinstance(content, ReadTable)]
    grids = [(block, grid) for block, grid in tables if len(grid.cells) <= _MOST and grid.width * grid.height <= _AREA]
    preferred = forms.form_for(year) if year else "2021"
    found: dict[str, PrintedTable] = {}
    findings: list[Finding] = []
    for table_id in _ENOUGH:
        form_id, parts = _best(table_id, preferred, grids)
        if table_id == "table2" and parts:
            preferred = form_id
        table = forms.form(form_id).table(table_id)
        if parts:
            found[table_id], remarks = _joined(table, form_id, parts)
            findings += remarks
    blocks = frozenset(block for table in found.values() for block in table.blocks)
    return Tables(found, tuple(findings), blocks)


def _best(table_id: str, preferred: str, grids: Sequence[tuple[int, ReadTable]]) -> tuple[str, list[tuple[int, Found]]]:
    """The form whose labels fit a table best, and what they give; the preferred form if it has a place for every cell."""
    best: tuple[str, list[tuple[int, Found]]] = (preferred, [])
    most = 0
    for form_id in sorted(forms.FORMS, key=lambda form_id: form_id != preferred):
        table = forms.form(form_id).table(table_id)
        parts = _read(table, grids)
        size = sum(part.size for _, part in parts)
        if size > most:
            best, most = (form_id, parts), size
        if size >= sum(1 for _ in table.cells()):
            break
    return best


def _read(table: Table, grids: Sequence[tuple[int, ReadTable]]) -> list[tuple[int, Found]]:
    """What each grid has of a table; nothing if all together have too little of it to be the table."""
    parts: list[tuple[int, Found]] = []
    heads = Heads()
    for block, grid in grids:
        part = read_grid(table, grid, block, heads)
        if part.size:
            parts.append((block, part))
        else:
            heads = Heads()
    return parts if sum(part.size for _, part in parts) >= _ENOUGH[table.id] else []


def _joined(table: Table, form_id: str, parts: Sequence[tuple[int, Found]]) -> tuple[PrintedTable, list[Finding]]:
    cells: dict[str, Printed] = {}
    merged: dict[str, dict[str, Printed]] = {}
    labels: list[PrintedLabel] = []
    rows: set[str] = set()
    faults: list[str] = []
    blocks: list[int] = []
    for block, part in parts:
        again = part.cells.keys() & cells.keys()
        if len(again) > len(part.cells) / 2:
            differ = any(cells[path].value != part.cells[path].value for path in again)
            if differ:
                faults.append("文中还有一张同样的表，数字不同，只读了第一张")
            continue
        cells.update({path: cell for path, cell in part.cells.items() if path not in cells})
        for row, values in part.merged.items():
            merged.setdefault(row, values)
        labels += part.labels
        rows |= part.rows.keys()
        faults += part.faults
        faults += [f"“{label}”这一行不是规定的栏目，没有读" for label in part.unknown]
        blocks.append(block)
    missing = [row.id for block in table.blocks for row in block.leaf_rows() if row.label and row.id not in rows]
    empty = [cell.path for cell in table.cells() if cell.path not in cells]
    where = Place(section=table.section)
    findings = [
        Finding("table-cell", Level.ASK, where, f"{table.key}：{fault}。", "请对照原文核对。")
        for fault in dict.fromkeys(faults)
    ]
    printed = PrintedTable(table.id, cells, tuple(labels), tuple(missing), tuple(blocks), merged, form_id)
    return printed, findings + _columns_lost(table, printed, empty)


def _columns_lost(table: Table, printed: PrintedTable, empty: Sequence[str]) -> list[Finding]:
    """A column that no row has a cell for."""
    findings = []
    for block in table.blocks:
        present = [row for row in block.leaf_rows() if row.id not in printed.missing]
        lost = [
            column
            for column in block.leaf_columns()
            if present and all(table.path(row.id, column.id) in empty for row in present)
        ]
        if lost and len(lost) <= len(block.leaf_columns()):
            names = "、".join(f"“{table.column_name(column)}”" for column in lost)
            title = f"{block.title}的" if block.title else ""
            findings.append(
                Finding(
                    "table-column",
                    Level.ASK,
                    Place(section=table.section),
                    f"{table.key}：{title}{names}没有读到。",
                    "请看原表的表头是否完整。",
                )
            )
    return findings


def missing_tables(tables: dict[str, PrintedTable]) -> list[str]:
    """The official tables that were not found, in Chinese."""
    return [name for table_id, name in NAMES.items() if table_id not in tables]
