"""Numbers in Chinese text: printed from Decimals, and found with their kind.

Only numerals with a measure word, a per cent sign or a date word count as figures; a closed list of fixed expressions
(三审三校, 第二十条, 一是) is never one (measured: general converters turn 一是 into 1是 and 十四五 into 55).
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple


class NumeralKind(StrEnum):
    """What a numeral is. Only COUNT, PERCENT and MULTIPLE are figures that need a source."""

    COUNT = "count"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"
    DOCUMENT = "document"
    PHONE = "phone"
    BARE = "bare"
    FIXED = "fixed"


class Numeral(NamedTuple):
    """A numeral in a text: ``text[start:end]``; ``value`` is None where it has no numeric meaning of its own."""

    start: int
    end: int
    text: str
    kind: NumeralKind
    value: Decimal | None = None


def write(value: Decimal) -> str:
    """A number as these reports print it: no separators, no exponent, no trailing zeros (domain.md 5.3)."""
    text = format(value.normalize(), "f") if value else "0"
    return text if "." not in text else text.rstrip("0").rstrip(".")


def write_percent(value: Decimal, *, decimals: bool = False) -> str:
    """A percentage with one decimal; a trailing .0 is dropped unless ``decimals`` (domain.md 5.4)."""
    text = format(value.quantize(Decimal("0.1"), ROUND_HALF_UP), "f")
    return f"{text if decimals else text.removesuffix('.0')}%"


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in per cent, rounded half up to one decimal, as a calculator confirms it."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


_DIGITS = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


def parse(text: str) -> Decimal | None:
    """The exact number that ``text`` is, full-width digits and thousands separators included; None if it is none."""
    plain = text.strip().translate(_DIGITS)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else None


_HAN = "零〇一二两三四五六七八九十百千万亿"
_MEASURE = "件条篇份次场期名人个处家部项宗页元天户封张块批册种类轮起位所村站点"
_PATTERNS: tuple[tuple[NumeralKind, str], ...] = (
    (NumeralKind.DOCUMENT, r"〔\d{4}〕\d+号|\[\d{4}\]\d+号"),
    (NumeralKind.FIXED, r"12345(?=[^\d]|$)(?!\s*[件条])"),
    (NumeralKind.PHONE, r"0\d{2,3}[-—]\d{7,8}(?:[-—]\d+)?|1\d{10}|(?<!\d)\d{3}[-—]\d{8}"),
    (NumeralKind.ORDINAL, rf"第[{_HAN}\d]+[条项款章号届次部分]*"),
    (NumeralKind.DATE, r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?"),
    (NumeralKind.YEAR, r"(?<!\d)(?:19|20)\d{2}年(?:度)?"),
    (NumeralKind.PERCENT, r"\d+(?:\.\d+)?\s*[%％]|百分之[" + _HAN + "]+"),
    (NumeralKind.MULTIPLE, r"\d+(?:\.\d+)?倍"),
    (
        NumeralKind.FIXED,
        (
            "三审三校|三审制|六稳六保|六稳|六保|三公|双公示|双随机|一公开|一事一审|一网通办|一图读懂|一问一答|一站式|一体化"
            "|一张网|一件事|[一二三四五六七八九十]是|十[一二三四五六七八九]五|二十大|三农|两新|四议两公开|五公开|两个|三级"
            "|一并|一律|一次性|第三方|三安全一稳定|三类|四类|一般|统一|一致|进一步|一定|之一|逐一|唯一|一些|一方面|一年来|一年"
        ),
    ),
    (NumeralKind.COUNT, rf"\d[\d,]*(?:\.\d+)?\s*(?:万|亿)?[余多]?(?=[{_MEASURE}]|万元|工作日)"),
    (NumeralKind.COUNT, rf"[{_HAN}]+[余多]?(?=[件条篇份次场期名个处家部项宗页](?![一-鿿]?事一))"),
    (NumeralKind.BARE, r"\d+(?:\.\d+)?"),
)
_SCANNER = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS)))


def scan(text: str) -> Iterator[Numeral]:
    """Every numeral of ``text`` in order, each with its kind."""
    for match in _SCANNER.finditer(text.translate(_DIGITS) if not text.isascii() else text):
        kind = _PATTERNS[int((match.lastgroup or "k0")[1:])][0]
        digits = re.match(r"[\d,]+(?:\.\d+)?", match.group())
        value = Decimal(digits.group().replace(",", "")) if digits else None
        yield Numeral(match.start(), match.end(), text[match.start() : match.end()], kind, value)
