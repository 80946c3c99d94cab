"""Options that several commands take, worded once."""

from pathlib import Path
from typing import Annotated

import typer

Banks = Annotated[list[Path] | None, typer.Option("--bank", help="自己的语句库文件夹，可写多次", metavar="文件夹")]


def typed_path(text: str) -> Path:
    """A file or folder as typed. An empty name, such as that of a variable nobody set, is not the current folder."""
    if not text.strip():
        raise typer.BadParameter("文件名是空的")
    return Path(text)


AsJson = Annotated[bool, typer.Option("--json", help="结果以 JSON 输出到屏幕")]
