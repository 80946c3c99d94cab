"""做过的事, 问题和打算, 其他事项, 补充."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from draftgen.core.catalogue import Catalogue, Field, Kind
from draftgen.core.workbook import (
    DONE_HEADS,
    DONE_LAST,
    EXTRA_HEADS,
    ISSUE_HEADS,
    LINE_HEADS,
    NUMERIC,
    FieldLine,
    field_lines,
    item_heads,
)
from draftgen.located import Listing, Mapping, Node, Scalar, entries
from draftgen.located.building import at
from draftgen.workbook.figures import sides, written
from draftgen.workbook.page import COUNT, Page, lines_in

if TYPE_CHECKING:
    from draftgen.workbook.filling import Filling

_LISTS = (Kind.ITEMS, Kind.PAIRS)
_SPARE = {"开放日": 3, "创新": 4, "所属单位": 6}


def draw_done(page: Page, root: Mapping, ticks: Field, filling: "Filling") -> None:
    """做过的事: a line for each thing, and one for each of its details; what last year's report said comes first."""
    page.put(0, 0, "做过的事", "title")
    note = "做了的才打√；没打√的，报告里一个字也不会出现。有“明细”的，在“内容”里写，几项用顿号隔开。"
    page.put(1, 0, note, "note", to=(1, 4))
    for column, head in enumerate(DONE_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    ticked = {key.text: detail for key, detail in entries(at(root, "做过的事"))}
    row = 3
    said = filling.last.done
    for tick in sorted(ticks.children, key=lambda tick: tick.key not in said):
        if tick.kinds and filling.kind not in tick.kinds and tick.key not in ticked:
            continue
        page.put(row, 0, tick.key, "label")
        page.tick(row, 1, ticked=tick.key in ticked)
        page.put(
            row, 4, "；".join(filter(None, (DONE_LAST if tick.key in said else "", tick.note, _also(tick)))), "about"
        )
        for child in tick.children:
            if child is not tick.children[0]:
                for column in (0, 1, 4):
                    page.put(row, column, "", "label")
            page.put(row, 2, f"{tick.key}·{child.key}", "label")
            text = written(at(ticked.get(tick.key), child.key))
            page.put(row, 3, text, "text")
            page.height(row, lines_in(text, 42))
            row += 1
        if not tick.children:
            page.put(row, 2, "", "label")
            page.put(row, 3, "", "label")
            row += 1


def _also(field: Field) -> str:
    return f"也叫：{'、'.join(field.aliases)}" if field.aliases else ""


def draw_issues(page: Page, root: Mapping) -> None:
    """问题和打算: two columns."""
    page.put(0, 0, "问题和打算", "title")
    note = (
        "有几条写几条，一行一条；一句大白话就行，一个问题配一个打算。打算有几件事的，在格子里换行（Alt+Enter）分开写。"
    )
    page.put(1, 0, note, "note", to=(1, 1))
    page.height(1, 2)
    for column, head in enumerate(ISSUE_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    node = at(root, "问题和打算")
    items = node.items if isinstance(node, Listing) else ()
    for row in range(3, 3 + max(len(items) + 4, 10)):
        item = items[row - 3] if row - 3 < len(items) else None
        plan = at(item, "打算")
        plans = (
            [one.text.replace("\n", " ") for one in plan.items if isinstance(one, Scalar)]
            if isinstance(plan, Listing)
            else []
        )
        problem = written(at(item, "问题"))
        page.put(row, 0, problem, "text")
        page.put(row, 1, "\n".join(plans), "text")
        page.height(row, max(3, lines_in(problem, 56), lines_in("\n".join(plans), 56)))


def draw_other(page: Page, root: Mapping, catalogue: Catalogue) -> None:
    """其他事项: lines, then a list after the other with its own heads."""
    page.put(0, 0, "其他事项", "title")
    page.put(1, 0, "第六部分要写的事，和需要逐个写名称的几类。有就填，没有就空着；几项用顿号隔开。", "note", to=(1, 5))
    for column, head in enumerate(LINE_HEADS[:2]):
        page.put(2, column, head, "head", to=(2, 4) if column else None)
    page.put(2, 5, LINE_HEADS[2], "head")
    page.freeze(3)
    lines = field_lines(catalogue.other)
    row = 3
    for line in lines:
        if line.field.kind not in _LISTS:
            text = written(at(root, *line.keys))
            page.put(row, 0, line.label, "label")
            page.put(row, 1, text, "text", to=(row, 4))
            page.put(row, 5, line.field.note, "about")
            page.height(row, lines_in(text, 98))
            row += 1
    lists = (*(line for line in field_lines(catalogue.data) if line.field.kind is Kind.ITEMS), *lines)
    for line in lists:
        if line.field.kind in _LISTS:
            row = _list(page, line, at(root, *line.keys), row + 1)


def _list(page: Page, line: FieldLine, node: Node | None, row: int) -> int:
    heads = item_heads(line.field)
    page.put(row, 0, line.label, "head")
    for column, head in enumerate(heads, 1):
        page.put(row, column, head.label, "head")
    items = node.items if isinstance(node, Listing) else ()
    for number in range(max(len(items) + 2, _SPARE.get(line.label, 3))):
        row += 1
        item = items[number] if number < len(items) else None
        page.put(row, 0, str(number + 1), "centred")
        page.quiet(row, 0, row, 0)
        for column, text in enumerate(_item(line.field, item), 1):
            numeric = line.field.kind is Kind.ITEMS and heads[column - 1].field.kind in NUMERIC
            if numeric and heads[column - 1].side != "来源":
                page.number(row, column, text, "number" if heads[column - 1].side == "本年" else "last")
                page.rule(COUNT, row, column, row, column)
                page.watch_numbers(row, column, row, column)
            else:
                page.put(row, column, text, "text")
    return row + 1


def _item(field: Field, item: Node | None) -> list[str]:
    """The texts of one item, in the order of the heads."""
    if field.kind is Kind.PAIRS:
        pair = item.pairs[0] if isinstance(item, Mapping) else None
        return [pair[0].text, written(pair[1])] if pair else ["", ""]
    found: list[str] = []
    for child in field.children:
        node = at(item, child.key)
        found += sides(node) if child.kind in NUMERIC else [written(node)]
    return found


def draw_extras(page: Page, root: Mapping, parts: Sequence[str]) -> None:
    """补充: paragraphs of the clerk's own."""
    page.put(0, 0, "补充", "title")
    note = "自己写好的整段，一字不动放进报告；放在哪一部分，从左边的下拉里选。一段一行，或者在格子里换行。"
    page.put(1, 0, note, "note", to=(1, 1))
    for column, head in enumerate(EXTRA_HEADS):
        page.put(2, column, head, "head")
    page.freeze(3)
    node = at(root, "补充")
    pairs = node.pairs if isinstance(node, Mapping) else ()
    bottom = 3 + max(len(pairs) + 3, 6) - 1
    for row in range(3, bottom + 1):
        part, text = (pairs[row - 3][0].text, written(pairs[row - 3][1])) if row - 3 < len(pairs) else ("", "")
        page.put(row, 0, part, "text")
        page.put(row, 1, text, "text")
        page.height(row, max(4, lines_in(text, 90)))
    page.choice(3, 0, bottom, 0, parts)
