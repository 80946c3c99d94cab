"""What `status` says to do about a fault of the text: it may lie in the data or in a sentence of the review."""

import shutil
from pathlib import Path

import pytest
from tests.desk import TOWNSHIP, Desk

from draftgen import store
from draftgen.workbench.next_step import next_step
from draftgen.workbench.standing import Review, Standing
from draftgen.workbench.surroundings import Home


@pytest.mark.parametrize(
    ("review", "text"),
    [
        (None, "看清要改的地方，改好数据"),
        (Review(3, 3), "看清要改的地方：数据里的改数据，审阅时自己改的句子用 draftgen review 改；改好再运行"),
    ],
)
def test_where_to_mend_a_fault_of_the_text(tmp_path: Path, review: Review | None, text: str) -> None:
    data, report = tmp_path / "2025.yaml", tmp_path / "年报（草稿）.docx"
    standing = Standing(data, report=report, marks={}, errors=("序号重复：二是二是。",), review=review)
    home = Home(tmp_path, store.memory(tmp_path), store.Run("2025.yaml", {}))
    found = next_step(standing, home)
    assert found.text == text
    assert found.command == f"draftgen write {data}"


def test_a_number_of_last_year_typed_again_is_still_to_be_mended(desk: Desk) -> None:
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)
    words = ("review", "2025.yaml", "--reuse", "2024年报.docx", "--terminal")
    before = desk.run(*words, typed="j\n" * 40 + "q\n").stdout
    asked = before[: before.index("要您确认")].count("\n第 ") - 1
    desk.run(*words, typed="j\n" * asked + "e\n开设政策咨询日4期。\nd\nq\n")
    said = desk.run("status").stdout
    assert "要改　　“开设政策咨询日4期。”里的 4 是去年年报的数，今年的数据里没有。" in said
