"""Names of last year in a reused text: the agency's own, where it has another one now, and documents of the year."""

import pytest
from tests.test_reuse import SITE, last_report, said, this_year


def test_a_document_of_last_year_is_asked_about() -> None:
    text = said(last_report("我局按照东政发〔2024〕8号要求，在县政府门户网站发布信息313条。"), this_year(SITE))
    assert "东政发〔2024〕8号【待核】要求" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("东平县水利局在县政府门户网站发布信息313条。", "东平县水务局在县政府门户网站发布信息402条。"),
        ("水利局在县政府门户网站发布信息313条。", "水利局【待核】在县政府门户网站发布信息402条。"),
        (
            "按照《东平县水利局方案》，在县政府门户网站发布信息313条。",
            "按照《东平县水利局【待核】方案》，在县政府门户网站发布信息402条。",
        ),
    ],
)
def test_a_name_of_last_year_goes_or_is_asked_about(old: str, new: str) -> None:
    report = last_report(old).replace("东平县水务局\n", "东平县水利局\n", 1)
    assert said(report, this_year(SITE)).removesuffix("【请确认】") == new


@pytest.mark.parametrize(
    ("last", "others"),
    [
        ("东平县城市管理局", "市场监督管理局"),
        ("东平县社区事务局", "机关事务局"),
        ("东平县管理局", "市场监督管理局"),
        ("东平县经济开发区管理委员会", "国有资产监督管理委员会"),
    ],
)
def test_the_end_of_a_name_that_others_share_is_no_name(last: str, others: str) -> None:
    report = last_report(f"{last}会同{others}在县政府门户网站发布信息313条。").replace("东平县水务局\n", f"{last}\n", 1)
    expected = f"东平县水务局会同{others}在县政府门户网站发布信息402条。"
    assert said(report, this_year(SITE)).removesuffix("【请确认】") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("现有政务新媒体账号1个，为“东平水务”微信公众号。", "现有政务新媒体账号2个。"),
        ("现有政务新媒体账号3个，分别为“甲水”、“乙水”和“丙水”。", "现有政务新媒体账号2个。"),
        ("现有政务新媒体账号3个：甲水、乙水、丙水。", "现有政务新媒体账号2个。"),
        ("现有政务新媒体账号3个（甲水、乙水、丙水），发布信息。", "现有政务新媒体账号2个，发布信息。【请确认】"),
        ("开设“甲水”“乙水”“丙水”3个政务新媒体账号。", "开设2个政务新媒体账号。"),
        # As many as there are now: they may be the same, and the clerk is asked.
        ("现有政务新媒体账号2个，为“甲水”和“乙水”。", "现有政务新媒体账号2个，为“甲水”和“乙水”。【请确认】"),
    ],
)
def test_names_that_are_no_longer_as_many_as_the_count_beside_them_go(old: str, new: str) -> None:
    data = this_year(数据={"平台建设": {"政务新媒体账号": 2}})
    assert said(last_report(old), data) == new
