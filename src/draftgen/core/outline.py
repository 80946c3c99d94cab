"""What may be said, and the order in which it will be said: between choosing and realising."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from draftgen.core.document import Document, Role
from draftgen.core.figure import Facts, Text
from draftgen.core.finding import Finding
from draftgen.core.nothing import NOTHING
from draftgen.core.passage import Passage, Wording


class Suggestion(NamedTuple):
    """A passage that may be said at a place, with its score and the reasons for it in Chinese.

    ``confirmed`` is False for what the data do not support and the clerk has to confirm (promise 2). ``local`` holds
    facts that only this sentence may use: an item of a list, the clerk's plan. ``parts`` are the named summands of the
    score, where it is one. ``written`` are the words that the clerk settled on in review, said in place of the passage
    and of everything around it. ``lacks`` are the clauses that nothing carries, each with the line of the data that would.
    """

    place: str
    passage: Passage
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    confirmed: bool = True
    local: Facts = Facts()
    parts: Mapping[str, float] = NOTHING
    written: Wording = ()
    lacks: tuple[tuple[str, str], ...] = ()


class Point(NamedTuple):
    """One problem with its measure, as section five says them.

    ``own`` and ``own_plan`` are the clerk's words, made formal, where they stand as sentences of their own.
    ``other_problems`` and ``other_measures`` could be said instead, best first: for review, never for the report.
    """

    problem: Suggestion | None
    measure: Suggestion | None
    own: Text | None = None
    own_plan: Text | None = None
    other_problems: tuple[Suggestion, ...] = ()
    other_measures: tuple[Suggestion, ...] = ()


class Offers(NamedTuple):
    """What the data allow to be said: per place the suggestions, best first; and the points of section five.

    A place is the id of a theme, with the item's number behind it where the theme speaks of the items of a list.
    ``headings`` are the official heads of the items of section six, by theme.
    """

    places: dict[str, tuple[Suggestion, ...]]
    points: tuple[Point, ...]
    headings: Mapping[str, str] = NOTHING

    def best(self, place: str) -> Suggestion | None:
        return next(iter(self.places.get(place, ())), None)


class Utterance(NamedTuple):
    """One sentence to be realised: a wording, or the clerk's own ``text``, with what goes before and after it."""

    wording: Wording = ()
    text: Text | None = None
    before: str = ""
    after: str = ""
    place: str = ""
    passage: str = ""
    theme: str = ""
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    confirmed: bool = True
    local: Facts = Facts()
    lacks: tuple[tuple[str, str], ...] = ()


class PlannedParagraph(NamedTuple):
    """A paragraph to be. Headings are paragraphs whose one utterance is a literal."""

    place: str
    role: Role
    utterances: tuple[Utterance, ...]


class PlannedTable(NamedTuple):
    """The place of an official table."""

    table: str


PlannedContent: TypeAlias = PlannedParagraph | PlannedTable


class PlannedSection(NamedTuple):
    """One of the six sections to be."""

    id: str
    title: str
    contents: tuple[PlannedContent, ...]


class Outline(NamedTuple):
    """The whole report to be."""

    title: tuple[str, ...]
    intro: tuple[PlannedParagraph, ...]
    sections: tuple[PlannedSection, ...]
    closing: tuple[PlannedParagraph, ...]


class Draft(NamedTuple):
    """What one run gives: the text (None if none could be made), what else could be said, every remark, what holds."""

    document: Document | None
    offers: Offers | None
    findings: tuple[Finding, ...]
    holds: tuple[str, ...] = ()
