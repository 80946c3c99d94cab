"""A whole Word file with a comment for each finding."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.annotate.parts import Comments, Styles
from draftgen.annotate.ranges import put
from draftgen.annotate.target import Finder
from draftgen.core.finding import Confidence, Finding, Level, RefusedOutput
from draftgen.core.office import main_part, unpack
from draftgen.core.report import Report
from draftgen.ooxml.body import body_of
from draftgen.ooxml.package import packed, parse, serialised

# Of 125 blank cells not each one needs a comment of its own: the first says how many there are.
_FURTHER = 9


class Annotated(NamedTuple):
    """The file, how many findings have their place in it, and how many stand at its title because they have none."""

    data: bytes
    placed: int
    at_title: int


def annotate(source: bytes, report: Report, findings: Sequence[Finding]) -> Annotated:
    """A copy of the Word file ``source`` with each finding as a comment at its place; nothing else is changed.

    Args:
        source: The .docx that ``report`` was read from.
        report: What was read; places are contents of its document.
        findings: The remarks. The further places of one (``more``) get a short comment each, nine at most.

    Raises:
        UnreadableInput: The file is no .docx, or a dangerous one.
        RefusedOutput: It has no paragraph that could hold a comment, or is of a kind whose body cannot be written.

    """
    parts = unpack(source)
    main = main_part(parts)
    root = parse(parts[main])
    finder = Finder(report, body_of(root, "写批注"))
    title = finder.title()
    if title is None:
        raise RefusedOutput("这份文件里没有一段正文，没有地方写批注。")
    styles = Styles(parts, main)
    comments = Comments(parts, main, styles.text)
    placed = at_title = 0
    for finding in findings:
        target = finder.target(finding.place)
        placed, at_title = (placed, at_title + 1) if target is None else (placed + 1, at_title)
        put(target or title, comments.add(tuple(_lines(finding))), styles.mark)
        for place in finding.more[:_FURTHER]:
            further = finder.target(place)
            if further is not None:
                put(further, comments.add((f"{_head(finding)}：{_AGAIN}",)), styles.mark)
    if findings:
        comments.save()
        parts[main] = serialised(root)
    return Annotated(packed(parts), placed, at_title)


_AGAIN = "这里也有同样的问题，见前面的批注。"


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{_head(finding)}：{finding.message}"
    if finding.advice:
        yield f"改法：{finding.advice}"


def _head(finding: Finding) -> str:
    """What weight the finding has, in the words of the screen: what is certain can be told from what is asked."""
    if finding.confidence is Confidence.CERTAIN:
        return "必须修改" if finding.level is Level.ERROR else "建议完善"
    return "提示" if finding.level is Level.HINT else "请核实"
