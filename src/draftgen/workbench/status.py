"""`draftgen status`: where the work on a year's report stands, from the files alone. Nothing is drafted or written."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from draftgen import forms, load, store
from draftgen.core.finding import DraftgenError, Level, UnreadableInput
from draftgen.core.record import Record
from draftgen.core.refusal import reason
from draftgen.core.workbook import NUMERIC, field_lines
from draftgen.load.report import Examined
from draftgen.workbench import surroundings
from draftgen.workbench.deadline import deadline
from draftgen.workbench.next_step import next_step, start
from draftgen.workbench.standing import Change, Review, Standing, Step
from draftgen.workbench.surroundings import Home

_AT_ONCE = 3
_MANY = 200


class Status(NamedTuple):
    """A folder's standings; data files that were not looked into; what to begin with where there is none."""

    folder: Path
    standings: tuple[Standing, ...] = ()
    others: tuple[Path, ...] = ()
    start: tuple[Step, ...] = ()
    damaged: bool = False

    @property
    def failed(self) -> bool:
        """Whether there was something to read and nothing of it could be read."""
        return bool(self.standings) and all(standing.unreadable for standing in self.standings)


def status(where: Path, year: int) -> Status:
    """Where the work in a folder, or on a data file, stands. ``year``: the one to report on, where no file names one.

    Raises UnreadableInput if there is no such file or folder.
    """
    try:
        if where.is_dir():
            return _of_folder(where, year)
        if not where.exists():
            raise UnreadableInput(f"找不到 {where}。请检查名称；不写名称就看现在所在的文件夹。")
    except OSError as error:
        raise UnreadableInput(f"{where} 打不开：{reason(error)}。") from error
    damaged = store.memory(where.parent).damaged
    return Status(where.parent, (_standing(where),), damaged=damaged)


def _of_folder(folder: Path, year: int) -> Status:
    found = surroundings.data_files(folder) or surroundings.data_of(folder)
    damaged = store.memory(folder).damaged
    if not found:
        return Status(folder, start=start(folder, year), damaged=damaged)
    if len(found) == 1:
        return Status(folder, (_standing(found[0], folder),), damaged=damaged)
    standings = [_standing(path, folder) for path in found[:_MANY]]
    known = [standing for standing in standings if standing.year is not None]
    newest = max((standing.year or 0 for standing in known), default=0)
    shown = [s for s in standings if (s.year or 0) == newest or s.unreadable][:_AT_ONCE]
    shown.sort(key=lambda standing: (bool(standing.unreadable), standing.report is None))
    named = {standing.data for standing in shown}
    return Status(folder, tuple(shown), tuple(path for path in found if path not in named), damaged=damaged)


def _standing(data: Path, *folders: Path) -> Standing:
    try:
        examined = load.examine(data)
    except DraftgenError as error:
        return Standing(data, unreadable=str(error), step=Step("把这份文件换成完好的（有备份的用备份），再运行一次。"))
    home = _home(data, *folders)
    changes = tuple(_changes(data, home, examined.year))
    stale = any(change.what in ("data", "review", "input") for change in changes)
    report = _report(home)
    kind = examined.agency.kind if examined.agency is not None else ""
    standing = Standing(
        data,
        agency=examined.agency.name if examined.agency is not None else "",
        year=examined.year,
        report=report,
        final=home is not None and home.run.final,
        renewed=home is not None and report == home.folder / home.run.renewed,
        stale=stale,
        missing=tuple(_missing(examined)),
        cells=sum(blank.cells for blank in examined.blanks),
        dropped=tuple(_dropped(examined.record)),
        errors=tuple(_errors(examined, None if stale else home)),
        marks=_marks(report),
        changes=changes,
        review=_review(data, home),
        deadline=deadline(examined.settings.deadline, kind, examined.year),
    )
    return standing._replace(step=next_step(standing, home))


def _home(data: Path, *folders: Path) -> Home | None:
    """Where the last draft is: where its data are those of now, else beside the data, else the first folder."""
    found = surroundings.runs_on(data, *folders)
    sha = store.sha_of(data)
    fresh = (home for home in found if home.run.made_of.get(home.run.data) == sha)
    return next(chain(fresh, found), None)


def _report(home: Home | None) -> Path | None:
    """The report that was written last: the Word file, or another format where there is none."""
    if home is None:
        return None
    if home.run.renewed and (home.folder / home.run.renewed).is_file():
        return home.folder / home.run.renewed
    there = [name for name in home.run.files if "核对单" not in name and (home.folder / name).is_file()]
    there.sort(key=lambda name: not name.endswith(".docx"))
    return home.folder / there[0] if there else None


def _missing(examined: Examined) -> Iterator[str]:
    for table in examined.tables:
        yield f"{table}（整张）"
    for blank in examined.blanks:
        yield f"{blank.part}·{blank.name}" if blank.part else blank.name


def _dropped(record: Record | None) -> Iterator[str]:
    """Figures of the prose that last year's values have and this year's do not."""
    if record is None:
        return
    given, before = record.values.figures, record.values.previous
    if not before:
        return
    for line in field_lines(forms.catalogue().data):
        if line.field.kind in NUMERIC and line.field.path in before and line.field.path not in given:
            yield line.label


def _errors(examined: Examined, home: Home | None) -> Iterator[str]:
    """What must be mended beside what is missing: in the data, and in a draft that is made of them."""
    told = ("not-given", "table-missing")
    found = [f for f in examined.findings if f.level is Level.ERROR and f.code not in told]
    yield from dict.fromkeys(f"{f.message}（{f.place}）" if f.place.line else f.message for f in found)
    ours = {finding.message for finding in examined.findings}
    if home is not None:
        yield from (message for message in home.run.errors if message not in ours)


def _marks(report: Path | None) -> Mapping[str, int] | None:
    text = surroundings.text_of(report) if report is not None else None
    return surroundings.marks_in(text) if text is not None else None


def _review(data: Path, home: Home | None) -> Review | None:
    """How far the review has come; None where there was none. As it was left, else as the places of the draft tell."""
    file = data.with_name(f"{data.stem}.review.yaml")
    if not file.is_file():
        return None
    from draftgen import review  # noqa: PLC0415 - only where there was a review

    try:
        decisions, findings = review.read(file)
    except DraftgenError as error:
        return Review(0, 0, str(error))
    fault = next((f"{f.place} {f.message}" for f in findings), "")
    left = store.memory(data.parent).reviews.get(data.name)
    if left is not None and left.sha == store.sha_of(file):
        return Review(left.decided, left.whole, fault)
    settled = {place for place, decision in decisions.places.items() if decision.settled}
    places = {*(home.run.places if home is not None else ()), *decisions.places}
    return Review(len(settled), len(places), fault)


# --- what has changed ---


def _changes(data: Path, home: Home | None, year: int | None) -> Iterator[Change]:
    beside = store.memory(data.parent)
    taken = set(beside.taken.values())
    counted = beside.ledgers.get(data.name)
    if counted is not None:
        yield from _ledger(data.parent / counted.file, counted.sha, data)
    if home is not None:
        yield from _inputs(data, home)
        yield from _written(home, taken)
    folders = dict.fromkeys((data.parent, *((home.folder,) if home is not None else ())))
    known = home.memory if home is not None else beside
    for folder in folders:
        for copy in surroundings.changed_copies(folder, known, year):
            if home is not None and store.sha_of(copy) not in taken and copy != home.folder / home.run.renewed:
                yield Change("copy", copy, f"{copy.name} 是从草稿改来的，改动还没有取回")


def _ledger(file: Path, sha: str, data: Path) -> Iterator[Change]:
    now = store.sha_of(file)
    if now and now != sha:
        yield Change("ledger", file, f"{file.name} 在填进 {data.name} 之后又改过")


def _inputs(data: Path, home: Home) -> Iterator[Change]:
    """What the draft was made of and is now something else."""
    word = "定稿" if home.run.final else "草稿"
    review_file = data.with_name(f"{data.stem}.review.yaml")
    made_of = {**home.run.made_of}
    made_of.setdefault(store.relative(review_file, home.folder), "")
    for name, sha in made_of.items():
        file = home.folder / name
        now = store.sha_of(file)
        if now == sha:
            continue
        if name == home.run.data:
            yield Change("data", file, f"{file.name} 在{word}写出之后改过")
        elif file.name == review_file.name:
            yield Change("review", file, f"{word}写出之后，审阅里又有改动")
        else:
            yield Change("input", file, f"{file.name} 在{word}写出之后{'改过' if now else '不见了'}")


def _written(home: Home, taken: Iterable[str]) -> Iterator[Change]:
    """What was written and is no longer what was written."""
    for name in home.run.files:
        now, then = store.sha_of(home.folder / name), home.memory.files.get(name, "")
        if not now:
            yield Change("missing", home.folder / name, f"{name} 不在了（删了、移走了，或者改了名字）")
        elif then and now != then:
            done = "，改动已经取回" if now in taken else ""
            yield Change("taken" if done else "edited", home.folder / name, f"{name} 在写出之后有人改过{done}")
