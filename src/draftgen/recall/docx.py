"""Reads a Word file, anybody's or our own: its text, its tables, and every figure of ours with its path."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.office import FIGURE_MAP, W, main_part, parse, relationships, unpack
from draftgen.core.read import ReadContent, ReadDocument, ReadFigure, ReadTable
from draftgen.recall.alignment import Entry, align
from draftgen.recall.docx_body import BodyReader
from draftgen.recall.numbering import read_numbering

_W = f"{{{W}}}"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_REVISIONS = tuple(f"{_W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))
# Word can save in the strict manner of the standard, which names the same things in another place.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/customProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    ),
)


def read_docx(source: Path | bytes) -> ReadDocument:
    """The contents of a .docx with the figures that its content controls name.

    A figure takes its path from the tag of its control, else from the alias (LibreOffice drops the tags). Figures whose
    controls are gone are looked for in the text by the map in the document properties; one that could stand in two
    places is left out. The text of a figure is what the document says now. Insertions are kept, deletions left out;
    hidden text is left out, text boxes and the counters of lists are read.

    Raises:
        UnreadableInput: The file is no .docx, or a dangerous one.

    """
    parts = {name: _plain(name, part) for name, part in unpack(source).items()}
    main = main_part(parts)
    entries = _entries(_properties(parts))
    styles, numbering = _tied(parts, main, "/styles"), _tied(parts, main, "/numbering")
    reader = BodyReader(
        _style_names(styles), {entry.name: entry.path for entry in entries}, read_numbering(numbering, styles)
    )
    body = parse(parts, main).find(f"{_W}body")
    try:
        reader.read([] if body is None else body)
        reader.flush()
    except RecursionError as error:
        raise UnreadableInput(
            "这份文件的内部嵌套太深，不像正常的文档。请用 Word 或 WPS 打开，另存为新的 .docx。"
        ) from error
    figures = align(reader.contents, reader.figures, entries)
    return ReadDocument(_with_paths(reader.contents, figures), figures, findings=_revisions(body))


def figure_map(source: Path | bytes) -> tuple[tuple[str, str, bool], ...]:
    """The map of figures in the document properties, whatever became of the text: path, text, whether it is of the prose."""
    entries = _entries(_properties({name: _plain(name, part) for name, part in unpack(source).items()}))
    return tuple((entry.path, entry.text, entry.before is not None) for entry in entries)


def _plain(name: str, part: bytes) -> bytes:
    if name.endswith((".xml", ".rels")) and _STRICT in part:
        for strict, usual in _NAMES:
            part = part.replace(strict, usual)
    return part


def _revisions(body: ET.Element | None) -> tuple[Finding, ...]:
    """Says that there are revisions nobody has accepted."""
    if body is None or not any(element.tag in _REVISIONS for element in body.iter()):
        return ()
    message = "文件里有还没有接受的修订，已按全部接受之后的样子读取。"
    return (Finding("revisions", Level.HINT, Place(), message, "如有不该接受的，请先在 Word 或 WPS 里处理好再读。"),)


def _with_paths(contents: Sequence[ReadContent], figures: Sequence[ReadFigure]) -> tuple[ReadContent, ...]:
    """The contents with the path of each figure of a table on its cell."""
    paths = {(figure.block, figure.row, figure.column): figure.path for figure in figures if figure.row >= 0}

    def named(block: int, table: ReadTable) -> ReadTable:
        cells = (cell._replace(path=paths.get((block, cell.row, cell.column), "")) for cell in table.cells)
        return table._replace(cells=tuple(cells))

    return tuple(
        named(block, content) if isinstance(content, ReadTable) else content for block, content in enumerate(contents)
    )


def _tied(parts: Mapping[str, bytes], main: str, kind: str) -> ET.Element | None:
    """The part of a kind that the main part is tied to."""
    for tie in relationships(parts, main):
        if tie.type.endswith(kind) and tie.target in parts:
            return parse(parts, tie.target)
    return None


def _style_names(styles: ET.Element | None) -> dict[str, str]:
    """The names of the paragraph styles by id."""
    names = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
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
