"""The figures and facts of the prose: what a data file may hold beside the tables."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a field of data.yaml holds."""

    COUNT = "count"  # a whole number ≥ 0, bare or as 本年/上年/来源/约
    AMOUNT = "amount"  # a decimal number ≥ 0
    PERCENT = "percent"  # 0–100 with a % sign
    TEXT = "text"  # one piece of text
    WORDS = "words"  # a list of texts; a single text counts as a list of one
    PARTS = "parts"  # a free breakdown: label → count
    GROUP = "group"  # named fields
    ITEMS = "items"  # a list of groups
    PAIRS = "pairs"  # a list of "name: description"
    TICK = "tick"  # something that was done, said by naming it


class Field(NamedTuple):
    """One entry of the catalogue, the source of the data walk, `fields`, `init` and the slot check.

    ``path`` is unique; ``key`` is its Chinese name in data.yaml under its parent; ``measures`` are the measure words
    that may follow the figure, the first being the usual one (domain.md 5.2); ``main`` names the child that a bare
    value stands for; ``whole`` names the field whose value the parts must add up to.
    """

    path: str
    key: str
    kind: Kind
    label: str = ""
    aliases: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    children: tuple["Field", ...] = ()
    main: str = ""
    whole: str = ""
    note: str = ""
    example: str = ""
    taxonomy: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The Chinese name shown to the clerk."""
        return self.label or self.key

    @property
    def unit(self) -> str:
        return self.measures[0] if self.measures else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every key by which a data file may call this field: the Chinese one, the id, the aliases."""
        return (self.key, self.path.rsplit(".", 1)[-1], *self.aliases)

    def reachable(self) -> Iterator["Field"]:
        """The fields that may be named under this one: its children, and theirs where a child only groups for order."""
        yield from self.children
        for child in self.children:
            if child.kind is Kind.GROUP and not child.main and not child.owns_path:
                yield from child.reachable()

    @property
    def owns_path(self) -> bool:
        """Whether the paths of the children start with this field's own path."""
        return all(child.path.startswith(f"{self.path}.") for child in self.children)

    def walk(self) -> Iterator["Field"]:
        """This field and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Catalogue(NamedTuple):
    """All fields: ``data`` (数据), ``ticks`` (做过的事) and ``other`` (其他事项), each a root group."""

    data: Field
    ticks: Field
    other: Field

    def fields(self) -> Iterator[Field]:
        """Every field below the three roots."""
        for root in (self.data, self.ticks, self.other):
            for child in root.children:
                yield from child.walk()

    def by_path(self) -> dict[str, Field]:
        return {field.path: field for field in self.fields()}
