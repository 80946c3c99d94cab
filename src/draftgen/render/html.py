"""The report as one web page. Every style stands on its element: editors of government sites strip style sheets."""

import re
from collections.abc import Mapping, Sequence

from draftgen.core.document import Document, GridCell, Paragraph, Role, Section, Span, SpanKind, TableBlock
from draftgen.core.figure import Figure

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@media print {{
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; }}
body {{ max-width: none !important; padding: 0 !important; }}
h1, h2, h3 {{ break-after: avoid; }}
p {{ orphans: 2; widows: 2; }}
div[role="region"] {{ overflow: visible !important; }}
table {{ break-inside: avoid; min-width: 0 !important; }}
th, td {{ padding: 2px 1px !important; font-size: 9pt !important; line-height: 1.25 !important; }}
th[scope="row"] {{ padding: 2px 4px !important; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
}}
</style>
</head>
<body style="margin:0 auto;max-width:920px;padding:24px 16px 48px;color:#000;background-color:#fff">
<article>
{content}
</article>
</body>
</html>
"""

# The fonts of GB/T 9704 first, then those that stand for them on Windows, macOS and Linux (domain.md 4).
_TITLE_FONT = "方正小标宋简体,FZXiaoBiaoSong-B05S,宋体,SimSun,'Songti SC','Noto Serif CJK SC',serif"
_HEADING_FONT = "黑体,SimHei,'Heiti SC','Noto Sans CJK SC',sans-serif"
_SUBHEADING_FONT = "楷体_GB2312,楷体,KaiTi,'Kaiti SC','AR PL UKai CN',serif"
_BODY_FONT = "仿宋_GB2312,仿宋,FangSong,STFangsong,'Noto Serif CJK SC',serif"
_TABLE_FONT = "宋体,SimSun,'Songti SC','Noto Serif CJK SC',serif"

_LINES = "font-size:16pt;line-height:1.75;overflow-wrap:anywhere"  # 28 pt lines of 16 pt
_BODY_STYLE = f"margin:0;text-indent:2em;text-align:justify;font-family:{_BODY_FONT};{_LINES}"
_RIGHT_STYLE = (
    f"padding-right:2em;text-align:right;break-before:avoid;text-wrap:balance;font-family:{_BODY_FONT};{_LINES}"
)

_ELEMENTS = {
    Role.TITLE: (
        "h1",
        f"margin:0 0 28px;text-align:center;font-family:{_TITLE_FONT};font-weight:bold;font-size:22pt;line-height:1.5",
    ),
    Role.INTRO: ("p", _BODY_STYLE),
    Role.HEADING: ("h2", f"margin:8px 0 0;text-indent:2em;font-family:{_HEADING_FONT};font-weight:normal;{_LINES}"),
    Role.SUBHEADING: ("h3", f"margin:0;text-indent:2em;font-family:{_SUBHEADING_FONT};font-weight:normal;{_LINES}"),
    Role.BODY: ("p", _BODY_STYLE),
    Role.SIGNATURE: ("p", f"margin:28pt 0 0;{_RIGHT_STYLE}"),
    Role.DATE: ("p", f"margin:0;{_RIGHT_STYLE}"),
}

_TITLE_LINE_STYLE = "display:inline-block;text-wrap:balance"
_BOX_STYLE = "margin:12px 0;overflow-x:auto"
_TABLE_STYLE = "width:100%;border-collapse:collapse;border:1px solid #000;font-size:10.5pt"
_CELL_STYLE = f"border:1px solid #000;padding:4px 3px;font-family:{_TABLE_FONT};font-size:10.5pt;line-height:1.4"
_HEAD_STYLE = f"{_CELL_STYLE};font-weight:normal;vertical-align:middle"
_VALUE_STYLE = f"{_CELL_STYLE};text-align:center;vertical-align:middle"
_COLUMN_FILL = "#e8eff8"
_MARK_STYLE = "background-color:#ff0;color:#000"

_LINE_BREAKS = "\r\n|[\r\v\f\x85\u2028\u2029]"
_ADDRESS = re.compile(r"https?://[!-;=-~]+")
_NOT_TEXT = "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"


def write_html(document: Document, *, origins: bool = True) -> str:
    """Write the whole report as one self-contained HTML page.

    ``origins`` shows where a figure comes from when it is pointed at: for drafts, never for the page that is published.
    """
    figures = (
        document.figures
        if origins
        else {p: f._replace(label="", formula="", sources=()) for p, f in document.figures.items()}
    )
    lines = (f'<span style="{_TITLE_LINE_STYLE}">{_escaped(line)}</span>' for line in document.title if line)
    parts = [_element(Role.TITLE, "<br>".join(lines))]
    parts += (_paragraph(paragraph, figures) for paragraph in document.intro)
    parts += (_section(section, figures) for section in document.sections)
    parts += (_paragraph(paragraph, figures) for paragraph in document.closing)
    name = _safe("".join(document.title))
    return _PAGE.format(title=name, content="\n".join(part for part in parts if part))


def plain(text: str) -> str:
    """Give ``text`` one kind of line break, and take out the characters that no document may hold."""
    return text if text.isprintable() else re.sub(_NOT_TEXT, "", re.sub(_LINE_BREAKS, "\n", text))


def _section(section: Section, figures: Mapping[str, Figure]) -> str:
    parts = [_element(Role.HEADING, _escaped(section.title))]
    for content in section.contents:
        if isinstance(content, Paragraph):
            parts.append(_paragraph(content, figures))
        else:
            parts.append(_table(content, section.title, figures))
    inner = "\n".join(part for part in parts if part)
    return f'<section id="{_quoted(section.id)}">\n{inner}\n</section>'


def _paragraph(paragraph: Paragraph, figures: Mapping[str, Figure]) -> str:
    return _element(paragraph.role, "".join(_span(span, figures) for span in paragraph.spans))


def _element(role: Role, inner: str) -> str:
    tag, style = _ELEMENTS[role]
    return f'<{tag} style="{style}">{inner}</{tag}>' if inner else ""


def _span(span: Span, figures: Mapping[str, Figure]) -> str:
    text = _escaped(span.text)
    if not text:
        return ""
    if span.kind is SpanKind.MARK:
        return f'<mark style="{_MARK_STYLE}">{text}</mark>'
    if span.is_figure:
        return _data(text, figures.get(span.path))
    return text


def _data(text: str, figure: Figure | None) -> str:
    """Give a figure its value for machines and its origin for whoever points at it."""
    if figure is None or not text:
        return text
    title = _quoted(_origin(figure))
    shown = f' title="{title}"' if title else ""
    # The path is what lets the page be read back next year.
    return f'<data value="{figure.value:f}" data-path="{_quoted(figure.path)}"{shown}>{text}</data>'


def _origin(figure: Figure) -> str:
    """Name the figure and its formula or sources. Files without their folders: the page is published."""
    sources = (source._replace(file=re.split(r"[\\/]", source.file)[-1]) for source in figure.sources)
    origin = figure.formula or "；".join(dict.fromkeys(str(source) for source in sources))
    return " · ".join(part for part in (figure.label, origin) if part)


def _table(table: TableBlock, name: str, figures: Mapping[str, Figure]) -> str:
    """Put a table in a box of its own, which scrolls where the screen is narrower than the table."""
    rows = [_row(own, figures, table.width, heads=heads) for own, heads in _by_row(table)]
    head, body = rows[: table.head_rows], rows[table.head_rows :]
    groups = [
        f"<{group}>\n{''.join(lines)}</{group}>\n" for group, lines in (("thead", head), ("tbody", body)) if lines
    ]
    least = f";min-width:{30 + 2 * table.width}em" if table.width > 4 else ""
    return (
        f'<div role="region" aria-label="{_quoted(name)}" tabindex="0" style="{_BOX_STYLE}">\n'
        f'<table style="{_TABLE_STYLE}{least}">\n{"".join(groups)}</table>\n</div>'
    )


def _by_row(table: TableBlock) -> list[tuple[list[GridCell], bool]]:
    """For each row the cells that begin in it, from left to right, and whether all that reach into it are heads."""
    rows: list[list[GridCell]] = [[] for _ in range(table.height)]
    valued: set[int] = set()
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
        if not cell.head:
            valued.update(range(cell.row, cell.row + cell.rows))
    return [(own, number not in valued) for number, own in enumerate(rows)]


def _row(own: Sequence[GridCell], figures: Mapping[str, Figure], width: int, *, heads: bool) -> str:
    if heads:
        return f"<tr>{''.join([_column_head(cell, width) for cell in own])}</tr>\n"
    return f"<tr>{''.join([_row_head(cell) if cell.head else _value(cell, figures) for cell in own])}</tr>\n"


def _column_head(cell: GridCell, width: int) -> str:
    """Write a head of the columns below it, in a row of heads only: at the top of a table or in its middle."""
    style = f"{_HEAD_STYLE};text-align:center;background-color:{_COLUMN_FILL}"
    if cell.columns == 1:  # Columns of values are equal; where heads of rows need much room, as wide as in the form.
        style += f";width:{100 / width if width <= 4 else min(7, 100 / width):.1f}%"
    if cell.columns > 1 or len(cell.text) <= 4:  # 结果/维持, not 结果维/持; but 社会公益/组织
        style += ";text-wrap:balance"
    return f'<th scope="col"{_spans(cell)} style="{style}">{_escaped(cell.text)}</th>'


def _row_head(cell: GridCell) -> str:
    align = "center" if cell.rows > 1 else "left"
    style = f"{_HEAD_STYLE};text-align:{align};padding:4px 6px"
    return f'<th scope="row"{_spans(cell)} style="{style}">{_escaped(cell.text)}</th>'


def _value(cell: GridCell, figures: Mapping[str, Figure]) -> str:
    return f'<td{_spans(cell)} style="{_VALUE_STYLE}">{_data(_escaped(cell.text), figures.get(cell.path))}</td>'


def _spans(cell: GridCell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def _safe(text: str) -> str:
    """Text without characters that mean something. html.escape does it too, but brings every named character along."""
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """Text for the value of an attribute."""
    return _safe(text).replace('"', "&quot;").replace("'", "&#x27;")


def _escaped(text: str) -> str:
    """Escape ``text``. Long addresses may break at their dots and strokes, lest justified lines be torn apart."""
    if text.isalnum():  # most cells of a table
        return text
    whole = _safe(text).replace("\n", "<br>")
    return _ADDRESS.sub(lambda address: re.sub(r"(?<=\w)(?=[./]\w)", "<wbr>", address[0]), whole)
