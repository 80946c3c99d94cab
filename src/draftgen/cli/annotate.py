"""`draftgen check --annotate`: what is said of the copy with comments."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from draftgen.core.finding import Finding
    from draftgen.core.report import Report


def annotate(source: Path, report: "Report", findings: "Sequence[Finding]", output: Path, *, force: bool) -> str:
    """Writes the copy and gives the line for the screen. Raises as ``annotating.annotated`` does."""
    from draftgen import annotating  # noqa: PLC0415 - --help must not load the rooms

    copy = annotating.annotated(source, report, findings, output, force=force)
    where = f"，其中 {copy.at_title} 条没有具体位置，写在标题处" if copy.at_title else ""
    why = "原文件不是 .docx，批注写在按读出的内容新排的 Word 副本上。" if copy.made else "原文件没有改动。"
    kept = "".join(f"原来的同名文件另存为：{path}。" for path in copy.kept)
    return f"带批注的副本：{copy.path}（{copy.placed + copy.at_title} 条批注{where}）。{why}{kept}"
