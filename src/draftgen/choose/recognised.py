"""Last year's sentences in which a wording of the phrasebank is recognised that this year's data carry as a whole.

Whoever used the program last year has such a report: what its sentences claim need not be confirmed one by one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from draftgen.choose.eligible import tells
from draftgen.core.figure import Facts
from draftgen.core.outline import Offers, Suggestion
from draftgen.core.passage import Slot, Wording
from draftgen.core.reuse import Fate

if TYPE_CHECKING:
    from draftgen.core.reuse import OldNumeral, OldSentence, Reuse

# A wording of some slots and little else would be recognised anywhere.
_LEAST = 6
_MOST_TOGETHER = 3
_AGAIN = "这一句用今年的数据重写"

# A figure of its own, and not 2名、骨干兼职11 for {{ staff.full }}: what stands beside it is the clerk's.
_NUMBER = r"(?:[\d.,]+%?|[一二两三四五六七八九十百]+)"
# A clause of its own, set off by a comma, is the clerk's addition and no value of a slot.
_WORDS = r"[^，。；]+"
_OF_FILTERS = {
    "compared": r"(?:，(?:较上年|比上年|与上年|同比)[^，。；]*)?",
    "including": r"(?:，(?:其中|均为|结果均?为)[^，。；]*)?",
    "assigned": r"[^，。；]+负责[^，。；]+(?:，[^，。；]+负责[^，。；]+)*",
}


def recognised(reuse: "Reuse", offers: Offers, facts: Facts) -> "Reuse":
    """Last year's text with the bank's wording in place of what it worded last year, and may word this year.

    Names and topics in it are this year's too, which last year's own words would keep.
    """
    sentences: list[OldSentence] = []
    again: list[OldNumeral] = []
    taken: set[str] = set()
    rest = list(reuse.sentences)
    while rest:
        found = next(_matches(rest, offers, facts, taken), None)
        if found is None:
            sentences.append(rest.pop(0))
            continue
        count, suggestion = found
        taken.add(suggestion.passage.id)
        sentences.append(_worded(rest[:count], suggestion, facts))
        again += [numeral for old in rest[:count] for numeral in old.numerals]
        del rest[:count]
    open_ = {id(numeral) for numeral in again if numeral.fate is Fate.MARKED}
    numerals = (n._replace(fate=Fate.REPLACED, why=_AGAIN) if id(n) in open_ else n for n in reuse.numerals)
    return reuse._replace(sentences=tuple(sentences), numerals=tuple(numerals))


def _matches(
    rest: Sequence["OldSentence"], offers: Offers, facts: Facts, taken: set[str]
) -> Iterator[tuple[int, Suggestion]]:
    """Wordings that are recognised at the head of ``rest``, and how many sentences each covers; the longest first."""
    part = rest[0].part
    for count in range(min(_MOST_TOGETHER, len(rest)), 0, -1):
        olds = rest[:count]
        if any(old.part != part for old in olds):
            continue
        text = "".join(f"{old.text.strip().rstrip('。')}。" for old in olds)
        for place, suggestions in offers.places.items():
            if place.startswith(f"{part}."):
                for suggestion in suggestions:
                    passage = suggestion.passage
                    if passage.id in taken or not suggestion.confirmed:
                        continue
                    figures = (facts.figures, suggestion.local.figures)
                    counted = frozenset(s.path for s in passage.slots if any(s.path in known for known in figures))
                    if _pattern(passage.text, counted).fullmatch(text):
                        yield count, suggestion


def _worded(olds: Sequence["OldSentence"], suggestion: Suggestion, facts: Facts) -> "OldSentence":
    """The wording in the place of the first of the sentences that it covers."""
    told = tells(suggestion.passage, facts.overlaid(suggestion.local)) | olds[0].tells
    reasons = ("去年年报的这一句，今年的数据都有", *suggestion.reasons)
    return olds[0]._replace(
        text="".join(old.text for old in olds),
        passage=suggestion.passage,
        local=suggestion.local,
        tells=told,
        confirmed=True,
        reasons=reasons,
        lacks=(),
    )


@cache
def _pattern(wording: Wording, counted: frozenset[str]) -> re.Pattern[str]:
    """A wording as it may have been printed last year; one that says too little matches nothing.

    ``counted`` are the paths in it that are figures.
    """
    plain = "".join(part for part in wording if isinstance(part, str))
    if sum(char.isalnum() for char in plain) < _LEAST:
        return re.compile(r"(?!)")
    parts = (re.escape(part.strip()) if isinstance(part, str) else _of_slot(part, counted) for part in wording)
    return re.compile("".join(parts))


def _of_slot(slot: Slot, counted: frozenset[str]) -> str:
    if slot.filters:
        return next((_OF_FILTERS[name] for name in slot.filters if name in _OF_FILTERS), _WORDS)
    return _NUMBER if slot.path in counted else _WORDS
