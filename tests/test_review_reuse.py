"""The review of a report that reuses last year's: every place keeps its name and its neighbours, whatever is done there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import ROOT
from tests.reviewing import desk

from draftgen import pipeline
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
