"""What a workbook shows of last year's report beside its cells: no data, kept when the workbook is written anew."""

from pathlib import Path

from draftgen import sheets
from draftgen.core.workbook import DONE, DONE_HEADS, DONE_LAST, PARTS, PARTS_HEADS, PARTS_LAST, LastSaid
from draftgen.load.workbook_grid import Grid


def last_said(path: Path) -> LastSaid:
    """What was said last year, as the workbook at ``path`` shows it. Raises UnreadableInput if it cannot be read."""
    grids = {sheet.name.strip(): Grid(sheet, path.name, 1) for sheet in sheets.read(path).sheets}
    done = _done(grids[DONE]) if DONE in grids else frozenset()
    return LastSaid(done, _classes(grids[PARTS]) if PARTS in grids else {})


def _done(grid: Grid) -> frozenset[str]:
    start, columns = grid.heads(DONE_HEADS)
    if start < 0 or not {"做过的事", "说明"} <= columns.keys():
        return frozenset()
    told = (row for row in grid.rows(start + 1) if grid.text(row, columns["说明"]).startswith(DONE_LAST))
    return frozenset(grid.text(row, columns["做过的事"]) for row in told)


def _classes(grid: Grid) -> dict[str, tuple[tuple[str, str], ...]]:
    start, columns = grid.heads((*PARTS_HEADS, PARTS_LAST))
    if start < 0 or not {"哪一项", "类别", PARTS_LAST} <= columns.keys():
        return {}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    label = ""
    for row in grid.rows(start + 1):
        label = grid.text(row, columns["哪一项"]) or label
        name, number = grid.text(row, columns["类别"]), grid.text(row, columns[PARTS_LAST])
        if name and number:
            found[label] = (*found.get(label, ()), (name, number))
    return found
