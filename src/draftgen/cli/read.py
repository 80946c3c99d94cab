"""`draftgen read`."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draftgen.cli.options import AsJson

if TYPE_CHECKING:
    from draftgen.core.form import Block, Header, Table
    from draftgen.core.report import Printed, PrintedTable, Report
    from draftgen.reading import Reading


def read(
    file: Annotated[
        Path,
        typer.Argument(help="年报文件：.docx、.html、.pdf、.txt、.md、.doc、.wps", metavar="年报", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="另存为数据文件，可填在下一年的“上年: 年报”里", metavar="文件")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """读一份写好的年报：三张表、六个部分、联系方式，核对表里的合计。"""
    from draftgen import reading  # noqa: PLC0415 - --help must not load the rooms

    result = reading.read(file, output)
    typer.echo(_as_json(result) if as_json else _as_text(result))
    if result.failed:
        raise typer.Exit(1)


def _as_json(reading: "Reading") -> str:
    from draftgen.cli import screen  # noqa: PLC0415

    report = reading.report
    body: dict[str, Any] = {
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "title": list(report.title),
        "period": list(report.period),
        "contact": dict(report.contact),
        **_tables(report),
        "sections": [
            {
                "id": section.id,
                "ordinal": section.ordinal,
                "title": section.title,
                "paragraphs": [
                    {"text": prose.text, "part": prose.part, "heading": prose.heading} for prose in section.paragraphs
                ],
            }
            for section in report.sections
        ],
        "problems": [{"counter": item.counter, "text": item.text} for item in report.problems],
        "measures": [{"counter": item.counter, "text": item.text} for item in report.measures],
        "signed_by": report.signed_by,
        "signed_on": report.signed_on,
        "missing": list(report.missing),
        "sums": {"held": reading.held, "failed": reading.wrong, "open": reading.unknown},
        "findings": [screen.finding_json(finding) for finding in reading.findings],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def _tables(report: "Report") -> dict[str, Any]:
    from draftgen import forms  # noqa: PLC0415

    found: dict[str, Any] = {"table2": None, "table3": None, "table4": None}
    for table_id, printed in report.tables.items():
        table = forms.form(printed.form or "2021").table(table_id)
        if table_id == "table2":
            found[table_id] = _table2(table, printed)
        elif table_id == "table4":
            found[table_id] = _table4(table, printed)
        else:
            found[table_id] = _table3(printed)
            merged = printed.merged_rows.get("other") or _row_of(printed, "other")
            if merged:
                found["other_total_row"] = {"label": "三/（六）其他处理", "values": _values(merged)}
    return found


def _table2(table: "Table", printed: "PrintedTable") -> dict[str, Any]:
    body: dict[str, Any] = {}
    for block in table.blocks:
        for row in block.rows:
            cells = {column.label: _number(printed, table.path(row.id, column.id)) for column in block.columns}
            unit = "(万元)" if block.unit == "万元" else ""
            body[f"{row.label}{unit}"] = cells if len(cells) > 1 else next(iter(cells.values()))
    return body


_COLUMNS = ("person", "company", "research", "charity", "legal", "others", "")


def _table3(printed: "PrintedTable") -> dict[str, Any]:
    from draftgen import forms  # noqa: PLC0415

    block = forms.form("2021").table("table3").blocks[0]
    rows = {}
    for row in block.leaf_rows():
        cells = _row_of(printed, row.id)
        rows[row.id] = {"label": _label(block, row), "values": _values(cells) if cells else None}
    return {"columns": [column.label for column in block.leaf_columns()], "rows": rows}


def _row_of(printed: "PrintedTable", row: str) -> dict[str, "Printed"]:
    """The cells of a row of table 3 by the id of the column."""
    paths = {column: f"requests.{row}.{column}" if column else f"requests.{row}" for column in _COLUMNS}
    return {column: printed.cells[path] for column, path in paths.items() if path in printed.cells}


def _values(cells: Mapping[str, "Printed"]) -> list[int | float | None]:
    return [_plain(cells[column].value) if column in cells else None for column in _COLUMNS]


def _label(block: "Block", row: "Header") -> str:
    """三/（三）1.属于国家秘密: a row's label with the groups above it, those of the first level by their ordinal alone."""
    for top in block.rows:
        for group in top.children:
            if row in (group, *group.children):
                head = "" if row is group else group.label[:3]
                return f"{top.label[:1]}/{head}{row.label}".replace("（区分处理的，只计这一情形，不计其他情形）", "")
    return row.label


def _table4(table: "Table", printed: "PrintedTable") -> dict[str, Any]:
    body: dict[str, Any] = {}
    groups = [
        group for top in table.blocks[0].columns for group in (top.children if top.children[0].children else [top])
    ]
    for group in groups:
        body[group.label] = {leaf.label: _number(printed, leaf.id) for leaf in group.leaves()}
    return body


def _number(printed: "PrintedTable", path: str) -> int | float | None:
    return _plain(printed.value(path))


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _as_text(reading: "Reading") -> str:
    """What was found, what the sums say, what is missing, and the remarks."""
    from draftgen.cli import screen  # noqa: PLC0415

    report = reading.report
    lines = [f"读完：{report.file}"]
    lines.append(f"  机关：{report.agency or '没有找到'}；年度：{report.year or '没有找到'}")
    for table_id, name in (("table2", "表二"), ("table3", "表三"), ("table4", "表四")):
        lines.append(f"  {name}：{_said(report.tables.get(table_id))}")
    lines.append("  各部分：" + ("；".join(f"{s.ordinal}{s.title}" for s in report.sections) or "没有找到"))
    if report.problems or report.measures:
        lines.append(f"  问题 {len(report.problems)} 条，改进措施 {len(report.measures)} 条")
    checked = reading.held + reading.wrong
    if checked:
        open_ = f"，另有 {reading.unknown} 处有空白，无从核对" if reading.unknown else ""
        lines.append(f"  勾稽：核对 {checked} 处，相符 {reading.held} 处，不符 {reading.wrong} 处{open_}")
    if report.missing:
        lines.append("  没有找到：" + "、".join(report.missing))
    lines += [f"  已存为：{path}" for path in reading.files]
    lines.append("")
    lines += screen.findings(reading.findings)
    return "\n".join(lines).rstrip()


def _said(printed: "PrintedTable | None") -> str:
    if printed is None:
        return "没有读到"
    cells = [*printed.cells.values(), *(cell for row in printed.merged_rows.values() for cell in row.values())]
    numbers = sum(cell.value is not None for cell in cells)
    blank = f"，空白 {len(cells) - numbers} 格" if numbers < len(cells) else ""
    old = "（2019 年旧格式）" if printed.form == "2019" else ""
    return f"读出 {numbers} 个数{blank}{old}"
