"""The order of the rooms for reading somebody's report; apart from ``pipeline``, whose rooms it does not need."""

from pathlib import Path
from typing import NamedTuple

from draftgen import bind, facts, recall, store
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level
from draftgen.core.record import Record
from draftgen.core.report import Claim, Mention, Report


class Reading(NamedTuple):
    """What reading somebody's report gave: the report, its stated sums (held, wrong, not to be told), every remark."""

    report: Report
    held: int
    wrong: int
    unknown: int
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)


def read(file: Path, output: Path | None = None) -> Reading:
    """Reads a report of any format and checks its sums; writes its values to ``output`` as a data file, if asked to.

    Raises UnreadableInput if the file cannot be read.
    """
    report = recall.report(file)
    outcomes = [found.holds for _, found in recall.all_sums(report)]
    counts = (outcomes.count(True), outcomes.count(False), outcomes.count(None))
    files = (store.write_file(output, recall.as_data(report).encode()),) if output else ()
    lost = recall.not_carried(report) if output else ()
    return Reading(report, *counts, (*report.findings, *recall.sums(report), *lost), files)


class Understood(NamedTuple):
    """A report with what its prose speaks of: its record (tables), its facts, every numeral of its prose, and what it
    says was done.
    """

    report: Report
    record: Record
    facts: Facts
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def understand(report: Report) -> Understood:
    """Binds the numerals of a report's prose to what its own tables say."""
    record = bind.record(report)
    known = facts.derive(record)
    return Understood(report, record, known, bind.mentions(report, known), bind.claims(report))
