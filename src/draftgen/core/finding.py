"""One remark on data or wording, and the one error for what cannot go on."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a finding weighs. ERROR must be mended, ASK needs a human answer, HINT may be ignored."""

    ERROR = "error"
    ASK = "ask"
    HINT = "hint"


class Confidence(StrEnum):
    """How sure a finding is. CERTAIN rests on arithmetic or the official form, ASK on scope or convention."""

    CERTAIN = "certain"
    ASK = "ask"


class Spot(NamedTuple):
    """A spot of a report as read, by its labels and by where it stands in the document.

    ``table``, ``row`` and ``column`` are Chinese labels of an official table. ``block`` counts the contents of the
    document; in a paragraph ``start`` to ``end`` are offsets in its text, in a table ``grid_row`` and ``grid_column``
    name the cell. -1 means "not known".
    """

    table: str = ""
    row: str = ""
    column: str = ""
    block: int = -1
    start: int = -1
    end: int = -1
    grid_row: int = -1
    grid_column: int = -1

    def __str__(self) -> str:
        row = f"“{self.row}”行" if self.row else ""
        return f"{self.table}{row}" + (f"“{self.column}”列" if self.column else "")


NOWHERE = Spot()


class Place(NamedTuple):
    """Where a finding points: a spot in a file, or a spot in the report.

    ``line`` and ``column`` count from 1; 0 means "not in a file". ``excerpt`` is the line or the words themselves.
    ``cell`` is the sheet and cell of a workbook (``表三!D7``).
    """

    file: str = ""
    line: int = 0
    column: int = 0
    section: str = ""
    excerpt: str = ""
    spot: Spot = NOWHERE
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file} {self.cell.replace('!', ' ')}".strip()
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file or str(self.spot) or self.section


class Finding(NamedTuple):
    """One remark: a stable English ``code``, and in Chinese what is the matter and what to do.

    ``more`` are the further places that the same remark holds of, after ``place``.
    """

    code: str
    level: Level
    place: Place
    message: str
    advice: str = ""
    confidence: Confidence = Confidence.CERTAIN
    more: tuple[Place, ...] = ()


class DraftgenError(Exception):
    """Something that cannot go on. The message is Chinese and shown to the user as it is."""


class UnreadableInput(DraftgenError):
    """The input could not be read at all (exit code 2)."""


class RefusedOutput(DraftgenError):
    """Nothing was written, because writing would break a promise (exit code 1)."""


class ProgramFault(DraftgenError):
    """A fault of the program or of its shipped phrasebank, never of the user's data."""
