"""Traditional characters read as simplified ones, for understanding a hint. What goes into a report is never changed."""

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("traditional.txt")


def simplified(text: str) -> str:
    """``text`` with every traditional character that the table knows as its simplified one; the length stays."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    lines = (line for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split()}
