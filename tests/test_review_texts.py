"""Words with slots, words that a clerk types, and two texts side by side."""

import pytest

from draftgen.phrasebank.wording import FILTERS
from draftgen.review import texts
from draftgen.review.difference import Piece, difference, nearest


@pytest.mark.parametrize(
    ("text_with_slots", "again"),
    [
        ("公开{{ site.count }}条", "公开{{ site.count }}条"),
        ("公开{{site.count|compared}}", "公开{{ site.count | compared }}"),
        ("公开{{ site.count | unknown }}条", "公开{{ site.count | unknown }}条"),
        ("花括号{{ 1 + 1 }}", "花括号{{ 1 + 1 }}"),
        ("", ""),
    ],
)
def test_texts_and_wordings_are_one(text_with_slots: str, again: str) -> None:
    assert texts.written(texts.parsed(text_with_slots)) == again


def test_the_filters_are_those_of_the_bank() -> None:
    assert set(FILTERS) == texts.FILTERS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("另有 3 人。", "另有3人。"),
        ("第一行\n第二行\u200b", "第一行第二行"),
        ("Word 2016 版", "Word 2016版"),
        ("公开{{site.count|compared}} 条", "公开{{ site.count | compared }}条"),
    ],
)
def test_what_is_typed_becomes_one_line_without_stray_blanks(typed: str, kept: str) -> None:
    assert texts.tidy(typed) == kept


# --- what is shown beside ---


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("公开126条", "公开150条", [Piece("公开"), Piece(gone="126", new="150"), Piece("条")]),
        ("增长5.5%。", "增长15.5%。", [Piece("增长"), Piece(gone="5.5%", new="15.5%"), Piece("。")]),
        ("甲乙丙", "甲乙丙", [Piece("甲乙丙")]),
        ("", "新的", [Piece(new="新的")]),
    ],
)
def test_differences_are_whole_numbers(before: str, after: str, pieces: list[Piece]) -> None:
    assert list(difference(before, after)) == pieces


def test_a_number_more_or_less_makes_no_other_sentence() -> None:
    others = ("开展培训3次。", "全年公开信息313条。", "未收到投诉。")
    assert nearest("今年公开信息1420条。", others) == "全年公开信息313条。"
    assert nearest("推进基层站点标准化。", others) == ""
