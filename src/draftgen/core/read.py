"""What is read back from a document: paragraphs, tables, and the figures in them."""

from typing import NamedTuple, TypeAlias

from draftgen.core.document import GridCell, Role
from draftgen.core.finding import Finding


class ReadFigure(NamedTuple):
    """A figure found in a document: its place in the order of figures, the path it stands for, what it says now.

    ``block`` counts the contents of the document from 0. In a paragraph ``start`` is the offset in its text; in a table
    ``row`` and ``column`` name the cell.
    """

    ordinal: int
    path: str
    text: str
    block: int
    start: int = 0
    row: int = -1
    column: int = -1


class ReadParagraph(NamedTuple):
    """A paragraph as it stands: insertions kept, deletions left out. ``style`` is the style's name.

    ``numbered`` is the length of a counter at the start of ``text`` that the word processor puts there by itself.
    """

    text: str
    style: str
    role: Role
    numbered: int = 0


class ReadTable(NamedTuple):
    """A table on a grid; merged cells carry their spans.

    ``aligned`` is False where that is lost, as in text whose rows are of unequal length: then only the order of the cells
    in a row is known, not what stands below what.
    """

    width: int
    height: int
    cells: tuple[GridCell, ...]
    aligned: bool = True

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The texts row by row; the text of a merged cell stands in every place it covers."""
        rows = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in rows[cell.row : cell.row + cell.rows]:
                row[cell.column : cell.column + cell.columns] = [cell.text] * cell.columns
        return tuple(tuple(row) for row in rows)


ReadContent: TypeAlias = ReadParagraph | ReadTable


class ReadDocument(NamedTuple):
    """A document read back: its paragraphs (empty ones left out) and tables in order, and its figures.

    ``title`` is the name that the file gives itself outside of its text, such as that of a web page; ``findings`` what
    was odd about the file.
    """

    contents: tuple[ReadContent, ...]
    figures: tuple[ReadFigure, ...] = ()
    title: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def paragraphs(self) -> tuple[ReadParagraph, ...]:
        return tuple(content for content in self.contents if isinstance(content, ReadParagraph))

    @property
    def tables(self) -> tuple[ReadTable, ...]:
        return tuple(content for content in self.contents if isinstance(content, ReadTable))
