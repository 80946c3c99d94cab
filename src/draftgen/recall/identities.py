"""The sums that the form states, on a report as printed: what holds, what fails, what cannot be told."""

from decimal import Decimal
from typing import NamedTuple

from draftgen import forms
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.form import Identity, Table
from draftgen.core.report import PrintedTable, Report


class Sum(NamedTuple):
    """One stated sum with its two sides; a side is None if a cell of it is blank or was not read."""

    identity: Identity
    left: Decimal | None
    right: Decimal | None

    @property
    def holds(self) -> bool | None:
        """Whether both sides are equal; None if that cannot be told."""
        return None if self.left is None or self.right is None else self.left == self.right


def all_sums(report: Report) -> tuple[tuple[str, Sum], ...]:
    """Every stated sum of the tables of ``report``, with the id of its table."""
    return tuple(
        (table_id, _sum(identity, printed, table))
        for table_id, printed in report.tables.items()
        for table in [forms.form(printed.form or "2021").table(table_id)]
        for identity in table.identities()
    )


def contradicted(report: Report) -> frozenset[str]:
    """The cells of every stated sum that the printed numbers contradict: which of them is wrong, nobody can tell."""
    wrong = (found.identity for _, found in all_sums(report) if found.holds is False)
    return frozenset(path for identity in wrong for path in (*identity.left, *identity.right))


def failed(report: Report) -> tuple[Finding, ...]:
    """A finding for each stated sum that the printed numbers contradict. The numbers stay as printed."""
    findings = []
    for table_id, found in all_sums(report):
        if found.holds is False:
            single = len(found.identity.left) == 1
            said = ("印的是", "各项相加是") if single else ("前一边是", "后一边是")
            section = forms.form("2021").table(table_id).section
            findings.append(
                Finding(
                    "sum",
                    Level.ASK,
                    Place(report.file, section=section),
                    f"{found.identity.label}：{said[0]} {found.left}，{said[1]} {found.right}，对不上。",
                    "这是原文印的数，程序照原样读出、没有改；请查清哪一个数有误。",
                )
            )
    return tuple(findings)


def _sum(identity: Identity, printed: PrintedTable, table: Table) -> Sum:
    return Sum(identity, _side(identity.left, printed, table), _side(identity.right, printed, table))


def _side(paths: tuple[str, ...], printed: PrintedTable, table: Table) -> Decimal | None:
    """The sum of the cells at ``paths``. Where a group is printed as one row, that row stands for its own rows."""
    total = Decimal(0)
    taken: set[str] = set()
    for path in paths:
        cell = printed.cells.get(path)
        if cell is None:
            group, column = _merged(path, printed, table)
            if not group:
                return None
            if group + column in taken:
                continue
            taken.add(group + column)
            cell = printed.merged_rows[group].get(column)
        if cell is None or cell.value is None:
            return None
        total += cell.value
    return total


def _merged(path: str, printed: PrintedTable, table: Table) -> tuple[str, str]:
    """The group printed as one row that the row of ``path`` belongs to, and the id of the column."""
    rest = path.removeprefix(f"{table.prefix}.") if table.prefix else path
    row, _, column = rest.partition(".")
    for group in printed.merged_rows:
        if row.startswith(f"{group}_") and row in printed.missing:
            return group, column
    return "", ""
