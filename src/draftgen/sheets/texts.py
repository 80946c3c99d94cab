"""How much text the cells of a workbook hold in all, told before any library copies it into them.

A workbook keeps each text once and names it by number: a file of 90 kB can ask for a text of a megabyte in every one of
its twenty thousand cells, and the library that reads it ends the whole process when the memory does not suffice.
"""

import re
from collections.abc import Iterator, Mapping

from draftgen.core.finding import UnreadableInput

_MOST = 64_000_000
_NAME = rb"<(?:[^\s<>/:]+:)?"
_START = 4096
_ITEM = re.compile(_NAME + rb"si(?=[\s/>])")
_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_NAMED = re.compile(_NAME + rb"c\s[^>]*\bt\s*=\s*[\"']s[\"'][^>]*>\s*" + _NAME + rb"v[^>]*>\s*(\d{1,9})\s*<")


def refuse_long_texts(parts: Mapping[str, bytes], name: str) -> None:
    """Raises UnreadableInput if the texts of all cells together are longer than those of any real workbook."""
    lengths = [length for xml in _shared(parts) for length in _lengths(xml)]
    longest = max(lengths, default=0)
    total = 0
    for xml in parts.values():
        if b"sheetData" not in xml:
            continue
        number = len(_SHARED.findall(xml))
        if longest * number <= _MOST:
            total += longest * number
            continue
        named = [int(index) for index in _NAMED.findall(xml)]
        total += sum(lengths[index] for index in named if index < len(lengths))
        # A cell that is written in a way of its own may name any of them.
        total += longest * max(0, number - len(named))
    if total > 2 * _MOST:
        raise UnreadableInput(
            f"“{name}”各格的文字加起来有 {total // 1_000_000} MB，不像正常的表，没有读取。"
            "请用 Excel 或 WPS 打开检查，删去多余的文字，另存为新的 .xlsx。"
        )


def _shared(parts: Mapping[str, bytes]) -> Iterator[bytes]:
    """The tables of texts, whatever their parts are called."""
    return (xml for xml in parts.values() if b"sst" in xml[:_START] and _ITEM.search(xml) is not None)


def _lengths(xml: bytes) -> Iterator[int]:
    """About how long each text is, in bytes with its markup."""
    starts = [match.start() for match in _ITEM.finditer(xml)]
    return (end - start for start, end in zip(starts, [*starts[1:], len(xml)], strict=True))
