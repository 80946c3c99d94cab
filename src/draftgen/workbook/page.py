"""One tab while it is written: formats by name, cells that may be typed in, rules with Chinese messages.

Text of any origin goes out by ``write_string`` alone, so that nothing that starts with = + - @ becomes a formula.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from draftgen import numerals
from draftgen.core.finding import RefusedOutput
from draftgen.core.workbook import TICK, WAITING
from draftgen.sheets import cell_name

_FONT = "微软雅黑"
_LINE = "#BFBFBF"
_YELLOW = "#FFF8D6"
_GREY = "#EFEFEF"
_HEAD = "#DCE6F1"
_DEEP = "#2F5597"
_LONGEST = 32_767
_ROW = 20
_LINE_OF_TEXT = 15
_DIGITS = 15

_COMMON: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "border_color": _LINE}
# What a spreadsheet takes for the start of a formula; a stroke alone stands for nothing.
_FORMULA = re.compile(r"[\t\r]*[=+\-@].")
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": _DEEP},
    "note": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "bg_color": _HEAD, "border": 1, "align": "center", "text_wrap": True},
    "section": {"bold": True, "bg_color": "#F2F6FB", "bottom": 1, "font_color": _DEEP},
    "label": {"border": 1, "text_wrap": True, "indent": 1},
    "centred": {"border": 1, "text_wrap": True, "align": "center"},
    "about": {"font_color": "#7F7F7F", "font_size": 9, "text_wrap": True, "border": 1, "indent": 1},
    "unit": {"font_color": "#7F7F7F", "border": 1, "align": "center"},
    "number": {"bg_color": _YELLOW, "border": 1, "align": "center", "locked": False},
    "last": {"bg_color": _GREY, "border": 1, "align": "center", "font_color": "#595959", "locked": False},
    "text": {"bg_color": _YELLOW, "border": 1, "text_wrap": True, "num_format": "@", "locked": False, "indent": 1},
    "percent": {"bg_color": _YELLOW, "border": 1, "align": "center", "num_format": "@", "locked": False},
    "last_percent": {
        "bg_color": _GREY,
        "border": 1,
        "align": "center",
        "font_color": "#595959",
        "num_format": "@",
        "locked": False,
    },
    "tick": {"bg_color": _YELLOW, "border": 1, "align": "center", "bold": True, "num_format": "@", "locked": False},
    "total": {"bg_color": _HEAD, "border": 1, "align": "center", "bold": True},
    "check": {"align": "center", "font_color": "#548235", "font_size": 9, "text_wrap": True},
    "wrong": {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    "waiting": {"font_color": "#C55A11", "italic": True},
}


class Rule(NamedTuple):
    """What a cell takes: a formula for its first cell ({} stands for the cell), and what to say when it does not."""

    formula: str
    title: str
    message: str


WHOLE = Rule(
    f'=OR({{}}="{WAITING}",IF(ISNUMBER({{}}),AND({{}}>=0,{{}}=INT({{}})),FALSE))',
    "这里填整数",
    "填 0 或正整数，不写“件”“条”等字，不带小数。没有发生的写 0。",
)
COUNT = Rule(
    '=IF(ISNUMBER({}),AND({}>=0,{}=INT({})),LEFT({},1)="约")',
    "这里填整数",
    "填 0 或正整数，不写“件”“条”等字。确实只有大概的数，写成“约300”。",
)
AMOUNT = Rule(
    f'=OR({{}}="{WAITING}",LEFT({{}},1)="约",IF(ISNUMBER({{}}),{{}}>=0,FALSE))',
    "这里填数字",
    "填 0 或正数，可以有小数，不写单位。",
)
PERCENT = Rule('=RIGHT({},1)="%"', "这里填百分数", "连百分号一起写，例如 98.5%。")
TICKED = Rule("", "这里只打√", "做了的从下拉里选“√”，没做的空着。")


class Page:
    """A tab of the workbook that is being written."""

    def __init__(self, book: Any, name: str, widths: Sequence[float], colour: str = "") -> None:
        self.name = name
        self._book = book
        self._formats: dict[str, Any] = book.formats_by_name
        self._sheet = book.add_worksheet(name)
        self._sheet.hide_gridlines(2)
        self._sheet.set_default_row(_ROW)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})
        if colour:
            self._sheet.set_tab_color(colour)
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width, self._formats["plain"])

    def put(self, row: int, column: int, text: str, look: str, *, to: tuple[int, int] | None = None) -> None:
        """A text as it stands; ``to`` is the last row and column of a merged cell."""
        if len(text) > _LONGEST:
            raise RefusedOutput(f"“{text[:20]}……”有 {len(text)} 个字，一个格子放不下（最多 {_LONGEST} 个）。")
        form = self._quoted(look) if _FORMULA.match(text) else self._formats[look]
        if to is not None and to != (row, column):
            self._sheet.merge_range(row, column, *to, "", form)
        if text:
            self._sheet.write_string(row, column, text, form)
        else:
            self._sheet.write_blank(row, column, None, form)

    def _quoted(self, look: str) -> Any:
        """The format with Excel's own mark for a text, which keeps it one when somebody edits it."""
        about = _FORMATS.get(look, {})
        if about.get("num_format") == "@":
            return self._formats[look]
        name = f"{look} quoted"
        if name not in self._formats:
            self._formats[name] = self._book.add_format({**_COMMON, **about, "quote_prefix": True})
        return self._formats[name]

    def number(self, row: int, column: int, text: str, look: str) -> None:
        """A number as a number where a spreadsheet can hold it exactly, any other text as it stands."""
        value = numerals.parse(text) if len(text) <= 40 else None
        if value is None or len(value.normalize().as_tuple().digits) > _DIGITS:
            self.put(row, column, text, look)
        else:
            self._sheet.write_number(row, column, float(value), self._formats[look])

    def formula(self, row: int, column: int, formula: str, look: str, value: Decimal | str = "") -> None:
        """A formula of our own with the result it has now."""
        shown = value if isinstance(value, str) else float(value)
        self._sheet.write_formula(row, column, formula, self._formats[look], shown)

    def rule(self, rule: Rule, top: int, left: int, bottom: int, right: int) -> None:
        """Refuses what does not fit, with a message in Chinese."""
        first = cell_name(top, left)
        how = {"validate": "custom", "value": rule.formula.replace("{}", first)}
        self._sheet.data_validation(
            top, left, bottom, right, {**how, "error_title": rule.title, "error_message": rule.message}
        )

    def choice(
        self, top: int, left: int, bottom: int, right: int, options: Sequence[str], *, free: bool = False
    ) -> None:
        """A drop-down list; ``free``: something else may be typed."""
        message = f"只能选：{'、'.join(options)}"
        about = {
            "validate": "list",
            "source": list(options),
            "error_title": "从下拉里选",
            "error_message": message if len(message) < 250 else "只能选下拉里有的。",
            "show_error": not free,
        }
        self._sheet.data_validation(top, left, bottom, right, about)

    def tick(self, row: int, column: int, *, ticked: bool) -> None:
        self.put(row, column, TICK if ticked else "", "tick")
        about = {"validate": "list", "source": [TICK], "error_title": TICKED.title, "error_message": TICKED.message}
        self._sheet.data_validation(row, column, row, column, about)

    def red_where(self, top: int, left: int, bottom: int, right: int, formula: str) -> None:
        """Turns cells red as soon as ``formula`` (written for the first of them) holds."""
        rule = {"type": "formula", "criteria": formula, "format": self._formats["wrong"]}
        self._sheet.conditional_format(top, left, bottom, right, rule)

    def watch_numbers(self, top: int, left: int, bottom: int, right: int) -> None:
        """Cells for numbers: text in them is red, 待填 is told apart."""
        first = cell_name(top, left)
        waiting = {"type": "cell", "criteria": "==", "value": f'"{WAITING}"', "format": self._formats["waiting"]}
        self._sheet.conditional_format(top, left, bottom, right, {**waiting, "stop_if_true": True})
        rough = f'LEFT({first},1)<>"约"'
        self.red_where(top, left, bottom, right, f'=AND(ISTEXT({first}),{first}<>"{WAITING}",{rough})')

    def height(self, row: int, lines: int) -> None:
        """Room for so many lines of text; a row for one line is left to grow by itself."""
        if lines > 1:
            self._sheet.set_row(row, lines * _LINE_OF_TEXT + _ROW - _LINE_OF_TEXT)

    def activate(self) -> None:
        """This tab is the one that shows when the file is opened."""
        self._sheet.activate()

    def freeze(self, row: int, column: int = 0) -> None:
        self._sheet.freeze_panes(row, column)
        if row:
            self._sheet.repeat_rows(0, row - 1)

    def quiet(self, top: int, left: int, bottom: int, right: int) -> None:
        """No green corner for a number kept as text."""
        area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        self._sheet.ignore_errors({"number_stored_as_text": area})


def formats(book: Any) -> dict[str, Any]:
    """The formats of the workbook by name."""
    found = {name: book.add_format({**_COMMON, **about}) for name, about in _FORMATS.items()}
    for name in ("wrong", "waiting"):
        found[name] = book.add_format(_FORMATS[name])
    return {**found, "plain": book.add_format(_COMMON)}


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of ``width`` characters."""
    wide = [sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in re.split("\n", text)]
    return sum(max(1, -(-length // max(1, int(width)))) for length in wide)
