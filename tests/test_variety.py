"""Equal data under other names must not read alike (promise 6); `python benchmarks/variety.py` prints all the numbers."""

import statistics
from functools import cache

from benchmarks import variety

from draftgen import repetition
from draftgen.core.document import Document


@cache
def bureau_shares() -> list[float]:
    return variety.bureau_shares()[0]


@cache
def township_repetitions() -> list[float]:
    """Without the words that the clerk typed, which are equal in all twenty files."""
    return variety.repetitions(variety.townships(), own=False)


def test_two_bureaus_with_the_same_structure_of_data_share_no_more_than_half_of_their_sentences() -> None:
    assert statistics.median(bureau_shares()) <= variety.SENTENCES_SHARED


def test_no_two_of_the_bureaus_share_more_than_half() -> None:
    assert max(bureau_shares()) <= variety.SENTENCES_SHARED


def test_townships_with_nothing_to_tell_are_told_apart() -> None:
    assert statistics.median(township_repetitions()) < variety.REPEATED


def test_no_two_of_the_townships_are_told_alike() -> None:
    assert max(township_repetitions()) < variety.REPEATED


# --- the gauge itself ---


def said(*data: dict[str, object]) -> list[Document]:
    return [variety.drafted(file)[1] for file in data]


def test_the_same_agency_repeats_itself_whole() -> None:
    one, same = said(variety.townships()[0], variety.townships()[0])
    assert repetition.rate(variety.tokens(one), variety.tokens(same)) == 1


def test_names_of_laws_and_sentences_on_nothing_do_not_count() -> None:
    (document,) = said(variety.townships()[0])
    text = "".join(variety.tokens(document))
    whole = "".join(paragraph.text for _, paragraph in variety.prose(document))
    assert "条例" in whole
    assert "条例》" not in text
    assert len(text) < len(whole)


def test_masked_sentences_hold_no_figure_no_name_and_no_word_of_the_clerk() -> None:
    one, _ = variety.bureaus(0)
    sentences = "".join(variety.masked(*variety.drafted(one)))
    assert [
        word for word in ("东平县", "公告公示", "稳岗就业", "文登人社", "作风大改进", "606") if word in sentences
    ] == []
