"""Table cells that stand loose in the text, one a line or a row a line, → a table by the labels among them."""

import re
from collections.abc import Iterator, Sequence

from draftgen import forms
from draftgen.core.document import GridCell
from draftgen.core.form import Block
from draftgen.core.read import ReadTable
from draftgen.recall.heads import row_match
from draftgen.recall.values import read_value

_TRAILING = re.compile(r"(?<=\s)[-—/\d,.，．０-９\s]+$")
_FEW = 8


def token_table(table_id: str, lines: Sequence[str]) -> ReadTable | None:
    """The lines of a section as a grid: rows of heads, and rows of labels with the values behind them; None if it is none.

    Blank cells leave no trace in such text: a row with too few values stays in doubt, and is said to be so.
    """
    tokens = [token for line in lines for token in _tokens(line)]
    if len(tokens) < _FEW or not any(_is_number(token) for token in tokens):
        return None
    blocks = tuple(block for form_id in forms.FORMS for block in forms.form(form_id).table(table_id).blocks)
    labelled = any(row.label for block in blocks for row in block.rows)
    rows: list[list[str]] = []
    run: list[str] = []
    values: list[str] = []
    for token in (*tokens, ""):
        if token and _is_number(token):
            values.append(token)
            continue
        if values:
            head, labels = _divided(run, blocks) if labelled else (run, [])
            rows += [head] if head else []
            rows.append([*labels, *values])
            run, values = [], []
        if token:
            run.append(token)
    cells = [GridCell(y, x, 1, 1, text) for y, row in enumerate(rows) for x, text in enumerate(row)]
    return ReadTable(max(len(row) for row in rows), len(rows), tuple(cells))


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


def _divided(run: Sequence[str], blocks: Sequence[Block]) -> tuple[list[str], list[str]]:
    """A run of words before values → column heads, and the labels of the row: its last words that name a row."""
    for count in (1, 2, 3):
        label = "".join(run[-count:])
        if len(run) >= count and row_match(blocks, [label], "") is not None:
            before = list(run[:-count])
            group = [word for word in before[-2:] if re.match(r"[（(三]", word)] if len(before) <= 2 else []
            return before[: len(before) - len(group)], [*group, label]
    return list(run[:-1]), list(run[-1:])
