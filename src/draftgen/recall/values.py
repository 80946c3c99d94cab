"""What stands in a value cell → the number it prints, or none."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from draftgen import numerals
from draftgen.recall.characters import clean
from draftgen.recall.labels import half_width

_NO_VALUE = frozenset(
    ("", "/", "\\", "-", "--", "---", "—", "——", "–", "―", "一", "无", "不适用", "N/A", "n/a", "NA", "空", "空白")
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]|增加?|减少?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|亿元|人次|[元件条项个宗份起人次])?"
)
_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]]*)[)\]]?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")


class Value(NamedTuple):
    """A cell's number, what stands beside it, and why there is none: "" for a blank, else what is wrong in Chinese."""

    value: Decimal | None
    note: str = ""
    fault: str = ""


@lru_cache(maxsize=4096)
def read_value(text: str) -> Value:
    """The number printed in a cell. Blank, a stroke or 不适用 is no number, and no fault; it is not 0 either."""
    plain = re.sub(r"\s+", " ", half_width(clean(text))).strip()
    if plain.replace(" ", "") in _NO_VALUE:
        return Value(None)
    note = ""
    beside = _NOTE.search(plain)
    if beside and beside.start():
        note, plain = beside["note"].strip(), plain[: beside.start()].strip()
    joined = plain.replace(" ", "")
    match = _NUMBER.fullmatch(joined)
    if not match:
        return Value(None, note, f"“{text.strip()}”不是一个确定的数")
    digits = match["digits"]
    if "," in digits and not _THOUSANDS.fullmatch(digits):
        return Value(None, note, f"“{text.strip()}”里的逗号不在千位上")
    value = numerals.parse(digits)
    if value is None:
        return Value(None, note, f"“{text.strip()}”不是一个数")
    if match["sign"] and match["sign"][0] in "-减":
        value = -value
    fault = "" if plain == joined or _THOUSANDS.match(plain) else f"“{text.strip()}”中间有空，按 {joined} 读取"
    return Value(value, "；".join(part for part in (note, match["unit"] or "") if part), fault)


def is_value(text: str) -> bool:
    """Whether a cell may hold a value: it is blank, a stroke, or starts with a number."""
    found = read_value(text)
    return found.value is not None or not found.fault
