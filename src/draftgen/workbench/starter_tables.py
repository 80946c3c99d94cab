"""The three official tables of the starting file, with blanks to fill."""

from collections.abc import Iterator, Mapping

from draftgen import forms
from draftgen.core.form import Header, Table
from draftgen.core.nothing import NOTHING
from draftgen.workbench.lines import line, off_lines
from draftgen.workbench.shown import Shown


def tables(shown: Shown, last: Mapping[str, frozenset[str]] = NOTHING) -> list[str]:
    """The lines of all three, an empty one between them.

    ``last``: the columns of each row of 表三 in which last year's report had something; they have their lines too.
    """
    lines: list[str] = []
    for table in forms.form("2021").tables:
        made = {"table2": _table2, "table3": _table3, "table4": _table4}[table.id]
        lines += [*made(table, shown, last), ""]
    return lines[:-1]


def _table2(table: Table, shown: Shown, _: Mapping[str, frozenset[str]]) -> Iterator[str]:
    yield f"{table.key}:"
    for block in table.blocks:
        for row in block.rows:
            if row.id == "regulations" and not shown.regulations:
                yield line(2, row.key, "0", "只有国务院部门、省和设区的市的政府才填")
            elif len(block.columns) > 1:
                yield f"  {row.key}:"
                yield from (line(4, column.key, "", _about(column)) for column in block.columns)
            else:
                yield line(2, row.key, "", f"{block.unit}，可以有小数" if block.decimals else block.columns[0].label)


def _about(head: Header) -> str:
    return head.label if head.label != head.key else ""


def _table3(table: Table, shown: Shown, last: Mapping[str, frozenset[str]]) -> Iterator[str]:
    block = table.blocks[0]
    rows = [row for top in block.rows for row in (top.children if top.id == "results" else (top,)) if not row.total]
    columns = [leaf for leaf in block.leaf_columns() if not leaf.total]
    chosen = [leaf for leaf in columns if leaf.id in shown.columns]
    yield line(0, table.key, "", "总计和小计不填，由程序相加；没写到的行和列按 0 算")
    yield f"  # 每行下面还可以写：{'、'.join(leaf.key for leaf in columns if leaf not in chosen)}"
    for row in rows:
        leaves = [leaf for leaf in row.leaves() if leaf.id in shown.rows or last.get(leaf.id)]
        if leaves:
            yield f"  {row.key}:"
        for leaf in leaves:
            if leaf is not row:
                yield f"    {leaf.key}:"
            usual = chosen if leaf.id in shown.rows else []
            asked = [one for one in columns if one in usual or one.id in last.get(leaf.id, ())]
            yield from (line(4 if leaf is row else 6, column.key) for column in asked)
        if row.children:
            yield from _more_rows(row, leaves)
        elif not leaves:
            yield from off_lines(2, [f"{row.key}:", *(f"  {column.key}:" for column in chosen)])


def _more_rows(row: Header, leaves: list[Header]) -> Iterator[str]:
    """The rows of a group that are seldom needed: one as an example, the others named."""
    rest = [leaf for leaf in row.children if leaf not in leaves]
    if not rest:
        return
    others = f"还有：{'、'.join(leaf.key for leaf in rest[1:])}" if rest[1:] else ""
    if leaves:
        yield line(4, rest[0].key, "", others, off=True)
        yield from off_lines(4, ["  自然人: 1"])
    else:
        yield line(2, row.key, "", others, off=True)
        yield from off_lines(2, [f"  {rest[0].key}:", "    自然人: 1"])


def _table4(table: Table, _: Shown, __: Mapping[str, frozenset[str]]) -> Iterator[str]:
    yield line(0, table.key, "", "没有写 0；有的，冒号后面空着，在下面分行写")
    for column in table.blocks[0].columns:
        yield line(2, column.key)
        first = column.children[0]
        if first.children:
            yield line(4, first.key, "", f"还有：{'、'.join(child.key for child in column.children[1:])}", off=True)
        outcomes = [leaf.key for leaf in (first.children or column.children) if not leaf.total]
        example = f"{'  ' if first.children else ''}{outcomes[0]}"
        yield line(4, example, "1", f"还有：{'、'.join(outcomes[1:])}", off=True)
