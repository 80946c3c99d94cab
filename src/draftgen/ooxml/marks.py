"""The elements of tracked changes in WordprocessingML (ECMA-376 part 1, 17.13.5), and the end of those already there."""

import copy
from collections.abc import Iterator

from lxml import etree

from draftgen.core.office import W
from draftgen.ooxml.body import children

_W = f"{{{W}}}"
AUTHOR = "draftgen"
_GONE = frozenset(
    f"{_W}{tag}"
    for tag in (
        "del",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "tblPrExChange",
        "numberingChange",
        "cellIns",
        "cellMerge",
    )
)
_KEPT = (f"{_W}ins", f"{_W}moveTo")


def _ids(root: etree._Element) -> list[str]:
    return [element.get(f"{_W}id", "") for element in root.iter() if isinstance(element.tag, str)]


class Marks:
    """Makes the elements of insertions and deletions, each with a number of its own."""

    def __init__(self, root: etree._Element) -> None:
        numbers = [int(value) for value in _ids(root) if value.isdecimal()]
        self._last = max(numbers, default=0)

    def mark(self, tag: str) -> etree._Element:
        """An empty ``w:ins`` or ``w:del``. There is no date: the same input gives the same bytes."""
        self._last += 1
        return etree.Element(f"{_W}{tag}", {f"{_W}id": str(self._last), f"{_W}author": AUTHOR})

    def delete(self, run: etree._Element) -> None:
        """Marks a run as deleted, where it stands; one that this program inserted, and nobody accepted yet, just goes."""
        parent = run.getparent()
        if parent is not None and parent.tag == f"{_W}ins" and parent.get(f"{_W}author") == AUTHOR:
            drop(run)
            if not len(parent):
                drop(parent)
            return
        for text in run.iter(f"{_W}t"):
            text.tag = f"{_W}delText"
        for text in run.iter(f"{_W}instrText"):
            text.tag = f"{_W}delInstrText"
        before = run.getprevious()
        if before is not None and before.tag == f"{_W}del" and before.get(f"{_W}author") == AUTHOR:
            before.append(run)
            return
        mark = self.mark("del")
        run.addprevious(mark)
        mark.append(run)

    def inserted(self, text: str, look: etree._Element | None) -> etree._Element:
        """An insertion of ``text`` with the properties of the run ``look``."""
        mark = self.mark("ins")
        mark.append(new_run(text, look))
        return mark

    def stand_alone(self, mark: etree._Element) -> None:
        """Takes a mark out of the insertion around it, which is cut in two: one insertion does not stand in another."""
        around = mark.getparent()
        if around is None or around.tag not in _KEPT:
            return
        rest = self.mark(etree.QName(around).localname)
        for name, value in around.attrib.items():
            if name != f"{_W}id":
                rest.set(name, value)
        rest.extend(mark.itersiblings())
        around.addnext(mark)
        if len(rest):
            mark.addnext(rest)

    def end_of(self, paragraph: etree._Element, tag: str) -> None:
        """Marks the end of a paragraph as inserted or deleted: it comes or goes as a whole."""
        properties = _child(paragraph, f"{_W}pPr", first=True)
        run = properties.find(f"{_W}rPr")
        if run is None:
            run = etree.Element(f"{_W}rPr")
            # Only the section and a change of the properties may stand behind.
            late = next((item for item in properties if item.tag in (f"{_W}sectPr", f"{_W}pPrChange")), None)
            properties.append(run) if late is None else late.addprevious(run)
        run.insert(0, self.mark(tag))

    def row(self, row: etree._Element, tag: str) -> None:
        """Marks a row of a table as inserted or deleted."""
        properties = row.find(f"{_W}trPr")
        if properties is None:
            properties = etree.Element(f"{_W}trPr")
            before = row.find(f"{_W}tblPrEx")
            row.insert(0, properties) if before is None else before.addnext(properties)
        properties.append(self.mark(tag))


def new_run(text: str, look: etree._Element | None) -> etree._Element:
    """A run that says ``text``, looking like the run ``look``."""
    run = etree.Element(f"{_W}r")
    properties = None if look is None else look.find(f"{_W}rPr")
    if properties is not None:
        own = copy.deepcopy(properties)
        for change in own.findall(f"{_W}rPrChange"):
            drop(change)
        run.append(own)
    pieces = text.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0")
    for piece in pieces:
        if piece in ("\t", "\n"):
            run.append(etree.Element(f"{_W}tab" if piece == "\t" else f"{_W}br"))
        elif piece:
            element = etree.SubElement(run, f"{_W}t")
            element.text = piece
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def accept(root: etree._Element) -> None:
    """Ends the changes that are already tracked: what was inserted stays, what was deleted goes."""
    for row in [row for row in root.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is not None]:
        drop(row)
    for paragraph in _ended(root):
        _join(paragraph)
    for element in list(root.iter(*_GONE)):
        drop(element)
    for element in list(root.iter(*_KEPT)):
        unwrap(element)


def drop(element: etree._Element) -> None:
    """Takes an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Puts the children of an element in its place; a mark on properties has none and just goes."""
    for child in list(element):
        element.addprevious(child)
    drop(element)


def length(element: etree._Element) -> int:
    """The characters of text in an element."""
    return sum(len(text.text or "") for text in element.iter(f"{_W}t"))


def _ended(root: etree._Element) -> list[etree._Element]:
    """The paragraphs whose end is marked as deleted or moved away."""
    marks = [f"{_W}pPr/{_W}rPr/{_W}{tag}" for tag in ("del", "moveFrom")]
    return [p for p in root.iter(f"{_W}p") if any(p.find(mark) is not None for mark in marks)]


def _join(paragraph: etree._Element) -> None:
    """Puts the contents of a paragraph, whose end is gone, at the start of the next one."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{_W}p":
        return
    position = 1 if after.find(f"{_W}pPr") is not None else 0
    for child in reversed([item for item in paragraph if item.tag != f"{_W}pPr"]):
        after.insert(position, child)
    drop(paragraph)


def _child(parent: etree._Element, tag: str, *, first: bool) -> etree._Element:
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0, found) if first else parent.append(found)
    return found


def runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph in order, those in links and content controls too; none of text boxes or fields' codes."""
    return children(paragraph, "r")
