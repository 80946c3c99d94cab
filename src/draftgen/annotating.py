"""The order of the rooms for a copy of a report with comments."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from draftgen import annotate, store
from draftgen.core.finding import Finding, RefusedOutput
from draftgen.core.report import Report
from draftgen.recall.files import kind_of
from draftgen.render.plain import write_plain_docx

_ENDINGS = (".docx", ".docm")


class Copy(NamedTuple):
    """What was written. ``at_title`` counts the findings without a place of their own.

    ``made``: the source is no .docx, so a Word file was made of what had been read. ``kept`` are copies of what lay there.
    """

    path: Path
    placed: int
    at_title: int
    made: bool
    kept: tuple[Path, ...] = ()


def annotated(source: Path, report: Report, findings: Sequence[Finding], output: Path, *, force: bool = False) -> Copy:
    """Writes a copy of ``source`` with each finding as a comment at its place.

    Args:
        source: The file that ``report`` was read from. What is no .docx is annotated as a Word file of what was read.
        report: The report as read.
        findings: What to say.
        output: The file to write, a .docx.
        force: Whether to write over a file that is not what was written there before; a copy of it is kept.

    Raises:
        RefusedOutput: ``output`` is the report itself, somebody's file or no .docx, or nothing could hold a comment.
        UnreadableInput: The source is gone or has changed into something else.

    """
    if output.suffix.lower() not in _ENDINGS:
        raise RefusedOutput(f"带批注的副本是 Word 文件，“{output.name}”要以 .docx 结尾。")
    if output.exists() and source.exists() and output.samefile(source):
        raise RefusedOutput("带批注的副本不能写到原文件上。请在 --annotate 后换一个文件名。")
    data = source.read_bytes()
    made = kind_of(data) != "docx"
    if made:
        data = write_plain_docx(report.document.contents, "".join(report.title) or source.stem)
    done = annotate.annotate(data, report, findings)
    (path,), kept = store.write(output.parent, {output.name: done.data}, force=force)
    return Copy(path, done.placed, done.at_title, made, kept)
