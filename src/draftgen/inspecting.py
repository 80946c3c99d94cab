"""The order of the rooms for the office that receives many reports; apart from ``pipeline``, whose rooms it does not need."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from draftgen import store
from draftgen.core.finding import Finding, UnreadableInput
from draftgen.core.report import Report
from draftgen.inspection import alike, book, letters, results, roster, rounds, summary
from draftgen.inspection.summary import Row
from draftgen.inspection.unit import Examined, Received, Unit, Unread, examined, received
from draftgen.render.compared import write_compared
from draftgen.render.letter import write_letter
from draftgen.versions import file_name

Checker: TypeAlias = Callable[[Path], tuple[Report, Sequence[Finding], Sequence[str]]]
"""Reads and checks one file: the report, its findings, sentences on what holds. Raises UnreadableInput."""
Progress: TypeAlias = Callable[[int, int, str], None]
"""Is told how many files are done, of how many, and which one comes next."""

LETTERS = "反馈意见"
COMPARED = "雷同对照.docx"
_SIDE_BY_SIDE = 50
_COLLECT = 20
_PASSED_OVER = ("~$", ".")
_NOT_OURS = frozenset({"thumbs.db", "desktop.ini"})
_OWN = frozenset({summary.NAME, COMPARED, results.NAME})


class Task(NamedTuple):
    """What the office asks for. ``before`` is the output of the last round, or a folder with its reports."""

    sources: tuple[Path, ...]
    output: Path
    units: Path | None = None
    before: Path | None = None
    manner: letters.Manner = letters.Manner()
    force: bool = False


class Inspection(NamedTuple):
    """What came of it: what was received, a row a unit, who is alike, who is missing; what was written, letters apart.

    ``gone`` are the units of the last round that are missing now.
    """

    received: Received
    rows: tuple[Row, ...]
    same: alike.Alike
    roster: tuple[roster.Entry, ...] | None
    files: tuple[Path, ...]
    letters: tuple[Path, ...]
    gone: tuple[str, ...] = ()


def files_of(sources: Iterable[Path], leave_out: Sequence[Path] = ()) -> Iterator[tuple[Path, str]]:
    """The files to check with the names they are shown by, sorted; folders with all that is inside of them.

    Left out are hidden files, the traces of open programs, what this program wrote itself, and ``leave_out``.
    """
    for source in sources:
        if not source.is_dir():
            yield source, source.name
            continue
        # What lies above the source is no reason to leave the source out: the office may write into the same folder.
        away = [path.resolve() for path in leave_out if not source.resolve().is_relative_to(path.resolve())]
        for path in sorted(source.rglob("*")):
            inside = path.relative_to(source)
            left_out = _is_passed_over(inside) or any(path.resolve().is_relative_to(other) for other in away)
            if path.is_file() and not left_out:
                yield path, inside.as_posix()


def _is_passed_over(path: Path) -> bool:
    name = path.name
    return (
        any(part.startswith(_PASSED_OVER) for part in path.parts)
        or name.lower() in _NOT_OURS
        or name in _OWN
        or LETTERS in path.parts[:-1]
    )


def examine(
    files: Iterable[tuple[Path, str]], check: Checker, progress: Progress | None = None
) -> tuple[tuple[Examined, ...], tuple[Unread, ...]]:
    """Checks one file after the other and keeps only what the office needs; a broken one does not stop the rest."""
    listed = list(files)
    known: list[Examined] = []
    unread: list[Unread] = []
    for number, (path, name) in enumerate(listed):
        if progress is not None:
            progress(number, len(listed), name)
        try:
            report, findings, holds = check(path)
        except UnreadableInput as error:
            reason = str(error)
            # What every reader says where LibreOffice, Word or WPS can help.
            unread.append(Unread(name, reason, "另存为" in reason))
        except Exception as error:  # noqa: BLE001 - one file that nobody foresaw must not cost the other fifty-nine
            unread.append(Unread(name, f"检查这份文件时程序出错（{type(error).__name__}），请把文件发给维护者。"))
        else:
            known.append(examined(name, report, findings, holds))
        if number % _COLLECT == _COLLECT - 1:
            # The command line has switched the collector off, which suits one report but not a thousand.
            gc.collect()
    if progress is not None:
        progress(len(listed), len(listed), "")
    return tuple(known), tuple(unread)


def _refuse_missing(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise UnreadableInput(f"找不到“{path}”。请检查文件名。")


def inspect(task: Task, check: Checker, progress: Progress | None = None) -> Inspection:
    """Checks all reports of a task and writes the summary, the letters, what is alike, and the results.

    Raises:
        UnreadableInput: A source, the list of units or the last round is not there.
        DraftgenError: A package is missing, or a file of the last run was changed and may not be overwritten.

    """
    book.require()
    named = [path for path in (task.units, task.before) if path is not None]
    _refuse_missing((*task.sources, *named))
    expected = roster.read(task.units) if task.units is not None else None
    last = _last_round(task.before, check) if task.before is not None else None
    came = received(*examine(files_of(task.sources, (task.output, *named)), check, progress))
    if not came.units and not came.unread:
        raise UnreadableInput("这里没有可以检查的文件。")
    same = alike.find(came.units)
    nearest = _nearest(same.pairs)
    rows = tuple(_row(unit, nearest.get(unit.name), last) for unit in came.units)
    listed = roster.attendance(expected, came) if expected is not None else None
    gone = tuple(name for name in last or () if all(unit.name != name for unit in came.units))
    made = Inspection(came, rows, same, listed, (), (), gone)
    files, sent = _write(task, made)
    return made._replace(files=files, letters=sent)


def _last_round(folder: Path, check: Checker) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of the last round by name of unit: as they were kept, else by checking its reports again."""
    kept = folder / results.NAME if folder.is_dir() else folder
    if kept.is_file():
        return results.read(kept.read_bytes(), kept.name)
    came = received(*examine(files_of([folder]), check))
    if not came.units:
        raise UnreadableInput(f"“{folder}”里没有上一轮的{results.NAME}，也没有读到上一轮的年报。")
    nearest = _nearest(alike.find(came.units).pairs)
    return {unit.name: _findings(unit, nearest.get(unit.name)) for unit in came.units}


def _nearest(pairs: Sequence[alike.Pair]) -> dict[str, alike.Pair]:
    """For each unit, by name, the pair with whom it is most alike."""
    found: dict[str, alike.Pair] = {}
    for pair in pairs:
        for unit in (pair.one, pair.other):
            found.setdefault(unit.name, pair)
    return found


def _findings(unit: Unit, nearest: alike.Pair | None) -> tuple[Finding, ...]:
    """What is to be said of a unit; of those it is alike with only the nearest."""
    if nearest is None or not alike.is_asked(nearest):
        return unit.report.findings
    return (*unit.report.findings, alike.finding(nearest, unit))


def _row(unit: Unit, nearest: alike.Pair | None, last: Mapping[str, tuple[Finding, ...]] | None) -> Row:
    found = _findings(unit, nearest)
    before = None if last is None else last.get(unit.name)
    followed = None if before is None else rounds.follow(before, found)
    return Row(unit, found, followed, nearest)


def _write(task: Task, made: Inspection) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    files = {summary.NAME: summary.workbook(made.rows, made.received, made.same, made.roster, made.gone)}
    if made.same.pairs:
        shown = [alike.side_by_side(pair) for pair in made.same.pairs[:_SIDE_BY_SIDE]]
        files[COMPARED] = write_compared(shown, "文字雷同的年报对照")
    files[results.NAME] = results.written(made.received, {row.unit.name: row.findings for row in made.rows})
    written, _ = store.write(task.output, files, force=task.force)
    texts: dict[str, bytes] = {}
    for row in made.rows:
        name = file_name(row.unit.name)
        # Two names may differ in nothing but signs that no file name can hold.
        free = next(
            n for n in (name, *(f"{name}（{number}）" for number in range(2, 1000))) if f"{n}反馈意见.docx" not in texts
        )
        made_letter = letters.letter(row.unit, row.findings, task.manner, row.followed)
        texts[f"{free}反馈意见.docx"] = write_letter(made_letter)
    sent, _ = store.write(task.output / LETTERS, texts, force=task.force)
    return written, sent
