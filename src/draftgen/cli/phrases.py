"""`draftgen phrases list|show|check|compile`."""

from pathlib import Path
from typing import Annotated

import typer

from draftgen.cli.chinese import Command, Group
from draftgen.cli.options import Banks

phrases = typer.Typer(help="语句库：列出、查看、检查。", no_args_is_help=True, rich_markup_mode=None, cls=Group)


@phrases.command("list", cls=Command)
def list_(
    section: Annotated[str, typer.Argument(help="只列这一部分，例如 overview.requests", metavar="部分")] = "",
    bank: Banks = None,
) -> None:
    """列出语句库的全部主题和语句，以及各来自哪个文件夹。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.listing(section, bank or ()))


@phrases.command(cls=Command)
def show(
    name: Annotated[str, typer.Argument(help="语句或主题的 id", metavar="id", show_default=False)],
    bank: Banks = None,
) -> None:
    """显示一条语句：文字、条件、依据、例子。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.show(name, bank or ()))


@phrases.command(cls=Command)
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="要检查的语句库文件夹；不写就检查自带的", metavar="文件夹")
    ] = None,
) -> None:
    """检查语句库：格式、项目名、条件、例子、重复。"""
    from draftgen import workbench  # noqa: PLC0415
    from draftgen.cli import screen  # noqa: PLC0415

    found, summary = workbench.check(folder)
    typer.echo("\n".join([*screen.findings(found), summary]))
    if any(finding.level == "error" for finding in found):
        raise typer.Exit(1)


@phrases.command("compile", cls=Command)
def compile_() -> None:
    """把自带语句库编译成程序直接读取的文件（维护者用）。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.compile_shipped())
