"""What reader and writers of Word files must see alike in a body: what wraps, what is text, how columns are counted.

It serves the elements of lxml and those of the standard library alike, and imports neither: who only reads a report
needs no lxml.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol, Self, TypeVar

from draftgen.core.finding import RefusedOutput, UnreadableInput
from draftgen.core.office import W

_W = f"{{{W}}}"
# Word can save in the strict manner of the standard, which names the same things in another place.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# Insertions and what was moved here count as accepted. The last five stand around runs only.
_HOLDERS = frozenset(
    f"{_W}{tag}"
    for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "dir", "bdo")
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_COUNT = re.compile("[0-9]{1,2}")
_HAIR = 20  # twips


class Node(Protocol):
    """An element of lxml or of the standard library."""

    @property
    def tag(self) -> Any: ...
    @property
    def text(self) -> str | None: ...
    def get(self, key: str, default: str, /) -> str: ...
    def find(self, path: str, /) -> Self | None: ...
    def findall(self, path: str, /) -> list[Self]: ...
    def __iter__(self) -> Iterator[Self]: ...


_N = TypeVar("_N", bound=Node)


def body_of(root: _N, refused: str) -> _N:
    """The body of a main part whose root is ``root``. ``refused`` is what cannot be done with a strange one: 写批注.

    Raises:
        RefusedOutput: The file is in the strict manner of the standard, which only the reader knows.
        UnreadableInput: There is no body.

    """
    body = root.find(f"{_W}body")
    if body is not None:
        return body
    if root.find(f"{_STRICT}body") is not None:
        raise RefusedOutput(
            f"这份 Word 文件的格式特殊（严格 Open XML），不能{refused}。请用 Word 或 WPS 另存为普通的 .docx。"
        )
    raise UnreadableInput("这份文件里没有正文，不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx。")


def children(parent: _N, *names: str) -> Iterator[_N]:
    """The children of ``parent`` with one of the ``names`` (tr, tc, p, r …), those inside of wrappers too.

    Wrappers are controls, links and tracked insertions: what has no look of its own. What is inside of a child that
    was found (a table in a cell) is not looked for.
    """
    return _children(parent, frozenset(f"{_W}{name}" for name in names))


def _children(parent: _N, tags: frozenset[str]) -> Iterator[_N]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _HOLDERS:
            yield from _children(child, tags)


def said(child: Node) -> str | None:
    """What a child of a run says: its text, or the sign it stands for; None where it is no text (ECMA-376-1, 17.3.3)."""
    if child.tag == f"{_W}t":
        return child.text or ""
    if child.tag == f"{_W}br":
        return "\n" if child.get(f"{_W}type", "textWrapping") == "textWrapping" else ""
    return _SIGNS.get(child.tag)


def count(element: Node | None, default: int) -> int:
    """The ``w:val`` of an element that counts columns; ``default`` where there is none from 1 to 99, as Word has it."""
    text = "" if element is None else element.get(f"{_W}val", "")
    return (int(text) if _COUNT.fullmatch(text) else 0) or default


def columns(table: Node) -> Callable[[int], int]:
    """Gives for a column of a table's own grid the column of ours, which has none of a hair's breadth.

    LibreOffice saves such columns where the edges of two rows differ by rounding. Where every column is one, the
    widths are left to the page (a web page saved as .docx), and all columns count.
    """
    widths = [column.get(f"{_W}w", "") for column in table.findall(f"{_W}tblGrid/{_W}gridCol")]
    hairs = [number for number, width in enumerate(widths) if _COUNT.fullmatch(width) and int(width) <= _HAIR]
    hairs = hairs if len(hairs) < len(widths) else []
    return lambda column: column - sum(hair < column for hair in hairs)
