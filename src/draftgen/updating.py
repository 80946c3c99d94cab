"""The order of the rooms for new figures in a report that was edited in Word."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from draftgen import bind, facts, recall, reuse, store, update, versions
from draftgen.core.document import Document, Span
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level, Place, RefusedOutput, Spot, UnreadableInput
from draftgen.core.read import ReadDocument, ReadParagraph
from draftgen.core.refusal import reason
from draftgen.core.report import Mention, Report
from draftgen.realise.phrases import compared
from draftgen.recall.files import kind_of

_ENDING = ".docx"


class Job(NamedTuple):
    """What an update is asked to do. ``folders`` are where versions may have been kept; without ``output`` it only lists."""

    source: Path
    folders: tuple[Path, ...]
    output: Path | None = None
    force: bool = False


class Done(NamedTuple):
    """What an update did: the places, what is left to a person, what was written and the copies kept."""

    changes: tuple[update.Renewed, ...]
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    copies: tuple[Path, ...] = ()
    changed: bool = False

    @property
    def failed(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)


def updated(job: Job, draft: Document, known: Facts) -> Done:
    """Puts what ``known`` says now into the edited report, as tracked changes.

    Args:
        job: The edited file, and where the result goes.
        draft: What would be written from the data now.
        known: What the data say now.

    Raises:
        UnreadableInput: The file cannot be read or is no .docx.
        RefusedOutput: It is another year's report, or the output may not be written.

    """
    data = _read(job)
    report = recall.report(data, job.source.name)
    if report.year is not None and report.year != draft.year:
        raise RefusedOutput(
            f"“{job.source.name}”是{report.year}年的年报，数据是{draft.year}年的，没有更新。请检查是不是选错了文件。"
        )
    name = versions.report_name(draft.agency, draft.year)
    last, kept = _last(data, report, job.folders, name)
    figures = update.occurrences(report.document.figures)
    new = _known(draft, known)
    remarks = _remarks(report, draft)
    if not kept and not last.paths:
        figures, new, unbound = _bound(report, figures, new)
        remarks += unbound
    made = update.update(data, report, figures, last, _sentences(recall.draft_read(draft)), new)
    findings = (*remarks, *made.findings)
    if job.output is None:
        return Done(made.changes, findings, changed=made.data != data)
    files, copies = store.write(job.output.parent, {job.output.name: made.data}, force=job.force)
    _keep(job, name, made)
    return Done(made.changes, findings, files, copies, made.data != data)


def _read(job: Job) -> bytes:
    if job.output is not None and job.output.suffix.lower() != _ENDING:
        raise RefusedOutput(f"更新后的文件是 Word 文件，“{job.output.name}”要以 .docx 结尾。")
    try:
        data = job.source.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"“{job.source.name}”打不开（{reason(error)}）。请检查文件名。") from error
    if kind_of(data, f"“{job.source.name}”") != "docx":
        raise UnreadableInput(f"“{job.source.name}”不是 .docx。请用 Word 或 WPS 打开，另存为 .docx 再更新。")
    return data


def _sentences(read: ReadDocument) -> tuple[update.Said, ...]:
    return update.sentences(read.contents, update.occurrences(read.figures))


def _known(draft: Document, known: Facts) -> update.Known:
    def compare(path: str, unit: str, decimals: bool) -> tuple[Span, ...]:  # noqa: FBT001 - the order of update.Compare
        return compared(known, path, unit, decimals=decimals) if path in known.figures else ()

    return update.known(draft, known, compare)


def _last(data: bytes, report: Report, folders: Sequence[Path], name: str) -> tuple[update.Last, bool]:
    """What was last written, and whether a version of it was kept: the one that is most like the edited file."""
    mapped = recall.figure_map(data)
    texts = [(path, text) for path, text, _ in mapped]
    paths = tuple(path for path, _, prose in mapped if prose)
    texts += [
        (path, text) for folder in folders for path, some in versions.written(folder, name).items() for text in some
    ]
    kept = [read for folder in folders for read in map(_version, versions.read(folder, name)) if read is not None]
    if not kept:
        return update.Last((), update.texts_by_path(texts), paths), False
    texts += [(figure.path, figure.text) for read in kept for figure in read.figures]
    edited = _text(report.document)
    best = max(range(len(kept)), key=lambda number: (_shared(_text(kept[number]), edited), number))
    sentences = _sentences(kept[best])
    found = tuple(figure.path for said in sentences for figure in said.figures)
    return update.Last(sentences, update.texts_by_path(texts), found), True


def _version(data: bytes) -> ReadDocument | None:
    try:
        return recall.document(data)
    except UnreadableInput:
        return None


def _text(read: ReadDocument) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in read.paragraphs)


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of one text's paragraphs stand in another word for word."""
    there = set(other)
    return sum(text in there for text in one) / max(1, len(one))


_COUNTED = ("count", "percent", "multiple")


def _bound(
    report: Report, known: tuple[update.Occurrence, ...], new: update.Known
) -> tuple[tuple[update.Occurrence, ...], update.Known, list[Finding]]:
    """The figures of a file of which nothing is known, as far as its words tell them, what they are now, and the rest."""
    taken = {(figure.block, figure.start) for figure in known}
    found, figures, open_ = list(known), dict(new.figures), []
    for mention in bind.mentions(report, facts.derive(bind.record(report))):
        place = (mention.place.block, mention.place.start)
        if place in taken or mention.kind not in _COUNTED:
            continue
        exact = mention.path and not mention.approximate and mention.text[:1].isdigit()
        now = reuse.figure(mention.path, new.facts) if exact else None
        if now is None:
            open_.append(mention)
            continue
        found.append(update.Occurrence(mention.path, mention.text.removesuffix("倍"), *place, by=update.By.BINDING))
        figures[mention.path] = now
    return tuple(found), new._replace(figures=figures), _unbound(report, open_)


def _unbound(report: Report, mentions: Sequence[Mention]) -> list[Finding]:
    """One remark on all numbers that the words around them do not tell for certain."""
    message = "找不到上次写出的稿子，文件里也没有留下标记：数字是按前后文认的。"
    listed = "、".join(f"{mention.text}{mention.unit}" for mention in mentions)
    if mentions:
        message += f"有 {len(mentions)} 个认不准，没有动：{listed}。"
    places = tuple(_place(report, mention) for mention in mentions)
    return [Finding("no-version", Level.ASK, Place(), message, "请逐处看一遍修订，认不准的自己核对。", more=places)]


def _place(report: Report, mention: Mention) -> Place:
    place = mention.place
    content = report.document.contents[place.block]
    text = content.text if isinstance(content, ReadParagraph) else ""
    spot = Spot(block=place.block, start=place.start, end=place.end)
    return Place(excerpt=text[max(0, place.start - 8) : place.end + 8], spot=spot)


def _remarks(report: Report, draft: Document) -> list[Finding]:
    if not report.agency or report.agency == draft.agency:
        return []
    message = f"文件里的机关是“{report.agency}”，数据里是“{draft.agency}”。"
    return [Finding("agency-other", Level.ASK, Place(), message, "请确认是同一个单位的年报。")]


def _keep(job: Job, name: str, made: update.Updated) -> None:
    """Remembers what was put in, so that it is known as ours the next time; where that cannot be, it is asked about."""
    folder = next((one for one in job.folders if (one / versions.FOLDER / name).is_dir()), job.folders[0])
    if made.changes:
        with suppress(OSError, RefusedOutput):
            for path, content in versions.add_written(folder, name, ((c.path, c.new) for c in made.changes)).items():
                store.write_file(path, content)
