"""Numbers as these reports print them, and the exact number behind a printed one."""

import re
from decimal import ROUND_HALF_UP, Decimal

FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def write(value: Decimal) -> str:
    """A number as these reports print it: no separators, no exponent, no trailing zeros (domain.md 5.3)."""
    text = format(value.normalize(), "f") if value else "0"
    return text if "." not in text else text.rstrip("0").rstrip(".")


def write_percent(value: Decimal, *, decimals: bool = False) -> str:
    """A percentage as it is: what was computed comes rounded by ``share``, what was given is nobody's to round.

    With ``decimals`` a whole number but 100 gets .0 (domain.md 5.4).
    """
    text = write(value)
    return f"{text}.0%" if decimals and value != 100 and "." not in text else f"{text}%"


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in per cent, rounded half up to one decimal, as a calculator confirms it."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def parse(text: str) -> Decimal | None:
    """The exact number that ``text`` is, full-width digits and thousands separators included; None if it is none."""
    plain = text.strip().translate(FULL_WIDTH).replace("，", ",")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else None
