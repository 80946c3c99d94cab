"""What last year's sentences claim beside their figures: this year's data carry it, or it is asked about (promise 2)."""

from typing import Any

import pytest
from tests.test_reuse import last_report, reused, said, this_year

TRAINED = {"次数": {"本年": 1, "上年": 2}}


def trained(**more: Any) -> dict[str, Any]:
    return this_year(数据={"监督保障": {"培训": TRAINED | more}, "主动公开": {}})


@pytest.mark.parametrize(
    "old",
    [
        "就依申请公开答复、信息发布审核组织培训2次。",
        "2024年围绕依申请公开答复开展培训2次。",
        "以“依申请公开答复”为主题组织培训2次。",
    ],
)
@pytest.mark.parametrize("topics", [{}, {"内容": ["保密审查"]}])
def test_what_something_was_about_last_year_is_asked_about(old: str, topics: dict[str, Any]) -> None:
    assert said(last_report(old), trained(**topics)).endswith("培训1次。【请确认】")


@pytest.mark.parametrize(
    ("old", "topics", "new"),
    [
        (
            "就依申请公开答复、信息发布审核组织了培训2次。",
            ["信息发布审核", "依申请公开答复"],
            "就依申请公开答复、信息发布审核组织了培训1次。",
        ),
        ("围绕政府信息公开工作开展培训2次。", [], "围绕政府信息公开工作开展培训1次。"),
        ("全年开展培训2次。", [], "全年开展培训1次。"),
    ],
)
def test_topics_of_this_year_and_what_is_no_topic_are_not_asked_about(old: str, topics: list[str], new: str) -> None:
    assert said(last_report(old), trained(内容=topics)) == new


@pytest.mark.parametrize(
    "word",
    [
        "除上述事项外，无其他需要报告的情况。",
        "除上述情况外，无其他需要报告的事项。",
        "除以上情况外，我局无其他需要报告的事项。",
    ],
)
def test_the_last_word_is_worded_as_last_year(word: str) -> None:
    """Wordings of the bank that say the same: the office keeps its own."""
    last = last_report("全年发布信息3条。").replace("未收取信息处理费。", f"未收取信息处理费。{word}")
    _, draft = reused(last, this_year(数据={"依申请公开": {"信息处理费": 0}}))
    assert [p.text for p in draft.document.paragraphs() if p.text.endswith(word)]


@pytest.mark.parametrize(
    ("old", "message", "advice"),
    [
        (
            "申请内容涉及河道采砂和取水许可。",
            "有一句要您确认：申请内容涉及河道采砂和取水许可。",
            "今年也是这样的，写进“数据·依申请公开·主题”；",
        ),
        (
            "落实“三审三校”，并更新政府信息公开目录。",
            "有一句要您确认：落实“三审三校”，并更新政府信息公开目录。没有依据的是去年的话“并更新政府信息公开目录”。",
            "今年也是这样的，写进“做过的事·更新公开目录”；",
        ),
        (
            "邀请老党员座谈。",
            "有一句要您确认：邀请老党员座谈。",
            "今年也这样做了的，在“做过的事”里勾上；",
        ),
    ],
)
def test_it_is_said_which_words_lack_ground_and_where_they_belong(old: str, message: str, advice: str) -> None:
    _, draft = reused(last_report(old), this_year(做过的事=["三审三校"]))
    asked = [finding for finding in draft.findings if finding.code == "open-confirm"]
    assert [finding.message for finding in asked] == [message]
    assert asked[0].advice.startswith(advice)


@pytest.mark.parametrize(
    ("old", "tick", "asked"),
    [
        ("办公室负责政府信息公开工作。", {"专人负责": "办公室"}, False),
        ("办公室负责政府信息公开工作。", {"专人负责": "综合科"}, True),
        ("政策解读用了图解和短视频。", {"多种形式解读": ["图解", "短视频"]}, False),
        ("政策解读用了图解和短视频。", {"多种形式解读": ["问答"]}, True),
        ("以多种形式解读政策。", {"多种形式解读": ["问答"]}, False),
    ],
)
def test_a_tick_carries_only_the_names_that_are_given_with_it(old: str, tick: dict[str, Any], *, asked: bool) -> None:
    _, draft = reused(last_report(old), this_year(做过的事=[tick]))
    text = "".join(p.text for p in draft.document.paragraphs())
    assert (f"{old}【请确认】" in text) is asked


@pytest.mark.parametrize(
    ("old", "line"),
    [
        ("发布政策解读9件，内容涉及取水许可、农村供水。", "数据·主动公开·政策解读·主题"),
        ("申请公开的信息涉及取水许可。", "数据·依申请公开·主题"),
        ("召开新闻发布会1次，主题为农村供水。", "数据·主动公开·新闻发布会·主题"),
    ],
)
def test_what_something_was_about_is_asked_for_where_it_belongs(old: str, line: str) -> None:
    data = this_year(数据={"主动公开": {"政策解读": {"件数": 8}, "新闻发布会": {"次数": 2}}})
    _, draft = reused(last_report(old), data)
    asked = [f for f in draft.draft.findings if f.code.startswith("open-") and old[-5:-1] in f.message]
    assert [line in (f.advice or "") for f in asked] == [True]
