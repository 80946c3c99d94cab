"""表二, 表三, 表四 drawn like the form: totals are formulas, and what does not add up turns red as it is typed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from draftgen import numerals
from draftgen.core.form import Block, Header, Table
from draftgen.core.workbook import WAITING, cell_lines
from draftgen.located import Mapping, Node, Scalar
from draftgen.located.building import at
from draftgen.sheets import cell_name
from draftgen.workbook.page import AMOUNT, WHOLE, Page, lines_in

_ZERO = Decimal(0)
_LABEL = 46
_NOTE = "只在黄色格子里填；蓝色的总计自动相加。写着“待填”的都要填，没有发生的写 0；其余空着的格子按 0 算。"


class _Area(NamedTuple):
    """Where the cells of a block stand: the row of each row of the form by id, the column of each column."""

    rows: dict[str, int]
    columns: dict[str, int]


class TablePage:
    """One table on its page; ``texts`` is what is typed in each cell, by path."""

    def __init__(self, page: Page, table: Table, root: Mapping) -> None:
        self._page, self._table = page, table
        self._texts = dict(_texts(table, root))
        self._last = 0

    def draw(self, title: str, note: str = "") -> None:
        """The whole page; ``note`` is what there is to say of this table beside what holds of all."""
        width = 2 + sum(len(block.leaf_columns()) for block in self._table.blocks[:1])
        self._page.put(0, 0, title, "title")
        self._page.put(1, 0, _NOTE + note, "note", to=(1, max(width, 3)))
        self._page.height(1, 2)
        top = 2
        for block in self._table.blocks:
            top = self._block(block, top) + 1

    def _block(self, block: Block, top: int) -> int:
        """Draws a block from row ``top``; the row below it."""
        labels = max((row.depth() for row in block.rows if row.label), default=0)
        if block.title:
            self._page.put(top, 0, block.title, "head", to=(top, 3))
            top += 1
        depth = max(column.depth() for column in block.columns)
        if labels:
            self._page.put(top, 0, block.corner, "head", to=(top + depth - 1, labels - 1))
        columns: dict[str, int] = {}
        self._column_heads(block.columns, top, labels, depth, columns)
        rows: dict[str, int] = {}
        if labels:
            self._row_heads(block.rows, top + depth, 0, labels, rows)
        else:
            rows[block.rows[0].id] = top + depth
        area = _Area(rows, columns)
        self._cells(block, area)
        return self._checks(block, area, top + depth + len(rows))

    def _column_heads(self, heads: tuple[Header, ...], top: int, left: int, depth: int, found: dict[str, int]) -> None:
        for head in heads:
            width = len(list(head.leaves()))
            bottom = top if head.children else top + depth - 1
            self._page.put(top, left, head.label, "head", to=(bottom, left + width - 1))
            if head.children:
                self._column_heads(head.children, top + 1, left, depth - 1, found)
            else:
                found[head.id] = left
                if len(heads) == 1:  # 本年处理决定数量 is drawn as wide as three columns
                    self._page.put(top, left, head.label, "head", to=(top, left + 2))
            left += width

    def _row_heads(self, heads: tuple[Header, ...], top: int, left: int, depth: int, found: dict[str, int]) -> None:
        for head in heads:
            leaves = list(head.leaves())
            if head.children:
                self._page.put(top, left, head.label, "label", to=(top + len(leaves) - 1, left))
                self._row_heads(head.children, top, left + 1, depth - 1, found)
            else:
                self._page.put(top, left, head.label, "label", to=(top, left + depth - 1))
                self._page.height(top, lines_in(head.label, _LABEL))
                found[head.id] = top
            top += len(leaves)

    def _cells(self, block: Block, area: _Area) -> None:
        rule = AMOUNT if block.decimals else WHOLE
        for row in block.leaf_rows():
            for column in block.leaf_columns():
                spot = (area.rows[row.id], area.columns[column.id])
                path = self._table.path(row.id, column.id)
                if row.total or column.total:
                    self._total(block, area, path, spot)
                    continue
                text = self._texts.get(path)
                if len(block.columns) == 1 and not block.columns[0].children:
                    self._page.put(*spot, "", "number", to=(spot[0], spot[1] + 2))
                self._page.number(*spot, WAITING if text == "" else text or "", "number")
                self._page.rule(rule, *spot, *spot)
                self._page.watch_numbers(*spot, *spot)

    def _total(self, block: Block, area: _Area, path: str, spot: tuple[int, int]) -> None:
        """A total as a formula; one that was typed and differs stands as it is, in red."""
        parts = self._parts_of(path)
        spots = self._spots(block, area)
        formula = f"={_sum([spots[part] for part in parts])}"
        value = sum((self._value(part) for part in parts), _ZERO)
        typed = self._texts.get(path) or ""
        if typed and numerals.parse(typed) != value:
            self._page.number(*spot, typed, "total")
        else:
            self._page.formula(*spot, formula, "total", value)
        self._page.red_where(*spot, *spot, f"={cell_name(*spot)}<>{formula[1:]}")

    def _parts_of(self, path: str) -> tuple[str, ...]:
        return next(i.right for i in self._table.identities() if i.left == (path,))

    def _spots(self, block: Block, area: _Area) -> dict[str, tuple[int, int]]:
        return {
            self._table.path(row.id, column.id): (area.rows[row.id], area.columns[column.id])
            for row in block.leaf_rows()
            for column in block.leaf_columns()
        }

    def _value(self, path: str) -> Decimal:
        """The number in a cell, as a spreadsheet adds it up: 0 for an empty one and for text."""
        parts = next((i.right for i in self._table.identities() if i.left == (path,)), ())
        if parts:
            return sum((self._value(part) for part in parts), _ZERO)
        text = self._texts.get(path) or ""
        return (numerals.parse(text) or _ZERO) if len(text) < 40 else _ZERO

    def _checks(self, block: Block, area: _Area, row: int) -> int:
        """Below the table: whether each column balances, in words and in red."""
        if self._table.balance is None:
            return row
        first = min(area.columns.values())
        self._page.put(row, 0, "勾稽：新收 + 上年结转 = 总计 + 结转下年", "note", to=(row, first - 1))
        for column in block.leaf_columns():
            at_ = area.columns[column.id]
            left, right = (
                "+".join(cell_name(area.rows[row_id], at_) for row_id in side) for side in self._table.balance
            )
            sides = [
                sum((self._value(self._table.path(i, column.id)) for i in side), _ZERO) for side in self._table.balance
            ]
            gap = sides[0] - sides[1]
            said = "平" if not gap else f"差 {abs(gap)} 件"
            formula = f'=IF({left}={right},"平","差 "&ABS({left}-({right}))&" 件")'
            self._page.formula(row, at_, formula, "check", said)
            typed = [area.rows[row_id] for side in self._table.balance for row_id in side if row_id != "total"]
            for spot in (row, *typed):
                self._page.red_where(spot, at_, spot, at_, f"={left}<>{right}")
        self._last = row
        return row + 1

    @property
    def check_row(self) -> int:
        """The row that says whether the columns balance; 0 if the table has none."""
        return self._last


def _sum(spots: list[tuple[int, int]]) -> str:
    """SUM over cells, neighbours joined to ranges."""
    ranges: list[list[tuple[int, int]]] = []
    for spot in spots:
        last = ranges[-1][-1] if ranges else None
        if last and (spot == (last[0] + 1, last[1]) or spot == (last[0], last[1] + 1)):
            same_line = len(ranges[-1]) == 1 or (ranges[-1][0][0] == spot[0]) or (ranges[-1][0][1] == spot[1])
            if same_line:
                ranges[-1].append(spot)
                continue
        ranges.append([spot])
    names = [
        cell_name(*area[0]) if len(area) == 1 else f"{cell_name(*area[0])}:{cell_name(*area[-1])}" for area in ranges
    ]
    return f"SUM({','.join(names)})"


def _texts(table: Table, root: Mapping) -> Iterator[tuple[str, str]]:
    for line in cell_lines(table):
        node = at(root, *line.keys)
        if node is not None:
            yield line.path, _plain(node)


def _plain(node: Node) -> str:
    if isinstance(node, Mapping):
        node = at(node, "本年") or Scalar("", node.source)
    return node.text if isinstance(node, Scalar) else ""
