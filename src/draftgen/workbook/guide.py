"""填写说明: how to fill the workbook in, and what is still open, counted as one types."""

from collections.abc import Sequence
from decimal import Decimal

from draftgen.core.form import Form
from draftgen.core.workbook import WAITING, cell_lines
from draftgen.located import Mapping, Scalar
from draftgen.located.building import at
from draftgen.sheets import cell_name
from draftgen.workbook.page import Page, lines_in
from draftgen.workbook.tables import TablePage

_STEPS = (
    ("单位", "机关名称、网站、联系方式，填一次，明年还能用。"),
    ("表二、表三、表四", "和年报里的三张表一样。写着“待填”的都要填，没有发生的写 0；总计自动相加，对不上变红。"),
    ("数字、分类", "有就填，没有就空着；只有“信息处理费”一定要填，没有收的写 0。"),
    ("做过的事", "做了的打√，没打√的报告里不写。"),
    ("问题和打算", "一行一条，大白话就行。"),
    ("其他事项、上级要求、上年、补充", "用得上就填。"),
)
_AFTER = "填好保存，运行 draftgen write 加上这份表的文件名，就生成报告。"


def draw_guide(page: Page, form: Form, tables: Sequence[TablePage], root: Mapping) -> None:
    """The first tab."""
    page.put(0, 1, "政府信息公开工作年度报告填报表", "title")
    page.put(
        1, 1, "只在黄色和灰色的格子里填（灰色是去年的数），其他格子是锁着的。名称、表头不要改。", "note", to=(1, 2)
    )
    page.put(3, 1, "怎么填", "section", to=(3, 2))
    for row, (name, text) in enumerate(_STEPS, 4):
        page.put(row, 1, name, "label")
        page.put(row, 2, text, "label")
        page.height(row, lines_in(text, 56))
    page.put(11, 1, _AFTER, "note", to=(11, 2))
    page.put(13, 1, "填得怎样（边填边算）", "section", to=(13, 2))
    areas = [f"{table.key}!$A$1:$O$60" for table in form.tables]
    counted = "+".join(f'COUNTIF({area},"{WAITING}")' for area in areas)
    waiting = sum(
        isinstance(node, Scalar) and not node.text
        for table in form.tables
        for line in cell_lines(table)
        if (node := at(root, *line.keys)) is not None
    )
    page.put(14, 1, "三张表还有几格待填", "label")
    page.formula(14, 2, f"={counted}", "total", Decimal(waiting))
    page.red_where(14, 2, 14, 2, f"={cell_name(14, 2)}>0")
    page.put(15, 1, "表三勾稽", "label")
    row = next(table.check_row for table in tables if table.check_row)
    cells = f"表三!{cell_name(row, 3)}:{cell_name(row, 9)}"
    page.formula(15, 2, f'=IF(COUNTIF({cells},"平")=7,"各列都平","有不平的列，看表三最下面一行")', "total", "")
    page.red_where(15, 2, 15, 2, f'=LEFT({cell_name(15, 2)},1)="有"')
