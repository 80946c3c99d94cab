"""One printed grid → the cells of one official table of one form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from draftgen.core.document import GridCell
from draftgen.core.form import Block, Table
from draftgen.core.read import ReadTable
from draftgen.core.report import Printed, PrintedLabel
from draftgen.recall import heads
from draftgen.recall.heads import Leaf
from draftgen.recall.labels import half_width, normal, similarity, split
from draftgen.recall.values import is_value, read_value

_MOSTLY = 0.7


@dataclass(slots=True)
class Found:
    """What one grid says of a table. ``faults`` are Chinese sentences with the row they speak of."""

    cells: dict[str, Printed] = field(default_factory=dict)
    merged: dict[str, dict[str, Printed]] = field(default_factory=dict)
    rows: dict[str, float] = field(default_factory=dict)
    labels: list[PrintedLabel] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.cells) + sum(len(row) for row in self.merged.values())


@dataclass(slots=True)
class Heads:
    """The column heads in force: the rows they stand in, and what each block makes of them."""

    width: int = 0
    rows: list[tuple[ReadTable, int]] = field(default_factory=list)
    read: dict[int, "Columns"] = field(default_factory=dict)


@dataclass(slots=True)
class Columns:
    """The leaf columns of a block: by the columns of the grid, or (where those cannot be told) in their order."""

    grid: dict[str, tuple[Leaf, list[int]]]
    order: tuple[Leaf, ...] = ()
    whole: bool = True


def read_grid(table: Table, grid: ReadTable, block: int, carried: Heads) -> Found:
    """The cells of ``table`` that ``grid`` (content ``block`` of the document) holds.

    ``carried`` are the heads of the grid before, for a table that goes on in this one; it is brought up to date.
    """
    return _Reader(table, grid, block, carried).read()


class _Reader:
    def __init__(self, table: Table, grid: ReadTable, block: int, carried: Heads) -> None:
        self.table, self.grid, self.block, self.heads = table, grid, block, carried
        self.found = Found()
        self.group = ""
        self.fresh = True  # no head row seen in this grid yet
        self.open = False  # the head rows may go on
        self.at: list[dict[int, GridCell]] = [{} for _ in range(grid.height)]
        for cell in grid.cells:
            for row in range(cell.row, min(cell.row + cell.rows, grid.height)):
                for column in range(cell.column, cell.column + cell.columns):
                    self.at[row].setdefault(column, cell)

    def read(self) -> Found:
        labelled = any(row.label for block in self.table.blocks for row in block.rows)
        for row in range(self.grid.height):
            cells = self._cells(row)
            if not any(normal(cell.text) for cell in cells):
                if not labelled and self.heads.rows and self.open:
                    self._values(row, cells, self.table.blocks[0], None)
                continue
            if self._is_head(cells):
                self._head(row)
            elif labelled:
                self._labelled(row, cells)
            elif self.heads.rows and sum(is_value(cell.text) for cell in cells) > _MOSTLY * len(cells):
                self._values(row, cells, self.table.blocks[0], None)
            else:
                self.open = False
        return self.found

    def _cells(self, row: int) -> list[GridCell]:
        """The distinct cells that cover a row, from left to right."""
        cells: list[GridCell] = []
        for column in sorted(self.at[row]):
            if not cells or cells[-1] is not self.at[row][column]:
                cells.append(self.at[row][column])
        return cells

    def _is_head(self, cells: Sequence[GridCell]) -> bool:
        """Whether a row holds heads of columns: at least one long or two short ones, and no number."""
        hits = 0
        for cell in cells:
            words = normal(cell.text)
            if not words:
                continue
            if read_value(cell.text).value is not None:
                return False
            ordinal = split(cell.text).ordinal
            if ordinal is None:
                known = [word for block in self.table.blocks for word in heads.head_words(block)]
                within = {word for word in known if len(word) >= 3 and word in words}
                alike = any(similarity(words, word) >= 0.6 for word in known)
                hits += len(within) if len(within) > 1 else (2 if len(words) >= 4 else 1) if alike else 0
        return hits >= 2

    def _head(self, row: int) -> None:
        if not self.open:
            self.heads.rows, self.heads.width = [], self.grid.width
        self.heads.rows.append((self.grid, row))
        self.heads.read = {}
        self.open, self.fresh = True, False

    def _labelled(self, row: int, cells: list[GridCell]) -> None:
        """A row of a table whose rows have labels."""
        self.open = False
        if self.fresh and self.heads.rows and self.heads.width != self.grid.width:
            self.heads.rows, self.heads.read = [], {}
        stub = self._stub(cells)
        labels = [part for cell in stub for part in _parts(cell.text)]
        match = heads.row_match(self.table.blocks, labels, self.group)
        self.group = heads.group_of(self.table.blocks, labels) or self.group
        if match is None:
            if labels and any(read_value(cell.text).value is not None for cell in cells if cell not in stub):
                self.found.unknown.append("".join(labels[-2:]))
            return
        leaf, text = match.leaf, labels[-1]
        self.found.labels.append(PrintedLabel(text, leaf.head.label, self.block, row, stub[-1].column))
        before = self.found.rows.get(leaf.head.id)
        if before is not None:
            self.found.faults.append(
                f"“{leaf.head.label}”这一行出现了两次，只读了{'第一次' if before >= match.score else '后一次'}"
            )
            if before >= match.score:
                return
            self._forget(leaf)
        self.found.rows[leaf.head.id] = match.score
        self._values(row, [cell for cell in cells if cell not in stub], leaf.block, leaf)

    def _forget(self, leaf: Leaf) -> None:
        """Takes back what was read of a row, for another one fits its label better."""
        self.found.merged.pop(leaf.head.id, None)
        for column in leaf.block.leaf_columns():
            self.found.cells.pop(self.table.path(leaf.head.id, column.id), None)

    def _stub(self, cells: list[GridCell]) -> list[GridCell]:
        """The cells of a row that are its labels: those left of the columns of values."""
        known = [self._columns(block) for block in self.table.blocks]
        for columns in sorted(known, key=lambda columns: not columns.whole):
            if columns.grid:
                first = min(places[0] for _, places in columns.grid.values())
                return [cell for cell in cells if cell.column < first]
            left = len(cells) - len(columns.order)
            if columns.order and any(_is_label(cell.text) for cell in cells[: max(left, 0)]):
                return cells[:left]
        run = 0
        for number, cell in enumerate(cells, 1):
            if normal(cell.text):
                if not _is_label(cell.text):
                    break
                run = number
        return cells[:run]

    def _values(self, row: int, cells: list[GridCell], block: Block, leaf: Leaf | None) -> None:
        columns = self._columns(block)
        name = f"“{leaf.head.label}”这一行" if leaf else "数字这一行"
        if leaf is None and any(cell.text.strip() for cell in cells) and self._has_numbers():
            self.found.faults.append("有两行数字，只读了第一行")
            return
        if not columns.grid and not columns.order:
            if any(read_value(cell.text).value is not None for cell in cells):
                self.found.faults.append(f"{name}的上面没有看得明白的表头，没有读")
            return
        by_order = columns.order and self._in_order(columns.order, cells, name)
        for column, cell in by_order or self._by_column(row, columns, cells, name):
            self._keep(leaf, column, cell)
        self.open = False

    def _in_order(self, order: tuple[Leaf, ...], cells: list[GridCell], name: str) -> list[tuple[Leaf, GridCell]]:
        """The cells of a row, if there are as many as columns; a row with more or fewer cannot be told."""
        while len(cells) > len(order) and not normal(cells[0].text):
            cells = cells[1:]
        if len(cells) == len(order):
            return list(zip(order, cells, strict=True))
        if cells:
            self.found.faults.append(f"{name}有 {len(cells)} 格，应有 {len(order)} 格，分不清各是哪一栏，没有读")
        return []

    def _by_column(
        self, row: int, columns: Columns, cells: list[GridCell], name: str
    ) -> Iterator[tuple[Leaf, GridCell]]:
        taken: dict[int, Leaf] = {}
        if columns.whole and self._crossed(row, columns, cells) and len(cells) == len(columns.grid):
            yield from zip((leaf for leaf, _ in columns.grid.values()), cells, strict=True)
            return
        if len(self.at[row]) < self.grid.width:
            if any(read_value(cell.text).value is not None for cell in cells):
                self.found.faults.append(f"{name}少格子，分不清各是哪一栏，没有读")
            return
        for leaf, places in columns.grid.values():
            under = [self.at[row][place] for place in places if place in self.at[row]]
            own = [cell for cell in dict.fromkeys(under) if cell in cells]
            printed = [cell for cell in own if normal(cell.text)]
            if not own:
                continue
            chosen = printed[0] if printed else own[0]
            if len(printed) > 1 or (printed and id(chosen) in taken):
                self.found.faults.append(f"{name}的格子和栏目对不齐，“{leaf.head.label}”没有读")
                continue
            taken[id(chosen)] = leaf
            yield leaf, chosen

    def _crossed(self, row: int, columns: Columns, cells: list[GridCell]) -> bool:
        """Whether cells and heads do not stand over each other, as where a page gives them different spans."""
        owners: dict[int, int] = {}
        for number, (_, places) in enumerate(columns.grid.values()):
            under = {id(cell) for place in places if (cell := self.at[row].get(place)) is not None and cell in cells}
            if len(under) != 1 or owners.setdefault(next(iter(under)), number) != number:
                return True
        return False

    def _keep(self, row: Leaf | None, column: Leaf, cell: GridCell) -> None:
        read = read_value(cell.text)
        head = row.head.id if row else ""
        path = self.table.path(head, column.head.id)
        printed = Printed(path, cell.text, read.value, self.block, cell.row, cell.column, read.note)
        if read.fault:
            label = row.head.label if row else column.head.label
            self.found.faults.append(f"“{label}”的“{column.head.label}”一格：{read.fault}")
        if row is not None and row.group:
            self.found.merged.setdefault(head, {})[column.head.id] = printed
        elif row is None or path not in self.found.cells:
            self.found.cells[path] = printed

    def _has_numbers(self) -> bool:
        return any(cell.text.strip() for cell in self.found.cells.values())

    def _columns(self, block: Block) -> Columns:
        known = self.heads.read.get(id(block))
        if known is None:
            known = self.heads.read[id(block)] = self._read_columns(block)
        return known

    def _read_columns(self, block: Block) -> Columns:
        wanted = heads.leaves_of(block, rows=False)
        by_grid = self._columns_by_grid(block)
        order = [leaf.head.id for leaf, _ in sorted(by_grid.values(), key=lambda pair: pair[1][0])]
        sound = not any(_is_ragged(grid) or not grid.aligned for grid, _ in self.heads.rows)
        if order == [leaf.head.id for leaf in wanted] and sound:
            return Columns(by_grid)
        texts = [cell.text for grid, row in self.heads.rows for cell in _starting(grid, row)]
        in_order = heads.columns_in_order(block, texts)
        if in_order:
            return Columns({}, in_order)
        whole = len(by_grid) == len(wanted)
        # Where rows lack cells, the columns of the grid are those that were printed only under whole heads.
        ragged = any(_is_ragged(grid) for grid, _ in self.heads.rows)
        told = whole and all(len(_under(grid, row)) == grid.width for grid, row in self.heads.rows)
        usable = (told or not ragged) and all(grid.aligned for grid, _ in self.heads.rows)
        return Columns(by_grid, whole=whole) if usable else Columns({}, whole=False)

    def _columns_by_grid(self, block: Block) -> dict[str, tuple[Leaf, list[int]]]:
        found: dict[str, tuple[Leaf, list[int]]] = {}
        for column in range(self.heads.width):
            stack: list[str] = []
            last: GridCell | None = None
            for grid, row in self.heads.rows:
                cell = next((c for c in _covering(grid, row) if c.column <= column < c.column + c.columns), None)
                if cell is not None and cell is not last:
                    stack.append(cell.text)
                    last = cell
            leaf = heads.column_match(block, stack)
            if leaf is not None:
                found.setdefault(leaf.head.id, (leaf, []))[1].append(column)
        total = heads.leaves_of(block, rows=False)[-1].head
        known = {column for _, columns in found.values() for column in columns}
        if total.total and total.id in found and not known.issuperset(range(found[total.id][1][-1], self.heads.width)):
            # 总计 with another column after it, whose head cannot be read: either may be it.
            del found[total.id]
        return found


def _is_ragged(grid: ReadTable) -> bool:
    """Whether rows lack cells: then the columns of the grid are not those that were printed."""
    return sum(cell.rows * cell.columns for cell in grid.cells) < grid.width * grid.height


def _under(grid: ReadTable, row: int) -> set[int]:
    """The columns of the grid that a row has cells in."""
    return {place for cell in _covering(grid, row) for place in range(cell.column, cell.column + cell.columns)}


def _covering(grid: ReadTable, row: int) -> Iterator[GridCell]:
    return (cell for cell in grid.cells if cell.row <= row < cell.row + cell.rows)


def _starting(grid: ReadTable, row: int) -> Iterator[GridCell]:
    return iter(sorted((cell for cell in grid.cells if cell.row == row), key=lambda cell: cell.column))


def _is_label(text: str) -> bool:
    """Whether a cell of a row is a label: it has words, and they are no number with something beside it."""
    read = read_value(text)
    if read.value is not None or not read.fault:
        return False
    label = split(text)
    return label.ordinal is not None or (len(label.core) >= 2 and not half_width(text).strip()[:1].isdecimal())


def _parts(text: str) -> list[str]:
    """A label cell's labels: one, or several that were run together (（三）不予公开1.属于国家秘密)."""
    plain = "".join(half_width(text).split())
    starts = [0]
    for place in range(1, len(plain)):
        rest = plain[place:]
        ordinal = split(rest).ordinal
        marked = ordinal is not None and ordinal.level in ("part", "item") and not plain[place - 1].isdecimal()
        if marked and ordinal is not None and ordinal.text[-1:] in ".、)" and plain[place - 1] not in "第（(":
            starts.append(place)
    pieces = [plain[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return [piece for piece in pieces if normal(piece)] if len(pieces) > 1 else [text] if normal(text) else []
