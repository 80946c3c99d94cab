"""The three official tables of a filled workbook: cells by the labels of their row and column, wherever these stand."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from draftgen import numerals
from draftgen.core.form import Header, Table
from draftgen.core.workbook import CellLine, cell_lines, same
from draftgen.load.names import FROM, THIS
from draftgen.load.workbook_grid import Grid
from draftgen.located import Mapping as Nodes
from draftgen.located import Node, Scalar
from draftgen.located.building import Tree


def read_table(grid: Grid, table: Table, tree: Tree, origins: Mapping[str, Scalar]) -> None:
    """Puts what is typed in the cells of ``table`` into ``tree``; ``origins`` says by path where a figure is from.

    A table with nothing typed at all is put as one blank, so that it counts as missing; else an empty cell is 0 later.
    """
    lines = {line.path: line for line in cell_lines(table)}
    first: Scalar | None = None
    given = False
    seen: dict[str, Scalar] = {}
    for path, row, column in _spots(grid, table):
        line = lines[path]
        first = first or Scalar("", grid.source(row, column))
        if line.total and grid.has_formula(row, column):
            if path in origins:
                tree.put(line.keys, _with_origin(None, origins[path]))
            continue
        value = grid.value(row, column, alone=True)
        if value is None:
            continue
        if path in seen:
            twice = f"“{_name(line)}”填了两次（{seen[path].source.spoken}已有）。"
            grid.remark("given-twice", value.source, twice, "只留一处。")
            continue
        seen[path] = value
        given = given or not line.total
        if not line.total or grid.knows_formulas:
            tree.put(line.keys, _with_origin(value, origins.get(path)))
    if not grid.knows_formulas:
        _stated_totals(table, lines, seen, tree)
    if first is not None and not given:
        tree.put((table.key,), first)


def _stated_totals(table: Table, lines: Mapping[str, CellLine], seen: Mapping[str, Scalar], tree: Tree) -> None:
    """Totals of a format that does not tell formulas from numbers: one that is the sum of its parts is none of its own."""
    parts = {identity.left[0]: identity.right for identity in table.identities() if len(identity.left) == 1}

    def added(path: str) -> Decimal:
        if path in parts:
            return sum((added(part) for part in parts[path]), Decimal(0))
        return numerals.parse(seen[path].text) or Decimal(0) if path in seen else Decimal(0)

    for path in parts:
        if path in seen and numerals.parse(seen[path].text) != added(path):
            tree.put(lines[path].keys, seen[path])


def _with_origin(value: Scalar | None, origin: Scalar | None) -> Node:
    """A cell's value with where it is from; without a value, of a total that is added up here, only that."""
    sides = tuple(
        (Scalar(name, node.source), node) for name, node in ((THIS, value), (FROM, origin)) if node is not None
    )
    return sides[0][1] if origin is None else Nodes(sides, sides[0][1].source)


def _name(line: CellLine) -> str:
    return "·".join(filter(None, (line.row, line.column)))


def _spots(grid: Grid, table: Table) -> Iterator[tuple[str, int, int]]:
    """The path, row and column of every cell of the table that the tab has."""
    if any(row.label for block in table.blocks for row in block.rows):
        for row in range(grid.height):
            yield from _row_spots(grid, table, row)
    else:
        yield from _one_row_spots(grid, table)


def _row_spots(grid: Grid, table: Table, row: int) -> Iterator[tuple[str, int, int]]:
    for block in table.blocks:
        columns = _columns(grid, block.columns, row)
        edge = min(columns, default=1)
        names = [same(grid.label(row, column)) for column in range(edge)]
        for head in block.leaf_rows():
            known = {same(name) for name in head.names}
            if any(name and name in known for name in names) and columns:
                for column, leaf in columns.items():
                    yield table.path(head.id, leaf.id), row, column
                return


def _columns(grid: Grid, heads: tuple[Header, ...], row: int) -> dict[int, Header]:
    """The columns with a head of ``heads`` above ``row``, the nearest one counting."""
    known = {
        same(name): leaf for head in heads for leaf in head.leaves() for name in (leaf.label, leaf.key, *leaf.aliases)
    }
    found: dict[int, Header] = {}
    for column in range(grid.width):
        above = (known.get(same(grid.text(other, column))) for other in range(row - 1, -1, -1))
        leaf = next((leaf for leaf in above if leaf is not None), None)
        if leaf is not None and leaf not in found.values():
            found[column] = leaf
    return found


def _one_row_spots(grid: Grid, table: Table) -> Iterator[tuple[str, int, int]]:
    """The table with one row: groups of equal heads, told apart by the heads above them."""
    leaves = {leaf.label for column in table.blocks[0].columns for leaf in column.leaves()}
    known = {same(label) for label in leaves}
    counts = [sum(same(grid.label(row, column)) in known for column in range(grid.width)) for row in range(grid.height)]
    head = max(range(grid.height), key=lambda row: counts[row], default=-1)
    if head < 0 or not counts[head]:
        return
    groups = list(_groups(table.blocks[0].columns))
    for column in range(grid.width):
        group = _group_above(grid, groups, head, column)
        name = same(grid.label(head, column))
        leaf = next((leaf for leaf in group.children if same(leaf.label) == name), None) if group else None
        if leaf is not None:
            yield table.path(leaf.id), head + 1, column


def _groups(heads: tuple[Header, ...]) -> Iterator[Header]:
    for head in heads:
        if any(child.children for child in head.children):
            yield from _groups(head.children)
        else:
            yield head


def _group_above(grid: Grid, groups: list[Header], head: int, column: int) -> Header | None:
    for row in range(head - 1, -1, -1):
        name = same(grid.label(row, column))
        found = next((group for group in groups if same(group.label) == name), None)
        if found is not None:
            return found
    return None
