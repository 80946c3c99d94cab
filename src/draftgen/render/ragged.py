"""Tables whose rows were printed with fewer cells than others, laid out so that every figure stands under its head."""

import re
from collections.abc import Sequence

from draftgen.core.document import GridCell
from draftgen.core.read import ReadTable

_FIGURE = re.compile(r"[\d\s,，.．]+|[-—/／]*")
_SHORT = 2


def full_rows(read: ReadTable) -> tuple[GridCell, ...]:
    """The cells of a table with nothing missing.

    In a text file a row has a cell for each value, and a label one, two or three; a head may have fewer still. Values
    and heads are therefore put against the right edge: the last label of a row becomes wider, a row of heads gets a
    blank before it, a row of two cells keeps the first narrow. Where it is known what stands below what, blanks go where
    cells lack.
    """
    if read.aligned or any(cell.rows > 1 for cell in read.cells):
        return _with_blanks(read)
    rows = [sorted((cell for cell in read.cells if cell.row == row), key=_column) for row in range(read.height)]
    made: list[GridCell] = []
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        made += _wide(number, row, read.width, below)
    return tuple(made)


def _column(cell: GridCell) -> int:
    return cell.column


def _wide(number: int, row: Sequence[GridCell], width: int, below: Sequence[GridCell]) -> list[GridCell]:
    """A row as wide as the table."""
    widths = [cell.columns for cell in row]
    lacking = width - sum(widths)
    texts = [cell.text for cell in row]
    if not row or lacking <= 0:
        return list(row) or [GridCell(number, 0, 1, width, "")]
    values = _values(texts)
    if len(row) <= _SHORT:
        widths[-1] += lacking
    elif 0 < values < len(row):
        widths[-1 - values] += lacking
    elif len(row) < len(below) and texts[0] == below[0].text and texts[-1] == below[-1].text:
        # 自然人 | 法人或其他组织 | 总计 over 自然人 | 商业企业 | … | 总计: the middle one is over all between.
        blank = max(0, width - sum(cell.columns for cell in below))
        widths[len(row) // 2] += lacking - blank
        texts, widths = ["", *texts] if blank else texts, [blank, *widths] if blank else widths
    else:
        texts, widths = ["", *texts], [lacking, *widths]
    starts = [sum(widths[:place]) for place in range(len(widths))]
    return [GridCell(number, start, 1, wide, text) for start, wide, text in zip(starts, widths, texts, strict=True)]


def _values(texts: Sequence[str]) -> int:
    """How many cells at the end of a row hold a figure, or a sign for none."""
    count = 0
    for text in reversed(texts):
        if not _FIGURE.fullmatch(text.strip()):
            break
        count += 1
    return count


def _with_blanks(read: ReadTable) -> tuple[GridCell, ...]:
    taken = {
        (row, column)
        for cell in read.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    gaps = (
        GridCell(row, column, 1, 1, "")
        for row in range(read.height)
        for column in range(read.width)
        if (row, column) not in taken
    )
    return tuple(sorted((*read.cells, *gaps), key=lambda cell: (cell.row, cell.column)))
