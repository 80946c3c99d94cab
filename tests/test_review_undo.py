"""What a review undoes, what is learnt from it, and what of its words is told before a report is final."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.reviewing import EXAMPLE, SITE, codes, data_in, desk, report

from draftgen.review.journal import read as read_journal

if TYPE_CHECKING:
    from draftgen import feedback


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_in(tmp_path)


def test_undo_goes_back_to_the_start(data: Path) -> None:
    at = desk(data)
    at.accept(SITE)
    at.swap("problems.1")
    at.edit("problems.2", "少数科室不愿公开。")
    at.own("other", "另外一段。")
    at.move("problems.3", -1)
    undone = [at.undo().message for _ in range(6)]
    assert undone == [
        "已撤销：调整问题顺序。",
        "已撤销：自己写一段。",
        "已撤销：修改。",
        "已撤销：换一句。",
        "已撤销：采用。",
        "已经退到开始的地方了。",
    ]
    at.close()
    assert not data.with_name("data.review.yaml").exists()
    assert [entry.action for entry in read_journal(data)] == [
        "start", "accept", "swap", "edit", "own", "order", "undo", "undo", "undo", "undo", "undo",
    ]  # fmt: skip


def test_only_the_banks_wordings_are_learnt_from(data: Path) -> None:
    marks: list[feedback.Mark] = []
    at = desk(data, marks=marks.append)
    at.accept("problems.1")
    at.refuse("overview.supervision.staff")
    at.edit("problems.2", "少数科室不愿公开。")
    at.own("other", "另外一段。")
    at.close()
    assert [(mark.action, mark.section, mark.kind) for mark in marks] == [
        ("accepted", "problems", "部门"),
        ("refused", "overview.supervision", "部门"),
        ("edited", "problems", "部门"),
    ]


def test_a_wording_found_by_a_hint_is_chosen_and_asks_until_it_is_accepted(data: Path) -> None:
    at = desk(data)
    at.swap("problems.1", "problems.training.general" if at.ground.bank.passage("problems.training.general") else "")
    found = next(p for p in at.ground.bank.section("problems") if p.id == "problems.training").passages
    chosen = next(p.id for p in found if not at.swap("problems.1", p.id).refused)
    unit = at.unit("problems.1")
    assert unit is not None
    assert unit.sentences[0].passage == chosen
    assert unit.text.endswith("【请确认】")
    at.accept("problems.1")
    accepted = at.unit("problems.1")
    assert accepted is not None
    assert not accepted.text.endswith("【请确认】")
    at.close()


def test_words_of_a_review_that_contradict_a_table_are_told_before_the_report_is_final(tmp_path: Path) -> None:
    """They hold no figure: nothing but the rule sees them."""
    data = tmp_path / "data.yaml"
    raw = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    raw["表二"]["行政规范性文件"] = {"制发": 0, "废止": 1, "现行有效": 2}
    data.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    assert "no-documents" not in codes(report(data))
    at = desk(data)
    place = next(unit.place for unit in at.units if "规范性文件" in unit.text and "现行有效" in unit.text)
    at.edit(place, "年末现行有效的行政规范性文件{{ documents.valid }}件，无废止文件。")
    at.close()
    assert "no-documents" in codes(report(data))
