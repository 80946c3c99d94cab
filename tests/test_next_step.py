"""What `status` says to do about a fault of the text: it may lie in the data or in a sentence of the review."""

from pathlib import Path

import pytest

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
