"""The cells of an official table as a data file types them, whatever names and shapes it uses."""

from collections.abc import Iterator, Sequence

from draftgen.core.form import Header, Table
from draftgen.core.record import Source
from draftgen.load.names import FROM, THIS
from draftgen.load.remarks import is_blank
from draftgen.load.tables import find_head
from draftgen.located import Listing, Mapping, Node, Scalar

_Left = list[tuple[str, Source]]


def cells_of(table: Table, node: Node, left: _Left, *, totals_only: bool) -> dict[str, Node]:
    """Path → what is typed for the cell: a blank one is there with a blank scalar. ``left`` takes what has no place.

    A bare 0 stands for every cell of its row or group but the totals; where ``totals_only`` any bare number is the
    total of its row.
    """
    walk = _Walk(table, left, totals_only=totals_only)
    if isinstance(node, Mapping):
        walk.table(node)
    else:
        left.append((table.key, node.source))
    return walk.cells


class _Walk:
    def __init__(self, table: Table, left: _Left, *, totals_only: bool) -> None:
        self.cells: dict[str, Node] = {}
        self._table, self._left, self._totals_only = table, left, totals_only

    def table(self, node: Mapping) -> None:
        by_rows = [(row, block.columns) for block in self._table.blocks for row in block.rows if row.label]
        columns = self._table.blocks[0].columns
        for head, key, child in self._headed(node, [row for row, _ in by_rows] or columns):
            if by_rows:
                self._row(head, key, child, next(some for row, some in by_rows if _holds(row, head)))
            else:
                self._column("", head, key, child)

    def _headed(self, node: Mapping, heads: Sequence[Header]) -> Iterator[tuple[Header, Scalar, Node]]:
        """The pairs of ``node`` whose key names one of the ``heads``; the others are left over."""
        for key, child in node:
            head = find_head(key.text, list(heads))
            if head is None:
                self._left.append((key.text, key.source))
            else:
                yield head, key, child

    def _row(self, head: Header, key: Scalar, node: Node, columns: tuple[Header, ...]) -> None:
        leaves = [leaf for column in columns for leaf in column.leaves()]
        if isinstance(node, Mapping) and head.children:
            for below, below_key, child in self._headed(node, head.children):
                self._row(below, below_key, child, columns)
        elif isinstance(node, Mapping) and not (len(leaves) == 1 and _is_sided(node)):
            for column, column_key, child in self._headed(node, columns):
                self._column(head.id, column, column_key, child)
        elif isinstance(node, Listing) or (self._totals_only and head.id == "results"):
            self._left.append((key.text, node.source))
        elif head.children and self._totals_only:
            self._put([self._table.path(head.id)], node, key)
        else:
            self._bare([(row.id, leaf) for row in head.leaves() for leaf in leaves], head, key, node)

    def _column(self, row: str, head: Header, key: Scalar, node: Node) -> None:
        if isinstance(node, Mapping) and head.children:
            for below, below_key, child in self._headed(node, head.children):
                self._column(row, below, below_key, child)
        elif isinstance(node, Listing) or (isinstance(node, Mapping) and not _is_sided(node)):
            self._left.append((key.text, node.source))
        else:
            self._bare([(row, leaf) for leaf in head.leaves()], head, key, node)

    def _bare(self, spots: list[tuple[str, Header]], head: Header, key: Scalar, node: Node) -> None:
        """One value for several cells: a blank, a 0, or (where only totals are read) their total."""
        paths = [self._table.path(*filter(None, (row, leaf.id))) for row, leaf in spots]
        parts = [path for path, (_, leaf) in zip(paths, spots, strict=True) if not leaf.total and not _is_total(head)]
        if len(paths) == 1:
            self._put(paths, node, key)
        elif isinstance(node, Scalar) and (is_blank(node) or node.text.strip() == "0") and not self._totals_only:
            self._put(parts or paths, node, key)
        elif isinstance(node, Scalar) and node.text.strip() == "0" and not spots[0][0]:
            self._put(paths, node, key)
        elif isinstance(node, Scalar) and self._totals_only:
            total = next((path for path, (_, leaf) in zip(paths, spots, strict=True) if leaf.total), paths[0])
            self._put([total], node, key)
        else:
            self._left.append((key.text, node.source))

    def _put(self, paths: list[str], node: Node, key: Scalar) -> None:
        if any(path in self.cells for path in paths):
            self._left.append((key.text, key.source))
            return
        value = node._replace(text=node.text.strip(), quoted=False) if isinstance(node, Scalar) else node
        self.cells.update(dict.fromkeys(paths, value))


def _is_sided(node: Mapping) -> bool:
    return {key.text.strip() for key, _ in node} <= {THIS, FROM}


def _is_total(head: Header) -> bool:
    return head.total and not head.children


def _holds(row: Header, head: Header) -> bool:
    return head is row or any(_holds(child, head) for child in row.children)
