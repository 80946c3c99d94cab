"""A draft in memory → what reading its file would give."""

from typing import NamedTuple

from draftgen.core.document import Content, Document, Paragraph, Role, TableBlock
from draftgen.core.office import ROLE_STYLES
from draftgen.core.read import ReadContent, ReadDocument, ReadFigure, ReadParagraph, ReadTable


def as_read(draft: Document) -> ReadDocument:
    """The contents of ``draft`` with its figures, as ``read_docx`` gives them for the file written of it."""
    made = _Made([], [])
    for line in draft.title:
        made.line(line, Role.TITLE)
    for intro in draft.intro:
        made.paragraph(intro)
    for section in draft.sections:
        made.line(section.title, Role.HEADING)
        for content in section.contents:
            made.content(content)
    for closing in draft.closing:
        made.paragraph(closing)
    return ReadDocument(tuple(made.contents), tuple(made.figures))


class _Made(NamedTuple):
    """The contents and figures made so far."""

    contents: list[ReadContent]
    figures: list[ReadFigure]

    def line(self, text: str, role: Role) -> None:
        if text.strip():
            self.contents.append(ReadParagraph(text, ROLE_STYLES[role], role))

    def content(self, content: Content) -> None:
        if isinstance(content, Paragraph):
            self.paragraph(content)
        else:
            self.table(content)

    def paragraph(self, content: Paragraph) -> None:
        if not content.text.strip():
            return
        start = 0
        for span in content.spans:
            if span.is_figure and span.text:
                self.figures.append(ReadFigure(len(self.figures), span.path, span.text, len(self.contents), start))
            start += len(span.text)
        self.line(content.text, content.role)

    def table(self, content: TableBlock) -> None:
        for cell in content.cells:
            if cell.path and cell.text:
                place = (len(self.contents), 0, cell.row, cell.column)
                self.figures.append(ReadFigure(len(self.figures), cell.path, cell.text, *place))
        self.contents.append(ReadTable(content.width, content.height, content.cells))
