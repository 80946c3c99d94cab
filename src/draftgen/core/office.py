"""Office files: what writer and reader agree on, and the guard at the door."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from draftgen.core.document import Role
from draftgen.core.finding import UnreadableInput
from draftgen.core.refusal import reason

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# An IndexError: a name that begins with a NUL is empty to the library, which then looks at its last character.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, OSError, RuntimeError, EOFError, ValueError, IndexError)
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Relationship(NamedTuple):
    """A tie from one part of a package to another (``target`` is the part's name) or, if external, to an address."""

    id: str
    type: str
    target: str
    external: bool


class Family(NamedTuple):
    """A family of office files, as messages name it: what it is, its ending, that of its old format, what opens it."""

    name: str
    ending: str
    old: str
    program: str


WORD = Family("Word 文档", ".docx", ".doc", "Word 或 WPS")
WORKBOOK = Family("Excel 工作簿", ".xlsx", ".xls", "Excel 或 WPS")


def unpack(source: Path | bytes, family: Family = WORD, name: str = "") -> dict[str, bytes]:
    """The parts of an office file (.docx and its kin) by name, without the leading slash.

    ``name`` is what messages call the file; without it, that of its path.

    Refuses, before anything is unpacked or parsed, what is no such file and what could fill the memory or read other
    files: too many or too large parts, a ratio of compression no real document has, a DOCTYPE.
    """
    name = f"“{name or source.name}”" if isinstance(source, Path) else f"“{name}”" if name else "这份文件"
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"{name}打不开（{reason(error)}）。请检查文件名，并关闭正在使用它的 {family.program}。"
        ) from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableInput(
            f"{name}是旧的 {family.old} 格式，或者设了打开密码。请用 {family.program} 打开，去掉密码，另存为 {family.ending}。"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _refuse_bomb(name, package.infolist(), len(data), family)
            parts = {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
    except _DAMAGED as error:
        raise UnreadableInput(
            f"{name}不是 {family.name}（{family.ending}），或者已经损坏。请用 {family.program} 打开，另存为 {family.ending}。"
        ) from error
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")) and any(mark in content for mark in _DOCTYPE):
            raise UnreadableInput(
                f"{name}的 {part} 含有 DOCTYPE 声明，正常的 {family.name}没有，为安全起见不读取。请另存为新的 {family.ending}。"
            )
    return parts


def parse(parts: Mapping[str, bytes], part: str) -> "Element":
    """The root element of an XML part."""
    # Writing needs the names above but no parser.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    if any(mark in parts.get(part, b"") for mark in _DOCTYPE):
        # `unpack` goes by names, and a tie may lead to a part of any name.
        raise UnreadableInput(f"{part} 含有 DOCTYPE 声明，正常的文档没有，为安全起见不读取。请另存为新的文件。")
    try:
        return ET.fromstring(parts[part])  # noqa: S314 - no DOCTYPE, and `unpack` has refused every bomb
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


def _refuse_bomb(name: str, entries: list[zipfile.ZipInfo], packed: int, family: Family) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) >= _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * packed:
        raise UnreadableInput(
            f"{name}解压后过大（{len(entries)} 个部件，{unpacked // 1024 // 1024} MB），不像正常的文档，没有读取。"
            f"请用 {family.program} 打开检查，压缩图片、删去多余的空行后另存为新的 {family.ending}。"
        )
    unique = len({entry.filename for entry in entries}) == len(entries)
    if not unique or any(entry.compress_type not in _PACKED for entry in entries):
        raise UnreadableInput(
            f"{name}的内部结构不正常，可能已经损坏。请用 {family.program} 打开，另存为新的 {family.ending}。"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput(f"{name}设了密码。请去掉密码后另存为 {family.ending}。")
