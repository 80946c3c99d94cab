"""Problems that a reader of suggestions found missing: each is named, in whatever words, and answered in more than one way."""

import pytest
from tests.drafting import bank, drafted, passages
from tests.strategies import only_tables

from draftgen.workbench.suggest import Adviser

NAMED = [
    ("重点领域公开不够", "重点领域公开"),
    ("征地的钱怎么补的没说清", "重点领域公开"),
    ("没有通报排名", "通报督促不够"),
    ("责任追究不到位", "责任追究不够严格"),
    ("失效文件仍挂在网上", "失效文件"),
    ("废止的文件没有标注", "文件"),
    ("26个试点领域标准目录没落实", "标准目录"),
    ("空白栏目", "个别栏目内容空白"),
    ("附件打不开", "附件"),
]


@pytest.mark.parametrize("agency", ["东平县水务局", "临江县青石镇人民政府", "东平县人民政府"])
@pytest.mark.parametrize(("hint", "title"), NAMED)
def test_the_report_names_the_problem(agency: str, hint: str, title: str) -> None:
    kind = {"局": "部门", "镇": "镇街"}.get(agency.removesuffix("人民政府")[-1], "政府")
    draft = drafted(only_tables(agency, kind, 问题和打算=[{"问题": hint}]))
    said = "".join(sentence.text for sentence in draft.sentences("problems") if sentence.place == "problems.1")
    assert title in said


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        ("承办人员变动频繁，交接没做好", "交接"),
        ("没有通报排名", "排名"),
        ("空白栏目", "栏目"),
        ("附件打不开", "附件"),
        ("失效文件仍在网上公开", "效力"),
        ("重点领域公开不够", "领域"),
    ],
)
def test_the_measure_answers_it(hint: str, words: str) -> None:
    first = Adviser(bank()).suggestions(hint, "problems", 1)[0]
    assert len(first.remedies) > 1
    assert any(words in remedy.text for remedy in first.remedies)


def test_every_problem_has_two_answers_or_more_that_its_kind_of_agency_may_give() -> None:
    asked = [p for p in passages().values() if p.section == "problems" and p.remedies]
    for kind in ("部门", "政府", "镇街"):
        allowed = {p.id for p in passages().values() if not p.kinds or kind in p.kinds}
        assert [p.id for p in asked if p.id in allowed and len(allowed & set(p.remedies)) < 2] == []
