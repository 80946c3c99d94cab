"""A reader adds up what stands side by side, and asks what a difference is of: the text answers both."""

from typing import Any

import pytest
from tests.drafting import drafted
from tests.strategies import only_tables

NAMES = ["东平县水务局", "临江县教育局", "南溪市司法局", "北原区民政局", "云岭县财政局", "澜江县统计局"]
NOT_ADDED = "不重复"


def publication(name: str, **channels: Any) -> str:
    draft = drafted(only_tables(name, "部门", 数据={"主动公开": channels}))
    return "".join(sentence.text for sentence in draft.sentences("overview") if ".publication." in sentence.place)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "channels",
    [
        {"门户网站": {"条数": 236}, "微信公众号": {"条数": 312}},
        {"门户网站": {"条数": 400}, "微博": {"条数": 312}},
        {"微信公众号": {"条数": 400, "名称": "东平水务"}, "短视频": {"条数": 90}},
    ],
)
def test_a_total_below_the_sum_of_its_channels_is_explained(name: str, channels: dict[str, Any]) -> None:
    said = publication(name, 合计=486, **channels)
    assert "486条" in said
    assert said.count(NOT_ADDED) == 1


@pytest.mark.parametrize(
    "channels",
    [
        {"合计": 548, "门户网站": {"条数": 236}, "微信公众号": {"条数": 312}},
        {"合计": 600, "门户网站": {"条数": 236}, "微信公众号": {"条数": 312}},
        {"门户网站": {"条数": 236}, "微信公众号": {"条数": 312}},
        {"合计": 486, "门户网站": {"条数": 486}},
        {"合计": 200, "门户网站": {"条数": 236}},  # a slip, and asked about as one
    ],
)
def test_a_total_that_a_reader_can_add_up_is_not(channels: dict[str, Any]) -> None:
    assert NOT_ADDED not in publication("东平县水务局", **channels)


def disputes(name: str, reviews: int, lawsuits: int) -> str:
    last = {
        "表四": {
            "行政复议": reviews,
            "行政诉讼": {"未经复议直接起诉": lawsuits, "复议后起诉": 0},
        }
    }
    incoming = {"表三": {"新收": {"自然人": 1}, "予以公开": {"自然人": 1}}}
    draft = drafted(only_tables(name, "部门", 上年=last, **incoming))
    return "".join(s.text for s in draft.sentences("overview") if s.place == "overview.requests.disputes")


@pytest.mark.parametrize("name", NAMES)
def test_no_disputes_after_some_tell_of_which_kind_there_are_fewer(name: str) -> None:
    for kind, other, last in (("复议", "诉讼", (1, 0)), ("诉讼", "复议", (0, 1))):
        before, _, after = disputes(name, *last).partition("，较上年减少1件")
        clause = before.rpartition("；")[2]
        assert kind in clause
        assert other not in clause
        assert "较上年" not in after
        assert other in disputes(name, *last)


def test_no_disputes_in_either_year_are_told_in_one_breath() -> None:
    assert "较上年" not in disputes("东平县水务局", 0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_no_proposals_after_some_are_not_compared_as_one_lot(name: str) -> None:
    parts = {"数据": {"建议提案": {"人大建议": {"本年": 0, "上年": 3}, "政协提案": {"本年": 0, "上年": 8}}}}
    draft = drafted(only_tables(name, "部门", 报告={"体例": "山东"}, **parts))
    assert "较上年" not in "".join(sentence.text for sentence in draft.sentences("other"))
