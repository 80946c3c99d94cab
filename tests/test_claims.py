"""Promise 2: removing a tick removes exactly its sentences, removing a problem exactly its point and its measure."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.complete import all_ticks, complete
from tests.drafting import DataFile, Drafted, bank, drafted, passages
from tests.strategies import ISSUES, KINDS, NAMES, data_files, only_tables, ticks

from draftgen import forms
from draftgen.core.catalogue import Field
from draftgen.core.document import Sentence

TICKS = {field.path: field for field in ticks()}
# No limit on the length: at the limit a tick fewer gives the other sentences their full wording.
LONG: DataFile = {"报告": {"上级通知": {"字数上限": 9999}}}


def without(data: DataFile, tick: str) -> DataFile:
    """The data file with one line of 做过的事 removed."""
    left = [line for line in data["做过的事"] if key(line) != TICKS[tick].key]
    return data | {"做过的事": left or None}


def key(line: Any) -> str:
    return line if isinstance(line, str) else str(next(iter(line)))


def overview(draft: Drafted) -> list[Sentence]:
    return list(draft.sentences("overview"))


def rests_on(sentence: Sentence, tick: str) -> bool:
    """Whether a sentence claims a tick, prints its details or asks for them."""
    paths = {*sentence.claims, *sentence.facts, *(span.path for span in sentence.spans)}
    return any(path == tick or path.startswith(f"{tick}.") for path in paths)


def said(sentences: list[Sentence], leaving_out: set[str]) -> list[tuple[str, str]]:
    """Statement and words of the sentences, in order, without those of some statements."""
    return [(s.place, s.text) for s in sentences if s.place not in leaving_out]


def changing(before: list[Sentence], after: list[Sentence], tick: str) -> set[str]:
    """The statements that may change with a tick: its own, and those that stand in for it or take turns with it.

    Standing in: 【请补充】, a theme for where nothing else speaks, a passage for ``not`` the tick. Taking turns: the tick's
    statement now tells what another told before (更新指南 where it told 更新目录和指南), or another tells what it told.
    """
    its_own = {s.place for s in before if rests_on(s, tick)}
    new = [s for s in after if (s.place, s.text) not in said(before, set())]
    told_before = told([s for s in before if s.place in its_own])
    told_anew = told(new)
    turns = {s.place for s in new if tells(s) and tells(s) <= told_before}
    turns |= {s.place for s in before if tells(s) and tells(s) <= told_anew}
    return its_own | turns | {s.place for s in new if stands_in(s, tick)}


def tells(sentence: Sentence) -> set[str]:
    """The ticks that a sentence rests on."""
    return {tick for tick in TICKS if rests_on(sentence, tick)}


def told(sentences: list[Sentence]) -> set[str]:
    return {tick for sentence in sentences for tick in tells(sentence)}


def stands_in(sentence: Sentence, tick: str) -> bool:
    if not sentence.passage:
        return sentence.theme == "gap"
    theme = next(theme for theme in bank().themes if theme.id == sentence.theme)
    absent = any(
        c.negated and not c.operator and f"{c.path}.".startswith(f"{tick}.") for c in passages()[sentence.passage].when
    )
    return theme.fallback or absent


# --- every tick of the catalogue ---


def all_figures_and_ticks(kind: str) -> DataFile:
    return complete(kind) | LONG


def ticks_and_tables(kind: str) -> DataFile:
    """Where a count says it already, its tick is not needed; so here are the tables and the ticks alone."""
    tables = {name: complete(kind)[name] for name in ("表二", "表三", "表四")}
    return only_tables(NAMES[kind][0], kind, **tables, 做过的事=all_ticks()) | LONG


RECORDS = {
    **{f"all figures and ticks of a {kind}": all_figures_and_ticks(kind) for kind in KINDS},
    "all ticks of a 镇街, and its tables": ticks_and_tables("镇街"),
}


@cache
def with_all(record: str) -> Drafted:
    return drafted(RECORDS[record])


@cache
def with_all_but(record: str, tick: str) -> Drafted:
    return drafted(without(RECORDS[record], tick))


@pytest.mark.parametrize("tick", TICKS)
def test_every_tick_has_a_sentence(tick: str) -> None:
    assert any(rests_on(sentence, tick) for record in RECORDS for sentence in overview(with_all(record)))


@pytest.mark.parametrize("tick", TICKS)
@pytest.mark.parametrize("record", RECORDS)
def test_removing_a_tick_removes_exactly_its_sentences(record: str, tick: str) -> None:
    before, after = overview(with_all(record)), overview(with_all_but(record, tick))
    may_change = changing(before, after, tick)
    assert said(after, may_change) == said(before, may_change)
    assert told(after) == told(before) - {tick}


@pytest.mark.parametrize("tick", TICKS)
@pytest.mark.parametrize("record", RECORDS)
def test_a_removed_tick_leaves_no_word_behind(record: str, tick: str) -> None:
    before, after = overview(with_all(record)), with_all_but(record, tick)
    text = "".join(paragraph.text for paragraph in after.document.paragraphs())
    assert [words for words in details(TICKS[tick]) if words in text] == []
    its_statements = {s.place for s in before if rests_on(s, tick)}
    still = [s for s in overview(after) if s.place in its_statements and TICKS[tick].key in s.text]
    assert [s.text for s in still if not rests_on(s, SAID_BY_ANOTHER.get(tick, ""))] == []


# 列入年度计划和考核 says 纳入考核 too.
SAID_BY_ANOTHER = {"done.assessed": "done.planned"}


def details(tick: Field) -> list[str]:
    """The details of the tick in the records: each names its own field, so no other sentence can hold it."""
    return [child.path for child in tick.children]


# --- any record, any tick ---


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data_files(min_ticks=1), st.integers(0, 11))
def test_in_any_record_only_what_stands_in_for_a_tick_is_new(data: DataFile, number: int) -> None:
    data = data | LONG
    line = data["做过的事"][number % len(data["做过的事"])]
    tick = next(path for path, field in TICKS.items() if field.key == key(line))
    before, after = overview(drafted(data)), overview(drafted(without(data, tick)))
    may_change = changing(before, after, tick)
    assert said(after, may_change) == said(before, may_change)
    assert [s.text for s in after if rests_on(s, tick)] == []


# --- problems and measures ---

PROBLEMS = [{"问题": problem, "打算": plan} for problem, plan in ISSUES if plan]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("removed", range(len(PROBLEMS)))
def test_removing_a_problem_removes_exactly_its_point_and_its_measure(removed: int, kind: str) -> None:
    agency = NAMES[kind][0]
    before = drafted(only_tables(agency, kind, 问题和打算=PROBLEMS))
    after = drafted(only_tables(agency, kind, 问题和打算=PROBLEMS[:removed] + PROBLEMS[removed + 1 :]))
    assert points(after) == {
        number - (number > removed + 1): texts for number, texts in points(before).items() if number != removed + 1
    }


def points(draft: Drafted) -> dict[int, list[str]]:
    """The sentences of each point of section five, problem and measure, without 一是."""
    found: dict[int, list[str]] = {}
    for sentence in draft.sentences("problems"):
        match = re.fullmatch(r"(?:problems|measures|issues)\.(\d+)(?:\.plan)?", sentence.place)
        if match:
            found.setdefault(int(match[1]), []).append(re.sub(r"^[一二三四五六七八九十]是", "", sentence.text))
    return found


def test_a_point_stands_where_it_is_told_and_only_there() -> None:
    draft = drafted(only_tables("东平县水务局", "部门", 问题和打算=PROBLEMS[:3]))
    assert sorted(points(draft)) == [1, 2, 3]
    assert [len(texts) >= 2 for texts in points(draft).values()] == [True] * 3


def test_a_measure_does_not_change_when_a_problem_before_it_goes() -> None:
    both = [{"问题": "培训只办了一场"}, {"问题": "人手不足，多为兼职", "打算": "培训"}]
    before = points(drafted(only_tables("东平县水务局", "部门", 问题和打算=both)))
    after = points(drafted(only_tables("东平县水务局", "部门", 问题和打算=both[1:])))
    assert after[1] == before[2]


# --- nothing is said of what was not ticked ---


@pytest.mark.parametrize("kind", KINDS)
def test_without_ticks_and_figures_only_law_and_tables_speak(kind: str) -> None:
    draft = drafted(only_tables(NAMES[kind][0], kind))
    tables = {cell.path for cell in forms.form("2021").cells()}
    for sentence in draft.sentences("overview"):
        rests = {
            path for path in sentence.claims if not path.startswith(("requests.", "reviews", "lawsuits", "disputes"))
        }
        assert rests <= tables, sentence.text
