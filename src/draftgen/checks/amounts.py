"""Amounts of the tables by name: cells, groups of rows, organisations, litigation over both blocks."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from draftgen import forms
from draftgen.checks.subject import Subject
from draftgen.numerals import write

_LAWSUITS = ("direct", "after_review")
_ORGANISATION = ("company", "research", "charity", "legal", "others")


class Reading(NamedTuple):
    """One thing that a figure may stand for: its name in Chinese, its value, and the cells it is made of."""

    name: str
    value: Decimal
    paths: tuple[str, ...]

    @property
    def said(self) -> str:
        return f"{self.name} {write(self.value)}"


@cache
def _groups(form_id: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The groups of rows of table 3: their name and the ids of their rows."""
    table = forms.form(form_id).table("table3")
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in table.blocks:
        for root in block.rows:
            for head in root.children:
                if head.children:
                    found[head.id] = (head.key, tuple(leaf.id for leaf in head.leaves()))
    return found


def amount(subject: Subject, name: str) -> Reading | None:
    """The amount called ``name``: a path, a group such as ``requests.denied``, ``requests.new.organisation``, ``lawsuits``.

    None where a cell that it needs is blank or missing.
    """
    if name.startswith("lawsuits"):
        return _sum(subject, [name.replace("lawsuits", block) for block in _LAWSUITS], f"行政诉讼{_result(name)}")
    if name.endswith(".organisation"):
        row = name.removesuffix(".organisation")
        return _sum(
            subject,
            [f"{row}.{column}" for column in _ORGANISATION],
            f"{_name(subject, f'{row}.company', 'row')}·法人或其他组织",
        )
    parts = name.split(".")
    group = _groups(subject.form.id).get(parts[1]) if parts[0] == "requests" and len(parts) == 2 else None
    if group is None:
        value = subject.value(name)
        return None if value is None else Reading(_full_name(subject, name), value, (name,))
    table = subject.report.tables.get("table3")
    merged = table.merged_rows.get(parts[1]) if table is not None else None
    if merged is not None:
        cell = merged.get("")
        return None if cell is None or cell.value is None else Reading(group[0], cell.value, ())
    return _sum(subject, [f"requests.{row}" for row in group[1]], group[0])


def _sum(subject: Subject, paths: list[str], name: str) -> Reading | None:
    values = [subject.value(path) for path in paths]
    known = [value for value in values if value is not None]
    return Reading(name, sum(known, Decimal(0)), tuple(paths)) if len(known) == len(values) else None


def _result(name: str) -> str:
    return {"upheld": "·结果维持", "corrected": "·结果纠正", "otherwise": "·其他结果", "pending": "·尚未审结"}.get(
        name.rpartition(".")[2], ""
    )


def _name(subject: Subject, path: str, what: str) -> str:
    cell = subject.names.get(path)
    return "" if cell is None else str(getattr(cell, what))


def _full_name(subject: Subject, path: str) -> str:
    cell = subject.names.get(path)
    if cell is None:
        return path
    if not cell.row:
        return cell.column.removesuffix("·总计")
    return cell.row if cell.column in ("总计", "处理决定", "收费金额") else f"{cell.row}·{cell.column}"


def formula(subject: Subject, text: str) -> Reading | None:
    """``a + b - c`` of named amounts."""
    total = Decimal(0)
    names: list[str] = []
    paths: list[str] = []
    sign = 1
    for term in text.split():
        if term in "+-":
            sign = 1 if term == "+" else -1
            continue
        found = amount(subject, term)
        if found is None:
            return None
        total += sign * found.value
        names.append(("" if not names else " + " if sign > 0 else " - ") + found.name)
        paths += found.paths
    return Reading("".join(names), total, tuple(paths))
