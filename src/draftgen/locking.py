"""One process at a time on a file. The system takes the lock back whatever becomes of the process."""

import os

# Far behind the end: what is locked on Windows cannot be read by others.
_LOCK_AT = 1 << 40


def lock(handle: int) -> None:
    """Locks an open file. Raises OSError if another process holds the lock, or the disk knows no locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only on Windows

        os.lseek(handle, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        os.lseek(handle, 0, os.SEEK_END)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
