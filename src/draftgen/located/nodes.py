"""What a parsed file consists of."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from draftgen.core.finding import Finding, Place
from draftgen.core.record import Source

# What an editor does not show, or YAML does not allow.
HIDDEN = re.compile(
    "[\0-\x08\n-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)


_LONGEST = 200


class Scalar(NamedTuple):
    """One piece of text. ``text`` is "" for a key without value; ``quoted`` if the user wrote quotation marks."""

    text: str
    source: Source
    quoted: bool = False


class Listing(NamedTuple):
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


def text_of(node: Node | None) -> str:
    """The text of a scalar; "" for anything else."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def entries(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The names of a list or a mapping with what is said of each, a blank scalar where one stands alone.

    What is neither a name nor a pair (a list in the list) is passed over.
    """
    if isinstance(node, Mapping):
        yield from node.pairs
    elif isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Mapping):
                yield from item.pairs
            elif isinstance(item, Scalar) and item.text.strip():
                yield item, Scalar("", item.source)


class Located(NamedTuple):
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


class Mended(NamedTuple):
    """A text made readable line by line. ``columns``: for each changed line, where its characters stood before."""

    text: str
    columns: MappingABC[int, tuple[int, ...]] = MappingProxyType({})


def place(source: Source, lines: tuple[str, ...]) -> Place:
    """``source`` with its line as excerpt, in which what cannot be seen shows as □."""
    excerpt = lines[source.line - 1].rstrip() if 0 < source.line <= len(lines) else ""
    if len(excerpt) > _LONGEST:
        start = max(0, source.column - _LONGEST // 2)
        excerpt = f"{'……' if start else ''}{excerpt[start : start + _LONGEST]}……"
    return Place(source.file, source.line, source.column, excerpt=HIDDEN.sub("□", excerpt), cell=source.cell)
