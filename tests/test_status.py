"""`draftgen status`: what it says of a folder at each point of the year's work, and that it writes nothing."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.desk import TOWNSHIP, Desk, typed_over

from draftgen import store
from draftgen.workbench.deadline import deadline

DAY = "2026-01-12"


def said(desk: Desk, *words: str) -> str:
    done = desk.run("status", *words, "--today", DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def standing(desk: Desk, *words: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(said(desk, *words, "--json"))["reports"]
    return found[0]


def draft(desk: Desk) -> Path:
    return next(path for path in desk.folder.glob("*年度报告（草稿）.docx"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edited_in_word(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"edited in Word")


# --- where to begin ---


def test_an_empty_folder_is_told_the_commands_to_begin_with(desk: Desk) -> None:
    (desk.folder / "2025.yaml").unlink()
    text = said(desk)
    assert "还没有数据文件" in text
    assert "draftgen init 2025.yaml --from 去年年报.docx" in text
    assert "draftgen init 填报表.xlsx --kind 部门" in text


def test_what_lies_in_the_folder_is_named_in_the_commands(desk: Desk) -> None:
    (desk.folder / "2025.yaml").unlink()
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)
    desk.put("申请台账.xlsx", "nothing yet")
    text = said(desk)
    assert "draftgen init 填报表.xlsx --from 2024年报.docx" in text
    assert "draftgen ledger 申请台账.xlsx -o 2025.yaml" in text


def test_the_year_to_begin_with_is_the_one_before_today(desk: Desk) -> None:
    (desk.folder / "2025.yaml").unlink()
    assert "draftgen init 2030.yaml" in desk.run("status", "--today", "2031-01-05").stdout


# --- the way of a draft ---


def test_before_the_first_draft(desk: Desk) -> None:
    before = sorted(desk.folder.iterdir())
    assert standing(desk)["step"]["command"] == "draftgen write 2025.yaml"
    assert "还没有写出来" in said(desk)
    assert sorted(desk.folder.iterdir()) == before


def test_what_is_missing_is_named(desk: Desk) -> None:
    change(desk.folder / "2025.yaml", "  结转下年: 0", "  结转下年:\n    自然人:")
    change(desk.folder / "2025.yaml", "  行政复议: 0", "  行政复议:")
    found = standing(desk)
    assert found["missing"] == ["表三·结转下年（自然人）", "表四·行政复议"]
    assert found["step"] == {"text": "把没填的填上，再运行", "command": "draftgen write 2025.yaml"}


def test_with_a_draft_that_is_in_order_the_final_report_comes_next(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    found = standing(desk)
    assert found["report"] == draft(desk).name
    assert (found["stale"], found["marks"], found["changes"], found["errors"]) == (False, {}, [], [])
    assert found["step"]["command"] == "draftgen write 2025.yaml --final"
    desk.run("write", "2025.yaml", "--final")
    found = standing(desk)
    assert found["final"]
    assert "签字" in found["step"]["text"]


def test_open_places_are_counted_in_the_text(desk: Desk) -> None:
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)
    desk.run("write", "2025.yaml", "--reuse", "2024年报.docx")
    found = standing(desk)
    assert found["marks"] == {"请确认": 1, "待核": 1}
    assert found["step"]["command"] == "draftgen review 2025.yaml --reuse 2024年报.docx", "the same text is reviewed"
    assert "【请确认】1 处，【待核】1 处" in said(desk)


def test_other_data_than_the_draft_was_made_of(desk: Desk) -> None:
    desk.run("write", "2025.yaml", "--format", "docx")
    (desk.folder / "2025.yaml").touch()
    assert not standing(desk)["stale"], "a date is no change"
    change(desk.folder / "2025.yaml", "兼职: 1", "兼职: 2")
    found = standing(desk)
    assert found["stale"]
    assert [one["message"] for one in found["changes"]] == ["2025.yaml 在草稿写出之后改过"]
    assert found["step"]["command"] == "draftgen write 2025.yaml"


def test_the_next_command_keeps_what_was_typed(desk: Desk) -> None:
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)
    desk.run("write", "2025.yaml", "-o", "写好", "--reuse", "2024年报.docx")
    change(desk.folder / "2025.yaml", "兼职: 1", "兼职: 2")
    found = standing(desk)
    assert found["report"].startswith("写好/")
    assert found["step"]["command"] == "draftgen write 2025.yaml -o 写好 --reuse 2024年报.docx"


def test_a_folder_that_was_written_into_knows_its_data(desk: Desk) -> None:
    desk.run("write", "2025.yaml", "-o", "写好")
    assert standing(desk, "写好")["data"] == "2025.yaml"


def test_a_folder_beside_the_data_knows_its_draft(desk: Desk) -> None:
    (desk.folder / "数据").mkdir()
    (desk.folder / "2025.yaml").rename(desk.folder / "数据" / "2025.yaml")
    desk.run("write", "数据/2025.yaml", "-o", "写好")
    found = standing(desk, "写好")
    assert (found["data"], found["stale"]) == ("数据/2025.yaml", False)
    assert found["report"].startswith("写好/")


def test_the_next_command_can_be_typed_where_status_was_typed(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "2025年").mkdir()
    (desk.folder / "2025.yaml").rename(desk.folder / "2025年" / "2025.yaml")
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder / "2025年")
    first = standing(desk, "2025年")["step"]["command"]
    assert first == "draftgen write 2025年/2025.yaml --reuse 2025年/2024年报.docx"
    inside = Desk(desk.folder / "2025年", tmp_path / "cache")
    inside.run("write", "2025.yaml", "--reuse", "2024年报.docx")
    change(inside.folder / "2025.yaml", "兼职: 1", "兼职: 2")
    assert standing(desk, "2025年")["step"]["command"] == first
    assert standing(inside)["step"]["command"] == "draftgen write 2025.yaml --reuse 2024年报.docx"


def test_a_word_file_that_somebody_changed_is_taken_back_first(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    edited_in_word(draft(desk))
    assert standing(desk)["step"]["command"] == f"draftgen review 2025.yaml --from {draft(desk).name}"


def test_new_figures_go_into_the_word_file_that_somebody_changed(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    edited_in_word(draft(desk))
    change(desk.folder / "2025.yaml", "兼职: 1", "兼职: 2")
    found = standing(desk)
    assert {one["what"] for one in found["changes"]} == {"data", "edited"}
    assert found["step"]["command"] == f"draftgen update {draft(desk).name} 2025.yaml"


def test_with_the_new_figures_in_it_the_edited_file_is_the_report(desk: Desk) -> None:
    typed_over(desk, "改过的.docx", "各站所确定", "各站所、各村确定")
    desk.run("write", "2025.yaml")
    change(desk.folder / "2025.yaml", "村: 13", "村: 14")
    assert standing(desk)["step"]["command"] == "draftgen update 改过的.docx 2025.yaml"
    desk.run("update", "改过的.docx", "2025.yaml")
    found = standing(desk)
    assert (found["report"], found["renewed"], found["stale"]) == ("改过的（更新）.docx", True, False)
    assert found["step"]["text"].startswith("在 Word 里逐处看 改过的（更新）.docx 的修订")
    change(desk.folder / "2025.yaml", "村: 14", "村: 15")
    assert standing(desk)["step"]["command"] == "draftgen update 改过的（更新）.docx 2025.yaml"


def test_a_copy_sent_back_under_another_name(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    shutil.copy(draft(desk), desk.folder / "同一份.docx")
    shutil.copy(draft(desk), desk.folder / "局长改.docx")
    edited_in_word(desk.folder / "局长改.docx")
    assert [one["message"] for one in standing(desk)["changes"]] == ["局长改.docx 是从草稿改来的，改动还没有取回"]
    desk.run("review", "2025.yaml", "--from", "局长改.docx")
    assert standing(desk)["changes"] == []


def test_the_redline_is_no_file_that_somebody_edited(desk: Desk) -> None:
    desk.run("write", "2025.yaml", "--format", "docx", "-o", "去年")
    last = next((desk.folder / "去年").glob("*年度报告（草稿）.docx"))
    desk.run("write", "2025.yaml", "--reuse", str(last), "--redline", "对照.docx")
    assert (desk.folder / "对照.docx").exists()
    assert standing(desk)["changes"] == []


def test_a_word_file_that_is_gone(desk: Desk) -> None:
    desk.run("write", "2025.yaml", "--format", "docx")
    draft(desk).unlink()
    found = standing(desk)
    assert found["report"] is None
    assert found["step"]["command"] == "draftgen write 2025.yaml"


def test_last_years_report_is_part_of_what_the_draft_was_made_of(desk: Desk) -> None:
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)
    desk.run("write", "2025.yaml", "--reuse", "2024年报.docx")
    (desk.folder / "2024年报.docx").unlink()
    assert [one["message"] for one in standing(desk)["changes"]] == ["2024年报.docx 在草稿写出之后不见了"]


# --- review ---

REVIEWED = """\
places:
  overview.supervision.accountability:
    state: accepted
  other.fees:
    state: refused
"""


def test_a_review_that_is_not_done(desk: Desk) -> None:
    desk.put("2025.review.yaml", REVIEWED)
    desk.run("write", "2025.yaml")
    found = standing(desk)["review"]
    assert (found["decided"], found["fault"]) == (1, "")
    assert found["whole"] > 10
    assert standing(desk)["step"] == {"text": "接着审阅", "command": "draftgen review 2025.yaml"}


def test_decisions_since_the_draft(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    desk.put("2025.review.yaml", REVIEWED)
    found = standing(desk)
    assert [one["message"] for one in found["changes"]] == ["草稿写出之后，审阅里又有改动"]
    assert found["step"] == {"text": "接着审阅", "command": "draftgen review 2025.yaml"}


def test_a_review_that_is_done_is_written_next(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    desk.run("review", "2025.yaml", "--terminal", typed="aa\n" * 30 + "q\n")
    found = standing(desk)
    assert found["review"]["decided"] == found["review"]["whole"] > 10
    assert found["step"] == {"text": "重新写一遍", "command": "draftgen write 2025.yaml"}


def test_decisions_that_cannot_be_read(desk: Desk) -> None:
    desk.put("2025.review.yaml", "places:\n  other.fees:\n    state: perhaps\n")
    assert "审阅记录" in standing(desk)["step"]["text"]
    assert "2025.review.yaml:3:5" in said(desk)


# --- several files, damaged files ---


def test_of_several_data_files_the_newest_year_counts(desk: Desk) -> None:
    desk.put("2024.yaml", TOWNSHIP.read_text("utf-8").replace("年度: 2025", "年度: 2024"))
    desk.put("2025.备份1.yaml", TOWNSHIP.read_text("utf-8"))
    text = said(desk)
    assert text.startswith("数据　　2025.yaml")
    assert "别的数据文件：2024.yaml" in text
    assert "备份" not in text
    assert said(desk, "2024.yaml").startswith("数据　　2024.yaml")


def test_two_files_of_one_year_are_both_shown(desk: Desk) -> None:
    desk.run("convert", "2025.yaml", "填报表.xlsx")
    desk.run("write", "填报表.xlsx")
    text = said(desk)
    assert text.index("数据　　填报表.xlsx") < text.index("数据　　2025.yaml"), "the one that was written comes first"
    assert "2 份数据文件" in text


def test_a_workbook_as_data(desk: Desk) -> None:
    desk.run("init", "填报表.xlsx", "--kind", "镇街")
    (desk.folder / "2025.yaml").unlink()
    found = standing(desk)
    assert found["data"] == "填报表.xlsx"
    assert "表三·新收（自然人）" in found["missing"]


BROKEN: dict[str, Callable[[Desk], object]] = {
    "2025.yaml": lambda desk: (desk.folder / "2025.yaml").write_bytes("年度: 2025\n".encode() + b"\0\1\2"),
    "坏.xlsx": lambda desk: (desk.folder / "坏.xlsx").write_bytes(b"PK\3\4 cut off"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_said_so(name: str, desk: Desk) -> None:
    BROKEN[name](desk)
    done = desk.run("status", name)
    assert done.returncode == 2
    assert name in done.stdout


def test_a_broken_file_beside_a_sound_one_does_not_hide_it(desk: Desk) -> None:
    desk.put("2026.yaml", "年度: 2026\n\0")
    text = said(desk)
    assert "澜江县青石镇人民政府" in text
    assert "2026.yaml 不是文本文件" in text


def test_data_full_of_faults(desk: Desk) -> None:
    desk.put("2025.yaml", "年度: 2025\n机关:\n  名称: 青石镇人民政府\n条数: 46条\n  - 乱: [")
    found = standing(desk)
    assert found["errors"]
    assert found["missing"] or found["errors"]


def test_a_damaged_record_is_said_so(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    desk.put(store.RECORD, "{ half a line")
    assert ".draftgen.json）坏了" in said(desk)


def test_the_record_of_an_earlier_version_is_understood(desk: Desk) -> None:
    desk.run("write", "2025.yaml")
    known = store.memory(desk.folder).files
    desk.put(store.RECORD, json.dumps(dict(known)))
    edited_in_word(draft(desk))
    assert desk.run("write", "2025.yaml").returncode == 1, "what was edited is still not overwritten"
    assert standing(desk)["report"] is None


def test_a_file_that_is_not_there(desk: Desk) -> None:
    done = desk.run("status", "没有.yaml")
    assert done.returncode == 2
    assert "找不到 没有.yaml" in done.stderr


def test_a_day_that_is_none(desk: Desk) -> None:
    done = desk.run("status", "--today", "明天")
    assert done.returncode == 2
    assert "明天" in done.stderr


# --- deadlines ---


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("1月20日", "部门", date(2026, 1, 20)),
        ("2026年1月20日前", "部门", date(2026, 1, 20)),
        ("2026-01-20", "镇街", date(2026, 1, 20)),
        ("２０２６．１．９", "镇街", date(2026, 1, 9)),
        ("次年1月底前", "镇街", date(2026, 1, 31)),
        ("2月末", "镇街", date(2026, 2, 28)),
        ("12月底", "镇街", date(2026, 12, 31)),
        ("1月20日报初稿，2月1日报定稿", "部门", None),
        ("2月30日", "部门", None),
        ("放假前", "部门", None),
    ],
)
def test_the_day_a_notice_names(text: str, kind: str, day: date | None) -> None:
    found = deadline(text, kind, 2025)
    assert found is not None
    assert (found.day, found.source, found.text) == (day, "上级通知", text)


def test_without_a_notice_the_law_names_the_day() -> None:
    found = [deadline("", kind, 2025) for kind in ("部门", "政府", "镇街")]
    assert [one and one.day for one in found] == [date(2026, 1, 31), date(2026, 3, 31), None]


@pytest.mark.parametrize(
    ("day", "told"), [("2026-01-12", "还有 8 天"), ("2026-01-20", "就是今天"), ("2026-01-23", "已经过了 3 天")]
)
def test_how_many_days_are_left(day: str, told: str, desk: Desk) -> None:
    change(desk.folder / "2025.yaml", "报告:\n", "报告:\n  上级通知:\n    报送截止: 1月20日\n")
    text = desk.run("status", "--today", day).stdout
    assert f"2026年1月20日（上级通知），{told}" in text


# --- the ledger ---


def test_a_ledger_that_was_changed_since_it_was_counted(desk: Desk) -> None:
    ledgers = pytest.importorskip("tests.ledgers")
    came = (date(2025, 3, 3), "公民", "网络", date(2025, 3, 10), "予以公开")
    ledgers.ledger(desk.folder / "台账.xlsx", [came])
    desk.run("ledger", "台账.xlsx", "-o", "2025.yaml")
    assert standing(desk)["changes"] == []
    ledgers.ledger(desk.folder / "台账.xlsx", [came, came])
    found = standing(desk)
    assert [one["message"] for one in found["changes"]] == ["台账.xlsx 在填进 2025.yaml 之后又改过"]
    assert found["step"]["command"] == "draftgen ledger 台账.xlsx -o 2025.yaml"
