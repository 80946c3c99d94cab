"""What the XML of a workbook tells of its cells before any library opens it: how far they reach, errors, formulas.

python-calamine lays every sheet out as a full rectangle, so that one stray cell in the last corner would ask for half
a terabyte; it returns an error like ``#REF!`` as a blank cell, and a formula without a stored result as another.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from draftgen.core.finding import UnreadableInput
from draftgen.core.office import parse, relationships

MAX_ROWS = 200_000
MAX_COLUMNS = 500
_MAX_CELLS = 4_000_000
_BOOK = "xl/workbook.xml"
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为新的 .xlsx。"
_NAME = rb"<(?:[^\s<>/:]+:)?"
_TAG = re.compile(_NAME + rb"(c|f|v|is)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ODD = re.compile(rb"[<:]f[\s/>]|\bt=[\"']e[\"']")
_ANY = re.compile(_NAME + rb"c(?:\s[^>]*)?(?<!/)>")
_FILLED = re.compile(_NAME + rb"c(?:\s[^>]*?)?\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*(?<!/)>")
_TWICE = re.compile(_NAME + rb"c(?=\s)[^>]*?\sr=[^>]*?\sr=")
# A cell of another file is [1]Sheet!A1 in the XML; brackets also stand around the columns of a table: Requests[2021].
_ELSEWHERE = re.compile(rb"(?<![\w\x80-\xff\[,])\[\d+\](?![\],])|\bWEBSERVICE\(", re.IGNORECASE)
_ERROR = re.compile(rb"\bt=[\"']e[\"']")


class Marks(NamedTuple):
    """Cells by row and column from 0: those with an error, a formula, a formula without result or from another file.

    ``cells`` is how many cells a sheet has when it is laid out as a rectangle.
    """

    errors: Mapping[tuple[int, int], str] = MappingProxyType({})
    formulas: frozenset[tuple[int, int]] = frozenset()
    unsolved: frozenset[tuple[int, int]] = frozenset()
    linked: frozenset[tuple[int, int]] = frozenset()
    cells: int = 0


def is_workbook(parts: Mapping[str, bytes]) -> bool:
    """Whether the parts of an office file are those of a workbook in XML."""
    return _BOOK in parts and any(name.startswith("xl/worksheets/") for name in parts)


def marks_by_sheet(parts: Mapping[str, bytes], name: str) -> dict[str, Marks]:
    """The marks of each sheet by its name.

    Raises UnreadableInput if a sheet reaches farther than any real one. Every part with cells is looked at, whichever
    sheet it claims to be: a library may follow other ties than these.
    """
    sheets: dict[str, str] = {}
    targets = {tie.id: tie.target.lower() for tie in relationships(parts, _BOOK) if not tie.external}
    for element in parse(parts, _BOOK).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            tie = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            part = targets.get(tie, "")
            if part and part in sheets:
                # Each would be laid out anew: a small file could fill the memory.
                raise UnreadableInput(f"“{name}”的写法少见，读不了：两个工作表是同一份内容。{_SAVE_AS}")
            sheets[part] = element.attrib.get("name", "")
    found: dict[str, Marks] = {}
    cells = 0
    for part, xml in parts.items():
        if part.lower() in sheets or b"sheetData" in xml:
            sheet = sheets.get(part.lower(), part)
            found[sheet] = _scan(xml, f"“{name}”的工作表“{sheet}”")
            cells += found[sheet].cells
    if cells > _MAX_CELLS:
        raise UnreadableInput(
            f"“{name}”的工作表加起来有 {cells} 格，太大了，没有读取。请只留要用的工作表，删去数据下面和右边多余的行、列再保存。"
        )
    return found


class _Cells:
    """The cells of a sheet while their tags go by; ``formula`` and ``value`` are those of the present one."""

    def __init__(self) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.unsolved: set[tuple[int, int]] = set()
        self.linked: set[tuple[int, int]] = set()
        self.bottom = self.right = 0
        self.formula = self.value = b""
        self._spot = (0, 0)
        self._is_error = False

    def begin(self, attributes: bytes) -> bool:
        """A cell begins; False: it does not say where it stands."""
        self.end()
        where = _REFERENCE.search(attributes)
        if where is None:
            return False
        self._spot = (int(where[2]) - 1, _column(where[1]))
        self._is_error = bool(_ERROR.search(attributes))
        if not attributes.endswith(b"/"):
            self.bottom, self.right = max(self.bottom, self._spot[0]), max(self.right, self._spot[1])
        return True

    def end(self) -> None:
        """The present cell ends."""
        if self._is_error:
            self.errors[self._spot] = self.value.decode("utf-8", "replace") or "错误值"
        if self.formula:
            self.formulas.add(self._spot)
            if not self.value:
                self.unsolved.add(self._spot)
            if _ELSEWHERE.search(self.formula):
                self.linked.add(self._spot)
        self.formula = self.value = b""
        self._is_error = False


def _scan(xml: bytes, shown: str) -> Marks:
    cells = _Cells()
    if b"\0" in xml or _TWICE.search(xml) is not None:
        raise UnreadableInput(f"{shown}的写法少见，读不了。{_SAVE_AS}")
    if _ODD.search(xml) is None:
        # Nothing but plain values: only how far they reach is left to tell, which takes a tenth of the time.
        spots = _FILLED.findall(xml)
        if len(spots) == len(_ANY.findall(xml)):
            cells.bottom = max((int(row) for row in {row for _, row in spots}), default=1) - 1
            cells.right = max((_column(letters) for letters in {letters for letters, _ in spots}), default=0)
            return Marks(cells=_refuse_far(cells, shown))
    for tag in _TAG.finditer(xml):
        kind, attributes = tag[1], tag[2]
        if kind == b"c" and not cells.begin(attributes):
            raise UnreadableInput(f"{shown}的写法少见，读不了。{_SAVE_AS}")
        if kind == b"f":
            cells.formula = b"=" if attributes.endswith(b"/") else b"=" + _content(xml, tag.end())
        elif kind != b"c" and not attributes.endswith(b"/"):
            cells.value = _content(xml, tag.end()) if kind == b"v" else b"is"
    cells.end()
    size = _refuse_far(cells, shown)
    formulas, unsolved, linked = map(frozenset, (cells.formulas, cells.unsolved, cells.linked))
    return Marks(cells.errors, formulas, unsolved, linked, size)


def _refuse_far(cells: _Cells, shown: str) -> int:
    """How many cells there are up to the last one that is filled. Raises UnreadableInput for more than any real sheet."""
    if cells.bottom >= MAX_ROWS or cells.right >= MAX_COLUMNS or (cells.bottom + 1) * (cells.right + 1) > _MAX_CELLS:
        raise UnreadableInput(
            f"{shown}用到了第 {cells.bottom + 1} 行、第 {cells.right + 1} 列，太大了，没有读取"
            f"（最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列）。请删去数据下面和右边多余的行、列再保存。"
        )
    return (cells.bottom + 1) * (cells.right + 1)


def _content(xml: bytes, start: int) -> bytes:
    """The text of an element, at most its first kilobyte."""
    end = xml.find(b"<", start, start + 1024)
    return xml[start : end if end >= 0 else start + 1024]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
