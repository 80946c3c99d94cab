"""The other tabs of a filled workbook: labelled lines, figures, breakdowns, ticks, lists, paragraphs."""

import re
from collections.abc import Iterable

from draftgen.core.catalogue import Field, Kind
from draftgen.core.workbook import (
    DONE_HEADS,
    EXTRA_HEADS,
    FIGURE_HEADS,
    ISSUE_HEADS,
    LINE_HEADS,
    NUMERIC,
    PARTS_HEADS,
    PARTS_LAST,
    FieldLine,
    Line,
    same,
)
from draftgen.load.canonical_fields import sided
from draftgen.load.fields import NO, YES
from draftgen.load.names import ABOUT, FROM, LAST, PARTIAL, THIS
from draftgen.load.remarks import nearest
from draftgen.load.workbook_grid import Grid, listed
from draftgen.located import Listing, Mapping, Node, Scalar
from draftgen.located.building import Tree

_ABOUT = re.compile(r"(?:大约|约)\s*([0-9０-９][0-9０-９,，.．]*)")
_TICKS = frozenset({"√", "✓", "✔", "☑", "v", "ｖ", "1", *YES})


def read_lines(grid: Grid, lines: tuple[Line, ...], tree: Tree, required: tuple[tuple[str, ...], ...] = ()) -> None:
    """Labelled lines with one value each. What is ``required`` is there even if blank."""
    known = {same(line.label): line for line in lines}
    start, columns = grid.heads(LINE_HEADS)
    for row in grid.rows(start + 1):
        label = grid.text(row, columns["项目"])
        line = known.get(same(label))
        value = grid.value(row, columns["内容"])
        if line is None:
            unknown(grid, label, value, (line.label for line in lines))
        elif value is not None:
            node: Node = value
            if line.listed and (line.keys[-1] != "体例" or len(listed(value)) > 1 or "；" in value.text):
                node = Listing(listed(value), value.source)
            put(grid, tree, line.keys, node, line.label)
        elif line.keys in required:
            tree.put(line.keys, Scalar("", grid.source(row, columns["内容"])))


def unknown(grid: Grid, label: str, value: Scalar | None, known: Iterable[str]) -> None:
    """A value beside a label that the tab does not have; a label alone is a heading or a note."""
    if value is None:
        return
    near = nearest(label, known) if label else ""
    where = f"“{grid.name}”里没有“{label}”这一项。" if label else f"“{grid.name}”的这一行没有名称。"
    advice = f"是不是“{near}”？" if near else "名称不要改动；表里没有的数写在“分类”的“其他”下面。"
    grid.remark("unknown-key", value.source, where, advice)


def put(grid: Grid, tree: Tree, keys: tuple[str, ...], node: Node, name: str) -> None:
    """Puts a value at its keys; if there is one already, that stays and the fault is told."""
    there = tree.put(keys, node)
    if there is not None:
        grid.remark("given-twice", node.source, f"“{name}”填了两次（{there.source.spoken}已有）。", "只留一处。")


def read_figures(grid: Grid, lines: tuple[FieldLine, ...], tree: Tree) -> None:
    """数字: this year's value, last year's, who supplies it."""
    known = {same(line.label): line for line in lines if line.field.kind not in (Kind.PARTS, Kind.ITEMS, Kind.PAIRS)}
    start, columns = grid.heads(FIGURE_HEADS)
    for row in grid.rows(start + 1):
        label = grid.text(row, columns["名称"])
        line = known.get(same(label))
        if line is None:
            value = grid.value(row, columns["今年"]) or grid.value(row, columns["去年"])
            unknown(grid, label, value, (line.label for line in known.values()))
        elif line.field.kind in NUMERIC:
            last, by = (grid.value(row, columns[head]) for head in ("去年", "谁提供"))
            node = number(grid.value(row, columns["今年"]), last, by)
            if node is not None:
                put(grid, tree, line.keys, node, label)
        else:
            text = grid.value(row, columns["今年"])
            if text is not None and text.text:
                put(grid, tree, line.keys, _text(line.field, text), label)


def number(now: Scalar | None, last: Scalar | None, by: Scalar | None) -> Node | None:
    """A number from what stands in its cells: this year's ("约300" is rough), last year's, who supplies it."""
    sides: dict[str, Scalar] = {}
    about = _ABOUT.fullmatch(now.text) if now else None
    if now is not None and now.text:
        sides[THIS] = now._replace(text=about[1]) if about else now
    if last is not None and last.text:
        sides[LAST] = last
    if now is not None and about:
        sides[ABOUT] = Scalar("true", now.source)
    if by is not None and by.text:
        sides[FROM] = by
    return sided(sides) if sides else None


def _text(field: Field, cell: Scalar) -> Node:
    return Listing(listed(cell), cell.source) if field.kind is Kind.WORDS else cell


def read_parts(grid: Grid, lines: tuple[FieldLine, ...], tree: Tree) -> None:
    """分类: each line a category; the name of the whole holds until the next one.

    A category of last year's that has no number of this year was only offered.
    """
    known = {same(line.label): line for line in lines if line.field.kind is Kind.PARTS}
    start, columns = grid.heads((*PARTS_HEADS, PARTS_LAST))
    line: FieldLine | None = None
    for row in grid.rows(start + 1):
        label = grid.text(row, columns["哪一项"])
        name, number = (grid.value(row, columns[head]) for head in ("类别", "数目"))
        if label:
            line = known.get(same(label))
        if line is None:
            unknown(grid, label, number, (line.label for line in known.values()))
            continue
        if label and "只列了一部分打√" in columns:
            tick = grid.value(row, columns["只列了一部分打√"])
            if tick is not None and tick.text.lower() in _TICKS:
                tree.put((*line.keys, PARTIAL), Scalar("部分", tick.source))
        if number is None and start >= 0 and PARTS_LAST in columns and grid.text(row, columns[PARTS_LAST]):
            continue
        if name is not None and name.text:
            empty = Scalar("", grid.source(row, columns["数目"]))
            put(grid, tree, (*line.keys, name.text), number or empty, name.text)
        elif number is not None:
            grid.remark("unknown-key", number.source, "这个数没有写类别。", "在左边一格写上类别的名称。")


def read_done(grid: Grid, root: Field, tree: Tree) -> None:
    """做过的事: what is ticked, with its details, which have labels of their own."""
    ticks = {same(child.key): child for child in root.children}
    details = {same(f"{tick.key}·{child.key}"): (tick, child) for tick in root.children for child in tick.children}
    start, columns = grid.heads(DONE_HEADS)
    ticked: dict[str, Scalar] = {}
    found: dict[str, Tree] = {}
    spare: dict[str, tuple[str, Scalar]] = {}
    for row in grid.rows(start + 1):
        name, mark = grid.text(row, columns["做过的事"]), grid.value(row, columns["做了打√"])
        tick = ticks.get(same(name))
        if tick is not None and _is_ticked(grid, name, mark) and mark is not None:
            ticked[tick.path] = Scalar(tick.key, mark.source)
        elif tick is None and mark is not None:
            unknown(grid, name, mark, (child.key for child in root.children))
        label, content = grid.text(row, columns["明细"]), grid.value(row, columns["内容"])
        if content is None or not content.text:
            continue
        if same(label) not in details:
            unknown(grid, label, content, (f"{t.key}·{child.key}" for t, child in details.values()))
            continue
        tick, child = details[same(label)]
        spare.setdefault(tick.path, (tick.key, content))
        put(grid, found.setdefault(tick.path, Tree()), (tick.key, child.key), _text(child, content), label)
    for path, (name, content) in spare.items():
        if path not in ticked:
            advice = "做了的，在这件事后面打√；没做的，把内容清空。"
            grid.remark("tick-missing", content.source, f"“{name}”填了内容，却没有打√。", advice)
    items = [found[path].mapping(key.source) if path in found else key for path, key in ticked.items()]
    if items:
        tree.put(("做过的事",), Listing(tuple(items), items[0].source))


def _is_ticked(grid: Grid, name: str, mark: Scalar | None) -> bool:
    if mark is None or mark.text.lower() in NO or mark.text in ("×", "✗", "✘", ""):
        return False
    if mark.text.lower() in _TICKS:
        return True
    grid.remark("tick", mark.source, f"“{name}”后面写的是“{mark.text}”。", "做了的打√，没做的空着。")
    return False


def read_issues(grid: Grid, tree: Tree) -> None:
    """问题和打算: a pair a row; each line of 打算 is one of several."""
    start, columns = grid.heads(ISSUE_HEADS)
    items: list[Node] = []
    for row in grid.rows(start + 1):
        pairs: list[tuple[Scalar, Node]] = []
        problem, plan = (grid.value(row, columns[head]) for head in ISSUE_HEADS)
        if problem is not None and problem.text:
            pairs.append((Scalar("问题", problem.source), problem))
        if plan is not None and plan.text:
            each = tuple(
                Scalar(text.strip(), plan.source, quoted=True) for text in plan.text.split("\n") if text.strip()
            )
            pairs.append((Scalar("打算", plan.source), Listing(each, plan.source)))
        if pairs:
            items.append(Mapping(tuple(pairs), pairs[0][0].source))
    if items:
        tree.put(("问题和打算",), Listing(tuple(items), items[0].source))


def read_extras(grid: Grid, tree: Tree) -> None:
    """补充: paragraphs, each with the part of the report it belongs to."""
    start, columns = grid.heads(EXTRA_HEADS)
    texts: dict[str, tuple[Scalar, list[str]]] = {}
    for row in grid.rows(start + 1):
        part, text = grid.text(row, columns["放在哪一部分"]), grid.value(row, columns["文字"])
        if text is None or not text.text:
            continue
        if not part:
            grid.remark("unknown-key", text.source, "这一段没有写放在哪一部分。", "在左边一格从下拉里选。")
            continue
        lines = [line.strip() for line in text.text.split("\n") if line.strip()]
        texts.setdefault(part, (text, []))[1].extend(lines)
    for part, (first, lines) in texts.items():
        tree.put(("补充", part), Scalar("\n".join(lines), first.source))
