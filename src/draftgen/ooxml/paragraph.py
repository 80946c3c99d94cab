"""The text of one paragraph as runs, and changes put into it without touching what stays."""

import copy
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from draftgen.core.office import W
from draftgen.ooxml.body import said
from draftgen.ooxml.changes import Change, changes
from draftgen.ooxml.marks import Marks, drop, new_run, runs

_W = f"{{{W}}}"


class Piece(NamedTuple):
    """One run that holds one child, and the text it stands for ("" for a picture, a bookmark and the like)."""

    run: etree._Element
    text: str


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph as a reader sees it."""
    return "".join(_text(run) for run in runs(paragraph))


def revise(paragraph: etree._Element, new: str, marks: Marks) -> int:
    """Tracks what must change for the paragraph to say ``new``; gives the number of characters deleted and inserted."""
    return edit(paragraph, changes(text_of(paragraph), new), marks)


def edit(paragraph: etree._Element, found: Sequence[Change], marks: Marks) -> int:
    """Tracks ``found``, changes in the order of the text that do not meet; gives the number of characters."""
    if not found:
        return 0
    pieces = _pieces(paragraph)
    # From the end, so that the offsets of what is still to come stay true.
    for change in reversed(found):
        pieces = _cut(_cut(pieces, change.start), change.end)
        gone = _within(pieces, change.start, change.end)
        _free([piece.run for piece in gone])
        anchor = gone[-1].run if gone else _before(pieces, change.start)
        if change.new:
            _put(paragraph, marks.inserted(change.new, gone[0].run if gone else anchor), anchor, marks)
        for piece in gone:
            open_control(piece.run)
            marks.delete(piece.run)
    return sum(change.end - change.start + len(change.new) for change in found)


def _free(gone: Sequence[etree._Element]) -> None:
    """Takes away the controls that go with other words around them: what replaces them all belongs into none of them."""
    for control in dict.fromkeys(control for run in gone for control in run.iterancestors(f"{_W}sdt")):
        content = control.find(f"{_W}sdtContent")
        inside = [run for run in gone if control in run.iterancestors(f"{_W}sdt")]
        if content is not None and len(inside) < len(gone):
            for child in list(content):
                control.addprevious(child)
            drop(control)


def delete(paragraph: etree._Element, marks: Marks) -> int:
    """Marks a whole paragraph as deleted; gives the number of characters."""
    length = len(text_of(paragraph))
    for run in list(runs(paragraph)):
        open_control(run)
        marks.delete(run)
    marks.end_of(paragraph, "del")
    return length


def insert(text: str, like: etree._Element, marks: Marks) -> etree._Element:
    """A new paragraph marked as inserted, in the look of the paragraph ``like``."""
    paragraph = etree.Element(f"{_W}p")
    properties = like.find(f"{_W}pPr")
    if properties is not None:
        own = copy.deepcopy(properties)
        for tag in ("sectPr", "rPr", "numPr"):
            for element in own.findall(f"{_W}{tag}"):
                own.remove(element)
        paragraph.append(own)
    marks.end_of(paragraph, "ins")
    if text:
        paragraph.append(marks.inserted(text, next(iter(runs(like)), None)))
    return paragraph


def _put(paragraph: etree._Element, mark: etree._Element, anchor: etree._Element | None, marks: Marks) -> None:
    """Puts an insertion behind the run ``anchor``; at the beginning of the paragraph if there is none."""
    first = next(iter(runs(paragraph)), None)
    if anchor is not None:
        anchor.addnext(mark)
        marks.stand_alone(mark)
    elif first is not None:
        mark.replace(mark[0], new_run(_text(mark[0]), first))
        first.addprevious(mark)
        marks.stand_alone(mark)
    else:
        paragraph.append(mark)


def open_control(run: etree._Element) -> None:
    """A control of plain text becomes one of rich text: LibreOffice forgets what is tracked inside the former."""
    for control in run.iterancestors(f"{_W}sdt"):
        plain = control.find(f"{_W}sdtPr/{_W}text")
        if plain is not None:
            drop(plain)


def _before(pieces: list[Piece], start: int) -> etree._Element | None:
    """The run that ends where ``start`` is; None at the beginning."""
    position, found = 0, None
    for piece in pieces:
        if position >= start:
            break
        position += len(piece.text)
        found = piece.run
    return found


def _within(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    position, found = 0, []
    for piece in pieces:
        if piece.text and start <= position < end:
            found.append(piece)
        position += len(piece.text)
    return found


def _pieces(paragraph: etree._Element) -> list[Piece]:
    """The runs, each with one child at most: a run with several is cut."""
    pieces = []
    for run in list(runs(paragraph)):
        children = [child for child in run if child.tag != f"{_W}rPr"]
        current = run
        for number, child in enumerate(children):
            if number:
                following = _empty_like(run)
                current.addnext(following)
                following.append(child)
                current = following
            pieces.append(Piece(current, said(child) or ""))
    return pieces


def _cut(pieces: list[Piece], at: int) -> list[Piece]:
    """The pieces with a border at offset ``at``."""
    position = 0
    for number, piece in enumerate(pieces):
        inside = at - position
        if 0 < inside < len(piece.text):
            child = next(item for item in piece.run if item.tag != f"{_W}rPr")
            following = _empty_like(piece.run)
            rest = copy.deepcopy(child)
            for element, text in ((child, piece.text[:inside]), (rest, piece.text[inside:])):
                element.text = text
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            following.append(rest)
            piece.run.addnext(following)
            cut = [Piece(piece.run, piece.text[:inside]), Piece(following, piece.text[inside:])]
            return [*pieces[:number], *cut, *pieces[number + 1 :]]
        position += len(piece.text)
    return pieces


def _empty_like(run: etree._Element) -> etree._Element:
    made = etree.Element(f"{_W}r")
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _text(run: etree._Element) -> str:
    return "".join(said(child) or "" for child in run)
