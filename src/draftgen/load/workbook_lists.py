"""其他事项 of a filled workbook: labelled lines, and lists that have a row of heads of their own."""

from draftgen.core.catalogue import Field, Kind
from draftgen.core.workbook import LINE_HEADS, NUMERIC, FieldLine, item_heads, same
from draftgen.load.workbook_grid import Grid, listed
from draftgen.load.workbook_tabs import number, put, unknown
from draftgen.located import Listing, Mapping, Node, Scalar
from draftgen.located.building import Tree

_LISTS = (Kind.ITEMS, Kind.PAIRS)


def read_other(grid: Grid, lines: tuple[FieldLine, ...], tree: Tree) -> None:
    """Lines with one value, and lists: under a row that names the list and its columns, an item a row."""
    known = {same(line.label): line for line in lines}
    start, columns = grid.heads(LINE_HEADS)
    section: FieldLine | None = None
    heads: dict[str, int] = {}
    items: dict[str, list[Node]] = {}
    for row in grid.rows(start + 1):
        label = grid.text(row, columns["项目"])
        line = known.get(same(label))
        if line is not None and line.field.kind in _LISTS:
            section, heads = line, _heads(grid, row, line.field)
        elif line is not None:
            section = None
            value = grid.value(row, columns["内容"])
            if value is not None and value.text:
                words = line.field.kind is Kind.WORDS
                put(grid, tree, line.keys, Listing(listed(value), value.source) if words else value, label)
        elif section is not None:
            item = _item(grid, row, section.field, heads)
            if item is not None:
                items.setdefault(section.label, []).append(item)
        else:
            unknown(grid, label, grid.value(row, columns["内容"]), (line.label for line in lines))
    for label, found in items.items():
        put(grid, tree, known[same(label)].keys, Listing(tuple(found), found[0].source), label)


def _heads(grid: Grid, row: int, field: Field) -> dict[str, int]:
    found: dict[str, int] = {}
    for head in item_heads(field):
        column = next((c for c in range(1, grid.width) if same(grid.text(row, c)) == same(head.label)), -1)
        if column > 0:
            found[head.label] = column
    return found


def _item(grid: Grid, row: int, field: Field, columns: dict[str, int]) -> Node | None:
    values = {
        label: value
        for label, column in columns.items()
        if (value := grid.value(row, column)) is not None and value.text
    }
    if not values:
        return None
    source = next(iter(values.values())).source
    if field.kind is Kind.PAIRS:
        name, about = values.get("名称"), values.get("内容")
        if name is None:
            grid.remark("unknown-key", source, f"“{field.key}”的这一行没有写名称。", "在“名称”一格写上名称。")
            return None
        return Mapping(((name, about or Scalar("", name.source)),), name.source)
    tree = Tree()
    for child in field.children:
        if child.kind in NUMERIC:
            node = number(*(values.get(f"{child.key}{side}") for side in ("", "（去年）", "（谁提供）")))
            if node is not None:
                tree.put((child.key,), node)
        elif child.key in values:
            value = values[child.key]
            tree.put((child.key,), Listing(listed(value), value.source) if child.kind is Kind.WORDS else value)
    return tree.mapping(source)
