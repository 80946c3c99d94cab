"""The journal of a review: one at a time, after a crash, after edits by hand; killed at any moment it loses one key."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reviewing import Counter, data_in, desk

from draftgen import review, store
from draftgen.core.finding import RefusedOutput
from draftgen.review import Decision, Decisions, Journal, State


def opened(folder: Path) -> Journal:
    return Journal(folder / "data.yaml", store.write_file, Counter())


def said(words: str) -> Decision:
    return Decision(State.EDITED, "a.b.c", words)


def test_a_second_review_of_the_same_file_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        with pytest.raises(RefusedOutput, match="正在另一个窗口里审阅"):
            opened(tmp_path)
        first.do("edit", "problems.1", first.decisions.with_place("problems.1", said("一")))
    with opened(tmp_path) as second:
        assert second.decisions.places["problems.1"].text == "一"


def test_what_the_journal_has_and_the_file_has_not_is_written(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said("一")))
        before = journal.path.read_bytes()
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said("二")))
    journal.path.write_bytes(before)
    with opened(tmp_path) as again:
        assert again.decisions.places["problems.1"].text == "二"
        assert "二" in again.path.read_text("utf-8")


def test_half_a_line_is_no_action(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said("一")))
    with journal.journal.open("ab") as stream:
        stream.write(b'{"number": 3, "action": "ed')
    with opened(tmp_path) as again:
        assert again.decisions.places["problems.1"].text == "一"
        again.do("edit", "problems.1", again.decisions.with_place("problems.1", said("二")))
    with opened(tmp_path) as last:
        assert last.decisions.places["problems.1"].text == "二"


def test_an_edit_by_hand_counts_and_can_be_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said("一")))
    journal.path.write_text(journal.path.read_text("utf-8").replace("      一", "      手改的"), "utf-8")
    with opened(tmp_path) as again:
        assert again.decisions.places["problems.1"].text == "手改的"
        undone = again.undo()
        assert undone is not None
        assert undone.action == "outside"
        assert again.decisions.places["problems.1"].text == "一"


def test_what_was_there_before_the_first_review_is_the_start(tmp_path: Path) -> None:
    path = tmp_path / "data.review.yaml"
    path.write_text(review.as_yaml(Decisions({"problems.1": said("一")})), "utf-8")
    before = path.read_bytes()
    with opened(tmp_path) as journal:
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said("二")))
        assert journal.undo() is not None
        assert journal.undo() is None
    assert path.read_bytes() == before


def test_the_journal_is_only_ever_added_to(tmp_path: Path) -> None:
    sizes = []
    with opened(tmp_path) as journal:
        for words in "一二三":
            journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", said(words)))
            sizes.append(journal.journal.read_bytes())
        journal.undo()
        sizes.append(journal.journal.read_bytes())
    assert all(later.startswith(earlier) for earlier, later in pairwise(sizes))
    assert [json.loads(line)["at"] for line in sizes[-1].splitlines()] == ["第1刻", "第2刻", "第3刻", "第4刻", "第5刻"]


PRESSING = textwrap.dedent("""
    import sys
    from pathlib import Path
    from draftgen import store
    from draftgen.review import Decision, Journal, State

    journal = Journal(Path(sys.argv[1]), store.write_file)
    count = int(next(iter(d.text for d in journal.decisions.places.values()), "0"))
    while True:
        count += 1
        decision = Decision(State.EDITED, "a.b.c", str(count))
        journal.do("edit", "problems.1", journal.decisions.with_place("problems.1", decision))
        print(count, flush=True)
""")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 on this system")
def test_killed_in_a_loop_it_loses_at_most_the_key_being_pressed(tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    last = 0
    for turn in range(12):
        process = subprocess.Popen([sys.executable, "-c", PRESSING, str(data)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(3 + turn):
            last = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        # What was in the pipe had been done before the kill as well.
        done = [last, *map(int, process.stdout.read().split())]
        process.wait()
        process.stdout.close()
        with Journal(data, store.write_file) as journal:
            kept = int(journal.decisions.places["problems.1"].text)
            on_disk = review.read(journal.path)[0].places["problems.1"].text
        assert kept - done[-1] in (0, 1)
        assert on_disk == str(kept)
        last = kept


def test_a_desk_opens_where_the_last_one_was_killed(tmp_path: Path) -> None:
    data = data_in(tmp_path)
    first = desk(data)
    first.accept(first.units[0].place)
    first.accept(first.units[1].place)
    before = [unit.text for unit in first.units]
    first.close()
    second = desk(data)
    assert second.progress()[0] == 2
    assert [unit.text for unit in second.units] == before
    assert second.undo().place == first.units[1].place
    second.close()
