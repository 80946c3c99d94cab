"""The record of what the clerk accepted, edited and refused: local, without text, and only for near-ties."""

import json
import stat
from pathlib import Path

import pytest
from tests.desk import Desk
from tests.drafting import bank

from draftgen import feedback
from draftgen.core.finding import Level
from draftgen.feedback import Mark, Tally, append, log_odds, read, reset, tallies
from draftgen.workbench.suggest import Adviser

PLAIN = "problems.staffing.plain"


def test_a_decision_is_one_line_without_text_name_or_time(tmp_path: Path) -> None:
    file = tmp_path / "home" / "feedback.jsonl"
    append(Mark(PLAIN, "accepted", "problems", "部门"), file)
    append(Mark("overview.publication.volume.site_1", "refused"), file)
    assert file.read_text("utf-8") == (
        '{"passage": "problems.staffing.plain", "action": "accepted", "section": "problems", "kind": "部门"}\n'
        '{"passage": "overview.publication.volume.site_1", "action": "refused", "section": "", "kind": ""}\n'
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read(file) == (
        (Mark(PLAIN, "accepted", "problems", "部门"), Mark("overview.publication.volume.site_1", "refused")),
        (),
    )


@pytest.mark.parametrize(
    "mark",
    [
        Mark(PLAIN, "liked"),
        Mark("我局人手不足，望领导重视。", "edited"),
        Mark("problems.staffing plain", "edited"),
        Mark(PLAIN, "edited", "problems", "青川县示范局"),
        Mark(PLAIN, "edited", "存在的主要问题"),
        Mark("a.b." + "x" * 1000, "edited"),
    ],
)
def test_what_is_no_decision_is_not_written(mark: Mark, tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    with pytest.raises(ValueError, match="no decision on a passage"):
        append(mark, file)
    assert not file.exists()


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"passage": "problems.staffing.plain"}',
        b'{"passage": "problems.staffing.plain", "action": 1}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_line_is_skipped_and_said(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    append(Mark(PLAIN, "accepted"), file)
    with file.open("ab") as stream:
        stream.write(line + b"\n")
    append(Mark(PLAIN, "refused"), file)
    marks, findings = read(file)
    assert [mark.action for mark in marks] == ["accepted", "refused"]
    assert [(f.level, f.place.line, f.message) for f in findings] == [
        (Level.HINT, 2, "采用记录的这一行读不懂，跳过了。")
    ]


def test_no_record_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path / "none.jsonl") == ((), ())
    assert reset(tmp_path / "none.jsonl") == 0


def test_resetting_says_how_much_there_was(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    append(Mark(PLAIN, "accepted"), file)
    append(Mark(PLAIN, "refused"), file)
    assert reset(file) == 2
    assert not file.exists()


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"DRAFTGEN_FEEDBACK": "/x/mine.jsonl", "XDG_DATA_HOME": "/data"}, "/x/mine.jsonl"),
        ({"XDG_DATA_HOME": "/data"}, "/data/draftgen/feedback.jsonl"),
        ({"APPDATA": "/appdata"}, "/appdata/draftgen/feedback.jsonl"),
        ({"HOME": "/home/clerk"}, "/home/clerk/.local/share/draftgen/feedback.jsonl"),
    ],
)
def test_where_the_record_lies(environment: dict[str, str], path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAFTGEN_FEEDBACK", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert feedback.path() == Path(path)


# --- what it counts for ---


@pytest.mark.parametrize(
    ("tally", "odds"),
    [
        (Tally(), 0.0),
        (Tally(accepted=1), 0.182),
        (Tally(refused=1), -0.182),
        (Tally(accepted=10), 1.099),
        (Tally(edited=8), 0.0),
        (Tally(accepted=3, refused=3), 0.0),
    ],
)
def test_log_odds_are_shrunk_by_ten_counts(tally: Tally, odds: float) -> None:
    assert log_odds({"a.b": tally}, 10)["a.b"] == pytest.approx(odds, abs=0.001)
    # Fewer than ten would let single clicks decide, whatever the weights file says.
    assert log_odds({"a.b": tally}, 0) == log_odds({"a.b": tally}, 10)


def test_decisions_are_counted_by_passage() -> None:
    marks = [Mark("a.b", "accepted"), Mark("a.b", "edited"), Mark("a.c", "refused"), Mark("a.b", "accepted")]
    assert tallies(marks) == {"a.b": Tally(2, 1), "a.c": Tally(0, 0, 1)}


def test_a_thousand_refusals_only_exchange_near_ties() -> None:
    hint = "没人手"
    before = Adviser(bank()).suggestions(hint, "problems", 36)
    refused = [Mark(before[0].id, "refused")] * 1000
    after = Adviser(bank(), marks=refused).suggestions(hint, "problems", 36)
    scores = {one.id: one.score for one in before}
    # The theme stays first: nothing else comes near it.
    assert after[0].label == before[0].label
    for one in after:
        shift = one.parts.get("采用记录", 0)
        assert shift == (-0.03 if one.id == before[0].id else 0)
        if one.id in scores:
            assert one.score == pytest.approx(scores[one.id] + shift)


def test_what_the_clerk_took_before_goes_first_among_equals() -> None:
    listed = Adviser(bank()).suggestions("解读", "overview.publication", 8)
    equal = next(one for one in listed[1:] if one.score == listed[0].score)
    marks = [Mark(equal.id, "accepted")] * 3
    found = Adviser(bank(), marks=marks).suggestions("解读", "overview.publication", 8)
    assert found[0].id == equal.id
    assert "您以前采用过 3 次" in found[0].reasons


# --- the commands ---


def record_of(desk: Desk) -> Path:
    return desk.folder / "home" / "draftgen" / "feedback.jsonl"


def test_the_record_is_shown_and_cleared(desk: Desk) -> None:
    assert "还没有记录" in desk.run("feedback", "show").stdout
    assert desk.run("feedback", "reset").stdout == "没有采用记录，不用清空。\n"
    for action in ("accepted", "accepted", "edited"):
        append(Mark(PLAIN, action, "problems", "部门"), record_of(desk))
    with record_of(desk).open("a") as stream:
        stream.write("nonsense\n")
    shown = desk.run("feedback", "show").stdout
    assert "共 3 条。\n  problems.staffing.plain　采用 2 次、改后采用 1 次\n" in shown
    assert "采用记录的这一行读不懂，跳过了。" in shown
    assert desk.run("feedback", "reset").stdout == "已清空采用记录（3 条）。\n"
    assert not record_of(desk).exists()


def test_suggesting_says_what_it_skipped_and_goes_on(desk: Desk) -> None:
    record_of(desk).parent.mkdir(parents=True)
    record_of(desk).write_text("nonsense\n", "utf-8")
    done = desk.run("suggest", "没人手", "--json", "-n", "1")
    assert done.returncode == 0
    assert "feedback.jsonl:1:1 采用记录的这一行读不懂，跳过了。" in done.stderr
    assert json.loads(done.stdout)[0]["theme"] == "problems.staffing"


def test_writing_never_reads_the_record(desk: Desk) -> None:
    def written(folder: str) -> dict[str, bytes]:
        assert desk.run("write", "2025.yaml", "-o", folder).returncode == 0
        # The record of the run itself names the folder.
        there = (path for path in (desk.folder / folder).rglob("*") if path.is_file() and path.name != ".draftgen.json")
        return {path.name: path.read_bytes() for path in there}

    before = written("before")
    for theme in bank().themes:
        for number, passage in enumerate(theme.passages):
            append(Mark(passage.id, ("accepted", "refused", "edited")[number % 3]), record_of(desk))
    assert written("after") == before
