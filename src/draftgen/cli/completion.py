"""Completion by the Tab key: typer's own scripts, in Chinese. typer's own options for it speak English."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer

from draftgen.core.refusal import reason

# What typer itself uses here it does not export; it has had these names since 0.12.
_typer: Any = import_module("typer.completion")
_VARIABLE = "_DRAFTGEN_COMPLETE"
_PROGRAM = "draftgen"


def prepare() -> None:
    """Makes the shells known to typer where one of them asks what may follow."""
    if _VARIABLE in os.environ:
        _typer.completion_init()


def _shell() -> str:
    """The shell that this run was started from. Raises typer.Exit where it is none that can complete."""
    # It comes with typer and looks at the processes of the machine.
    shellingham: Any = import_module("shellingham")
    try:
        name: str = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        name = ""
    if name in ("bash", "zsh", "fish", "powershell", "pwsh"):
        return name
    sys.stderr.write("认不出这是哪一种命令窗口；能补全的有 bash、zsh、fish、PowerShell。请在其中一种里运行。\n")
    raise typer.Exit(1)


def _install(context: typer.Context, _: Any, asked: bool) -> bool:  # noqa: FBT001 - typer hands it over so
    if not asked or context.resilient_parsing:
        return asked
    try:
        shell, path = _typer.install(shell=_shell(), prog_name=_PROGRAM, complete_var=_VARIABLE)
    except OSError as error:
        sys.stderr.write(f"补全没有装上：{error.filename or ''} {reason(error)}。不影响使用。\n")
        raise typer.Exit(1) from error
    sys.stdout.write(f"{shell} 的补全装好了，写在 {path}。重新打开命令窗口，按 Tab 补全命令和选项。\n")
    raise typer.Exit


def _show(context: typer.Context, _: Any, asked: bool) -> bool:  # noqa: FBT001 - typer hands it over so
    if not asked or context.resilient_parsing:
        return asked
    sys.stdout.write(f"{_typer.get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=_shell())}\n")
    raise typer.Exit


def root(
    to_install: Annotated[
        bool, typer.Option("--install-completion", callback=_install, is_eager=True, help="装上按 Tab 键补全。")
    ] = False,
    to_show: Annotated[
        bool, typer.Option("--show-completion", callback=_show, is_eager=True, help="显示补全的脚本，不装。")
    ] = False,
) -> None:
    """政府信息公开工作年度报告：把一年的数字写成报告。"""
