"""Walks the body of a Word file: paragraphs and tables in order, as they stand once every revision is accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from draftgen.core.document import GridCell, Role
from draftgen.core.office import ROLE_STYLES, W
from draftgen.core.read import ReadContent, ReadFigure, ReadParagraph, ReadTable
from draftgen.ooxml.body import children, columns, count, said
from draftgen.recall.numbering import Numbering
from draftgen.recall.values import read_value

_W = f"{{{W}}}"
# Deleted and moved-away text, properties, and what is no text. Drawings are looked into for text boxes only.
_SKIPPED = frozenset(
    f"{_W}{tag}"
    for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "object", "instrText", "ruby", "tblPr", "tblGrid")
)
_DRAWN = (f"{_W}drawing", f"{_W}pict")
_BOX = f"{_W}txbxContent"
_ROLES: Mapping[str, Role] = {name.lower(): role for role, name in ROLE_STYLES.items()}
_OFF = ("0", "false", "off")
_VALUES = 5


@dataclass(slots=True)
class _Text:
    """The text of a paragraph in the making, its controls as (path, start, text), and the text boxes tied to it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    controls: list[tuple[str, int, str]] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def append(self, other: "_Text") -> None:
        """Puts another text behind this one."""
        self.controls += [(path, start + self.length, shown) for path, start, shown in other.controls]
        self.boxes += other.boxes
        self.add("".join(other.pieces))


@dataclass(slots=True)
class BodyReader:
    """Walks a body. ``styles`` gives names by id, ``names`` paths by the name of a control."""

    styles: Mapping[str, str]
    names: Mapping[str, str]
    numbering: Numbering
    contents: list[ReadContent] = field(default_factory=list)
    figures: list[ReadFigure] = field(default_factory=list)
    waiting: _Text = field(default_factory=_Text)

    def read(self, parent: Iterable[ET.Element]) -> None:
        """Reads the paragraphs and tables of a body, also those inside of block-level controls."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag not in _SKIPPED:
                self.read(_content(element))

    def flush(self) -> None:
        """Ends a paragraph whose mark was deleted, but which nothing follows."""
        if self.waiting.length:
            text, self.waiting = self.waiting, _Text()
            self._add(text, 0, None)

    def _paragraph(self, element: ET.Element) -> None:
        text, numbered = self._joined(element)
        if text is not None:
            self._add(text, numbered, element.find(f"{_W}pPr/{_W}pStyle"))

    def _add(self, text: _Text, numbered: int, style: ET.Element | None) -> None:
        whole = "".join(text.pieces)
        if whole[numbered:].strip():
            name = "" if style is None else self.styles.get(style.get(f"{_W}val", ""), "")
            block = len(self.contents)
            self.contents.append(ReadParagraph(whole, name, _ROLES.get(name.lower(), Role.BODY), numbered))
            for path, start, figure in text.controls:
                self.figures.append(ReadFigure(len(self.figures), path, figure, block, start))
        for box in text.boxes:
            self.read(box)

    def _joined(self, element: ET.Element) -> tuple[_Text | None, int]:
        """The text of a paragraph with its counter, and the counter's length; None if a revision joins it to the next."""
        properties = element.find(f"{_W}pPr")
        text = _Text()
        self._collect(element, text)
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            self.waiting.append(text)
            return None, 0
        whole = _Text()
        whole.add(self.numbering.text(properties))
        numbered = whole.length
        for part in (self.waiting, text):
            whole.append(part)
        self.waiting = _Text()
        return whole, numbered

    def _table(self, element: ET.Element) -> None:
        self.flush()
        rows = [row for row in children(element, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        if _is_layout(rows):
            for row in rows:
                for cell in children(row, "tc"):
                    self.read(cell)
                    self.flush()
            return
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}
        ours = columns(element)
        for number, row in enumerate(rows):
            grid = count(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            for cell in children(row, "tc"):
                start, grid = grid, grid + count(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
                column = ours(start)
                span = max(1, ours(grid) - column)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if _goes_on(cell.find(f"{_W}tcPr/{_W}hMerge")) and cells and cells[-1].row == number:
                    cells[-1] = cells[-1]._replace(columns=cells[-1].columns + span)
                elif _goes_on(merge) and column in open_cells:
                    cells[open_cells[column]] = _taller(cells[open_cells[column]])
                else:
                    cells.append(self._cell(cell, (number, column, span), head=head))
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = len(cells) - 1
        width = max((cell.column + cell.columns for cell in cells), default=0)
        self.contents.append(ReadTable(width, len(rows), tuple(cells)))

    def _cell(self, element: ET.Element, place: tuple[int, int, int], *, head: bool) -> GridCell:
        row, column, span = place
        texts = []
        for paragraph in element.iter(f"{_W}p"):
            text, _ = self._joined(paragraph)
            if text is None:
                continue
            texts.append("".join(text.pieces))
            for path, start, figure in text.controls:
                self.figures.append(ReadFigure(len(self.figures), path, figure, len(self.contents), start, row, column))
        texts += ["".join(self.waiting.pieces)]
        self.waiting = _Text()
        return GridCell(row, column, 1, span, "\n".join(text for text in texts if text), head=head)

    def _collect(self, element: ET.Element, text: _Text) -> None:
        """Adds the text below ``element``, noting the controls and text boxes."""
        for child in element:
            words = said(child)
            if words is not None:
                text.add(words)
            elif child.tag == f"{_W}sdt":
                self._control(child, text)
            elif child.tag in _DRAWN or child.tag.endswith("}AlternateContent"):
                text.boxes += _boxes(child)
            elif child.tag not in _SKIPPED and not _hidden(child):
                self._collect(child, text)

    def _control(self, element: ET.Element, text: _Text) -> None:
        start, piece = text.length, len(text.pieces)
        for content in _content(element):
            self._collect(content, text)
        path = self._path(element)
        if path and text.length > start:
            text.controls.append((path, start, "".join(text.pieces[piece:])))

    def _path(self, element: ET.Element) -> str:
        """The path that a control stands for; "" for a control of somebody else's."""
        for tag in ("tag", "alias"):
            found = element.find(f"{_W}sdtPr/{_W}{tag}")
            name = "" if found is None else found.get(f"{_W}val", "")
            if name and (name in self.names or not self.names):
                return self.names.get(name, name)
        return ""


def _content(element: ET.Element) -> Iterable[ET.Element]:
    """What is inside of an element; of a control that still shows what to type there, nothing."""
    if element.tag != f"{_W}sdt":
        return element
    if element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
        return ()
    return element.findall(f"{_W}sdtContent")


def _boxes(element: ET.Element) -> list[ET.Element]:
    """The text boxes of a drawing: each once, though it is written down for new and for old programs."""
    if element.tag.endswith("}AlternateContent"):
        for name in ("Choice", "Fallback"):
            found = [box for child in element if child.tag.endswith(f"}}{name}") for box in _boxes(child)]
            if found:
                return found
        return []
    if element.tag == _BOX:
        return [element]
    return [box for child in element for box in _boxes(child)]


def _hidden(run: ET.Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return vanish is not None and vanish.get(f"{_W}val", "true") not in _OFF


def _is_layout(rows: Sequence[ET.Element]) -> bool:
    """Whether a table only arranges the page: one cell a row with whole sentences, or other tables and hardly a number."""
    if not any(row.find(f".//{_W}tbl") is not None for row in rows):
        single = all(len(list(children(row, "tc"))) == 1 for row in rows)
        return single and any("。" in (text.text or "") for row in rows for text in row.iter(f"{_W}t"))
    cells = [cell for row in rows for cell in children(row, "tc") if cell.find(f".//{_W}tbl") is None]
    texts = ("".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in cells)
    return sum(read_value(text).value is not None for text in texts) < _VALUES


def _goes_on(merge: ET.Element | None) -> bool:
    """Whether a cell is the further part of a merged one."""
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _taller(cell: GridCell) -> GridCell:
    return cell._replace(rows=cell.rows + 1)
