"""A clerk's folder, and the pages of the documentation with their blocks."""

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "手册.md"
PAGES = ROOT / "docs" / "手册"
MANUALS = (MANUAL, *sorted(PAGES.glob("*.md")))
BANK_GUIDE = ROOT / "phrasebank" / "README.md"
DOCS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(PAGES.glob("*.md")),
    BANK_GUIDE,
)
TOWNSHIP = ROOT / "examples" / "qingshi-2025" / "data.yaml"
REPORTS = ROOT / "tests" / "data" / "reuse"


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


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


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

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Runs a command; ``typed`` is what the clerk types while it runs."""
        command = [sys.executable, "-m", "draftgen", *words]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            input=typed,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert "程序出错（" not in done.stderr, done.stderr
        return done

    @contextmanager
    def at_the_window(self, *words: str) -> Iterator[tuple[Callable[[], str], Callable[[str], None]]]:
        """A command that asks: ``read`` gives what it says up to its next question (or its end), ``write`` answers."""
        command = [sys.executable, "-m", "draftgen", *words]
        asking = subprocess.Popen(
            command, cwd=self.folder, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert asking.stdin is not None
        assert asking.stdout is not None
        out, into = asking.stdout, asking.stdin

        def read() -> str:
            seen = b""
            while not seen.endswith((b"\n> ", "不改）：".encode())) and (more := os.read(out.fileno(), 65_536)):
                seen += more
            return seen.decode()

        def write(line: str) -> None:
            into.write(f"{line}\n".encode())
            into.flush()

        try:
            yield read, write
        finally:
            into.close()
            out.close()
            assert asking.wait(60) == 0

    def run_page(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The review page, ended by Ctrl+C as soon as it says where it is."""
        command = [sys.executable, "-m", "draftgen", *words, *(() if "--no-browser" in words else ("--no-browser",))]
        serving = subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environment,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            # Tests that run in the background inherit that Ctrl+C is ignored; a clerk's terminal does not do that.
            preexec_fn=_heed_interrupts if os.name == "posix" else None,  # noqa: PLW1509 - no other thread holds a lock
        )
        assert serving.stdout is not None
        first = serving.stdout.readline()
        assert "http://127.0.0.1:" in first, first
        serving.send_signal(signal.SIGINT)
        said, _ = serving.communicate(timeout=60)
        return subprocess.CompletedProcess(command, serving.returncode, first + said, "")

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
    """What else the command needs: what it reads, a bank of one's own; and no file that it makes."""
    for word in words:
        if word in READ:
            READ[word](desk)
    for number, word in enumerate(words):
        before = words[number - 1] if number else ""
        if (before == "--bank" or words[number - 2 : number] == ["phrases", "check"]) and not word.startswith("-"):
            own = step_two()
            desk.put(f"{word}/{own.text.splitlines()[0].removeprefix('# phrasebank/')}", own.text)
        elif before == "init" or words[number - 2 : number - 1] == ["convert"]:
            (desk.folder / word).unlink(missing_ok=True)


# --- files that commands of the manual read, by name ---


def last_year(desk: Desk) -> None:
    shutil.copy(TOWNSHIP.with_name("2024年报.docx"), desk.folder)


def finished(desk: Desk) -> Path:
    """The Word file of the township's report."""
    desk.run("write", "2025.yaml", "-o", "写好", "--format", "docx")
    return next((desk.folder / "写好").glob("*报告*.docx"))


def _finished_as(name: str) -> Callable[[Desk], object]:
    return lambda desk: shutil.copy(finished(desk), desk.folder / name)


def typed_over(desk: Desk, name: str, before: str, after: str) -> None:
    """A copy of the finished report in which somebody has changed a text in Word."""
    with zipfile.ZipFile(finished(desk)) as whole, zipfile.ZipFile(desk.folder / name, "w") as changed:
        for part in whole.namelist():
            data = whole.read(part)
            if part == "word/document.xml":
                assert before in data.decode()
                data = data.decode().replace(before, after).encode()
            changed.writestr(part, data)


def received(desk: Desk) -> None:
    """What the offices of a county have sent."""
    for number, name in (("01", "人社局"), ("02", "教育体育局"), ("04", "柏河镇"), ("05", "禾田街道")):
        desk.put(f"各单位/{name}.txt", (REPORTS / f"{number}-{name}" / "last.txt").read_text("utf-8"))


def _sent_data(desk: Desk) -> None:
    """The data that two towns have sent."""
    for name in ("柏河镇", "禾田镇"):
        desk.put(f"各单位数据/{name}.yaml", TOWNSHIP.read_text("utf-8").replace("青石镇", name))


def _last_round(desk: Desk) -> None:
    received(desk)
    desk.run("check", "各单位", "-o", "上一轮")


def _requests(desk: Desk) -> None:
    import xlsxwriter  # noqa: PLC0415 - an extra, and only this file needs it

    book = xlsxwriter.Workbook(desk.folder / "台账.xlsx")
    sheet = book.add_worksheet("2025")
    for number, row in enumerate(REQUESTS):
        sheet.write_row(number, 0, row)
    book.close()


REQUESTS = (
    ("序号", "收到日期", "申请人类型", "申请方式", "办理结果", "答复日期"),
    (1, "2025-02-10", "自然人", "网络", "予以公开", "2025-02-21"),
    (2, "2025-04-07", "自然人", "信函", "本机关不掌握相关政府信息", "2025-04-18"),
    (3, "2025-06-03", "商业企业", "当面", "部分公开", "2025-06-27"),
    (4, "2025-12-22", "自然人", "网络", "", ""),
)
UNITS = "青禾县人力资源和社会保障局\n汀溪区教育体育局\n柏河镇人民政府\n云泽市汀南区禾田街道办事处\n澜江县水利局\n"
READ: dict[str, Callable[[Desk], object]] = {
    "2024年报.docx": last_year,
    "年报.docx": _finished_as("年报.docx"),
    "本单位版式.docx": _finished_as("本单位版式.docx"),
    "改过的.docx": lambda desk: typed_over(desk, "改过的.docx", "各站所确定", "各站所、各村确定"),
    "填报表.xlsx": lambda desk: desk.run("convert", "2025.yaml", "填报表.xlsx"),
    "台账.xlsx": _requests,
    "各单位": received,
    "各单位数据": _sent_data,
    "单位名单.txt": lambda desk: desk.put("单位名单.txt", UNITS),
    "上一轮": _last_round,
    "本地规则.yaml": lambda desk: desk.put("本地规则.yaml", "关闭:\n  file-name: 本县要求用单位编号作文件名\n"),
}
