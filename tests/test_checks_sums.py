"""Sums in prose: what no longer adds up is told, and is not counted among what agrees."""

import pytest
from tests.checking import build, codes, found

from draftgen import checks

NINE = """
    表三 新收·自然人：9
    表三 新收·总计：9
    表三 予以公开·自然人：6
    表三 予以公开·总计：6
    表三 部分公开·自然人：3
    表三 部分公开·总计：3
    表三 总计·自然人：9
    表三 总计·总计：9
"""


def holds(lines: str) -> list[str]:
    """What is said to agree, of sums and shares in prose."""
    built = build(lines)
    outcome = checks.run(built.report, built.mentions, built.context)
    return [said for said in outcome.holds if said.startswith(("正文分项", "占比"))]


def test_outcomes_that_exceed_what_is_closed() -> None:
    text = f"{NINE}一（二）：截至年底办结申请9件，办理结果为予以公开7件、部分公开3件。"
    assert found(text, "parts-over") == ["总数是 9件，各项相加是 7 + 3 = 10，多出 1。"]
    assert holds(text) == ["正文分项与总数 2 项，其中 1 项相符"]  # the other one are the 46条 of the first part


def test_outcomes_that_add_up_are_counted() -> None:
    text = f"{NINE}一（二）：截至年底办结申请9件，办理结果为予以公开6件、部分公开3件。"
    assert (found(text, "parts-over"), holds(text)) == ([], ["正文分项与总数 2 项全部相符"])


def test_outcomes_may_be_more_than_what_came_this_year() -> None:
    lines = f"{NINE}一（二）：上年结转申请2件，办理结果为予以公开6件、部分公开3件。"
    assert "parts-over" not in codes(lines)


def test_a_list_that_falls_short_leaves_the_count_of_what_agrees() -> None:
    text = "一（一）：全年公开信息46条，其中工作动态20条、水质公告17条、人事信息3条。"
    assert len(found(text, "parts-unequal")) == 1
    assert holds(text) == ["正文分项与总数 1 项，其中 0 项相符"]


@pytest.mark.parametrize(
    "ways",
    [
        "新收申请中，通过网络提交的最多，为7件，信函、当面提交的分别为2件、1件",
        "新收申请中，通过网络提交7件，通过信函提交2件，当面提交1件",
        "从申请渠道看，网络提交7件、信函提交2件、当面提交1件",
        "按申请渠道分，网络7件、信函3件",
    ],
)
def test_more_requests_by_the_way_they_came_than_there_were(ways: str) -> None:
    (message,) = found(f"{NINE}一（二）：2025年新收政府信息公开申请9件。{ways}。", "parts-over")
    assert message.startswith("总数是 9件，各项相加是 7 + ")
    assert message.endswith("= 10，多出 1。")


@pytest.mark.parametrize(
    "ways",
    [
        "新收申请中，通过网络提交的最多，为6件，信函、当面提交的分别为2件、1件",
        "从申请渠道看，网络6件、信函2件",  # one came another way
        "新收申请中，涉及征地7件，涉及规划5件",  # a request may be about both
        "从申请渠道看，网络6件、信函3件；从申请人看，自然人9件",
    ],
)
def test_requests_by_the_way_they_came_that_may_be_right(ways: str) -> None:
    found_codes = codes(f"{NINE}一（二）：2025年新收政府信息公开申请9件。{ways}。")
    assert not {"parts-over", "parts-unequal"} & set(found_codes)


def test_a_share_that_fits_the_table_and_not_the_count_beside_it() -> None:
    text = f"{NINE}一（二）：办结申请9件，办理结果为予以公开7件、部分公开2件，予以公开、部分公开分别占办结总数的66.7%、33.3%。"
    assert found(text, "share-named") == [
        "“予以公开占66.7%”与表三相符，与正文的“办理结果为予以公开7件”对不上。",
        "“部分公开占33.3%”与表三相符，与正文的“部分公开2件”对不上。",
    ]
    assert "占比 2 项，其中 0 项相符" in holds(text)


def test_a_share_that_fits_both_is_counted() -> None:
    text = f"{NINE}一（二）：办结申请9件，办理结果为予以公开6件、部分公开3件，予以公开、部分公开分别占办结总数的66.7%、33.3%。"
    assert found(text, "share-named") == []
    assert "占比 2 项全部相符" in holds(text)


KEPT = """
    表二 行政规范性文件·制发：2
    表二 行政规范性文件·废止：3
    表二 行政规范性文件·现行有效：11
    一（三）：2025年制发行政规范性文件2件，废止3件，现行有效11件。开展行政规范性文件清理，保留{}件，废止3件。
"""


@pytest.mark.parametrize("kept", ["11", "9"])  # all that is in force, or what was kept without the two that are new
def test_what_a_clean_up_kept_and_what_is_new_are_in_force(kept: str) -> None:
    assert "text-scope" not in codes(KEPT.format(kept))


def test_what_a_clean_up_kept_that_makes_no_sum_is_asked_about() -> None:
    assert found(KEPT.format("8"), "text-scope") == [
        "正文写“保留8件”，表二几种读法都对不上：行政规范性文件·现行有效 11、行政规范性文件·现行有效 - 行政规范性文件·制发 9。"
    ]


def test_what_a_clean_up_kept_and_amended_is_in_force() -> None:
    assert "text-scope" not in codes(KEPT.format("10").replace("保留10件", "保留10件、修改1件"))
