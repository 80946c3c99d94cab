"""Reads the prose of a report from front to back and tells what each figure of it stands for."""

import re
from collections.abc import Iterator, Sequence

from draftgen.bind import relations
from draftgen.bind.comparing import compare
from draftgen.bind.labels import bare_name, label_text
from draftgen.bind.lists import broken_down, distribute, listed_classes, outcomes, settle
from draftgen.bind.naming import name
from draftgen.bind.scope import outside
from draftgen.bind.spots import Spot, spots
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import STOP, UNKNOWN, Word, carried_over, cut, own_short_names
from draftgen.core.report import Prose
from draftgen.numerals import FIGURES, Numeral, NumeralKind, scan

_TITLES = re.compile(r"《[^》]*》")
_NEXT = ("下一步", "明年", "来年", "今后", "下一年", "下一年度")
_YEAR_WORDS = ("较", "比", "与", "同", "相较", "较之")


def read_paragraph(reading: Reading, prose: Prose) -> None:
    """Adds every numeral of a paragraph to the reading."""
    reading.start_paragraph(prose.part)
    numerals = list(scan(prose.text))
    placed: dict[int, Found] = {}
    if any(numeral.kind in FIGURES for numeral in numerals):
        words = own_short_names(cut(prose.text, reading.known, reading.names, numerals), reading.agency)
        words = carried_over([word for word in words if word.text.strip() or "\n" in word.text], reading.year)
        for sentence, new in _sentences(words):
            reading.start_sentence(sentence, new=new)
            _read_sentence(reading, prose, sentence, placed)
    _complete(reading, prose, numerals, placed)


def _complete(reading: Reading, prose: Prose, numerals: Sequence[Numeral], placed: dict[int, Found]) -> None:
    """Puts the numerals that are no figures between those that are, in the order of the text."""
    every: list[Found] = []
    titles = [match.span() for match in _TITLES.finditer(prose.text)]
    for numeral in numerals:
        one = placed.get(numeral.start)
        if one is None:
            quoted = any(start <= numeral.start < end for start, end in titles)
            one = Found(numeral, prose, scope="标题" if quoted else "")
        every.append(one)
    base = reading.first_of_paragraph
    order = {id(one): index for index, one in enumerate(every)}
    old = reading.found[base:]
    for one in old:
        if one.whole >= base:
            one.whole = base + order[id(old[one.whole - base])]
    reading.found[base:] = every


def _sentences(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """The sentences of a paragraph, and the pieces between semicolons; whether each begins a new sentence."""
    piece: list[Word] = []
    new = True
    for word in words:
        piece.append(word)
        if STOP in word.classes and word.text in "。！？\n；;":
            yield piece, new
            piece, new = [], word.text not in "；;"
    if piece:
        yield piece, new


def _read_sentence(reading: Reading, prose: Prose, words: Sequence[Word], placed: dict[int, Found]) -> None:
    found = spots(words, reading.known.markers)
    labels = distribute(found, reading)
    first = max(reading.first_of_paragraph, len(reading.found) - 1)
    for index, spot in enumerate(found):
        if index in labels:
            spot.left = labels[index]
        numeral = spot.word.numeral
        assert numeral is not None
        behind = found[index + 1].left if index + 1 < len(found) else []
        spot.base = any("level" in w.classes for w in behind) and any(w.text in ("由", "从") for w in spot.left)
        _hear_years(reading, [*spot.earlier, spot.left], listed=spot.listed)
        reading.hear([*(word for clause in spot.earlier for word in clause), *spot.left])
        seen = [word for word in (*reading.before, *words) if word.start < (spot.left or [spot.word])[0].start]
        one = Found(numeral, prose, sentence=reading.sentence, paired=bool(spot.paired), depth=spot.depth, spot=spot)
        _open_lists(reading, spot)
        _tell(reading, spot, one, seen)
        reading.found.append(one)
        placed[numeral.start] = one
        reading.hear(spot.right)
        one.named = bare_name(spot, reading)
        own = spot.left or spot.right
        one.countable = any(UNKNOWN in word.classes for word in own) and all(word.numeral is None for word in own)
    settle(reading, first)
    broken_down(reading, first)
    listed_classes(reading, reading.first_of_piece)
    outcomes(reading, first)
    relations.name_wholes(reading, first)
    if not found:
        reading.hear(words)
        _hear_years(reading, [words])
    reading.before += words


def _hear_years(reading: Reading, clauses: Sequence[Sequence[Word]], *, listed: bool = False) -> None:
    """The year that the sentence goes on to speak of, and one that is said of the next figure only (是2022年8件的2倍).

    ``listed``: an item of a list, whose name may hold a year (2025年重点工作2条).
    """
    reading.once = None
    for clause in clauses:
        for index, word in enumerate(clause):
            digits = re.match(r"\s?(\d{4})\s?年", word.text) if word.numeral is not None else None
            carried = any(w.classes & {"carried_out", "carried"} for w in clause[:index])
            if not digits or carried or (index and clause[index - 1].text in _YEAR_WORDS):
                continue
            if listed or (index and clause[index - 1].text in ("是", "为", "达", "达到")):
                reading.once = int(digits[1])
            else:
                reading.spoken = int(digits[1])
    _hear_plans(reading, [word for clause in clauses for word in clause])


def _hear_plans(reading: Reading, words: Sequence[Word]) -> None:
    """Section five: from 下一步, or the year to come, on it is said what is to be done."""
    later = reading.year is not None and (reading.spoken or 0) > reading.year
    if reading.of_problems and (later or any(word.text in _NEXT for word in words)):
        reading.planning = True


def _open_lists(reading: Reading, spot: Spot) -> None:
    """Keeps account of what the figures are parts of: 其中, brackets, a colon."""
    depth = len(reading.wholes) - 1
    if spot.depth > depth:
        reading.wholes.append(reading.last(current=True))
    while spot.depth < len(reading.wholes) - 1:
        reading.wholes.pop()
    words = [*(word for clause in spot.earlier for word in clause), *spot.left]
    listed = any("listing" in word.classes for word in words)
    if listed or spot.within or (spot.after_colon and reading.wholes[-1] < 0):
        last = reading.last(current=True)
        if last < 0 and words and "listing" in words[0].classes:
            last = reading.last_whole()  # a sentence that begins with 其中
        reading.wholes[-1] = last


def _tell(reading: Reading, spot: Spot, one: Found, seen: Sequence[Word]) -> None:
    """Finds out what the figure at ``spot`` is, in the order in which its surroundings are sure."""
    numeral = one.numeral
    one.label = label_text(spot.left, reading) or label_text(spot.right, reading)
    left = frozenset().union(*(word.classes for word in spot.left)) if spot.left else frozenset()
    if numeral.kind is NumeralKind.BARE:
        return
    one.scope = outside(reading, spot, left)
    if one.scope:
        return
    if compare(reading, spot, one, left):
        return
    name(reading, spot, one, seen, left)
