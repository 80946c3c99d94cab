"""One line of a data file while it is put right, and the lines above it that tell what it means."""

import re
from typing import NamedTuple

_START = re.compile(r" *(?:- +)*")
_COMMENT = re.compile(r"(?:^|\s)#")
_COLON = re.compile(r":(?=[ \t]|$)")
# What stands at the start of a line in place of spaces.
BLANKS = "\t\u3000\xa0\u2002\u2003\u2009"


class Line:
    """One line while it is put right; ``origin`` tells for each character where it stood."""

    def __init__(self, text: str) -> None:
        self.before = self.text = text
        self.origin = list(range(len(text)))

    def swap(self, start: int, end: int, new: str) -> None:
        old = self.origin[start:end] or self.origin[start : start + 1] or [len(self.text)]
        self.text = self.text[:start] + new + self.text[end:]
        self.origin[start:end] = [old[min(number, len(old) - 1)] for number in range(len(new))]

    def drop(self, signs: re.Pattern[str]) -> None:
        """The line without the characters that match."""
        kept = [index for index, char in enumerate(self.text) if not signs.match(char)]
        self.text = "".join(self.text[index] for index in kept)
        self.origin = [self.origin[index] for index in kept]

    def put(self, signs: dict[int, str]) -> None:
        """Other characters in the place of some, one for one."""
        chars = list(self.text)
        for index, sign in signs.items():
            chars[index] = sign
        self.text = "".join(chars)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def start(self) -> int:
        """Where the content starts: behind the indentation and the list marks."""
        match = _START.match(self.text)
        return match.end() if match else 0

    @property
    def is_item(self) -> bool:
        return self.text.lstrip(" ").startswith("- ")

    @property
    def end(self) -> int:
        """Where the content ends: before a comment and trailing space."""
        match = _COMMENT.search(self.text, self.start)
        body = self.text[: match.start()] if match else self.text
        return len(body.rstrip())

    @property
    def colon(self) -> int:
        """The colon behind the name of this line; -1 if it has none."""
        body = self.text[self.start : self.end]
        skip = body.find(body[0], 1) + 1 if body[:1] in ("'", '"') else 0
        match = _COLON.search(body, skip)
        return self.start + match.start() if match else -1

    @property
    def value(self) -> int:
        """Where the value starts: behind the colon, or the whole content of a list item or of running text."""
        after = self.colon + 1 if self.colon >= 0 else self.start
        return after + len(self.text[after : self.end]) - len(self.text[after : self.end].lstrip())


class Above(NamedTuple):
    """The last line with content: its indentation, and whether text that is indented deeper would belong to it."""

    indent: int = -1
    has_text: bool = False


class Levels:
    """The levels that are open, to tell which one a line with odd signs before it belongs to."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = [(0, "")]

    def add(self, indent: int, text: str) -> None:
        """A line that stands ``indent`` deep; ``text`` is what the file says."""
        lead = text[: len(text) - len(text.lstrip(f" {BLANKS}"))]
        self._open = [(depth, start) for depth, start in self._open if depth < indent]
        self._open.append((indent, lead))
        if text[len(lead) :].startswith("- "):
            self._open.append((indent + 2, f"{lead}  "))

    def meant(self, lead: str, above: Above) -> int:
        """How deep a line that starts with ``lead`` is meant to stand."""
        same = [depth for depth, start in self._open if start == lead]
        if same:
            return same[-1]
        if not above.has_text and width(lead) > above.indent:
            return above.indent + 2
        return max(depth for depth, _ in self._open if depth <= max(width(lead), 0))


def width(lead: str) -> int:
    """How wide a screen shows the start of a line."""
    return sum({" ": 1, "\t": 4}.get(char, 2) for char in lead)
