"""What of a ledger may be shown: only words of the trade. Names, telephone and identity numbers are hidden.

A word that nobody knows may be shown only as far as its characters stand in pairs that the texts of the program itself
hold; a name that slipped into another column then shows as ●●. Values of the other columns are hidden wherever they turn
up.
"""

import re
from collections.abc import Iterable

_HIDDEN = "●"
_LONGEST = 24
_SIGNS = frozenset("、，。；：（）()-—/ ，.")


class Veil:
    """Shows texts with everything private covered. ``trade``: texts whose pairs of characters are words of the trade."""

    def __init__(self, trade: Iterable[str], private: Iterable[str]) -> None:
        self._pairs = frozenset(pair for text in trade for pair in _pairs(text))
        self._private = frozenset(text for value in private if len(text := value.strip()) >= 2)
        self._shown: dict[str, str] = {}

    def show(self, text: str) -> str:
        """``text`` in at most 24 characters, covered where it is not known to be a word of the trade."""
        if text not in self._shown:
            self._shown[text] = self._covered(" ".join(text.split()))
        return self._shown[text]

    def _covered(self, text: str) -> str:
        for value in self._private:
            if len(value) <= len(text) and value in text:
                text = text.replace(value, _HIDDEN * len(value))
        shown = "".join(char if self._may_show(text, place) else _HIDDEN for place, char in enumerate(text))
        return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}……"

    def is_open(self, text: str) -> bool:
        """Whether all of a text may be shown."""
        return _HIDDEN not in self.show(text) and len(text) <= _LONGEST

    def _may_show(self, text: str, place: int) -> bool:
        char = text[place]
        if char in _SIGNS:
            return True
        if char.isdigit():
            return len(_run(text, place)) <= 2
        return text[max(0, place - 1) : place + 1] in self._pairs or text[place : place + 2] in self._pairs


def _pairs(text: str) -> Iterable[str]:
    return (
        text[place : place + 2]
        for place in range(len(text) - 1)
        if re.fullmatch("[\u4e00-\u9fff]{2}", text[place : place + 2])
    )


def _run(text: str, place: int) -> str:
    """The digits that stand together around a place."""
    start = place
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    match = re.match(r"\d+", text[start:])
    return match.group() if match else ""
