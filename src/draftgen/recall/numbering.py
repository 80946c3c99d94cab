"""The counters that a word processor puts before paragraphs by itself: 一、 （一） 1. are nowhere in the text of the file."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from draftgen.core.office import W

_W = f"{{{W}}}"
_DIGITS = "〇一二三四五六七八九"
_TO_LEGAL = str.maketrans("〇一二三四五六七八九十", "零壹贰叁肆伍陆柒捌玖拾")
_TO_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SMALL = re.compile("[0-9]{1,4}")
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list: where it starts, how it counts, what is printed (%1 stands for the counter of level 1)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = -1


@dataclass(slots=True)
class Numbering:
    """The lists of a document. ``levels`` and ``counter`` go by the number of a list; ``styles`` by style id."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def text(self, properties: ET.Element | None) -> str:
        """The counter of the paragraph with these properties, "" for none; the next one goes on from it."""
        number, level = self._place(properties)
        levels = self.levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts(number)
        if number not in self.begun:
            self.begun.add(number)
            for each in self.starts.get(number, {}):
                counts.pop(each, None)
        counts[level] = counts.get(level, self._start(number, level) - 1) + 1
        for below in [other for other in counts if other > level and levels.get(other, Level()).restart != 0]:
            del counts[below]
        printed = _print(levels, level, lambda other: counts.get(other, self._start(number, other)))
        return f"{printed} " if printed[-1:].isalnum() and printed[-1:].isascii() else printed

    def _place(self, properties: ET.Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        number, level = self.styles.get(_value(style), ("", 0))
        own = properties.find(f"{_W}numPr") if properties is not None else None
        if own is not None:
            listed, depth = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
            number = _value(listed) if listed is not None else number
            level = _int(depth, level)
        return number, level

    def _counts(self, number: str) -> dict[int, int]:
        return self.counts.setdefault(self.shared.get(number, number), {})

    def _start(self, number: str, level: int) -> int:
        own = self.starts.get(number, {}).get(level)
        return self.levels[number].get(level, Level()).start if own is None else own


def read_numbering(numbering: ET.Element | None, styles: ET.Element | None) -> Numbering:
    """The lists that the parts ``numbering`` and ``styles`` of a document describe."""
    if numbering is None:
        return Numbering()
    abstract = {_attribute(item, "abstractNumId"): item for item in numbering.iter(f"{_W}abstractNum")}
    linked = {
        _value(item.find(f"{_W}styleLink")): key
        for key, item in abstract.items()
        if item.find(f"{_W}styleLink") is not None
    }
    levels: dict[str, Mapping[int, Level]] = {}
    shared: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    for item in numbering.iter(f"{_W}num"):
        number, base = _attribute(item, "numId"), _value(item.find(f"{_W}abstractNumId"))
        root = abstract.get(base)
        link = root.find(f"{_W}numStyleLink") if root is not None else None
        if link is not None:
            base = linked.get(_value(link), base)
            root = abstract.get(base)
        own = dict(_levels(root.findall(f"{_W}lvl"))) if root is not None else {}
        for override in item.findall(f"{_W}lvlOverride"):
            own |= dict(_levels(override.findall(f"{_W}lvl")))
            start = override.find(f"{_W}startOverride")
            if start is not None:
                starts.setdefault(number, {})[_int_of(_attribute(override, "ilvl"), 0)] = _int(start, 1)
        levels[number], shared[number] = own, base
    return Numbering(levels, shared, starts, _numbered_styles(styles))


def _levels(items: Iterable[ET.Element]) -> Iterable[tuple[int, Level]]:
    for item in items:
        form = item.find(f"{_W}numFmt")
        restart = item.find(f"{_W}lvlRestart")
        yield (
            _int_of(_attribute(item, "ilvl"), 0),
            Level(
                _int(item.find(f"{_W}start"), 0 if form is None else 1),
                _value(form) or "decimal",
                _value(item.find(f"{_W}lvlText")),
                item.find(f"{_W}isLgl") is not None,
                -1 if restart is None else _int(restart, -1),
            ),
        )


def _numbered_styles(styles: ET.Element | None) -> dict[str, tuple[str, int]]:
    """The list and level that a paragraph takes from its style, or from the style that one rests on."""
    if styles is None:
        return {}
    known = {_attribute(item, "styleId"): item for item in styles.iter(f"{_W}style")}
    found: dict[str, tuple[str, int]] = {}
    for name in known:
        seen: set[str] = set()
        current = name
        while current in known and current not in seen:
            seen.add(current)
            own = known[current].find(f"{_W}pPr/{_W}numPr")
            if own is not None and own.find(f"{_W}numId") is not None:
                found[name] = (_value(own.find(f"{_W}numId")), _int(own.find(f"{_W}ilvl"), 0))
                break
            current = _value(known[current].find(f"{_W}basedOn"))
    return found


def _print(levels: Mapping[int, Level], level: int, count: Callable[[int], int]) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return ""

    def shown(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        form = "decimal" if own.legal else levels.get(other, Level()).form
        return counter(count(other), form)

    return re.sub("%([1-9])", shown, own.text)


def counter(number: int, form: str) -> str:
    """A number as a list of ``form`` prints it (ECMA-376 part 1, 17.18.59); plain digits for a form not known here."""
    printer = _FORMS.get(form)
    printed = printer(number) if printer else ""
    return printed or str(number)


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _chinese(number).translate(_TO_LEGAL)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else ""


def _full_width(number: int) -> str:
    return str(number).translate(_TO_FULL_WIDTH)


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return _positional(number)
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[units] if units else "")


def _roman(number: int) -> str:
    if not 0 < number < 100:
        return ""
    tens, units = divmod(number, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[tens] + (
        "",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    )[units]


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), _positional),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "chineseLegalSimplified": _legal,
    "decimalFullWidth": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}


def _attribute(element: ET.Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _int(element: ET.Element | None, default: int) -> int:
    return _int_of(_value(element), default)


def _int_of(text: str, default: int) -> int:
    return int(text) if _SMALL.fullmatch(text) else default
