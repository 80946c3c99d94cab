"""The workbook a clerk fills in: what its writer and its reader agree on.

Tabs and labels follow from the form and the catalogue. A label is unique in its tab, so that rows are found by their
labels wherever they stand.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from draftgen.core.catalogue import Field, Kind
from draftgen.core.form import Header, Table
from draftgen.core.nothing import NOTHING

GUIDE = "填写说明"
UNIT = "单位"
FIGURES = "数字"
PARTS = "分类"
DONE = "做过的事"
ISSUES = "问题和打算"
OTHER = "其他事项"
NOTICE = "上级要求"
LAST = "上年"
EXTRA = "补充"
ORIGINS = "来源"
TICK = "√"
WAITING = "待填"
"""Stands in a cell of a table that must be filled in; an empty cell of a table counts as 0."""

FIGURE_HEADS = ("名称", "今年", "去年", "单位", "谁提供", "说明")
PARTS_HEADS = ("哪一项", "类别", "数目", "各类之和", "只列了一部分打√")
DONE_HEADS = ("做过的事", "做了打√", "明细", "内容", "说明")
ISSUE_HEADS = ("问题", "打算")
PARTS_LAST = "去年"
"""Behind the heads of 分类 in a workbook made from last year's report: only to look at, never read as data."""
DONE_LAST = "去年写过"
"""Begins the note on a thing that last year's report says was done."""
LAST_HEADS = ("表", "项目", "列", "上年的数")
ORIGIN_HEADS = ("表", "项目", "列", "来源")
EXTRA_HEADS = ("放在哪一部分", "文字")
LINE_HEADS = ("项目", "内容", "说明")
NUMERIC = (Kind.COUNT, Kind.AMOUNT, Kind.PERCENT)


class Line(NamedTuple):
    """One labelled line of a tab: where its value stands in a data file. ``listed``: several items may be given."""

    label: str
    keys: tuple[str, ...]
    note: str = ""
    listed: bool = False
    options: tuple[str, ...] = ()


UNIT_LINES = (
    Line("年度", ("年度",), "报告的是哪一年，例如 2025"),
    Line("机关名称", ("机关", "名称"), "全称，与公章一致"),
    Line("简称", ("机关", "简称"), "可不填"),
    Line("类别", ("机关", "类别"), "从下拉里选", options=("部门", "政府", "镇街")),
    Line("领域", ("机关", "领域"), "例如 人社、教育；可不填"),
    Line("地区", ("机关", "地区"), "例如 某某市某某区"),
    Line("自称", ("机关", "自称"), "报告里怎么称呼自己，例如 我局；可不填"),
    Line("曾用名", ("机关", "曾用名"), "几个名称用顿号隔开；可不填", listed=True),
    Line("网站名称", ("机关", "网站", "名称"), "例如 某某区人民政府门户网站"),
    Line("网址", ("机关", "网站", "网址")),
    Line("联系部门", ("机关", "联系", "部门"), "写部门，不写个人"),
    Line("地址", ("机关", "联系", "地址")),
    Line("邮编", ("机关", "联系", "邮编")),
    Line("电话", ("机关", "联系", "电话"), "办公电话"),
    Line("传真", ("机关", "联系", "传真"), "可不填"),
    Line("邮箱", ("机关", "联系", "邮箱"), "可不填"),
    Line("体例", ("报告", "体例"), "决定第六部分写哪几项；不清楚就写 默认", listed=True),
    Line(
        "口径",
        ("报告", "口径"),
        "数字包括哪些单位，从下拉里选",
        options=("本机关", "含所属单位", "全区", "全市", "全县", "全镇", "本级"),
    ),
    Line("落款日期", ("报告", "落款日期"), "例如 2026年1月26日；定了再写"),
)
NOTICE_LINES = (
    Line("通知名称", ("报告", "上级通知", "名称"), "例如 关于编制2025年政府信息公开工作年度报告的通知"),
    Line("报送截止", ("报告", "上级通知", "报送截止"), "例如 1月20日"),
    Line("字数上限", ("报告", "上级通知", "字数上限"), "总体情况最多多少字，只写数字；没有要求的空着"),
    Line("另须报告", ("报告", "上级通知", "另须报告"), "通知点名要写的项目，用顿号隔开", listed=True),
)
LAST_FILE = Line("上年年报", ("上年", "年报"), "上年填好的数据文件，放在同一个文件夹里，例如 2024.xlsx；没有就空着")


class LastSaid(NamedTuple):
    """What last year's report said, shown beside the cells and no data: what was done, by its key under 做过的事, and the
    classes of a breakdown with their numbers, by the label of the breakdown.
    """

    done: frozenset[str] = frozenset()
    classes: Mapping[str, tuple[tuple[str, str], ...]] = NOTHING


class FieldLine(NamedTuple):
    """A field of the catalogue with its label in the workbook and its keys in a data file."""

    label: str
    keys: tuple[str, ...]
    field: Field
    heading: str = ""
    note: str = ""


def field_lines(root: Field) -> tuple[FieldLine, ...]:
    """Every field below ``root`` that holds a value, in the order of the catalogue."""
    found = list(_lines(root, (root.key,), ()))
    labels = [line.label for line in found]
    return tuple(
        line._replace(label=f"{line.heading}·{line.label}")
        if line.heading and (labels.count(line.label) > 1 or line.label in ("主题", "其他"))
        else line
        for line in found
    )


def _lines(field: Field, keys: tuple[str, ...], named: tuple[str, ...]) -> Iterator[FieldLine]:
    for child in field.children:
        below = (*keys, child.key)
        if child.kind is Kind.GROUP:
            orders_only = len(keys) == 1 and not child.owns_path
            yield from _lines(child, below, named if orders_only else (*named, child.key))
        else:
            heading = keys[1] if len(keys) > 1 and not named else ""
            # What is said of a group is said of the first thing in it.
            note = child.note or (field.note if child is field.children[0] else "")
            label = "·".join((*named, child.name if not named else child.key))
            if child.kind is Kind.PARTS and named:
                label = "·".join(named)
            yield FieldLine(label, below, child, heading, note)


class ItemHead(NamedTuple):
    """A column of a list in the workbook; ``side`` is 本年, 上年 or 来源 of a number."""

    label: str
    field: Field
    side: str = "本年"


def item_heads(field: Field) -> tuple[ItemHead, ...]:
    """The columns of a list of items: one for each thing to say, three for a number."""
    if field.kind is Kind.PAIRS:
        return (ItemHead("名称", field), ItemHead("内容", field))
    found: list[ItemHead] = []
    for child in field.children:
        found.append(ItemHead(child.key, child))
        if child.kind in NUMERIC:
            found += [
                ItemHead(f"{child.key}（去年）", child, "上年"),
                ItemHead(f"{child.key}（谁提供）", child, "来源"),
            ]
    return tuple(found)


class CellLine(NamedTuple):
    """A cell of a table with the labels by which it is called: its row and its column, and its keys in a data file."""

    path: str
    row: str
    column: str
    keys: tuple[str, ...]
    total: bool
    decimals: bool


def cell_lines(table: Table) -> tuple[CellLine, ...]:
    """The cells of ``table``, row by row."""
    found: list[CellLine] = []
    for block in table.blocks:
        columns = [(leaf, keys) for column in block.columns for leaf, keys in _trails(column)]
        for row in block.rows:
            for row_leaf, row_keys in _trails(row):
                for leaf, keys in columns:
                    own = keys if len(columns) > 1 else ()
                    found.append(
                        CellLine(
                            table.path(row_leaf.id, leaf.id),
                            "·".join(row_keys or own[:-1]),
                            "·".join(own if row_keys else own[-1:]),
                            (table.key, *row_keys, *own),
                            row_leaf.total or leaf.total,
                            block.decimals,
                        )
                    )
    return tuple(found)


def group_lines(table: Table) -> tuple[CellLine, ...]:
    """The groups of rows of which last year's total may be known without its parts: 不予公开, 无法提供."""
    return tuple(
        CellLine(table.path(child.id), child.key, "总计", (table.key, child.key), total=True, decimals=False)
        for block in table.blocks
        for row in block.rows
        for child in row.children
        if child.children and child.key not in _SILENT
    )


_SILENT = ("办理结果", "申请人情况", "法人或其他组织")


def _trails(head: Header) -> Iterator[tuple[Header, tuple[str, ...]]]:
    """The leaves below a head with the keys that lead to them; heads that only group for the eye have none."""
    own = (head.key,) if head.key and head.key not in _SILENT else ()
    if not head.children:
        yield head, own
    for child in head.children:
        for leaf, keys in _trails(child):
            yield leaf, (*own, *keys)


def same(label: str) -> str:
    """A label without what spellings differ in."""
    return "".join(char for char in label if char not in ' \n\t　“”"（）()、，,.．：:*＊●■▌').replace("・", "·")
