"""Figures that a report tells a second time, in other words: 388条信息中动态占六成, behind 网站发布信息388条."""

import re
from collections.abc import Sequence

from draftgen.bind.labels import content
from draftgen.bind.spots import Spot
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import UNKNOWN, Word
from draftgen.core.report import Candidate

_LEAST = 10  # below it values are equal too often
_ENDING = re.compile(r"(?:类信息|信息|类|方面|事项)$")
_SPOKEN = frozenset(("publish", "only", "listing", "set", "make"))


def told_again(reading: Reading, spot: Spot, one: Found) -> bool:
    """Binds a figure that has no name of its own here to the one that had this value and measure word before."""
    if one.previous or one.numeral.value is None:
        return False
    path = _class_told(reading, spot.left or spot.right, one) or _count_told(reading, spot, one)
    if not path:
        return False
    one.candidates = (Candidate(path, reading.value(path)),)
    first = next(f for f in reading.found if f.path == path)
    one.topic, one.label = first.topic, first.label
    return True


def class_named(reading: Reading, words: Sequence[Word]) -> str:
    """The class of a breakdown told before that ``words`` name; "" if none or several do."""
    name = _plain("".join(word.text for word in words if _says(reading, word)))
    paths = {f.path for f in reading.found if ".parts." in f.path and _plain(f.path.partition(".parts.")[2]) == name}
    return paths.pop() if name and len(paths) == 1 else ""


def _says(reading: Reading, word: Word) -> bool:
    return (word.content(reading.known.markers) or UNKNOWN in word.classes) and not word.classes & _SPOKEN


def _plain(name: str) -> str:
    return _ENDING.sub("", name)


def _class_told(reading: Reading, words: Sequence[Word], one: Found) -> str:
    path = class_named(reading, words)
    values = {f.numeral.value for f in reading.found if f.path == path}
    return path if path and values == {one.numeral.value} else ""


def _count_told(reading: Reading, spot: Spot, one: Found) -> str:
    said = [*content(spot.left, reading), *content(spot.right, reading)]
    if not spot.restated or any(not word.classes & {"info"} for word in said) or (one.numeral.value or 0) < _LEAST:
        return ""
    same = (f for f in reading.found if f.path and f.counted and not f.previous and f.prose is not one.prose)
    paths = {f.path for f in same if f.numeral.value == one.numeral.value and f.numeral.unit == one.numeral.unit}
    return paths.pop() if len(paths) == 1 else ""
