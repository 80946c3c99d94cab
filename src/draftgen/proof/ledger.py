"""The list of every numeral of a report: what it is and where it comes from (promise 1)."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from draftgen import numerals
from draftgen.core.document import Document, Paragraph, Role, Span, SpanKind
from draftgen.core.figure import Facts, Text
from draftgen.core.ledger import LedgerRow
from draftgen.proof.places import place_name

if TYPE_CHECKING:
    from draftgen.core.reuse import OldNumeral

# Characters shown before and after a numeral.
_BEFORE, _AFTER = 12, 8
# A number of last year's report that nothing this year says: name and source.
_LAST = ("上年原文", "去年的年报")
# Between the things of one text of several sources: 地址：…；邮编：….
_BESIDE = "；"


class _Stretch(NamedTuple):
    """Where a span stands in its paragraph."""

    whole: str
    start: int
    end: int

    def around(self, start: int, end: int) -> str:
        """A stretch of the paragraph with some words on either side."""
        return self.whole[max(0, start - _BEFORE) : end + _AFTER]


def ledger(document: Document, facts: Facts) -> tuple[LedgerRow, ...]:
    """Every numeral of the report in reading order: what it is and where it comes from (promise 1)."""
    rows: list[LedgerRow] = []
    for section_id, paragraph in _bodies(document):
        name = place_name(paragraph.place if section_id != "intro" else "overview.intro")
        whole, end = paragraph.text, 0
        for span in paragraph.spans:
            start, end = end, end + len(span.text)
            dated = "signed" if paragraph.role is Role.DATE else ""
            rows += _rows(document, facts, name, _Stretch(whole, start, end), span._replace(path=span.path or dated))
    for section in document.sections:
        for content in section.contents:
            if isinstance(content, Paragraph):
                continue
            for cell in content.cells:
                if cell.path and cell.path in document.figures:
                    rows.append(_figure_row(document, cell.path, cell.text, place_name(section.id), "", "cell"))
    return tuple(rows)


def _bodies(document: Document) -> Iterable[tuple[str, Paragraph]]:
    yield from (("intro", paragraph) for paragraph in document.intro)
    for section in document.sections:
        yield from ((section.id, c) for c in section.contents if isinstance(c, Paragraph) and c.role is Role.BODY)
    yield from (("closing", paragraph) for paragraph in document.closing)


def _rows(document: Document, facts: Facts, name: str, stretch: _Stretch, span: Span) -> Iterable[LedgerRow]:
    context = stretch.around(stretch.start, stretch.end)
    if span.is_figure:
        yield _figure_row(document, span.path, span.text, name, context, span.kind.value)
    elif span.kind is SpanKind.FIXED and span.path in facts.texts:
        text = facts.texts[span.path]
        yield LedgerRow(span.text, name, context, span.path, "own", text.label, span.text, "", _listed(text), "")
    elif span.kind is SpanKind.FIXED:
        yield LedgerRow(span.text, name, context, "", "fixed", "固定写法", span.text, "", "", "")
    elif span.kind is SpanKind.OWN:
        own = facts.texts.get(span.path)
        for numeral in numerals.scan(span.text):
            if any(char.isdigit() for char in numeral.text):
                near = stretch.around(stretch.start + numeral.start, stretch.start + numeral.end)
                label, source = _LAST if span.path.startswith("last.") else _where(own, span.text, numeral.start)
                yield LedgerRow(numeral.text, name, near, span.path, "own", label, numeral.text, "", source, "")


def _listed(text: Text) -> str:
    return "、".join(map(str, text.sources))


def _where(own: Text | None, text: str, at: int) -> tuple[str, str]:
    """What a numeral in the clerk's words belongs to and where that stands; of several things side by side, the one it is in."""
    label = "自己写的文字"
    if own is None:
        return label, ""
    parts = text.split(_BESIDE)
    if len(parts) == len(own.sources) > 1:
        part = text[:at].count(_BESIDE)
        return parts[part].partition("：")[0] or label, str(own.sources[part])
    return label, _listed(own)


def _figure_row(document: Document, path: str, text: str, name: str, context: str, kind: str) -> LedgerRow:
    figure = document.figures[path]
    value = numerals.write(figure.value)
    source = "、".join(str(s) for s in figure.sources if s.line or s.cell)
    if figure.filled and not source:
        source = "由各项相加" if figure.formula else _FILLED
    return LedgerRow(
        text,
        name,
        context,
        path,
        kind,
        figure.label,
        value,
        "" if figure.formula == f"{value} = {value}" else figure.formula,
        source,
        figure.supplied_by,
    )


def condensed(rows: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
    """The rows for the 核对单: the zeros of a table that come from one line of the data, or from none, stand in one row."""
    groups: dict[tuple[str, str], list[LedgerRow]] = {}
    shown: list[LedgerRow] = []
    for row in (row._replace(source=_shorter(row.source)) for row in rows):
        if row.kind == "cell" and row.value == "0":
            groups.setdefault((row.place, row.source), []).append(row)
        else:
            shown.append(row)
    for (place, source), zeros in groups.items():
        if len(zeros) == 1:
            shown += zeros
        else:
            name = (
                f"{place}其余 {len(zeros)} 格"
                if source == _FILLED
                else f"{zeros[0].label.split('·')[0]}等 {len(zeros)} 格"
            )
            shown.append(LedgerRow("0", place, "", "", "cell", name, "0", "", source, zeros[0].supplied_by))
    return tuple(shown)


_LINE, _CELL = re.compile(r"(.+):(\d+):\d+"), re.compile(r"(.+ .+!)([A-Z]+\d+)")
_FEW = 2


def _shorter(source: str) -> str:
    """Many places as few words, file by file: 2025.yaml 第 57—62、67 行."""
    places = source.split("、")
    if len(places) <= _FEW:
        return source
    lines: dict[str, set[int]] = {}
    cells: dict[str, list[str]] = {}
    for place in places:
        if line := _LINE.fullmatch(place):
            lines.setdefault(line[1], set()).add(int(line[2]))
        elif cell := _CELL.fullmatch(place):
            cells.setdefault(cell[1], []).append(cell[2])
        else:
            return source
    said = [f"{file} 第 {_ranges(sorted(numbers))} 行" for file, numbers in lines.items()]
    return "；".join([*said, *(f"{sheet}{'、'.join(found)}" for sheet, found in cells.items())])


def _ranges(numbers: Sequence[int]) -> str:
    """57, 58, 59, 67 as 57—59、67."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


_FILLED = "数据里没有写，按 0"


def ledger_json(rows: Sequence[LedgerRow], old: "Sequence[OldNumeral]" = ()) -> str:
    """The rows as a JSON list; with last year's text, an object that also lists what became of each of its numerals."""
    listed: object = [row._asdict() for row in rows]
    if old:
        listed = {"figures": listed, "last_year": [numeral._asdict() for numeral in old]}
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
