"""Numbers in Chinese text: printed from Decimals, and found with their kind.

Only numerals with a measure word, a per cent sign or a date word count as figures; a closed list of fixed expressions
(三审三校, 第二十条, 一是) is never one (measured: general converters turn 一是 into 1是 and 十四五 into 55).
"""

from draftgen.numerals.chinese import read
from draftgen.numerals.kinds import DATED, FIGURES, Numeral, NumeralKind
from draftgen.numerals.printing import parse, share, write, write_percent
from draftgen.numerals.scanning import scan

__all__ = ["DATED", "FIGURES", "Numeral", "NumeralKind", "parse", "read", "scan", "share", "write", "write_percent"]
