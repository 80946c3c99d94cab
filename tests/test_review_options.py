"""What the review offers at a place: each sentence once, and a tone only for words that have one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reviewing import EXAMPLE, desk

from draftgen.web import view
from draftgen.web.desk import Desk

POINTS = """\
问题和打算:
  - 问题: 公路项目信息还是挂得晚
    打算: 在建项目按月更新，建设管理科负责
  - 问题: 懂业务的人调走了
    打算: 老带新，一个月学一次
"""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    """A review with problems and plans of which the clerk's own words say all."""
    text = re.sub(r"(?ms)^问题和打算:.*?(?=^\S)", POINTS, EXAMPLE.read_text("utf-8"), count=1)
    (tmp_path / "data.yaml").write_text(text, "utf-8")
    made = desk(tmp_path / "data.yaml")
    yield made
    made.close()


def shown(at: Desk, place: str) -> list[str]:
    return ["".join(piece.text for piece in option.pieces) for option in view.options(at, place)]


@pytest.mark.parametrize("place", ["problems.1", "problems.2", "measures.1", "measures.2"])
def test_no_sentence_is_offered_twice(at: Desk, place: str) -> None:
    offered = shown(at, place)
    assert len(offered) > 1
    assert len(offered) == len(set(offered))


def test_a_tone_is_told_of_a_wording_of_the_bank_and_not_of_the_clerks_own(at: Desk) -> None:
    own = [o for o in view.options(at, "problems.1") if "公路项目信息" in "".join(p.text for p in o.pieces)]
    assert own
    assert {option.tone for option in own} == {""}


def test_a_wording_of_the_bank_has_its_tone(tmp_path: Path) -> None:
    text = re.sub(r"(?ms)^问题和打算:.*?(?=^\S)", "问题和打算:\n", EXAMPLE.read_text("utf-8"), count=1)
    (tmp_path / "data.yaml").write_text(text, "utf-8")
    made = desk(tmp_path / "data.yaml")
    tones = {option.tone for unit in made.units for option in view.options(made, unit.place) if option.tone}
    made.close()
    assert tones == {"语气和缓", "直说"}


def test_a_sentence_sent_away_does_not_come_back_as_another_passage(at: Desk) -> None:
    place = "measures.1"
    first = shown(at, place)[0]
    at.refuse(place)
    assert first not in shown(at, place)[:1]
    at.undo()
    at.swap(place)
    assert first not in shown(at, place)[:1]


def test_the_first_wording_shown_is_the_one_that_stands(at: Desk) -> None:
    for place in ("problems.1", "measures.1", "measures.2"):
        options = view.options(at, place)
        assert [option.current for option in options][:1] == [True]
