"""The order of the rooms, and nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import choose, facts, load, phrasebank, plan, proof, rank, realise, render, store
from draftgen.core.document import Document
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level, RefusedOutput
from draftgen.core.outline import Draft
from draftgen.core.passage import Bank
from draftgen.core.record import Record

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


class Result(NamedTuple):
    """What one run did."""

    draft: Draft
    files: tuple[Path, ...]
    record: Record | None
    copies: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.draft.findings)


def bank(search_beside: Path | None, extra: Sequence[Path] = ()) -> tuple[Bank, tuple[Finding, ...]]:
    """The merged phrasebank on the search path."""
    return phrasebank.read(phrasebank.folders(search_beside, extra))


def draft(record: Record, passages: Bank, seen: Sequence[Finding] = ()) -> tuple[Draft, Facts]:
    """Record → draft: the main road."""
    derived = facts.derive(record)
    ranker = rank.Ranker((*passages.section("problems"), *passages.section("measures")))
    offers = choose.offers(passages, derived, record, ranker)
    document = realise.document(plan.outline(offers, record), derived, record)
    if proof.overview_length(document) > record.settings.length_limit:
        document = realise.document(plan.outline(offers, record, brief=True), derived, record)
    remarks = (
        *choose.unknown_settings(passages, record),
        *choose.said_again(record),
        *proof.read(document, record, passages.words),
    )
    if any(finding.level is Level.ERROR for finding in seen):
        # What could not be read is said once; that it is missing from the text only follows from it.
        remarks = tuple(finding for finding in remarks if finding.code not in _FOLLOWS)
    return Draft(document, offers, (*seen, *remarks), proof.holds(record, document)), derived


def write(job: Job) -> Result:
    """Runs a whole job: reads, drafts, and writes the files.

    Raises UnreadableInput if the data cannot be read, RefusedOutput if writing would break a promise.
    """
    record, seen = load.record(job.data)
    if record is None:
        return Result(Draft(None, None, seen), (), None)
    passages, faults = bank(job.data.parent, job.banks)
    made, derived = draft(record, passages, (*seen, *faults))
    if job.final:
        _refuse_if_open(made)
    document = made.document
    assert document is not None
    files = _rendered(document, derived, job)
    written, copies = store.write(job.folder or job.data.parent, files, force=job.force)
    if job.ledger is not None:
        rows = proof.ledger(document, derived)
        written = (*written, store.write_file(job.ledger, proof.ledger_json(rows).encode()))
    return Result(made, written, record, copies)


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
