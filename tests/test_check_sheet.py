"""The rows of the 核对单, and what is asked of the clerk's own words: each leads to the line that was typed."""

from textwrap import dedent

import pytest
from tests.drafting import bank

from draftgen import load, pipeline, proof
from draftgen.core.document import CHECK, Paragraph, Role, Sentence, Span
from draftgen.core.finding import Finding
from draftgen.core.ledger import LedgerRow

DATA = """\
    年度: 2025
    机关:
      名称: 澜江县青石镇人民政府
      联系:
        部门: 党政办公室
        地址: 青石镇人民路12号
        邮编: 556000
        电话: 0855-6540123
    报告:
      落款日期: 2026年1月15日
    表二: {规章: 0}
    表三:
      新收:
        自然人: 7
        商业企业: 2
      予以公开:
        自然人: 5
        商业企业: 2
      不予处理:
        重复申请:
          自然人: 2
    表四: {行政复议: 0}
    补充:
      总体情况/主动公开: |
        全年开放查阅区1处。

        2024年我镇设置了公开查阅区，接待群众35人。
    问题和打算:
      - 问题: 村里老人不会上网看
        打算: 一个月学一次
"""


def data_file(text: str = DATA) -> tuple[tuple[LedgerRow, ...], tuple[Finding, ...], str]:
    """The rows of the 核对单, the findings, and what holds."""
    record, seen = load.parse(dedent(text))
    assert record is not None, seen
    draft, facts = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    return proof.condensed(proof.ledger(draft.document, facts)), draft.findings, "；".join(draft.holds)


def row(label: str, place: str = "") -> LedgerRow:
    return next(one for one in data_file()[0] if one.label == label and place in one.place)


def lines(source: str) -> list[str]:
    """The numbers of the lines of a source: 14, 15 of :14:10、:15:11."""
    return [part.split(":")[-2] for part in source.split("、")]


def test_a_total_that_was_left_out_shows_its_terms_and_every_line() -> None:
    total = row("表三新收·总计", "表三")
    assert (total.value, total.formula) == ("9", "7 + 2 = 9")
    assert lines(total.source) == ["14", "15"]


def test_the_grand_total_comes_from_every_line_of_its_parts() -> None:
    total = row("表三总计·总计", "表三")
    assert (total.formula, total.source) == ("7 + 2 = 9", "data.yaml 第 17—18、21 行")


def test_a_total_of_one_line_is_that_line() -> None:
    total = row("表三重复申请·总计")
    assert (total.value, total.formula, lines(total.source)) == ("2", "", ["21"])


def test_a_sum_of_one_class_is_that_class() -> None:
    site = "数据: {主动公开: {门户网站: {条数: 46, 分类: {工作动态: 29, 财政信息: 17}}}}\n"
    text = site + dedent(DATA).replace("村里老人不会上网看", "有用的少").replace("一个月学一次", "[财政信息]")
    told = next(one for one in data_file(text)[0] if one.path == "site.dynamic")
    assert (told.value, told.formula, lines(told.source)) == ("29", "", ["1"])


@pytest.mark.parametrize(
    ("label", "text", "line"), [("地址", "12", "6"), ("邮编", "556000", "7"), ("电话", "0855-6540123", "8")]
)
def test_each_way_to_reach_the_office_has_its_own_line(label: str, text: str, line: str) -> None:
    found = row(label)
    assert (found.text, lines(found.source)) == (text, [line])


def test_the_day_that_was_typed_has_its_line() -> None:
    assert (row("落款日期").text, lines(row("落款日期").source)) == ("2026年1月15日", ["10"])


def test_the_clerks_own_paragraphs_have_their_lines() -> None:
    own = {one.text: lines(one.source) for one in data_file()[0] if one.label == "自己写的文字"}
    assert own == {"1": ["25"], "2024年": ["27"], "35": ["27"]}


def test_as_many_cells_are_0_as_the_screen_says() -> None:
    rows, _, holds = data_file()
    counted = [int(one.label.split(" ")[-2]) for one in rows if one.source == "数据里没有写，按 0"]
    assert f"表里没有写到的 {sum(counted)} 格按 0 处理" in holds
    assert {one.source for one in rows if one.formula == "各项都是 0"} <= {"由各项相加"}


def test_a_sentence_of_the_clerks_own_is_found_in_its_line() -> None:
    findings = {finding.code: finding for finding in data_file()[1]}
    left = findings["year-left-over"]
    assert (left.place.line, left.place.excerpt) == (27, "2024年")
    assert left.message.startswith("“2024年我镇设置了公开查阅区”说的是2024年")
    assert findings["own-figure"].place.line == 25


def test_how_often_something_is_done_is_no_figure() -> None:
    asked = [finding.message for finding in data_file()[1] if finding.code == "own-figure"]
    assert asked == ["您自己写的文字里有数字：1、35，没有与数据核对。"]  # 一个月学一次 is not among them


@pytest.mark.parametrize("plan", ["每年培训3次", "举办培训一次"])
def test_how_many_times_is_a_figure(plan: str) -> None:
    findings = data_file(DATA.replace("一个月学一次", plan))[1]
    assert [f.code for f in findings if f.code == "own-figure" and "改进" in f.place.section] == ["own-figure"]


@pytest.mark.parametrize(
    ("plan", "figures"),
    [
        ("设一个窗口专门答疑", []),
        ("由一个科室统一把关", []),
        ("配一个人专职管，给一个账号", ["一个"]),
        ("增配一名专职人员", ["一名"]),
        ("补发一条更正", ["一条"]),
    ],
)
def test_any_one_thing_is_no_figure_but_one_person_is(plan: str, figures: list[str]) -> None:
    findings = data_file(DATA.replace("一个月学一次", plan))[1]
    asked = [f.message for f in findings if f.code == "own-figure" and "改进" in f.place.section]
    assert asked == [f"您自己写的文字里有数字：{said}，没有与数据核对。" for said in figures]


def test_what_was_made_formal_is_shown_as_it_was_typed() -> None:
    typed = DATA.replace("村里老人不会上网看", "就3个人干，忙不过来")
    place = next(f.place for f in data_file(typed)[1] if f.code == "own-figure" and "问题" in f.place.section)
    assert (place.line, place.excerpt) == (29, "  - 问题: 就3个人干，忙不过来")


def test_a_problem_said_without_a_plan_is_asked_for_the_plan_and_not_for_the_problem() -> None:
    findings = data_file(
        DATA.replace("        打算: 一个月学一次\n", "").replace("村里老人不会上网看", "公众号阅读量不高")
    )[1]
    advice = {finding.code: finding.advice for finding in findings}
    assert advice["open-confirm"] == (
        "这个问题还没有写“打算”：在数据里它的下面补一句，这里就照打算写；就用这一句的，运行 draftgen review，按 A 采用。"
    )
    assert advice["issue-plan"] == (
        "在它下面补一句“打算”；不补的，程序给出的改进措施会标【请确认】，在 draftgen review 里按 A 采用也行。"
    )


@pytest.mark.parametrize(("numbers", "said"), [(1, "有一个数要核："), (2, "有 2 个数要核：")])
def test_as_many_numbers_are_asked_about_as_there_are(numbers: int, said: str) -> None:
    record, _ = load.parse(dedent(DATA))
    assert record is not None
    document = pipeline.draft(record, bank())[0].document
    assert document is not None
    words = "，".join(["参加培训" + CHECK + "人"] * numbers) + "。"
    asked = Paragraph("overview.supervision", Role.BODY, (Sentence("", "", "", (Span(words),)),))
    findings = proof.read(document._replace(intro=(asked,)), record, bank().words)
    assert [f.message for f in findings if f.code == "open-verify"] == [f"{said}{words}"]
