"""核对单: every figure of a report with its source, to be ticked off and signed."""

from collections.abc import Sequence

from draftgen.core.document import Document
from draftgen.core.ledger import LedgerRow
from draftgen.render.ooxml import Controls, paragraph, run
from draftgen.render.ooxml_look import Look, Page, base_look, section
from draftgen.render.ooxml_package import package

_PAGE = Page(16838, 11906, 1134, 1134, 1134, 1134)
_COLUMNS = (
    ("序号", 600),
    ("所在位置", 2130),
    ("原文", 2700),
    ("数字", 1200),
    ("名称", 3850),
    ("来源", 2100),
    ("提供单位/人", 1390),
    ("核对", 600),
)
_CENTRED = frozenset({"序号", "数字", "核对"})
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_BOLD = "<w:b/><w:bCs/>"
_LEFT = '<w:jc w:val="left"/>'
_TITLE_SPACING = '<w:spacing w:before="0" w:after="120" w:line="480" w:lineRule="exact"/>'
_SIGN_SPACING = '<w:spacing w:before="360" w:after="0" w:line="320" w:lineRule="exact"/>'


def write_check_sheet(document: Document, ledger: Sequence[LedgerRow]) -> bytes:
    """The 核对单 of a report as the bytes of a .docx, A4 landscape.

    Args:
        document: The report, for its title and agency.
        ledger: Its figures in reading order.

    """
    look = _look()
    title = "".join(document.title)
    small = look.styles["年报小表"]
    body = "".join(
        (
            paragraph(look.styles["Title"], run("核对单", _size(32)), _TITLE_SPACING),
            paragraph(look.styles["年报表格"], run(f"{title}　数字共{len(ledger)}个"), '<w:spacing w:after="120"/>'),
            _table(ledger, small),
            paragraph(look.styles["年报表格"], _signatures(), f"<w:keepLines/>{_SIGN_SPACING}{_LEFT}"),
        )
    )
    return package(body, look, Controls(), f"{title}核对单", document.agency)


def _look() -> Look:
    return base_look()._replace(section=section(_PAGE), page=_PAGE)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _table(ledger: Sequence[LedgerRow], style: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, width in _COLUMNS)
    head = _row([run(name, _BOLD) for name, _ in _COLUMNS], style, head=True)
    rows = "".join(_row(_cells(number, row), style) for number, row in enumerate(ledger, 1))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_PAGE.text_width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="核对单"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )


def _row(cells: Sequence[str], style: str, *, head: bool = False) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, cell, '' if head or name in _CENTRED else _LEFT)}</w:tc>"
        for (name, width), cell in zip(_COLUMNS, cells, strict=True)
    )
    repeat = "<w:tblHeader/>" if head else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="320" w:hRule="atLeast"/>{repeat}</w:trPr>{inner}</w:tr>'


def _cells(number: int, row: LedgerRow) -> list[str]:
    return [
        run(str(number)),
        run(row.place),
        _context(row.context, row.text),
        run(row.value or row.text),
        run(row.label),
        run("；".join(filter(None, (row.formula, row.source)))),
        run(row.supplied_by),
        run("□", _size(24)),
    ]


def _context(context: str, text: str) -> str:
    """The words around a figure with the figure in bold: the one in the middle, if it stands there more than once."""
    starts = [start for start in range(len(context)) if text and context.startswith(text, start)]
    whole = [start for start in starts if not _inside_number(context, start, start + len(text))]
    if not whole:
        return run(context)
    start = min(whole, key=lambda start: abs(2 * start + len(text) - len(context)))
    end = start + len(text)
    return run(context[:start]) + run(text, _BOLD) + run(context[end:])


def _inside_number(context: str, start: int, end: int) -> bool:
    before, after = context[:start][-1:], context[end:][:1]
    return (before.isdigit() and context[start].isdigit()) or (after.isdigit() and context[end - 1].isdigit())


def _signatures() -> str:
    """Blank lines to sign on."""
    blank = "　" * 8
    underline = '<w:u w:val="single"/>'
    return "".join(run(f"{name}：") + run(blank, underline) + run("　　") for name in ("填报人", "审核人", "日期"))
