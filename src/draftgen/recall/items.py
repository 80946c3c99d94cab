"""Section five: its problems and measures, one by one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.core.report import Item, Prose, Stretch
from draftgen.recall.sections import part_of
from draftgen.recall.words import words

_COUNTERS = (
    re.compile(r"[一二三四五六七八九十]{1,2}是(?=[^否])"),
    re.compile(r"第[一二三四五六七八九十][，,、是]"),
    re.compile(r"(?:一方面|另一方面|另外一方面)[，,]"),
    re.compile(r"(?:首先|其次|再次|再者|最后)[，,是]"),
    re.compile(r"[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）][、.]?"),
    re.compile(r"[①-⑳]"),
    re.compile(r"(?<![\d.])\d{1,2}[.．、](?!\d)"),
)
_BEFORE = "。；;：:！，, \t　将要"
_BLANK = "（文字描述"  # what the form itself has where nothing is filled in
_PUNCTUATION = " \t　，,、；;。：:"


class _Region(NamedTuple):
    """A stretch of a paragraph that speaks of problems or of measures."""

    kind: str
    prose: Prose
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.prose.text[self.start : self.end]


def read_items(paragraphs: Sequence[Prose]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The problems and the measures of section five. What is neither for certain is left out."""
    regions = list(_regions(paragraphs))
    found: dict[str, list[Item]] = {"problems": [], "measures": []}
    for kind in found:
        own = [region for region in regions if region.kind == kind]
        pattern = _pattern(own)
        for region in own:
            found[kind] += _items(region, pattern)
    return tuple(found["problems"]), tuple(found["measures"])


def _regions(paragraphs: Sequence[Prose]) -> Iterator[_Region]:
    """Divides the paragraphs at the words from which on they speak of measures (下一步, 针对以上问题)."""
    kind = "problems"
    cue = re.compile("|".join(map(re.escape, words().measures)))
    divided = any(prose.part == "measures" for prose in paragraphs)
    for prose in paragraphs:
        if prose.part:
            kind = prose.part
        if prose.heading and part_of(prose.text, words().parts["problems"]):
            continue
        start = prose.lead
        switch = None if divided or kind == "measures" else _switch(prose.text, start, cue)
        if switch is None:
            yield _Region(kind, prose, start, len(prose.text))
            continue
        if prose.text[start:switch].strip():
            yield _Region(kind, prose, start, switch)
        kind = "measures"
        yield _Region(kind, prose, switch, len(prose.text))


def _switch(text: str, start: int, cue: re.Pattern[str]) -> int | None:
    """Where a sentence begins that opens the measures."""
    for match in re.finditer(r"[^。！？]+[。！？]?", text[start:]):
        sentence = match[0].lstrip()
        opening = re.split("[，,：:]", sentence, maxsplit=1)[0]
        planned = re.match(r"\d{4}\s*年[，,]?[^，。]{0,16}将", sentence)
        titled = re.match(r"[^，。；]{0,8}(?:改进|整改|措施|打算|举措)[^，。；]{0,6}[：:]", sentence)
        if planned or titled or (cue.search(opening) and len(opening) <= 30):
            return start + match.start()
    return None


def _pattern(regions: Sequence[_Region]) -> re.Pattern[str] | None:
    """The manner of counting: that which is found twice or more, else one that opens with its first number."""
    for pattern in _COUNTERS:
        hits = sum(1 for region in regions for _ in _counters(region.text, pattern))
        if hits >= 2:
            return pattern
    return None


def _counters(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        if not text[: match.start()].strip() or text[match.start() - 1] in _BEFORE:
            yield match


def _items(region: _Region, pattern: re.Pattern[str] | None) -> Iterator[Item]:
    text = region.text
    marks = list(_counters(text, pattern)) if pattern else []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield from _item(region, mark[0].rstrip("，,是") + ("是" if mark[0].endswith("是") else ""), mark.end(), end)
    if not marks and pattern is None:
        start = text.rfind("：") + 1 if text.count("：") == 1 else 0
        said = (m for m in re.finditer("[^；;]+", text[start:]) if _BLANK not in m[0])
        pieces = [m for m in said if len(m[0].strip(_PUNCTUATION)) >= 6]
        for piece in pieces:
            yield from _item(region, "", start + piece.start(), start + piece.end())


def _item(region: _Region, counter: str, start: int, end: int) -> Iterator[Item]:
    piece = region.text[start:end]
    lead = len(piece) - len(piece.lstrip(_PUNCTUATION))
    text = piece.strip(_PUNCTUATION)
    if text:
        begin = region.prose.start + region.start + start + lead
        yield Item(counter, text, Stretch(region.prose.block, begin, begin + len(text)))
