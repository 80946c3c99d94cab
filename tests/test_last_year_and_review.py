"""What last year's report said counts; every place keeps other wordings for review."""

from pathlib import Path

from tests.drafting import bank
from tests.suggesting import HEAD, data

from draftgen import choose, load, pipeline, rank, resources
from draftgen.choose.points import points
from draftgen.core.outline import Point
from draftgen.core.record import Record
from draftgen.facts import derive
from draftgen.workbench.suggest import Adviser, Suggested, suggestions


def first(hint: str, record: Record) -> Suggested:
    return suggestions(bank(), hint, "problems", record=record)[0]


# --- last year ---


def test_a_problem_of_last_year_ranks_lower_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(HEAD.replace("2025", "2024") + "问题和打算: [人手不足]\n", "utf-8")
    (tmp_path / "2025.yaml").write_text(
        HEAD + "上年: {年报: 2024.yaml}\n问题和打算: [{问题: 人手不足, 打算: 培训}]\n", "utf-8"
    )
    record, _ = load.record(tmp_path / "2025.yaml")
    assert record is not None
    assert record.last_issues == ("人手不足",)
    again, anew = first("人手不足", record), first("人手不足", data())
    assert again.parts["上年"] < 0
    assert again.score < anew.score
    assert "上年年报已说过“人手不足”，再写要说清今年的进展" in again.reasons
    draft, _ = pipeline.draft(record, bank())
    asked = [finding for finding in draft.findings if finding.code == "issue-again"]
    assert [finding.message for finding in asked] == ["问题“人手不足”上年年报也写了。"]


def test_a_practice_of_last_year_ranks_higher_and_says_why() -> None:
    plain, known = Adviser(bank()), Adviser(bank(), practices=["overview.supervision.meeting"])
    before = {one.label: one for one in plain.suggestions("", "overview.supervision", 20)}["听取汇报与专题会议"]
    after = {one.label: one for one in known.suggestions("", "overview.supervision", 20)}["听取汇报与专题会议"]
    assert after.score > before.score
    assert "上年年报写过这项做法" in after.reasons


def test_problems_that_the_data_suggest_start_with_what_is_new() -> None:
    text = "数据: {监督保障: {培训: {次数: 1}}, 主动公开: {意见征集: {期数: 2, 收到意见: 0}}}"
    record = data(text)
    offered = [point.problem.passage.theme for point in offered_points(record) if point.problem]
    assert "problems.training" in offered
    again = record._replace(last_issues=("一年只培训了一次",))
    later = [point.problem.passage.theme for point in offered_points(again) if point.problem]
    assert later[-1] == "problems.training"


def offered_points(record: Record) -> tuple[Point, ...]:
    ranker = rank.Ranker((*bank().section("problems"), *bank().section("measures")))
    return points(bank(), derive(record), record, ranker)


# --- other wordings for review ---


def test_every_point_keeps_at_least_three_other_wordings() -> None:
    record = data(
        "问题和打算:\n  - {问题: 没人手, 打算: 培训、考核}\n  - {问题: 网站老不更新, 打算: 定了专人每周查一遍网站}\n  - 解读太少\n"
    )
    for point in offered_points(record):
        assert point.problem is not None
        assert point.measure is not None
        for said, others in ((point.problem, point.other_problems), (point.measure, point.other_measures)):
            assert len(others) >= 3
            ids = [said.passage.id, *(other.passage.id for other in others)]
            assert len(set(ids)) == len(ids)
            assert {other.place for other in others} == {said.place}
            assert all(other.reasons for other in others)


def test_every_place_keeps_all_that_may_be_said_there() -> None:
    record, _ = load.record(resources.shipped("examples") / "wendeng-2021" / "data.yaml")
    assert record is not None
    facts = derive(record)
    draft, _ = pipeline.draft(record, bank())
    assert draft.offers is not None
    for place in ("overview.publication.press", "overview.supervision.staff", "overview.management.review"):
        theme = next(theme for theme in bank().themes if theme.id == place)
        sayable = {p.id for p in theme.passages if choose.may_say(p, facts, record.agency, record.year)}
        assert len(sayable) > 3
        assert {suggestion.passage.id for suggestion in draft.offers.places[place]} <= sayable
        assert len(draft.offers.places[place]) > 3
