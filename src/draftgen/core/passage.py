"""A wording, and when it may be said."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple, Protocol, TypeAlias

from draftgen.core.nothing import NOTHING


class Slot(NamedTuple):
    """A place in a passage that a fact fills: ``{{ path | filter }}``."""

    path: str
    filters: tuple[str, ...] = ()


# Filters that print nothing where nothing is known: their slot is no condition.
OPTIONAL_FILTERS = frozenset({"compared", "including"})
Wording: TypeAlias = tuple[str | Slot, ...]


class Condition(NamedTuple):
    """``[not] path [op number-or-path]``. A bare path asks whether the fact is known."""

    path: str
    negated: bool = False
    operator: str = ""
    number: Decimal | None = None
    other: str = ""

    @property
    def written(self) -> str:
        """The condition as the bank writes it."""
        right = self.other or ("" if self.number is None else str(self.number))
        return f"{'not ' if self.negated else ''}{self.path} {self.operator} {right}".strip()

    @property
    def more_than_none(self) -> bool:
        """Whether it only asks that something occurred."""
        return self.operator == ">" and self.number == 0 and not self.negated


class Passage(NamedTuple):
    """One wording of one statement.

    ``claims`` are paths of facts or ticks that must be known before it may be said (promise 2); ``kinds`` the kinds of
    agency it suits (empty: all); ``remedies`` ids of measures that answer it; ``covers`` statements of the same part
    that it makes superfluous; ``each`` the list whose items it is said of, once per item. ``title`` and ``tone`` (mild or
    frank) belong to problems and measures, ``evidence`` to problems that the facts alone may suggest.
    """

    id: str
    section: str
    theme: str
    text: Wording
    short: Wording = ()
    claims: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    kinds: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    each: str = ""
    title: str = ""
    tone: str = ""
    evidence: tuple[Condition, ...] = ()
    since: int = 0
    until: int = 0
    source: str = ""
    taxonomy: tuple[str, ...] = ()
    example: Mapping[str, object] = NOTHING
    file: str = ""
    line: int = 0
    shipped: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the text."""
        return slots_of(self.text)

    @property
    def rests_on_facts(self) -> bool:
        """Whether it is told of this year's figures or ticks, and is no general wording."""
        return bool(self.slots or self.claims) or any(condition.operator for condition in self.when)

    @property
    def needs(self) -> tuple[str, ...]:
        """The paths it cannot do without: every slot but those that may print nothing."""
        return _needs(self.text)


# A report asks each passage several times, and many reports ask the same ones.
@cache
def slots_of(wording: Wording) -> tuple[Slot, ...]:
    """The slots of a wording."""
    return tuple([part for part in wording if isinstance(part, Slot)])


@cache
def _needs(wording: Wording) -> tuple[str, ...]:
    return tuple([slot.path for slot in slots_of(wording) if OPTIONAL_FILTERS.isdisjoint(slot.filters)])


class Theme(NamedTuple):
    """Passages that say the same thing.

    In a part of 总体情况 a theme is one statement, and its file gives the order; ``fallback`` themes speak only where
    nothing else does. ``heading`` is the official head of an item of section six; ``frequency`` the share of real
    reports that make the statement.
    """

    id: str
    section: str
    label: str
    taxonomy: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    order: int = 0
    frequency: float = 0.0
    heading: str = ""
    fallback: bool = False
    passages: tuple[Passage, ...] = ()


class WordLists(NamedTuple):
    """words.yaml: preferred, forbidden and ageing wordings, and how rough words become formal ones."""

    prefer: Mapping[str, str] = NOTHING
    forbid: Mapping[str, str] = NOTHING
    ageing: tuple[tuple[str, int, int, str], ...] = ()
    spoken: tuple[tuple[str, str], ...] = ()

    def merged(self, other: "WordLists") -> "WordLists":
        """These lists with those of an office's own words.yaml added; for one word the later file counts."""
        spoken = {**dict(self.spoken), **dict(other.spoken)}
        return WordLists(
            {**self.prefer, **other.prefer},
            {**self.forbid, **other.forbid},
            (*self.ageing, *other.ageing),
            tuple(spoken.items()),
        )


class Domain(NamedTuple):
    """A field of government (人社, 教育 …): the ``names`` that select it, and what such a body publishes, interprets
    and is asked about, for `init` and `suggest`.
    """

    id: str
    label: str
    names: tuple[str, ...]
    publishes: tuple[str, ...] = ()
    interprets: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class Bank(NamedTuple):
    """All themes that the program may draw on, the word lists, and the weights of suggestions by their Chinese names."""

    themes: tuple[Theme, ...]
    words: WordLists = WordLists()
    profiles: Mapping[str, tuple[str, ...]] = NOTHING
    domains: tuple[Domain, ...] = ()
    weights: Mapping[str, float] = NOTHING

    def passage(self, passage_id: str) -> Passage | None:
        return next((p for theme in self.themes for p in theme.passages if p.id == passage_id), None)

    def section(self, section: str) -> tuple[Theme, ...]:
        """The themes of one section, such as ``overview.requests`` or ``problems``, in their order."""
        return tuple(theme for theme in self.themes if theme.section == section)


class ThemeScorer(Protocol):
    """Says how well a theme fits a clerk's hint: 0 for not at all, about 1 for the very words."""

    def score(self, hint: str, theme: Theme) -> float: ...

    def closeness(self, one: str, other: str) -> float:
        """How alike two short texts are, 0 to 1."""
        ...
