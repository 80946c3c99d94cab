"""Comparisons with last year: the decision table of domain.md 5.4, row by row."""

from decimal import Decimal

import pytest

from draftgen import facts, realise
from draftgen.core.record import Agency, Given, Record, Settings, Source, Values
from draftgen.phrasebank import wording

HERE = Source("data.yaml", 1, 1)
AGENCY = Agency("东平县水务局", "东平县水务局", "部门", "", "东平县", "我局")


def said(text: str, *years: tuple[str, str | None, str]) -> str:
    """What ``text`` says of figures given as (path, last year, this year). None: last year is not known; 约: approximate."""
    now = {path: given(new) for path, _, new in years}
    before = {path: given(old) for path, old, _ in years if old is not None}
    record = Record(2025, AGENCY, Settings(), "2021", Values(figures=now, previous=before))
    return "".join(span.text for span in realise.sentence(wording.parse(text), facts.derive(record)))


def given(text: str) -> Given:
    return Given(Decimal(text.removeprefix("约")), HERE, approximate=text.startswith("约"))


REQUESTS = "{{ requests.new | compared }}"

ROWS = [
    # n = b = 0: say nothing
    ("0", "0", ""),
    # b = 0, n > 0: no percentage of nothing; 增加, so that it answers the 减少 beside it
    ("0", "1", "，较上年增加1件"),
    ("0", "3511", "，较上年增加3511件"),
    # n = 0, b > 0: never 下降100%
    ("4", "0", "，较上年减少4件"),
    ("3511", "0", "，较上年减少3511件"),
    # as last year
    ("1", "1", "，与上年持平"),
    ("3511", "3511", "，与上年持平"),
    # b < 10: absolute, even where it doubled
    ("1", "2", "，较上年增加1件"),
    ("3", "1", "，较上年减少2件"),
    ("9", "90", "，较上年增加81件"),
    ("9", "8", "，较上年减少1件"),
    # n ≥ 2b
    ("10", "20", "，是上年的2倍"),
    ("10", "25", "，是上年的2.5倍"),
    ("12", "1000", "，是上年的83.3倍"),
    ("30", "71", "，是上年的2.4倍"),  # 2.366…
    ("20", "45", "，是上年的2.3倍"),  # 2.25, half up
    # else: per cent, one decimal, half up, a trailing .0 dropped
    ("10", "11", "，同比增长10%"),
    ("10", "19", "，同比增长90%"),
    ("10", "9", "，同比下降10%"),
    ("10", "1", "，同比下降90%"),
    ("3607", "3646", "，同比增长1.1%"),  # 1.081…, once printed as 1.05
    ("3035", "3312", "，同比增长9.1%"),
    ("311", "304", "，同比下降2.3%"),
    ("2000", "2001", "，同比增长0.1%"),  # 0.05, half up
    ("800", "1001", "，同比增长25.1%"),  # 25.125
    ("1000", "1999", "，同比增长99.9%"),
    # p rounds to 0.0 %: absolute
    ("10000", "10001", "，较上年增加1件"),
    ("10000", "9996", "，较上年减少4件"),
    ("2001", "2002", "，较上年增加1件"),  # 0.04998
    # p of a fall rounds to 100 %, though something is left: absolute
    ("10000", "1", "，较上年减少9999件"),
    ("10000", "5", "，较上年减少9995件"),  # 99.95, half up
    ("10000", "6", "，同比下降99.9%"),  # 99.94
]


@pytest.mark.parametrize(("before", "now", "phrase"), ROWS)
def test_a_count_beside_last_years(before: str, now: str, phrase: str) -> None:
    assert said(REQUESTS, ("requests.new", before, now)) == phrase


@pytest.mark.parametrize(("before", "now"), [(None, "7"), ("约300", "310"), ("300", "约310")])
def test_what_cannot_be_compared_is_not(before: str | None, now: str) -> None:
    assert said("阅读{{ reads }}次{{ reads | compared }}。", ("reads", before, now)) == f"阅读{now}次。"


@pytest.mark.parametrize(
    ("before", "now", "phrase"),
    [
        ("96", "98.6", "，较上年提高2.6个百分点"),
        ("98.6", "96", "，较上年下降2.6个百分点"),
        ("95", "97", "，较上年提高2个百分点"),
        ("3", "9", "，较上年提高6个百分点"),  # no small base, no 倍: percentages
        ("30", "90", "，较上年提高60个百分点"),
        ("98.6", "98.6", "，与上年持平"),
        ("100", "0", "，较上年下降100个百分点"),
        ("0", "100", "，较上年提高100个百分点"),
        ("98.64", "98.66", "，较上年提高0.02个百分点"),  # what was given is nobody's to round
    ],
)  # fmt: skip
def test_a_percentage_beside_last_years_is_in_points(before: str, now: str, phrase: str) -> None:
    assert said("{{ hotline.rate | compared }}", ("hotline.rate", before, now)) == phrase


# --- decimals are constant in one sentence (domain.md 5.3) ---

TWO = "收到{{ mailbox }}件{{ mailbox | compared }}，接听{{ calls }}次{{ calls | compared }}。"


@pytest.mark.parametrize(
    ("mailbox", "calls", "sentence"),
    [
        (("20", "24"), ("50", "40"), "收到24件，同比增长20%，接听40次，同比下降20%。"),
        (("20", "24"), ("60", "40"), "收到24件，同比增长20.0%，接听40次，同比下降33.3%。"),
        (("70", "64"), ("60", "40"), "收到64件，同比下降8.6%，接听40次，同比下降33.3%。"),
        (("20", "24"), ("7", "3"), "收到24件，同比增长20%，接听3次，较上年减少4次。"),
    ],
)
def test_decimals_agree_in_a_sentence(mailbox: tuple[str, str], calls: tuple[str, str], sentence: str) -> None:
    assert said(TWO, ("mailbox", *mailbox), ("calls", *calls)) == sentence


def test_points_agree_with_the_percentage_beside_them() -> None:
    sentence = said("办结率{{ hotline.rate }}{{ hotline.rate | compared }}。", ("hotline.rate", "97.2", "99.2"))
    assert sentence == "办结率99.2%，较上年提高2.0个百分点。"


# --- the unit is the one the sentence uses ---


@pytest.mark.parametrize(
    ("text", "path", "sentence"),
    [
        ("收到来信{{ mailbox }}件{{ mailbox | compared }}。", "mailbox", "收到来信9件，较上年增加5件。"),
        ("收到来信{{ mailbox }}封{{ mailbox | compared }}。", "mailbox", "收到来信9封，较上年增加5封。"),
        ("接听{{ calls }}人次{{ calls | compared }}。", "calls", "接听9人次，较上年增加5人次。"),
        ("配备兼职{{ staff.part }}人{{ staff.part | compared }}。", "staff.part", "配备兼职9人，较上年增加5人。"),
        ("配备兼职{{ staff.part }}名{{ staff.part | compared }}。", "staff.part", "配备兼职9名，较上年增加5名。"),
        ("解读{{ interpretation.count }}件{{ interpretation.count | compared }}。", "interpretation.count",
         "解读9件，较上年增加5件。"),
        ("未写数，只写比较{{ site.count | compared }}。", "site.count", "未写数，只写比较，较上年增加5条。"),
        ("收取{{ fee }}元{{ fee | compared }}。", "fee", "收取9元，较上年增加5元。"),
    ],
)  # fmt: skip
def test_the_unit_is_that_of_the_sentence(text: str, path: str, sentence: str) -> None:
    assert said(text, (path, "4", "9")) == sentence


def test_the_unit_of_charges_is_ten_thousand_yuan() -> None:
    sentence = said("收费{{ charges }}万元{{ charges | compared }}。", ("charges", "4.5", "5.25"))
    assert sentence == "收费5.25万元，较上年增加0.75万元。"


def test_amounts_keep_their_decimals() -> None:
    sentence = said("收费{{ charges }}万元{{ charges | compared }}。", ("charges", "70215.44", "72701.2578"))
    assert sentence == "收费72701.2578万元，同比增长3.5%。"
    assert said("收取{{ fee }}元{{ fee | compared }}。", ("fee", "0", "10.50")) == "收取10.5元，较上年增加10.5元。"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("8", "人大代表建议6件，较上年减少2件；政协提案5件。"),
        (None, "人大代表建议6件，政协提案5件。"),
    ],
)
def test_a_semicolon_parts_only_what_has_commas_of_its_own(before: str | None, sentence: str) -> None:
    text = "人大代表建议{{ proposals.congress }}件{{ proposals.congress | compared }}；政协提案{{ proposals.committee }}件。"
    assert said(text, ("proposals.congress", before, "6"), ("proposals.committee", None, "5")) == sentence
