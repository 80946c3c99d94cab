"""`draftgen review`."""

from pathlib import Path
from typing import Annotated

import typer


def review(
    data: Annotated[Path, typer.Argument(help="数据文件，例如 data.yaml", metavar="数据文件", show_default=False)],
    reuse: Annotated[
        Path | None, typer.Option("--reuse", help="沿用去年年报的文字，并与它对照", metavar="去年年报")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="页面用哪个端口；不写就自己找一个", min=0, max=65535)] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不自动打开浏览器，只显示地址")] = False,
    bank: Annotated[
        list[Path] | None, typer.Option("--bank", help="自己的语句库文件夹，可写多次", metavar="文件夹")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", help="报告写到哪个文件夹；不写就放在数据文件旁边", metavar="文件夹")
    ] = None,
) -> None:
    """逐句审阅：采用、换一句、修改、不用，每一下都存盘。"""
    from draftgen import pipeline  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.web.server import serve  # noqa: PLC0415

    job = pipeline.Job(data, tuple(bank or ()), folder, reuse=reuse)
    serve(job, port, browser=not no_browser, say=typer.echo)
