"""Section six: 所属单位 in every profile, and no 无其他需要报告的事项 beside what the clerk reports there."""

from pathlib import Path
from typing import Any

import pytest
from tests.drafting import drafted
from tests.reviewing import data_in, desk, report
from tests.reviewing import text as text_of
from tests.strategies import only_tables

CENTRE = {"水文中心": "公开办事指南26条"}
STATION = {"灌溉站": "“用水”专栏"}
FREE = {"依申请公开": {"信息处理费": 0}}
OWN = "所属水文中心公开办事指南26条。"


def section_six(name: str = "东平县水务局", **parts: Any) -> str:
    draft = drafted(only_tables(name, "部门", 数据=FREE, **parts))
    return "".join(sentence.text for sentence in draft.sentences("other"))


@pytest.mark.parametrize("profile", ["默认", "山东", "四川", "江苏", "浙江", "上海"])
def test_an_affiliate_is_told_in_every_profile(profile: str) -> None:
    parts: dict[str, Any] = {"报告": {"体例": profile, "口径": "含所属单位"}, "其他事项": {"所属单位": [CENTRE]}}
    assert "水文中心公开办事指南26条" in section_six(**parts)
    assert "unsaid" not in drafted(only_tables("东平县水务局", "部门", 数据=FREE, **parts)).codes()


@pytest.mark.parametrize("name", ["东平县水务局", "临江县教育局", "南溪市司法局", "北原区民政局", "云岭县财政局"])
def test_one_affiliate_is_not_spoken_of_as_several(name: str) -> None:
    assert "各所属单位" not in section_six(name, 其他事项={"所属单位": [CENTRE]})
    assert "分工" not in section_six(name, 其他事项={"所属单位": [CENTRE]})
    assert "灌溉站" in section_six(name, 其他事项={"所属单位": [CENTRE, STATION]})


def test_the_clerks_own_paragraph_is_not_denied_by_the_sentence_before_it() -> None:
    assert "无其他需要报告的" in section_six()
    said = section_six(补充={"其他需要报告的事项": "开展了政务公开日活动。"})
    assert "无其他需要报告的" not in said
    assert said.endswith("开展了政务公开日活动。")


def test_a_paragraph_written_in_review_is_not_denied_either(tmp_path: Path) -> None:
    data = data_in(tmp_path, ("体例: 山东", "体例: 默认"))
    before = text_of(report(data))
    assert "无其他需要报告的" in before
    at = desk(data)
    at.own("other", "开展了政务公开日活动。")
    at.close()
    after = text_of(report(data))
    assert "开展了政务公开日活动。" in after
    assert "无其他需要报告的" not in after


def test_an_affiliate_that_the_clerks_own_paragraph_tells_is_neither_said_twice_nor_called_unsaid() -> None:
    parts: dict[str, Any] = {"其他事项": {"所属单位": [CENTRE]}, "补充": {"其他需要报告的事项": OWN}}
    assert section_six(**parts).count("水文中心") == 1
    assert "unsaid" not in drafted(only_tables("东平县水务局", "部门", 数据=FREE, **parts)).codes()


def test_an_affiliate_that_no_item_takes_up_is_unsaid_until_a_paragraph_tells_it() -> None:
    parts = {"报告": {"体例": ["fees"]}, "其他事项": {"所属单位": [CENTRE]}}
    assert "unsaid" in drafted(only_tables("东平县水务局", "部门", 数据=FREE, **parts)).codes()
    told = {**parts, "补充": {"总体情况/监督保障": OWN}}
    assert "unsaid" not in drafted(only_tables("东平县水务局", "部门", 数据=FREE, **told)).codes()
