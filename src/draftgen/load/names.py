"""Every name that a data file may use, and where each belongs: from the forms, the catalogue and the fixed heads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from draftgen import forms
from draftgen.core.catalogue import Field, Kind
from draftgen.core.form import Header, Table

TOP = ("年度", "机关", "报告", "上年", "表二", "表三", "表四", "数据", "做过的事", "问题和打算", "其他事项", "补充")
IDS = {
    "year": "年度",
    "agency": "机关",
    "report": "报告",
    "previous": "上年",
    "table2": "表二",
    "table3": "表三",
    "table4": "表四",
    "data": "数据",
    "done": "做过的事",
    "issues": "问题和打算",
    "other": "其他事项",
    "extra": "补充",
}
AGENCY = ("名称", "简称", "类别", "领域", "地区", "自称", "网站", "联系", "曾用名")
SITE = ("名称", "网址")
CONTACT = ("部门", "地址", "邮编", "电话", "传真", "邮箱")
REPORT = ("体例", "口径", "落款日期", "上级通知")
NOTICE = ("名称", "报送截止", "字数上限", "另须报告")
PREVIOUS = ("年报", "表二", "表三", "表四", "数据")
ISSUE = ("问题", "打算")
THIS, LAST, FROM, ABOUT, PARTIAL = "本年", "上年", "来源", "约", "其中"
SIDES = (THIS, LAST, ABOUT)
PARTS = {
    "总体情况": "overview.lead",
    "总体情况/主动公开": "overview.publication",
    "总体情况/依申请公开": "overview.requests",
    "总体情况/政府信息管理": "overview.management",
    "总体情况/政府信息公开平台建设": "overview.platform",
    "总体情况/平台建设": "overview.platform",
    "总体情况/监督保障": "overview.supervision",
    "存在的主要问题": "problems",
    "改进情况": "measures",
    "其他需要报告的事项": "other",
}
_HEADS = {
    "机关": AGENCY,
    "网站": SITE,
    "联系": CONTACT,
    "报告": REPORT,
    "上级通知": NOTICE,
    "问题和打算": ISSUE,
    "补充": PARTS,
}
FORM = "2021"


class Home(NamedTuple):
    """One place where a name may stand: the head above it, and how to say so."""

    parent: str
    advice: str


_LEFT_OUT = str.maketrans("", "", ' 　“”"（）()、，,.．')


def plain(name: str) -> str:
    """A name without what spellings differ in: spaces, quotation marks, brackets, stops."""
    return name.translate(_LEFT_OUT)


@cache
def known() -> frozenset[str]:
    """Every name that may stand before a colon."""
    return frozenset((*_index(), *IDS, *SIDES, FROM, PARTIAL))


def homes(name: str, but: str = "") -> tuple[Home, ...]:
    """Where ``name`` may stand, other than under ``but``; nothing if it may stand in too many places to tell."""
    found = [home for home in _index().get(plain(name), ()) if home.parent != but]
    return tuple(found) if len(found) <= 4 else ()


def example(name: str) -> str:
    """A head under which ``name`` may stand, for a message."""
    return next((home.parent for home in _index().get(plain(name), ())), "")


@cache
def _index() -> dict[str, tuple[Home, ...]]:
    found: dict[str, dict[Home, None]] = defaultdict(dict)
    for name, home in _all():
        found[plain(name)][home] = None
    return {name: tuple(some) for name, some in found.items()}


def _all() -> Iterator[tuple[str, Home]]:
    for name in TOP:
        yield name, Home("数据文件", "顶格写，前面不留空格")
    for head, below in _HEADS.items():
        for name in below:
            yield name, Home(head, f"放到“{head}”下面")
    catalogue = forms.catalogue()
    yield from _fields(catalogue.data, catalogue.data)
    for tick in catalogue.ticks.children:
        yield from _named(tick.names, "做过的事", f"放到“做过的事”里，写成“- {tick.key}”")
        yield from _fields(tick, tick)
    yield from _fields(catalogue.other, catalogue.other)
    for table in forms.form(FORM).tables:
        yield from _table(table)


def _fields(field: Field, root: Field) -> Iterator[tuple[str, Home]]:
    """The names below ``field``. Under a group that only orders, they may stand under the root as well."""
    loose = field is not root and field.kind is Kind.GROUP and not field.main and not field.owns_path
    for child in field.children:
        advice = f"放到“{field.key}”下面" + (f"，或直接放在“{root.key}”下面" if loose and root.key == "数据" else "")
        yield from _named(child.names, field.key, advice)
        yield from _fields(child, root)


def _table(table: Table) -> Iterator[tuple[str, Home]]:
    for block in table.blocks:
        rows = [row for row in block.rows if row.label]
        for row in rows:
            yield from _heads(row, table.key, f"放到“{table.key}”下面")
        for column in block.columns:
            parent = f"{rows[0].key}”等各行" if rows else table.key
            yield from _heads(column, parent, f"放到“{table.key}”的“{parent}下面" if rows else f"放到“{table.key}”下面")


def _heads(head: Header, parent: str, advice: str) -> Iterator[tuple[str, Home]]:
    yield from _named(head.names, parent, advice)
    for child in head.children:
        yield from _heads(child, head.key or parent, advice)


def _named(names: Iterable[str], parent: str, advice: str) -> Iterator[tuple[str, Home]]:
    for name in names:
        if name:
            yield name, Home(parent, advice)
