"""Plain text and Markdown → paragraphs and tables: pipes, tabs, one cell a line, or pasted from a screen."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from draftgen.core.document import GridCell, Role
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.read import ReadContent, ReadDocument, ReadParagraph, ReadTable
from draftgen.recall.characters import clean
from draftgen.recall.encoding import decode
from draftgen.recall.lines import Line
from draftgen.recall.sections import headings
from draftgen.recall.tokens import replaced, with_token_tables

_DEBRIS = re.compile(r"\[(?:bookmark|image|书签|图片|图)\s*[:：][^\]\n]*\]")
_BORDER = re.compile(r"[\s|+\-:=_\u2500-\u257f]*")
_PIPE = re.compile(r"[|│┃║]")
_PARTED = re.compile(r"\S *[ \t\u3000][|│┃║](?:[ \t\u3000]|$)")
_MARKDOWN = re.compile(r"^\s{0,3}(#{1,6})\s+")


class _Row(NamedTuple):
    """Cells found in consecutive lines; ``line`` is the number of the first."""

    line: int
    cells: tuple[str, ...]


def read_text(data: bytes, name: str) -> ReadDocument:
    """The contents of a text. Raises UnreadableInput if it is none."""
    text, findings = decode(data, f"“{name}”" if name else "这份文件")
    lines = [clean(line) for line in _DEBRIS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    contents: list[ReadContent] = []
    number = 0
    while number < len(lines):
        rows, end = _table_at(lines, number)
        if rows:
            contents.append(_grid(rows))
            number = end
            continue
        paragraph = _paragraph(lines[number])
        if paragraph is not None:
            contents.append(paragraph)
        number += 1
    shown = replaced(contents, with_token_tables(contents))
    return ReadDocument(tuple(shown), findings=(*findings, *_debris(text, name)))


def _debris(text: str, name: str) -> tuple[Finding, ...]:
    """What a converter left in the text ([image: …]): it is not read, but a reader of the report would see it."""
    found = list(_DEBRIS.finditer(text))
    if not found:
        return ()
    line = text.count("\n", 0, found[0].start()) + 1
    column = found[0].start() - (text.rfind("\n", 0, found[0].start()) + 1) + 1
    place = Place(name, line, column, excerpt=found[0].group())
    message = f"文件里有 {len(found)} 处“{found[0].group()}”这样的残留记号。"
    return (Finding("debris", Level.ASK, place, message, "公布前删去；图片要真的放进去，并配文字说明。"),)


def _paragraph(line: str) -> ReadParagraph | None:
    """A line as a paragraph; the marks of Markdown tell its role."""
    match = _MARKDOWN.match(line)
    role = Role.BODY
    if match:
        role = {1: Role.TITLE, 2: Role.HEADING}.get(len(match[1]), Role.SUBHEADING)
        line = line[match.end() :].rstrip("# ")
    elif _drawn(line) or not line.strip(" -=_*"):
        return None
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", line).strip()
    return ReadParagraph(text, "", role) if text else None


def _table_at(lines: Sequence[str], number: int) -> tuple[list[_Row], int]:
    """The table that begins at a line, as its rows, and the line behind it; no rows if there is none."""
    line = lines[number]
    if _is_pipes(line):
        return _pipes(lines, number)
    if line.startswith("\t") and "\t" not in line.strip("\t "):
        return _cell_lines(lines, number)
    if "\t" in line.strip():
        return _tabbed(lines, number)
    return [], number


def _is_pipes(line: str) -> bool:
    """Whether a line is a row of cells: framed by pipes, or parted by pipes that have space around them."""
    return (len(_PIPE.findall(line)) >= 2 and _framed(line)) or bool(_PARTED.search(line))


def _framed(line: str) -> bool:
    return line.strip()[:1] in "|│┃║"


def _pipes(lines: Sequence[str], number: int) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    while number < len(lines) and (_is_pipes(lines[number]) or (rows and _goes_with(lines, number))):
        if not (_drawn(lines[number]) and re.search(r"--|==|__|[\u2500\u2501\u2550]", lines[number])):
            rows.append(_Row(number, _piped(lines[number])))
        number += 1
    return rows, number


def _piped(line: str) -> tuple[str, ...]:
    cells = _PIPE.split(line.strip())
    if _framed(line):
        cells = cells[1:-1] if len(cells) > 1 and not cells[-1].strip() else cells[1:]
    return tuple(cell.strip() for cell in cells)


def _goes_with(lines: Sequence[str], number: int) -> bool:
    """Whether a line without cells belongs to the table above: a drawn line, or the head of the next block of table 2."""
    following = number + 1 < len(lines) and _is_pipes(lines[number + 1])
    return _drawn(lines[number]) or (following and bool(re.match(r"\s*第.{1,4}条", lines[number])))


def _drawn(line: str) -> bool:
    return bool(line.strip()) and bool(_BORDER.fullmatch(line))


def _cell_lines(lines: Sequence[str], number: int) -> tuple[list[_Row], int]:
    """A table with one cell a line, each after a tab; a blank line ends a row, a line without a tab goes on in the cell."""
    rows: list[_Row] = []
    cells: list[str] = []
    start = number
    while number < len(lines):
        line = lines[number]
        if line.startswith("\t"):
            if not cells:
                start = number
            cells.append(line.strip())
        elif not line.strip():
            empty_cell = bool(cells) and not cells[-1] and _goes_on(lines, number)
            if cells and not empty_cell:
                rows.append(_Row(start, tuple(cells)))
                cells = []
        elif cells and not _is_heading(line):
            cells[-1] = f"{cells[-1]}\n{line.strip()}".strip()
        else:
            break
        number += 1
    if cells:
        rows.append(_Row(start, tuple(cells)))
    return rows, number


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the next line that is not blank is one without a tab, and no title: the text of a cell begun before."""
    following = next((line for line in lines[number:] if line.strip()), "\t")
    return not following.startswith("\t") and not _is_heading(following)


def _tabbed(lines: Sequence[str], number: int) -> tuple[list[_Row], int]:
    """A table with one row a line and tabs between the cells; a line without a tab is the beginning of the next label."""
    rows: list[_Row] = []
    waiting = ""
    while number < len(lines):
        line = lines[number]
        if "\t" in line.strip():
            cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
            if waiting:
                cells[0] = waiting + cells[0]
            rows.append(_Row(number, tuple(cells)))
            waiting = ""
        elif re.match(r"\s*第.{1,4}条", line):
            rows.append(_Row(number, (line.strip(),)))
        elif line.strip() and not _is_heading(line) and len(line) <= 60 and _tab_follows(lines, number):
            waiting += line.strip()
        elif line.strip():
            break
        number += 1
    return rows, number


def _tab_follows(lines: Sequence[str], number: int) -> bool:
    return any("\t" in line.strip() for line in lines[number + 1 : number + 3])


def _is_heading(line: str) -> bool:
    return any(True for _ in headings([Line(line.strip(), 0, 0, Role.BODY)]))


def _grid(rows: Sequence[_Row]) -> ReadTable:
    """Rows of unequal length as a grid: what was merged is not known, so every cell takes one place.

    Nothing is aligned here: the reader of the tables takes the heads of such rows by their order, values from the end.
    """
    cells = [
        GridCell(number, column, 1, 1, text) for number, row in enumerate(rows) for column, text in enumerate(row.cells)
    ]
    lengths = {len(row.cells) for row in rows}
    return ReadTable(max(lengths), len(rows), tuple(cells), aligned=len(lengths) == 1)
