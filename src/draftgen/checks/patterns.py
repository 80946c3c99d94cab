"""Regular expressions that are compiled when a text needs them: `write` must not pay for those that never match."""

import re
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression. It is only tried on a text that holds one of the words ``needs``, if any are given."""

    __slots__ = ("_compiled", "_flags", "_needs", "_source")

    def __init__(self, source: str, *needs: str, flags: int = 0) -> None:
        self._source, self._needs, self._flags = source, needs, flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
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
