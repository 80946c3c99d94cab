"""A bar that shows how far a long run is: on a terminal only, and on stderr, so that what is piped stays clean."""

import sys
from typing import TextIO

_WIDTH = 30
_NAME = 30


class Progress:
    """Called with how many are done, of how many, and the name of the next one."""

    def __init__(self, stream: TextIO | None = None, done: str = "已查") -> None:
        self._stream = sys.stderr if stream is None else stream
        self._done = done
        self._shown = self._stream.isatty()

    def __call__(self, done: int, whole: int, name: str) -> None:
        if not self._shown:
            return
        full = _WIDTH * done // whole if whole else _WIDTH
        shown = name if len(name) <= _NAME else f"…{name[-_NAME + 1 :]}"
        # \033[K clears what a longer name has left behind.
        bar = f"\r[{'█' * full}{'·' * (_WIDTH - full)}] {self._done} {done}/{whole}　{shown}\033[K"
        self._stream.write(bar if done < whole else "\r\033[K")
        self._stream.flush()
