"""What an office writes about the reports it received: a letter to one agency, and two texts side by side."""

from typing import NamedTuple

from draftgen.core.document import Role


class Letter(NamedTuple):
    """A letter in the look of a 公文. ``paragraphs`` are headings and body; ``signature`` may be empty."""

    title: tuple[str, ...]
    addressee: str
    paragraphs: tuple[tuple[Role, str], ...]
    signature: str = ""


class Stretches(NamedTuple):
    """A text in pieces; True marks those that another text has word for word."""

    pieces: tuple[tuple[str, bool], ...]


class SideBySide(NamedTuple):
    """Two texts next to each other, paragraph by paragraph as they answer each other. ``note`` is what was measured."""

    names: tuple[str, str]
    note: str
    rows: tuple[tuple[Stretches, Stretches], ...]
