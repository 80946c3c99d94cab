"""重复率 as an inspector counts it: what counts, how much two texts share, and where."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from draftgen import repetition


def tokens(text: str) -> tuple[str, ...]:
    return repetition.read(text).tokens


def shared(one: str, other: str, least: int) -> list[str]:
    first, second = repetition.read(one), repetition.read(other)
    found = repetition.passages(first.tokens, second.tokens, least)
    assert all(first.words(p.start, p.length) for p in found)
    return [first.words(passage.start, passage.length) for passage in found]


# --- what counts ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布信息313条。", ["发", "布", "信", "息", "313", "条"]),
        ("占44.8%，WeChat推送", ["占", "44.8", "WeChat", "推", "送"]),
        ("——（）“”", []),
    ],
)
def test_tokens_are_figures_latin_words_and_characters(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《中华人民共和国政府信息公开条例》的要求公开。", "按照 的要求公开。"),
        ("依据国办公开办函〔2021〕30号编制。【请确认】", "依据 编制。"),
        ("公开信息46条。未收到申请。", "公开信息46条。"),
        ("2025年未收到申请。\n公开信息46条。", "公开信息46条。"),  # the year is no figure
        ("收到申请3件，无复议。", "收到申请3件，无复议。"),
    ],
)
def test_names_of_laws_and_sentences_on_nothing_do_not_count(text: str, expected: str) -> None:
    assert " ".join(repetition.counted(text).split()) == expected
    assert len(repetition.counted(text)) == len(text)


def test_in_section_five_a_sentence_with_a_no_in_it_is_a_problem_and_counts() -> None:
    assert repetition.counted("解读没有图解。", nothing=True) == "解读没有图解。"


def test_words_are_given_as_printed_though_some_of_them_do_not_count() -> None:
    printed = "按照《条例》的要求公开信息。"
    text = repetition.read(repetition.counted(printed), printed)
    assert text.words(0, 4) == "按照《条例》的要"


# --- how much ---


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("网站发布", "网站发布", 1.0),
        ("网站发布", "栏目公开", 0.0),
        ("网站发布", "发布网站", 0.5),  # in order
        ("发布313条", "发布46条", 0.75),  # a figure is one token, whatever its digits
        ("发布WeChat信息", "发布信息", 8 / 9),
        ("", "", 0.0),
        ("", "网站", 0.0),
    ],
)
def test_the_rate_is_twice_the_common_tokens_by_those_of_both(one: str, other: str, expected: float) -> None:
    assert repetition.rate(tokens(one), tokens(other)) == pytest.approx(expected)


texts = st.lists(st.sampled_from("公开信息条例"), max_size=80)


@given(texts, texts)
def test_the_common_tokens_are_the_longest_common_subsequence(one: list[str], other: list[str]) -> None:
    assert repetition.common(one, other) == LCSseq.similarity(one, other)


# --- where ---


def test_passages_stand_as_they_are_printed_with_the_signs_between() -> None:
    one = "一是更新不够及时，站所提供材料较晚。二是人手少。"
    other = "主要有：更新不够及时、站所提供材料较晚。此外经费不足。"
    assert shared(one, other, 8) == ["更新不够及时，站所提供材料较晚"]


def test_passages_that_changed_places_are_found_in_both() -> None:
    assert shared("甲乙丙丁戊，子丑寅卯辰", "子丑寅卯辰。甲乙丙丁戊", 5) == ["甲乙丙丁戊", "子丑寅卯辰"]


def test_the_same_words_said_twice_count_once() -> None:
    assert shared("公开公开公开", "公开", 2) == ["公开"]


@given(texts, texts)
def test_passages_are_the_same_in_both_and_lap_over_nothing(one: list[str], other: list[str]) -> None:
    found = repetition.passages(one, other, 3)
    for a in found:
        assert one[a.start : a.start + a.length] == other[a.other : a.other + a.length]
        assert a.length >= 3
    taken = [(a.start, a.start + a.length) for a in found]
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))
    assert sum(a.length for a in found) <= min(len(one), len(other))


# --- which pairs are worth it ---


def test_a_sketch_is_the_same_for_other_figures() -> None:
    one, other = (repetition.sketch(tokens(f"全年公开信息{n}条，其中公告{n}条、工作动态{n}条。")) for n in (3, 96))
    assert repetition.in_common(one, other) == 1


def test_sketches_of_texts_without_a_passage_in_common_share_nothing() -> None:
    one, other = (repetition.sketch(tokens(text)) for text in ("全年公开信息多条", "办理建议提案若干"))
    assert repetition.in_common(one, other) == 0


def test_an_empty_text_is_like_nothing() -> None:
    assert repetition.in_common(repetition.sketch(()), repetition.sketch(())) == 0
