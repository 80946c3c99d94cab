"""Parsed files as JSON, because reading a thousand passages as YAML costs 30 times as long."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from draftgen.core.passage import Condition, Domain, Passage, Slot, Theme, Wording, WordLists
from draftgen.phrasebank.parse import Parsed

VERSION = 6
SHIPPED = "phrasebank.json"


def sha256(data: bytes) -> str:
    """The name of a file's content."""
    return hashlib.sha256(data).hexdigest()


def encode(parsed: Parsed) -> dict[str, Any]:
    """A parsed file without its findings (a file with faults is never stored)."""
    words = parsed.words
    return {
        "themes": [_theme(theme) for theme in parsed.themes],
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
    return Parsed(
        [_read_theme(theme, shipped=shipped) for theme in raw["themes"]],
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
    target.write_text(text, encoding="utf-8", newline="\n")


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "section": theme.section,
        "label": theme.label,
        "taxonomy": list(theme.taxonomy),
        "hints": list(theme.hints),
        "order": theme.order,
        "heading": theme.heading,
        "fallback": theme.fallback,
        "passages": [_passage(passage) for passage in theme.passages],
    }


_TUPLES = ("claims", "kinds", "domains", "remedies", "covers", "taxonomy")
_PLAIN = ("id", "title", "tone", "each", "since", "until")


def _passage(passage: Passage) -> dict[str, Any]:
    """Only what choosing and realising need, and only where it differs from the default: the file is read at every start."""
    raw: dict[str, Any] = {"text": _wording(passage.text)}
    raw.update({name: getattr(passage, name) for name in _PLAIN if getattr(passage, name)})
    raw.update({name: list(getattr(passage, name)) for name in _TUPLES if getattr(passage, name)})
    raw.update(
        {
            name: [_condition(c) for c in getattr(passage, name)]
            for name in ("when", "evidence")
            if getattr(passage, name)
        }
    )
    if passage.short:
        raw["short"] = _wording(passage.short)
    return raw


def _wording(wording: Wording) -> list[Any]:
    return [part if isinstance(part, str) else [part.path, *part.filters] for part in wording]


def _condition(c: Condition) -> list[Any]:
    return [c.path, c.negated, c.operator, None if c.number is None else str(c.number), c.other]


def _read_theme(raw: Mapping[str, Any], *, shipped: bool) -> Theme:
    passages = tuple(_read_passage(p, raw["section"], raw["id"], shipped=shipped) for p in raw["passages"])
    return Theme(
        raw["id"],
        raw["section"],
        raw["label"],
        tuple(raw["taxonomy"]),
        tuple(raw["hints"]),
        raw["order"],
        heading=raw["heading"],
        fallback=raw["fallback"],
        passages=passages,
    )


def _read_passage(raw: Mapping[str, Any], section: str, theme: str, *, shipped: bool) -> Passage:
    fields: dict[str, Any] = {name: raw[name] for name in _PLAIN if name in raw}
    fields |= {name: tuple(raw[name]) for name in _TUPLES if name in raw}
    fields |= {name: tuple(_read_condition(c) for c in raw[name]) for name in ("when", "evidence") if name in raw}
    return Passage(
        section=section,
        theme=theme,
        text=_read_wording(raw["text"]),
        short=_read_wording(raw.get("short", ())),
        shipped=shipped,
        **fields,
    )


def _read_wording(raw: Any) -> Wording:
    return tuple(part if isinstance(part, str) else _slot(*part) for part in raw)


@cache
def _slot(path: str, *filters: str) -> Slot:
    return Slot(path, filters)


def _read_condition(raw: Any) -> Condition:
    return _shared_condition(*raw)


@cache
def _shared_condition(path: str, negated: bool, operator: str, number: str | None, other: str) -> Condition:  # noqa: FBT001 - as stored
    return Condition(path, negated, operator, None if number is None else Decimal(number), other)
