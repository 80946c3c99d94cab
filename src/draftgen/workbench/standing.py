"""Where the work on one report stands, as values."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from draftgen.workbench.deadline import Deadline


class Step(NamedTuple):
    """One step: what to do, and the command for it ("" where it is no command)."""

    text: str
    command: str = ""


class Change(NamedTuple):
    """A file that is no longer what it was: ``what`` is data, review, input, ledger, edited, missing or copy."""

    what: str
    file: Path
    message: str


class Review(NamedTuple):
    """How far a review has come: places decided of those in the draft. ``fault``: the file of decisions is damaged."""

    decided: int
    whole: int
    fault: str = ""


class Standing(NamedTuple):
    """Where one data file's report stands.

    ``unreadable``: why nothing is known of it. ``missing`` are the names of what must still be filled in, ``dropped``
    figures that last year's report had and this year's data do not. ``errors``: what else must be mended. ``marks``: open
    places in the text of ``report``, by mark; None where no draft could be read. ``stale``: the draft was made of other
    data or decisions than there are now. ``renewed``: the report is an edited file with new figures in it.
    """

    data: Path
    unreadable: str = ""
    agency: str = ""
    year: int | None = None
    report: Path | None = None
    final: bool = False
    renewed: bool = False
    stale: bool = False
    missing: tuple[str, ...] = ()
    cells: int = 0
    dropped: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    marks: Mapping[str, int] | None = None
    changes: tuple[Change, ...] = ()
    review: Review | None = None
    deadline: Deadline | None = None
    step: Step = Step("")
