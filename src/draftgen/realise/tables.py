"""Lays an official table out on a grid: the trees of heads become merged cells."""

from collections.abc import Iterator, Mapping

from draftgen.core.document import GridCell, TableBlock
from draftgen.core.form import Block, Header, Table


def table_block(table: Table, values: Mapping[str, str]) -> TableBlock:
    """The grid of ``table`` with the printed text of each value cell.

    The stub has as many columns as the tree of rows is deep; a row without children spans what is left of it. The blocks
    of a table stand below each other, each under a title over the whole width if it has one; the last value column of a
    narrow block spans what is left of the grid. Every cell that is not a value is a head.

    Args:
        table: The table of a form.
        values: The printed text by path; a path that is missing gives an empty cell.

    """
    stub = max(_stub(block) for block in table.blocks)
    width = stub + max(len(block.leaf_columns()) for block in table.blocks)
    cells: list[GridCell] = []
    row = 0
    for block in table.blocks:
        if block.title:
            cells.append(GridCell(row, 0, 1, width, block.title, head=True))
            row += 1
        depth = max(column.depth() for column in block.columns)
        cells.extend(_heads(block, row, stub, width, depth))
        row += depth
        cells.extend(_body(table, block, values, (row, stub, width)))
        row += len(block.leaf_rows())
    # A head that stands for one block only would be wrong above another on the next page.
    head_rows = _rows_above(cells) if len(table.blocks) == 1 else 0
    return TableBlock(
        f"{table.section}.{table.id}",
        width,
        row,
        head_rows,
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
    )


def _rows_above(cells: list[GridCell]) -> int:
    """How many rows stand above the first value."""
    return min(cell.row for cell in cells if cell.path)


def _stub(block: Block) -> int:
    if all(not row.label and not row.children for row in block.rows):
        return 0
    return max(row.depth() for row in block.rows)


def _heads(block: Block, top: int, stub: int, width: int, depth: int) -> Iterator[GridCell]:
    if stub:
        yield GridCell(top, 0, depth, stub, block.corner, head=True)
    spans = _spans(block, width - stub)

    def place(columns: tuple[Header, ...], level: int, left: int, leaf: int) -> Iterator[GridCell]:
        for column in columns:
            count = len(list(column.leaves()))
            across = sum(spans[leaf : leaf + count])
            down = 1 if column.children else depth - level
            yield GridCell(top + level, left, down, across, column.label, head=True)
            yield from place(column.children, level + 1, left, leaf)
            left, leaf = left + across, leaf + count

    yield from place(block.columns, 0, stub, 0)


def _spans(block: Block, width: int) -> tuple[int, ...]:
    """How many columns of the grid each value column of the block takes."""
    count = len(block.leaf_columns())
    return (*(1,) * (count - 1), width - count + 1)


def _body(table: Table, block: Block, values: Mapping[str, str], frame: tuple[int, int, int]) -> Iterator[GridCell]:
    top, stub, width = frame
    spans = _spans(block, width - stub)

    def place(rows: tuple[Header, ...], level: int, row: int) -> Iterator[GridCell]:
        for head in rows:
            count = len(list(head.leaves()))
            if stub:
                across = 1 if head.children else stub - level
                yield GridCell(row, level, count, across, head.label, head=True)
            if head.children:
                yield from place(head.children, level + 1, row)
            else:
                yield from _values(table, block, head, values, (row, stub, spans))
            row += count

    yield from place(block.rows, 0, top)


def _values(
    table: Table, block: Block, head: Header, values: Mapping[str, str], line: tuple[int, int, tuple[int, ...]]
) -> Iterator[GridCell]:
    row, left, spans = line
    for column, across in zip(block.leaf_columns(), spans, strict=True):
        path = table.path(head.id, column.id)
        yield GridCell(row, left, 1, across, values.get(path, ""), path=path)
        left += across
