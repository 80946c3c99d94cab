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
_BRACKETS = (
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
    (r"\[x>=(\d+)\]", r"[最小 \1]"),
    (r"\[(\d+)<=x<=(\d+)\]", r"[\1 到 \2]"),
)
_NAME = r"'?([^':]*)'?(?: / '[^']*')*"
_ERRORS = (
    (r"Missing parameter: (.*)", r"缺少：\1。"),
    (r"Missing argument '?([^'.]*)'?\.?", r"缺少：\1。"),
    (r"Missing option '?([^'.]*)'?\.?", r"缺少选项：\1。"),
    (r"No such option: ([^ ]+?)\.?( .*)?$", r"没有“\1”这个选项。"),
    (r"No such command '?([^'.]*)'?\.?.*", r"没有“\1”这个命令。"),
    (r"Option '?([^']*)'? requires an argument\.?", r"选项“\1”后面要写内容。"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"多写了：\1。"),
    (
        rf"Invalid value for {_NAME}: '?(.*?)'? is not a valid int(?:eger)?(?: range)?\.?$",
        r"“\1”后面要写整数，不是“\2”。",
    ),
    (
        rf"Invalid value for {_NAME}: (.*) is not in the range (\d+)<=x<=(\d+)\.?$",
        r"“\1”要写 \3 到 \4 之间的数，不是 \2。",
    ),
    (rf"Invalid value for {_NAME}: (.*) is not in the range x>=(\d+)\.?$", r"“\1”最小写 \3，不是 \2。"),
    (rf"Invalid value for {_NAME}: \w+ '(.*)' is not readable\.?$", r"“\2”读不了：没有权限。请检查谁能看这个文件。"),
    (rf"Invalid value for {_NAME}: (.*)", r"“\1”不对：\2"),
)


def in_chinese(text: str) -> str:
    """The frame of a help text in Chinese."""
    for english, chinese in _FRAME:
        text = text.replace(english, chinese)
    for english, chinese in _BRACKETS:
        text = re.sub(english, chinese, text)
    return text


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
