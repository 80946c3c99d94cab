"""One tab of a filled workbook: texts, labels and places by row and column, and what is odd about single cells."""

import re
from collections.abc import Iterator, Sequence

from draftgen.core.finding import Finding, Level
from draftgen.core.record import Source
from draftgen.core.workbook import WAITING, same
from draftgen.located import Scalar
from draftgen.located.nodes import place
from draftgen.sheets import Sheet, cell_name, text_of

_BETWEEN = (("\n", "\n"), ("；;", "[；;\n]"), ("", "[、，,]"))


class Grid:
    """A tab. ``first_line`` is the number of its first row among the lines of the whole workbook."""

    def __init__(self, sheet: Sheet, file: str, first_line: int) -> None:
        self.name = sheet.name
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.findings: list[Finding] = []
        self.knows_formulas = sheet.marked
        self._sheet, self._file, self._first = sheet, file, first_line
        self._texts = [[_stripped(text_of(value)) for value in row] for row in sheet.rows]
        self._covered = {
            (row, column): (area.top, area.left)
            for area in sheet.merged
            for row in range(area.top, min(area.bottom, self.height) + 1)
            for column in range(area.left, min(area.right, self.width) + 1)
            if (row, column) != (area.top, area.left)
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """Each row as one line, for excerpts."""
        return tuple("　".join(text.replace("\n", " ") for text in row if text) for row in self._texts)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; "" outside of what is filled."""
        return self._texts[row][column] if 0 <= row < self.height and 0 <= column < len(self._texts[row]) else ""

    def label(self, row: int, column: int) -> str:
        """The text of a cell that labels others: a merged one labels every place it covers."""
        return self.text(*self._covered.get((row, column), (row, column)))

    def source(self, row: int, column: int) -> Source:
        return Source(self._file, self._first + row, column + 1, f"{self.name}!{cell_name(row, column)}")

    def has_formula(self, row: int, column: int) -> bool:
        return (row, column) in self._sheet.formulas

    def value(self, row: int, column: int, *, alone: bool = False) -> Scalar | None:
        """What is typed in a cell: None if it is empty, a blank text if it waits to be filled in.

        A cell merged with the one above is asked about; with ``alone`` also one merged with its neighbour.
        """
        text, source, spot = self.text(row, column), self.source(row, column), (row, column)
        if spot in self._sheet.errors:
            text = self._sheet.errors[spot]
            self.remark("cell-error", source, f"这一格显示的是错误值“{text}”。", "改正公式，或者直接填数。")
        elif spot in self._sheet.unsolved:
            text = "（公式）"
            self.remark(
                "formula-open",
                source,
                "这一格是公式，文件里没有存下它的得数。",
                "用 Excel 或 WPS 打开这份表，保存一次再试；或者直接填数。",
            )
        elif spot in self._covered and (alone or self._covered[spot][0] < row):
            text = self.text(*self._covered[spot])
            if text:
                first = cell_name(*self._covered[spot])
                self.remark(
                    "cell-merged",
                    source,
                    f"这一格和 {first} 合并了，分不清“{text}”是哪一格的。",
                    "取消合并，分别填写。",
                )
        if spot in self._sheet.linked and text:
            self.remark(
                "formula-linked",
                source,
                "这一格的数取自另一个文件，按保存时的结果读取。",
                "核对它是不是最新的；最好直接填数。",
                Level.ASK,
            )
        if not text:
            return None
        return Scalar("" if text == WAITING else text, source, quoted=text != WAITING)

    def remark(self, code: str, source: Source, message: str, advice: str, level: Level = Level.ERROR) -> None:
        self.findings.append(Finding(code, level, place(source, ()), message, advice))

    def heads(self, wanted: Sequence[str]) -> tuple[int, dict[str, int]]:
        """The row with the column heads and the column of each; (-1, their usual order) if there is none."""
        for row in range(self.height):
            found: dict[str, int] = {}
            for column, text in enumerate(self._texts[row]):
                name = next((head for head in wanted if same(head) == same(text)), "")
                if name:
                    found.setdefault(name, column)
            if len(found) >= 2 and wanted[0] in found:
                return row, found
        return -1, {head: column for column, head in enumerate(wanted)}

    def rows(self, start: int = 0) -> Iterator[int]:
        """The rows from ``start`` that hold anything."""
        return (row for row in range(max(start, 0), self.height) if any(self._texts[row]))


def _stripped(text: str) -> str:
    """A text without blanks around it; one of several items that hold every other sign keeps the end of its line."""
    bare = text.strip()
    return f"{bare}\n" if text.endswith("\n") and any(sign in bare for sign in "；;") else bare


def listed(cell: Scalar) -> tuple[Scalar, ...]:
    """The items of a list in one cell: a line each; else between semicolons; else between commas of either kind."""
    pattern = next(split for signs, split in _BETWEEN if not signs or any(sign in cell.text for sign in signs))
    return tuple(
        Scalar(part.strip(), cell.source, quoted=True) for part in re.split(pattern, cell.text) if part.strip()
    )
