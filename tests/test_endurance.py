"""Short turns of `python -m benchmarks.endurance`: whatever happens, files are whole, decisions kept, and it is said."""

import random
import sys
import tempfile
from pathlib import Path

import pytest
from benchmarks.endurance import hardship, killing, texts
from benchmarks.endurance.common import Trial
from benchmarks.endurance.hardship import COMMANDS

posix = pytest.mark.skipif(sys.platform == "win32", reason="kill -9, limits and permissions of POSIX")
pytestmark = posix
WRITE, INIT, CONVERT = COMMANDS[0], COMMANDS[4], COMMANDS[5]


def broken(trial: Trial, least: int) -> list[str]:
    """Every promise that a trial broke, and that it was tried too seldom to show anything."""
    seldom = [] if trial.times >= least else [f"{trial.name}: {trial.times} of {least} tries"]
    return [*trial.broken, *seldom]


def clock() -> random.Random:
    """When to kill: the same moments every time."""
    return random.Random(3)  # noqa: S311


# --- kill -9 ---


def test_write_is_killed_between_its_files(tmp_path: Path) -> None:
    assert broken(killing.write_at_every_act(tmp_path, (4, 9, 13)), 3) == []


def test_update_is_killed_between_its_files(tmp_path: Path) -> None:
    assert broken(killing.update_at_every_act(tmp_path, (2, 6)), 2) == []


def test_training_is_killed_before_and_behind_the_manifest(tmp_path: Path) -> None:
    assert broken(killing.train_at_every_act(tmp_path, (3, 37, 40, 50)), 4) == []


def test_a_batch_is_killed_until_it_is_through(tmp_path: Path) -> None:
    assert broken(killing.many_at_any_moment(tmp_path, 600, clock(), most=1), 1) == []


def test_a_review_is_killed_and_no_decision_is_lost(tmp_path: Path) -> None:
    assert broken(killing.review_at_any_moment(tmp_path, 600, clock(), most=2), 2) == []


# --- the disk ---


@pytest.mark.parametrize("how", ["full", "locked"])
def test_acts_on_the_disk_fail(tmp_path: Path, how: str) -> None:
    assert broken(hardship.spoilt_acts(tmp_path, how, (3, 6), (WRITE, INIT)), 3) == []


def test_files_cannot_grow(tmp_path: Path) -> None:
    assert broken(hardship.small_files(tmp_path, (1_000,)), len(COMMANDS)) == []


def test_the_screen_takes_nothing(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    assert broken(hardship.full_screen(tmp_path, (WRITE,)), 5) == []


def test_who_may_not_is_told(tmp_path: Path) -> None:
    trial = hardship.permissions(_open_to_all(tmp_path), (WRITE, CONVERT))
    if not trial.times:
        pytest.skip("only root can become somebody else, and setpriv is needed")
    assert broken(trial, 5) == []


def _open_to_all(folder: Path) -> Path:
    """The folder with all those above it that pytest made for its own user alone, more of them under xdist."""
    for above in (folder, *folder.parents):
        if above == Path(tempfile.gettempdir()):
            break
        above.chmod(0o755)
    return folder


def test_targets_that_cannot_be_replaced(tmp_path: Path) -> None:
    assert broken(hardship.held(tmp_path), 4) == []


def test_two_at_once(tmp_path: Path) -> None:
    assert broken(hardship.two_at_once(tmp_path, 1), 4) == []


# --- names and texts ---


def test_names_that_nobody_would_choose(tmp_path: Path) -> None:
    assert broken(texts.names(tmp_path, ("C:\\数据\\年 报.yaml", "换\n行%s{括}'\".yaml", "𠮷\u202e.YAML")), 6) == []


def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only here a name is any bytes")
    assert broken(texts.raw_names(tmp_path), 3) == []


def test_ends_of_lines_and_encodings_make_no_difference(tmp_path: Path) -> None:
    assert broken(texts.line_ends(tmp_path), 12) == []


def test_a_very_long_field(tmp_path: Path) -> None:
    assert broken(texts.megabytes(tmp_path, texts.MEGABYTE[:2_000]), 10) == []


def test_a_trial_that_breaks_a_promise_is_told() -> None:
    trial = Trial("试")
    trial.saw("写成")
    trial.saw("写成", ["少了一个文件"])
    assert trial.row() == "| 试 | 2 | 写成 2 | 1 |"
    assert broken(trial, 2) == ["少了一个文件"]


def test_a_trial_that_was_hardly_tried_is_told() -> None:
    trial = Trial("试")
    trial.saw("写成")
    assert broken(trial, 1) == []
    assert broken(trial, 2) == ["试: 1 of 2 tries"]
