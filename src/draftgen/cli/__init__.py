"""The command line: parse, call, print. Importing it loads neither the rooms nor anything they need."""

import sys
from importlib import import_module
from typing import Any

import typer

from draftgen.cli.chinese import Command, Group, usage_error

# Command or group of commands → the module beside this one that holds it, in the order of the help.
_COMMANDS = {
    "write": "write",
    "review": "review",
    "read": "read",
    "check": "check",
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
    built.callback()(root)
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
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(application(*sys.argv[1:2])(standalone_mode=False) or 0)
    except _USAGE as error:
        sys.exit(_say(usage_error(error.format_message()), 2))
    except UnreadableInput as error:
        sys.exit(_say(str(error), 2))
    except ProgramFault as error:
        sys.exit(_say(f"程序出错：{error}", 2))
    except DraftgenError as error:
        sys.exit(_say(str(error), 1))
    except KeyboardInterrupt:
        sys.exit(_say("已中断，没有写出半个文件。", 130))


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"{message}\n")
    return code
