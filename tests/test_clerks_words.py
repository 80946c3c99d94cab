"""What a clerk types under 问题和打算 stands, unless the bank's words name the same; what the bank adds is asked about."""

import re

import pytest
from tests.desk import ROOT
from tests.drafting import bank

from draftgen import load, pipeline
from draftgen.core.document import Paragraph
from draftgen.features import names

EXAMPLE = (ROOT / "examples" / "wendeng-2021" / "data.yaml").read_text("utf-8")


def problems(*hints: str) -> str:
    """The problems of section five in a report with these hints."""
    return section_five("".join(f"  - {hint}\n" for hint in hints)).partition("改进措施")[0]


def section_five(listed: str) -> str:
    """Section five of the example's report with these lines under 问题和打算."""
    text = re.sub(r"(?m)^问题和打算:.*\n(?:[ #].*\n|\n)*", f"问题和打算:\n{listed}", EXAMPLE)
    record, _ = load.parse(text, "data.yaml")
    assert record is not None
    document = pipeline.draft(record, bank())[0].document
    assert document is not None
    five = next(section for section in document.sections if section.id == "problems")
    lines = ["".join(span.text for span in p.spans) for p in five.contents if isinstance(p, Paragraph)]
    return "".join(lines)


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("抽检结果公示慢", "抽检结果公示慢。"),
        ("打假人申请多", "打假人申请多。"),
        ("网站搜索不好用", "网站搜索"),
        ("专栏更新慢", "专栏更新"),
    ],
)
def test_particulars_that_no_wording_names_are_kept(hint: str, said: str) -> None:
    assert said in problems(hint)


@pytest.mark.parametrize(("hint", "lost"), [("更新慢", "更新慢"), ("解读太少", "太少"), ("错别字多", "错别字多")])
def test_a_hint_that_only_names_its_theme_is_worded_by_the_bank(hint: str, lost: str) -> None:
    assert lost not in problems(hint)


def test_a_figure_that_the_bank_adds_of_its_own_accord_is_asked_about() -> None:
    said = problems("没人手")
    assert "专职人员2名" in said
    assert "【请确认】" in said


@pytest.mark.parametrize(
    ("said", "hint", "named"),
    [
        ("信息更新较为滞后。", "更新慢", True),
        ("平台建设有待加强。", "搜索不好用", False),
        ("全年在网站公开信息46条，其中动态类信息29条", "动态类信息太多", True),
        # What names nothing is named by nothing: 太慢 is no 信息更新滞后 of which nobody spoke.
        ("信息更新较为滞后。", "太慢", False),
    ],
)
def test_what_only_judges_need_not_be_named(said: str, hint: str, named: bool) -> None:  # noqa: FBT001 - the expectation
    assert names(said, hint) is named


@pytest.mark.parametrize(
    ("problem", "plan", "said"),
    [
        # A theme that is only possible is not asserted: no 业务能力还有欠缺, no 互动交流较少.
        ("老有人申请同样的东西", "先打电话问清楚", "：常有人申请相同内容。…：规范申请办理，先电话核实清楚。"),
        ("照片多文字少", "写清楚再发", "：图片偏多、文字偏少。…：写清楚后发布。"),
        ("居民不爱提意见", "多走走", "：居民提意见较少。…：加强公众参与，增加走访。"),
        # What surely means a theme is headed by it, and the plan by what answers it.
        ("公路项目信息挂得晚", "每月月底催一遍", "：公路项目信息公开较晚。…：提高更新时效。每月月底督促一次。"),
        ("科室交材料老是拖", "每月催一回", "：科室报送材料不及时。…：加强信息报送，每月督促一次。"),
        (
            "有的答复书写得太粗",
            "发出前请法律顾问看一遍",
            "：申请答复质量有待提高。有的答复书写得较为粗略。…：提升答复质量。发出前请法律顾问审核一遍。",
        ),
    ],
)
def test_a_title_stands_only_where_the_hint_surely_means_it(problem: str, plan: str, said: str) -> None:
    named, planned = said.split("…")
    text = section_five(f"  - 问题: {problem}\n    打算: {plan}\n")
    assert named in text
    assert text.endswith(planned)


def test_a_problem_that_nothing_answers_leaves_no_gap_in_the_count() -> None:
    text = section_five("  - 问题: 更新慢\n    打算: 每月检查一次\n  - Ω\n  - 问题: 解读太少\n    打算: 多做图解\n")
    assert "三是" in text.partition("改进措施")[0]
    assert "二是" in text.partition("改进措施")[2]
    assert "三是" not in text.partition("改进措施")[2]


@pytest.mark.parametrize("hint", ["踢皮球", "泄密风险"])
def test_circumstances_that_the_hint_does_not_name_are_asked_about(hint: str) -> None:
    said = problems(hint)
    assert re.search(r"。[^。]+。【请确认】", said)


@pytest.mark.parametrize(
    ("hint", "asked"),
    [
        ("村里老人不会上网看", "“村里老人不会上网查看”像随手写的话"),
        ("网站后台弄不来", "“弄”像口语"),
        ("部分栏目更新间隔较长", ""),
        ("业务骨干多为兼职，懂法律的人少", ""),
    ],
)
def test_what_still_reads_like_speech_is_asked_about(hint: str, asked: str) -> None:
    text = re.sub(r"(?m)^问题和打算:.*\n(?:[ #].*\n|\n)*", f"问题和打算:\n  - {hint}\n", EXAMPLE)
    record, _ = load.parse(text, "data.yaml")
    assert record is not None
    found = [f.message for f in pipeline.draft(record, bank())[0].findings if f.code == "colloquial"]
    assert len(found) == bool(asked)
    assert all(asked in message for message in found)
