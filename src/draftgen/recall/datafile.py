"""A report as read → a data file in the shape of data.yaml, for 上年 of the next year's file.

A cell that is blank, missing or in doubt is a key without a value: the loader asks for it, where an omitted key would be 0.
"""

from collections.abc import Iterator
from typing import NamedTuple

from draftgen import forms, numerals
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.form import Block, Cell, Header, Table
from draftgen.core.report import Printed, PrintedTable, Report
from draftgen.recall.identities import Sum, all_sums

_FORM = "2021"


class _Told(NamedTuple):
    """A table to be written down: as the form has it, as it was printed, and what its sums say of each total."""

    table: Table
    printed: PrintedTable
    totals: dict[str, Sum]


def data_file(report: Report) -> str:
    """The YAML text: year, agency, and the tables as printed."""
    return "\n".join(_lines(report)) + "\n"


def not_carried(report: Report) -> tuple[Finding, ...]:
    """What next year's data file cannot take over from this report, and why."""
    findings = []
    old = _old_cells(report)
    if old:
        by_row: dict[str, list[str]] = {}
        for cell in old:
            by_row.setdefault(f"“{cell.column.label}”", []).append(cell.row.label)
        named = "；".join(f"{column}（{'、'.join(rows)}）" for column, rows in by_row.items())
        findings.append(_hint(report, f"表二是 2019 年旧格式，下面这些栏目现在的表里没有，不能带到下一年：{named}。"))
    three = report.tables.get("table3")
    for row in forms.form(_FORM).table("table3").blocks[0].rows:
        for group in row.children:
            if three is not None and _merged(three, group):
                rows = len(group.children)
                findings.append(_hint(report, f"表三的“{group.label}”只有一行，没有分成 {rows} 项，各项都空着。"))
    return tuple(findings)


def _hint(report: Report, message: str) -> Finding:
    return Finding("not-carried", Level.HINT, Place(report.file), message)


def _old_cells(report: Report) -> list[Cell]:
    """The cells of the 2019 form that the present one has no place for (domain.md 1.7)."""
    printed = report.tables.get("table2")
    if printed is None or printed.form != "2019":
        return []
    known = {cell.path for cell in forms.form(_FORM).cells()}
    return [cell for cell in forms.form("2019").table("table2").cells() if cell.path not in known]


def _lines(report: Report) -> Iterator[str]:
    yield f"# 由 draftgen read 从“{report.file}”读出，数字照原文印的样子；空着的是原文空白或没有读到的，没有补 0。"
    yield f"年度: {report.year or ''}"
    yield ""
    yield "机关:"
    yield f"  名称: {_text(report.agency)}"
    if report.contact:
        yield "  联系:"
        yield from (f"    {key}: {_text(text)}" for key, text in report.contact.items())
    totals = {found.identity.left[0]: found for _, found in all_sums(report) if len(found.identity.left) == 1}
    for table in forms.form(_FORM).tables:
        yield ""
        printed = report.tables.get(table.id)
        if printed is None:
            yield f"{table.key}:  # 没有读到，请对照原文补填"
            continue
        yield f"{table.key}:"
        told = _Told(table, printed, totals)
        for block in table.blocks:
            yield from (
                _rows(told, block, block.rows, "  ") if block.rows[0].label else _heads(block.columns, told, "  ")
            )
    yield from _lost(report)


def _rows(told: _Told, block: Block, rows: tuple[Header, ...], indent: str) -> Iterator[str]:
    for row in rows:
        merged = _merged(told.printed, row)
        if row.id == "results":
            yield from _rows(told, block, row.children, indent)
        elif row.children and merged:
            yield f"{indent}{row.key}:  # 原文只有一行，没有分项：{'、'.join(_shown(cell) for cell in merged)}"
        elif row.children:
            yield f"{indent}{row.key}:"
            yield from _rows(told, block, row.children, f"{indent}  ")
        elif row.id in told.printed.missing:
            yield f"{indent}{row.key}:  # 原文没有这一行"
        else:
            yield from _row(told, block, row, indent)


def _merged(printed: PrintedTable, row: Header) -> list[Printed]:
    """The cells of a group that is printed as one row, in either form."""
    if not row.children or not row.id:
        return []
    own = printed.merged_rows.get(row.id)
    if own and all(child.id in printed.missing for child in row.children):
        return list(own.values())
    return [cell for path, cell in printed.cells.items() if path.split(".")[1:2] == [row.id]]


def _row(told: _Told, block: Block, row: Header, indent: str) -> Iterator[str]:
    columns = block.leaf_columns()
    cells = [(column.key, _cell(told, told.table.path(row.id, column.id))) for column in columns]
    shown = [(key, text) for key, text in cells if text is not None]
    if len(columns) == 1:
        yield from (f"{indent}{row.key}: {text}" for _, text in shown)
    elif shown:
        yield f"{indent}{row.key}:"
        yield from (f"{indent}  {key}: {text}" for key, text in shown)


def _heads(heads: tuple[Header, ...], told: _Told, indent: str) -> Iterator[str]:
    for head in heads:
        if head.children:
            yield f"{indent}{head.key}:"
            yield from _heads(head.children, told, f"{indent}  ")
        else:
            text = _cell(told, head.id)
            if text is not None:
                yield f"{indent}{head.key}: {text}"


def _cell(told: _Told, path: str) -> str | None:
    """What stands behind a key; None for a total that the loader will add up to what is printed."""
    cell = told.printed.cells.get(path)
    if cell is None:
        return "# 旧格式没有这一栏" if told.printed.form == "2019" else "# 没有读到"
    if cell.value is None:
        return "# 原文空白" if not cell.text.strip() else f"# 原文是“{_flat(cell.text)}”"
    total = told.totals.get(path)
    if total is not None and total.holds:
        return None
    number = numerals.write(cell.value)
    if total is not None and total.holds is False:
        return f"# 原文印的是 {number}，各项相加是 {total.right}，请核对后填写"
    remarks = [_flat(cell.note)] if cell.note else []
    if told.printed.form == "2019":
        remarks += _old_name(path)
    return f"{number}  # {'；'.join(remarks)}" if remarks else number


def _old_name(path: str) -> list[str]:
    """What the 2019 form calls a column that has another name now."""
    old, new = (
        next((cell.column.label for cell in forms.form(form_id).cells() if cell.path == path), "")
        for form_id in ("2019", _FORM)
    )
    return [] if new.endswith(old) else [f"旧格式的“{old}”"]


def _shown(cell: Printed) -> str:
    return _flat(cell.text) or "空白"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _text(text: str) -> str:
    """A text that YAML reads as it stands."""
    return f"“{text}”" if text[:1] in tuple("-?:,[]{}#&*!|>'\"%@`") else text.replace(": ", "：").replace(" #", "＃")


def _lost(report: Report) -> Iterator[str]:
    """The values that the present form has no place for."""
    old = _old_cells(report)
    if not old:
        return
    yield ""
    yield "# 旧格式（2019 年）的下面这些数，现在的表里没有对应的栏目，不能带过来："
    for cell in old:
        found = report.tables["table2"].cells.get(cell.path)
        yield f"#   {cell.row.label}·{cell.column.label}：{_shown(found) if found else '没有读到'}"
