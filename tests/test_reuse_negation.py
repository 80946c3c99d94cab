"""What last year's text says there was none of, and this year there is, or the other way round: it is not kept."""

from typing import Any

import pytest
from tests.drafting import DataFile
from tests.test_reuse import last_report, reused, this_year


def text(old: str, data: DataFile, requests: dict[int, int] | None = None) -> str:
    _, draft = reused(last_report(old, requests=requests), data)
    return "".join(p.text for p in draft.document.paragraphs() if p.place.startswith("overview."))


def documents(made: int, repealed: int, valid: int) -> DataFile:
    return this_year(表二={"规章": 0, "行政规范性文件": {"制发": made, "废止": repealed, "现行有效": valid}})


@pytest.mark.parametrize(
    "old",
    [
        "截至2024年底，现行有效的行政规范性文件3件；全年制发1件，无废止文件。",
        "现行有效的行政规范性文件3件，未废止。",
        "未制发、未废止行政规范性文件，现行有效的3件。",
        "全年无行政规范性文件废止。",
    ],
)
def test_none_repealed_goes_where_one_was_and_the_bank_words_it(old: str) -> None:
    written = text(old, documents(0, 1, 2))
    assert "无废止" not in written
    assert "未废止" not in written
    assert "文件废止" not in written
    assert "废止1件" in written
    assert written.count("现行有效") == 1


def test_none_repealed_stays_where_none_was() -> None:
    old = "截至2024年底，现行有效的行政规范性文件3件，无废止文件。"
    assert "截至2025年底，现行有效的行政规范性文件2件，无废止文件。" in text(old, documents(0, 0, 2))


@pytest.mark.parametrize(
    ("old", "data"),
    [
        ("未召开新闻发布会。", {"数据": {"主动公开": {"新闻发布会": {"次数": 2}}}}),
        ("未配备专职人员。", {"数据": {"监督保障": {"工作人员": {"专职": 2}}}}),
        ("没有开展培训。", {"数据": {"监督保障": {"培训": {"次数": 2}}}}),
        ("全年没有行政处罚决定。", {"表二": {"规章": 0, "行政处罚": 2}}),
    ],
)
def test_what_there_was_none_of_is_known_by_its_name(old: str, data: dict[str, Any]) -> None:
    assert old[:-1] not in text(old, this_year(**data))


def test_requests_all_closed_go_with_what_hangs_on_them_and_the_bank_tells_the_one_carried_over() -> None:
    """其中 would stand behind nothing."""
    old = "上述申请均已办结，其中予以公开6件、无法提供2件（本机关不掌握相关政府信息）。"
    now = {
        "新收": {"自然人": 5}, "予以公开": {"自然人": 4}, "结转下年": {"自然人": 1},
    }  # fmt: skip
    written = text(old, this_year(表三=now), {0: 8, 2: 6, 4: 2, 5: 8})
    assert "。其中" not in written
    assert "均已办结" not in written
    assert "结转" in written
    assert "1件" in written


@pytest.mark.parametrize(
    ("old", "hanging"),
    [
        ("上述申请均已办结。其中予以公开6件、无法提供2件。", "其中予以公开"),
        ("上述申请均已办结，其中通过网络提交6件、信函提交2件。", "其中通过网络"),
    ],
)
def test_among_them_goes_with_what_it_stood_behind(old: str, hanging: str) -> None:
    now = {"新收": {"自然人": 5}, "予以公开": {"自然人": 4}, "结转下年": {"自然人": 1}}
    ways = {"依申请公开": {"申请渠道": {"网络": 3, "信函": 2}}}
    assert hanging not in text(old, this_year(表三=now, 数据=ways), {0: 8, 2: 6, 4: 2, 5: 8})


@pytest.mark.parametrize("old", ["上述申请均按期答复。", "行政复议结果均为维持。", "行政诉讼均由负责人出庭应诉。"])
def test_what_speaks_of_what_there_was_goes_where_there_was_none(old: str) -> None:
    assert old[:-1] not in text(old, this_year(表三={"新收": 0}, 表四={"行政复议": 0, "行政诉讼": 0}))
