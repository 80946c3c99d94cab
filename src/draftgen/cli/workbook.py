"""`draftgen convert` and `draftgen ledger`."""

from pathlib import Path
from typing import Annotated

import typer


def convert(
    source: Annotated[Path, typer.Argument(help="数据文件：.xlsx 或 .yaml", metavar="原文件", show_default=False)],
    target: Annotated[Path, typer.Argument(help="要写成的文件：.yaml 或 .xlsx", metavar="新文件", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="新文件已经有了也写，先留一份备份")] = False,
) -> None:
    """填报表（.xlsx）和数据文件（.yaml）互相转换，内容不丢。"""
    from draftgen import workbench  # noqa: PLC0415
    from draftgen.cli import screen  # noqa: PLC0415

    said, findings = workbench.convert(source, target, force=force)
    typer.echo("\n".join([said, "", *screen.findings(findings)]).rstrip())
