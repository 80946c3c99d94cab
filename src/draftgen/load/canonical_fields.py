"""The figures and facts of the catalogue as a data file types them, put where the catalogue has them."""

import re

from draftgen.core.catalogue import Field, Kind
from draftgen.core.record import Source
from draftgen.load.fields import NO, YES
from draftgen.load.names import ABOUT, FROM, LAST, PARTIAL, SIDES, THIS, plain
from draftgen.load.remarks import is_blank
from draftgen.located import Listing, Mapping, Node, Scalar, text_of
from draftgen.located.building import Tree

_ORDER = (THIS, LAST, ABOUT, FROM)
_SPLIT = "、，"
_NUMBERS = (Kind.COUNT, Kind.AMOUNT, Kind.PERCENT)


class FieldTree:
    """Walks nodes along catalogue fields and puts what they hold into a tree; ``left`` takes what has no place."""

    def __init__(self, field: Field, left: list[tuple[str, Source]], root: tuple[str, ...]) -> None:
        self._field_of_all, self._left = field, left
        self._side = THIS
        self._keys: dict[str, tuple[str, ...]] = {}
        self._learn(field, root)
        self._sides: dict[str, dict[str, Scalar]] = {}
        self._values: dict[str, Node] = {}

    def read(self, node: Node, side: str = THIS) -> None:
        """What stands under the group; with ``side`` LAST every number is last year's."""
        self._side = side
        self._group(self._field_of_all, node)

    def put_into(self, tree: Tree) -> None:
        """Puts all that was read into ``tree``, in the order of the catalogue."""
        values = {**self._values, **{path: sided(sides) for path, sides in self._sides.items()}}
        for path, keys in self._keys.items():
            if path in values:
                tree.put(keys, values[path])

    def _learn(self, field: Field, keys: tuple[str, ...]) -> None:
        for child in field.children:
            self._keys[child.path] = (*keys, child.key)
            if child.kind is Kind.GROUP:
                self._learn(child, (*keys, child.key))

    def _group(self, field: Field, node: Node, supplier: Scalar | None = None) -> None:
        if is_blank(node):
            return
        main = next((child for child in field.children if child.path.rsplit(".", 1)[-1] == field.main), None)
        if not isinstance(node, Mapping):
            if main is None:
                self._left.append((field.key, node.source))
            else:
                self._field(main, node, supplier)
            return
        named: dict[str, Field] = dict(
            reversed([(plain(name), below) for below in field.reachable() for name in below.names])
        )
        sides = {key.text.strip(): child for key, child in node}
        if FROM in sides and isinstance(sides[FROM], Scalar) and text_of(sides[FROM]):
            supplier = sides[FROM]  # type: ignore[assignment]
        sided = main is not None and main.kind in (Kind.COUNT, Kind.AMOUNT)
        for key, child in node:
            name = key.text.strip()
            found = named.get(plain(name))
            if name == FROM:
                if not isinstance(child, Scalar):
                    self._left.append((name, child.source))
            elif sided and main is not None and name in SIDES:
                self._one_side(main, name, child, supplier)
            elif found is None:
                self._left.append((key.text, key.source))
            else:
                self._field(found, child, supplier)

    def _field(self, field: Field, node: Node, supplier: Scalar | None = None) -> None:
        if is_blank(node):
            return
        if field.kind in _NUMBERS:
            self._number(field, node, supplier)
        elif field.kind is Kind.GROUP:
            self._group(field, node, supplier if not field.owns_path else None)
        elif self._side == THIS:
            value = value_of(field, node, self._left)
            if field.path in self._values:
                self._left.append((field.key, node.source))
            elif value is not None:
                self._values[field.path] = value
        else:
            self._left.append((field.key, node.source))

    def _number(self, field: Field, node: Node, supplier: Scalar | None) -> None:
        if isinstance(node, Scalar):
            self._one_side(field, THIS, node, supplier)
            return
        if isinstance(node, Listing):
            self._left.append((field.key, node.source))
            return
        for key, child in node:
            name = key.text.strip()
            if name == FROM and isinstance(child, Scalar) and text_of(child):
                supplier = child
                # Who is to supply a number that is still missing.
                self._sides.setdefault(field.path, {})[FROM] = Scalar(text_of(child), child.source)
        for key, child in node:
            name = key.text.strip()
            if name in SIDES:
                self._one_side(field, name, child, supplier)
            elif name != FROM:
                self._left.append((key.text, key.source))

    def _one_side(self, field: Field, name: str, node: Node, supplier: Scalar | None) -> None:
        if not isinstance(node, Scalar):
            self._left.append((field.key, node.source))
            return
        text = node.text.strip()
        if not text or (name == ABOUT and text.lower() in NO):
            return
        if name == ABOUT and text.lower() not in YES:
            self._left.append((name, node.source))
            return
        if name == ABOUT and text.lower() in YES:
            text = "true"
        if self._side == LAST:
            if name != THIS:
                self._left.append((field.key, node.source))
                return
            name, supplier = LAST, None
        sides = self._sides.setdefault(field.path, {})
        if name in sides:
            if name != LAST or sides[name].text != text:
                self._left.append((field.key, node.source))
            return
        sides[name] = Scalar(text, node.source)
        if supplier is not None and name in (THIS, LAST):
            sides.setdefault(FROM, Scalar(supplier.text.strip(), supplier.source))


def sided(sides: dict[str, Scalar]) -> Node:
    """A number: bare if only this year's is known, else as 本年, 上年, 约, 来源 in this order."""
    if set(sides) == {THIS}:
        return sides[THIS]
    pairs = tuple((Scalar(name, sides[name].source), sides[name]) for name in _ORDER if name in sides)
    return Mapping(pairs, pairs[0][1].source)


def value_of(field: Field, node: Node, left: list[tuple[str, Source]]) -> Node | None:
    """The value of a field that is no number: None if it is blank or cannot be what it should."""
    match field.kind:
        case Kind.TEXT if isinstance(node, Scalar):
            return Scalar(node.text.strip(), node.source) if node.text.strip() else None
        case Kind.WORDS if not isinstance(node, Mapping):
            items = words_of(node, _SPLIT, alone=True)
            return Listing(items, node.source) if items else None
        case Kind.PARTS if isinstance(node, Mapping):
            return _breakdown(node, left)
        case Kind.ITEMS:
            return _items(field, node, left)
        case Kind.PAIRS:
            return _named(field, node, left)
    left.append((field.key, node.source))
    return None


def words_of(node: Node, split: str = "", *, alone: bool = False) -> tuple[Scalar, ...]:
    """The items of a list, or of one text, which is divided at the signs of ``split``.

    ``alone``: so is the only item of a list, if it has no quotation marks. The items bear them, so that none is divided
    again.
    """
    nodes = node.items if isinstance(node, Listing) else (node,)
    found: list[Scalar] = []
    for item in nodes:
        if isinstance(item, Scalar):
            divided = split and (item is node or (alone and len(nodes) == 1)) and not (alone and item.quoted)
            texts = re.split(f"[{split}]", item.text) if divided else [item.text]
            found += [Scalar(text.strip(), item.source, quoted=True) for text in texts if text.strip()]
    return tuple(found)


def _breakdown(node: Mapping, left: list[tuple[str, Source]]) -> Node | None:
    tree = Tree()
    for key, child in node:
        name = key.text.strip()
        partial = name == PARTIAL and text_of(child) in ("", "全部")
        if not isinstance(child, Scalar):
            left.append((key.text, child.source))
        elif not partial and tree.put((name,), Scalar(child.text.strip(), child.source)) is not None:
            left.append((key.text, key.source))
    found = tree.mapping(node.source)
    return found if found.pairs else None


def _items(field: Field, node: Node, left: list[tuple[str, Source]]) -> Node | None:
    nodes = node.items if isinstance(node, Listing) else (node,)
    found: list[Node] = []
    for item in nodes:
        if is_blank(item):
            continue
        tree = Tree()
        fields = FieldTree(field, left, ())
        fields.read(item)
        fields.put_into(tree)
        one = tree.mapping(item.source)
        if one.pairs:
            found.append(one)
    return Listing(tuple(found), node.source) if found else None


def _named(field: Field, node: Node, left: list[tuple[str, Source]]) -> Node | None:
    nodes = node.items if isinstance(node, Listing) else (node,)
    found: list[Node] = []
    for item in nodes:
        if isinstance(item, Listing):
            left.append((field.key, item.source))
            continue
        entries = item.pairs if isinstance(item, Mapping) else ((item, Scalar("", item.source)),)
        for key, child in entries:
            if not isinstance(child, Scalar):
                left.append((key.text, child.source))
            elif key.text.strip():
                value = Scalar(child.text.strip(), child.source)
                found.append(Mapping(((Scalar(key.text.strip(), key.source), value),), key.source))
    return Listing(tuple(found), node.source) if found else None
