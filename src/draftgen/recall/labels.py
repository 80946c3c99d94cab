"""Labels as printed → what they mean: normal form, ordinal, and how near one spelling is to another."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from draftgen.characters import simplified
from draftgen.recall.characters import plain_characters

_NUMBERS = "一二三四五六七八九十"
_ORDINALS = (
    ("chapter", re.compile(rf"第([{_NUMBERS}]{{1,3}})(?:部分|章)[、:\s]*")),
    ("section", re.compile(rf"([{_NUMBERS}]{{1,3}})[、.,．，]\s*")),
    ("part", re.compile(rf"[(（]([{_NUMBERS}]{{1,3}})[)）][、.]?\s*")),
    ("item", re.compile(r"(\d{1,2})[、.．](?!\d)\s*")),
    ("point", re.compile(r"[(（](\d{1,2})[)）][、.]?\s*")),
)
_YEAR = re.compile(r"\(20\d\d年?度?\)")
# Mirror pages turn the characters into traditional ones and print how to read them: 國(guó)辦.
_TRADITIONAL = frozenset("開報條項規範總構關與訴訟結糾務國時間題動復數許處執強製會組織屬詢業檔號機")
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
_PINYIN = re.compile("\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\\)")
_LITTLE = 0.4
_BARE = re.compile(r"(\d{1,2})(?=[一-鿿])")
_CIRCLED = {0x2460 + number: f"({number + 1})" for number in range(20)}
_DIRT = re.compile(r"^[l|｜Il!·•●■◆★\s]+(?=[一二三四五六七八九十(（第\d])")


class Ordinal(NamedTuple):
    """The number before a title or label: its manner (section 一、, part （一）, item 1., point （1）) and its value."""

    level: str
    number: int
    text: str


class Label(NamedTuple):
    """A label taken apart. ``core`` is the normal form of the words behind the ordinal."""

    ordinal: Ordinal | None
    core: str


@lru_cache(maxsize=4096)
def half_width(text: str) -> str:
    """``text`` with full-width forms and look-alike characters made plain; lengths may change."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", plain_characters(text.translate(_CIRCLED)))
    if not _TONES.isdisjoint(plain):
        plain = _PINYIN.sub("", plain)
    return plain if _TRADITIONAL.isdisjoint(plain) else simplified(plain)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The words of a label alone: no spaces, marks or line breaks, no year in brackets, full-width forms made plain."""
    return "".join(char for char in _YEAR.sub("", half_width(text)) if char.isalnum() or char == "/")


@lru_cache(maxsize=4096)
def split(text: str) -> Label:
    """The label of a row as ordinal and words; here a number may stand before the words without a stop."""
    ordinal, rest = split_ordinal(text)
    bare = _BARE.match(rest) if ordinal is None else None
    if bare:
        ordinal, rest = Ordinal("item", int(bare[1]), bare[0]), rest[bare.end() :]
    return Label(ordinal, normal(rest))


def split_ordinal(text: str) -> tuple[Ordinal | None, str]:
    """The ordinal at the start of ``text``, if there is one, and what follows it."""
    plain = _DIRT.sub("", half_width(text).strip())
    for level, pattern in _ORDINALS:
        match = pattern.match(plain)
        if match:
            return Ordinal(level, _number(match[1]), match[0].strip()), plain[match.end() :]
    return None, plain


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """How alike two normal forms are: 1 for the same, 0 for little in common (edit distance over the longer)."""
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    # No more characters can stay in place than both have: the distance is worked out only where it can be small.
    if not one or not other or _in_common(one, other) < _LITTLE * longer:
        return 0.0
    return 1 - distance(one, other) / longer


def _in_common(one: str, other: str) -> int:
    """How many characters two texts both have, or a few more: one that comes again counts although the other has it once."""
    chars = _characters(one)
    return len(chars & _characters(other)) + len(one) - len(chars)


@lru_cache(maxsize=8192)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)


def distance(one: str, other: str) -> int:
    """The least number of characters to insert, delete or replace between two texts (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        before, row[0] = row[0], number
        for index, theirs in enumerate(other, 1):
            cost = min(row[index] + 1, row[index - 1] + 1, before + (char != theirs))
            before, row[index] = row[index], cost
    return row[-1]


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, _, units = text.rpartition("十") if "十" in text else ("0", "", text)
    ten = 0 if tens == "0" else (_NUMBERS.find(tens) + 1 or 1)
    return ten * 10 + (_NUMBERS.find(units) + 1 if units else 0)
