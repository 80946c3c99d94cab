"""New values into a data file's text: the parts that are replaced and nothing else; remarks elsewhere stay."""

from collections.abc import Iterator

from draftgen.load import source
from draftgen.load.names import IDS
from draftgen.located import Mapping, Node, Scalar
from draftgen.located.building import Tree
from draftgen.located.writing import to_yaml


def spliced(text: str, tree: Mapping) -> str:
    """``text`` with the parts of ``tree``: 年度 only where it is blank, 表三 as a whole, single figures at their places."""
    for key, child in tree:
        if key.text == "数据":
            for keys, figure in _figures(child, ("数据",)):
                text = _figure(text, keys, figure)
        elif key.text != "年度" or _is_blank(text, key.text):
            text = _replaced(text, (key.text,), _rendered(key.text, child, ""))
    return text


def _figures(node: Node, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The figures below 数据, each with its keys."""
    assert isinstance(node, Mapping)
    for key, child in node:
        if isinstance(child, Mapping) and not any(name.text in ("本年", "来源") for name, _ in child):
            yield from _figures(child, (*keys, key.text))
        else:
            yield (*keys, key.text), child


def _figure(text: str, keys: tuple[str, ...], node: Node) -> str:
    """One figure: over the one that is there, else below the nearest of its heads that is there."""
    for depth in range(len(keys) - 1, 0, -1):
        # The heads that only put figures in order may be left out: 数据 → 申请渠道, or 数据 → 依申请公开 → 申请渠道.
        for heads in {keys[:depth], (keys[0], *keys[2:depth])}:
            place = _find(text, (*heads, *keys[depth:]))
            if place is not None:
                return _replaced(text, (*heads, *keys[depth:]), _rendered(keys[-1], node, " " * place[2]))
    for depth in range(len(keys) - 1, 0, -1):
        head = _find(text, keys[:depth])
        if head is not None:
            tree = Tree()
            tree.put(keys[depth:], node)
            lines = text.split("\n")
            indent = _indent_below(lines, head)
            new = [f"{indent}{line}" for line in to_yaml(tree.mapping(node.source)).rstrip("\n").split("\n")]
            return "\n".join([*lines[: head[0] + 1], *new, *lines[head[0] + 1 :]])
    tree = Tree()
    tree.put(keys, node)
    return f"{text.rstrip()}\n\n{to_yaml(tree.mapping(node.source))}"


def _indent_below(lines: list[str], head: tuple[int, int, int]) -> str:
    for line in lines[head[0] + 1 : head[1]]:
        if line.strip() and not line.lstrip().startswith("#"):
            return line[: len(line) - len(line.lstrip())]
    return " " * (head[2] + 2)


def _rendered(key: str, node: Node, indent: str) -> list[str]:
    tree = Tree()
    tree.put((key,), node)
    return [f"{indent}{line}" for line in to_yaml(tree.mapping(node.source)).rstrip("\n").split("\n")]


def _replaced(text: str, keys: tuple[str, ...], lines: list[str]) -> str:
    """``text`` with the block under ``keys`` replaced, or with one added at its end."""
    place = _find(text, keys)
    old = text.split("\n")
    if place is None:
        return "\n".join([text.rstrip(), "", *lines, ""])
    return "\n".join([*old[: place[0]], *lines, *old[place[1] :]])


def _find(text: str, keys: tuple[str, ...]) -> tuple[int, int, int] | None:
    """The first line of the block under ``keys``, the line after its last, and how deep its key stands."""
    node: Node | None = source.parse(text, "").root
    found: Scalar | None = None
    for key in keys:
        pairs = node.pairs if isinstance(node, Mapping) else ()
        found, node = next(((k, n) for k, n in pairs if IDS.get(k.text.strip(), k.text.strip()) == key), (None, None))
    if found is None:
        return None
    lines = text.split("\n")
    start, indent = found.source.line - 1, found.source.column - 1
    end = start + 1
    last = end
    while end < len(lines):
        line = lines[end]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        end += 1
        if line.strip():
            last = end
    return start, last, indent


def _is_blank(text: str, key: str) -> bool:
    place = _find(text, (key,))
    return place is None or not text.split("\n")[place[0]].split("#", maxsplit=1)[0].partition(":")[2].strip()
