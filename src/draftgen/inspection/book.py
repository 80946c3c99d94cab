"""A workbook as offices print it: texts that stay texts, heads on every page, rows high enough for what is in them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

from draftgen.core.finding import DraftgenError

_LONGEST = 2000
_LINE = 14
_HIGHEST = 400
_FONT = "宋体"
_BASE = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#A6A6A6"}
_NOUGHT = {"align": "center", "num_format": "0;-0;;@"}


class Share(NamedTuple):
    """A share of a whole, printed as per cent."""

    value: float


class Heavy(NamedTuple):
    """A number that is to catch the eye where it is not 0."""

    value: int


Value: TypeAlias = str | int | Share | Heavy


class Column(NamedTuple):
    """A column: its head, its width in characters, and the head that it shares with its neighbours."""

    name: str
    width: float
    group: str = ""


def require() -> None:
    """Raises DraftgenError with the command to type where the package that writes Excel is missing."""
    try:
        import xlsxwriter  # noqa: F401, PLC0415 - an optional package
    except ImportError as error:
        raise DraftgenError(
            "生成审核汇总表要先安装 xlsxwriter。请运行：python -m pip install xlsxwriter，再试一次。"
        ) from error


class Book:
    """Writes one workbook, the same bytes for the same contents."""

    def __init__(self, title: str) -> None:
        require()
        import xlsxwriter  # noqa: PLC0415

        self._stream = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(self._stream, options)
        created = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - no clock, and Excel knows no zone
        self._book.set_properties({"title": title, "created": created})
        add = self._book.add_format
        self._text = add({**_BASE, "text_wrap": True, "quote_prefix": True})
        self._number = add({**_BASE, **_NOUGHT})
        self._heavy = add({**_BASE, **_NOUGHT, "bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"})
        self._share = add({**_BASE, "align": "center", "num_format": "0%"})
        self._head = add({**_BASE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDEBF7"})
        self._title = add({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
        self._note = add({"font_name": _FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True})

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], above: Sequence[str] = ()
    ) -> None:
        """Adds a sheet. ``above`` are a title and a note over the heads; the first two columns and the heads stay in sight."""
        sheet = self._book.add_worksheet(name)
        first = self._above(sheet, above, len(columns))
        body = self._heads(sheet, columns, first)
        line = body
        for row in rows:
            for column, value in enumerate(row):
                self._write(sheet, line, column, value)
            sheet.set_row(line, _height(row, columns))
            line += 1
        for number, head in enumerate(columns):
            sheet.set_column(number, number, head.width)
        if line > body:
            sheet.autofilter(body - 1, 0, line - 1, len(columns) - 1)
        sheet.freeze_panes(body, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first, body - 1)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def done(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._stream.getvalue()

    def _above(self, sheet: Any, above: Sequence[str], width: int) -> int:
        for line, text in enumerate(above):
            sheet.merge_range(line, 0, line, width - 1, text, self._note if line else self._title)
            sheet.set_row(line, 20 if line else 30)
        return len(above)

    def _heads(self, sheet: Any, columns: Sequence[Column], line: int) -> int:
        """Writes the heads, in two lines where columns share one; gives the line below."""
        if not any(column.group for column in columns):
            for number, column in enumerate(columns):
                sheet.write_string(line, number, column.name, self._head)
            sheet.set_row(line, 22)
            return line + 1
        number = 0
        while number < len(columns):
            group = columns[number].group
            end = number + 1
            while group and end < len(columns) and columns[end].group == group:
                end += 1
            if not group:
                sheet.merge_range(line, number, line + 1, number, columns[number].name, self._head)
            else:
                sheet.merge_range(line, number, line, end - 1, group, self._head)
                for inner in range(number, end):
                    sheet.write_string(line + 1, inner, columns[inner].name, self._head)
            number = end
        for step in (0, 1):
            sheet.set_row(line + step, 20)
        return line + 2

    def _write(self, sheet: Any, line: int, column: int, value: Value) -> None:
        """A text as a text whatever it begins with: what somebody else wrote never becomes a formula or a link."""
        if isinstance(value, str):
            sheet.write_string(line, column, _safe(value), self._text)
        elif isinstance(value, Share):
            sheet.write_number(line, column, value.value, self._share)
        elif isinstance(value, Heavy):
            sheet.write_number(line, column, value.value, self._heavy if value.value else self._number)
        else:
            sheet.write_number(line, column, value, self._number)


def _safe(text: str) -> str:
    """A text that a cell can hold, without what XML cannot."""
    kept = "".join(char for char in text if char == "\n" or (char >= " " and not _is_forbidden(char)))
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST]}……"


def _is_forbidden(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Points for the cell that needs most lines; a 汉字 is as wide as two letters."""
    most = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str):
            lines = sum(max(1, -(-_width(part) // max(1, int(column.width) - 1))) for part in value.split("\n"))
            most = max(most, lines)
    return min(_HIGHEST, most * _LINE + 4)


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)
