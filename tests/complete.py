"""Data files that hold everything, the same every time."""

from collections.abc import Callable
from typing import Any

from tests.drafting import DataFile
from tests.strategies import ISSUES, NAMES, TEXTS, leaves, only_tables, ticked, ticks

from draftgen import forms
from draftgen.core.catalogue import Field, Kind


def complete(kind: str, last_year: Callable[[int], int] | None = None, name: str = "") -> DataFile:
    """A data file with every field of the catalogue, every tick and two problems.

    ``last_year`` gives last year's value for this year's; without it no figure of last year is known.
    """
    data = only_tables(name or NAMES[kind][0], kind, **_complete_tables())
    data["数据"] = _complete_group(forms.catalogue().data, last_year)
    data["其他事项"] = _complete_group(forms.catalogue().other, None)
    data["做过的事"] = all_ticks()
    data["问题和打算"] = [{"问题": problem, "打算": plan} for problem, plan in ISSUES[:2]]
    if last_year is not None:
        table2, table3 = data["表二"], data["表三"]
        data["上年"] = {
            "表二": {
                "行政许可": last_year(table2["行政许可"]),
                "行政规范性文件": {key: last_year(value) for key, value in table2["行政规范性文件"].items()},
            },
            "表三": {row: last_year(sum(leaves(table3[row]))) for row in ("新收", "上年结转", "予以公开", "结转下年")},
            "表四": {
                "行政复议": last_year(8),
                "行政诉讼": {"未经复议直接起诉": last_year(4), "复议后起诉": last_year(2)},
            },
        }
    return data


def all_ticks() -> list[Any]:
    return [ticked(field, _complete_group(field, None) if field.kind is Kind.GROUP else None) for field in ticks()]


def _complete_tables() -> DataFile:
    return {
        "表二": {
            "规章": {"制发": 2, "废止": 2, "现行有效": 4},
            "行政规范性文件": {"制发": 4, "废止": 2, "现行有效": 40},
            "行政许可": 2400,
            "行政处罚": 36,
            "行政强制": 6,
            "行政事业性收费": "44.862",
        },
        "表三": {
            "新收": {"自然人": 40, "商业企业": 6, "其他": 4},
            "上年结转": {"自然人": 4},
            "予以公开": {"自然人": 20, "商业企业": 4},
            "部分公开": {"自然人": 4, "其他": 4},
            "不予公开": {"过程性信息": {"自然人": 4, "商业企业": 2}, "行政查询事项": {"自然人": 2}},
            "无法提供": {"本机关不掌握": {"自然人": 8}},
            "结转下年": {"自然人": 6},
        },
        "表四": {
            "行政复议": {"结果维持": 4, "结果纠正": 2, "尚未审结": 2},
            "行政诉讼": {"未经复议直接起诉": {"结果维持": 4}, "复议后起诉": {"其他结果": 2}},
        },
    }


_COMPLETE = {"requests_online": 40, "requests_letter": 6, "requests_counter": 4, "interpretation.count": 44}


def _complete_group(field: Field, last_year: Callable[[int], int] | None) -> DataFile:
    found = {child.key: _complete_value(child, last_year) for child in field.children}
    parts = next((child for child in field.children if child.kind is Kind.PARTS and child.whole), None)
    if parts is not None:
        found["条数"] = _sides(sum(found[parts.key].values()), last_year)
    return found


def _complete_value(field: Field, last_year: Callable[[int], int] | None) -> Any:  # noqa: PLR0911
    match field.kind:
        case Kind.COUNT:
            return _sides(_COMPLETE.get(field.path, 12), last_year)
        case Kind.AMOUNT:
            return _sides(60, last_year)
        case Kind.PERCENT:
            return "98.6%" if last_year is None else {"本年": "98.6%", "上年": "96%"}
        case Kind.TEXT:
            return TEXTS.get(field.path.rsplit(".", 1)[-1], (f"{field.path}甲",))[0]
        case Kind.WORDS:
            return [f"{field.path}甲", f"{field.path}乙"]
        case Kind.PARTS:
            return {"公告公示": 126, "工作动态": 84, "其他": 90}
        case Kind.GROUP:
            return _complete_group(field, last_year)
        case Kind.ITEMS:
            return [_complete_group(field, None)]
        case Kind.PAIRS:
            return [{f"{field.path}甲": f"{field.path}乙"}]
    raise AssertionError(field)


def _sides(now: int, last_year: Callable[[int], int] | None) -> Any:
    return now if last_year is None else {"本年": now, "上年": last_year(now)}
