"""The three official tables: cells by the form's own row and column names.

An omitted row or column of a table that is present is 0 and is counted; a name without a value is "not given yet".
What cannot be read leaves its cells open: neither 0 nor anything else is put there.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from draftgen.core.form import Form, Header, Table
from draftgen.core.record import Given, Source
from draftgen.load import scalars
from draftgen.load.names import FROM, LAST, THIS, plain
from draftgen.load.remarks import LAST_ELSEWHERE, Remarks, is_blank
from draftgen.load.scalars import Wanted
from draftgen.located import Listing, Mapping, Node, Scalar, text_of

_ZERO = Decimal(0)
_NONE = "没有发生的写 0"


class _Spot(NamedTuple):
    """Where the walk stands: the table, the name of the place for messages, the key of the row in the file."""

    table: Table
    name: str
    blanks: list[tuple[str, Source]]
    row: str = ""

    def at(self, name: str, row: str | None = None) -> "_Spot":
        name = f"{self.name}·{name}" if self.name else name
        return self._replace(name=name, row=self.row if row is None else row)

    @property
    def full_name(self) -> str:
        return f"{self.table.key}·{self.name}" if self.name else self.table.key


class TableReader:
    """Reads the nodes of one form's tables into ``cells`` (path → Given); cells that cannot be read stay out."""

    def __init__(self, form: Form, remarks: Remarks, *, totals_only: bool = False) -> None:
        self.cells: dict[str, Given] = {}
        self.filled = 0
        self._remarks = remarks
        self._totals_only = totals_only
        self._known = {cell.path: cell for cell in form.cells()}
        self._open: set[str] = set()
        self._keys: dict[str, Scalar] = {}
        self._rows: dict[tuple[str, str], Scalar] = {}
        self._twice: set[tuple[str, str]] = set()
        self._origins: dict[str, str] = {}

    def read(self, table: Table, node: Node) -> None:
        """All cells of ``table`` from ``node``; totals that are left out are added up, the other gaps are 0."""
        spot = _Spot(table, "", [])
        if not isinstance(node, Mapping):
            first = table.blocks[0].rows[0].key or table.blocks[0].columns[0].key
            self._remarks.error(
                "table-shape", node.source, f"“{table.key}”下面要分行写各项。", f"例如“{first}: 0”，每项一行。"
            )
            self._leave_open(cell.path for cell in table.cells())
            return
        by_rows = [(row, block.columns) for block in table.blocks for row in block.rows if row.label]
        every = [cell.path for cell in table.cells()]
        if by_rows:
            for head, key, child in self._children(node, [row for row, _ in by_rows], spot, every):
                columns = next(columns for row, columns in by_rows if head in _tree(row))
                self._row(spot.at(head.key), head, key, child, columns)
        else:
            for head, key, child in self._children(node, list(table.blocks[0].columns), spot, every):
                block = _Spot(table, head.key, [])
                self._column(block, head, key, child)
                self._tell_blanks(block)
        if not self._totals_only:
            self._fill(table)

    def _children(
        self, node: Mapping, heads: list[Header], spot: _Spot, paths: Iterable[str]
    ) -> Iterator[tuple[Header, Scalar, Node]]:
        """The heads that the keys of ``node`` name, directly or by a name that is unique further down."""
        for key, child in node:
            head = find_head(key.text, heads)
            if head is None:
                offered = _offered(heads)
                aliases = [name for head in offered for below in _tree(head) for name in (below.key, *below.aliases)]
                self._remarks.unknown(
                    key, [h.key for h in offered], spot.name.rsplit("·", 1)[-1] or spot.table.key, aliases
                )
                self._leave_open(paths)
            else:
                yield head, key, child

    def _row(self, spot: _Spot, head: Header, key: Scalar, node: Node, columns: tuple[Header, ...]) -> None:
        paths = [spot.table.path(row.id, leaf.id) for row in head.leaves() for leaf in _leaves(columns)]
        if len(paths) == 1:
            node = self._without_origin(node, paths[0])
        first = self._rows.setdefault((spot.table.id, head.id), key)
        if first is not key:
            self._remarks.twice(key, first, head.key)
        elif is_blank(node):
            self._leave_open(paths)
            self._remarks.blank(spot.table.key, spot.name, key.source, _NONE)
        elif head.children and isinstance(node, Mapping):
            for below, below_key, child in self._children(node, list(head.children), spot, paths):
                self._row(spot.at(below.key), below, below_key, child, columns)
        elif isinstance(node, Mapping):
            inner = _Spot(spot.table, spot.name, [], head.id)
            for column, column_key, child in self._children(node, list(columns), inner, paths):
                self._column(inner.at(column.key), column, column_key, child)
            self._tell_blanks(inner)
        elif isinstance(node, Listing):
            self._leave_open(paths)
            self._remarks.error(
                "table-shape",
                node.source,
                f"“{spot.full_name}”下面不能用“-”列表。",
                f"写成“{head.key}: 3”。" if _is_single(columns) else f"每列一行，例如“{_leaves(columns)[0].key}: 3”。",
            )
        else:
            self._bare(spot, head, key, node, columns)

    def _bare(self, spot: _Spot, head: Header, key: Scalar, node: Scalar, columns: tuple[Header, ...]) -> None:
        """A row with one number: fine where it has one column, or is 0."""
        leaves = _leaves(columns)
        paths = [spot.table.path(row.id, leaf.id) for row in head.leaves() for leaf in leaves]
        value = self._number(spot, node, paths[0])
        if value is None:
            self._leave_open(paths)
        elif len(leaves) == 1 or self._totals_only:
            total = next((leaf for leaf in leaves if leaf.total), leaves[0])
            self._put([spot.table.path(head.id, total.id)], value, key, node, spot)
        elif value == _ZERO:
            self._put(paths, value, key, node, spot)
        else:
            self._leave_open(paths)
            question = "哪一种情形？" if head.children else "哪类申请人？" if spot.table.id == "table3" else "哪一列？"
            first = next(iter(head.children), leaves[0]).key
            self._remarks.error(
                "table-bare",
                node.source,
                f"“{spot.full_name}”只写了一个数 {node.text.strip()}：{question}",
                f"冒号后面留空，在下面分行写，例如“{first}: {node.text.strip()}”{'；总计不用写' if leaves[-1].total else ''}。",
            )

    def _column(self, spot: _Spot, head: Header, key: Scalar, node: Node) -> None:
        paths = [spot.table.path(*filter(None, (spot.row, leaf.id))) for leaf in head.leaves()]
        if len(paths) == 1:
            node = self._without_origin(node, paths[0])
        if is_blank(node) and head.total and paths[0] in self._origins:
            return  # only where a total is from that is added up here
        if is_blank(node):
            self._leave_open(paths)
            spot.blanks.append((spot.name, key.source))
        elif isinstance(node, Mapping) and head.children:
            for below, below_key, child in self._children(node, list(head.children), spot, paths):
                self._column(spot.at(below.key), below, below_key, child)
        elif not isinstance(node, Scalar):
            self._leave_open(paths)
            self._remarks.error("table-shape", node.source, f"“{spot.full_name}”要写一个数。", f"例如“{head.key}: 3”。")
        else:
            self._value(spot, head, key, node, paths)

    def _value(self, spot: _Spot, head: Header, key: Scalar, node: Scalar, paths: list[str]) -> None:
        leaves = list(head.leaves())
        value = self._number(spot, node, paths[0])
        if value is None:
            self._leave_open(paths)
        elif not head.children or value == _ZERO:
            self._put(paths, value, key, node, spot)
        elif self._totals_only:
            total = next((path for path, leaf in zip(paths, leaves, strict=True) if leaf.total), paths[0])
            self._put([total], value, key, node, spot)
        else:
            self._leave_open(paths)
            below = head.children[0]
            example = (
                f"{below.key}: {node.text.strip()}"
                if not below.children
                else f"{below.key}:”，再下一行“{leaves[0].key}: {node.text.strip()}"
            )
            self._remarks.error(
                "table-bare",
                node.source,
                f"“{spot.full_name}”只写了一个数 {node.text.strip()}：哪一列？",
                f"冒号后面留空，在下面分行写，例如“{example}”。",
            )

    def _without_origin(self, node: Node, path: str) -> Node:
        """The value of a cell that is written as 本年 and 来源, whose 来源 is kept; any other node as it is."""
        if not isinstance(node, Mapping) or not {key.text.strip() for key, _ in node} <= {THIS, LAST, FROM}:
            return node
        sides = {key.text.strip(): child for key, child in node}
        for key, _ in node:
            if key.text.strip() == LAST:
                self._remarks.error("table-shape", key.source, "表里只写本年的数，不写“上年”。", LAST_ELSEWHERE)
        if FROM in sides and text_of(sides[FROM]):
            self._origins[path] = text_of(sides[FROM])
        return sides.get(THIS) or Scalar("", node.source)

    def _number(self, spot: _Spot, node: Scalar, path: str) -> Decimal | None:
        cell = self._known[path]
        return scalars.number(node, Wanted(spot.full_name, cell.decimals, rough=False, unit=cell.unit), self._remarks)

    def _put(self, paths: list[str], value: Decimal, key: Scalar, node: Scalar, spot: _Spot) -> None:
        """One value into its cells. A cell that has one already is told once, and keeps the first."""
        first = next((self._keys[path] for path in paths if path in self._keys), None)
        if first is not None:
            row = (spot.table.id, spot.row or spot.name)
            if row not in self._twice:
                self._remarks.twice(key, first, spot.full_name)
            self._twice.add(row)
            return
        for path in paths:
            self._keys[path] = key
            self.cells[path] = Given(value, node.source, supplied_by=self._origins.get(path, ""))

    def _leave_open(self, paths: Iterable[str]) -> None:
        self._open.update(paths)

    def _tell_blanks(self, spot: _Spot) -> None:
        """One finding for a row, however many of its columns are blank."""
        if spot.blanks:
            below = "、".join(name.removeprefix(spot.name).removeprefix("·") for name, _ in spot.blanks)
            self._remarks.blank(
                spot.table.key,
                f"{spot.name}（{below}）" if below else spot.name,
                spot.blanks[0][1],
                _NONE,
                len(spot.blanks),
            )

    def _fill(self, table: Table) -> None:
        """Totals first where they were left out, then 0 for every other gap."""
        totals = {identity.left[0] for identity in table.identities() if len(identity.left) == 1}
        file = next((self.cells[cell.path].source.file for cell in table.cells() if cell.path in self.cells), "")
        for cell in table.cells():
            if cell.path not in self.cells and cell.path not in self._open and cell.path not in totals:
                self.cells[cell.path] = Given(_ZERO, Source(file), filled=True)
                self.filled += 1
        for identity in table.identities():
            path = identity.left[0]
            if (
                len(identity.left) == 1
                and path not in self.cells
                and all(part in self.cells for part in identity.right)
            ):
                value = sum((self.cells[part].value for part in identity.right), _ZERO)
                given = [self.cells[part].source for part in identity.right if not self.cells[part].filled]
                origin = self._origins.get(path, "")
                self.cells[path] = Given(value, given[0] if given else Source(), supplied_by=origin, filled=True)


def _leaves(columns: tuple[Header, ...]) -> list[Header]:
    return [leaf for column in columns for leaf in column.leaves()]


def _is_single(columns: tuple[Header, ...]) -> bool:
    return len(_leaves(columns)) == 1


def _tree(head: Header) -> list[Header]:
    return [head, *(below for child in head.children for below in _tree(child))]


def find_head(name: str, heads: list[Header]) -> Header | None:
    """The head that ``name`` means: one of ``heads``, or one below them if the name is unique there."""
    wanted = plain(name)
    direct = [head for head in heads if wanted in map(plain, head.names)]
    if direct:
        return direct[0]
    below = [
        head for root in heads for child in root.children for head in _tree(child) if wanted in map(plain, head.names)
    ]
    return below[0] if len(below) == 1 or (below and all(h.id == below[0].id for h in below)) else None


def _offered(heads: list[Header]) -> list[Header]:
    """What a message offers: the heads themselves, or their children where a head only groups."""
    return [shown for head in heads for shown in (head.children if head.id == "results" or not head.key else (head,))]
