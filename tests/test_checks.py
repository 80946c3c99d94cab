"""The rules for any report: each does what its manual says, and a good report is left in peace."""

import pytest
from tests.checking import build, codes, found
from tests.desk import ROOT

from draftgen import checks
from draftgen.checks.manual import document, manual
from draftgen.checks.registry import FAMILIES, RULES
from draftgen.checks.settings import words
from draftgen.core.finding import Confidence, Finding, Level, Place
from draftgen.core.read import ReadParagraph

BY_CODE = {rule.code: rule for rule in RULES}


# --- the manuals and their examples ---


@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_finds_the_fault_of_its_example_and_nothing_in_the_mended_one(code: str) -> None:
    example = manual(BY_CODE[code])
    assert code in codes(example.fails)
    assert code not in codes(example.passes)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_manual_says_what_why_and_on_what_it_rests(code: str) -> None:
    said = manual(BY_CODE[code])
    assert said.what.endswith("。")
    assert said.why.endswith("。")
    assert any(word in said.source for word in ("规则", "taxonomy.json", "同类审核工具", "写法", "数字用法")), (
        said.source
    )


def test_a_report_with_nothing_wrong_has_no_finding() -> None:
    built = build()
    assert checks.run(built.report, built.mentions, built.context).findings == ()


def test_every_rule_has_a_code_of_its_own_and_a_weight() -> None:
    assert len(BY_CODE) == len(RULES)
    assert set(checks.shipped().weights) == set(BY_CODE)
    assert set(words("own_draft")) <= set(BY_CODE)
    assert all(rules for _, rules in FAMILIES)


def test_the_page_on_the_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == document() + "\n", (
        "draftgen check --manual > docs/rules.md"
    )


def test_every_rule_of_the_review_list_is_a_rule_here_or_left_out_with_a_reason() -> None:
    """The 58 rules of the review list, by their numbers in the manuals."""
    page = document()
    named = {number for number in range(1, 59) if _names(page, number)}
    assert named == set(range(1, 59))


def _names(page: str, number: int) -> bool:
    numbers = (
        part.strip("（）")
        for line in page.splitlines()
        if "规则 " in line
        for part in line.split("规则 ")[1].split("；")[0].split("、")
    )
    return any(part.split("（")[0].strip() == str(number) for part in numbers)


# --- messages ---


def test_a_wrong_total_says_where_what_stands_there_and_what_was_expected() -> None:
    lines = """
        表四 行政复议·结果维持：10
        表四 行政复议·结果纠正：1
        表四 行政复议·总计：0
    """
    assert found(lines, "dispute-total") == ["表四“行政复议”四种结果相加是 10 + 1 = 11，总计写的是 0，相差 11。"]


def test_a_cell_of_a_table_of_one_row_is_named_by_its_column_alone() -> None:
    assert found("表四 行政复议·尚未审结：0（另有1件调解）", "cell-note") == [
        "表四“行政复议·尚未审结”列在数字旁边写了“（另有1件调解）”。"
    ]


def test_the_same_fault_in_one_table_is_one_finding_with_a_count_and_three_cells() -> None:
    built = build(
        """
        表三 新收·商业企业：
        表三 新收·科研机构：
        表三 新收·社会公益组织：/
        表三 新收·法律服务机构：—
        """
    )
    findings = [f for f in checks.run(built.report, built.mentions, built.context).findings if f.code == "cell-blank"]
    assert [f.message for f in findings] == [
        "表三有 4 处没有填数：“新收”行“商业企业”列是空白；“新收”行“科研机构”列是空白；“新收”行“社会公益组织”列填的是“/”；还有 1 处。"
    ]
    assert len(findings[0].more) == 3


def test_a_figure_that_may_be_read_in_several_ways_says_which_were_tried() -> None:
    lines = """
        表三 新收·总计：5
        表三 上年结转·总计：2
        表三 总计·总计：7
        一（二）：本年度收到政府信息公开申请6件。
    """
    assert found(lines, "text-requests") == [
        "正文写“本年度收到政府信息公开申请6件”，表三几种读法都对不上：新收 5、新收 + 上年结转 7、总计 7。"
    ]


def test_two_cells_that_were_one_number_are_recognised() -> None:
    built = build(
        """
        表三 新收·自然人：2
        表三 新收·商业企业：0
        表三 新收·总计：20
        """
    )
    outcome = checks.run(built.report, built.mentions, built.context)
    advice = next(finding.advice for finding in outcome.findings if finding.code == "row-total")
    assert advice == "核对这几格和总计。会不会是“20”被拆成了“2”和“0”两格？"


def test_what_holds_is_said_too() -> None:
    built = build(
        """
        表三 新收·自然人：3
        表三 新收·总计：3
        表三 予以公开·自然人：3
        表三 予以公开·总计：3
        表三 总计·自然人：3
        表三 总计·总计：3
        一（二）：本年度收到政府信息公开申请3件，均由自然人提出，全部予以公开。
        """
    )
    outcome = checks.run(built.report, built.mentions, built.context)
    assert outcome.findings == ()
    assert outcome.holds[0] == "表内勾稽 42 项全部相符"
    assert any(line.startswith("文表对照") and line.endswith("全部相符") for line in outcome.holds)


def test_a_finding_points_at_its_words() -> None:
    built = build("一（五）：做好公开工作工作，举办培训1次。")
    finding = next(f for f in checks.run(built.report).findings if f.code == "doubled")
    spot = finding.place.spot
    content = built.report.document.contents[spot.block]
    assert isinstance(content, ReadParagraph)
    assert content.text[spot.start : spot.end] == "工作工作"
    assert finding.place.section == "总体情况（五）监督保障"


def test_what_went_wrong_in_reading_is_said_and_weighed() -> None:
    built = build()
    debris = Finding("debris", Level.ASK, Place("a.txt", 3, 1), "残留")
    unread = Finding("table-unread", Level.ASK, Place("a.txt"), "没有读到表三。")
    report = built.report._replace(findings=(debris, unread))
    assert [(f.code, f.level, f.confidence) for f in checks.run(report).findings] == [
        ("debris", Level.ERROR, Confidence.CERTAIN)
    ]


def test_two_files_of_one_report_that_differ_in_words_say_both() -> None:
    lines = """
        另一版本 一（一）：公开信息46条。收到意见64条，采纳14条。
        一（一）：公开信息46条。收到意见64条，采纳41条。
    """
    assert found(lines, "versions-text") == [
        "总体情况有 1 句和网页.html里不一样：这里是“意见64条，采纳41条。”，那里是“意见64条，采纳14条。”。"
    ]


def test_a_private_number_is_pointed_at_but_not_passed_on() -> None:
    built = build("一（二）：申请人联系电话13800001111。")
    (place,) = (
        f.place for f in checks.run(built.report, built.mentions, built.context).findings if f.code == "personal-number"
    )
    paragraph = built.report.document.contents[place.spot.block]
    assert isinstance(paragraph, ReadParagraph)
    assert (place.excerpt, paragraph.text[place.spot.start : place.spot.end]) == ("138……11", "13800001111")


def test_with_a_report_that_is_not_last_years_nothing_is_compared() -> None:
    built = build("上年 表三 结转下年·总计：9")
    assert built.context.last is not None
    same_year = built.context._replace(last=built.context.last._replace(year=2025))
    outcome = checks.run(built.report, built.mentions, same_year)
    assert [f.message for f in outcome.findings] == ["给的上年年报是2025年度的，不是上年（2024年度）的，没有与它对照。"]
    assert not any("上年年报" in line for line in outcome.holds)


def test_an_office_of_the_same_government_is_the_same_agency() -> None:
    assert "last-report" not in codes("上年 标题：澜江县水务局办公室/2024年政府信息公开工作年度报告")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("澜江县水利局", ["这里写的“澜江县水利局”是本机关改名前的名称。"]),
        ("澜江县水务局（原澜江县水利局）", []),
    ],
)
def test_a_former_name_is_told_once_unless_it_says_that_it_is_one(said: str, told: list[str]) -> None:
    lines = f"曾用名：澜江县水利局、水利局\n一：2025年，{said}按照《条例》要求，把供水信息作为公开重点。"
    assert found(lines, "former-name") == told


def test_an_open_place_is_one_finding_not_two() -> None:
    assert codes("一（五）：举办培训【待核实】次。") == ["slot-left"]


def test_our_own_mark_behind_the_stop_is_no_missing_stop() -> None:
    said = "一（三）：信息发布前由分管负责人逐条审签，并且进行保密审查"
    assert "unended" not in codes(said + "。【请确认】")
    assert "unended" in codes(said + "【请确认】")


def test_a_negative_count_is_to_be_looked_up() -> None:
    built = build("表二 行政处罚：-3")
    (finding,) = checks.run(built.report, built.mentions, built.context).findings
    assert (finding.code, finding.advice) == ("cell-number", "对照台账核对这一格，没有发生的填 0。")
