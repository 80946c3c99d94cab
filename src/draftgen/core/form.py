"""The shape of the official tables, as trees. Sums, balance, layout and labels all follow from the trees."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Header(NamedTuple):
    """A row or column head of a table.

    ``id`` is its part of a cell's path ("" adds nothing); ``key`` its short name in data.yaml; ``total`` marks a head
    whose value is the sum of the leaves beside it.
    """

    id: str
    label: str
    key: str
    aliases: tuple[str, ...] = ()
    children: tuple["Header", ...] = ()
    total: bool = False

    def leaves(self) -> Iterator["Header"]:
        """The heads below this one that own cells; the head itself if it has no children."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def depth(self) -> int:
        """Levels of heads from here down; 1 for a leaf."""
        return 1 + max((child.depth() for child in self.children), default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling by which a data file or a report may call this head."""
        return tuple(name for name in (self.key, self.label, self.id, *self.aliases) if name)


class Block(NamedTuple):
    """A rectangle of cells under one set of column heads."""

    title: str
    corner: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    unit: str = "件"
    decimals: bool = False

    def leaf_rows(self) -> tuple[Header, ...]:
        return tuple(leaf for row in self.rows for leaf in row.leaves())

    def leaf_columns(self) -> tuple[Header, ...]:
        return tuple(leaf for column in self.columns for leaf in column.leaves())


class Identity(NamedTuple):
    """A stated sum: the values at ``left`` add up to those at ``right``. Paths; ``label`` is for messages."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    label: str


@cache
def _joined(*ids: str) -> str:
    return ".".join(filter(None, ids))


class Cell(NamedTuple):
    """One value cell: its path, its heads, and whether a decimal is allowed."""

    path: str
    row: Header
    column: Header
    unit: str
    decimals: bool


class Table(NamedTuple):
    """One official table. ``prefix`` starts the path of each cell; ``key`` is its name in data.yaml."""

    id: str
    key: str
    section: str
    prefix: str
    blocks: tuple[Block, ...]
    balance: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def path(self, *ids: str) -> str:
        """The path of a cell from the ids of its row and column."""
        return _joined(self.prefix, *ids)

    def cells(self) -> tuple[Cell, ...]:
        """Every value cell, row by row."""
        return _cells(self)

    def identities(self) -> tuple[Identity, ...]:
        """Every sum the table states (domain.md 1.5 F1-F3, 1.6 F5)."""
        return _identities(self)

    def sums(self) -> Iterator[Identity]:
        """As ``identities``, worked out anew."""
        for block in self.blocks:
            rows, columns = block.leaf_rows(), block.leaf_columns()
            row_totals, column_totals = tuple(_totals(block.rows)), tuple(_totals(block.columns))
            for column in columns:
                where = f"“{_name(column)}”列" if len(columns) > 1 else ""
                for total, parts in row_totals:
                    yield self._sum(f"{where}{total.label}", [(total, column)], [(part, column) for part in parts])
                if self.balance is not None:
                    by_id = {row.id: row for row in rows}
                    left, right = ([(by_id[i], column) for i in side] for side in self.balance)
                    yield self._sum(f"{where}新收 + 上年结转 = 总计 + 结转下年", left, right)
            for row in rows:
                for total, parts in column_totals:
                    where = f"“{_name(row)}”行" if len(rows) > 1 else f"“{self.column_name(total)}”"
                    yield self._sum(f"{where}总计", [(row, total)], [(row, part) for part in parts])

    def column_name(self, column: Header) -> str:
        """A column's label with those of the heads above it, for messages."""
        for block in self.blocks:
            for root in block.columns:
                trail = _trail(root, column)
                if trail:
                    return "·".join(head.label for head in trail)
        return column.label

    def _sum(self, label: str, left: list[tuple[Header, Header]], right: list[tuple[Header, Header]]) -> Identity:
        paths = [tuple(self.path(row.id, column.id) for row, column in side) for side in (left, right)]
        return Identity(paths[0], paths[1], f"{self.key} {label}")


# A form is asked for its cells many times in every run.
@cache
def _cells(table: Table) -> tuple[Cell, ...]:
    return tuple(
        Cell(table.path(row.id, column.id), row, column, block.unit, block.decimals)
        for block in table.blocks
        for columns in (block.leaf_columns(),)
        for row in block.leaf_rows()
        for column in columns
    )


@cache
def _identities(table: Table) -> tuple[Identity, ...]:
    return tuple(table.sums())


class Form(NamedTuple):
    """One version of the national form."""

    id: str
    basis: str
    tables: tuple[Table, ...]

    def table(self, table_id: str) -> Table:
        return next(table for table in self.tables if table.id == table_id)

    def cells(self) -> Iterator[Cell]:
        for table in self.tables:
            yield from table.cells()

    def identities(self) -> tuple[Identity, ...]:
        return tuple(identity for table in self.tables for identity in table.identities())


def _name(head: Header) -> str:
    return head.key or head.label


def _trail(head: Header, wanted: Header) -> tuple[Header, ...]:
    if head is wanted:
        return (head,)
    for child in head.children:
        below = _trail(child, wanted)
        if below:
            return (head, *below)
    return ()


def _totals(heads: tuple[Header, ...]) -> Iterator[tuple[Header, tuple[Header, ...]]]:
    """Pairs of a total head and the leaves it sums: those of its siblings."""
    for head in heads:
        if head.total:
            yield head, tuple(leaf for other in heads if other is not head for leaf in other.leaves())
        yield from _totals(head.children)
