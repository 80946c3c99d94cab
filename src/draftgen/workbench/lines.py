"""The lines of the starting file."""

import unicodedata
from collections.abc import Iterable

_WIDTH = 30


def line(indent: int, key: str, value: str = "", note: str = "", *, off: bool = False) -> str:
    """One line "key: value  # note", the notes in one column as a screen shows it. ``off``: it does not count yet."""
    text = f"{' ' * indent}{'# ' if off else ''}{key}: {value}".rstrip()
    return f"{text}{' ' * max(2, _WIDTH - _columns(text))}# {note}" if note else text


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def off_lines(indent: int, lines: Iterable[str]) -> list[str]:
    """Lines that count only once the "# " before them is taken away."""
    return [f"{' ' * indent}# {line}" for line in lines]
