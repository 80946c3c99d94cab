"""The command line: parse, call, print. Importing it loads neither the rooms nor anything they need."""

import os
import sys
from importlib import import_module
from typing import Any

import typer

from draftgen.cli import completion
from draftgen.cli.chinese import Command, Group, usage_error
from draftgen.core.refusal import reason

# Command or group of commands → the module beside this one that holds it, in the order of the help.
_COMMANDS = {
    "write": "write",
    "review": "review",
    "update": "update",
    "read": "read",
    "check": "check",
    "status": "status",
    "init": "data",
    "ledger": "workbook",
    "convert": "workbook",
    "fields": "data",
    "suggest": "suggest",
    "train": "data",
    "phrases": "phrases",
    "feedback": "feedback",
}

app: typer.Typer


def __getattr__(name: str) -> Any:
    """``app``: the whole command line."""
    if name != "app":
        raise AttributeError(name)
    return application()


def application(asked: str = "") -> typer.Typer:
    """The command line; with the command ``asked`` for alone, where there is one: each further one costs half a ms."""
    built = typer.Typer(
        name="draftgen",
        cls=Group,
        help="政府信息公开工作年度报告：把一年的数字写成报告。",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    built.callback()(root if asked in _COMMANDS else completion.root)
    for name in (asked,) if asked in _COMMANDS else _COMMANDS:
        command = getattr(import_module(f"{__name__}.{_COMMANDS[name]}"), name)
        if isinstance(command, typer.Typer):
            built.add_typer(command, name=name)
        else:
            built.command(cls=Command)(command)
    return built


# typer carries its own copy of click from 0.28 on: its exceptions are reached through what both versions export.
_USAGE: type[Any] = typer.BadParameter.__mro__[2]


def root() -> None:
    """政府信息公开工作年度报告：把一年的数字写成报告。"""


def main() -> None:
    """Runs the command line; the one place where our errors become messages and exit codes (promise 8)."""
    from draftgen.core.finding import DraftgenError, ProgramFault, UnreadableInput  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files may be no text at all
    completion.prepare()
    try:
        sys.exit(application(*sys.argv[1:2])(standalone_mode=False) or 0)
    except _USAGE as error:
        sys.exit(_say(usage_error(error.format_message()), 2))
    except BrokenPipeError:
        os._exit(0)  # whoever read our output has seen enough of it
    except (UnreadableInput, ProgramFault) as error:
        sys.exit(_say(f"程序出错：{error}" if isinstance(error, ProgramFault) else str(error), 2))
    except DraftgenError as error:
        sys.exit(_say(str(error), 1))
    except KeyboardInterrupt:
        sys.exit(_say("已中断，没有写出半个文件。", 130))
    except Exception as error:  # noqa: BLE001 - the last door: whoever reads this is a clerk
        sys.exit(_say(_unforeseen(error), 2))


def _system(error: OSError) -> str:
    """What the system would not do, and with which file."""
    name = f"“{error.filename}”" if isinstance(error.filename, str) else "文件"
    return (
        f"{name}读写不成：{reason(error)}。"
        "请检查磁盘是否已满、有没有权限，文件是不是正被别的程序打开着。已经写好的文件不受影响。"
    )


def _unforeseen(error: Exception) -> str:
    """A fault of the program, for whoever mends it; the whole of it only where it is asked for."""
    if os.environ.get("DRAFTGEN_TRACEBACK"):
        raise error
    if isinstance(error, MemoryError):
        return "内存不够，没有做完。请关掉别的程序再试。"
    if isinstance(error, OSError):
        return _system(error)
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last is not None else ""
    return (
        f"程序出错（{type(error).__name__}，{where}）。没有写出半个文件。"
        "请把这一行和数据文件一起发给维护者；设置环境变量 DRAFTGEN_TRACEBACK=1 再运行，可以看到全部经过。"
    )


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"{message}\n")
    return code
