"""Numbers that a clerk types into a sentence of the review: asked about, and listed with their place."""

from pathlib import Path

import pytest
from tests.reviewing import LAST, SITE, codes, data_in, desk, report

from draftgen.core.finding import RefusedOutput


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_in(tmp_path)


def file_beside(data: Path) -> str:
    return data.with_name("data.review.yaml").read_text("utf-8")


def test_a_typed_number_is_asked_about_and_can_become_the_figure(data: Path) -> None:
    at = desk(data)
    done = at.edit(SITE, "公开信息313条，另有7场活动。")
    assert done.message == "已保存。打上去的数字里有的像是数据里的数，请核对。"
    found = {typed.number: [one.path for one in typed.candidates] for typed in at.typed(SITE)}
    assert found == {"313": ["site.count"], "7": []}
    asked = [f.message for f in at.checked() if f.code == "review-number"]
    assert asked == ["“公开信息313条，另有7场活”里的 313 是您打上去的，是不是数据里的“网站发布条数”（313条）？"]
    at.figure(SITE, "313", "site.count")
    at.own_number(SITE, "7")
    assert at.typed(SITE) == ()
    assert at.text(SITE) == "公开信息{{ site.count }}条，另有7场活动。"
    at.close()
    assert 'typed: ["7"]' in file_beside(data)


def test_a_typed_number_has_its_place_in_the_list_of_figures(data: Path, tmp_path: Path) -> None:
    at = desk(data)
    at.edit("overview.supervision.staff", "专职人员够用，另聘2人。")
    at.close()
    from draftgen import pipeline  # noqa: PLC0415

    ledger = tmp_path / "ledger.json"
    pipeline.write(pipeline.Job(data, formats=("md",), ledger=ledger))
    assert '"own"' in ledger.read_text("utf-8")
    assert "data.review.yaml:" in ledger.read_text("utf-8")


def test_a_number_of_last_year_that_is_nowhere_this_year_is_open_until_the_clerk_says_it_is_this_years(
    tmp_path: Path,
) -> None:
    """LAST says 公开信息300条; this year's data have neither 300 nor 47."""
    data, last = data_in(tmp_path), tmp_path / "2020年报.txt"
    last.write_text(LAST, "utf-8")
    at = desk(data, last)
    place = next(unit.place for unit in at.units if "门户网站公开信息" in unit.text and unit.place.endswith("last1_1"))
    at.edit(place, "我局公开信息300条，接待来访群众47人。")
    before = at.progress()
    opened = [f.message for f in report(data, last).draft.findings if f.code == "open-last"]
    assert opened == ["“我局公开信息300条，接待来访群”里的 300 是去年年报的数，今年的数据里没有。"]
    with pytest.raises(RefusedOutput, match="去年年报的数"):
        at.finish(final=True)
    at.own_number(place, "300")
    assert at.progress()[0] == before[0] + 1
    assert "open-last" not in codes(report(data, last))
    at.edit(place, "我局公开信息比上年300条多，接待来访47人。")
    assert "open-last" not in codes(report(data, last))
    at.close()
