"""typer in Chinese: the frame of its help and its usage errors are the only English a clerk would meet."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_FRAME = (
    ("Usage:", "用法："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]"),
    ("[required]", "[必填]"),
    ("Show this message and exit.", "显示这份说明。"),
)
_ERRORS = (
    (r"Missing parameter: (.*)", r"缺少：\1。"),
    (r"Missing argument '?([^'.]*)'?\.?", r"缺少：\1。"),
    (r"Missing option '?([^'.]*)'?\.?", r"缺少选项：\1。"),
    (r"No such option: ([^ ]+?)\.?( .*)?$", r"没有“\1”这个选项。"),
    (r"No such command '?([^'.]*)'?\.?.*", r"没有“\1”这个命令。"),
    (r"Option '?([^']*)'? requires an argument\.?", r"选项“\1”后面要写内容。"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多写了：\1。"),
    (r"Invalid value for '?([^':]*)'?: (.*)", r"“\1”不对：\2"),
)


def in_chinese(text: str) -> str:
    """The frame of a help text in Chinese."""
    for english, chinese in _FRAME:
        text = text.replace(english, chinese)
    return re.sub(r"\[default: ([^\]]*)\]", r"[默认：\1]", text)


def usage_error(message: str) -> str:
    """A usage error in Chinese."""
    if message.lstrip().startswith(("Usage", "用法")):
        return message
    for pattern, chinese in _ERRORS:
        if re.search(pattern, message):
            return re.sub(pattern, chinese, message)
    return message


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))
