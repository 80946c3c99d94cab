"""The clerk's plan in section five: a sentence stands as it was typed, names stand in a wording that can take them."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting import drafted, passages
from tests.strategies import only_tables

from draftgen import resources
from draftgen.choose import plans
from draftgen.choose.plans import breadth, carries_plan, is_clause, kinds_of, open_ended, sentence, takes, topics

FOLDER = resources.shipped("phrasebank")


@pytest.mark.parametrize(
    "plan",
    [
        "督促科室每月报一次信息",
        "每季度检查一次栏目更新情况，2026年6月底前完成全面自查。",
        "建立信息报送提醒制度",
        "20个工作日内公开",
        "各站所明确一名信息员",
        "各站所定信息联络人",
        "围绕养老、托育等群众关心的事项充实公开内容",
        "指导学校、医院细化公开内容",
        "2026年一季度前清理空白栏目",
        "答复前请司法所把关",
        "修订目录",
        "更新目录",
        "学条例",
        "检查公开栏",
        "主要领导亲自抓",
        "考核分值由2分提高到5分",
        "解读与文件同步，公众参与",
        "跟县里申请再增加一个人",
        "附件统一用PDF",
        "解读率达到100%",
        "购买第三方服务",
        "各领域列清单、定责任人",
        "疑难申请先请法律顾问审核",
    ],
)
def test_what_says_who_does_what_is_a_sentence(plan: str) -> None:
    assert is_clause((plan,))


@pytest.mark.parametrize(
    ("plan", "kinds"),
    [
        ("培训、考核", "动作 动作"),
        ("目录修订、栏目归并", "动作 动作"),
        ("定期通报", "动作"),
        ("审核把关", "动作"),
        ("图解、短视频", "载体 载体"),
        ("宣传视频", "载体"),
        ("各村公开栏", "载体"),
        ("惠民补贴、社会救助", "内容 内容"),
        ("资金使用情况", "内容"),
        ("社会组织信息", "内容"),
        ("公开栏月检制度", "制度"),
        ("督促整改机制", "制度"),
        ("考核办法", "制度"),
        ("年度培训计划", "计划"),
        ("公开目录", "底本"),
        ("答复模板", "底本"),
        ("开放日、座谈会", "活动 活动"),
        ("三审三校、AB角", "做法 做法"),
        ("通报批评、约谈", "动作 动作"),
        ("培训考核办法", "制度"),
        ("保密审查表", "底本"),
        ("优化营商环境、招聘", "内容 内容"),
        ("协调机制和依申请各环节制度", "制度"),
        ("数字赋能", "其他"),
    ],
)
def test_what_only_names_something_is_a_noun_of_a_kind(plan: str, kinds: str) -> None:
    assert not is_clause((plan,))
    assert [" ".join(kinds_of(item)) for item in topics((plan,))] == kinds.split()


MEASURES = [
    ("更新慢", "信息报送提醒制度", "以信息报送提醒制度保证信息按时公开。", "建立健全信息报送提醒制度。"),
    ("培训少", "培训计划", "制定并落实培训计划。"),
    (
        "目录没更新",
        "目录修订、栏目归并",
        "从目录修订、栏目归并入手，完善公开目录和栏目。",
    ),
    (
        "错别字多",
        "三审三校、先审后发",
        "通过三审三校、先审后发，",
        "落实三审三校、先审后发等要求。",
        "实行三审三校、先审后发。",
    ),
    (
        "不上网的群众看不到",
        "村村响广播",
        "重点用好村村响广播等渠道。",
        "通过村村响广播，",
        "用好村村响广播等渠道公开信息。",
    ),
    ("栏目空着", "2026年一季度前清理空白栏目", "2026年一季度前清理空白栏目。"),
    ("人手紧", "我们打算让各科室出一个人兼着干。", "让各科室出一个人兼着干。"),
    ("意识不强", "一是加强学习；二是纳入考核", "加强学习；纳入考核。"),
    ("人手不足", ["加强培训", "每年调训一批"], "加强培训，每年调训一批。"),
    ("内容少", "财政预决算、重大项目等领域", "重点公开财政预决算、重大项目等"),
]


@pytest.mark.parametrize(("problem", "plan", "wordings"), [(p, plan, w) for p, plan, *w in MEASURES])
@pytest.mark.parametrize("agency", ["东平县水务局", "临江县青石镇人民政府"])
def test_a_plan_stands_where_it_fits_or_as_it_is(agency: str, problem: str, plan: object, wordings: list[str]) -> None:
    kind = "镇街" if "镇" in agency else "部门"
    said = measure(agency, kind, {"问题": problem, "打算": plan})
    assert any(wording in said for wording in wordings), said


def measure(agency: str, kind: str, issue: dict[str, object]) -> str:
    """The sentences of the one measure of a draft."""
    draft = drafted(only_tables(agency, kind, 问题和打算=[issue]))
    return "".join(s.text for s in draft.sentences("problems") if s.place.startswith(("measures.1", "issues.1")))


def test_a_short_plan_follows_its_title_behind_a_comma() -> None:
    assert measure("东平县水务局", "部门", {"问题": "人手不足", "打算": "争取编制"}).endswith("，争取编制。")


@pytest.mark.parametrize("plan", ["。", "，、；", " 。 "])
def test_a_plan_without_a_word_is_no_plan(plan: str) -> None:
    said = measure("东平县水务局", "部门", {"问题": "人手不足", "打算": plan})
    assert said
    assert "，，" not in said
    assert "。。" not in said


def test_a_number_in_the_clerks_own_words_keeps_its_separators() -> None:
    said = measure("东平县水务局", "部门", {"问题": "更新慢", "打算": "每月更新1,500条信息,由专人负责"})
    assert "每月更新1,500条信息，由专人负责" in said


def test_a_plan_that_ends_with_and_so_on_wants_a_wording_that_says_it() -> None:
    plan = ("培训、考核等",)
    assert open_ended(plan)
    assert takes(passages()["problems.training.fix_plan_listed"], plan)
    assert not takes(passages()["problems.training.fix_plan_through"], plan)


def test_a_wording_does_not_say_ways_of_ways() -> None:
    assert not takes(passages()["problems.training.fix_plan_listed"], ("新的培训方式",))


@pytest.mark.parametrize("kind", ["动作", "制度", "计划", "底本", "载体", "活动", "做法", "内容", "其他"])
def test_every_kind_of_noun_has_a_wording_of_no_theme(kind: str) -> None:
    examples = {
        "动作": "栏目自查",
        "制度": "会商制度",
        "计划": "培训计划",
        "底本": "登记台账",
        "载体": "公开栏",
        "活动": "座谈会",
        "做法": "三审三校",
        "内容": "惠民补贴",
        "其他": "数字赋能",
    }
    own = [p for p in passages().values() if p.theme == "improvements.own" or p.id.startswith("improvements.own.")]
    assert kinds_of(examples[kind]) == {kind}
    assert any(takes(p, (examples[kind],)) for p in own)


def test_every_wording_that_takes_a_plan_takes_its_own_example() -> None:
    wrong = []
    for file in [*FOLDER.glob("problems/*.yaml"), *FOLDER.glob("improvements/*.yaml")]:
        for raw in yaml.safe_load(file.read_text("utf-8")).get("remedies", ()):
            plan = tuple(raw["example"]["given"].get("plan", ()))
            if plan and (is_clause(plan) or not takes(passages()[raw["id"]], plan)):
                wrong.append((raw["id"], plan))
    assert wrong == []


def test_the_narrower_wording_is_the_better_one() -> None:
    assert breadth(passages()["improvements.own.establish"]) < breadth(passages()["improvements.own.around"])


def test_every_frame_is_a_wording_of_the_bank() -> None:
    met = {plans._frame(p) for p in passages().values() if carries_plan(p)}
    assert [frame for frame in plans._frames() if frame not in met] == []


WORDS = st.lists(
    st.sampled_from(
        ["培训", "督促", "公开栏", "制度", "每月", "惠民补贴", "由", "、", "，", "等", "前", "《条例》", "3次", "。"]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_no_word_of_a_plan_is_lost(plan: str) -> None:
    kept = sentence((plan,)) if is_clause((plan,)) else "、".join(topics((plan,)))
    assert bare(kept) == bare(plan) or "等" in plan


def bare(text: str) -> str:
    return re.sub("[、，；。]", "", text)
