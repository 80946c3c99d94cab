"""The order of the rooms for checking somebody's report; apart from ``pipeline``, whose rooms it does not need."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import checks, recall
from draftgen.core.finding import Finding
from draftgen.core.passage import WordLists
from draftgen.core.report import Mention, Report

KINDS = ("部门", "政府", "镇街")


class Manner(NamedTuple):
    """How reports are checked: against which report of last year, for which kind of agency, with which settings."""

    last: Report | None = None
    last_mentions: tuple[Mention, ...] = ()
    kind: str = ""
    settings: checks.Settings | None = None
    words: WordLists = WordLists()


class Checked(NamedTuple):
    """One report checked: the report, its findings, sentences on what holds."""

    report: Report
    findings: tuple[Finding, ...]
    holds: tuple[str, ...]


def manner(last: Path | None = None, kind: str = "", rules: Path | None = None) -> tuple[Manner, tuple[Finding, ...]]:
    """Reads what a run of checks needs once: last year's report, the project's rules and the bank's word lists.

    Also gives what is wrong with the file of rules. Raises UnreadableInput if one of the two cannot be read.
    """
    settings, faults = _rules(rules) if rules else (None, ())
    before = recall.report(last) if last else None
    words = _words()
    return Manner(before, _mentions(before) if before else (), kind, settings, words), faults


def check(file: Path, how: Manner, others: Sequence[Report] = ()) -> Checked:
    """Every remark on the report in ``file``; ``others`` are further files with the same report.

    Raises UnreadableInput if the file cannot be read.
    """
    report = recall.report(file)
    mentions = _mentions(report) if how.last is not None else ()
    context = checks.Context(how.last, how.last_mentions, kind=how.kind, others=tuple(others), words=how.words)
    outcome = checks.run(report, mentions, context, how.settings)
    return Checked(report, outcome.findings, outcome.holds)


def _rules(path: Path) -> tuple[checks.Settings, tuple[Finding, ...]]:
    from draftgen.checks.project import project  # noqa: PLC0415 - most runs have no file of rules

    return project(path)


def _mentions(report: Report) -> tuple[Mention, ...]:
    """The figures of the prose by name: needed only to compare them with last year's, and dear to get."""
    from draftgen import bind, facts  # noqa: PLC0415 - a tenth of a second that most runs do not need

    return bind.mentions(report, facts.derive(bind.record(report)))


def _words() -> WordLists:
    from draftgen import phrasebank  # noqa: PLC0415

    return phrasebank.words(phrasebank.folders(None, ()))
