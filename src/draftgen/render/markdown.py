"""The report as Markdown, to compare two versions line by line: a paragraph a line, a row of a table a line."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from draftgen.core.document import Document, Paragraph, Role, Span, SpanKind, TableBlock
from draftgen.render.html import plain

_PREFIXES = {Role.TITLE: "# ", Role.HEADING: "## ", Role.SUBHEADING: "### "}

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~#]")
_EDGE_SPACE = re.compile(r"\A\s+|\s+\Z")
_LIST_START = re.compile(r"\A(?=[-+])|\A(\d{1,9})(?=[.)](?:\s|\Z))")
# GitHub makes a link of an address up to the next space and shows a backslash in it, unless the address is broken up.
_ADDRESS = re.compile(r"(?:https?|ftp)(?=://[^ <]*[\\*&])|www(?=\.[^ <]*[\\*&])", re.IGNORECASE)


def write_markdown(document: Document) -> str:
    """Write the whole report as GitHub Markdown that reads back as the same text."""
    return "\n\n".join(block for block in _blocks(document) if block) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield _line(Role.TITLE, [Span("".join(document.title))])
    for paragraph in document.intro:
        yield _line(paragraph.role, paragraph.spans)
    for section in document.sections:
        yield _line(Role.HEADING, [Span(section.title)])
        for content in section.contents:
            yield _line(content.role, content.spans) if isinstance(content, Paragraph) else _table(content)
    for paragraph in document.closing:
        yield _line(paragraph.role, paragraph.spans)


def _line(role: Role, spans: Iterable[Span]) -> str:
    texts = [(span.kind is SpanKind.MARK, text) for span in spans if (text := plain(span.text))]
    runs = groupby(texts, key=lambda text: text[0])
    inner = "".join(_run("".join(text for _, text in run), marked=marked) for marked, run in runs)
    return _PREFIXES.get(role, "") + _LIST_START.sub(r"\1\\", _inline(inner)) if inner else ""


def _table(table: TableBlock) -> str:
    """Write the grid row by row. The text of a merged cell stands in its first place; the others are empty."""
    grid = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.column] = _inline(_run(plain(cell.text)))
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join((lines[0], f"|{' --- |' * table.width}", *lines[1:])) if lines else ""


def _run(text: str, *, marked: bool = False) -> str:
    """Escape the signs of a run; make it bold if ``marked``.

    The stars of bold stand inside the brackets, 【**请确认**】: between a Chinese character and a bracket CommonMark
    takes them for mere stars.
    """
    letters = [i for i, character in enumerate(text) if character.isalnum()] if marked else []
    if not letters:
        return _escaped(text)
    start, end = letters[0], letters[-1] + 1
    return f"{_escaped(text[:start])}**{_escaped(text[start:end])}**{_escaped(text[end:])}"


def _escaped(text: str) -> str:
    return text if text.isalnum() else _SPECIAL.sub(r"\\\g<0>", text)


def _inline(line: str) -> str:
    """Make ``line`` one line of inline Markdown; space at its ends, which a reader would drop, as references."""
    if line.isalnum():  # most cells of a table
        return line
    line = _EDGE_SPACE.sub(lambda space: "".join(f"&#{ord(character)};" for character in space[0]), line)
    return _ADDRESS.sub(r"\g<0>\\", line.replace("\n", "<br>"))
