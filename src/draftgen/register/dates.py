"""Dates as ledgers write them, and working days between two of them."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from draftgen.sheets import Value

_WRITTEN = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:[-./年．／－—]\s*)(\d{1,2})\s*(?:[-./月．／－—]\s*)(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"
)
# Serial numbers of days as spreadsheets count them, from 2009 to 2064.
_SERIALS = range(40_000, 60_000)
_FIRST = date(1899, 12, 30)


def dates_in(value: Value) -> tuple[date, ...]:
    """The days that a cell names, in order: none if it names none that exists."""
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return (_FIRST + timedelta(days=int(value)),)
        value = str(int(value))
    found: list[date] = []
    for match in _WRITTEN.finditer(str(value).translate(_HALF)):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


_HALF = str.maketrans("０１２３４５６７８９", "0123456789")


def working_days(start: date, end: date) -> int | None:
    """Working days from the day after ``start`` up to ``end`` (第三十三条: the day of receipt does not count).

    None where the holidays of one of the years are not known.
    """
    counted = _counted()
    if start > end or start not in counted or end not in counted:
        return None
    return counted[end] - counted[start]


def years_known() -> tuple[int, int]:
    """The first and the last year whose holidays are known; there is none missing between them."""
    known = _holidays()
    return min(known), next(year for year in sorted(known) if year + 1 not in known)


@cache
def _counted() -> dict[date, int]:
    """How many working days there have been up to each day, from the first year whose holidays are known."""
    known = _holidays()
    day, count = date(min(known), 1, 1), 0
    found: dict[date, int] = {}
    while day.year in known:
        count += _works(day)
        found[day] = count
        day += timedelta(days=1)
    return found


def _works(day: date) -> bool:
    rest, work = _holidays()[day.year]
    return day in work or (day.weekday() < 5 and day not in rest)


@cache
def _holidays() -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    raw = yaml.safe_load((Path(__file__).parent / "holidays.yaml").read_text("utf-8"))
    return {
        year: (frozenset(_days(year, entry["rest"])), frozenset(_days(year, entry["work"])))
        for year, entry in raw.items()
    }


def _days(year: int, written: list[str]) -> list[date]:
    found: list[date] = []
    for span in written:
        first, _, last = span.partition("..")
        start, end = (date.fromisoformat(f"{year}-{text}") for text in (first, last or first))
        found += [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return found
