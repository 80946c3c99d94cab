"""In an offline bundle: puts draftgen in place without any network, then opens the review page.

Started by 开始.bat or 开始.sh, with a data file or without. Runs on any Python from 3.8 on, to say which one is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BUNDLE = Path(__file__).resolve().parents[1]
WORK = BUNDLE / "我的年报"
BOOK = WORK / "填报表.xlsx"
KINDS = {"1": "部门", "2": "政府", "3": "镇街"}
OLDEST = (3, 11)
DATA = (".yaml", ".yml", ".xlsx", ".et", ".xls")
MADE_BY_US = (".review.yaml",)
_INSTALLED = "安装完成.txt"


def main(words: list[str]) -> int:
    """Opens the review of the data file named, or of the one in 我的年报; the exit code of draftgen."""
    python = _environment()
    if python is None:
        return 2
    if words[:1] == ["--install"]:
        return 0
    if words:
        return _draftgen(python, "review", *words)
    found = _found()
    if len(found) == 1:
        return _draftgen(python, "review", str(found[0]))
    if found:
        _say("“我的年报”里有几份数据文件，不知道审哪一份：")
        for path in found:
            _say(f"  {path.name}")
        _say("请把要审的那一份拖到“开始”的图标上。")
        return 1
    return _begin(python)


def _begin(python: str) -> int:
    WORK.mkdir(exist_ok=True)
    code = _draftgen(python, "init", str(BOOK), "--kind", _kind())
    if code == 0:
        _say("“我的年报”里还没有数据文件，生成了一份空白的填报表。请填好保存，再打开“开始”。")
        if hasattr(os, "startfile"):
            os.startfile(BOOK)  # noqa: S606 - opens Excel or WPS on our own file
    return code


def _kind() -> str:
    """The kind of the agency, asked for where somebody is there to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        return KINDS["1"]
    _say("您的单位是：1 部门（局、委、办）  2 政府（市、县、区）  3 镇街（乡、镇、街道）")
    return KINDS.get(input("请输入 1、2 或 3，按回车：").strip(), KINDS["1"])


def _found() -> list[Path]:
    if not WORK.is_dir():
        return []
    return sorted(
        path
        for path in WORK.iterdir()
        if path.suffix.lower() in DATA and not path.name.endswith(MADE_BY_US) and not path.name.startswith((".", "~$"))
    )


def _environment() -> str | None:
    """The Python that has draftgen: the one that came with the bundle, or an environment made from its wheels."""
    if BUNDLE / "python" in Path(sys.executable).resolve().parents:
        return sys.executable
    folder = BUNDLE / "venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (folder / _INSTALLED).is_file() and _runs(python):
        return str(python)
    if sys.version_info[:2] < OLDEST:
        _say(f"这台机器上的 Python 是 {sys.version.split()[0]}，太旧了，要 3.11 以上。见“说明.txt”。")
        return None
    _say("第一次使用，正在安装，一两分钟……")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index"]
    make = [sys.executable, "-m", "venv", "--clear", str(folder)]
    for step in (make, [*pip, "--find-links", str(BUNDLE / "wheels"), "draftgen[all]"]):
        if subprocess.call(step, cwd=str(BUNDLE), env=_quiet()) != 0:
            _say(f"没有装好。这个离线包是给 {_made_for()} 准备的，请检查 Python 的版本。见“说明.txt”。")
            return None
    (folder / _INSTALLED).write_text("", encoding="utf-8")
    _say("装好了。")
    return str(python)


def _runs(python: Path) -> bool:
    """Whether the environment still works: one that was copied from elsewhere does not."""
    try:
        return subprocess.call([str(python), "-c", "import draftgen"], env=_quiet()) == 0
    except OSError:
        return False


def _made_for() -> str:
    return (BUNDLE / "install" / "made-for.txt").read_text(encoding="utf-8").strip()


def _quiet() -> dict[str, str]:
    """No settings of the machine send pip elsewhere, and nothing from another Python gets in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return dict(kept, PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PYTHONUTF8="1")


def _draftgen(python: str, *words: str) -> int:
    return subprocess.call([python, "-P", "-m", "draftgen", *words], env=_quiet())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
