"""Texts of two agencies side by side, with what they have in common underlined and highlighted."""

from collections.abc import Sequence

from draftgen.core.letter import SideBySide, Stretches
from draftgen.render.ooxml import HIGHLIGHT, Controls, escape, paragraph, run
from draftgen.render.ooxml_look import Page, base_look, section
from draftgen.render.ooxml_package import package

_PAGE = Page(16838, 11906, 1134, 1134, 1134, 1134)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_BOLD = "<w:b/><w:bCs/>"
_LEFT = '<w:jc w:val="left"/>'
# Underlined as well: what is highlighted can't be seen in a black and white print.
_MARK = f'{HIGHLIGHT}<w:u w:val="single"/>'
_SIZE = '<w:sz w:val="32"/><w:szCs w:val="32"/>'


def write_compared(pairs: Sequence[SideBySide], title: str) -> bytes:
    """The bytes of a .docx, A4 landscape: for each pair its names, what was measured, and a table of two columns."""
    look = base_look()._replace(section=section(_PAGE), page=_PAGE)
    table_style, small = look.styles["年报表格"], look.styles["年报小表"]
    pieces = [
        paragraph(
            look.styles["Title"],
            run(title, _SIZE),
            '<w:spacing w:before="0" w:after="120" w:line="480" w:lineRule="exact"/>',
        ),
        paragraph(
            table_style,
            run("画线并加底色的，是两份报告里相同的文字；法规名称和“没有发生”一类的句子不计入重复率。"),
            f'<w:spacing w:after="120"/>{_LEFT}',
        ),
    ]
    for number, pair in enumerate(pairs, 1):
        heading = f"{number}. {pair.names[0]} 与 {pair.names[1]}：{pair.note}"
        pieces.append(
            paragraph(table_style, run(heading, _BOLD), f'<w:keepNext/><w:spacing w:before="240" w:after="80"/>{_LEFT}')
        )
        pieces.append(_table(pair, small))
    return package("".join(pieces), look, Controls(), title, "")


def _table(pair: SideBySide, style: str) -> str:
    half = _PAGE.text_width // 2
    head = _row([run(name, _BOLD) for name in pair.names], half, style, head=True)
    rows = "".join(_row([_pieces(left), _pieces(right)], half, style) for left, right in pair.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{2 * half}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{escape("、".join(pair.names))}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{head}{rows}</w:tbl>'
    )


def _row(cells: Sequence[str], width: int, style: str, *, head: bool = False) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, cell, "" if head else _LEFT)}</w:tc>'
        for cell in cells
    )
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{inner}</w:tr>"


def _pieces(text: Stretches) -> str:
    return "".join(run(piece, _MARK if marked else "") for piece, marked in text.pieces)
