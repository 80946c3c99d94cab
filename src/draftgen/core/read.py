"""What is read back from an office file, what both ends agree on, and the guard at the door."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

from draftgen.core.document import GridCell, Role
from draftgen.core.finding import UnreadableInput

FIGURE_MAP = "draftgen.figures"
"""Name of the document properties (with ``.1``, ``.2``… appended) that hold the map of figures.

Their values joined are a JSON list, in the order of the document. A figure of a paragraph is
``[path, text, words before it]``, a figure of a table ``[path, text]``; a path that is too long for the name of a
content control is followed by the name that stands for it: ``[path, text, before or null, name]``.
"""

ROLE_STYLES: Mapping[Role, str] = {
    Role.TITLE: "Title",
    Role.INTRO: "年报引言",
    Role.HEADING: "heading 1",
    Role.SUBHEADING: "heading 2",
    Role.BODY: "年报正文",
    Role.SIGNATURE: "年报落款",
    Role.DATE: "年报日期",
}
"""The name of the paragraph style of each role in a Word file."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENTRIES = 2000
_UNPACKED = 64 * 1024 * 1024
_RATIO = 200
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure found in a document: its place in the order of figures, the path it stands for, what it says now.

    ``block`` counts the contents of the document from 0. In a paragraph ``start`` is the offset in its text; in a table
    ``row`` and ``column`` name the cell.
    """

    ordinal: int
    path: str
    text: str
    block: int
    start: int = 0
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph as it stands: insertions kept, deletions left out. ``style`` is the style's name."""

    text: str
    style: str
    role: Role


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table on a grid; merged cells carry their spans."""

    width: int
    height: int
    cells: tuple[GridCell, ...]

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The texts row by row; the text of a merged cell stands in every place it covers."""
        rows = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in rows[cell.row : cell.row + cell.rows]:
                row[cell.column : cell.column + cell.columns] = [cell.text] * cell.columns
        return tuple(tuple(row) for row in rows)


ReadContent: TypeAlias = ReadParagraph | ReadTable


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document read back: its paragraphs (empty ones left out) and tables in order, and its figures."""

    contents: tuple[ReadContent, ...]
    figures: tuple[ReadFigure, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[ReadParagraph, ...]:
        return tuple(content for content in self.contents if isinstance(content, ReadParagraph))

    @property
    def tables(self) -> tuple[ReadTable, ...]:
        return tuple(content for content in self.contents if isinstance(content, ReadTable))


@dataclass(frozen=True, slots=True)
class Relationship:
    """A tie from one part of a package to another (``target`` is the part's name) or, if external, to an address."""

    id: str
    type: str
    target: str
    external: bool


def unpack(source: Path | bytes) -> dict[str, bytes]:
    """The parts of an office file (.docx and its kin) by name, without the leading slash.

    Refuses, before anything is unpacked or parsed, what is no such file and what could fill the memory or read other
    files: too many or too large parts, a ratio of compression no real document has, a DOCTYPE.
    """
    name = f"“{source.name}”" if isinstance(source, Path) else "这份文件"
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"{name}打不开（{error.strerror}）。请检查文件名，并关闭正在使用它的 Word 或 WPS。"
        ) from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableInput(
            f"{name}是旧的 .doc 格式，或者设了打开密码。请用 Word 或 WPS 打开，去掉密码，另存为 .docx。"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _refuse_bomb(name, package.infolist(), len(data))
            parts = {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableInput(
            f"{name}不是 Word 文档（.docx），或者已经损坏。请用 Word 或 WPS 打开，另存为 .docx。"
        ) from error
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")) and any(mark in content for mark in _DOCTYPE):
            raise UnreadableInput(
                f"{name}的 {part} 含有 DOCTYPE 声明，正常的 Word 文档没有，为安全起见不读取。请另存为新的 .docx。"
            )
    return parts


def parse(parts: Mapping[str, bytes], part: str) -> ET.Element:
    """The root element of an XML part."""
    try:
        return ET.fromstring(parts[part])  # noqa: S314 - `unpack` has refused every DOCTYPE and every bomb
    except KeyError as error:
        raise UnreadableInput(f"文档里缺少 {part}，不完整。请用 Word 或 WPS 打开，另存为新的 .docx。") from error
    except (ET.ParseError, LookupError, ValueError) as error:
        raise UnreadableInput(f"文档里的 {part} 已经损坏。请用 Word 或 WPS 打开，另存为新的 .docx。") from error


def relationships(parts: Mapping[str, bytes], part: str) -> tuple[Relationship, ...]:
    """The relationships of ``part``; those of the package itself for ``""``."""
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in parts:
        return ()
    found = []
    for element in parse(parts, rels).iter(_RELATIONSHIP):
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
    return tuple(found)


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part with the text of the document."""
    for relationship in relationships(parts, ""):
        if relationship.type.endswith("/officeDocument") and relationship.target in parts:
            return relationship.target
    raise UnreadableInput("这份文件里没有正文，不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx。")


def _refuse_bomb(name: str, entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) >= _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * packed:
        raise UnreadableInput(
            f"{name}解压后过大（{len(entries)} 个部件，{unpacked // 1024 // 1024} MB），不像正常的文档，没有读取。"
            "请用 Word 或 WPS 打开检查，压缩图片后另存为新的 .docx。"
        )
    if len({entry.filename for entry in entries}) != len(entries):
        raise UnreadableInput(f"{name}里有同名的部件，已经损坏。请用 Word 或 WPS 打开，另存为新的 .docx。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput(f"{name}设了密码。请去掉密码后另存为 .docx。")
