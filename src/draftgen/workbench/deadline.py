"""By when a report is due: what the superiors' notice says, else what the law does (条例第四十九条)."""

import re
from datetime import date, timedelta
from typing import NamedTuple

_HALF = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_WRITTEN = re.compile(
    r"(?:(?P<year>20\d{2})\s*[-./年]\s*|(?P<next>次年|明年|今年|本年)\s*)?"
    r"(?P<month>1[0-2]|0?[1-9])\s*[-./月]\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)|(?P<end>底|末))"
)
# Month and day in the year after the one reported on, for whom the law names a day; of towns it says nothing.
_LAW = {"部门": (1, 31), "政府": (3, 31)}
_FROM_LAW = "《政府信息公开条例》第四十九条"
_FROM_NOTICE = "上级通知"


class Deadline(NamedTuple):
    """The last day, who set it, and the words it was given in. ``day`` is None where no day can be told from them."""

    day: date | None
    source: str
    text: str


def deadline(text: str, kind: str, year: int | None) -> Deadline | None:
    """The deadline that a notice gives in ``text`` ("" for none), for a ``kind`` of agency reporting on ``year``.

    A day without a year is in the year after the one reported on. None where neither notice nor law names a day.
    """
    if text.strip():
        return Deadline(_day(text, year), _FROM_NOTICE, text.strip())
    if year is None or kind not in _LAW:
        return None
    day = date(year + 1, *_LAW[kind])
    return Deadline(day, _FROM_LAW, f"{day.year}年{day.month}月{day.day}日")


def _day(text: str, year: int | None) -> date | None:
    """The one day named in ``text``; None if there is none, several, or one that no calendar has."""
    found = list(_WRITTEN.finditer(text.translate(_HALF)))
    if len(found) != 1:
        return None
    match = found[0]
    named = int(match["year"]) if match["year"] else None if year is None else year + 1
    if named is None:
        return None
    month = int(match["month"])
    try:
        if match["end"]:
            return date(named + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(named, month, int(match["day"]))
    except ValueError:
        return None
