"""Any data file → the same tree in one spelling: every name in full, every value at its own place.

Other names, another order, heads left out, a bare number for a group, a bare 0 for a row, last year's figures under
上年: whatever shape the clerk chose, the same facts make the same tree. Values are carried as they are typed, also where they are
wrong. What has no place is told, never dropped.
"""

from typing import NamedTuple, TypeAlias

from draftgen import forms
from draftgen.core.catalogue import Catalogue, Field, Kind
from draftgen.core.form import Form, Table
from draftgen.core.record import Source
from draftgen.core.workbook import cell_lines, group_lines
from draftgen.load.canonical_fields import FieldTree, words_of
from draftgen.load.canonical_tables import cells_of
from draftgen.load.fields import NO, YES
from draftgen.load.names import (
    AGENCY,
    CONTACT,
    FORM,
    IDS,
    ISSUE,
    LAST,
    NOTICE,
    PARTS,
    PREVIOUS,
    REPORT,
    SITE,
    TOP,
    plain,
)
from draftgen.load.remarks import is_blank
from draftgen.located import Listing, Mapping, Node, Scalar, entries, text_of
from draftgen.located.building import Tree

_LISTS = frozenset({"曾用名", "另须报告"})


class Canonical(NamedTuple):
    """The tree, and what of the file has no place in it: its text and where it stands."""

    root: Mapping
    left_over: tuple[tuple[str, Source], ...] = ()


def canonical(root: Mapping) -> Canonical:
    """The tree of a data file in one spelling."""
    return _Canonical().read(root)


_Pairs: TypeAlias = tuple[tuple[Scalar, Node], ...]


class _Canonical:
    def __init__(self) -> None:
        self._tree = Tree()
        self._left: list[tuple[str, Source]] = []
        self._form: Form = forms.form(FORM)
        self._catalogue: Catalogue = forms.catalogue()
        self._data = FieldTree(self._catalogue.data, self._left, ("数据",))

    def read(self, root: Mapping) -> Canonical:
        nodes: dict[str, Node] = {}
        for key, node in root:
            name = IDS.get(key.text.strip(), key.text.strip())
            if name not in TOP or name in nodes:
                self._left.append((key.text, key.source))
            else:
                nodes[name] = node
        for name in TOP:
            if name in nodes and (name == "年度" or not is_blank(nodes[name])):
                self._part(name, nodes[name])
            if name == "数据":
                self._data.put_into(self._tree)
        return Canonical(self._tree.mapping(root.source), tuple(self._left))

    def _part(self, name: str, node: Node) -> None:
        tables = {table.key: table for table in self._form.tables}
        if name == "年度":
            self._scalar(("年度",), node)
        elif name == "机关":
            self._heads((name,), node, AGENCY)
        elif name == "报告":
            self._heads((name,), node, REPORT)
        elif name == "上年":
            self._last_year(node)
        elif name in tables:
            self._table((name,), tables[name], node, totals_only=False)
        elif name == "数据":
            self._data.read(node)
        elif name == "其他事项":
            other = FieldTree(self._catalogue.other, self._left, (name,))
            other.read(node)
            other.put_into(self._tree)
        elif name == "做过的事":
            self._ticks(node)
        elif name == "问题和打算":
            self._issues(node)
        else:
            self._extras(node)

    def _scalar(self, keys: tuple[str, ...], node: Node) -> None:
        if isinstance(node, Scalar):
            self._tree.put(keys, node._replace(text=node.text.strip(), quoted=False))
        else:
            self._left.append((keys[-1], node.source))

    def _heads(self, keys: tuple[str, ...], node: Node, known: tuple[str, ...]) -> None:
        """What stands under a head with fixed names."""
        below = {"网站": SITE, "联系": CONTACT, "上级通知": NOTICE}
        for key, child in self._pairs(keys[-1], node):
            name = key.text.strip()
            if name not in known:
                self._left.append((key.text, key.source))
            elif is_blank(child) or (isinstance(child, Scalar) and not child.text.strip()):
                continue
            elif name in below:
                self._heads((*keys, name), child, below[name])
            elif name in _LISTS or (name == "体例" and isinstance(child, Listing)):
                self._listing((*keys, name), child)
            else:
                self._scalar((*keys, name), child)

    def _listing(self, keys: tuple[str, ...], node: Node) -> None:
        if isinstance(node, Mapping):
            self._left.append((keys[-1], node.source))
            return
        items = words_of(node, "、，,")
        if items:
            self._tree.put(keys, Listing(items, node.source))

    def _pairs(self, name: str, node: Node) -> _Pairs:
        if isinstance(node, Mapping):
            return node.pairs
        self._left.append((name, node.source))
        return ()

    def _table(self, head: tuple[str, ...], table: Table, node: Node, *, totals_only: bool) -> None:
        cells = cells_of(table, node, self._left, totals_only=totals_only)
        for line in (*cell_lines(table), *group_lines(table)):
            if line.path in cells:
                self._tree.put((*head[:-1], *line.keys), cells[line.path])

    def _last_year(self, node: Node) -> None:
        tables = {table.key: table for table in self._form.tables}
        for key, child in self._pairs("上年", node):
            name = IDS.get(key.text.strip(), key.text.strip())
            if name not in PREVIOUS:
                self._left.append((key.text, key.source))
            elif is_blank(child):
                continue
            elif name == "年报":
                self._scalar(("上年", name), child)
            elif name in tables:
                self._table(("上年", name), tables[name], child, totals_only=True)
            else:
                # Each figure of it stands as 上年 beside this year's.
                self._data.read(child, side=LAST)

    def _ticks(self, node: Node) -> None:
        known = {plain(name): child for child in self._catalogue.ticks.children for name in child.names}
        items: dict[str, Node] = {}
        for key, detail in entries(node):
            field = known.get(plain(key.text))
            if field is None:
                self._left.append((key.text, key.source))
            elif field.path not in items and text_of(detail).lower() not in NO:
                items[field.path] = self._tick(field, key, detail)
        if items:
            ordered = tuple(items[field.path] for field in self._catalogue.ticks.children if field.path in items)
            self._tree.put(("做过的事",), Listing(ordered, node.source))

    def _tick(self, field: Field, key: Scalar, detail: Node) -> Node:
        name = Scalar(field.key, key.source)
        if is_blank(detail) or text_of(detail).lower() in YES:
            return name
        if field.kind is not Kind.GROUP:
            self._left.append((f"{key.text}: {text_of(detail)}", detail.source))
            return name
        tree = Tree()
        details = FieldTree(field, self._left, (field.key,))
        details.read(detail)
        details.put_into(tree)
        whole = tree.mapping(key.source)
        return whole if whole.pairs else name

    def _issues(self, node: Node) -> None:
        if not isinstance(node, Listing):
            self._left.append(("问题和打算", node.source))
            return
        items = [pair for item in node.items if (pair := self._issue(item)) is not None]
        if items:
            self._tree.put(("问题和打算",), Listing(tuple(items), node.source))

    def _issue(self, node: Node) -> Node | None:
        tree = Tree()
        if isinstance(node, Scalar):
            if not node.text.strip():
                return None
            tree.put(("问题",), Scalar(node.text.strip(), node.source))
        elif isinstance(node, Listing):
            self._left.append(("问题和打算", node.source))
            return None
        else:
            for key, child in node:
                name = key.text.strip()
                if name not in ISSUE or isinstance(child, Mapping) or (name == "问题" and isinstance(child, Listing)):
                    self._left.append((key.text, key.source))
                elif name == "问题" and isinstance(child, Scalar) and child.text.strip():
                    tree.put((name,), Scalar(child.text.strip(), child.source))
                elif name == "打算" and (items := words_of(child)):
                    tree.put((name,), Listing(items, child.source))
        return tree.mapping(node.source)

    def _extras(self, node: Node) -> None:
        for key, child in self._pairs("补充", node):
            name = key.text.strip().replace("／", "/")
            if name not in PARTS or not isinstance(child, Scalar):
                self._left.append((key.text, key.source))
                continue
            text = "\n".join(line.strip() for line in child.text.split("\n") if line.strip())
            if text:
                self._tree.put(("补充", name), Scalar(text, child.source))
