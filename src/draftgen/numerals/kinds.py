"""What a numeral of a text is."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class NumeralKind(StrEnum):
    """What a numeral is. Only COUNT, PERCENT and MULTIPLE are figures that need a source."""

    COUNT = "count"  # with a measure word: 313条, 两次, 1.2万件
    PERCENT = "percent"  # 66.7%, 百分之八十五, 八成
    MULTIPLE = "multiple"  # 2.5倍, 两倍
    YEAR = "year"  # 2021年, 二〇二一年, 2021—2025年
    DATE = "date"  # 5月25日, 2021年1月1日, 8:30
    ORDINAL = "ordinal"  # 第三次, （一）, 1.
    ARTICLE = "article"  # 第二十条第（一）项
    DOCUMENT = "document"  # 〔2021〕30号
    PHONE = "phone"  # 0631-8451085
    ADDRESS = "address"  # 84号903室, a postcode, a web address
    BARE = "bare"  # digits without a measure word
    FIXED = "fixed"  # 三审三校, 12345, 5G


FIGURES = (NumeralKind.COUNT, NumeralKind.PERCENT, NumeralKind.MULTIPLE, NumeralKind.BARE)
"""What says how many or how much. A bare number may be an ordinal as well: who needs a source for each asks for a unit."""

DATED = (*FIGURES, NumeralKind.YEAR, NumeralKind.DATE)
"""What is of this year and may not stand in a report without a source: figures, years and days."""


class Numeral(NamedTuple):
    """A numeral in a text: ``text[start:end]``; ``value`` is None where it has no numeric meaning of its own.

    ``unit`` is the measure word of a count and ``stop`` where it ends (``end`` if there is none). ``approximate``: 余, 多,
    近, 约, 以上, 数十 or a range, whose upper end is ``upper``.
    """

    start: int
    end: int
    text: str
    kind: NumeralKind
    value: Decimal | None = None
    unit: str = ""
    stop: int = 0
    approximate: bool = False
    upper: Decimal | None = None
