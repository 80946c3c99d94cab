"""`draftgen write`."""

from pathlib import Path
from typing import Annotated

import typer

from draftgen.cli.options import AsJson, Banks, typed_path

DataFiles = Annotated[
    list[Path],
    typer.Argument(
        help="数据文件，例如 data.yaml；也可以写几个，或者写一个放着各单位数据文件的文件夹",
        metavar="数据文件…",
        show_default=False,
        parser=typed_path,
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", help="写到哪个文件夹；不写就放在数据文件旁边。一次写几份时必须写明", metavar="文件夹"
    ),
]
Formats = Annotated[str, typer.Option("--format", help="要哪几种格式，用逗号隔开", metavar="格式")]
LedgerFile = Annotated[Path | None, typer.Option("--ledger", help="另写一份数字来源清单（JSON）", metavar="文件")]
Template = Annotated[Path | None, typer.Option("--template", help="本单位的 Word 版式（.docx）", metavar="文件")]
Final = Annotated[bool, typer.Option("--final", help="生成定稿，文件名不带“（草稿）”；还有未决之处时不生成")]
Force = Annotated[bool, typer.Option("--force", help="文件改过也重新生成，先留一份备份")]
Reuse = Annotated[Path | None, typer.Option("--reuse", help="沿用去年年报的文字，换上今年的数", metavar="去年年报")]
Redline = Annotated[
    Path | None,
    typer.Option("--redline", help="另写一份带修订标记的 Word，与去年年报对照；同 --reuse 一起用", metavar="文件"),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="一次写几份时，同时开几个进程；不写就看电脑和份数", metavar="个数"),
]
Cluster = Annotated[
    str, typer.Option("--cluster", help="一次写几份时，交给 Dask 集群去做：调度器的地址", metavar="地址")
]


def write(  # noqa: PLR0913, PLR0917 - typer reads one parameter for each option
    data: DataFiles,
    folder: Folder = None,
    formats: Formats = "docx,html,md",
    ledger: LedgerFile = None,
    bank: Banks = None,
    template: Template = None,
    final: Final = False,
    force: Force = False,
    reuse: Reuse = None,
    redline: Redline = None,
    as_json: AsJson = False,
    jobs: Jobs = None,
    cluster: Cluster = "",
) -> None:
    """把数据写成年度报告：Word、网页、文本，外加一份核对单。"""
    from draftgen import pipeline  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.cli import screen  # noqa: PLC0415

    chosen = tuple(part.strip() for part in formats.split(",") if part.strip())
    unknown = [part for part in chosen if part not in pipeline.FORMATS]
    if unknown or not chosen:
        raise typer.BadParameter(
            f"没有“{'、'.join(unknown)}”这种格式，可以写：{'、'.join(pipeline.FORMATS)}", param_hint="--format"
        )
    if len(data) > 1 or jobs is not None or cluster or data[0].is_dir():
        _refuse_for_many({"--ledger": ledger, "--reuse": reuse, "--redline": redline}, folder)
        from draftgen.cli import batch  # noqa: PLC0415 - one report pays nothing for many

        assert folder is not None
        wanted = batch.Wanted(folder, tuple(bank or ()), chosen, template, final=final, force=force)
        raise typer.Exit(batch.write(data, wanted, jobs, cluster, as_json=as_json))
    if redline is not None and reuse is None:
        raise typer.BadParameter("--redline 要和 --reuse 一起用，否则没有可对照的去年年报", param_hint="--redline")
    job = pipeline.Job(
        data[0],
        tuple(bank or ()),
        folder,
        chosen,
        template,
        ledger,
        final=final,
        force=force,
        reuse=reuse,
        redline=redline,
    )
    result = pipeline.write(job)
    typer.echo(screen.as_json(result) if as_json else screen.as_text(result, job))
    if result.failed:
        raise typer.Exit(1)


def _refuse_for_many(given: dict[str, Path | None], folder: Path | None) -> None:
    """What belongs to one report cannot be asked of many."""
    named = "、".join(option for option, value in given.items() if value is not None)
    if named:
        raise typer.BadParameter("这个选项只能在写一份报告时用", param_hint=named)
    if folder is None:
        raise typer.BadParameter("一次写几份，要用 -o 写明写到哪个文件夹", param_hint="-o")
