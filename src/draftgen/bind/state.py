"""What has been read so far: the numerals found, and what the paragraph is speaking of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from draftgen.bind.matching import Context, topic_of
from draftgen.bind.spots import Spot
from draftgen.bind.words import Word
from draftgen.core.figure import Facts
from draftgen.core.report import Candidate, Prose
from draftgen.forms.lexicon import Lexicon
from draftgen.numerals import Numeral, NumeralKind

# Matters that a part of section one speaks of where its sentences name none.
DEFAULTS = {"requests": "requests"}
ROWS = ("new", "carried_in", "granted", "partial", "denied", "unable", "refused", "answered", "carried_out")
COLUMNS = ("person", "company", "research", "charity", "legal", "others", "organisation")
_OVER, _NEAR, _SENTENCE, _FAR = 4, 3, 2, 1


@dataclass
class Found:
    """A numeral on its way to becoming a mention.

    ``relation``: difference, growth, share, multiple; "" if none. ``named``: its label is a bare name without a verb. ``countable``: it may be known by
    its own words, being in no entry of the catalogue.
    """

    numeral: Numeral
    prose: Prose
    label: str = ""
    candidates: tuple[Candidate, ...] = ()
    previous: bool = False
    whole: int = -1
    scope: str = ""
    relation: str = ""
    topic: str = ""
    sentence: int = 0
    paired: bool = False
    depth: int = 0
    named: bool = False
    countable: bool = False
    spot: Spot | None = None

    @property
    def path(self) -> str:
        return self.candidates[0].path if len(self.candidates) == 1 and not self.scope else ""

    @property
    def counted(self) -> bool:
        """Whether it is a count of its own, not a comparison or a share. A bare number may be one."""
        return not self.relation and (bool(self.numeral.unit) or self.numeral.kind is NumeralKind.BARE)


@dataclass
class Reading:
    """The state of a reading. ``year`` is that of the report, ``spoken`` the year that the sentence speaks of, ``once`` one
    that is said of a single figure. ``of_problems``: it is in section five; ``planning``: which has come to what is to be done.
    """

    known: Lexicon
    facts: Facts
    year: int | None
    own_scopes: frozenset[str]
    names: tuple[str, ...]
    agency: str = ""
    found: list[Found] = field(default_factory=list)
    part: str = ""
    topics: dict[str, int] = field(default_factory=dict)
    sentence: int = 0
    sentence_classes: frozenset[str] = frozenset()
    spoken: int | None = None
    once: int | None = None
    planning: bool = False
    of_problems: bool = False
    before: list[Word] = field(default_factory=list)
    wholes: list[int] = field(default_factory=list)
    first_of_paragraph: int = 0
    first_of_piece: int = 0
    row: str = ""
    used: list[Word] = field(default_factory=list)

    def start_paragraph(self, part: str) -> None:
        self.planning = self.planning and self.of_problems and part == self.part
        self.part = part
        self.topics = {}
        self.first_of_paragraph = len(self.found)
        self.wholes = [-1]
        self.row = ""

    def start_sentence(self, words: Sequence[Word], *, new: bool) -> None:
        """Begins a sentence, or (``new`` False) what follows a semicolon."""
        classes: set[str] = set()
        for word in words:
            classes |= word.classes
        self.sentence_classes = frozenset(classes)
        named = any(topic_of(word) for word in words)
        nearest = max(self.topics.values(), default=0)
        kept = {topic: _FAR for topic, weight in self.topics.items() if weight == nearest}
        if not new:
            self.topics = {topic: min(weight, _SENTENCE) for topic, weight in self.topics.items()}
            self._back_to_whole()
            self.used = []
            if sum(f.whole == self.wholes[-1] for f in self.found[self.first_of_piece :]) > 1:
                self.wholes = [-1]  # its items are not parted by semicolons, so the list is over
        else:
            opens = any("listing" in word.classes or word.text in ("从", "按") for word in words[:2])
            self.topics = kept if opens or not named else {}
            self.sentence += 1
            self.spoken = self.year
            self.before = []
            self.wholes = [-1]
            self.used = []
            self.row = self.row if opens else ""
        self.first_of_piece = len(self.found)
        if self.part in DEFAULTS:
            self.topics.setdefault(DEFAULTS[self.part], _FAR)

    def _back_to_whole(self) -> None:
        """Behind a semicolon a list is at an end, and its whole is spoken of again."""
        last = self.last()
        whole = self.found[last].whole if last >= 0 else -1
        if whole >= 0 and self.found[whole].topic:
            self.topics[self.found[whole].topic] = _NEAR

    def hear(self, words: Iterable[Word]) -> None:
        """Takes note of the matters that words name, the last being the nearest."""
        for word in words:
            self.row = next((row for row in ROWS if row in word.classes), self.row)
            topic = topic_of(word)
            if topic:
                self.topics = {name: min(weight, _SENTENCE) for name, weight in self.topics.items()}
                self.topics[topic] = _NEAR
            if "overall" in word.classes and "lawsuits" in self.topics:
                self.topics["lawsuits"] = _OVER

    @property
    def nearest(self) -> str:
        return max(self.topics, key=lambda topic: self.topics[topic], default="")

    def context(self, narrowed: bool) -> Context:  # noqa: FBT001 - one caller
        topics = dict(self.topics)
        if "requests" in topics:
            topics["apply"] = topics["requests"]
        for part in ("congress", "committee"):
            if "proposals" in topics:
                topics[part] = topics["proposals"]
        same = (
            f for i, f in enumerate(self.found) if i >= self.first_of_paragraph or (self.part == f.prose.part != "")
        )
        continued = any(f.topic and f.candidates and topics.get(f.topic) for f in same)
        beside = frozenset(f.path.partition(".")[0] for f in self.found if f.sentence == self.sentence and f.path)
        return Context(topics, self.sentence_classes, self.part, continued, narrowed, beside)

    def last(self, *, counted: bool = True, depth: int = 9, current: bool = False) -> int:
        """The ordinal of the last count of this sentence, in no deeper brackets than ``depth``; -1 if there is none.

        ``current`` leaves out last year's.
        """
        for index in range(len(self.found) - 1, self.first_of_paragraph - 1, -1):
            one = self.found[index]
            if one.sentence != self.sentence:
                break
            if (one.counted or not counted) and one.depth <= depth and not (current and one.previous):
                return index
        return -1

    def last_whole(self) -> int:
        """The last count of the paragraph that is no part of another and not last year's; -1 if there is none."""
        for index in range(len(self.found) - 1, self.first_of_paragraph - 1, -1):
            one = self.found[index]
            if one.counted and not one.previous and one.whole < 0:
                return index
        return -1

    def rows(self) -> tuple[str, ...]:
        """The rows of table 3 that applicants may be counted in: the one spoken of, then what was received or decided."""
        row = {"answered": "total"}.get(self.row, self.row)
        return tuple(dict.fromkeys((row, "new", "total"))) if row else ("new", "total")

    def value(self, path: str) -> Decimal | None:
        return self.facts.number(path)
