"""Which figure of the form or the catalogue a label names: every word of it has to be accounted for."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from draftgen.bind.words import Word
from draftgen.forms.lexicon import FILLER, Entry, Lexicon

TOPICS = (
    "requests",
    "direct",
    "after_review",
    "reviews",
    "lawsuits",
    "documents",
    "regulations",
    "interpretation",
    "consultation",
    "training",
    "evaluation",
    "proposals",
    "messages",
    "hotline",
    "mailbox",
    "open_meeting",
    "open_day",
    "board",
    "fee",
    "cleaning",
    "errors_fixed",
)
_OF_REQUESTS = frozenset(("new", "carried_in", "carried_out", "answered", "handled", "due", "received", "person"))
# Two names of one matter.
_SAME = {"apply": "requests", "congress": "proposals", "committee": "proposals"}


_ASKED = "asked"  # 新收申请, 办结申请: the word itself says that it is about requests


_LATER, _SAME_SENTENCE = 1, 2
# Matters of which a later sentence may go on to speak without naming them.
_SPOKEN_OF_LATER = ("proposals",)


class Context(NamedTuple):
    """What is known before a label is read.

    ``topics``: the matters spoken of and how near they are. ``sentence``: every class of word in the sentence.
    ``continued``: a figure of the nearest matter was named before. ``narrowed``: something before it in the sentence
    narrows it down. ``siblings``: the matters of the figures before it in the sentence.
    """

    topics: Mapping[str, int]
    sentence: frozenset[str]
    part: str = ""
    continued: bool = False
    narrowed: bool = False
    siblings: frozenset[str] = frozenset()


class Match(NamedTuple):
    """An entry that a label names; ``inherited`` if its matter is known from before only."""

    entry: Entry
    score: int
    inherited: bool

    @property
    def paths(self) -> tuple[str, ...]:
        return (*self.entry.paths, *(self.entry.beyond if self.inherited else ()))


def topic_of(word: Word) -> str:
    """The matter that a word names; "" if it names none."""
    for topic in TOPICS:
        if topic in word.classes:
            return topic
    if "申请" in word.text and word.classes & _OF_REQUESTS:
        return "requests"
    return next((topic for name, topic in _SAME.items() if name in word.classes), "")


def matches(
    words: Sequence[Word],
    unit: str,
    context: Context,
    known: Lexicon,
    holds: Callable[[Entry], bool] = lambda _: True,
) -> list[Match]:
    """The entries that account for every word of a label, the best only; several if they are equally good.

    ``holds`` leaves out entries that may not be meant for another reason, such as their value.
    """
    content = [word for word in words if word.content(known.markers)]
    if not content:
        return []
    held = frozenset().union(*(word.classes for word in content))
    if any("申请" in word.text for word in content):
        held |= {_ASKED}
    found = [
        made
        for entry in known.entries
        if (made := _match(entry, content, held, unit, context)) is not None and holds(entry)
    ]
    best = max((match.score for match in found), default=0)
    return [match for match in found if match.score == best]


def _match(entry: Entry, content: Sequence[Word], held: frozenset[str], unit: str, context: Context) -> Match | None:
    if unit not in entry.units or not _fits(entry, held, context):
        return None
    score, inherited, local = 5 if entry.sibling else -5 if entry.weak else 0, False, False
    if entry.topic:
        score += context.topics.get(entry.topic, 0)
    for group in entry.needs:
        if group & held or ("requests" in group and _ASKED in held):
            score, local = score + 10, True
            continue
        weight = max((context.topics.get(name, 0) for name in group), default=0)
        if not weight or entry.local:
            return None
        score, inherited = score + weight, True
    if not local:
        return None
    known = entry.allows.union(*entry.needs, (FILLER,))
    if any(not word.classes & known for word in content):
        return None
    return Match(entry, score, inherited)


def _fits(entry: Entry, held: frozenset[str], context: Context) -> bool:
    around = held | context.sentence
    near = _LATER if entry.topic in _SPOKEN_OF_LATER else _SAME_SENTENCE
    if entry.topic and context.topics.get(entry.topic, 0) < near and entry.topic not in held:
        return False
    if (entry.within and entry.within not in around) or (entry.without and entry.without in around):
        return False
    if entry.section and (context.part or "none") not in entry.section.split():
        return False
    if entry.sibling and entry.sibling not in context.siblings:
        return False
    return not (entry.part and not context.continued) and not (entry.strict and context.narrowed)
