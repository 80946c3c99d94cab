"""Sentences of last year's prose, each with its place and the mentions of figures in it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.core.report import Mention, Prose, Report

_STOP = re.compile(r"[。！？](?:[”’）》]*)|\n")
_TITLE = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）).．、]|[一二三四五六七八九十]是)[^，；。]{1,14}。")
_COUNTER = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])\s*")
PARTS = ("lead", "publication", "requests", "management", "platform", "supervision")


class Old(NamedTuple):
    """One sentence: ``start`` is its offset in the text of ``block``; the mentions are in its order.

    ``wholes`` are the figures of other sentences that figures of this one are parts of.
    """

    part: str
    block: int
    start: int
    text: str
    mentions: tuple[Mention, ...]
    wholes: tuple[Mention, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sentences(report: Report, mentions: Sequence[Mention]) -> Iterator[Old]:
    """The sentences of sections one and six, headings left out."""
    for section, parts in (("overview", PARTS), ("other", ("other",))):
        found = report.section(section)
        for paragraph in () if found is None else found.paragraphs:
            if not paragraph.heading:
                part = paragraph.part if paragraph.part in parts else parts[0]
                yield from _of(paragraph, f"overview.{part}" if section == "overview" else "other", mentions)


def _of(paragraph: Prose, part: str, mentions: Sequence[Mention]) -> Iterator[Old]:
    start = paragraph.lead
    ends = [match.end() for match in _STOP.finditer(paragraph.text, start)]
    ends = [end for end, before in zip(ends, [start, *ends], strict=False) if not _title(paragraph.text[before:end])]
    for end in [*ends, len(paragraph.text)]:
        text = paragraph.text[start:end]
        counter = _COUNTER.match(text) if part == "other" else None
        if counter is not None:  # section six is numbered anew
            start, text = start + counter.end(), text[counter.end() :]
        first = start + len(text) - len(text.lstrip())
        stripped = text.strip()
        if stripped:
            here = paragraph.start + first
            inside = (m for m in mentions if m.place.block == paragraph.block)
            own = tuple(m for m in inside if here <= m.place.start < here + len(stripped))
            of = {m.whole for m in own} - {m.ordinal for m in own}
            yield Old(part, paragraph.block, here, stripped, own, tuple(m for m in mentions if m.ordinal in of))
        start = end


def _title(sentence: str) -> bool:
    """Whether a sentence is only the title of what follows it: 1.公开总量。"""
    return bool(_TITLE.fullmatch(sentence))
