"""What the text does not say is told: what the data hold, and what the national form asks for."""

from typing import Any

import pytest
from tests.drafting import DataFile, drafted
from tests.strategies import only_tables

from draftgen.core.finding import Level

CALCULATOR = {"名称": "惠企政策计算器", "平台": "区政府门户网站", "面向": ["中小企业"], "内容": ["政策匹配"]}


def told(code: str, data: DataFile) -> list[tuple[Level, str, str]]:
    return [(f.level, f.message, f.advice) for f in drafted(data).findings if f.code == code]


def bureau(**parts: Any) -> DataFile:
    return only_tables("东平县水务局", "部门", **parts)


def test_a_list_that_no_item_of_section_six_takes_up_is_named() -> None:
    data = bureau(其他事项={"创新": [CALCULATOR]})
    assert [message for _, message, _ in told("unsaid", data)] == ["数据里有 1 项没有写进正文：创新。"]


def test_a_list_that_stands_in_the_text_is_not_named() -> None:
    data = bureau(报告={"体例": "山东"}, 其他事项={"创新": [CALCULATOR]})
    assert told("unsaid", data) == []


# --- 信息处理费, which section six tells in any case ---

SAID = "第六部分没有说明收取信息处理费的情况。"


def test_a_report_without_a_word_on_the_fee_cannot_be_final() -> None:
    assert told("fee-missing", bureau()) == [
        (Level.ERROR, SAID, "在数据的“依申请公开”下面写上“信息处理费”，没有收的写 0。")
    ]


def test_a_list_of_items_without_the_fee_is_what_has_to_change() -> None:
    data = bureau(报告={"体例": ["proposals"]}, 数据={"依申请公开": {"信息处理费": 0}})
    assert told("fee-missing", data) == [(Level.ERROR, SAID, "体例是自己列的，加上 fees。")]


@pytest.mark.parametrize(
    "parts",
    [
        {"数据": {"依申请公开": {"信息处理费": 0}}},
        {"数据": {"依申请公开": {"信息处理费": 390}}},
        {"补充": {"其他需要报告的事项": "本年度没有收取信息处理费。"}},
    ],
    ids=["none", "some", "in the clerk's own words"],
)
def test_a_report_that_tells_of_the_fee_is_in_order(parts: DataFile) -> None:
    assert told("fee-missing", bureau(**parts)) == []
