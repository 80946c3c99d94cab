"""重复率: how much two texts have in common, as an inspector counts it, and which passages they share.

Tokens are runs of digits, Latin words and single 汉字; the rate is twice the tokens that both texts have in the same
order, by those of both together. Names of laws and documents do not count, nor do sentences that only say that there
was nothing: whoever has nothing to tell has to say the same (design 8).
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[\u4e00-\u9fff]")
_NAMES = re.compile(r"《[^》]*》|国办公开办函〔\d+〕\d+号|【[^】]*】")
_NOTHING = re.compile(r"未|无|没有|不存在")
_SENTENCE = re.compile(r"(?<=[。\n])")
_SHINGLE = 5
_BITS = 1 << 16


class Text(NamedTuple):
    """A text cut into tokens. ``places`` are their start and end in ``text``."""

    text: str
    tokens: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def words(self, start: int, length: int) -> str:
        """``length`` tokens from ``start`` on as they stand in the text, with the signs between them."""
        return self.text[self.places[start][0] : self.places[start + length - 1][1]] if length else ""


class Shared(NamedTuple):
    """``length`` tokens that two texts both have without a break, from ``start`` in one and from ``other`` in the other."""

    start: int
    other: int
    length: int


def counted(text: str, *, nothing: bool = False) -> str:
    """The text with blanks for what does not count, as long as before, so that every place stays the same.

    ``nothing`` keeps the sentences that only say that there was nothing: in section five they are problems.
    """
    parts = _SENTENCE.split(text)
    kept = (" " * len(part) if not nothing and _says_nothing(part) else part for part in parts)
    return _NAMES.sub(lambda name: " " * len(name.group()), "".join(kept))


def _says_nothing(sentence: str) -> bool:
    return bool(_NOTHING.search(sentence)) and not re.search(r"\d", re.sub(r"\d{4}年", "", sentence))


def read(text: str, printed: str = "") -> Text:
    """A text with its tokens. ``printed`` is the same text as it stands, where ``text`` has blanks for what does not count."""
    # The same few characters make up a thousand reports: each is kept once.
    found = [(intern(match.group()), match.span()) for match in _TOKEN.finditer(text)]
    return Text(printed or text, tuple(token for token, _ in found), tuple(place for _, place in found))


def rate(one: Sequence[str], other: Sequence[str]) -> float:
    """重复率 of two lists of tokens, 0 to 1; 0 where both are empty."""
    total = len(one) + len(other)
    return 2 * common(one, other) / total if total else 0.0


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens the two have in common in the same order (their longest common subsequence).

    Bit by bit after Hyyrö (2004): a row of the table is one whole number, so 2,000 tokens against 2,000 take a
    millisecond or two without any library.
    """
    where: dict[str, int] = {}
    for position, token in enumerate(one):
        where[token] = where.get(token, 0) | 1 << position
    everything = (1 << len(one)) - 1
    row = everything
    for token in other:
        hits = row & where.get(token, 0)
        row = (row + hits | row - hits) & everything
    return len(one) - row.bit_count()


def passages(one: Sequence[str], other: Sequence[str], least: int) -> tuple[Shared, ...]:
    """The passages of at least ``least`` tokens that both texts have, in the order of the first.

    The longest first, none laps over another in either text; they need not come in the same order in both.
    """
    starts: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(other) - least + 1):
        starts.setdefault(tuple(other[start : start + least]), []).append(start)
    found: set[Shared] = set()
    for start in range(len(one) - least + 1):
        for twin in starts.get(tuple(one[start : start + least]), ()):
            # Inside of a longer passage, which was found where it begins.
            if not (start and twin and one[start - 1] == other[twin - 1]):
                found.add(Shared(start, twin, _length(one, other, start, twin)))
    chosen: list[Shared] = []
    for passage in sorted(found, key=lambda item: (-item.length, item.start, item.other)):
        if not any(_overlap(passage, taken) for taken in chosen):
            chosen.append(passage)
    return tuple(sorted(chosen))


def _length(one: Sequence[str], other: Sequence[str], start: int, twin: int) -> int:
    length = 0
    while start + length < len(one) and twin + length < len(other) and one[start + length] == other[twin + length]:
        length += 1
    return length


def _overlap(one: Shared, other: Shared) -> bool:
    def laps(a: int, b: int) -> bool:
        return a < b + other.length and b < a + one.length

    return laps(one.start, other.start) or laps(one.other, other.other)


def sketch(tokens: Sequence[str]) -> int:
    """A text as a set of 65,536 bits: one for each five tokens in a row, figures left out.

    Two sketches are compared in a microsecond, so a thousand reports can be compared pair by pair, and only those that
    may be alike are then compared token by token.
    """
    bits = 0
    words = [token for token in tokens if not token[0].isdigit()]
    for shingle in _shingles(words):
        bits |= 1 << zlib.crc32(shingle.encode()) % _BITS
    return bits


def _shingles(words: Sequence[str]) -> Iterator[str]:
    return ("".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def in_common(one: int, other: int) -> float:
    """The share of the smaller of two sketches that the other one has, too; 0 where one is empty."""
    smaller = min(one.bit_count(), other.bit_count())
    return (one & other).bit_count() / smaller if smaller else 0.0


def joined(texts: Iterable[str]) -> str:
    """Paragraphs as one text that ``read`` can cut: no token runs over the end of a paragraph into another's digits."""
    return "\n".join(texts)
