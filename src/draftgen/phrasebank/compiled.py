"""Parsed files as JSON, because reading a thousand passages as YAML costs 30 times as long."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from draftgen.core.passage import Condition, Domain, Passage, Slot, Theme, WordLists
from draftgen.phrasebank.parsed import Parsed

VERSION = 7
SHIPPED = "phrasebank.json"
# A passage is stored as a list: its id, then these fields. Empty ones at the end are left out, as are all that only
# authors need; section and theme stand with the theme.
_FIRST, _END = Passage._fields.index("text"), Passage._fields.index("example")
_TEXT, _SHORT, _WHEN, _EVIDENCE = (
    Passage._fields.index(name) - _FIRST for name in ("text", "short", "when", "evidence")
)
_EMPTY = Passage("", "", "", ())[_FIRST:]


def sha256(data: bytes) -> str:
    """The name of a file's content."""
    return hashlib.sha256(data).hexdigest()


def encode(parsed: Parsed) -> dict[str, Any]:
    """A parsed file without its findings (a file with faults is never stored)."""
    words = parsed.words
    slots, conditions = _Numbered(), _Numbered()
    themes = [_theme(theme, slots, conditions) for theme in parsed.themes]
    return {
        "themes": themes,
        "slots": [[slot.path, *slot.filters] for slot in slots],
        "conditions": [[*c[:3], None if c.number is None else str(c.number), c.other] for c in conditions],
        "hidden": list(parsed.hidden),
        "profiles": {name: list(items) for name, items in parsed.profiles.items()},
        "shares": parsed.shares,
        "weights": parsed.weights,
        "domains": [[d.id, d.label, d.names, d.publishes, d.interprets, d.asked] for d in parsed.domains],
        "words": None if words is None else [dict(words.prefer), dict(words.forbid), words.ageing, words.spoken],
    }


def decode(raw: Mapping[str, Any], *, shipped: bool) -> Parsed:
    """The inverse of ``encode``. Raises KeyError, TypeError or ValueError if ``raw`` is not of that shape."""
    words = raw["words"]
    slots = [_slot(*slot) for slot in raw["slots"]]
    conditions = [_condition(*condition) for condition in raw["conditions"]]
    return Parsed(
        [_read_theme(theme, slots, conditions, shipped=shipped) for theme in raw["themes"]],
        tuple(raw["hidden"]),
        None
        if words is None
        else WordLists(words[0], words[1], tuple(map(tuple, words[2])), tuple(map(tuple, words[3]))),
        {name: tuple(items) for name, items in raw["profiles"].items()},
        dict(raw["shares"]),
        [Domain(d[0], d[1], *map(tuple, d[2:])) for d in raw["domains"]],
        weights=dict(raw["weights"]),
    )


def compile_shipped(files: Mapping[str, tuple[str, Parsed]], target: Path) -> None:
    """Writes ``models/phrasebank.json``: per source file its sha256 and what it holds."""
    body = {
        "version": VERSION,
        "files": {name: {"sha256": sha, **encode(parsed)} for name, (sha, parsed) in sorted(files.items())},
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    ready = target.with_name(f"{target.name}.new")
    ready.write_text(text, encoding="utf-8", newline="\n")
    ready.replace(target)  # whoever reads meanwhile reads the one or the other, whole


class _Numbered(dict[Any, int]):
    """Things that come up again and again, each with its number in order of appearance."""

    def __missing__(self, key: Any) -> int:
        return self.setdefault(key, len(self))


def _theme(theme: Theme, slots: _Numbered, conditions: _Numbered) -> dict[str, Any]:
    return {
        "id": theme.id,
        "section": theme.section,
        "label": theme.label,
        "taxonomy": list(theme.taxonomy),
        "hints": list(theme.hints),
        "order": theme.order,
        "heading": theme.heading,
        "fallback": theme.fallback,
        "passages": [_passage(passage, slots, conditions) for passage in theme.passages],
    }


def _passage(passage: Passage, slots: _Numbered, conditions: _Numbered) -> list[Any]:
    row: list[Any] = list(passage._replace(source="")[_FIRST:_END])
    for place in (_TEXT, _SHORT):
        row[place] = [part if isinstance(part, str) else slots[part] for part in row[place]]
    for place in (_WHEN, _EVIDENCE):
        row[place] = [conditions[condition] for condition in row[place]]
    while row and not row[-1]:
        row.pop()
    return [passage.id, *row]


def _read_theme(
    raw: Mapping[str, Any], slots: Sequence[Slot], conditions: Sequence[Condition], *, shipped: bool
) -> Theme:
    section, name = raw["section"], raw["id"]
    return Theme(
        name,
        section,
        raw["label"],
        tuple(raw["taxonomy"]),
        tuple(raw["hints"]),
        raw["order"],
        heading=raw["heading"],
        fallback=raw["fallback"],
        passages=tuple([_read_passage(p, section, name, slots, conditions, shipped=shipped) for p in raw["passages"]]),
    )


def _read_passage(
    raw: Sequence[Any],
    section: str,
    theme: str,
    slots: Sequence[Slot],
    conditions: Sequence[Condition],
    *,
    shipped: bool,
) -> Passage:
    name, *row = raw
    fields = [tuple(field) if field.__class__ is list else field for field in row]
    for place in (_TEXT, _SHORT):
        if place < len(fields) and fields[place]:
            fields[place] = tuple([part if part.__class__ is str else slots[part] for part in fields[place]])
    for place in (_WHEN, _EVIDENCE):
        if place < len(fields) and fields[place]:
            fields[place] = tuple([conditions[number] for number in fields[place]])
    return Passage._make((name, section, theme, *fields, *_EMPTY[len(fields) : -1], shipped))


# Passages share what they name: one object for all.
@cache
def _slot(path: str, *filters: str) -> Slot:
    return Slot(path, filters)


@cache
def _condition(path: str, negated: bool, operator: str, number: str | None, other: str) -> Condition:  # noqa: FBT001 - as stored
    return Condition(path, negated, operator, None if number is None else Decimal(number), other)
