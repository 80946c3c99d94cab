"""The review of a report that reuses last year's: every place keeps its name and its neighbours, whatever is done there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import ROOT
from tests.reviewing import LAST, desk

from draftgen import pipeline
from draftgen.review.difference import Piece
from draftgen.web import view
from draftgen.web.desk import Desk

EXAMPLE = (ROOT / "examples" / "wendeng-2021" / "data.yaml").read_text("utf-8")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    """The review of 2022 with the report of 2021 beside it."""
    (tmp_path / "2021.yaml").write_text(EXAMPLE, "utf-8")
    written = pipeline.write(pipeline.Job(tmp_path / "2021.yaml", folder=tmp_path / "去年", formats=("md",)))
    last = next(path for path in written.files if path.suffix == ".md")
    this = EXAMPLE.replace("年度: 2021", "年度: 2022").replace("2022年1月26日", "2023年1月26日")
    (tmp_path / "2022.yaml").write_text(this, "utf-8")
    made = desk(tmp_path / "2022.yaml", reuse=last)
    yield made
    made.close()


def places(at: Desk) -> list[str]:
    return [unit.place for unit in at.units]


def test_another_wording_stands_where_the_first_stood(at: Desk) -> None:
    before = places(at)
    tried, elsewhere = 0, []
    for place in before:
        for other in at.alternatives(place)[1:2]:
            at.swap(place, other.passage.id)
            tried += 1
            if places(at) != before:
                elsewhere.append(place)
            at.undo()
    assert tried > 20
    assert elsewhere == []


def test_a_wording_sent_away_takes_no_other_place_along(at: Desk) -> None:
    before = places(at)
    lost = []
    for place in [place for place in before if place.startswith("overview.")]:
        at.refuse(place)
        if [other for other in before if other != place] != [other for other in places(at) if other != place]:
            lost.append(place)
        at.undo()
    assert lost == []


def test_the_paragraphs_before_section_one_are_worded_as_last_year(tmp_path: Path) -> None:
    (tmp_path / "2021.yaml").write_text(EXAMPLE, "utf-8")
    written = pipeline.write(pipeline.Job(tmp_path / "2021.yaml", folder=tmp_path, formats=("md",)))
    last = next(path for path in written.files if path.suffix == ".md")
    other = "本报告所列数据的统计期限为2021年1月1日至2021年12月31日。全文依照统一的报告格式编写，共分六个部分。"
    one = "全文按照国家统一格式，分六个部分编写。所列数据的统计期限为2021年1月1日至2021年12月31日。"
    text = last.read_text("utf-8")
    assert (one in text) + (other in text) == 1
    for wording in (one, other):
        last.write_text(text.replace(one, wording).replace(other, wording), "utf-8")
        this = EXAMPLE.replace("年度: 2021", "年度: 2022").replace("2022年1月26日", "2023年1月26日")
        (tmp_path / "2022.yaml").write_text(this, "utf-8")
        at = desk(tmp_path / "2022.yaml", reuse=last)
        unit = at.unit("overview.intro.contents")
        assert unit is not None
        assert unit.text == wording.replace("2021年", "2022年")
        assert at.last_year(unit.place) == wording
        at.close()


def test_a_place_that_stays_empty_still_shows_what_stood_there_last_year(at: Desk) -> None:
    place = next(unit.place for unit in at.units if unit.place.startswith("overview.supervision"))
    before = at.last_year(place)
    at.refuse(place, nothing=True)
    assert view.change(at, place) == (Piece(gone=before),)


def test_one_wording_in_the_place_of_two_sentences_shows_both(tmp_path: Path) -> None:
    """承办人大代表建议…。建议、提案办结率100%。 is one passage: its second sentence is nothing new."""
    done = "数据:\n  建议提案: {人大建议: 8, 政协提案: 5, 办结率: 100%}\n"
    this = EXAMPLE.replace("数据:\n", done, 1).replace("年度: 2021", "年度: 2022").replace("体例: 山东", "体例: 默认")
    (tmp_path / "2022.yaml").write_text(this, "utf-8")
    made = "承办人大代表建议8件；政协提案5件。建议、提案办结率100%。"
    text = LAST.replace("全区各单位通过门户网站公开信息300条。", made)
    (tmp_path / "2021年报.txt").write_text(text, "utf-8")
    at = desk(tmp_path / "2022.yaml", reuse=tmp_path / "2021年报.txt")
    unit = next(unit for unit in at.units if "人大代表建议" in unit.text)
    assert "办结率100%" in unit.text
    assert at.last_year(unit.place) == made
    at.close()


def test_what_is_sent_away_keeps_its_number_and_the_next_open_place_comes(at: Desk) -> None:
    before = places(at)
    parts = [place for place in before if place.startswith("overview.")]
    for place in parts:
        done = at.refuse(place, nothing=True)
        assert places(at) == before
        following = before.index(done.place)
        assert following == before.index(place) + 1, place
    at.close()
    again = desk(at.job.data, reuse=at.job.reuse)
    assert places(again) == before
    again.close()
