"""Official tables in WordprocessingML: column widths, row heights, merged cells."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from draftgen.core.document import GridCell, TableBlock
from draftgen.core.finding import ProgramFault
from draftgen.render.ooxml import HIGHLIGHT, Controls, escape, paragraph, run
from draftgen.render.ooxml_look import Page

# The national form's own proportions; a table of any other width has equal columns.
_PROPORTIONS: Mapping[int, tuple[int, ...]] = {10: (754, 921, 3271, 685, 685, 685, 685, 685, 685, 685)}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_TITLE_FILL = "C6D9F1"
_TALL = 0.6
_HEADING = 660  # the heading above it, with the space after
_SLACK = 200
_SPARE = 40  # what borders and rounding take from the width of a cell


class CellType(NamedTuple):
    """How the cells of a table are set: style, size in half-points, lengths in twips."""

    style: str
    size: int
    pitch: int
    row: int
    margin: int

    def inner(self, width: int) -> int:
        return width - 2 * self.margin

    def lines(self, text: str, width: int) -> int:
        """How many lines ``text`` takes in a cell of ``width``."""
        # Punctuation that may not begin a line pulls a character down with it: one may be lost per line.
        capacity = max(1, self.inner(width) // (self.size * 10) - (1 if len(text) > 12 else 0))
        return -(-_ems(text) // (capacity * 2))


_WIDE = CellType("年报小表", 18, 220, 370, 40)
_PLAIN = CellType("年报表格", 21, 280, 360, 80)


class Layout(NamedTuple):
    """The measures of one table. ``stub`` counts the columns of row heads; ``tall`` tables get a page of their own."""

    block: TableBlock
    rows: tuple[tuple[GridCell, ...], ...]
    type: CellType
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    stub: int
    tall: bool
    whole: bool

    @property
    def height(self) -> int:
        return sum(self.heights)

    def width(self, cell: GridCell) -> int:
        return sum(self.widths[cell.column : cell.column + cell.columns])


def lay_out(block: TableBlock, page: Page) -> Layout:
    """Measures a table for a page.

    A table that takes most of a page is to stay on one, together with the heading above it: its rows are made lower
    where that is needed and possible. ``whole`` tells that it fits.
    """
    kind = _WIDE if block.width > 8 else _PLAIN
    widths = _widths(block.width, page.text_width)
    values = [cell for cell in block.cells if cell.path]
    stub = min((cell.column for cell in values), default=0)
    heights = [kind.row] * block.height
    for cell in block.cells:
        if cell.rows == 1 and not cell.path:
            across = sum(widths[cell.column : cell.column + cell.columns])
            needed = max(1, _label_lines(cell, across, kind)) * kind.pitch + 60
            heights[cell.row] = max(heights[cell.row], needed)
    room = page.text_height - _HEADING - _SLACK
    tall = sum(heights) > _TALL * page.text_height
    excess = sum(heights) - room
    low = [row for row, height in enumerate(heights) if height == kind.row]
    if excess > 0 and low and kind.row - excess // len(low) - 1 >= kind.pitch + 40:
        for row in low:
            heights[row] -= excess // len(low) + 1
    return Layout(block, _rows(block), kind, widths, tuple(heights), stub, tall, sum(heights) <= room)


def table(layout: Layout, styles: Mapping[str, str], controls: Controls, caption: str) -> str:
    """The ``w:tbl`` of a table.

    Args:
        layout: Its measures.
        styles: Ids of paragraph styles by name.
        controls: Where the figures of the value cells are noted.
        caption: What the table is called, read aloud to those who cannot see it.

    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    margin = layout.type.margin
    rows = "".join(_row(layout, row, styles, controls) for row in range(layout.block.height))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _ems(text: str) -> int:
    """The width of ``text`` in half characters."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _widths(columns: int, total: int) -> tuple[int, ...]:
    shares = _PROPORTIONS.get(columns, (1,) * columns)
    edges = [total * sum(shares[:column]) // sum(shares) for column in range(columns + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _narrow(cell: GridCell, width: int, kind: CellType) -> int:
    """Characters to a line of a head that does not fit its narrow column; 0 for all others.

    Heads of four or six characters are words of two: they break after the second.
    """
    if not cell.head or cell.columns > 1:
        return 0
    count = _ems(cell.text) // 2
    fitting = kind.inner(width) // (kind.size * 10)
    if fitting > 3 or count <= 2:
        return 0
    return 2 if count % 2 == 0 else min(count, (width - 20) // (kind.size * 10))


def _label_lines(cell: GridCell, width: int, kind: CellType) -> int:
    narrow = _narrow(cell, width, kind)
    return -(-_ems(cell.text) // (2 * narrow)) if narrow else kind.lines(cell.text, width)


def _row(layout: Layout, row: int, styles: Mapping[str, str], controls: Controls) -> str:
    block = layout.block
    rule = "exact" if layout.tall and layout.whole else "atLeast"
    head = "<w:tblHeader/>" if row < block.head_rows else ""
    cells = "".join(_cell(layout, cell, row, styles, controls) for cell in layout.rows[row])
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{layout.heights[row]}" w:hRule="{rule}"/>{head}</w:trPr>'
        f"{cells}</w:tr>"
    )


def _rows(block: TableBlock) -> tuple[tuple[GridCell, ...], ...]:
    """The cells that cover each row, from left to right."""
    rows: list[list[GridCell]] = [[] for _ in range(block.height)]
    filled = [0] * block.height
    for cell in sorted(block.cells, key=lambda cell: cell.column):
        for row in range(cell.row, min(cell.row + cell.rows, block.height)):
            # A gap or an overlap leaves the row short.
            if cell.column == filled[row]:
                rows[row].append(cell)
                filled[row] += cell.columns
    for number, width in enumerate(filled, 1):
        if width != block.width:
            raise ProgramFault(f"表格 {block.place} 第 {number} 行的单元格没有排满 {block.width} 列。")
    return tuple(tuple(row) for row in rows)


def _cell(layout: Layout, cell: GridCell, row: int, styles: Mapping[str, str], controls: Controls) -> str:
    width = layout.width(cell)
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    title = cell.head and cell.columns == layout.block.width
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_TITLE_FILL}"/>' if title else ""
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}{_margins(layout, cell)}<w:vAlign w:val="center"/>'
    )
    content = _content(layout, cell, controls) if cell.row == row else ""
    last = row == layout.block.height - 1
    keep = "" if last or not layout.whole else "<w:keepNext/>"
    left = '<w:jc w:val="left"/>' if _flush_left(layout, cell, title=title) else ""
    # LibreOffice forgets the size of a run inside of a control, not that of the paragraph's style.
    style = "年报长数" if cell.path and _size(layout, cell) < layout.type.size else layout.type.style
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(styles[style], content, keep + left)}</w:tc>"


def _flush_left(layout: Layout, cell: GridCell, *, title: bool) -> bool:
    return title or (cell.head and layout.stub > 1 and cell.column < layout.stub)


def _margins(layout: Layout, cell: GridCell) -> str:
    """Margins that leave room for just the characters a narrow head should have on a line."""
    width = layout.width(cell)
    narrow = _narrow(cell, width, layout.type)
    if not narrow:
        return ""
    half = layout.type.size * 5
    margin = max(5, (width - (2 * narrow + 1) * half) // 2)
    return f'<w:tcMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tcMar>'


def _size(layout: Layout, cell: GridCell) -> int:
    """The size of a figure: it may not break in the middle, so a long one is set smaller until it fits."""
    inner = layout.type.inner(layout.width(cell)) - _SPARE
    return max(10, min(layout.type.size, inner // (5 * max(1, _ems(cell.text)))))


def _content(layout: Layout, cell: GridCell, controls: Controls) -> str:
    if not cell.path:
        # The form sets its note on the sums apart from the heads.
        note = cell.text.startswith("（") and cell.row == 0 and cell.column == 0
        return run(cell.text, '<w:rFonts w:hint="eastAsia" w:eastAsia="楷体_GB2312"/>' if note else "")
    if cell.text.startswith("【"):
        return run(cell.text, HIGHLIGHT)
    size = _size(layout, cell)
    properties = "" if size == layout.type.size else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return controls.control(cell.path, cell.text, None, properties)
