"""A report as read → a data file in the shape of data.yaml, for 上年 of the next year's file."""

from collections.abc import Iterator, Mapping

from draftgen import forms, numerals
from draftgen.core.form import Block, Header, Table
from draftgen.core.report import Printed, PrintedTable, Report

_FORM = "2021"


def data_file(report: Report) -> str:
    """The YAML text: year, agency, and the tables as printed. A blank cell stays blank, with a word on the line."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# 由 draftgen read 从“{report.file}”读出，数字照原文印的样子，空白的没有补 0。"
    yield f"年度: {report.year or ''}"
    yield ""
    yield "机关:"
    yield f"  名称: {report.agency}"
    if report.contact:
        yield "  联系:"
        for key, text in report.contact.items():
            yield f"    {key}: {_text(text)}"
    form = forms.form(_FORM)
    for table in form.tables:
        yield ""
        printed = report.tables.get(table.id)
        if printed is None:
            yield f"# {table.key}：没有读到，请对照原文补填。"
            continue
        yield f"{table.key}:"
        for block in table.blocks:
            yield from _block(table, block, printed)
    yield from _lost(report)


def _block(table: Table, block: Block, printed: PrintedTable) -> Iterator[str]:
    if not block.rows[0].label:
        yield from _heads(block.columns, lambda head: _cell(printed, table.path(head.id)), "  ")
        return
    yield from _rows(table, block, block.rows, printed, "  ")


def _rows(table: Table, block: Block, rows: tuple[Header, ...], printed: PrintedTable, indent: str) -> Iterator[str]:
    for row in rows:
        if row.children:
            merged = printed.merged_rows.get(row.id)
            if merged and all(child.id in printed.missing for child in row.children):
                yield f"{indent}# {row.key}：原文只有一行，没有分项（{_row_text(merged)}）。"
            if row.id == "results":
                yield from _rows(table, block, row.children, printed, indent)
                continue
            yield f"{indent}{row.key}:"
            yield from _rows(table, block, row.children, printed, f"{indent}  ")
        elif row.id in printed.missing or row.total:
            continue
        else:
            yield from _row(table, block, row, printed, indent)


def _row(table: Table, block: Block, row: Header, printed: PrintedTable, indent: str) -> Iterator[str]:
    columns = block.leaf_columns()
    if len(columns) == 1:
        yield f"{indent}{row.key}: {_cell(printed, table.path(row.id, columns[0].id))}"
        return
    yield f"{indent}{row.key}:"
    for column in columns:
        yield f"{indent}  {column.key}: {_cell(printed, table.path(row.id, column.id))}"


def _heads(heads: tuple[Header, ...], cell: "object", indent: str) -> Iterator[str]:
    for head in heads:
        if head.children:
            yield f"{indent}{head.key}:"
            yield from _heads(head.children, cell, f"{indent}  ")
        else:
            assert callable(cell)
            yield f"{indent}{head.key}: {cell(head)}"


def _cell(printed: PrintedTable, path: str) -> str:
    cell = printed.cells.get(path)
    if cell is None:
        return "# 没有读到"
    if cell.value is None:
        return "# 原文空白" if not cell.text.strip() else f"# 原文是“{' '.join(cell.text.split())}”"
    note = f"  # {' '.join(cell.note.split())}" if cell.note else ""
    return f"{numerals.write(cell.value)}{note}"


def _row_text(cells: Mapping[str, Printed]) -> str:
    return "、".join(cell.text.strip() or "空白" for cell in cells.values())


def _text(text: str) -> str:
    """A text that YAML reads as it stands."""
    return f"“{text}”" if text[:1] in "-?:,[]{}#&*!|>'\"%@`" else text.replace(": ", "：").replace(" #", "＃")


def _lost(report: Report) -> Iterator[str]:
    """Columns and rows of the 2019 form that this one has no place for."""
    for table_id, printed in report.tables.items():
        if printed.form == "2019" and table_id == "table2":
            yield ""
            yield "# 2019 年旧格式的表二与现在不同，下面这些数没有对应的栏目，只列在这里："
            known = {cell.path for cell in forms.form(_FORM).cells()}
            for path, cell in printed.cells.items():
                if path not in known:
                    yield f"#   {path}: {' '.join(cell.text.split())}"
