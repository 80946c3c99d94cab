"""A clerk's folder, and the pages of the documentation with their blocks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "手册.md"
BANK_GUIDE = ROOT / "phrasebank" / "README.md"
DOCS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), BANK_GUIDE)
TOWNSHIP = ROOT / "examples" / "qingshi-2025" / "data.yaml"


# --- what the pages hold ---


@dataclass(frozen=True)
class Block:
    """A fenced block, or an indented one (``info`` is then empty)."""

    page: str
    line: int
    info: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    name = page.relative_to(ROOT).as_posix()
    inside: list[str] = []
    info, start, fenced = "", 0, False
    for number, line in enumerate([*page.read_text("utf-8").split("\n"), ""], 1):
        indented = not fenced and line.startswith("    ")
        if line.startswith("```"):
            if fenced:
                yield Block(name, start, info, "\n".join(inside))
            fenced, info, start, inside = not fenced, line.removeprefix("```").strip(), number + 1, []
        elif fenced or indented:
            start = start if inside or fenced else number
            inside.append(line if fenced else line[4:])
        elif inside:
            yield Block(name, start, "", "\n".join(inside))
            inside = []


def all_blocks() -> list[Block]:
    return [block for page in DOCS for block in blocks(page)]


COMMAND = re.compile(r"(draftgen|make|\.venv/bin/\S+|python3 -m)(\s|$)")


def commands() -> dict[str, str]:
    """Each command line of the pages, without its remark, and where it stands first."""
    found: dict[str, str] = {}
    for block in all_blocks():
        if block.info.startswith("screen"):
            continue
        for offset, line in enumerate(block.text.split("\n")):
            command = re.sub(r"\s{2,}#.*|\s+#\s.*", "", line).strip()
            if COMMAND.match(command):
                found.setdefault(command, f"{block.page}:{block.line + offset}")
    return found


def arguments(command: str) -> list[str] | None:
    """What a command gives to draftgen; None if it runs another program."""
    words = command.replace(".venv/bin/draftgen", "draftgen", 1).split()
    return words[1:] if words[0] == "draftgen" else None


COMMANDS = commands()
OURS = [command for command in COMMANDS if arguments(command) is not None]
OTHERS = [command for command in COMMANDS if arguments(command) is None]
SCREENS = [block for block in all_blocks() if block.info.startswith("screen")]
BANKS = [block for block in all_blocks() if block.info == "yaml" and block.text.startswith("# phrasebank/")]


# --- a clerk's folder ---


class Desk:
    """A folder in which a clerk works."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self._environment = {
            **os.environ,
            "XDG_DATA_HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(cache),
            "PYTHONIOENCODING": "utf-8",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "draftgen", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def report(self) -> str:
        return next(self.folder.glob("*年度报告*.md")).read_text("utf-8")


def step_two() -> Block:
    """The block that the second of the five steps says to copy."""
    text = BANK_GUIDE.read_text("utf-8")
    line = text[: text.index("### 第二步")].count("\n") + 1
    return next(block for block in blocks(BANK_GUIDE) if block.info == "yaml" and block.line > line)


def furnish(desk: Desk, words: list[str]) -> None:
    """What else the command needs: a bank of one's own, a Word file to take the look from, no file that it makes."""
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        if before in ("--bank", "check") and not word.startswith("-"):
            own = step_two()
            desk.put(f"{word}/{own.text.splitlines()[0].removeprefix('# phrasebank/')}", own.text)
        elif before == "--template":
            desk.run("write", "2025.yaml", "-o", "last", "--format", "docx")
            shutil.copy(next((desk.folder / "last").glob("*报告*.docx")), desk.folder / word)
        elif before == "init":
            (desk.folder / word).unlink(missing_ok=True)
