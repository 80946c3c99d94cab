"""No finding passes a private number on, whatever rule it is of; and years that are named from where the writer stands."""

import pytest
from tests.checking import build, codes, found

from draftgen import checks
from draftgen.core.finding import Finding


def findings(lines: str) -> tuple[Finding, ...]:
    built = build(lines)
    return checks.run(built.report, built.mentions, built.context).findings


def quoted(finding: Finding) -> str:
    return "".join((finding.message, finding.advice, finding.place.excerpt, *(place.excerpt for place in finding.more)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("截止2024年底，网站由张三（电话13812345678）负责巡察。", "year-left-over"),  # the quotation ends inside
        ("2024年，13812345678为值班电话。", "year-other"),
        (f"13812345678为值班电话，{'并且一一受理登记转办答复归档' * 12}全天有人接听。", "long-sentence"),
        ("值班电话13812345678负责工作工作提醒。", "doubled"),
    ],
)
def test_no_rule_quotes_from_inside_a_telephone_number(text: str, code: str) -> None:
    said = findings(f"一（四）：{text}")
    assert {code, "personal-number"} <= {finding.code for finding in said}
    for finding in said:
        assert "1381" not in quoted(finding)
        assert "5678" not in quoted(finding)


def test_a_count_that_begins_like_a_telephone_number_is_said_in_full() -> None:
    lines = "表二 行政许可：1380\n一（一）：作出行政许可决定1381件。\n一（四）：值班电话13812345678。"
    assert found(lines, "text-decisions") == ["正文写“作出行政许可决定1381件”，表二行政许可 1380。"]


@pytest.mark.parametrize(
    "text",
    [
        "去年信息公开前进行了保密审查。",
        "去年10月，我局举办培训1次。",
        "一是明确责任人；二是去年举办培训1次。",
    ],
)
def test_what_was_done_last_year_is_asked_about(text: str) -> None:
    assert {"last-year-told", "last-year-word"} & set(codes(f"一（五）：{text}")) == {"last-year-told"}


@pytest.mark.parametrize(
    "text",
    [
        "参加培训86人次，较去年增长100%。",
        "参加培训86人次，去年为43人次。",
        "去年举办培训1次，今年举办2次。",
        "比去年同期多2次。",
    ],
)
def test_a_comparison_with_last_year_is_only_a_matter_of_wording(text: str) -> None:
    assert {"last-year-told", "last-year-word"} & set(codes(f"一（五）：{text}")) == {"last-year-word"}


def test_titles_and_quotations_keep_their_words() -> None:
    text = "一（五）：学习《去年工作回顾》，“去年”一栏留空，比上年增加1次。"
    assert not {"last-year-told", "last-year-word"} & set(codes(text))
