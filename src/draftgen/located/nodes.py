"""What a parsed file consists of."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from typing import TypeAlias

from draftgen.core.finding import Finding, Place
from draftgen.core.record import Source

# What an editor does not show, or YAML does not allow.
HIDDEN = re.compile(
    "[^\t\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\xad"
)


_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Scalar:
    """One piece of text. ``text`` is "" for a key without value; ``quoted`` if the user wrote quotation marks."""

    text: str
    source: Source
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple["Node", ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of key and node, in the order of the file."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    source: Source

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)


Node: TypeAlias = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Located:
    """A parsed file: its tree (None if it could not be parsed), its lines for excerpts, and the faults seen.

    ``unread`` names the parts of the top level that could not be parsed while others could.
    """

    name: str
    root: Node | None
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...] = ()

    def place(self, source: Source) -> Place:
        """The place of a finding at ``source``, with the line itself as excerpt."""
        return place(source, self.lines)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text made readable line by line. ``columns``: for each changed line, where its characters stood before."""

    text: str
    columns: MappingABC[int, tuple[int, ...]] = field(default_factory=dict)


def place(source: Source, lines: tuple[str, ...]) -> Place:
    """``source`` with its line as excerpt, in which what cannot be seen shows as □."""
    excerpt = lines[source.line - 1].rstrip() if 0 < source.line <= len(lines) else ""
    if len(excerpt) > _LONGEST:
        start = max(0, source.column - _LONGEST // 2)
        excerpt = f"{'……' if start else ''}{excerpt[start : start + _LONGEST]}……"
    return Place(source.file, source.line, source.column, excerpt=HIDDEN.sub("□", excerpt))
