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


def ledger(
    file: Annotated[
        Path, typer.Argument(help="申请台账，例如 台账.xlsx，一行一件", metavar="台账", show_default=False)
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="填进这个文件：data.yaml 或 填报表.xlsx", metavar="文件")
    ] = None,
    words: Annotated[
        Path | None, typer.Option("--map", help="本单位用词的对照（.yaml）；没有这个文件就生成一份", metavar="文件")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="汇总哪一年；不写就从台账看", metavar="年度")] = None,
) -> None:
    """把依申请公开台账汇总成表三、申请渠道和平均办理天数。"""
    from draftgen import workbench  # noqa: PLC0415
    from draftgen.cli import screen  # noqa: PLC0415

    outcome = workbench.ledger(file, output, words, year)
    typer.echo("\n".join([outcome.said, "", *screen.findings(outcome.findings)]).rstrip())
    if outcome.failed:
        raise typer.Exit(1)
