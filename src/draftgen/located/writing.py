"""A tree → YAML that reads back as the same tree: block style, one fact a line, quotation marks only where needed."""

import re
from collections.abc import Iterator

from draftgen.located.nodes import HIDDEN, Listing, Mapping, Node, Scalar

_PLAIN = re.compile(
    r"(?=[0-9A-Za-z\u3400-\u9fff\uf900-\ufaff“‘《（√])[0-9A-Za-z\u3400-\u9fff\uf900-\ufaff“”‘’《》（）、。；！？·—…√/.%+_ ()~-]*"
)
_WORD_LIMIT = 90


def to_yaml(root: Mapping) -> str:
    """The text of a data file; an empty line before each part of the top level."""
    lines: list[str] = []
    for key, child in root:
        if lines and not isinstance(child, Scalar):
            lines.append("")
        lines += _pair(key.text, child, "")
    return "\n".join(lines) + "\n"


def _pair(key: str, node: Node, indent: str) -> Iterator[str]:
    name = f"{indent}{quoted(key)}:"
    if isinstance(node, Scalar):
        text = _clean(node.text)
        if "\n" in text:
            yield f"{name} |"
            yield from (f"{indent}  {line.strip()}" for line in text.split("\n") if line.strip())
        else:
            yield f"{name} {quoted(text)}" if text else name
    elif isinstance(node, Listing):
        flow = _flow(node)
        yield f"{name} {flow}" if flow and len(flow) < _WORD_LIMIT else name
        if not flow or len(flow) >= _WORD_LIMIT:
            yield from _items(node, f"{indent}  ")
    elif not node.pairs:
        yield name
    else:
        yield name
        for below, child in node:
            yield from _pair(below.text, child, f"{indent}  ")


def _items(node: Listing, indent: str) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, Scalar):
            yield f"{indent}- {_item(_clean(item.text).replace(chr(10), ' '), len(node.items))}"
        elif isinstance(item, Mapping):
            lines = [line for key, child in item for line in _pair(key.text, child, f"{indent}  ")]
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]


def _flow(node: Listing) -> str:
    """The list on one line, if its items are plain texts."""
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    if len(texts) < len(node.items) or any(not _is_plain(text) for text in texts):
        return ""
    return f"[{', '.join(_item(text, len(texts)) for text in texts)}]"


def _item(text: str, count: int) -> str:
    """One item. The only one of a list is divided at its commas unless it has quotation marks."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if count == 1 and re.search("[、，]", text) else quoted(text)


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text == text.strip() and text.lower() not in ("null", "~", "-", "")


def quoted(text: str) -> str:
    """A text as it may stand behind a colon: as it is, or in quotation marks."""
    text = _clean(text).replace("\n", " ")
    return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"


def _clean(text: str) -> str:
    return HIDDEN.sub("", text.replace("\t", " ").replace("\n", "\ue000")).replace("\ue000", "\n")
