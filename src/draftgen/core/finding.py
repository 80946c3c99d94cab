"""One remark on data or wording, and the one error for what cannot go on."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a finding weighs. ERROR must be mended, ASK needs a human answer, HINT may be ignored."""

    ERROR = "error"
    ASK = "ask"
    HINT = "hint"


class Place(NamedTuple):
    """Where a finding points: a spot in a file, or a spot in the report.

    ``line`` and ``column`` count from 1; 0 means "not in a file". ``excerpt`` is the line or the words themselves.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    section: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file or self.section


class Finding(NamedTuple):
    """One remark: a stable English ``code``, and in Chinese what is the matter and what to do."""

    code: str
    level: Level
    place: Place
    message: str
    advice: str = ""


class DraftgenError(Exception):
    """Something that cannot go on. The message is Chinese and shown to the user as it is."""


class UnreadableInput(DraftgenError):
    """The input could not be read at all (exit code 2)."""


class RefusedOutput(DraftgenError):
    """Nothing was written, because writing would break a promise (exit code 1)."""


class ProgramFault(DraftgenError):
    """A fault of the program or of its shipped phrasebank, never of the user's data."""
