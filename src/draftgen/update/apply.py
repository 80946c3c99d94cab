"""Puts new values into the body of a Word file as tracked changes; nothing else of the file is touched."""

from collections.abc import Iterator, Sequence

from lxml import etree

from draftgen.core.finding import Finding
from draftgen.core.office import main_part, unpack
from draftgen.core.read import ReadParagraph, ReadTable
from draftgen.ooxml import paragraph as prose
from draftgen.ooxml.blocks import answering, cell_at, paragraphs_of, text_of
from draftgen.ooxml.body import body_of
from draftgen.ooxml.changes import Change
from draftgen.ooxml.marks import Marks
from draftgen.ooxml.package import packed, parse, serialised
from draftgen.update.result import Edit, Edited, Renewed, Updated, open_place
from draftgen.update.said import Occurrence


def apply(data: bytes, edited: Edited, edits: Sequence[Edit]) -> Updated:
    """The file with ``edits`` tracked, those that were made, and a finding for each that had no place in the file.

    Raises RefusedOutput where the file is of a kind whose body cannot be written, UnreadableInput where it has none.
    """
    parts = unpack(data)
    main = main_part(parts)
    root = parse(parts[main])
    places = _Places(edited, body_of(root, "写修订"))
    made: list[Renewed] = []
    findings: list[Finding] = []
    marks = Marks(root)
    for group in _groups(edits):
        target = places.paragraph(group[0])
        if target is None:
            findings += [_unplaced(edited, edit) for edit in group]
            continue
        element, offset = target
        prose.edit(element, [Change(e.start + offset, e.end + offset, e.new) for e in group], marks)
        made += [edit.place for edit in group]
    if not made:
        return Updated(data, (), tuple(findings))
    parts[main] = serialised(root)
    return Updated(packed(parts), tuple(made), tuple(findings))


def _groups(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """The edits of each paragraph or cell, in the order of the text; of two that meet the longer stays."""
    groups: dict[tuple[int, int, int], list[Edit]] = {}
    for edit in sorted(edits, key=lambda e: (e.block, e.row, e.column, e.start, -e.end)):
        group = groups.setdefault((edit.block, edit.row, edit.column), [])
        if not group or edit.start >= group[-1].end:
            group.append(edit)
    yield from groups.values()


class _Places:
    """The paragraphs of the file by the contents as read."""

    def __init__(self, edited: Edited, body: etree._Element) -> None:
        self._contents = edited.report.document.contents
        self._found = answering(self._contents, body)

    def paragraph(self, edit: Edit) -> tuple[etree._Element, int] | None:
        """The paragraph of an edit, and what is to be added to offsets; None where file and reading disagree."""
        content, element = self._contents[edit.block], self._found.get(edit.block)
        if element is None:
            return None
        if isinstance(content, ReadParagraph):
            fits = prose.text_of(element) == content.text[content.numbered :]
            return (element, -content.numbered) if fits else None
        return _in_cell(element, content, edit)


def _in_cell(table: etree._Element, content: ReadTable, edit: Edit) -> tuple[etree._Element, int] | None:
    cell = cell_at(table, content, edit.row, edit.column)
    paragraphs = [p for p in paragraphs_of(cell) if text_of(p).strip()] if cell is not None else []
    if len(paragraphs) != 1:
        return None
    text = prose.text_of(paragraphs[0])
    start = text.find(edit.place.old)
    return (paragraphs[0], start - edit.start) if start >= 0 and text.strip() == edit.place.old else None


def _unplaced(edited: Edited, edit: Edit) -> Finding:
    where = Occurrence(edit.place.path, edit.place.old, edit.block, edit.start, edit.row, edit.column)
    return open_place(
        "figure-unplaced",
        edited,
        where,
        f"“{edit.place.label}”应由{edit.place.old}改为{edit.new}，在文件里找不准位置",
        "没有改动，请在 Word 里改。",
    )
