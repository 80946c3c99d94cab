"""A sentence cut into known words, with the numerals standing between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from draftgen.forms.lexicon import FILLER, Lexicon
from draftgen.numerals import DATED, Numeral, NumeralKind, scan

_BREAKS = (*DATED, NumeralKind.DOCUMENT, NumeralKind.PHONE, NumeralKind.ADDRESS)
TITLE, QUOTED, UNKNOWN, STOP = "title", "quoted", "unknown", "stop"
_STOPS = "，、；：。！？（）()\n,;:—"
# A single character is more often a piece of an unknown word than a word of its own.
_UNKNOWN, _SINGLE = 6, 4
# What a name in brackets may tell all the same: “水厂开放日”活动, 《青川县人民政府公报》.
_NAMED = {
    "开放日": "open_day",
    "人民政府公报": "gazette",
    "市政府公报": "gazette",
    "12345": "hotline",
    "访谈": "interview",
    "发布会": "press",
}
_COUNTER = re.compile(r"[（(]|[①-⑳]|.{1,3}[.．、]$")
_BRACKETS = re.compile(r"《[^》]*》(?:[（(]以下简?称[^）)]*[）)])?|“[^”]{1,24}”|[【\[][^】\]]*[】\]]")


class Word(NamedTuple):
    """A run of text: a known word with its classes, an unknown run, a punctuation mark, or a numeral."""

    start: int
    end: int
    text: str
    classes: frozenset[str]
    numeral: Numeral | None = None

    def content(self, markers: frozenset[str]) -> bool:
        """Whether it says something that a label has to account for."""
        return self.numeral is None and STOP not in self.classes and bool(self.classes - markers)


_LEVELS = {"街道办事处": "街道", "镇人民政府": "镇", "乡人民政府": "乡"}
_OFFICE = frozenset("局委办厅镇乡处院")


def own_short_names(words: Sequence[Word], agency: str) -> list[Word]:
    """区卫健局 of 临江区卫生健康局 is the agency itself: its characters stand in that order in the full name."""
    made = list(words)
    level = next((name for ending, name in _LEVELS.items() if agency.endswith(ending)), "")
    for index, word in enumerate(words):
        behind = words[index + 1].text[:1] if index + 1 < len(words) else ""
        beside = words[index + 1].classes if index + 1 < len(words) else frozenset()
        if level and word.text == level and not beside & {"board", STOP}:
            made[index] = word._replace(classes=frozenset((FILLER,)))  # 街道现有账号2个, but 街道公开栏, 街道、村公开栏
        if UNKNOWN in word.classes and len(word.text) > 1 and (word.text[-1] in _OFFICE or behind in _OFFICE):
            rest = iter(agency)
            if all(char in rest for char in word.text):
                made[index] = word._replace(classes=frozenset((FILLER,)))
    return made


_INTO = ("结转", "转入", "转至", "转到", "顺延至", "顺延到", "延至", "留待", "转", "结转至", "结转到", "顺延", "跨入")


def carried_over(words: Sequence[Word], year: int | None) -> list[Word]:
    """结转2024年, 2022年结转, in a report on 2023: the year and its verb are one word of the row that they name."""
    made: list[Word] = []
    for word in words:
        stated = re.match(r"(\d{4})\s?年", word.text) if word.numeral is not None else None
        said = int(stated[1]) - year if stated and year is not None else 0
        last = made[-1] if made else None
        if said == 1 and last is not None and last.text in _INTO:
            made[-1] = Word(last.start, word.end, last.text + word.text, frozenset(("carried_out",)))
        elif (
            last is not None and last.text == f"{(year or 0) - 1}年" and word.text.startswith(("结转", "转入", "转来"))
        ):
            made[-1] = Word(last.start, word.end, last.text + word.text, frozenset(("carried_in",)))
        else:
            made.append(word)
    return made


def cut(text: str, known: Lexicon, names: Sequence[str] = (), numerals: Sequence[Numeral] | None = None) -> list[Word]:
    """``text`` as words. ``names`` are those of the agency itself, which say nothing of a figure."""
    breaks = [
        Word(
            match.start(),
            match.end(),
            match.group(),
            _bracket(match.group()) | known.words.get(match.group()[1:-1], frozenset()),
        )
        for match in _BRACKETS.finditer(text)
        if match.group() not in known.words
    ]
    closed = [(word.start, word.end) for word in breaks]
    for numeral in scan(text) if numerals is None else numerals:
        if numeral.kind is NumeralKind.ORDINAL and _COUNTER.match(numeral.text):
            breaks.append(Word(numeral.start, numeral.end, numeral.text, frozenset((FILLER,))))
        elif numeral.kind in _BREAKS and not any(start <= numeral.start < end for start, end in closed):
            end = max(numeral.end, numeral.stop)
            breaks.append(Word(numeral.start, end, text[numeral.start : end], frozenset(), numeral))
    found: list[Word] = []
    at = 0
    for word in sorted(breaks):
        found += [*_plain(text, at, word.start, known, names), word]
        at = word.end
    return [*found, *_plain(text, at, len(text), known, names)]


def _bracket(text: str) -> frozenset[str]:
    if text.startswith(("《中华人民共和国政府信息公开条例》", "《条例》")):
        return frozenset((FILLER,))
    named = frozenset(name for word, name in _NAMED.items() if word in text)
    return named | {TITLE if text[0] in "《【[" and not named else QUOTED}


def _plain(text: str, start: int, end: int, known: Lexicon, names: Sequence[str]) -> Iterator[Word]:
    at = start
    while at < end:
        name = next((name for name in names if text.startswith(name, at) and at + len(name) <= end), "")
        if name:
            yield Word(at, at + len(name), name, frozenset((FILLER,)))
            at += len(name)
            continue
        stop = next((i for i in range(at, end) if _starts(text, i, end, names)), end)
        yield from _cheapest(text, at, stop, known)
        at = stop


def _starts(text: str, at: int, end: int, names: Sequence[str]) -> bool:
    return any(text.startswith(name, at) and at + len(name) <= end for name in names)


def _cheapest(text: str, start: int, end: int, known: Lexicon) -> Iterator[Word]:
    """The division with the fewest unknown characters, then the fewest words."""
    unknown = start
    for low, high in _division(text[start:end], known):
        piece = text[start + low : start + high]
        classes = known.words.get(piece, frozenset((STOP,)) if piece in _STOPS else frozenset())
        if not classes and not piece.strip():
            classes = frozenset((FILLER,))
        if not classes:
            continue
        if unknown < start + low:
            yield Word(unknown, start + low, text[unknown : start + low], frozenset((UNKNOWN,)))
        yield Word(start + low, start + high, piece, classes)
        unknown = start + high
    if unknown < end:
        yield Word(unknown, end, text[unknown:end], frozenset((UNKNOWN,)))


def _division(text: str, known: Lexicon) -> Iterator[tuple[int, int]]:
    size = len(text)
    cost = [0.0] + [float("inf")] * size
    step = [0] * (size + 1)
    for i in range(size):
        single = 1 if text[i] in _STOPS else _UNKNOWN
        if cost[i] + single < cost[i + 1]:
            cost[i + 1], step[i + 1] = cost[i] + single, 1
        for length in known.lengths.get(text[i], ()):
            price = cost[i] + (_SINGLE if length == 1 else 1)
            if i + length <= size and price < cost[i + length] and text[i : i + length] in known.words:
                cost[i + length], step[i + length] = price, length
    ends = [size]
    while ends[-1] > 0:
        ends.append(ends[-1] - step[ends[-1]])
    return pairwise(reversed(ends))
