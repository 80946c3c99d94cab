"""What was read from a file of another format, as a Word file: what a redline of it can stand on."""

from collections.abc import Iterable

from draftgen.core.document import TableBlock
from draftgen.core.office import ROLE_STYLES
from draftgen.core.read import ReadContent, ReadParagraph
from draftgen.render.ooxml import Controls, paragraph, run
from draftgen.render.ooxml_look import base_look
from draftgen.render.ooxml_package import package
from draftgen.render.ooxml_table import lay_out, table
from draftgen.render.ragged import full_rows


def write_plain_docx(contents: Iterable[ReadContent], title: str) -> bytes:
    """The paragraphs and tables in the look of our own reports; no figure has a control. The same bytes each time."""
    look, controls = base_look(), Controls()
    pieces: list[str] = []
    after_table = False
    for content in contents:
        if isinstance(content, ReadParagraph):
            pieces.append(paragraph(look.styles[ROLE_STYLES[content.role]], run(content.text)))
            after_table = False
            continue
        if after_table:
            # Word makes one table of two that touch.
            pieces.append(paragraph(look.styles["年报小表"], ""))
        block = TableBlock("", content.width, content.height, 0, full_rows(content))
        pieces.append(table(lay_out(block, look.page), look.styles, controls, title))
        after_table = True
    return package("".join(pieces), look, controls, title, "")
