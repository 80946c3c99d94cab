"""The file of an office's own words for its ledger: made from what is unknown, filled in, read again."""

from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

from tests.ledgers import DAY, IN_2021, counts, ledger, one, read

from draftgen import load, register
from draftgen.core.finding import UnreadableInput


def test_unknown_words_make_a_file_to_fill_in(tmp_path: Path) -> None:
    found = one(tmp_path, (DAY, "村委会", "传真", IN_2021, "已答复"))
    text = register.blank_map(found.unknown)
    assert [line for line in text.splitlines() if line[:1] != "#"] == [
        "办理结果:",
        "  已答复:",
        "申请人类型:",
        "  村委会:",
        "申请方式:",
        "  传真:",
    ]
    assert load.source.parse(text, "对照.yaml").findings == ()


def test_a_word_that_may_be_a_name_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    row = (DAY, "欧阳小花", "网络", IN_2021, "予以公开")
    text = register.blank_map(one(tmp_path, row).unknown)
    assert "欧阳" not in text
    assert [line for line in text.splitlines() if line[:1] != "#"] == [
        "申请人类型:",
        "  # 这里的词可能是人名，没有显示：照台账里的写法抄在左边，冒号后面写意思。",
    ]
    words_file = tmp_path / "对照.yaml"
    words_file.write_text(text, "utf-8")
    assert register.read_map(words_file) == register.OfficeWords()
    words_file.write_text(text + "  欧阳小花: 自然人\n", "utf-8")
    found = read(ledger(tmp_path / "台账.xlsx", (row,)), own=register.read_map(words_file))
    assert counts(found) == {"new.person": 1, "granted.person": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("办理结果:\n  网上已有: 公布\n", "“公布”对不上表三的办理结果"),
        ("办理结果:\n  网上已有: 不予公开\n", "“不予公开”对不上表三的办理结果"),
        ("申请人类型:\n  村委会: 村\n", "“村”对不上申请人类型"),
        ("结果:\n  网上已有: 予以公开\n", "没有“结果”这一部分"),
    ],
)
def test_a_map_that_means_nothing_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "对照.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableInput, match=message):
        register.read_map(path)
