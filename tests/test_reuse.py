"""Last year's text with this year's figures: what is replaced, what goes, what is asked."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.drafting import DataFile, Drafted, as_yaml, bank, drafted
from tests.promises import FIGURE_PROMISES, broken
from tests.strategies import data_files

from draftgen import facts, load, pipeline, proof, reading, recall, reuse
from draftgen.core.document import SpanKind
from draftgen.core.reuse import Fate

ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.本机关不掌握相关政府信息",
    "（七）总计",
    "四、结转下年度继续办理",
)


def last_report(*prose: str, requests: dict[int, int] | None = None) -> str:
    """Last year's report (2024) with ``prose`` under 主动公开; ``requests`` are the applications of persons by row of ROWS."""
    numbers = requests or {}
    table = "\n".join(
        f"| {label} | {numbers.get(row, 0)} | 0 | 0 | 0 | 0 | 0 | {numbers.get(row, 0)} |"
        for row, label in enumerate(ROWS)
    )
    paragraphs = "\n".join(prose)
    return f"""\
东平县水务局
2024年政府信息公开工作年度报告

一、总体情况
（一）主动公开
{paragraphs}
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
{table}
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
一是更新不够及时。
六、其他需要报告的事项
未收取信息处理费。
"""


def this_year(published: dict[str, Any] | None = None, **more: Any) -> DataFile:
    data: DataFile = {
        "年度": 2025,
        "机关": {"名称": "东平县水务局", "类别": "部门", "网站": {"名称": "东平县人民政府门户网站"}},
        "表二": {"规章": 0},
        "表三": {"新收": 0},
        "表四": {"行政复议": 0},
        "数据": {"主动公开": published or {}},
    }
    return data | more


def reused(last: str, data: DataFile) -> tuple[pipeline.LastYear, Drafted]:
    record, seen = load.parse(as_yaml(data))
    assert record is not None, seen
    understood = reading.understand(recall.report(last.encode(), "2024.txt"))
    theirs = understood.record.values.figures
    record = record._replace(values=record.values._replace(previous={**theirs, **record.values.previous}))
    derived = facts.derive(record)
    made = reuse.reuse(understood.report, understood.mentions, understood.claims, derived)
    draft, derived = pipeline.draft(record, bank(), seen, made)
    assert draft.document is not None
    return pipeline.LastYear(understood.report, made), Drafted(data, record, derived, draft, draft.document)


def said(last: str, data: DataFile) -> str:
    """The first sentence of 主动公开."""
    _, draft = reused(last, data)
    part = next(
        p for p in draft.document.paragraphs() if p.place.startswith("overview.publication") and p.sentences[0].place
    )
    return part.sentences[0].text


SITE = {"门户网站": {"条数": 402, "分类": {"公告公示": 150, "工作动态": 252}}}


# --- figures ---


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("全年在县政府门户网站发布信息313条。", "全年在县政府门户网站发布信息402条。"),
        (
            "全年在县政府门户网站发布信息313条，其中公告公示126条、工作动态187条。",
            "全年在县政府门户网站发布信息402条，其中公告公示150条、工作动态252条。",
        ),
        ("全年在县政府门户网站发布信息三百一十三条。", "全年在县政府门户网站发布信息402条。"),
        ("2024年，我局在县政府门户网站发布信息313条。", "2025年，我局在县政府门户网站发布信息402条。"),
    ],
)
def test_figures_and_years_are_this_years(old: str, new: str) -> None:
    assert said(last_report(old), this_year(SITE)) == new


def test_what_is_new_in_a_breakdown_joins_it() -> None:
    data = this_year({"门户网站": {"条数": 402, "分类": {"公告公示": 150, "工作动态": 250, "财政信息": 2}}})
    old = "全年在县政府门户网站发布信息313条，其中公告公示126条、工作动态187条。"
    assert said(last_report(old), data) == (
        "全年在县政府门户网站发布信息402条，其中公告公示150条、工作动态250条、财政信息2条。"
    )


def test_what_is_new_joins_a_list_of_its_own_kind_only() -> None:
    """A list of results is not made whole with applicants, though both break down the requests."""
    old = "收到申请2件，其中予以公开1件、本机关不掌握1件。"
    requests = {
        "新收": {"自然人": 5}, "予以公开": {"自然人": 1}, "无法提供": {"本机关不掌握": {"自然人": 3}}, "结转下年": {"自然人": 1},
    }  # fmt: skip
    text = said(last_report(old, requests={0: 2, 2: 1, 4: 1, 5: 2}), this_year(表三=requests))
    assert text == "收到申请5件，其中予以公开1件、本机关不掌握3件。"


def test_nothing_is_said_of_nothing() -> None:
    data = this_year({"门户网站": {"条数": 402, "分类": {"公告公示": 402}}})
    old = "全年在县政府门户网站发布信息313条，其中公告公示126条、工作动态187条。"
    assert said(last_report(old), data) == "全年在县政府门户网站发布信息402条，其中公告公示402条。"


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        (313, 402, "发布信息402条，同比增长28.4%。"),
        (500, 402, "发布信息402条，同比下降19.6%。"),
        (402, 402, "发布信息402条，与上年持平。"),
        (150, 402, "发布信息402条，是上年的2.7倍。"),
    ],
)
def test_comparisons_are_made_anew_and_their_verbs_follow(before: int, now: int, new: str) -> None:
    data = this_year({"门户网站": {"条数": {"本年": now, "上年": before}}})
    assert (
        said(last_report("全年在县政府门户网站发布信息500条，比上年增长5.3%。"), data) == f"全年在县政府门户网站{new}"
    )


@pytest.mark.parametrize(
    "old",
    ["较上年增加24条，增长5%", "比2023年增加24条、同比增长5%", "较上年增加24条（增长5%）", "同比增长5%，增加24条"],
)
def test_a_difference_and_its_rate_give_one_comparison(old: str) -> None:
    data = this_year({"门户网站": {"条数": {"本年": 402, "上年": 500}}})
    text = said(last_report(f"全年在县政府门户网站发布信息500条，{old}，对外公布。"), data)
    assert text.startswith("全年在县政府门户网站发布信息402条，同比下降19.6%，对外公布。")


def test_what_is_not_known_is_marked_never_guessed() -> None:
    old = "全年在县政府门户网站发布信息313条，发放宣传手册1200册。"
    text = said(last_report(old), this_year(SITE))
    assert text == "全年在县政府门户网站发布信息402条，发放宣传手册1200【待核】册。【请确认】"
    _, result = reused(last_report(old), this_year(SITE))
    row = next(row for row in proof.ledger(result.document, result.facts) if row.text == "1200")
    assert (row.label, row.source) == ("上年原文", "去年的年报")


@pytest.mark.parametrize("kept", ["12345热线", "《条例》第二十条", "国办公开办函〔2021〕30号", "“三审三校”"])
def test_what_is_no_figure_stays(kept: str) -> None:
    assert kept in said(last_report(f"我局结合{kept}要求，在县政府门户网站发布信息313条。"), this_year(SITE))


def test_a_year_in_a_name_is_asked_about() -> None:
    text = said(last_report("我局对照《2024年政务公开工作要点》，在县政府门户网站发布信息313条。"), this_year(SITE))
    assert "《2024年【待核】政务公开工作要点》" in text


# --- sentences that do not hold ---


def test_there_was_none_goes_where_there_are_some() -> None:
    last = last_report("全年未收到政府信息公开申请。")
    _, draft = reused(last, this_year(表三={"新收": {"自然人": 2}, "予以公开": {"自然人": 2}}))
    text = "".join(p.text for p in draft.document.paragraphs())
    assert "未收到政府信息公开申请" not in text
    assert "新收政府信息公开申请2件" in text


@pytest.mark.parametrize("cause", ["没有因信息公开引起的", "未因政府信息公开引发", "未引发"])
def test_no_disputes_goes_where_there_was_one(cause: str) -> None:
    data = this_year(表四={"行政复议": {"结果维持": 1}, "行政诉讼": 0})
    last, draft = reused(last_report(f"全年{cause}行政复议和行政诉讼。"), data)
    assert cause not in "".join(s.text for s in draft.sentences("overview"))
    assert cause in next(f.message for f in last.reuse.findings if f.code == "last-gone")


def test_none_corrected_is_asked_about_where_there_was_one() -> None:
    data = this_year(SITE, 表四={"行政复议": {"结果维持": 1}, "行政诉讼": 0})
    old = "全年在县政府门户网站发布信息313条，没有因政府信息公开引起行政复议纠错的情形。"
    assert said(last_report(old), data).endswith("没有因政府信息公开引起行政复议纠错的情形。【请确认】")


def test_a_sentence_on_what_is_nothing_now_goes_and_says_why() -> None:
    last, draft = reused(last_report("全年召开新闻发布会3场。"), this_year({"新闻发布会": 0}))
    assert "3场" not in "".join(s.text for s in draft.sentences("overview"))
    assert "新闻发布会3场" in next(f.message for f in last.reuse.findings if f.code == "last-gone")


@pytest.mark.parametrize(("ticks", "mark"), [(["三审三校"], ""), ([], "【请确认】")])
def test_a_claim_needs_this_years_tick(ticks: list[str], mark: str) -> None:
    assert said(last_report("落实“三审三校”。"), this_year(做过的事=ticks)).endswith(f"落实“三审三校”。{mark}")


def test_what_last_years_words_say_of_a_tick_or_a_count_is_not_said_again() -> None:
    data = this_year(做过的事=[{"专人负责": "局办公室"}])
    data["数据"] |= {"监督保障": {"培训": {"次数": 2, "方式": "参加", "主办": "县级"}}}
    _, result = reused(last_report("局办公室有专人负责。全年参加县级培训1次。"), data)
    told = "".join(sentence.text for sentence in result.sentences("overview"))
    assert told.count("局办公室") == told.count("县级") == 1
    assert not [finding for finding in result.draft.findings if finding.code == "unsaid"]


def test_problems_of_last_year_are_not_said_again() -> None:
    last, draft = reused(last_report("发布信息。"), this_year())
    assert "更新不够及时" not in "".join(s.text for s in draft.sentences("problems"))
    assert "更新不够及时" in next(f.message for f in last.reuse.findings if f.code == "last-problems")


# --- all numerals are accounted for ---


def test_every_numeral_of_last_years_text_has_a_fate() -> None:
    last, _ = reused(
        last_report("2024年，在县政府门户网站发布信息402条，比上年增长5%，发放手册1200册。", "未收到投诉5次。"),
        this_year(SITE),
    )
    fates = [
        (numeral.text, numeral.fate) for numeral in last.reuse.numerals if numeral.section == "overview.publication"
    ]
    assert fates == [
        ("2024年", Fate.MOVED),
        ("402", Fate.SAME),
        ("5%", Fate.RECOMPUTED),
        ("1200", Fate.MARKED),
        ("5", Fate.MARKED),
    ]


def test_a_sentence_of_section_six_without_ground_is_told_of_and_its_numerals_go_with_it() -> None:
    report = last_report("发布信息。").replace("未收取信息处理费。", "2024年没有收取信息处理费，试行3项做法。")
    last, draft = reused(report, this_year())
    assert "没有收取信息处理费" not in "".join(p.text for p in draft.document.paragraphs())
    assert "没有收取信息处理费" in next(f.message for f in last.reuse.findings if f.code == "last-gone")
    fates = [(numeral.text, numeral.fate) for numeral in last.reuse.numerals if numeral.section == "other"]
    assert fates == [("2024年", Fate.DROPPED), ("3", Fate.DROPPED)]


# --- what needs no confirmation, and what goes together ---


def opened(last: str, data: DataFile) -> list[str]:
    """What the draft asks about the sentences of last year."""
    _, draft = reused(last, data)
    return [f.message for f in draft.draft.findings if f.code.startswith("open-") and "东平" not in f.message]


@pytest.mark.parametrize(
    "old",
    [
        "全年在县政府门户网站发布信息313条，为群众提供查询服务。",
        "全年在县政府门户网站发布信息313条，没有其他需要报告的事项。",
        "1.公开总量。全年在县政府门户网站发布信息313条。",
        "全年在县政府门户网站发布信息313条，未制发规范性文件。",
    ],
)
def test_frames_and_what_the_data_say_is_nothing_need_no_confirmation(old: str) -> None:
    data = this_year(SITE, 表二={"行政规范性文件": {"制发": 0, "废止": 0, "现行有效": 2}})
    assert "【请确认】" not in said(last_report(old), data)


def test_a_clause_that_does_not_hold_any_more_goes() -> None:
    data = this_year(SITE, 表二={"行政规范性文件": {"制发": 2, "废止": 0, "现行有效": 2}})
    old = "全年在县政府门户网站发布信息313条，未制发规范性文件。"
    assert said(last_report(old), data) == "全年在县政府门户网站发布信息402条。"


def test_a_sentence_is_asked_about_once() -> None:
    old = "全年在县政府门户网站发布信息313条，发放宣传手册1200册。"
    _, draft = reused(last_report(old), this_year(SITE))
    asked = [f for f in draft.draft.findings if f.code.startswith("open-") and "宣传手册" in f.message]
    assert [f.code for f in asked] == ["open-verify"]
    assert "做过的事" in (asked[0].advice or "")


def test_a_figure_of_the_clerks_own_finds_its_sentence_by_its_name() -> None:
    data = this_year(SITE, 数据={"主动公开": SITE, "其他": {"宣传手册": 900}})
    old = "全年在县政府门户网站发布信息313条，发放宣传手册1200册。"
    assert said(last_report(old), data) == "全年在县政府门户网站发布信息402条，发放宣传手册900册。"


@pytest.mark.parametrize("subject", ["本机关", "我局", "东平县水务局"])
def test_the_year_moves_inside_a_sentence_too(subject: str) -> None:
    old = f"{subject}2024年在县政府门户网站发布信息313条。"
    assert said(last_report(old), this_year(SITE)) == f"{subject}2025年在县政府门户网站发布信息402条。"


def test_how_often_something_is_done_as_a_rule_is_no_figure_of_the_year() -> None:
    assert "【待核】" not in said(last_report("每季度对网站巡查1次。"), this_year(SITE))


def test_the_paragraphs_of_last_year_stay_paragraphs() -> None:
    last = last_report("全年在县政府门户网站发布信息313条。", "未制发规范性文件。")
    _, draft = reused(last, this_year(SITE, 表二={"行政规范性文件": {"制发": 0, "废止": 0, "现行有效": 2}}))
    texts = [p.text for p in draft.document.paragraphs() if p.place.startswith("overview.publication")]
    assert "全年在县政府门户网站发布信息402条。" in texts
    assert any(text.startswith("未制发规范性文件。") for text in texts)


def test_figures_that_did_not_change_are_shown_with_their_own_words() -> None:
    data = this_year({"门户网站": {"条数": 402, "分类": {"公告公示": 126, "工作动态": 276}}})
    old = "全年在县政府门户网站发布信息313条，其中公告公示126条、工作动态187条。"
    last, _ = reused(last_report(old), data)
    (hint,) = [f for f in last.reuse.findings if f.code == "last-same"]
    assert "“其中公告公示126条”" in hint.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("全年发布信息313条，与2023年的300条相比增加13条。", "全年发布信息402条，是上年的2倍。"),
        ("全年发布信息313条（2023年为300条）。", "全年发布信息402条（2024年为201条）。"),
        ("全年发布信息313条，增长一成以上。", "全年发布信息402条，是上年的2倍。"),
        ("全年发布信息313条，占三分之二。", "全年发布信息402条，占三分之二【待核】。【请确认】"),
        ("发布信息313条，配电脑两台。", "发布信息402条，配电脑两【待核】台。【请确认】"),
    ],
)
def test_other_ways_to_say_a_number_never_stay_as_they_were(old: str, new: str) -> None:
    data = this_year({"门户网站": {"条数": {"本年": 402, "上年": 201}}})
    assert said(last_report(f"县政府门户网站{old}"), data) == f"县政府门户网站{new}"


@pytest.mark.parametrize("around", ["约313", "近320", "超过300", "突破300", "接近320", "300余", "大约313", "逾300"])
def test_an_exact_figure_is_not_said_to_be_about_or_above(around: str) -> None:
    assert said(last_report(f"县政府门户网站发布信息{around}条。"), this_year(SITE)) == "县政府门户网站发布信息402条。"


def test_a_list_with_its_names_in_front_keeps_its_zeros() -> None:
    data = this_year(SITE, 表二={"行政许可": 3, "行政处罚": 2, "行政强制": 0})
    old = "全年在县政府门户网站发布信息313条，作出行政许可、行政处罚、行政强制决定分别为5件、4件、1件。"
    assert said(last_report(old), data).endswith("行政强制决定分别为3件、2件、0件。")


# --- 重复率 ---


def test_the_repeat_rate_is_told_for_each_section() -> None:
    last, draft = reused(last_report("全年在县政府门户网站发布信息313条。"), this_year(SITE))
    rates = {rate.section: rate for rate in reuse.rates(last.report, draft.document)}
    assert 0 < rates["overview"].rate < 1
    assert "other" not in rates  # both years only say that there was nothing: there is nothing to count


# --- the road as a clerk goes it ---


def test_write_with_last_years_file_gives_a_redline(tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(as_yaml(this_year(SITE)), "utf-8")
    last = tmp_path / "2024.txt"
    last.write_text(last_report("全年在县政府门户网站发布信息313条。"), "utf-8")
    result = pipeline.write(pipeline.Job(data, reuse=last, redline=tmp_path / "对照.docx", formats=("md",)))
    assert (tmp_path / "对照.docx").read_bytes()[:2] == b"PK"
    assert result.old is not None
    assert {rate.section for rate in result.old.rates} == {"overview", "problems"}


# --- promise: no figure of a reused report is wrong ---


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data_files(), data_files())
def test_a_report_reused_with_other_figures_says_only_those(first: DataFile, second: DataFile) -> None:
    one, other = drafted(first), second | {"机关": first["机关"], "年度": first["年度"] + 1}
    understood = reading.understand(recall.of_document(one.document))
    record, seen = load.parse(as_yaml(other))
    assert record is not None
    made = reuse.reuse(understood.report, understood.mentions, understood.claims, facts.derive(record))
    draft, derived = pipeline.draft(record, bank(), seen, made)
    assert draft.document is not None
    both = Drafted(other, record, derived, draft, draft.document)
    kinds = {span.kind for paragraph in draft.document.paragraphs() for span in paragraph.spans}
    assert SpanKind.UNBOUND not in kinds
    assert broken(both, FIGURE_PROMISES) == {}
