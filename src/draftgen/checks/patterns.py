"""Regular expressions that are compiled when a text needs them: `write` must not pay for those that never match."""

import re
from collections.abc import Callable, Iterator

# A range of 20,000 characters costs a third of a millisecond to compile; "a letter, but none of ours" costs nothing.
_HAN, _QUICK = "[一-鿿]", r"[^\W\da-zA-Z_]"


class Pattern:
    """A regular expression. It is only tried on a text that holds one of the words ``needs``, if any are given."""

    __slots__ = ("_compiled", "_flags", "_needs", "_source")

    def __init__(self, source: str, *needs: str, flags: int = 0) -> None:
        self._source, self._needs, self._flags = source, needs, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source.replace(_HAN, _QUICK), self._flags)
        return self._compiled

    def _hopeless(self, text: str) -> bool:
        return bool(self._needs) and not any(word in text for word in self._needs)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if self._hopeless(text) else self.compiled.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        return None if self._hopeless(text) else self.compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return None if self._hopeless(text) else self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return None if self._hopeless(text) else self.compiled.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        return [] if self._hopeless(text) else self.compiled.findall(text)

    def split(self, text: str) -> list[str]:
        return [text] if self._hopeless(text) else self.compiled.split(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        return text if self._hopeless(text) else self.compiled.sub(replacement, text)

    def last(self, text: str) -> re.Match[str] | None:
        """The last place where it matches."""
        found = None
        for found in self.finditer(text):  # noqa: B007 - the last one is wanted
            pass
        return found


class Words:
    """Alternatives of which most are plain words: those are looked up, only the rest is a regular expression."""

    __slots__ = ("_pattern", "_plain")

    def __init__(self, source: str) -> None:
        parts = list(_alternatives(source))
        self._plain = tuple(part for part in parts if not _SPECIAL.intersection(part))
        rest = [part for part in parts if _SPECIAL.intersection(part)]
        self._pattern = Pattern("|".join(rest)) if rest else None

    def last(self, text: str) -> int:
        """Where the last of them ends in ``text``; -1 if none is there."""
        ends = [at + len(word) for word in self._plain if (at := text.rfind(word)) >= 0]
        match = self._pattern.last(text) if self._pattern else None
        return max([*ends, match.end() if match else -1])


_SPECIAL = frozenset("\\.^$*+?{}[]()")


def _alternatives(source: str) -> Iterator[str]:
    """The parts of an expression between the bars that stand in no bracket."""
    depth, start = 0, 0
    for at, char in enumerate(source):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            yield source[start:at]
            start = at + 1
    yield source[start:]
