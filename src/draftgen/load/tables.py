"""The three official tables: cells by the form's own row and column names.

An omitted row or column of a table that is present is 0 and is counted; a name without a value is "not given yet".
"""

from collections.abc import Iterator
from decimal import Decimal

from draftgen.core.form import Cell, Form, Header, Table
from draftgen.core.record import Given, Source
from draftgen.load import scalars
from draftgen.load.remarks import Remarks, is_blank
from draftgen.located import Listing, Mapping, Node, Scalar

_ZERO = Decimal(0)


class TableReader:
    """Reads the nodes of one form's tables into ``cells`` (path → Given); cells that cannot be read stay out."""

    def __init__(self, form: Form, remarks: Remarks, *, totals_only: bool = False) -> None:
        self.cells: dict[str, Given] = {}
        self.filled = 0
        self._form = form
        self._remarks = remarks
        self._totals_only = totals_only
        self._known = {cell.path: cell for cell in form.cells()}
        self._open: set[str] = set()

    def read(self, table: Table, node: Node) -> None:
        """All cells of ``table`` from ``node``; totals that are left out are added up, the other gaps are 0."""
        if not isinstance(node, Mapping):
            self._remarks.error("table-shape", node.source, f"“{table.key}”下面要分行写各项。",
                                f"例如“{table.blocks[0].rows[0].key or table.blocks[0].columns[0].key}: 0”，每项一行。")
            self._open.update(cell.path for cell in table.cells())
            return
        by_rows = [(row, block.columns) for block in table.blocks for row in block.rows if row.label]
        if by_rows:
            for key, child in self._children(node, [row for row, _ in by_rows], table.key):
                row, columns = next((head, columns) for head, columns in by_rows if key in _tree(head))
                self._row(table, key, child, columns, row.key)
        else:
            for key, child in self._children(node, list(table.blocks[0].columns), table.key):
                self._column(table, (), key, child, table.key)
        if not self._totals_only:
            self._fill(table)

    def _children(self, node: Mapping, heads: list[Header], where: str) -> Iterator[tuple[Header, Node]]:
        """The heads that the keys of ``node`` name, directly or by a name that is unique further down."""
        seen: dict[str, Scalar] = {}
        for key, child in node:
            head = _find(key.text.strip(), heads)
            if head is None:
                self._remarks.unknown(key, [h.key for h in _offered(heads)], where)
                continue
            if head.label in seen and head.id in seen:
                self._remarks.error("given-twice", key.source, f"“{head.key}”写了两次（第 {seen[head.id].source.line} 行也是它）。", "只留一处。")
                continue
            seen[head.id] = seen[head.label] = key
            yield head, child

    def _row(self, table: Table, head: Header, node: Node, columns: tuple[Header, ...], where: str) -> None:
        name = f"{table.key}·{head.key}"
        if is_blank(node):
            paths = [table.path(row.id, col.id) for row in head.leaves() for c in columns for col in c.leaves()]
            self._not_given(node, name, paths)
        elif head.children and isinstance(node, Mapping):
            for key, child in self._children(node, list(head.children), name):
                self._row(table, key, child, columns, name)
        elif isinstance(node, Mapping):
            for key, child in self._children(node, list(columns), name):
                self._column(table, (head.id,), key, child, name)
        elif isinstance(node, Listing):
            self._remarks.error("table-shape", node.source, f"“{name}”这里不能用“-”列表。", "每列一行，例如“自然人: 3”。")
        else:
            self._bare(table, head, node, columns, name)

    def _bare(self, table: Table, head: Header, node: Scalar, columns: tuple[Header, ...], name: str) -> None:
        leaves = [leaf for column in columns for leaf in column.leaves()]
        decimals = self._known[table.path(next(iter(head.leaves())).id, leaves[0].id)].decimals
        value = scalars.number(node, name, self._remarks, decimals=decimals)
        paths = [table.path(row.id, leaf.id) for row in head.leaves() for leaf in leaves]
        if value is None:
            self._open.update(paths)
        elif len(leaves) == 1 or self._totals_only:
            total = next((leaf for leaf in leaves if leaf.total), leaves[0])
            self.cells[table.path(head.id, total.id)] = Given(value, node.source)
        elif value == _ZERO:
            self.cells.update({path: Given(_ZERO, node.source) for path in paths})
        else:
            self._open.update(paths)
            question = "哪一种情形？" if head.children else "哪类申请人？" if table.id == "table3" else "哪一列？"
            first = next(iter(head.children), leaves[0]).key
            self._remarks.error("table-bare", node.source, f"“{name}”只写了一个数 {node.text.strip()}：{question}",
                                f"请在下面分开写，例如“{first}: {node.text.strip()}”；总计不用写。")

    def _column(self, table: Table, row: tuple[str, ...], head: Header, node: Node, where: str) -> None:
        name = f"{where}·{head.key}"
        if is_blank(node):
            self._not_given(node, name, [table.path(*row, leaf.id) for leaf in head.leaves()])
        elif isinstance(node, Mapping) and head.children:
            for key, child in self._children(node, list(head.children), name):
                self._column(table, row, key, child, name)
        elif not isinstance(node, Scalar):
            self._remarks.error("table-shape", node.source, f"“{name}”这里要写一个数。", "例如“自然人: 3”。")
        else:
            self._value(table, row, head, node, name)

    def _value(self, table: Table, row: tuple[str, ...], head: Header, node: Scalar, name: str) -> None:
        leaves = list(head.leaves())
        paths = [table.path(*row, leaf.id) for leaf in leaves]
        value = scalars.number(node, name, self._remarks, decimals=self._known[paths[0]].decimals)
        if value is None:
            self._open.update(paths)
        elif not head.children:
            self.cells[paths[0]] = Given(value, node.source)
        elif value == _ZERO:
            self.cells.update({path: Given(_ZERO, node.source) for path in paths})
        elif self._totals_only:
            self.cells[next((path for path, leaf in zip(paths, leaves, strict=True) if leaf.total), paths[0])] = Given(value, node.source)
        else:
            self._open.update(paths)
            self._remarks.error("table-bare", node.source, f"“{name}”只写了一个数 {node.text.strip()}：哪一列？",
                                f"请在下面分开写，例如“{leaves[0].key}: {node.text.strip()}”。")

    def _not_given(self, node: Node, name: str, paths: list[str]) -> None:
        self._open.update(paths)
        self._remarks.error("not-given", node.source, f"“{name}”还没填。", "填上数字；没有发生的写 0。")

    def _fill(self, table: Table) -> None:
        """Totals first where they were left out, then 0 for every other gap."""
        totals = _total_paths(table)
        for cell in table.cells():
            if cell.path not in self.cells and cell.path not in self._open and cell.path not in totals:
                self.cells[cell.path] = Given(_ZERO, Source(self._file_of(table)), filled=True)
                self.filled += 1
        for identity in table.identities():
            path = identity.left[0]
            if len(identity.left) == 1 and path not in self.cells and all(part in self.cells for part in identity.right):
                value = sum((self.cells[part].value for part in identity.right), _ZERO)
                given = [self.cells[part].source for part in identity.right if not self.cells[part].filled]
                self.cells[path] = Given(value, given[0] if given else Source(), filled=True)

    def _file_of(self, table: Table) -> str:
        known = (self.cells[cell.path].source.file for cell in table.cells() if cell.path in self.cells)
        return next(known, "")


def _tree(head: Header) -> list[Header]:
    return [head, *(below for child in head.children for below in _tree(child))]


def _find(name: str, heads: list[Header]) -> Header | None:
    wanted = _plain(name)
    direct = [head for head in heads if wanted in map(_plain, head.names)]
    if direct:
        return direct[0]
    below = [head for root in heads for child in root.children for head in _tree(child) if wanted in map(_plain, head.names)]
    return below[0] if len(below) == 1 or (below and all(h.id == below[0].id for h in below)) else None


def _plain(name: str) -> str:
    return "".join(char for char in name if char not in " 　“”\"（）()、，,.．")


def _offered(heads: list[Header]) -> list[Header]:
    """What a message offers: the heads themselves, or their children where a head only groups."""
    return [shown for head in heads for shown in (head.children if head.id == "results" else (head,))]


def _total_paths(table: Table) -> set[str]:
    return {identity.left[0] for identity in table.identities() if len(identity.left) == 1}


def printable(cell: Cell, table: Table) -> str:
    """A cell's name for messages: 表三“新收”行“自然人”列."""
    row = f"“{cell.row.key or cell.row.label}”行" if cell.row.label else ""
    return f"{table.key}{row}“{table.column_name(cell.column)}”列" if cell.column.label else f"{table.key}{row}"
