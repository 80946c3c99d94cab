"""Puts the beginning, the end and the mark of a comment into paragraphs (ECMA-376 part 1, 17.13.4); no text changes."""

import copy

from lxml import etree

from draftgen.annotate.target import Target
from draftgen.core.office import W
from draftgen.ooxml.blocks import Atom, atoms

_W = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A comment may begin inside of these; inside of a control, a link or a field it stands around the whole.
_OPEN = frozenset(f"{_W}{tag}" for tag in ("ins", "moveTo", "smartTag"))


def put(target: Target, comment: str, style: str) -> None:
    """Ties comment number ``comment`` to its target. ``style`` is the id of the style of marks; "" for none."""
    begin = etree.Element(f"{_W}commentRangeStart", {f"{_W}id": comment})
    end = etree.Element(f"{_W}commentRangeEnd", {f"{_W}id": comment})
    # The end first: it leaves the offset of the beginning as it was.
    _put_end(target, end)
    _put_begin(target, begin)
    mark = etree.Element(f"{_W}r")
    if style:
        properties = etree.SubElement(mark, f"{_W}rPr")
        etree.SubElement(properties, f"{_W}rStyle", {f"{_W}val": style})
    etree.SubElement(mark, f"{_W}commentReference", {f"{_W}id": comment})
    end.addnext(mark)


def _put_begin(target: Target, begin: etree._Element) -> None:
    atom = next((a for a in atoms(target.first) if a.start <= target.start < a.end), None)
    if atom is None:
        _behind_properties(target.first, begin)
        return
    child = _top(target.first, atom.element)
    _part(child, atom, target.start, begin=True).addprevious(begin)


def _put_end(target: Target, end: etree._Element) -> None:
    pieces = atoms(target.last)
    offset = pieces[-1].end if pieces and target.end < 0 else target.end
    atom = next((a for a in pieces if a.start < offset <= a.end), None)
    if atom is None:
        target.last.append(end)
        return
    child = _top(target.last, atom.element)
    _part(child, atom, offset, begin=False).addnext(end)


def _behind_properties(paragraph: etree._Element, element: etree._Element) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        paragraph.insert(0, element)
    else:
        properties.addnext(element)


def _top(paragraph: etree._Element, element: etree._Element) -> etree._Element:
    """The outermost child of the paragraph around ``element``, below what a comment may begin in."""
    line = [element, *element.iterancestors()]
    below = line[: line.index(paragraph)]
    while len(below) > 1 and below[-1].tag in _OPEN:
        below.pop()
    return below[-1]


def _part(child: etree._Element, atom: Atom, offset: int, *, begin: bool) -> etree._Element:
    """The run that begins (or ends) at ``offset``: ``child`` or a part cut off from it; ``child`` itself if it is no run."""
    if child.tag != f"{_W}r":
        return child
    following = _cut(child, atom, offset)
    return following if begin and following is not None else child


def _cut(run: etree._Element, atom: Atom, offset: int) -> etree._Element | None:
    """Cuts a run at ``offset`` and gives the second half; None if nothing but properties would stay before the cut.

    At the end of the run nothing is cut either: then None is given, too, and the run itself ends there.
    """
    children = [item for item in run if item.tag != f"{_W}rPr"]
    position, inside = children.index(atom.element), offset - atom.start
    if 0 < inside < len(atom.text):
        rest = copy.copy(atom.element)
        rest.tail = None
        for element, text in ((atom.element, atom.text[:inside]), (rest, atom.text[inside:])):
            element.text = text
            element.set(_SPACE, "preserve")
        moved = [rest, *children[position + 1 :]]
    else:
        moved = children[position if inside == 0 else position + 1 :]
        if not moved or len(moved) == len(children):
            return None
    following = etree.Element(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        following.append(copy.deepcopy(properties))
    following.extend(moved)
    run.addnext(following)
    return following
