"""The tables of a report as read, as the record of a year."""

from draftgen import forms
from draftgen.core.record import Agency, Given, Record, Settings, Source, Values
from draftgen.core.report import Report


def record(report: Report) -> Record:
    """What the report's own tables say, for ``facts.derive``. A blank cell is left out; nothing is repaired."""
    known = {cell.path for cell in forms.form("2021").cells()}
    figures = {
        path: Given(cell.value, Source(report.file, cell=f"表{cell.block}行{cell.row + 1}列{cell.column + 1}"))
        for table in report.tables.values()
        for path, cell in table.cells.items()
        if cell.value is not None and path in known
    }
    agency = Agency(report.agency, report.agency, "部门", "", "", "本机关")
    return Record(report.year or 0, agency, Settings(), "2021", Values(figures), file=report.file)
