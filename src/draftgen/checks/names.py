"""The names of cells and of parts of the report, as messages give them."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from draftgen import forms
from draftgen.core.form import Header, Table


class CellName(NamedTuple):
    """A value cell by the words a clerk finds it with."""

    table: str
    row: str
    column: str

    @property
    def where(self) -> str:
        """The place in its table, as messages say it: a table of one row has no name for it."""
        return f"“{self.row}”行“{self.column}”列" if self.row else f"“{self.column}”列"


SECTIONS = ("overview", "published", "requests", "disputes", "problems", "other")
TITLES = {
    "overview": "总体情况",
    "published": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
ORDINALS = "一二三四五六"
PARTS = {
    "publication": "（一）主动公开",
    "requests": "（二）依申请公开",
    "management": "（三）政府信息管理",
    "platform": "（四）政府信息公开平台建设",
    "supervision": "（五）监督保障",
}
_OTHER_NAMES = {"intro": "引言", "": "正文"}


def part_name(section: str, part: str = "") -> str:
    """A section and its part in Chinese: 总体情况（二）依申请公开."""
    name = TITLES.get(section) or _OTHER_NAMES.get(section, "正文")
    return f"{name}{PARTS[part]}" if section == "overview" and part in PARTS else name


@cache
def cell_names(form_id: str) -> Mapping[str, CellName]:
    """Every path of a form with the names of its table, row and column."""
    return {
        cell.path: CellName(table.key, _row_name(table, cell.row), _column_name(table, cell.column))
        for table in forms.form(form_id).tables
        for cell in table.cells()
    }


def _row_name(table: Table, row: Header) -> str:
    name = row.key or row.label
    if name != "其他":
        return name
    parent = next((p for block in table.blocks for root in block.rows if (p := _parent(root, row))), None)
    return f"{parent.key}·{name}" if parent else name


def _column_name(table: Table, column: Header) -> str:
    if table.id != "table4":
        return column.key
    parent = next((p for block in table.blocks for root in block.columns if (p := _parent(root, column))), None)
    return f"{parent.key}·{column.key}" if parent else column.key


def _parent(head: Header, wanted: Header) -> Header | None:
    if any(child is wanted for child in head.children):
        return head
    return next((found for child in head.children if (found := _parent(child, wanted))), None)
