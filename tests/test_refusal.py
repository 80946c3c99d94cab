"""What the system refuses is said in Chinese."""

import errno
import os

import pytest

from draftgen.core.refusal import reason
from draftgen.plainfiles import NotPlain


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "没有这个文件或者文件夹"),
        (errno.EACCES, "没有权限"),
        (errno.EISDIR, "这是一个文件夹"),
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EADDRINUSE, "已经被别的程序占用"),
    ],
)
def test_a_common_reason_is_in_chinese(number: int, said: str) -> None:
    assert reason(OSError(number, os.strerror(number))) == said


def test_a_reason_in_chinese_stays() -> None:
    assert reason(NotPlain(errno.ELOOP, "是指向别处的链接", "data.yaml")) == "是指向别处的链接"


def test_a_rare_reason_is_as_the_system_says_it() -> None:
    assert reason(OSError(errno.EDOM, "Out of domain")) == "Out of domain"
    assert reason(OSError()) == "OSError"
