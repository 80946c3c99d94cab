"""Where shipped data lies: in a wheel under ``_data``, in a checkout at the top level."""

import os
from functools import cache
from pathlib import Path

from draftgen.core.finding import ProgramFault


@cache
def shipped(name: str) -> Path:
    """The folder ``phrasebank``, ``models`` or ``examples``.

    A checkout wins over ``_data``: an editable install copies the folders to site-packages, where they go stale.
    """
    checkout = Path(__file__).resolve().parents[2] / name
    if (checkout.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    packaged = Path(__file__).resolve().parent / "_data" / name
    if packaged.is_dir():
        return packaged
    raise ProgramFault(f"安装不完整：缺少 {name} 文件夹。请重新安装 draftgen。")


def data_home() -> Path:
    """The user's own data folder of this program, whether it is there or not."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("APPDATA") or str(Path.home() / ".local" / "share")
    return Path(base) / "draftgen"
