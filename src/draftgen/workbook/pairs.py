"""Tabs of labelled lines: 单位, 上级要求; and tabs that name cells of the tables: 上年, 来源."""

from collections.abc import Iterator, Sequence

from draftgen.core.form import Form
from draftgen.core.workbook import (
    LAST_FILE,
    LAST_HEADS,
    LINE_HEADS,
    NOTICE_LINES,
    ORIGIN_HEADS,
    UNIT,
    UNIT_LINES,
    CellLine,
    Line,
    cell_lines,
    group_lines,
)
from draftgen.located import Listing, Mapping, Scalar
from draftgen.located.building import at
from draftgen.workbook.figures import written
from draftgen.workbook.page import AMOUNT, Page, lines_in


def draw_lines(page: Page, name: str, root: Mapping, profiles: Sequence[str]) -> None:
    """单位 or 上级要求."""
    lines = UNIT_LINES if name == UNIT else NOTICE_LINES
    note = "" if name == UNIT else "把上级通知里的要求抄在这里，写完报告逐条核对；没有通知的空着。"
    page.put(0, 0, name, "title")
    page.put(1, 0, note or "只在黄色格子里填。", "note", to=(1, 2))
    for column, head in enumerate(LINE_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    for row, line in enumerate(lines, 3):
        text = _text(line, root)
        page.put(row, 0, line.label, "label")
        page.put(row, 1, text, "text")
        page.quiet(row, 1, row, 1)
        page.put(row, 2, line.note, "about")
        page.height(row, lines_in(text, 44))
        options = profiles if line.keys[-1] == "体例" else line.options
        if options:
            page.choice(row, 1, row, 1, options, free=line.keys[-1] == "体例")


def _text(line: Line, root: Mapping) -> str:
    node = at(root, *line.keys)
    if isinstance(node, Listing) and line.keys[-1] == "体例" and len(node.items) == 1:
        return f"{written(node).removesuffix('；')}；"
    return written(node)


def draw_last_year(page: Page, root: Mapping, form: Form) -> None:
    """上年: the name of last year's file, or last year's numbers of the tables."""
    page.put(0, 0, "上年", "title")
    note = "有上年的数据文件就写文件名；没有的，把上年年报三张表里的数抄在下面（只抄要比较的，空着的不比较）。"
    page.put(1, 0, note, "note", to=(1, 3))
    page.height(1, 2)
    page.put(2, 0, LAST_FILE.label, "label")
    page.put(2, 1, written(at(root, *LAST_FILE.keys)), "text", to=(2, 3))
    for column, head in enumerate(LAST_HEADS):
        page.put(4, column, head, "head")
    page.freeze(5)
    row = 5
    for key, line in _usual(root, form):
        node = at(root, "上年", *line.keys)
        for column, text in enumerate((key, line.row, line.column)):
            page.put(row, column, text, "label")
        page.number(row, 3, node.text if isinstance(node, Scalar) else "", "last")
        page.rule(AMOUNT, row, 3, row, 3)
        page.watch_numbers(row, 3, row, 3)
        row += 1


def _usual(root: Mapping, form: Form) -> Iterator[tuple[str, CellLine]]:
    """The cells that are compared over the years: of rows that have a total the total; and any that is given."""
    for table in form.tables:
        lines = cell_lines(table)
        totalled = bool(group_lines(table))
        for line in (*lines, *group_lines(table)):
            if not totalled or line.column == "总计" or at(root, "上年", *line.keys) is not None:
                yield table.key, line


def origins(root: Mapping, form: Form) -> Iterator[tuple[str, CellLine, str]]:
    """The cells of the tables of which it is known where they come from."""
    for table in form.tables:
        for line in cell_lines(table):
            origin = at(root, *line.keys, "来源")
            if isinstance(origin, Scalar) and origin.text:
                yield table.key, line, origin.text


def draw_origins(page: Page, root: Mapping, form: Form) -> None:
    """来源: where the numbers of the tables come from."""
    page.put(0, 0, "来源", "title")
    page.put(1, 0, "三张表里的数是从哪里来的（由台账汇总时写入）；只进核对单，不进报告。", "note", to=(1, 3))
    for column, head in enumerate(ORIGIN_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    for row, (key, line, text) in enumerate(origins(root, form), 3):
        for column, label in enumerate((key, line.row, line.column)):
            page.put(row, column, label, "label")
        page.put(row, 3, text, "text")
