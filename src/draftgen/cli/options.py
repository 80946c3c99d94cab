"""Options that several commands take, worded once."""

from pathlib import Path
from typing import Annotated

import typer

Banks = Annotated[list[Path] | None, typer.Option("--bank", help="自己的语句库文件夹，可写多次", metavar="文件夹")]
AsJson = Annotated[bool, typer.Option("--json", help="结果以 JSON 输出到屏幕")]
