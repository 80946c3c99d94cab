"""Numbers that a clerk types into a sentence of the review: asked about, and listed with their place."""

from pathlib import Path

import pytest
from tests.reviewing import SITE, data_in, desk


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
