"""Decides for each value cell of the official tables."""

from typing import TYPE_CHECKING

from draftgen.core.document import GridCell
from draftgen.core.figure import Figure
from draftgen.core.read import ReadTable
from draftgen.core.report import Report
from draftgen.update.known import Known, printed, says, value_of
from draftgen.update.prose import Judged, retyped
from draftgen.update.result import Edit, Edited, Last, Renewed, open_place, section_of
from draftgen.update.said import By, Occurrence

if TYPE_CHECKING:
    from draftgen.core.finding import Finding


def cells(report: Report, figures: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """Every value cell: by the labels of its row and column, else by its control."""
    found = {
        (cell.block, cell.row, cell.column): Occurrence(
            cell.path, cell.text.strip(), cell.block, 0, cell.row, cell.column, By.LABEL
        )
        for table in report.tables.values()
        for cell in table.cells.values()
    }
    for figure in figures:
        place = (figure.block, figure.row, figure.column)
        if figure.row >= 0 and (place not in found or found[place].path == figure.path):
            found[place] = figure
    return tuple(found[place] for place in sorted(found))


def judge_cells(edited: Edited, last: Last, new: Known) -> Judged:
    """New values for the cells; what was typed over stays."""
    edits: list[Edit] = []
    findings: list[Finding] = []
    for cell in edited.cells:
        now = new.figures.get(cell.path)
        if now is None or says(cell.text, now) or (not cell.text and not now.value):
            continue
        if not last.wrote(cell.path, cell.text):
            findings.append(retyped(edited, cell, now, last))
        elif value_of(cell.text) is None:
            advice = f"数据现在是{printed(now)}。没有改动，请核对。"
            what = f"里不是数字：“{cell.text}”" if cell.text else "是空的"
            findings.append(open_place("figure-open", edited, cell, f"“{now.label}”一格{what}", advice))
        else:
            edits.append(_edit(edited, cell, now))
    return Judged(tuple(edits), tuple(findings))


def _edit(edited: Edited, cell: Occurrence, now: Figure) -> Edit:
    text = _grid_cell(edited, cell).text
    start = len(text) - len(text.lstrip())
    wanted = printed(now._replace(approximate=False))
    place = Renewed(
        cell.path, now.label, cell.text, wanted, section_of(edited.report, cell.block), "", cell.by, now.formula
    )
    return Edit(cell.block, start, start + len(cell.text), wanted, cell.row, cell.column, place)


def _grid_cell(edited: Edited, cell: Occurrence) -> GridCell:
    table = edited.report.document.contents[cell.block]
    assert isinstance(table, ReadTable)
    return next(one for one in table.cells if (one.row, one.column) == (cell.row, cell.column))
