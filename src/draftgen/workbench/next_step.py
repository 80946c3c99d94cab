"""What to do next, as one sentence and, where there is one, the very command."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from draftgen import store
from draftgen.core.finding import UnreadableInput
from draftgen.workbench import surroundings
from draftgen.workbench.standing import Step

if TYPE_CHECKING:
    from draftgen.workbench.standing import Standing
    from draftgen.workbench.surroundings import Home


def command(*words: str | Path) -> str:
    """The command line, as it is to be typed."""
    return " ".join(["draftgen", *(_quoted(str(word)) for word in words)])


def _quoted(word: str) -> str:
    return f'"{word}"' if any(char.isspace() for char in word) else word


def start(folder: Path, year: int) -> tuple[Step, ...]:
    """What to begin with in a folder without data: from last year's report, where one lies there, or from nothing."""
    last = next(iter(surroundings.last_reports(folder)), None)
    ledger = next(iter(surroundings.ledgers(folder)), None)
    if last is not None:
        named = surroundings.year_in(last.name)
        year = named + 1 if named is not None else year
    yaml, book = folder / f"{year}.yaml", folder / "填报表.xlsx"
    steps: list[Step] = []
    if last is not None:
        steps += [
            Step("从去年的年报开始，用记事本填", command("init", yaml, "--from", last)),
            Step("从去年的年报开始，用 Excel 或 WPS 填", command("init", book, "--from", last)),
        ]
    else:
        steps += [
            Step("有去年年报的，先放进这个文件夹", command("init", yaml, "--from", "去年年报.docx")),
            Step("没有的，用记事本填（部门、政府、镇街选一个）", command("init", yaml, "--kind", "部门")),
            Step("没有的，用 Excel 或 WPS 填", command("init", book, "--kind", "部门")),
        ]
    if ledger is not None:
        steps.append(Step("有申请台账，接着填进去", command("ledger", ledger, "-o", yaml)))
    return tuple(steps)


def next_step(standing: "Standing", home: "Home | None") -> Step:
    """The one thing to do next on a data file."""
    return next(_steps(standing, home))


def _steps(standing: "Standing", home: "Home | None") -> Iterator[Step]:
    """Everything that is still to be done, the most urgent first; the last one always holds."""
    options = store.options_here(home.folder, home.run) if home is not None else _reuse(standing.data)
    yield from _with_data(standing, home, options)
    if standing.renewed and standing.report is not None:
        yield from _with_edited(standing, standing.report, options)
    yield from _with_changes(standing, home, options)
    yield from _with_text(standing, options)


def _with_edited(standing: "Standing", report: Path, options: Sequence[str]) -> Iterator[Step]:
    """A report that was edited in Word and has new figures since: it is finished there."""
    if any(change.what == "data" for change in standing.changes):
        yield Step("数据又改了，换进去", command("update", report, standing.data, *_of_update(options)))
    if standing.marks:
        yield Step(f"在 Word 里把 {report.name} 的【待核】逐处定下来，接受或者拒绝修订")
    yield Step(f"在 Word 里逐处看 {report.name} 的修订，接受或者拒绝，核对、签字，报送")


def _with_data(standing: "Standing", home: "Home | None", options: Sequence[str]) -> Iterator[Step]:
    """Decisions that cannot be read, a ledger to be counted, what is missing or wrong in the data."""
    data = standing.data
    if standing.review is not None and standing.review.fault:
        yield Step(f"审阅记录有读不懂的地方，先改好（{standing.review.fault}）")
    changed = next((change.file for change in standing.changes if change.what == "ledger"), None)
    if changed is not None:
        yield Step("台账改过了，重新汇总", command("ledger", changed, "-o", data))
    ledger = next(iter(surroundings.ledgers(data.parent)), None)
    if ledger is not None and any(name.startswith("表三") for name in standing.missing):
        yield Step("表三可以从台账取数", command("ledger", ledger, "-o", data))
    if standing.missing or (standing.errors and (home is None or standing.stale)):
        what = "把没填的填上" if standing.missing else "把要改的改好"
        yield Step(f"{what}，再运行", command("write", data, *options))


def _with_changes(standing: "Standing", home: "Home | None", options: Sequence[str]) -> Iterator[Step]:
    """What somebody changed in Word, and a draft that is not of the data any more."""
    changed = {change.what: change.file for change in reversed(standing.changes)}
    file = changed.get("copy") or changed.get("edited")
    if file is not None and file.suffix == ".docx" and not (standing.final and file == standing.report):
        # In a final report somebody may well have set the last line straight: that is no change to be taken back.
        if "data" in changed:
            step = command("update", file, standing.data, *_of_update(options))
            yield Step("Word 里改过，数据也改了：把新数换进改过的稿子", step)
        yield Step("先把 Word 里的改动取回来", command("review", standing.data, "--from", file, *_of_review(options)))
    only_review = standing.stale and not {"data", "input"} & changed.keys()
    review = standing.review
    if only_review and review is not None and review.decided < review.whole:
        # Whoever is in the middle of a review goes on with it; the draft is written when it is done.
        yield Step("接着审阅", command("review", standing.data, *_of_review(options)))
    if home is None or standing.stale or standing.report is None:
        force = ("--force",) if "taken" in changed or "edited" in changed else ()
        what = "写出草稿" if home is None else "重新写一遍"
        yield Step(what, command("write", standing.data, *options, *force))


def _with_text(standing: "Standing", options: Sequence[str]) -> Iterator[Step]:
    """What is open in the draft, and after it the final report."""
    data = standing.data
    done = "定稿已经写好：在核对单上签字，报送。"
    if standing.final and not standing.marks and not standing.errors:
        yield Step(done)
    if standing.marks:
        yield Step("逐处确认", command("review", data, *_of_review(options)))
    if standing.errors:
        both = "：数据里的改数据，审阅时自己改的句子用 draftgen review 改；改好再运行"
        what = both if standing.review is not None else "，改好数据"
        yield Step(f"看清要改的地方{what}", command("write", data, *options))
    if standing.review is not None and standing.review.decided < standing.review.whole:
        yield Step("接着审阅", command("review", data, *_of_review(options)))
    if not standing.final:
        yield Step("通读一遍，对照核对单核对，没有问题就定稿", command("write", data, *options, "--final"))
    yield Step(done)


def _of_review(options: Sequence[str]) -> tuple[str, ...]:
    """Of the options of `write` those that `review` needs too: without last year's text other sentences are reviewed."""
    pairs = zip(options[::2], options[1::2], strict=False)
    return tuple(word for pair in pairs if pair[0] != "--template" for word in pair)


def _of_update(options: Sequence[str]) -> tuple[str, ...]:
    """Of the options of `write` those that `update` needs too, so that the same text is held against the edited one."""
    pairs = zip(options[::2], options[1::2], strict=False)
    return tuple(word for pair in pairs if pair[0] in ("--reuse", "--bank") for word in pair)


def _reuse(data: Path) -> tuple[str, ...]:
    """For a first draft: last year's report, where one lies beside the data."""
    try:
        last = next(iter(surroundings.last_reports(data.parent)), None)
    except (OSError, UnreadableInput):
        return ()
    return ("--reuse", str(last)) if last is not None else ()
