"""数字 and 分类: the figures of the prose, those that are usual first."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from draftgen import numerals
from draftgen.core.catalogue import Field, Kind
from draftgen.core.workbook import (
    FIGURE_HEADS,
    NUMERIC,
    PARTS_HEADS,
    PARTS_LAST,
    TICK,
    FieldLine,
    LastSaid,
    field_lines,
)
from draftgen.located import Listing, Mapping, Node, Scalar
from draftgen.located.building import at
from draftgen.sheets import cell_name
from draftgen.workbook.page import AMOUNT, COUNT, PERCENT, Page, lines_in

if TYPE_CHECKING:
    from draftgen.workbook.filling import Filling

_NOTE = (
    "有就填，没有就空着；空着的，报告里不提。“今年”“去年”只写数字；去年的数从上年年报里抄，用来写“比上年增长”。"
    "“谁提供”只进核对单，不进报告。"
)
_MORE = "更多项目（有就填，没有不用管）"
_LISTS = (Kind.PARTS, Kind.ITEMS, Kind.PAIRS)


def draw_figures(page: Page, root: Mapping, data: Field, filling: "Filling") -> dict[str, int]:
    """Draws the tab; the row of each label."""
    lines = [line for line in field_lines(data) if line.field.kind not in _LISTS]
    lines = [line for line in lines if _fits(line, data, filling.kind) or at(root, *line.keys) is not None]
    first = [line for line in lines if line.label in filling.shown or at(root, *line.keys) is not None]
    rest = [line for line in lines if line not in first]
    page.put(0, 0, "数字", "title")
    page.put(1, 0, _NOTE, "note", to=(1, 5))
    page.height(1, 2)
    for column, head in enumerate(FIGURE_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    rows: dict[str, int] = {}
    row = _section(page, first, root, 3, rows)
    if rest:
        page.put(row + 1, 0, _MORE, "section", to=(row + 1, 5))
        _section(page, rest, root, row + 2, rows)
    return rows


def _fits(line: FieldLine, data: Field, kind: str) -> bool:
    """Whether a field is for this kind of agency: neither it nor a group above it says otherwise."""
    above = [field for field in data.walk() if field is line.field or line.field in tuple(field.walk())]
    return all(not field.kinds or kind in field.kinds for field in above)


def _section(page: Page, lines: list[FieldLine], root: Mapping, row: int, rows: dict[str, int]) -> int:
    heading = ""
    for line in lines:
        above = line.keys[1] if len(line.keys) > 2 else ""
        if above != heading and above:
            page.put(row, 0, above, "section", to=(row, 5))
            row += 1
        heading = above
        rows[line.label] = row
        _line(page, row, line, at(root, *line.keys))
        row += 1
    return row


def _line(page: Page, row: int, line: FieldLine, node: Node | None) -> None:
    field = line.field
    page.put(row, 0, line.label, "label")
    about = "；".join(filter(None, ("几项用顿号隔开" if field.kind is Kind.WORDS else "", line.note)))
    page.put(row, 5, about, "about")
    page.height(row, lines_in(about, 60))
    if field.kind not in NUMERIC:
        text = written(node)
        page.put(row, 1, text, "text", to=(row, 4))
        page.height(row, lines_in(text, 52))
        return
    percent = field.kind is Kind.PERCENT
    page.put(row, 3, "%" if percent else "、".join(field.measures[:1]), "unit")
    number_cells(page, row, (1, 2, 4), field, node)


def number_cells(page: Page, row: int, columns: tuple[int, int, int], field: Field, node: Node | None) -> None:
    """This year's number, last year's, and who supplies it, in three cells."""
    now, last, by = sides(node)
    percent = field.kind is Kind.PERCENT
    rule = PERCENT if percent else AMOUNT if field.kind is Kind.AMOUNT else COUNT
    for column, text, look in ((columns[0], now, "number"), (columns[1], last, "last")):
        if percent:
            page.put(row, column, text, "percent" if look == "number" else "last_percent")
            page.quiet(row, column, row, column)
        else:
            page.number(row, column, text, look)
            page.watch_numbers(row, column, row, column)
        page.rule(rule, row, column, row, column)
    page.put(row, columns[2], by, "text")


def sides(node: Node | None) -> tuple[str, str, str]:
    """The texts of 今年, 去年 and 谁提供 of a number; a rough one starts with 约."""
    if isinstance(node, Scalar):
        return node.text, "", ""
    found = {name: at(node, name) for name in ("本年", "上年", "约", "来源")}
    texts = {name: child.text if isinstance(child, Scalar) else "" for name, child in found.items()}
    return f"约{texts['本年']}" if texts["约"] else texts["本年"], texts["上年"], texts["来源"]


def written(node: Node | None) -> str:
    """A text, or a list as one cell: with 、, or with the next sign that none of its items holds."""
    if isinstance(node, Scalar):
        return node.text
    if not isinstance(node, Listing):
        return ""
    items = [item.text.replace("\n", " ") for item in node.items if isinstance(item, Scalar)]
    every = "".join(items)
    if not any(sign in every for sign in "、，,；;"):
        return "、".join(items)
    between = "\n" if any(sign in every for sign in "；;") else "；"
    return between.join(items) + (between if len(items) == 1 else "")


def draw_parts(page: Page, root: Mapping, data: Field, rows: dict[str, int], last: LastSaid) -> None:
    """分类: a block of lines for each breakdown, with its sum beside the figure it should make.

    Classes of last year stand there with last year's numbers; without a number of this year they do not count.
    """
    page.put(0, 0, "分类", "title")
    note = "网站、微信等发布的信息按类别各有多少条。各类之和要等于“数字”里的条数，不等时变红；只列了一部分的，在最后一列打√。"
    told = "最后一列是去年的数，只供对照；今年没有这一类的，数目空着就行。" if last.classes else ""
    page.put(1, 0, f"{note}目录里没有的数字写在“其他”下面，自己起名。{told}", "note", to=(1, 4))
    page.height(1, 3 if told else 2)
    for column, head in enumerate((*PARTS_HEADS, *((PARTS_LAST,) if last.classes else ()))):
        page.put(2, column, head, "head")
    page.freeze(3)
    row = 3
    for line in field_lines(data):
        if line.field.kind is Kind.PARTS:
            before = dict(last.classes.get(line.label, ()))
            row = _block(page, line, at(root, *line.keys), row, _whole(line, rows), before)


def _whole(line: FieldLine, rows: dict[str, int]) -> int | None:
    """The row of 数字 that holds the figure which a breakdown should make."""
    stem = f"{line.label}·"
    key = {"count": "条数"}.get(line.field.whole, "")
    return rows.get(f"{stem}{key}") if key else None


def _block(page: Page, line: FieldLine, node: Node | None, row: int, whole: int | None, before: dict[str, str]) -> int:
    given = dict(_pairs(node))
    pairs = list({**dict.fromkeys(before, ""), **given}.items())
    spare = {"门户网站": 10, "微信公众号": 6, "其他": 5}.get(line.label, 2)
    bottom = row + max(len(pairs) + 2, spare) - 1
    partial = at(node, "其中")
    for at_ in range(row, bottom + 1):
        name, number = pairs[at_ - row] if at_ - row < len(pairs) else ("", "")
        page.put(at_, 0, line.label if at_ == row else "", "label")
        page.put(at_, 1, name, "text")
        page.number(at_, 2, number, "number")
        if name in before:
            page.number(at_, len(PARTS_HEADS), before[name], "last")
    page.rule(COUNT, row, 2, bottom, 2)
    page.watch_numbers(row, 2, bottom, 2)
    if line.field.whole:
        total = f"SUM({cell_name(row, 2)}:{cell_name(bottom, 2)})"
        said = f'=IF(COUNT({cell_name(row, 2)}:{cell_name(bottom, 2)})=0,"",{total})'
        value = _added(number for _, number in pairs)
        page.formula(row, 3, said, "total", value if value is not None else "")
        page.tick(row, 4, ticked=isinstance(partial, Scalar) and bool(partial.text))
        if whole is not None:
            figure = f"数字!${cell_name(whole, 1)[0]}${whole + 1}"
            cell, tick = cell_name(row, 3), cell_name(row, 4)
            unequal = f'AND({cell}<>"",ISNUMBER({figure}),{cell}<>{figure})'
            page.red_where(row, 3, row, 3, f'=AND({unequal},OR({tick}<>"{TICK}",{cell}>{figure}))')
    return bottom + 1


def _pairs(node: Node | None) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, child in node:
            if key.text != "其中" and isinstance(child, Scalar):
                yield key.text, child.text


def _added(texts: Iterable[str]) -> Decimal | None:
    numbers = [number for text in texts if len(text) < 40 and (number := numerals.parse(text)) is not None]
    return sum(numbers, Decimal(0)) if numbers else None
