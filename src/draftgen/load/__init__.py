"""Data file → record. Every fault of the file is a finding; nothing is guessed and nothing is dropped in silence."""

from pathlib import Path
from typing import TYPE_CHECKING

from draftgen.core.finding import Finding
from draftgen.core.record import Record
from draftgen.load import source
from draftgen.load.report import Examined, build
from draftgen.load.report import examine as _examine
from draftgen.located import Located

if TYPE_CHECKING:
    from draftgen.core.workbook import LastSaid


def record(path: Path) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record in the data file at ``path`` and all its faults; the record is None if no report can be made of it.

    Raises UnreadableInput if the file is no readable text and no workbook.
    """
    return build(source.read(path), path.parent)


def examine(path: Path) -> Examined:
    """As ``record``, with the names of what is missing, and what is known of the file even so."""
    return _examine(source.read(path), path.parent)


def tree(path: Path) -> Located:
    """The tree of the data file at ``path`` as it stands, YAML or a workbook. Raises as ``record`` does."""
    return source.read(path)


def last_said(path: Path) -> "LastSaid":
    """What a workbook shows of last year's report beside its cells; nothing for a data file in YAML."""
    from draftgen.core.workbook import LastSaid  # noqa: PLC0415 - writing a report needs none of it

    if path.suffix.lower() not in source.BOOKS:
        return LastSaid()
    from draftgen.load import workbook_last  # noqa: PLC0415 - a data file in YAML needs none of it

    return workbook_last.last_said(path)


def parse(text: str, name: str = "data.yaml") -> tuple[Record | None, tuple[Finding, ...]]:
    """As ``record``, from YAML text: for tests and for callers that hold no file."""
    return build(source.parse(text, name), None)
