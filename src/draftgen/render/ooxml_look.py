"""What a Word file looks like apart from its text: styles, fonts, footers, page; the look that is shipped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

# Named tuples here and beside: each dataclass costs more than a millisecond at every start.

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BASE = Path(__file__).parent / "base"

STYLE_IDS: Mapping[str, str] = {
    "Title": "Title",
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "年报正文": "ReportBody",
    "年报引言": "ReportIntro",
    "年报落款": "ReportSignature",
    "年报日期": "ReportDate",
    "年报表格": "ReportTable",
    "年报小表": "ReportSmallTable",
    "年报长数": "ReportLongFigure",
    "header": "Header",
    "footer": "Footer",
}
"""The styles that a document uses, by name, with their ids in the base package."""


class Part(NamedTuple):
    """A part of a package. ``content_type`` is empty for relationships."""

    name: str
    data: bytes
    content_type: str = ""


class Tie(NamedTuple):
    """A relationship of the main part. ``type`` is the last word of its type; ``target`` is relative to ``word/``."""

    id: str
    type: str
    target: str


class Page(NamedTuple):
    """Paper and margins in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom


class Look(NamedTuple):
    """All that a document takes from the base package or from a template.

    ``styles`` gives the id of each style by name; ``references`` and ``section`` are the children of ``w:sectPr``, the
    references to headers and footers apart from the rest; ``facing`` tells odd pages from even ones, ``first`` that the
    first page has its own header.
    """

    parts: tuple[Part, ...]
    ties: tuple[Tie, ...]
    styles: Mapping[str, str]
    references: str
    section: str
    page: Page
    facing: bool = True
    first: bool = False


def section(page: Page) -> str:
    """The children of ``w:sectPr`` for a page of the base look. The page number stands 7 mm below the text."""
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{landscape}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="851" w:footer="{max(page.bottom - 397, 567)}" w:gutter="0"/>'
        '<w:cols w:space="425"/>'
    )


def base_part(name: str, file: str, content_type: str) -> Part:
    """A part of the base package under the name it bears in a document."""
    return Part(name, (BASE / file).read_bytes(), content_type)


# GB/T 9704: margins 37, 26, 35 and 28 mm around a text of 156 × 225 mm.
GB_PAGE = Page(11906, 16838, 2098, 1474, 1984, 1588)


@cache
def base_look() -> Look:
    """The look of GB/T 9704 (domain.md 4), from the files in ``base/``."""
    parts = (
        base_part("word/styles.xml", "styles.xml", f"{WORDML}.styles+xml"),
        base_part("word/settings.xml", "settings.xml", f"{WORDML}.settings+xml"),
        base_part("word/fontTable.xml", "fontTable.xml", f"{WORDML}.fontTable+xml"),
        base_part("word/theme/theme1.xml", "theme1.xml", THEME),
        base_part("word/footer1.xml", "footer-odd.xml", f"{WORDML}.footer+xml"),
        base_part("word/footer2.xml", "footer-even.xml", f"{WORDML}.footer+xml"),
    )
    ties = (
        Tie("rId1", "styles", "styles.xml"),
        Tie("rId2", "settings", "settings.xml"),
        Tie("rId3", "fontTable", "fontTable.xml"),
        Tie("rId4", "theme", "theme/theme1.xml"),
        Tie("rId5", "footer", "footer1.xml"),
        Tie("rId6", "footer", "footer2.xml"),
    )
    references = '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
    return Look(parts, ties, STYLE_IDS, references, section(GB_PAGE), GB_PAGE)


THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


def with_draft_header(look: Look) -> Look:
    """The look with “草稿” above each page, except where a template has a header of its own."""
    kinds = ["default", *(["even"] if look.facing else []), *(["first"] if look.first else [])]
    missing = [kind for kind in kinds if f'<w:headerReference w:type="{kind}"' not in look.references]
    data = (BASE / "header-draft.xml").read_bytes().replace(b'"Header"', f'"{look.styles["header"]}"'.encode())
    parts = tuple(Part(f"word/header-draft-{kind}.xml", data, f"{WORDML}.header+xml") for kind in missing)
    ties = tuple(Tie(f"rIdDraft{number}", "header", f"header-draft-{kind}.xml") for number, kind in enumerate(missing))
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="rIdDraft{number}"/>' for number, kind in enumerate(missing)
    )
    return look._replace(parts=(*look.parts, *parts), ties=(*look.ties, *ties), references=references + look.references)
