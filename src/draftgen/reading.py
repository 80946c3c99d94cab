"""The order of the rooms for reading somebody's report; apart from ``pipeline``, whose rooms it does not need."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from draftgen import bind, facts, recall, store
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level
from draftgen.core.record import Record, Values
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

    Raises UnreadableInput if the file cannot be read, RefusedOutput where another file stands at ``output``.
    """
    report = recall.report(file)
    outcomes = [found.holds for _, found in recall.all_sums(report)]
    counts = (outcomes.count(True), outcomes.count(False), outcomes.count(None))
    files = (_saved(output, _data_file(report).encode()),) if output else ()
    lost = recall.not_carried(report) if output else ()
    return Reading(report, *counts, (*report.findings, *recall.sums(report), *lost), files)


def _saved(output: Path, data: bytes) -> Path:
    """The file, written unless it is there already: what stands there may be the data that the clerk typed (promise 5)."""
    known = store.sha_of(output) == hashlib.sha256(data).hexdigest()
    return output if known else store.create_file(output, data)


def _data_file(report: Report) -> str:
    """The tables as printed, and what the prose gives beside them: figures, and what it says was done, as last year's."""
    import yaml  # noqa: PLC0415 - only where a file is asked for

    understood = understand(report)
    told = bind.data(report, understood.mentions, understood.claims)
    shown = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000) if told else ""
    return f"{recall.as_data(report)}\n# 以下从正文读出，请对照原文核对。\n{shown}" if shown else recall.as_data(report)


class Understood(NamedTuple):
    """A report with what its prose speaks of: its record (tables), its facts, every numeral of its prose, what it says
    was done, and the figures that only its prose gives.
    """

    report: Report
    record: Record
    facts: Facts
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    values: Values


def understand(report: Report) -> Understood:
    """Binds the numerals of a report's prose to what its own tables say."""
    record = bind.record(report)
    known = facts.derive(record)
    mentions = bind.mentions(report, known)
    return Understood(report, record, known, mentions, bind.claims(report), bind.values(report, mentions))
