"""All tabs of the workbook, from the tree of a data file in its one spelling."""

from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from draftgen import forms
from draftgen.core.finding import RefusedOutput
from draftgen.core.form import Form
from draftgen.core.workbook import (
    DONE,
    EXTRA,
    FIGURES,
    GUIDE,
    ISSUES,
    LAST,
    NOTICE,
    ORIGINS,
    OTHER,
    PARTS,
    UNIT,
)
from draftgen.workbook.figures import draw_figures, draw_parts
from draftgen.workbook.filling import Filling
from draftgen.workbook.guide import draw_guide
from draftgen.workbook.lists import draw_done, draw_extras, draw_issues, draw_other
from draftgen.workbook.page import Page, formats
from draftgen.workbook.pairs import draw_last_year, draw_lines, draw_origins, origins
from draftgen.workbook.tables import TablePage

_INSTALL = "写 Excel 表格要先安装 xlsxwriter。请运行：python -m pip install xlsxwriter python-calamine，再试一次。"
# Fixed, so that equal data make equal bytes.
_MADE = datetime(2021, 1, 1)  # noqa: DTZ001 - a date in the file, no moment in time
_TITLES = {
    "表二": "表二　主动公开政府信息情况",
    "表三": "表三　收到和处理政府信息公开申请情况（单位：件）",
    "表四": "表四　政府信息公开行政复议、行政诉讼情况（单位：件）",
}
_NO_CASES = "没有复议、诉讼的，三处“结果维持”写 0 就行。"
_WIDTHS = {
    "表二": (30, 18, 18, 18),
    "表三": (14, 16, 48, 10, 10, 10, 13, 13, 10, 10),
    "表四": (9,) * 15,
}


def write(filling: Filling, form_id: str) -> bytes:
    """The workbook as a file. Raises RefusedOutput if what writes workbooks is not installed, or a text is too long."""
    if find_spec("xlsxwriter") is None:
        raise RefusedOutput(_INSTALL)
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is written

    stream = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(stream, safe)
    book.formats_by_name = formats(book)
    book.set_properties({"title": "政府信息公开工作年度报告填报表", "created": _MADE})
    book.set_calc_mode("auto")
    _draw(book, filling, forms.form(form_id))
    book.close()
    return stream.getvalue()


def _draw(book: Any, filling: Filling, form: Form) -> None:
    root, catalogue = filling.root, forms.catalogue()
    guide = Page(book, GUIDE, (4, 26, 60), "#2F5597")
    draw_lines(Page(book, UNIT, (18, 46, 52), "#FFC000"), UNIT, root, filling.profiles)
    tables: list[TablePage] = []
    for table in form.tables:
        page = TablePage(Page(book, table.key, _WIDTHS[table.key], "#FFC000"), table, root)
        page.draw(_TITLES[table.key], _NO_CASES if table.id == "table4" else "")
        tables.append(page)
    rows = draw_figures(Page(book, FIGURES, (28, 16, 12, 10, 18, 56), "#FFC000"), root, catalogue.data, filling)
    draw_parts(Page(book, PARTS, (20, 30, 14, 14, 18, 10), "#FFC000"), root, catalogue.data, rows, filling.last)
    draw_done(Page(book, DONE, (26, 11, 26, 44, 46), "#FFC000"), root, catalogue.ticks, filling)
    draw_issues(Page(book, ISSUES, (60, 60), "#FFC000"), root)
    draw_other(Page(book, OTHER, (20, 26, 26, 26, 22, 22, 20), "#A9D08E"), root, catalogue)
    draw_lines(Page(book, NOTICE, (18, 60, 52), "#A9D08E"), NOTICE, root, ())
    draw_last_year(Page(book, LAST, (14, 34, 34, 16), "#BFBFBF"), root, form)
    draw_extras(Page(book, EXTRA, (30, 96), "#A9D08E"), root, filling.parts)
    if any(origins(root, form)):
        draw_origins(Page(book, ORIGINS, (14, 34, 34, 60), "#BFBFBF"), root, form)
    draw_guide(guide, form, tables, root)
    guide.activate()
