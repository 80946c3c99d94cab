"""Bytes of a text or web page → text, whatever the file says of its encoding."""

import codecs
import re
import unicodedata

from draftgen.core.finding import Finding, Level, Place, UnreadableInput

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}
_COMMON = frozenset("的和了不公开政府信息年度工作报告情况本一是数其他行在有关于主动申请")


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``data``: by its mark, else as UTF-8 if it is just that, else as declared, else GB 18030 or Big5.

    What a page declares may be wrong, so of all readings without a fault the one that looks most like Chinese is taken.
    A file with a few damaged bytes is read all the same, with a finding. Raises UnreadableInput for what is no text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name), ()
    guess = _wide(data)
    wide = _try(data, guess) if guess else None
    if wide is not None and _is_text(wide):
        return wide, ()
    if b"\x00" in data[:4096]:
        raise UnreadableInput(f"{name}不是文本文件，读不了。请用 Word 或 WPS 打开，另存为 .docx。")
    declared = _declared(data)
    tried = dict.fromkeys(codec for codec in ("utf-8", declared, "gb18030", "big5") if codec)
    readings = [(codec, text) for codec in tried if (text := _try(data, codec)) is not None]
    if readings and readings[0][0] == "utf-8":
        return readings[0][1], ()
    if readings:
        return max(readings, key=lambda reading: _chinese(reading[1]))[1], ()
    damaged = max(((data.decode(codec, "replace")) for codec in tried), key=_chinese)
    if damaged.count("\ufffd") * 20 > len(damaged):
        raise UnreadableInput(f"{name}的文字编码认不出来。请用记事本打开，另存为时把编码选成 UTF-8。")
    where = Place(name)
    finding = Finding(
        "encoding-damaged",
        Level.ASK,
        where,
        f"文件里有 {damaged.count(chr(0xFFFD))} 处认不出的字，显示成了“\ufffd”。",
        "请对照原文核对这些地方。",
    )
    return damaged, (finding,)


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name}的文字编码认不出来。请用记事本打开，另存为时把编码选成 UTF-8。") from error


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its spaces, digits and tags is zero."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    few = max(len(head) // 100, 2)
    if max(even, odd) < few or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:4096])
    if not match:
        return ""
    name = match[1].decode("ascii").lower()
    try:
        return codecs.lookup(_FAMILY.get(name, name)).name
    except LookupError:
        return ""


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_text(text: str) -> bool:
    """Whether hardly a character is none that people write."""
    head = text[:4096]
    return sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\r\n\t" for char in head
    ) * 20 < len(head)


def _chinese(text: str) -> int:
    """How much a text looks like one of these reports: its most common characters counted, what is broken against it."""
    return sum(char in _COMMON for char in text) - 20 * text.count("\ufffd")
