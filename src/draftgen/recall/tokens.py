"""Table cells that stand loose in the text, one a line or a row a line, → a table by the labels among them."""

import re
from collections.abc import Iterator, Sequence

from draftgen import forms
from draftgen.core.document import GridCell
from draftgen.core.form import Block
from draftgen.core.read import ReadContent, ReadParagraph, ReadTable
from draftgen.recall.heads import row_match
from draftgen.recall.lines import Line
from draftgen.recall.sections import TABLE_OF, headings
from draftgen.recall.values import read_value

_TRAILING = re.compile(r"(?<=\s)[-—/\d,.，．０-９\s]+$")
_FEW, _MANY = 8, 2000

Spans = dict[int, tuple[int, ReadTable]]
"""Runs of contents by their start: the end of each, and the table that it is."""


def with_token_tables(contents: Sequence[ReadContent]) -> Spans:
    """The loose lines of sections two to four that are tables, where those have no table of their own."""
    lines = [
        Line(content.text, block, 0, content.role)
        for block, content in enumerate(contents)
        if isinstance(content, ReadParagraph)
    ]
    found = list(headings(lines))
    spans: Spans = {}
    for number, heading in enumerate(found):
        start = heading.line.block + 1
        while start < len(contents) and _leads_over(contents[start]):
            start += 1
        end = found[number + 1].line.block if number + 1 < len(found) else len(contents)
        inner = contents[start:end]
        if heading.id not in TABLE_OF or any(isinstance(content, ReadTable) for content in inner):
            continue
        table = token_table(TABLE_OF[heading.id], [c.text for c in inner if isinstance(c, ReadParagraph)])
        if table is not None:
            spans[start] = (end, table)
    return spans


def _leads_over(content: ReadContent) -> bool:
    """Whether a paragraph is a sentence before a table, and none of its cells."""
    return isinstance(content, ReadParagraph) and content.text.rstrip().endswith(("。", "：", ":"))


def replaced(contents: Sequence[ReadContent], spans: Spans) -> Iterator[ReadContent]:
    """The contents with each run of ``spans`` replaced by its table."""
    block = 0
    while block < len(contents):
        if block in spans:
            block, table = spans[block]
            yield table
        else:
            yield contents[block]
            block += 1


def token_table(table_id: str, lines: Sequence[str]) -> ReadTable | None:
    """The lines of a section as a grid: rows of heads, and rows of labels with the values behind them; None if it is none.

    Blank cells leave no trace in such text: a row with too few values stays in doubt, and is said to be so.
    """
    tokens = [token for line in lines for token in _tokens(line)]
    if not _FEW <= len(tokens) <= _MANY or not any(_is_number(token) for token in tokens):
        return None
    versions = tuple(forms.form(form_id).table(table_id).blocks for form_id in forms.FORMS)
    labelled = any(row.label for row in versions[0][0].rows)
    rows: list[list[str]] = []
    run: list[str] = []
    values: list[str] = []
    for token in (*tokens, ""):
        if token and _is_number(token):
            values.append(token)
            continue
        if values:
            head, labels = _divided(run, versions) if labelled else (run, [])
            rows += [head] if head else []
            rows.append([*labels, *values])
            run, values = [], []
        if token:
            run.append(token)
    cells = [GridCell(y, x, 1, 1, text) for y, row in enumerate(rows) for x, text in enumerate(row)]
    return ReadTable(max(len(row) for row in rows), len(rows), tuple(cells), aligned=False)


def _tokens(line: str) -> Iterator[str]:
    """The cells of a line: parts with wide gaps between them, and numbers at the end one by one."""
    for part in re.split(r"\s{2,}|\t", line.strip()):
        tail = _TRAILING.search(part)
        label, numbers = (part[: tail.start()], tail[0]) if tail else (part, "")
        if not tail and re.fullmatch(r"[\d,.，．０-９/\-—\s]+", part):
            label, numbers = "", part
        if label.strip():
            yield label.strip()
        yield from numbers.split()


def _is_number(token: str) -> bool:
    read = read_value(token)
    return read.value is not None or (not read.fault and token.strip() in "/-—")


def _divided(run: Sequence[str], versions: Sequence[Sequence[Block]]) -> tuple[list[str], list[str]]:
    """A run of words before values → column heads, and the labels of the row: its last words that name a row."""
    for count in (1, 2, 3):
        label = "".join(run[-count:])
        if len(run) >= count and any(row_match(blocks, [label], "") for blocks in versions):
            before = list(run[:-count])
            group = [word for word in before[-2:] if re.match(r"[（(三]", word)] if len(before) <= 2 else []
            return before[: len(before) - len(group)], [*group, label]
    return list(run[:-1]), list(run[-1:])
