"""A tree put together piece by piece, for data that do not come from YAML."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from draftgen.core.record import Source
from draftgen.located.nodes import Listing, Mapping, Node, Scalar

_Branch: TypeAlias = "dict[str, tuple[Scalar, Node | _Branch]]"


class Tree:
    """Nodes by the keys that lead to them; becomes nested mappings in the order in which keys first came."""

    def __init__(self) -> None:
        self._root: _Branch = {}

    def put(self, keys: Sequence[str], node: Node, source: Source | None = None) -> Node | None:
        """Puts ``node`` at ``keys``. If there is one already, it stays and is returned."""
        where = source or node.source
        branch = self._root
        for key in keys[:-1]:
            _, below = branch.setdefault(key, (Scalar(key, where), {}))
            if not isinstance(below, dict):
                return below
            branch = below
        there = branch.get(keys[-1])
        if there is None:
            branch[keys[-1]] = (Scalar(keys[-1], where), node)
            return None
        return there[1] if not isinstance(there[1], dict) else _closed(there[1], where)

    def mapping(self, source: Source) -> Mapping:
        """The whole; ``source`` is where it begins."""
        return _closed(self._root, source)


def _closed(branch: _Branch, source: Source) -> Mapping:
    pairs = tuple(
        (key, _closed(below, key.source) if isinstance(below, dict) else below) for key, below in branch.values()
    )
    return Mapping(pairs, source)


def at(node: Node | None, *keys: str) -> Node | None:
    """The node that ``keys`` lead to from ``node``; None if there is none."""
    for key in keys:
        if not isinstance(node, Mapping):
            return None
        node = next((child for name, child in node if name.text == key), None)
    return node


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below ``node``, keys left out."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, child in node:
            yield from scalars(child)
