"""Texts that mean harm, put into every place of a data file that takes text."""

import copy
from collections.abc import Iterator
from typing import Any

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</td></table></article><iframe src='http://127.0.0.1:9/'></iframe>",
    "[看](javascript:alert(1))",
    "![看](http://127.0.0.1:9/x.png)",
    "<http://127.0.0.1:9/>",
    "&lt;b&gt;&#60;script&#62;",
    "{{ 7*7 }}{% for a in b %}${7*7}",
    "]]></w:t></w:r><w:instrText>DDEAUTO cmd</w:instrText>",
    '=HYPERLINK("http://127.0.0.1:9/","看")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "`x` **y** | z \\ ~~w~~",
    "# 题\u2028## 题",
)
# What may only be one of a few words, or must have a certain shape, is refused by its own rules.
_TICKS = ("做过的事",)
_CLOSED = ("类别", "日期", "落款日期", "方式", "主办", "公开处", "标题")


def paths(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where free text stands."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in pairs:
        if above == _TICKS and isinstance(child, str):
            continue
        if isinstance(child, str) and key not in _CLOSED and not child.strip("%").replace(".", "").isdigit():
            yield (*above, key)
        else:
            yield from paths(child, (*above, key))


def with_text(data: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    """The data with one of the texts in the place of each free text, in turn."""
    found = copy.deepcopy(data)
    for number, path in enumerate(paths(data)):
        node: Any = found
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = texts[number % len(texts)]
    return found
