"""Disks that are full, folders that may not be written, files that are held, names and texts nobody foresaw.

Whatever the hardship: an exit code and a sentence in Chinese, every file that was there as it was or whole and new, and
once the hardship is over the next run comes to its end.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.endurance.common import ROOT, TOWN, Trial, contents, draftgen, environment, left_behind, rude, town
from benchmarks.endurance.killing import EVERY, finished, sabotaged
from benchmarks.endurance.seeds import LEDGER

_NOBODY = ("--reuid=65534", "--regid=65534", "--clear-groups")
SIZES = (0, 1, 100, 1_000, 4_000, 10_000, 20_000, 60_000, 110_000)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("write", "2025.yaml", "-o", "写好"),
    ("write", "数据", "-o", "一批", "--jobs", "1"),
    ("write", "2025.yaml", "-o", "写好", "--ledger", "来源.json"),
    ("init", "新.yaml"),
    ("init", "新.xlsx"),
    ("convert", "2025.yaml", "表.xlsx"),
    ("read", "旧.md", "-o", "旧.yaml"),
    ("check", "各单位", "-o", "审核"),
    ("check", "旧.md", "--annotate", "批注.docx"),
    ("write", "2025.yaml", "-o", "写好", "--reuse", "旧.md", "--redline", "对照.docx"),
    ("ledger", "台账.xlsx", "-o", "新.yaml"),
)


ONCE = ("init", "convert")


def desk(folder: Path) -> Path:
    """A clerk's folder, with something to read for every command."""
    (folder / "数据").mkdir(parents=True)
    (folder / "各单位").mkdir()
    (folder / "2025.yaml").write_text(TOWN, "utf-8")
    for name in ("柏河镇", "禾田镇"):
        (folder / "数据" / f"{name}.yaml").write_text(town(name), "utf-8")
    text = (ROOT / "tests" / "data" / "reuse" / "04-柏河镇" / "last.txt").read_text("utf-8")
    (folder / "旧.md").write_text(text, "utf-8")
    (folder / "各单位" / "柏河镇.txt").write_text(text, "utf-8")
    import xlsxwriter  # noqa: PLC0415 - an extra

    book = xlsxwriter.Workbook(folder / "台账.xlsx")
    sheet = book.add_worksheet("2025")
    for number, line in enumerate(LEDGER.splitlines()):
        sheet.write_row(number, 0, line.split(","))
    book.close()
    return folder


def _harmed(before: dict[str, bytes], folder: Path) -> list[str]:
    """What was there and is not as it was."""
    now = contents(folder)
    return [f"{name} 变了" for name, data in before.items() if now.get(name) != data]


def told(done: "subprocess.CompletedProcess[str]") -> list[str]:
    """What is wrong with how a failure was told."""
    said = (done.stdout or "") + done.stderr
    silent = done.returncode != 0 and not any("一" <= char <= "龥" for char in said)
    return [*rude(said), *([f"没有中文的话：{said[-200:]}"] if silent else [])]


# --- the disk ---


def spoilt_acts(
    place: Path, how: str, acts: Iterable[int] = EVERY, commands: Sequence[tuple[str, ...]] = COMMANDS
) -> Trial:
    """Every act on the disk of every command fails in turn; then the command runs once more, undisturbed."""
    trial = Trial(
        {"full": "磁盘满：每一次动磁盘都失败一遍", "locked": "文件被别的程序占用：每一次动磁盘都失败一遍"}[how]
    )
    for words in commands:
        fresh = desk(place / "样")
        for number in acts:
            folder = place / "试"
            shutil.copytree(fresh, folder)
            before = contents(folder)
            done = sabotaged(folder, how, number, *words)
            broken = [*told(done), *_harmed(before, folder), *_half_written(folder)]
            if done.returncode:  # where the spoilt act is the tidying up itself, something must stay
                broken += [f"剩下 {name}" for name in left_behind(folder)]
            # What was made in spite of it, such as without a cache, is not made twice.
            if not finished(done) and not (done.returncode == 0 and words[0] in ONCE):
                again = draftgen(folder, *words)
                unmade = again.returncode not in (0, 1) or "没有覆盖" in again.stderr or "已经有" in again.stderr
                broken += [f"再运行不成：{again.stderr[-200:]}"] if unmade else []
            shutil.rmtree(folder)
            if finished(done):
                break
            outcome = "说明原因" if done.returncode not in (0, 1) or done.stderr else "照常做完"
            trial.saw(outcome, [f"{' '.join(words)} 第 {number} 次：{fault}" for fault in broken])
        shutil.rmtree(fresh)
    return trial


def _half_written(folder: Path) -> Iterator[str]:
    """Files that cannot be whole: nothing in them, or a package without its end."""
    for name, data in contents(folder).items():
        if not data and not name.endswith(".jsonl"):
            yield f"{name} 是空的"
        elif name.endswith((".docx", ".xlsx")) and b"PK\x05\x06" not in data[-64:]:
            yield f"{name} 写了一半"


def small_files(place: Path, sizes: Iterable[int] = SIZES) -> Trial:
    """No file may grow beyond a size: the write itself fails, not the opening."""
    trial = Trial("磁盘满：写到一半写不下（RLIMIT_FSIZE）")
    import resource  # noqa: PLC0415 - not on Windows

    for size in sizes:
        for words in COMMANDS:
            folder = desk(place / "试")
            before = contents(folder)
            limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
            done = draftgen(folder, *words, before=limit)
            broken = [*told(done), *_harmed(before, folder), *_half_written(folder)]
            broken += [f"剩下 {name}" for name in left_behind(folder)]
            trial.saw(
                "说明原因" if done.stderr else "照常做完", [f"{size} {' '.join(words)}：{fault}" for fault in broken]
            )
            shutil.rmtree(folder)
    return trial


def full_disk(place: Path) -> Trial:
    """A real disk with a few KiB left, where this may be mounted."""
    trial = Trial("磁盘满：真的小盘（tmpfs）")
    disk = place / "盘"
    disk.mkdir()
    for kib in (120, 128, 140, 160, 200, 260, 320):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "none", str(disk)]
        if os.name != "posix" or os.getuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
            print("这里不能挂载小盘：真的满盘没有试。")
            return trial
        try:
            for words in COMMANDS[:5]:
                folder = desk(disk / "试")
                before = contents(folder)
                done = draftgen(folder, *words)
                broken = [*told(done), *_harmed(before, folder), *_half_written(folder)]
                trial.saw("说明原因" if done.stderr else "照常做完", [f"{kib} {' '.join(words)}：{b}" for b in broken])
                shutil.rmtree(folder)
        except OSError:
            trial.saw("样子都放不下")
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    return trial


def full_screen(place: Path, commands: Sequence[tuple[str, ...]] = COMMANDS) -> Trial:
    """What is printed goes nowhere: /dev/full as the screen."""
    trial = Trial("屏幕输出写不进去（/dev/full）")
    folder = desk(place / "试")
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a handle for the child
        for words in (*commands, ("check", "旧.md"), ("fields",), ("--help",), ("phrases", "list")):
            done = draftgen(folder, *words, stdout=full.fileno())
            trial.saw("说明原因" if done.stderr else "不作声", [f"{' '.join(words)}：{b}" for b in rude(done.stderr)])
    done = draftgen(folder, "write", "2025.yaml", "--ledger", "/dev/full")
    harmed = [] if Path("/dev/full").is_char_device() else ["/dev/full 被换成了文件"]
    trial.saw("拒绝写到设备上", [*told(done), *harmed])
    return trial


# --- permissions ---


def _nobody(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = ["setpriv", *_NOBODY, sys.executable, "-m", "draftgen", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(folder.parent), capture_output=True, encoding="utf-8", check=False
    )


def permissions(place: Path, commands: Sequence[tuple[str, ...]] = COMMANDS) -> Trial:
    """As a user who may not: read-only folders, unreadable files, folders that may not be entered."""
    trial = Trial("只读文件夹、没有权限（以普通用户）")
    if os.name != "posix" or os.getuid() != 0 or shutil.which("setpriv") is None:
        print("不是 root 或没有 setpriv：权限没有试。")
        return trial
    folder = desk(place / "试")
    (folder / "写好").mkdir()
    for words in commands:  # the folder belongs to somebody else
        before = contents(folder)
        done = _nobody(folder, *words)
        trial.saw("拒绝，说明原因", [*_expect_refusal(words, done), *_harmed(before, folder)])
    shutil.chown(folder, 65534)
    shutil.chown(folder / "写好", 65534)
    closed = ("2025.yaml", "旧.md", "台账.xlsx")
    for name in closed:
        (folder / name).chmod(0)
    for words in commands:
        if set(words[1:2]) & set(closed):
            trial.saw("读不了，说明原因", _expect_refusal(words, _nobody(folder, *words)))
    for name in closed:
        (folder / name).chmod(0o644)
    done = _nobody(folder, *COMMANDS[0])
    assert done.returncode == 0, done.stdout + done.stderr
    for path in (folder / "写好").iterdir():
        if path.is_file():
            path.chmod(0)
    (folder / "2025.yaml").write_text(TOWN.replace("电话: ", "电话: 1"), "utf-8")
    trial.saw("输出读不了，说明原因", _expect_refusal(COMMANDS[0], _nobody(folder, *COMMANDS[0])))
    (folder / "2025.review.yaml").write_text("places:\n", "utf-8")
    (folder / "2025.review.yaml").chmod(0)
    trial.saw(
        "审阅记录读不了，说明原因", _expect_refusal(("write",), _nobody(folder, "write", "2025.yaml", "-o", "又写"))
    )
    (folder / "写好").chmod(0o600)
    trial.saw("进不去，说明原因", _expect_refusal(COMMANDS[0], _nobody(folder, *COMMANDS[0])))
    return trial


def _expect_refusal(words: Sequence[str], done: "subprocess.CompletedProcess[str]") -> list[str]:
    broken = told(done) + ([] if done.returncode else ["没有说不行"])
    return [f"{' '.join(words)}：{fault}" for fault in broken]


def held(place: Path) -> Trial:
    """The target cannot be replaced: held by the file system as Windows holds what Word has open, or not a file."""
    trial = Trial("输出文件被占住，或者那里是个文件夹")
    folder = desk(place / "试")
    words = COMMANDS[0]
    draftgen(folder, *words)
    outputs = sorted(path for path in (folder / "写好").iterdir() if path.is_file() and not path.name.startswith("."))
    (folder / "2025.yaml").write_text(TOWN.replace("电话: ", "电话: 1"), "utf-8")
    if os.name == "posix" and os.getuid() == 0 and shutil.which("chattr"):
        for path in outputs:
            if subprocess.run(["chattr", "+i", str(path)], check=False, capture_output=True).returncode:
                print("这里不能锁住文件：占住的文件没有试。")
                break
            done = draftgen(folder, *words)
            subprocess.run(["chattr", "-i", str(path)], check=True)
            trial.saw("拒绝，说明原因", _expect_refusal(words, done))
            again = draftgen(folder, *words)
            trial.saw("放开后写成", [again.stderr] if again.returncode else [])
    for path in outputs:
        path.unlink()
        path.mkdir()
        trial.saw("那里是文件夹，说明原因", _expect_refusal(words, draftgen(folder, *words)))
        path.rmdir()
    linked = folder / "别处.md"
    linked.write_bytes(outputs[0].read_bytes() if outputs[0].exists() else b"")
    return trial


# --- two at once ---


def two_at_once(place: Path, times: int = 6) -> Trial:
    """The same command twice at the same moment, in one folder."""
    trial = Trial("两个进程同时写一个文件夹")
    for turn in range(times):
        folder = desk(place / f"试{turn}")
        (folder / "2024.yaml").write_text(town("禾田镇"), "utf-8")
        for one, other in (
            (COMMANDS[0], COMMANDS[0]),
            (COMMANDS[0], ("write", "2024.yaml", "-o", "写好")),
            (("write", "数据", "-o", "一批", "--jobs", "2"), ("write", "数据", "-o", "一批", "--jobs", "2")),
            (("convert", "2025.yaml", "表.xlsx"), ("convert", "2025.yaml", "表.xlsx")),
        ):
            running = [_started(folder, words) for words in (one, other)]
            said = [process.communicate() for process in running]
            broken = [fault for _, errors in said for fault in rude(errors)]
            broken += [*_half_written(folder), *(f"剩下 {name}" for name in left_behind(folder))]
            codes = sorted(process.returncode for process in running)
            for words in (one, other):
                again = draftgen(folder, *words)
                refused = again.returncode and words[0] == "write"
                broken += [f"再运行不成：{again.stderr[-200:]}"] if refused else []
            trial.saw("都写成" if codes == [0, 0] else "一个写成，一个说明原因", broken)
    return trial


def _started(folder: Path, words: Sequence[str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "draftgen", *words]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment(folder.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@contextmanager
def below(place: Path, name: str) -> Iterator[Path]:
    """A folder of its own for one trial, gone afterwards."""
    folder = place / name
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


ALL: tuple[Callable[[Path], Trial], ...] = (
    lambda place: spoilt_acts(place, "full"),
    lambda place: spoilt_acts(place, "locked"),
    small_files,
    full_disk,
    full_screen,
    permissions,
    held,
    two_at_once,
)
