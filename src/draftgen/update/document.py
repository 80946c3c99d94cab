"""A report that was edited in Word, and the data as they are now → the report with the new figures tracked."""

from collections.abc import Sequence

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.report import Report
from draftgen.update.apply import apply
from draftgen.update.cells import cells, judge_cells
from draftgen.update.known import Known, says
from draftgen.update.last import Retyped, trace
from draftgen.update.locate import narrowed
from draftgen.update.prose import judge, retyped
from draftgen.update.result import Edited, Last, Updated, open_place
from draftgen.update.said import Occurrence, Said, sentences
from draftgen.update.strays import strays
from draftgen.update.wording import Compared, compare, same


def update(
    data: bytes, report: Report, figures: Sequence[Occurrence], last: Last, draft: Sequence[Said], new: Known
) -> Updated:
    """The file with the figures that changed put in their places as tracked changes.

    Args:
        data: The .docx that ``report`` was read from.
        report: The edited report as read.
        figures: Its figures as far as its controls, its map or its words tell them.
        last: What was last written.
        draft: The sentences that would be written now.
        new: What the data say now.

    Returns:
        The same bytes where nothing changed.

    Raises:
        RefusedOutput: The file is of a kind whose body cannot be written.

    """
    contents = report.document.contents
    prose = [narrowed(figure, last) for figure in figures if figure.row < 0]
    traced = trace(last.sentences, sentences(contents, prose)) if last.sentences else None
    found = (*prose, *(traced.found if traced else ()))
    edited = Edited(report, sentences(contents, found), cells(report, tuple(figures)))
    compared = compare(last.sentences, draft, new)
    new = new._replace(same={**same(edited.sentences, draft), **compared.same})
    left, remarks = _left(edited, compared, traced.pairs if traced else {})
    told = judge(edited, last, new, left)
    grid = judge_cells(edited, last, new)
    edits = (*told.edits, *grid.edits)
    typed = _typed(edited, last, new, traced.retyped if traced else ())
    made = apply(data, edited, edits) if edits else Updated(data, (), ())
    findings = (
        *remarks,
        *told.findings,
        *typed,
        *grid.findings,
        *made.findings,
        *strays(edited, last, new, edits),
    )
    return Updated(made.data, made.changes, findings)


def _left(edited: Edited, compared: Compared, pairs: dict[int, int]) -> tuple[frozenset[int], tuple[Finding, ...]]:
    """The positions of sentences that want another wording, and what is to be said of them."""
    left: set[int] = set()
    findings: list[Finding] = []
    if compared.apart:
        message = "现在的数据写出来的稿子，和上次写出的差得太多，没有逐句对照，只换了数。"
        advice = "如果上次用了 --reuse 或 --bank，这次也要写上。"
        findings.append(Finding("drafts-apart", Level.ASK, Place(), message, advice))
    for wording in compared.turned:
        if wording.position not in pairs:
            continue
        said = edited.sentences[pairs[wording.position]]
        instead = f"按现在的数据，原句会写成：“{wording.instead}”" if wording.instead else "按现在的数据，原句不再写。"
        if wording.moved:
            left.add(pairs[wording.position])
            message = "这一句的数变了，说法也要跟着变，整句没有改动"
            findings.append(open_place("wording-open", edited, said, message, instead))
        else:
            message = "这一句的说法和现在的数据写出来的不一样"
            findings.append(open_place("wording-other", edited, said, message, instead, Level.ASK))
    for added in compared.added:
        message = f"【待核】按现在的数据，应当写到：“{added.text.strip()}”"
        findings.append(
            Finding(
                "statement-new", Level.ERROR, Place(excerpt=added.text.strip()), message, "文件里没有这一句，请补上。"
            )
        )
    return frozenset(left), tuple(findings)


def _typed(edited: Edited, last: Last, new: Known, found: Sequence[Retyped]) -> list[Finding]:
    """Numbers that stand where the last version had a figure whose control is lost."""
    findings = []
    for one in found:
        figure = Occurrence(one.path, one.text, one.block, one.start)
        now = new.figures.get(one.path)
        if now is None or not says(one.text, now):
            findings.append(retyped(edited, figure, now, last))
    return findings
