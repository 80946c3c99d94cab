"""Dates as ledgers write them, and working days between them."""

from datetime import date
from typing import Any

import pytest

from draftgen.register.dates import dates_in, working_days

DAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    "written",
    ["2021-3-1", "2021.03.01", "2021/3/1", "2021年3月1日", "２０２１年３月１日", "20210301", 44256, 44256.5, DAY],
)
def test_a_date_in_many_ways(written: Any) -> None:
    assert dates_in(written) == (DAY,)


@pytest.mark.parametrize("written", ["3月1日", "去年", "", "2021-13-1", 3, 13800138000])
def test_what_is_no_date(written: Any) -> None:
    assert dates_in(written) == ()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2021, 3, 1), date(2021, 3, 1), 0),
        (date(2021, 3, 5), date(2021, 3, 8), 1),  # over a weekend
        (date(2021, 9, 30), date(2021, 10, 9), 2),  # National Day; Saturday the 9th was worked
        (date(2021, 2, 10), date(2021, 2, 18), 1),  # Spring Festival
        (date(2020, 12, 31), date(2021, 1, 4), 1),  # over the turn of the year
        (date(2021, 3, 1), date(2021, 2, 1), None),
        (date(2035, 3, 1), date(2035, 3, 2), None),  # holidays nobody knows yet
    ],
)
def test_working_days(start: date, end: date, days: int | None) -> None:
    assert working_days(start, end) == days
