"""Whatever a clerk does, in whatever order: the disk holds what is shown, undo ends at the start, words are kept."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reviewing import codes, data_in, desk, report

from draftgen import pipeline, review
from draftgen.web.desk import Desk

ACTIONS = ("accept", "rest", "swap", "edit", "refuse", "own", "up", "down", "undo", "reopen")
STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 60)), min_size=1, max_size=14)


def act(at: Desk, action: str, number: int) -> None:
    place = at.units[number % len(at.units)].place
    if action == "accept":
        at.accept(place)
    elif action == "rest":
        at.accept_rest(place)
    elif action == "swap":
        at.swap(place)
    elif action == "edit":
        at.edit(place, f"{at.text(place)}另有{number}次。")
    elif action == "refuse":
        at.refuse(place)
    elif action == "own":
        at.own(list(review.PARTS)[number % len(review.PARTS)], f"自己写的第{number}段，{{{{ site.count }}}}条。")
    elif action in ("up", "down"):
        at.move(f"problems.{number % 4 + 1}", -1 if action == "up" else 1)
    elif action == "undo":
        at.undo()
    else:
        at.reopen(place)


def paragraphs(result: pipeline.Result) -> list[str]:
    assert result.draft.document is not None
    return [paragraph.text for paragraph in result.draft.document.paragraphs()]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_disk_equals_page_and_undo_of_everything_is_the_start(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = data_in(Path(folder))
        at = desk(data)
        start = [p.text for p in at.document.paragraphs()]
        for action, number in steps:
            act(at, action, number)
            assert review.as_yaml(at.decisions) == (
                at.journal.path.read_text("utf-8") if at.decisions.places or at.decisions.order else ""
            )
        shown = [p.text for p in at.document.paragraphs()]
        at.close()
        assert paragraphs(report(data)) == shown
        again = desk(data)
        assert [p.text for p in again.document.paragraphs()] == shown
        while not again.undo().refused:
            pass
        assert [p.text for p in again.document.paragraphs()] == start
        assert not again.journal.path.exists()
        again.close()


OTHER_FIGURES = (
    [("条数: 313", "条数: 901"), ("公告公示: 126", "公告公示: 714")],
    [("    条数: 608", "    条数: 0")],
    [("    自然人: 3\n  上年结转", "    自然人: 13\n  上年结转"), ("  予以公开:\n    自然人: 2", "  予以公开:\n    自然人: 12")],
    [("    专职: 2", "    专职: 9"), ("  投诉举报: 0", "  投诉举报: 2")],
    [("    次数: 1\n    内容", "    次数: 6\n    内容"), ("行政处罚: 4", "行政处罚: 0")],
)  # fmt: skip


@pytest.mark.parametrize("changes", OTHER_FIGURES)
def test_other_figures_keep_every_accepted_word(tmp_path: Path, changes: list[tuple[str, str]]) -> None:
    data = data_in(tmp_path)
    at = desk(data)
    for unit in at.units:
        at.accept(unit.place)
    kept = dict(at.decisions.places)
    at.close()
    data_in(tmp_path, *changes)
    result = report(data)
    assert result.draft.document is not None
    said = "".join(paragraphs(result))
    for decision in kept.values():
        for literal in (part for part in review.texts.parsed(decision.text) if isinstance(part, str)):
            assert literal in said, literal
    assert "review-file" not in codes(result)
