"""A report as a Word file, after GB/T 9704 or in the look of a template."""

from collections.abc import Mapping
from pathlib import Path

from draftgen.core.document import Content, Document, Paragraph, Role, Section, TableBlock
from draftgen.core.office import ROLE_STYLES
from draftgen.render.ooxml import Controls, paragraph, run
from draftgen.render.ooxml_look import Look, base_look, with_draft_header
from draftgen.render.ooxml_package import package
from draftgen.render.ooxml_table import Layout, lay_out, table
from draftgen.render.sheet import write_check_sheet

__all__ = ["write_check_sheet", "write_docx"]

_CHARACTER = 320  # twips of a character of the text, 16 pt
_SPACER = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'


def write_docx(document: Document, template: Path | None = None, draft: bool = False) -> bytes:  # noqa: FBT001, FBT002
    """The report as the bytes of a .docx, the same for the same arguments.

    Each figure stands in a content control named after its path; the same map is kept in the document properties, so
    that the file can be read back exactly (see ``core.office.FIGURE_MAP``).

    Args:
        document: The finished text.
        template: A .docx whose look to take instead of GB/T 9704: styles, fonts, theme, numbering, headers, footers and
            page. Styles are matched by name: a style of the template called “heading 1” (标题 1), “Title” (标题), 年报正文 and so
            on is used as it is; what the template lacks is added. A report of ours, restyled in Word, is the best template.
        draft: Print “草稿” in the header.

    Raises:
        UnreadableInput: The template cannot be used.

    """
    look = base_look()
    if template is not None:
        from draftgen.render.ooxml_template import template_look  # noqa: PLC0415 - rarely needed

        look = template_look(template)
    if draft:
        look = with_draft_header(look)
    controls = Controls()
    body = "".join(
        (_opening(document, look, controls), _sections(document, look, controls), _closing(document, look, controls))
    )
    return package(body, look, controls, "".join(document.title), document.agency)


def _opening(document: Document, look: Look, controls: Controls) -> str:
    gap = '<w:spacing w:after="560"/>'
    lines = [
        paragraph(_style(look, Role.TITLE), run(line), gap if number == len(document.title) else "")
        for number, line in enumerate(document.title, 1)
    ]
    return "".join((*lines, *(_paragraph(item, look, controls) for item in document.intro)))


def _sections(document: Document, look: Look, controls: Controls) -> str:
    ends = bool(document.closing)
    pieces: list[str] = []
    for number, section in enumerate(document.sections, 1):
        layouts = {id(block): lay_out(block, look.page) for block in section.contents if isinstance(block, TableBlock)}
        pieces.append(_heading(section, look, layouts))
        last = ends and number == len(document.sections)
        pieces.append(_contents(section, look, controls, layouts, keep_last=last))
    return "".join(pieces)


def _heading(section: Section, look: Look, layouts: Mapping[int, Layout]) -> str:
    """The heading of a section; on a new page if a table as high as a page follows it directly.

    Rows that keep together would have the same effect, but not every program honours them over a whole page.
    """
    first = section.contents[0] if section.contents else None
    properties = ""
    if isinstance(first, TableBlock):
        alone = layouts[id(first)].tall and layouts[id(first)].whole
        properties = f'{"<w:pageBreakBefore/>" if alone else ""}<w:spacing w:after="100"/>'
    return paragraph(_style(look, Role.HEADING), run(section.title), properties)


def _contents(
    section: Section, look: Look, controls: Controls, layouts: Mapping[int, Layout], *, keep_last: bool
) -> str:
    pieces: list[str] = []
    before: Content | None = None
    for content in section.contents:
        if isinstance(content, Paragraph):
            keep = keep_last and content is section.contents[-1]
            pieces.append(_paragraph(content, look, controls, keep=keep))
        else:
            if isinstance(before, TableBlock):
                # Word makes one table of two that touch.
                pieces.append(_spacer(look))
            pieces.append(table(layouts[id(content)], look.styles, controls, section.title))
        before = content
    if isinstance(before, TableBlock):
        pieces.append(_spacer(look))
    return "".join(pieces)


def _closing(document: Document, look: Look, controls: Controls) -> str:
    agency = _width("".join(p.text for p in document.closing if p.role is Role.SIGNATURE))
    date = _width("".join(p.text for p in document.closing if p.role is Role.DATE))
    left = _left_indents(agency, date, look.page.text_width / _CHARACTER)
    return "".join(
        _paragraph(item, look, controls, _left(left[item.role]) if item.role in left else "")
        for item in document.closing
    )


def _left_indents(agency: float, date: float, line: float) -> dict[Role, float]:
    """Characters before agency and date (GB/T 9704, without seal): the date begins two to the right of the agency.

    Two characters stay free at the right: behind the agency, or behind the date where it would reach further. Measured
    from the left, since programs print a date wider or narrower (gaps before digits) and its first character must not
    move. Nothing where the agency is too long for one line.
    """
    start = line - 2 - max(agency, date + 2)
    if not agency or start < 0:
        return {}
    return {Role.SIGNATURE: start, Role.DATE: start + 2}


def _left(characters: float) -> str:
    indent = f'<w:ind w:leftChars="0" w:left="{round(characters * _CHARACTER)}" w:rightChars="0" w:right="0" '
    return f'{indent}w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'


def _width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)


def _paragraph(item: Paragraph, look: Look, controls: Controls, properties: str = "", *, keep: bool = False) -> str:
    # The signature may not stand alone on the last page.
    keep_next = "<w:keepNext/>" if keep else ""
    return paragraph(_style(look, item.role), controls.spans(item.spans), keep_next + properties)


def _style(look: Look, role: Role) -> str:
    return look.styles[ROLE_STYLES[role]]


def _spacer(look: Look) -> str:
    return paragraph(look.styles["年报小表"], "", _SPACER)
