"""The order of the rooms, and nothing else."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from draftgen import checks, choose, facts, load, phrasebank, plan, proof, rank, realise, render, store, versions
from draftgen.core.document import Document
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level, RefusedOutput, UnreadableInput
from draftgen.core.outline import Draft, Offers, Outline
from draftgen.core.passage import Bank, Passage
from draftgen.core.record import Record

if TYPE_CHECKING:  # what only a run with last year's report or decisions needs
    from draftgen.core.report import Report
    from draftgen.core.reuse import Rate, Reuse
    from draftgen.review import Decisions

_FOLLOWS = ("unsaid", "open-gap")
_REMEMBERED = 50
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

    report: "Report"
    reuse: "Reuse"
    rates: "tuple[Rate, ...]" = ()


def bank(search_beside: Path | None, extra: Sequence[Path] = ()) -> tuple[Bank, tuple[Finding, ...]]:
    """The merged phrasebank on the search path."""
    return phrasebank.read(phrasebank.folders(search_beside, extra))


class Ground(NamedTuple):
    """What a draft is composed from: everything that no decision of the clerk's changes. ``old``: last year's text."""

    record: Record
    bank: Bank
    facts: Facts
    offers: Offers
    seen: tuple[Finding, ...] = ()
    old: "Reuse | None" = None


def draft(
    record: Record,
    passages: Bank,
    seen: Sequence[Finding] = (),
    old: "Reuse | None" = None,
    decided: "Decisions | None" = None,
) -> tuple[Draft, Facts]:
    """Record → draft: the main road. ``old`` are last year's sentences, made ready for this year."""
    return compose(ground(record, passages, seen, old), decided)


def ground(record: Record, passages: Bank, seen: Sequence[Finding] = (), old: "Reuse | None" = None) -> Ground:
    """The first half of the road: what the data and last year's report allow to be said."""
    derived = facts.derive(record)
    ranker = rank.Ranker((*passages.section("problems"), *passages.section("measures")))
    offers = choose.offers(passages, derived, record, ranker)
    if old is not None:
        from draftgen.choose.recognised import recognised  # noqa: PLC0415 - only a run with last year's report pays for it
        from draftgen.choose.reused import with_last_year  # noqa: PLC0415

        old = recognised(old, offers, derived)
        offers = with_last_year(offers, old, derived)
    return Ground(record, passages, derived, offers, tuple(seen), old)


def compose(from_: Ground, decided: "Decisions | None" = None, *, checked: bool = True) -> tuple[Draft, Facts]:
    """The second half: the text with the clerk's decisions, and unless ``checked`` is off every remark on it."""
    record, passages, derived, offers, seen, old = from_
    marked: tuple[Finding, ...] = ()
    if decided is not None:
        offers, decided, derived, marked = _settled(from_, decided)
    document = realise.document(_outline(offers, from_, decided), derived, record)
    if proof.overview_length(document) > record.settings.length_limit:
        document = realise.document(_outline(offers, from_, decided, brief=True), derived, record)
    document = plan.in_paragraphs(document)
    if not checked:
        return Draft(document, offers, marked), derived
    remarks = (
        *choose.unknown_settings(passages, record),
        *choose.said_again(record),
        *marked,
        *proof.read(document, record, passages.words),
        *checks.of_draft(document, record, passages.words, others=decided is not None or old is not None),
    )
    if any(finding.level is Level.ERROR for finding in seen):
        # What could not be read is said once; that it is missing from the text only follows from it.
        remarks = tuple(finding for finding in remarks if finding.code not in _FOLLOWS)
    seen = proof.plans_settled(seen, document, record)
    return Draft(document, offers, (*seen, *remarks), proof.holds(record, document)), derived


def _outline(offers: Offers, from_: Ground, decided: "Decisions | None", *, brief: bool = False) -> Outline:
    outline = plan.outline(offers, from_.record, brief=brief)
    if decided is not None:
        from draftgen import review  # noqa: PLC0415 - only a report that was reviewed pays for it

        outline = review.with_own(outline, decided, from_.facts)[0]
    return plan.without_contradiction(outline)


def _settled(from_: Ground, decided: "Decisions") -> tuple[Offers, "Decisions", Facts, tuple[Finding, ...]]:
    """The offers as the clerk decided on them, and the facts with what the clerk typed."""
    from draftgen import review  # noqa: PLC0415

    record = from_.record

    def may_say(passage: Passage, known: Facts) -> bool:
        return choose.may_say(passage, known, record.agency, record.year)

    last = () if from_.old is None else from_.old.numerals
    settled = review.settle(from_.offers, decided, review.Known(record, from_.facts, from_.bank, may_say, last))
    own = review.with_own(Outline((), (), (), ()), settled.decisions, from_.facts)[1]
    return settled.offers, settled.decisions, from_.facts.overlaid(settled.texts).overlaid(own), settled.findings


def decisions(data: Path) -> tuple["Decisions | None", tuple[Finding, ...]]:
    """What was decided in review, from the file beside the data, and every fault of that file."""
    if not data.with_name(f"{data.stem}.review.yaml").is_file():
        return None, ()
    from draftgen import review  # noqa: PLC0415

    return review.read(review.path_beside(data))


def reused(job: Job, decided: "Decisions | None") -> Path | None:
    """Last year's report: the one named now, else the one that was reviewed with. Raises UnreadableInput if it is gone."""
    if job.reuse is not None or decided is None or not decided.reuse:
        return job.reuse
    file = job.data.parent / decided.reuse
    if not file.is_file():
        raise UnreadableInput(
            f"审阅时沿用的去年年报 {decided.reuse} 找不到了。请放回原处，或者用 --reuse 写明它现在在哪儿。"
        )
    return file


def check(data: Path) -> Draft:
    """A data file's faults, and those of the draft that would be made of it; nothing is written.

    Raises UnreadableInput if the data cannot be read.
    """
    record, seen = load.record(data)
    if record is None:
        return Draft(None, None, seen)
    passages, faults = bank(data.parent)
    decided, marked = decisions(data)
    return draft(record, passages, (*seen, *faults, *marked), decided=decided)[0]


class Drafted(NamedTuple):
    """A job's draft before anything is written; without a ``record`` there is none. ``last`` is last year's file."""

    draft: Draft
    facts: Facts
    record: Record | None
    last: Path | None = None
    old: LastYear | None = None


def drafted(job: Job, wordings: tuple[Bank, tuple[Finding, ...]] | None = None) -> Drafted:
    """Reads what a job names, and drafts. Raises UnreadableInput if the data or last year's report cannot be read."""
    record, seen = load.record(job.data)
    if record is None:
        return Drafted(Draft(None, None, seen), Facts(), None)
    passages, faults = wordings or bank(job.data.parent, job.banks)
    decided, marked = decisions(job.data)
    last, old = reused(job, decided), None
    if last is not None:
        record, old = last_year(last, record)
        seen = tuple(finding for finding in seen if finding.code != "previous-format")  # it is read now
    seen = (*seen, *faults, *marked)
    base = ground(record, passages, seen, None if old is None else old.reuse)
    made, derived = compose(base, decided)
    if old is not None and base.old is not None:
        old = old._replace(reuse=base.old)
    return Drafted(made, derived, record, last, old)


def write(job: Job, wordings: tuple[Bank, tuple[Finding, ...]] | None = None) -> Result:
    """Runs a whole job: reads, drafts, and writes the files. ``wordings``: what ``bank`` gave, where many reports share it.

    Raises UnreadableInput if the data cannot be read, RefusedOutput if writing would break a promise.
    """
    made, derived, record, last, old = drafted(job, wordings)
    if record is None:
        return Result(made, (), None)
    if old is not None and made.document is not None:
        old, made = compared(old, made)
    if job.final:
        _refuse_if_open(made)
    document = made.document
    assert document is not None
    files = _rendered(document, derived, job)
    beside: dict[Path, bytes] = {}
    if job.redline is not None and last is not None and old is not None:
        beside[job.redline] = _redline(last, old.report, document)
    if job.ledger is not None:
        rows = proof.ledger(document, derived)
        beside[job.ledger] = proof.ledger_json(rows, old.reuse.numerals if old else ()).encode()
    # They go first: where one of them is refused, nothing else is written either.
    done = [store.write(path.parent, {path.name: data}, force=job.force) for path, data in beside.items()]
    run = _run(job._replace(reuse=last), record, made)
    done.insert(0, store.write(job.folder or job.data.parent, files, force=job.force, run=run))
    _keep_version(job, document, files)
    written, copies = (tuple(chain.from_iterable(paths)) for paths in zip(*done, strict=True))
    return Result(made, written, record, copies, old)


def last_year(file: Path, record: Record) -> tuple[Record, LastYear]:
    """Reads last year's report: this year's record with last year's values where the data give none, and the sentences.

    Raises UnreadableInput if the file cannot be read.
    """
    from draftgen import reading, recall  # noqa: PLC0415 - only a run with last year's report pays for the readers
    from draftgen import reuse as reusing  # noqa: PLC0415

    understood = reading.understand(recall.report(file))
    unsure = recall.contradicted(understood.report)  # a total that its parts contradict is nothing to compare with
    printed = {path: given for path, given in understood.record.values.figures.items() if path not in unsure}
    theirs = {**understood.values.figures, **printed}
    values = record.values._replace(previous={**theirs, **record.values.previous})
    filled = record._replace(values=values)
    made = reusing.reuse(understood.report, understood.mentions, understood.claims, facts.derive(filled))
    return filled, LastYear(understood.report, made)


def compared(old: LastYear, made: Draft) -> tuple[LastYear, Draft]:
    """The 重复率 of the draft with last year's report, and every remark on what came from there."""
    from draftgen import recall  # noqa: PLC0415
    from draftgen import reuse as reusing  # noqa: PLC0415

    assert made.document is not None
    rates = reusing.rates(old.report, made.document)
    remarks = (*old.report.findings, *recall.sums(old.report), *old.reuse.findings, *reusing.alike(rates))
    return old._replace(rates=rates), made._replace(findings=(*made.findings, *remarks))


def _redline(file: Path, report: "Report", document: Document) -> bytes:
    """Last year's file with every change on the way to this year's text tracked."""
    from draftgen import redline  # noqa: PLC0415
    from draftgen.render.plain import write_plain_docx  # noqa: PLC0415

    base = file if file.suffix.lower() == ".docx" else write_plain_docx(report.document.contents, "".join(report.title))
    return redline.redline(base, render.write_docx(document)).data


def _keep_version(job: Job, document: Document, files: dict[str, bytes]) -> None:
    """Keeps the Word file, so that what somebody edits in it can be held against it.

    Where that cannot be, the report is written all the same: its own map of figures tells most of it.
    """
    report = versions.report_name(document.agency, document.year)
    with suppress(OSError, RefusedOutput):
        for name, data in files.items():
            if name.startswith(report) and name.endswith(".docx"):
                for path, content in versions.add(job.folder or job.data.parent, report, data).items():
                    store.write_file(path, content, lasting=False)


def _run(job: Job, record: Record, made: Draft) -> store.Run:
    """What is to be remembered of a run, for `status`: of what the report was made, and what is left to do."""
    folder, beside = job.folder or job.data.parent, job.data.parent
    older = {beside / given.source.file for given in record.values.previous.values() if given.source.file}
    banks = (file for bank_ in (beside / "phrasebank", *job.banks) for file in sorted(bank_.rglob("*.yaml")))
    review_file = beside / f"{job.data.stem}.review.yaml"
    read = (job.data, review_file, *sorted(older), *filter(None, (job.reuse, job.template)), *banks)
    typed = (("-o", job.folder), ("--reuse", job.reuse), ("--template", job.template))
    given = (*typed, *(("--bank", one) for one in job.banks))
    options = [(name, store.relative(value, folder)) for name, value in given if value]
    assert made.document is not None
    assert made.offers is not None
    offered = {place for place, some in made.offers.places.items() if some}
    offered |= {one.place for point in made.offers.points for one in (point.problem, point.measure) if one is not None}
    places = (sentence.place for paragraph in made.document.paragraphs() for sentence in paragraph.sentences)
    # Open places have marks of their own in the text; a number of last year typed again has none.
    marked = {f.code for f in made.findings if f.code.startswith("open-")} - {"open-last"}
    errors = [f.message for f in made.findings if f.level is Level.ERROR and f.code not in marked]
    return store.Run(
        store.relative(job.data, folder),
        store.hashes_of((file for file in read if file.is_file()), folder),
        places=tuple(dict.fromkeys(place for place in places if place in offered)),
        errors=tuple(errors[:_REMEMBERED]),
        options=tuple(word for option in options for word in option),
        final=job.final,
    )


def _refuse_if_open(made: Draft) -> None:
    errors = [finding for finding in made.findings if finding.level is Level.ERROR]
    if errors:
        listed = "\n".join(f"  {finding.message}" for finding in errors)
        raise RefusedOutput(f"还有 {len(errors)} 处没有解决，不能生成定稿：\n{listed}")


def _rendered(document: Document, derived: Facts, job: Job) -> dict[str, bytes]:
    name = f"{versions.report_name(document.agency, document.year)}{'' if job.final else '（草稿）'}"
    files: dict[str, bytes] = {}
    if "docx" in job.formats:
        files[f"{name}.docx"] = render.write_docx(document, job.template, draft=not job.final)
        rows = proof.condensed(proof.ledger(document, derived))
        files[f"{versions.file_name(document.agency)}{document.year}年核对单.docx"] = render.write_check_sheet(
            document, rows
        )
    if "html" in job.formats:
        files[f"{name}.html"] = render.write_html(document, origins=not job.final).encode()
    if "md" in job.formats:
        files[f"{name}.md"] = render.write_markdown(document).encode()
    return files
