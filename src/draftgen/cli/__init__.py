"""The command line: parse, call, print. Importing it loads neither the rooms nor anything they need."""

import sys
from typing import Any

import typer

from draftgen.cli.check import check
from draftgen.cli.chinese import Command, Group, usage_error
from draftgen.cli.data import fields, init, train
from draftgen.cli.feedback import feedback
from draftgen.cli.phrases import phrases
from draftgen.cli.read import read
from draftgen.cli.suggest import suggest
from draftgen.cli.workbook import convert
from draftgen.cli.write import write

app = typer.Typer(
    name="draftgen",
    cls=Group,
    help="政府信息公开工作年度报告：把一年的数字写成报告。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=Command)(write)
app.command(cls=Command)(read)
app.command(cls=Command)(check)
app.command(cls=Command)(init)
app.command(cls=Command)(convert)
app.command(cls=Command)(fields)
app.command(cls=Command)(suggest)
app.command(cls=Command)(train)
app.add_typer(phrases, name="phrases")
app.add_typer(feedback, name="feedback")


# typer carries its own copy of click from 0.28 on: its exceptions are reached through what both versions export.
_USAGE: type[Any] = typer.BadParameter.__mro__[2]


@app.callback()
def root() -> None:
    """政府信息公开工作年度报告：把一年的数字写成报告。"""


def main() -> None:
    """Runs the command line; the one place where our errors become messages and exit codes (promise 8)."""
    from draftgen.core.finding import DraftgenError, ProgramFault, UnreadableInput  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(app(standalone_mode=False) or 0)
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
