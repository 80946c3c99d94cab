"""Reads a Word file that we wrote back: its text, its tables, and every figure with its path."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from draftgen.core.document import GridCell, Role
from draftgen.core.finding import UnreadableInput
from draftgen.core.office import FIGURE_MAP, ROLE_STYLES, W, main_part, parse, relationships, unpack
from draftgen.core.read import ReadContent, ReadDocument, ReadFigure, ReadParagraph, ReadTable
from draftgen.recall.alignment import Entry, align

_W = f"{{{W}}}"
# Deleted and moved-away text, properties, and drawings (a text box would be read twice).
_SKIPPED = frozenset(
    f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "drawing", "pict", "object", "instrText", "ruby")
)
_TEXTS: Mapping[str, str] = {
    f"{_W}tab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_HAIR = 20  # twips
_COUNT = re.compile("[0-9]{1,2}")
_ROLES: Mapping[str, Role] = {name.lower(): role for role, name in ROLE_STYLES.items()}
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def read_docx(source: Path | bytes) -> ReadDocument:
    """The contents of a .docx with the figures that its content controls name.

    A figure takes its path from the tag of its control, else from the alias (LibreOffice drops the tags). Figures whose
    controls are gone are looked for in the text by the map in the document properties; one that could stand in two
    places is left out. The text of a figure is what the document says now. Insertions are kept, deletions left out.

    Raises:
        UnreadableInput: The file is no .docx, or a dangerous one.

    """
    parts = unpack(source)
    main = main_part(parts)
    entries = _entries(_properties(parts))
    reader = _Reader(_style_names(parts, main), {entry.name: entry.path for entry in entries})
    body = parse(parts, main).find(f"{_W}body")
    try:
        reader.read([] if body is None else body)
    except RecursionError as error:
        raise UnreadableInput(
            "这份文件的内部嵌套太深，不像正常的文档。请用 Word 或 WPS 打开，另存为新的 .docx。"
        ) from error
    figures = align(reader.contents, reader.figures, entries)
    return ReadDocument(_with_paths(reader.contents, figures), figures)


@dataclass(slots=True)
class _Text:
    """The text of a paragraph in the making, and its controls as (path, start, text)."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    controls: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Reader:
    """Walks a body. ``styles`` gives names by id, ``names`` paths by the name of a control."""

    styles: Mapping[str, str]
    names: Mapping[str, str]
    contents: list[ReadContent] = field(default_factory=list)
    figures: list[ReadFigure] = field(default_factory=list)

    def read(self, parent: Iterable[ET.Element]) -> None:
        """Reads the paragraphs and tables of a body, also those inside of block-level controls."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag not in _SKIPPED:
                self.read(element)

    def _paragraph(self, element: ET.Element) -> None:
        text = _Text()
        self._collect(element, text)
        whole = "".join(text.pieces)
        if not whole.strip():
            return
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else self.styles.get(style.get(f"{_W}val", ""), "")
        block = len(self.contents)
        self.contents.append(ReadParagraph(whole, name, _ROLES.get(name.lower(), Role.BODY)))
        for path, start, figure in text.controls:
            self.figures.append(ReadFigure(len(self.figures), path, figure, block, start))

    def _table(self, element: ET.Element) -> None:
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}
        columns = _columns(element)
        rows = [row for row in _descend(element, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        for number, row in enumerate(rows):
            grid = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            for cell in _descend(row, "tc"):
                start, grid = grid, grid + _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
                column = columns(start)
                span = max(1, columns(grid) - column)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in open_cells:
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
            text = _Text()
            self._collect(paragraph, text)
            texts.append("".join(text.pieces))
            for path, start, figure in text.controls:
                self.figures.append(ReadFigure(len(self.figures), path, figure, len(self.contents), start, row, column))
        return GridCell(row, column, 1, span, "\n".join(text for text in texts if text), head=head)

    def _collect(self, element: ET.Element, text: _Text) -> None:
        """Adds the text below ``element``, noting the controls."""
        for child in element:
            if child.tag == f"{_W}t":
                text.add(child.text or "")
            elif child.tag == f"{_W}br":
                text.add("\n" if child.get(f"{_W}type", "textWrapping") == "textWrapping" else "")
            elif child.tag in _TEXTS:
                text.add(_TEXTS[child.tag])
            elif child.tag == f"{_W}sdt":
                self._control(child, text)
            elif child.tag not in _SKIPPED and not child.tag.endswith("}AlternateContent"):
                self._collect(child, text)

    def _control(self, element: ET.Element, text: _Text) -> None:
        start, piece = text.length, len(text.pieces)
        for content in element.findall(f"{_W}sdtContent"):
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


def _descend(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or the cells of a row, also inside of controls; not those of tables within."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _descend(child, tag)


def _columns(table: ET.Element) -> Callable[[int], int]:
    """Gives for a column of the file's grid the column of ours, which has none of a hair's breadth.

    LibreOffice saves such columns where the edges of two rows differ by rounding.
    """
    widths = [column.get(f"{_W}w", "") for column in table.findall(f"{_W}tblGrid/{_W}gridCol")]
    hairs = [number for number, width in enumerate(widths) if _COUNT.fullmatch(width) and int(width) <= _HAIR]
    return lambda column: column - sum(hair < column for hair in hairs)


def _taller(cell: GridCell) -> GridCell:
    return cell._replace(rows=cell.rows + 1)


def _with_paths(contents: Sequence[ReadContent], figures: Sequence[ReadFigure]) -> tuple[ReadContent, ...]:
    """The contents with the path of each figure of a table on its cell."""
    paths = {(figure.block, figure.row, figure.column): figure.path for figure in figures if figure.row >= 0}

    def named(block: int, table: ReadTable) -> ReadTable:
        cells = (cell._replace(path=paths.get((block, cell.row, cell.column), "")) for cell in table.cells)
        return table._replace(cells=tuple(cells))

    return tuple(
        named(block, content) if isinstance(content, ReadTable) else content for block, content in enumerate(contents)
    )


def _number(element: ET.Element | None, default: int) -> int:
    text = "" if element is None else element.get(f"{_W}val", "")
    return int(text) if _COUNT.fullmatch(text) else default


def _style_names(parts: Mapping[str, bytes], main: str) -> dict[str, str]:
    """The names of the paragraph styles by id."""
    names = {}
    for tie in relationships(parts, main):
        if tie.type.endswith("/styles") and tie.target in parts:
            for style in parse(parts, tie.target).iter(f"{_W}style"):
                name = style.find(f"{_W}name")
                names[style.get(f"{_W}styleId", "")] = "" if name is None else name.get(f"{_W}val", "")
    return names


def _properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The custom properties of the document."""
    for tie in relationships(parts, ""):
        if tie.type.endswith("/custom-properties") and tie.target in parts:
            root = parse(parts, tie.target)
            return {item.get("name", ""): "".join(item.itertext()) for item in root.iter(_PROPERTY)}
    return {}


def _entries(properties: Mapping[str, str]) -> tuple[Entry, ...]:
    """The map of figures; nothing if there is none or a program has cut it."""
    pieces: dict[int, str] = {}
    for name, value in properties.items():
        base, _, number = name.rpartition(".")
        if base == FIGURE_MAP and number.isdecimal():
            pieces[int(number)] = value
    try:
        raw = json.loads("".join(pieces[number] for number in sorted(pieces)) or "[]")
        return tuple(Entry.read(item) for item in raw)
    except (ValueError, TypeError, IndexError, RecursionError):
        return ()
