"""What holds is said too, so that a clerk knows what was looked at."""

from decimal import Decimal

from draftgen import forms
from draftgen.core.document import Document, SpanKind
from draftgen.core.record import Record
from draftgen.proof.text import overview_length


def holds(record: Record, document: Document) -> tuple[str, ...]:
    """Sentences on what was checked and is right."""
    found: list[str] = []
    figures = record.values.figures
    identities = forms.form(record.form).identities()
    good = sum(
        all(path in figures for path in (*i.left, *i.right))
        and sum((figures[p].value for p in i.left), Decimal(0)) == sum((figures[p].value for p in i.right), Decimal(0))
        for i in identities
    )
    if good == len(identities):
        found.append(f"表内勾稽 {good} 项全部相符")
    spans = [span for paragraph in document.paragraphs() for span in paragraph.spans]
    given = sum(span.kind is SpanKind.SLOT for span in spans)
    derived = sum(span.kind is SpanKind.DERIVED for span in spans)
    found.append(f"正文数字 {given + derived} 处都有来源（数据里的 {given} 处，算出来的 {derived} 处）")
    found.append(f"总体情况 {overview_length(document)} 字")
    if record.cells_filled:
        found.append(f"表里没有写到的 {record.cells_filled} 格按 0 处理")
    return tuple(found)
