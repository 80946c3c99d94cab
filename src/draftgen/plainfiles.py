"""Files in a folder that may have come from a stranger: plain files only, of bearable size, and where they seem to be.

A pipe would wait for ever, a device has no end, and a link under the name of one of our files would let what we write
land in any file of the user's.
"""

import errno
import os
import stat
from pathlib import Path
from typing import IO

MOST = 64 * 1024 * 1024
_UNIX = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
_NOFOLLOW, _NONBLOCK, _BINARY = (getattr(os, name, 0) for name in _UNIX)


class NotPlain(OSError):
    """No plain file, or not where it seems to be. ``strerror`` says so in Chinese."""


def read(path: Path, most: int = MOST) -> bytes:
    """The content of a plain file. Raises NotPlain for anything else and beyond ``most``, OSError."""
    handle = os.open(path, os.O_RDONLY | _NONBLOCK | _BINARY)
    try:
        size = _checked(handle, path).st_size
        if size > most:
            raise NotPlain(errno.EFBIG, "太大了，不像程序自己写的", str(path))
        pieces = [os.read(handle, size + 1)]  # a hundred files in a run: no stream around what one call reads
        while pieces[-1]:
            pieces.append(os.read(handle, size + 1))
        return b"".join(pieces)
    finally:
        os.close(handle)


def opened_for_adding(path: Path) -> IO[bytes]:
    """A plain file, there already or new, to add to without a buffer. Raises NotPlain for a link or anything else."""
    if path.is_symlink():
        raise NotPlain(errno.ELOOP, "是指向别处的链接", str(path))
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NOFOLLOW | _NONBLOCK | _BINARY
    handle = os.open(path, flags, 0o666)
    try:
        _checked(handle, path)
    except NotPlain:
        os.close(handle)
        raise
    return os.fdopen(handle, "ab", buffering=0)


def target(path: Path) -> Path:
    """The file that writing to ``path`` is to replace: itself, or what it links to in the same folder or below.

    Raises NotPlain where the link leads elsewhere, or what is there is no file.
    """
    found = path.resolve() if path.is_symlink() else path
    if found is not path and not found.is_relative_to(path.parent.resolve()):
        raise NotPlain(errno.ELOOP, "是指向别处的链接", str(path))
    if found.exists() and not found.is_file():
        raise NotPlain(errno.EINVAL, "不是普通文件", str(path))
    return found


def _checked(handle: int, path: Path) -> os.stat_result:
    """What is known of an open file. Raises NotPlain if it is none."""
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise NotPlain(errno.EINVAL, "不是普通文件", str(path))
    return status
