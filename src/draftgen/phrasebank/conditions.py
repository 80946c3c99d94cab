"""Conditions: one comparison a line, ``[not] path [op number-or-path]``. No expressions, no eval."""

import re

from draftgen import numerals
from draftgen.core.passage import Condition

_LINE = re.compile(r"(?P<no>not\s+)?(?P<path>[a-z_][\w.]*)(?:\s*(?P<op>==|!=|>=|<=|>|<)\s*(?P<right>\S+))?")
_PATH = re.compile(r"[a-z_][\w.]*")


def parse(text: str) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """The conditions of a ``when`` block, and the lines that could not be read."""
    conditions: list[Condition] = []
    unreadable: list[str] = []
    for line in (raw.strip() for raw in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        condition = _parse(line)
        if condition is None:
            unreadable.append(line)
        else:
            conditions.append(condition)
    return tuple(conditions), tuple(unreadable)


def _parse(line: str) -> Condition | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    right = match["right"]
    if right is None:
        return Condition(match["path"], bool(match["no"]))
    number = numerals.parse(right)
    if number is None and not _PATH.fullmatch(right):
        return None
    return Condition(match["path"], bool(match["no"]), match["op"], number, "" if number is not None else right)
