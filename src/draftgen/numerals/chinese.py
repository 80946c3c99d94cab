"""Exact reading of numbers written in Chinese characters, or mixed: 一百二十三, 二〇二一, 1.2万, 1亿3千万."""

import re
from decimal import Decimal

_WRITTEN = ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {char: value for value, chars in enumerate(_WRITTEN) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ZEROS = "零〇○"


def read(text: str) -> Decimal | None:
    """The number that ``text`` says, exactly; None if it is not a well-formed number.

    Digits without tens are read one by one (二〇二一). A last digit straight after 百, 千, 万 or 亿 counts in the next
    lower place (一万二 is 12000).
    """
    if len(text) > 1 and all(char in DIGITS and char != "两" for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    return _read(text, 10**12) if text else None


def _read(text: str, above: int) -> Decimal | None:
    """``text`` as what follows a unit of size ``above``."""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if size < above and mark in text:
            head, _, tail = text.partition(mark)
            high = _read(head, 10**12)
            low = _read(tail, size) if tail else Decimal(0)
            return None if not head or high is None or low is None else high * size + low
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return None if above < 10**12 and len(text) == 1 else Decimal(text)
    if above < 10**12 and len(text) == 1 and DIGITS.get(text):
        return Decimal(DIGITS[text]) * above / 10
    return _below_myriad(text)


def _below_myriad(text: str) -> Decimal | None:
    total, digit, last, zero = Decimal(0), None, 10**4, False
    for token in re.findall(r"\d+(?:\.\d+)?|.", text):
        if token in _TENS:
            size = _TENS[token]
            if size >= last or (digit is None and size != 10):
                return None
            total += (Decimal(1) if digit is None else digit) * size
            digit, last, zero = None, size, False
        elif digit is not None or (zero and token in _ZEROS):
            return None
        elif token in _ZEROS:
            zero = True
        elif token in DIGITS or token[0].isdigit():
            digit = Decimal(token) if token[0].isdigit() else Decimal(DIGITS[token])
        else:
            return None
    if digit is not None:
        return total + (digit * last / 10 if total and last > 10 and not zero else digit)
    return None if zero and text not in _ZEROS else total
