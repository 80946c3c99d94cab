"""The lines of a document: its paragraphs divided at their line breaks, each with its place."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.core.document import Role
from draftgen.core.read import ReadContent, ReadParagraph

_LINE = re.compile(r"[^\n\v\f\u2028\u2029]+")


class Line(NamedTuple):
    """One line of prose without the space around it: ``text`` stands at ``start`` in content ``block``."""

    text: str
    block: int
    start: int
    role: Role
    style: str = ""

    def part(self, start: int, end: int | None = None) -> "Line":
        """The stretch from ``start`` to ``end`` of this line, without the space around it."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip())
        return self._replace(text=text.strip(), start=self.start + start + lead)


def lines_of(contents: Sequence[ReadContent]) -> Iterator[Line]:
    """Every line of prose in reading order; blank ones are left out."""
    for block, content in enumerate(contents):
        if isinstance(content, ReadParagraph):
            for match in _LINE.finditer(content.text):
                line = Line(match[0], block, match.start(), content.role, content.style).part(0)
                if line.text:
                    yield line
