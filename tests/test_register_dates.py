"""Dates as ledgers write them, and working days between them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from draftgen import register
from draftgen.register.dates import dates_in, working_days, years_known

HOLIDAYS = yaml.safe_load((Path(register.__file__).parent / "holidays.yaml").read_text("utf-8"))
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


@pytest.mark.parametrize("year", HOLIDAYS)
def test_each_year_names_its_notice_and_works_on_weekends_only(year: int) -> None:
    entry = HOLIDAYS[year]
    assert all(re.fullmatch(r"国办发明电〔20\d{2}〕\d+号", number) for number in entry["by"])
    assert any(number[6:10] == str(year - 1) for number in entry["by"]), "the notice is of the year before"
    assert all(date.fromisoformat(f"{year}-{day}").weekday() >= 5 for day in entry["work"])


def test_no_year_is_missing_between_the_first_and_the_last() -> None:
    assert years_known() == (min(HOLIDAYS), max(HOLIDAYS))
    assert len(HOLIDAYS) == max(HOLIDAYS) - min(HOLIDAYS) + 1


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2019, 4, 30), date(2019, 5, 6), 2),  # Labour Day as it was changed: the 5th, a Sunday, was worked
        (date(2020, 1, 23), date(2020, 2, 3), 1),  # Spring Festival as it was prolonged
        (date(2022, 12, 30), date(2023, 1, 3), 1),
        (date(2023, 6, 21), date(2023, 6, 25), 1),
        (date(2024, 2, 9), date(2024, 2, 19), 2),
        (date(2025, 1, 27), date(2025, 2, 8), 4),
        (date(2026, 2, 13), date(2026, 2, 28), 6),
    ],
)
def test_the_long_holidays_of_each_year(start: date, end: date, days: int) -> None:
    assert working_days(start, end) == days
