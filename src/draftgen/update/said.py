"""What a document says, sentence by sentence, with the figures in each and the words around them."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from draftgen.core.document import CONFIRM
from draftgen.core.read import ReadContent, ReadFigure, ReadParagraph

COMPARED = (".diff", ".growth", ".times")
# Our own mark stands behind the stop of the sentence that it is about.
_ENDS = re.compile(rf"[^。；\n]*[。；\n]?(?:{CONFIRM})?")
# A comparison as the program words it (domain.md 5.4); what stands there follows from the figures.
_COMPARISON = re.compile(
    r"，(?:同比(?:增长|下降)|较上年(?:增加|减少|提高|下降)|是上年的)\0[^\0]+\.(?:diff|growth|times)\0"
    r"(?:倍|个百分点|[^，。；、（）\0]{0,3})|，与上年持平"
)
_NUMBERED = re.compile(r"\.\d+(?=\.|$)")


class By(StrEnum):
    """How the place of a figure was found."""

    CONTROL = "control"  # its control, or the map in the document properties
    LABEL = "label"  # the labels of its row and column
    LAST = "last"  # the sentence of the last written version
    BINDING = "binding"  # the words around it alone


class Occurrence(NamedTuple):
    """A figure in a document: ``text`` at ``start`` of content ``block``, or in the cell at ``row`` and ``column``."""

    path: str
    text: str
    block: int
    start: int = 0
    row: int = -1
    column: int = -1
    by: By = By.CONTROL

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Said(NamedTuple):
    """One sentence, or a part of one that ends with a semicolon; figures carry offsets in the whole paragraph."""

    text: str
    block: int
    start: int
    figures: tuple[Occurrence, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(figure.path for figure in self.figures)


def occurrences(figures: Sequence[ReadFigure]) -> tuple[Occurrence, ...]:
    """Figures as a reader found them by their controls or by the map."""
    return tuple(Occurrence(f.path, f.text, f.block, f.start, f.row, f.column) for f in figures)


def sentences(contents: Sequence[ReadContent], figures: Sequence[Occurrence]) -> tuple[Said, ...]:
    """Every sentence of the paragraphs in order. A figure that a border would cut goes to the sentence it begins in."""
    return tuple(_sentences(contents, figures))


def _sentences(contents: Sequence[ReadContent], figures: Sequence[Occurrence]) -> Iterator[Said]:
    by_block: dict[int, list[Occurrence]] = {}
    for figure in figures:
        if figure.row < 0:
            by_block.setdefault(figure.block, []).append(figure)
    for block, content in enumerate(contents):
        if not isinstance(content, ReadParagraph):
            continue
        here = sorted(by_block.get(block, ()), key=lambda figure: figure.start)
        for match in _ENDS.finditer(content.text):
            if match.group().strip():
                inside = tuple(figure for figure in here if match.start() <= figure.start < match.end())
                yield Said(match.group(), block, match.start(), inside)


def mask(said: Said) -> str:
    """The wording of a sentence, whether confirmed or not: figures by their path, comparisons all alike.

    Two sentences with one mask differ in their figures and in what follows from them alone.
    """
    pieces: list[str] = []
    done = said.start
    for figure in said.figures:
        if figure.start < done:
            continue
        pieces.append(said.text[done - said.start : figure.start - said.start])
        pieces.append(f"\0{_NUMBERED.sub('.#', figure.path)}\0")
        done = figure.end
    pieces.append(said.text[done - said.start :])
    return _COMPARISON.sub("\1", "".join(pieces)).strip().removesuffix(CONFIRM)
