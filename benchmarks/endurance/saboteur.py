"""Runs a draftgen command and spoils its k-th act on the disk: `python -m benchmarks.endurance.saboteur HOW K WORDS…`.

HOW is ``kill`` (kill -9 just before the act), ``full`` (the act fails as on a full disk) or ``locked`` (it fails as when
another program has the file open). An act is what changes the disk: opening for writing, naming, removing, making a
folder. Prints nothing of its own; where there are fewer acts than K the command runs to its end, with exit code + 64.
"""

import errno
import os
import signal
import sys
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_ACTS = ("os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate", "os.link", "os.symlink")
_UNHEARD = 64


class Saboteur:
    """Counts acts, and spoils one of them."""

    def __init__(self, how: str, number: int) -> None:
        self.how, self.left = how, number

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if self.left <= 0 or not _is_act(event, given):
            return
        self.left -= 1
        if self.left:
            return
        if self.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = errno.ENOSPC if self.how == "full" else errno.EACCES
        raise OSError(number, os.strerror(number), str(given[0]))


def _is_act(event: str, given: tuple[Any, ...]) -> bool:
    if event == "open":
        path, _, flags = given
        return isinstance(path, str) and not path.endswith(".pyc") and bool((flags or 0) & _WRITING)
    return event in _ACTS and ".pyc" not in str(given[0])


def main() -> None:
    how, number, *words = sys.argv[1:]
    spoiler = Saboteur(how, int(number))
    sys.argv = ["draftgen", *words]
    sys.addaudithook(spoiler)
    from draftgen import cli  # noqa: PLC0415 - what it opens is heard as well

    try:
        cli.main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code + (_UNHEARD if spoiler.left > 0 else 0))


if __name__ == "__main__":
    main()
