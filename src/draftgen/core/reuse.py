"""Last year's text made ready for this year: sentences with slots, and what became of every numeral."""

from enum import StrEnum
from typing import NamedTuple

from draftgen.core.figure import Facts
from draftgen.core.finding import Finding
from draftgen.core.passage import Passage


class Fate(StrEnum):
    """What happened to a numeral of last year's text."""

    REPLACED = "replaced"  # this year's figure stands there
    SAME = "same"  # this year's figure stands there, and is the same
    RECOMPUTED = "recomputed"  # part of a comparison that was made anew
    MOVED = "moved"  # a year that means the year of the report
    KEPT = "kept"  # no figure: an article, a telephone number, a fixed expression
    MARKED = "marked"  # not bound for certain, or not given this year: 【待核】
    DROPPED = "dropped"  # it went with its sentence, which does not hold this year


class OldNumeral(NamedTuple):
    """One numeral of last year's prose. ``new`` is what stands there now; ``why`` says in Chinese why it was marked."""

    text: str
    section: str
    around: str
    fate: Fate
    path: str = ""
    new: str = ""
    why: str = ""


class OldSentence(NamedTuple):
    """A sentence of last year as a passage. ``part`` is its part of the report (overview.publication, other).

    ``name`` says where in last year's text it stood: last3_7, the seventh sentence, in the third paragraph.

    ``tells`` are the facts and ticks it speaks of; ``confirmed`` is False where it claims what this year's data do not
    say; ``local`` holds the words and numbers of last year that it still prints; ``numerals`` what became of its own;
    ``lacks`` the clauses that nothing carries, each with the line of the data that would.
    """

    name: str
    part: str
    text: str
    passage: Passage
    local: Facts
    tells: frozenset[str]
    confirmed: bool = True
    reasons: tuple[str, ...] = ()
    numerals: tuple[OldNumeral, ...] = ()
    lacks: tuple[tuple[str, str], ...] = ()


class Reuse(NamedTuple):
    """Everything that last year's report gives to this year's; ``intro`` are the paragraphs before its section one."""

    sentences: tuple[OldSentence, ...] = ()
    numerals: tuple[OldNumeral, ...] = ()
    findings: tuple[Finding, ...] = ()
    intro: tuple[str, ...] = ()


class Rate(NamedTuple):
    """How much of a section says what last year's said: the 重复率, 0 to 1, and its traffic light: 绿, 黄 or 红."""

    section: str
    title: str
    rate: float
    light: str
