"""Tables under tracked changes: cell by cell where two have the same shape, else as whole rows."""

import copy
from typing import NamedTuple

from lxml import etree

from draftgen.core.office import W
from draftgen.ooxml import paragraph as prose
from draftgen.ooxml.body import children
from draftgen.ooxml.marks import Marks, drop, length, runs, unwrap

_W = f"{{{W}}}"


class Grid(NamedTuple):
    """The cells of a table row by row; ``shape`` is what two tables must share for their cells to answer each other."""

    rows: tuple[tuple[etree._Element, ...], ...]
    shape: tuple[tuple[str, ...], ...]


def grid(table: etree._Element) -> Grid:
    """The rows and cells of a table, not those of tables within."""
    rows = tuple(tuple(children(row, "tc")) for row in children(table, "tr"))
    return Grid(rows, tuple(tuple(_kind(cell) for cell in row) for row in rows))


def revise_table(old: etree._Element, new: etree._Element, marks: Marks) -> int:
    """Tracks the changes cell by cell; gives the number of characters deleted and inserted."""
    changed = 0
    for row, new_row in zip(grid(old).rows, grid(new).rows, strict=True):
        for cell, new_cell in zip(row, new_row, strict=True):
            changed += _revise_cell(cell, new_cell, marks)
    return changed


def _revise_cell(cell: etree._Element, new: etree._Element, marks: Marks) -> int:
    """A cell of several paragraphs keeps them: the text goes to the first, breaks of line do not count."""
    paragraphs = [p for p in cell.iter(f"{_W}p") if prose.text_of(p).strip()]
    text = "".join(prose.text_of(p).strip() for p in new.iter(f"{_W}p"))
    if "".join(prose.text_of(p).strip() for p in paragraphs) == text:
        return 0
    if not paragraphs:
        paragraphs = [next(cell.iter(f"{_W}p"))]
    changed = prose.revise(paragraphs[0], text, marks)
    for rest in paragraphs[1:]:
        changed += prose.revise(rest, "", marks)
    return changed


def delete_table(table: etree._Element, marks: Marks) -> int:
    """Marks every row of a table as deleted; gives the number of characters."""
    return _whole(table, marks, "del")


def insert_table(table: etree._Element, marks: Marks) -> etree._Element:
    """A copy of a table of another file, without that file's styles and controls, every row marked as inserted."""
    made = copy.deepcopy(table)
    for tag in ("pStyle", "rStyle", "tblStyle", "numPr"):
        for element in list(made.iter(f"{_W}{tag}")):
            drop(element)
    for control in list(made.iter(f"{_W}sdt")):
        content = control.find(f"{_W}sdtContent")
        if content is not None:
            control.addprevious(content)
            unwrap(content)
        drop(control)
    _whole(made, marks, "ins")
    return made


def _whole(table: etree._Element, marks: Marks, tag: str) -> int:
    characters = 0
    for row in children(table, "tr"):
        marks.row(row, tag)
        for paragraph in row.iter(f"{_W}p"):
            for run in list(runs(paragraph)):
                characters += length(run)
                if tag == "del":
                    prose.open_control(run)
                    marks.delete(run)
                else:
                    mark = marks.mark("ins")
                    run.addprevious(mark)
                    mark.append(run)
    return characters


def _kind(cell: etree._Element) -> str:
    """How far a cell reaches: its columns, and whether it goes on from the row above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    above = "" if merge is None else merge.get(f"{_W}val", "continue")
    return f"{'1' if span is None else span.get(f'{_W}val', '1')}{'' if above != 'continue' else '^'}"
