"""`draftgen review`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftgen.cli.options import Banks

if TYPE_CHECKING:
    from draftgen.pipeline import Job


def review(  # noqa: PLR0913, PLR0917 - typer reads one parameter for each option
    data: Annotated[Path, typer.Argument(help="数据文件，例如 data.yaml", metavar="数据文件", show_default=False)],
    reuse: Annotated[
        Path | None, typer.Option("--reuse", help="沿用去年年报的文字，并与它对照", metavar="去年年报")
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            "--port", help="页面用哪个端口；不写就自己找一个", min=0, max=65535, metavar="端口", show_default=False
        ),
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不自动打开浏览器，只显示地址")] = False,
    terminal: Annotated[bool, typer.Option("--terminal", help="不用浏览器，就在这个窗口里审阅")] = False,
    changed: Annotated[
        Path | None, typer.Option("--from", help="取回在 Word、WPS 里改过的报告（.docx）", metavar="修改稿")
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="列出审阅时做过的每一件事")] = False,
    bank: Banks = None,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", help="报告写到哪个文件夹；不写就放在数据文件旁边", metavar="文件夹")
    ] = None,
) -> None:
    """逐句审阅：采用、换一句、修改、不用，每一下都存盘。"""
    from draftgen import pipeline  # noqa: PLC0415 - --help must not load the rooms

    job = pipeline.Job(data, tuple(bank or ()), folder, reuse=reuse)
    if log:
        _log(data)
    elif changed is not None:
        _take_back(job, changed)
    elif terminal:
        _terminal(job)
    else:
        from draftgen.web.server import serve  # noqa: PLC0415

        serve(job, port, browser=not no_browser, say=typer.echo)


def _log(data: Path) -> None:
    from draftgen.proof.places import place_name  # noqa: PLC0415
    from draftgen.review import actions, read_journal  # noqa: PLC0415

    entries = read_journal(data)
    if not entries:
        typer.echo(f"{data.name} 还没有审阅过。")
    for entry in entries:
        where = f"　{place_name(entry.place)}" if entry.place else ""
        undone = f"（撤销第 {entry.undoes} 步）" if entry.undoes else ""
        typer.echo(f"{entry.number:>4}　{entry.at}　{actions.NAMES.get(entry.action, entry.action)}{undone}{where}")
        for name, (_, after) in entry.change.items():
            text = after.get("text", "") if name.startswith("place:") and isinstance(after, dict) else ""
            if text:
                typer.echo(f"      {text}")


def _take_back(job: "Job", file: Path) -> None:
    from draftgen import store  # noqa: PLC0415
    from draftgen.web.desk import Desk  # noqa: PLC0415
    from draftgen.web.returned import take_back  # noqa: PLC0415

    desk = Desk(job)
    try:
        found = take_back(desk, file)
        questions = [(unit.place, typed) for unit in desk.units for typed in desk.typed(unit.place)]
    finally:
        desk.close()
    if not found.left:
        store.taken(job.data, file)
    typer.echo(f"取回 {len(found.taken)} 处：" if found.taken else "没有发现改动。")
    for line in found.taken:
        typer.echo(f"  {line}")
    if questions:
        typer.echo("打上去的数，请在审阅时核对：")
        for _, typed in questions:
            typer.echo(f"  {typed.number}（{typed.around}）")
    if found.left:
        typer.echo("放不进去的，请自己看：")
        for line in found.left:
            typer.echo(f"  {line}")
        raise typer.Exit(1)


def _terminal(job: "Job") -> None:
    from draftgen.cli.terminal import Terminal, screen  # noqa: PLC0415
    from draftgen.web.desk import Desk  # noqa: PLC0415

    desk = Desk(job)
    try:
        Terminal(desk, screen()).run()
    finally:
        said = desk.ended()
        desk.close()
        typer.echo(said)
