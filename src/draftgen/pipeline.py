"""The order of the rooms, and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import checks, choose, facts, load, phrasebank, plan, proof, rank, realise, render, store
from draftgen.core.document import Document
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level, RefusedOutput
from draftgen.core.outline import Draft
from draftgen.core.passage import Bank
from draftgen.core.record import Record
from draftgen.core.report import Report
from draftgen.core.reuse import Rate, Reuse

_FOLLOWS = ("unsaid", "open-gap")
FORMATS = ("docx", "html", "md")


class Job(NamedTuple):
    """What one run is asked to do."""

    data: Path
    banks: tuple[Path, ...] = ()
    folder: Path | None = None
    formats: tuple[str, ...] = FORMATS
    template: Path | None = None
    ledger: Path | None = None
    final: bool = False
    force: bool = False
    reuse: Path | None = None
    redline: Path | None = None


class Result(NamedTuple):
    """What one run did."""

    draft: Draft
    files: tuple[Path, ...]
    record: Record | None
    copies: tuple[Path, ...] = ()
    old: "LastYear | None" = None

    @property
    def failed(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.draft.findings)


class LastYear(NamedTuple):
    """Last year's report and what it gives to this year's."""

    report: Report
    reuse: Reuse
    rates: tuple[Rate, ...] = ()


def bank(search_beside: Path | None, extra: Sequence[Path] = ()) -> tuple[Bank, tuple[Finding, ...]]:
    """The merged phrasebank on the search path."""
    return phrasebank.read(phrasebank.folders(search_beside, extra))


def draft(
    record: Record, passages: Bank, seen: Sequence[Finding] = (), old: Reuse | None = None
) -> tuple[Draft, Facts]:
    """Record → draft: the main road. ``old`` are last year's sentences, made ready for this year."""
    derived = facts.derive(record)
    ranker = rank.Ranker((*passages.section("problems"), *passages.section("measures")))
    offers = choose.offers(passages, derived, record, ranker)
    if old is not None:
        offers = choose.with_last_year(offers, old, derived)
    document = realise.document(plan.outline(offers, record), derived, record)
    if proof.overview_length(document) > record.settings.length_limit:
        document = realise.document(plan.outline(offers, record, brief=True), derived, record)
    document = plan.in_paragraphs(document)
    remarks = (
        *choose.unknown_settings(passages, record),
        *choose.said_again(record),
        *proof.read(document, record, passages.words),
        *checks.of_draft(document, record, passages.words),
    )
    if any(finding.level is Level.ERROR for finding in seen):
        # What could not be read is said once; that it is missing from the text only follows from it.
        remarks = tuple(finding for finding in remarks if finding.code not in _FOLLOWS)
    return Draft(document, offers, (*seen, *remarks), proof.holds(record, document)), derived


def check(data: Path) -> Draft:
    """A data file's faults, and those of the draft that would be made of it; nothing is written.

    Raises UnreadableInput if the data cannot be read.
    """
    record, seen = load.record(data)
    if record is None:
        return Draft(None, None, seen)
    passages, faults = bank(data.parent)
    return draft(record, passages, (*seen, *faults))[0]


def write(job: Job) -> Result:
    """Runs a whole job: reads, drafts, and writes the files.

    Raises UnreadableInput if the data cannot be read, RefusedOutput if writing would break a promise.
    """
    record, seen = load.record(job.data)
    if record is None:
        return Result(Draft(None, None, seen), (), None)
    passages, faults = bank(job.data.parent, job.banks)
    old = None
    if job.reuse is not None:
        record, old = last_year(job.reuse, record)
    made, derived = draft(record, passages, (*seen, *faults), None if old is None else old.reuse)
    if old is not None and made.document is not None:
        old, made = _compared(old, made)
    if job.final:
        _refuse_if_open(made)
    document = made.document
    assert document is not None
    files = _rendered(document, derived, job)
    written, copies = store.write(job.folder or job.data.parent, files, force=job.force)
    if job.redline is not None and job.reuse is not None and old is not None:
        written = (*written, store.write_file(job.redline, _redline(job.reuse, old.report, document)))
    if job.ledger is not None:
        rows = proof.ledger(document, derived)
        written = (*written, store.write_file(job.ledger, proof.ledger_json(rows).encode()))
    return Result(made, written, record, copies, old)


def last_year(file: Path, record: Record) -> tuple[Record, LastYear]:
    """Reads last year's report: this year's record with last year's values where the data give none, and the sentences.

    Raises UnreadableInput if the file cannot be read.
    """
    from draftgen import reading, recall  # noqa: PLC0415 - only a run with last year's report pays for the readers
    from draftgen import reuse as reusing  # noqa: PLC0415

    understood = reading.understand(recall.report(file))
    theirs = understood.record.values.figures
    values = record.values._replace(previous={**theirs, **record.values.previous})
    filled = record._replace(values=values)
    made = reusing.reuse(understood.report, understood.mentions, understood.claims, facts.derive(filled))
    return filled, LastYear(understood.report, made)


def _compared(old: LastYear, made: Draft) -> tuple[LastYear, Draft]:
    """The 重复率 of the draft with last year's report, and every remark on what came from there."""
    from draftgen import reuse as reusing  # noqa: PLC0415

    assert made.document is not None
    rates = reusing.rates(old.report, made.document)
    remarks = (*old.report.findings, *old.reuse.findings, *reusing.alike(rates))
    return old._replace(rates=rates), made._replace(findings=(*made.findings, *remarks))


def _redline(file: Path, report: Report, document: Document) -> bytes:
    """Last year's file with every change on the way to this year's text tracked."""
    from draftgen import redline  # noqa: PLC0415
    from draftgen.render.plain import write_plain_docx  # noqa: PLC0415

    base = file if file.suffix.lower() == ".docx" else write_plain_docx(report.document.contents, "".join(report.title))
    return redline.redline(base, render.write_docx(document)).data


def _refuse_if_open(made: Draft) -> None:
    errors = [finding for finding in made.findings if finding.level is Level.ERROR]
    if errors:
        listed = "\n".join(f"  {finding.message}" for finding in errors)
        raise RefusedOutput(f"还有 {len(errors)} 处没有解决，不能生成定稿：\n{listed}")


def _rendered(document: Document, derived: Facts, job: Job) -> dict[str, bytes]:
    mark = "" if job.final else "（草稿）"
    name = f"{file_name(document.agency)}{document.year}年政府信息公开工作年度报告{mark}"
    files: dict[str, bytes] = {}
    if "docx" in job.formats:
        files[f"{name}.docx"] = render.write_docx(document, job.template, draft=not job.final)
        rows = proof.condensed(proof.ledger(document, derived))
        files[f"{file_name(document.agency)}{document.year}年核对单.docx"] = render.write_check_sheet(document, rows)
    if "html" in job.formats:
        files[f"{name}.html"] = render.write_html(document, origins=not job.final).encode()
    if "md" in job.formats:
        files[f"{name}.md"] = render.write_markdown(document).encode()
    return files


def file_name(text: str) -> str:
    """A text as part of a file name that every system accepts."""
    return "".join(char for char in text if char not in '\\/:*?"<>|\n\t')[:80]
