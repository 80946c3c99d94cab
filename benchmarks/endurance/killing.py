"""kill -9, at every act on the disk and at any moment: what is left is whole, and the next run makes the rest."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.endurance.common import ROOT, Trial, contents, draftgen, environment, left_behind, rude, town

from draftgen import review

SABOTEUR = ("-m", "benchmarks.endurance.saboteur")
_KILLED = -9
_UNHEARD = 64
_MANY = 12
EVERY = range(1, 999)


def sabotaged(folder: Path, how: str, number: int, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command whose ``number``-th act on the disk is spoilt; ``finished`` tells whether there was one."""
    return draftgen(folder, how, str(number), *words, through=SABOTEUR)


def finished(done: "subprocess.CompletedProcess[str]") -> bool:
    """Whether the command ran to its end unspoilt."""
    return done.returncode >= _UNHEARD


def killed_at(folder: Path, seconds: float, *words: str) -> bool:
    """Starts a command and kills it after a time, with all its processes' parent; whether it was still running."""
    command = [sys.executable, "-m", "draftgen", *words]
    process = subprocess.Popen(
        command, cwd=folder, env=environment(folder.parent), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()  # returns when nobody holds the pipes: the workers have ended too
        return True
    return False


def took(folder: Path, *words: str) -> float:
    """How long a command takes."""
    start = time.monotonic()
    done = draftgen(folder, *words)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - start


# --- write ---


def write_at_every_act(place: Path, acts: Iterable[int] = EVERY) -> Trial:
    """This year's report over last week's, killed before its first act on the disk, its second, and so on."""
    trial = Trial("kill -9：write，在每一次动磁盘之前")
    old, new, folder = town("青石镇"), town("青石镇").replace("电话: ", "电话: 1"), place / "青石"
    before, after = (_finished(place / name, text) for name, text in (("旧", old), ("新", new)))
    for number in acts:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "旧", folder)
        (folder / "2025.yaml").write_text(new, "utf-8")
        done = sabotaged(folder, "kill", number, "write", "2025.yaml", "-o", "写好")
        if finished(done):
            break
        (folder / "2025.yaml").write_text(old, "utf-8")
        # With other data than the killed run had: what that run left must not look like somebody's changes.
        broken = _checked(folder, after, before, "write", "2025.yaml", "-o", "写好")
        trial.saw("杀掉后完好，再运行写成", broken)
    return trial


def _finished(folder: Path, text: str) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    (folder / "2025.yaml").write_text(text, "utf-8")
    done = draftgen(folder, "write", "2025.yaml", "-o", "写好")
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(folder / "写好")


def _checked(folder: Path, before: dict[str, bytes], after: dict[str, bytes], *words: str) -> list[str]:
    """What is wrong: a file that is neither the old nor the new one, or a next run that does not come to its end."""
    broken = [
        f"{name}：写了一半"
        for name, data in contents(folder / "写好").items()
        if data not in (before.get(name), after.get(name))
    ]
    again = draftgen(folder, *words)
    if again.returncode:
        broken.append(f"再运行不成：{again.stdout[-200:]}{again.stderr[-200:]}")
    elif contents(folder / "写好") != after:
        broken.append("再运行后的文件不对")
    return [*broken, *rude(again.stderr)]


def write_at_any_moment(place: Path, seconds: float, random: Random) -> Trial:
    """The same, killed at random moments."""
    trial = Trial("kill -9：write，随机时刻")
    old, new, folder = town("青石镇"), town("青石镇").replace("电话: ", "电话: 1"), place / "青石"
    before, after = (_finished(place / name, text) for name, text in (("旧", old), ("新", new)))
    whole, end = took(place / "新", "write", "2025.yaml", "-o", "又写"), time.monotonic() + seconds
    while time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "旧", folder)
        (folder / "2025.yaml").write_text(new, "utf-8")
        running = killed_at(folder, random.uniform(0.3, 1.1) * whole, "write", "2025.yaml", "-o", "写好")
        broken = _checked(folder, before, after, "write", "2025.yaml", "-o", "写好")
        trial.saw("杀掉后完好，再运行写成" if running else "没来得及杀", broken)
    return trial


def many_at_any_moment(place: Path, seconds: float, random: Random, most: int = 999) -> Trial:
    """A batch of two processes, killed at random moments, again and again until it is through."""
    trial = Trial("kill -9：write --jobs 2，随机时刻，一直杀到写完")
    source = place / "数据"
    source.mkdir(parents=True)
    for number in range(_MANY):
        (source / f"{number:02}镇.yaml").write_text(town(f"{'甲乙丙丁戊己庚辛壬癸子丑'[number]}镇"), "utf-8")
    words = ("write", "数据", "-o", "写好", "--jobs", "2")
    whole = took(place, *words)
    after = contents(place / "写好")
    end = time.monotonic() + seconds
    while time.monotonic() < end and trial.times < most:
        shutil.rmtree(place / "写好", ignore_errors=True)
        for _ in range(4):
            running = killed_at(place, random.uniform(0.1, 1.0) * whole, *words)
            half = [name for name, data in contents(place / "写好").items() if _half(name, data, after)]
            trial.saw("杀掉后完好" if running else "写完了", [f"{name}：写了一半" for name in half])
            if not running:
                break
        again = draftgen(place, *words)
        broken = [] if contents(place / "写好") == after else ["接着做完的和一次做完的不同"]
        trial.saw("接着做完，与一次做完逐字节相同", [*broken, *rude(again.stderr)])
    return trial


def _half(name: str, data: bytes, after: dict[str, bytes]) -> bool:
    if name.endswith(".jsonl"):
        return any(line + b"\n" not in after[name].splitlines(keepends=True) for line in data.split(b"\n")[:-1])
    return data != after.get(name)


# --- update ---


def update_at_every_act(place: Path, acts: Iterable[int] = EVERY) -> Trial:
    """New figures into an edited report, killed before each act on the disk; the edited report stays as it was."""
    trial = Trial("kill -9：update，在每一次动磁盘之前")
    fresh, folder = place / "样", place / "试"
    _finished(fresh, town("青石镇"))
    [report] = (fresh / "写好").glob("*报告*.docx")
    edited = _edited(report.read_bytes(), "</w:t>", "（主任改过）</w:t>")
    (fresh / "2025.yaml").write_text(_other_figures(town("青石镇")), "utf-8")
    (fresh / "写好" / "改过.docx").write_bytes(edited)
    words = ("update", "写好/改过.docx", "2025.yaml", "-o", "写好/新.docx")
    shutil.copytree(fresh, folder)
    done = draftgen(folder, *words)
    assert done.returncode in (0, 1), done.stderr
    wanted = contents(folder)
    for number in acts:
        shutil.rmtree(folder)
        shutil.copytree(fresh, folder)
        spoilt = sabotaged(folder, "kill", number, *words)
        if finished(spoilt):
            break
        broken = [f"{name}：写了一半" for name, data in contents(folder).items() if data != wanted.get(name)]
        again = draftgen(folder, *words)
        broken += [f"再运行不成：{again.stderr[-200:]}"] if again.returncode not in (0, 1) else []
        broken += [] if contents(folder) == wanted else ["再运行后的文件不对"]
        trial.saw("杀掉后完好，再运行写成", [*broken, *rude(again.stderr)])
    return trial


def _edited(data: bytes, before: str, after: str) -> bytes:
    """A Word file in which somebody has changed a text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "word/document.xml":
                middle = len(part.decode()) // 4
                head, tail = part.decode()[:middle], part.decode()[middle:]
                part = (head + tail.replace(before, after, 1)).encode()
            changed.writestr(name, part)
    return stream.getvalue()


def _other_figures(text: str) -> str:
    """The data with every count one higher than it was."""
    return re.sub(r"(?<=: )(\d{1,3})$", lambda found: str(int(found[1]) + 1), text, flags=re.MULTILINE)


# --- train ---


@contextmanager
def program(place: Path) -> Iterator[Path]:
    """A copy of the program that may be trained without harm; gives its ``models/ranker``."""
    for name in ("src", "phrasebank", "models"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    yield place / "models" / "ranker"


_TRAIN = """
import pathlib, sys
from draftgen import rank
from draftgen.workbench import training
folder = pathlib.Path(sys.argv[1])
made = {}
for name in ("problems", "measures"):
    for part in ("", ".terms", ".lexical"):
        manifest = rank._manifest()[name + part]
        vocabulary = (folder / f"{name}{part}.vocab.txt").read_bytes()
        weights = bytearray((folder / f"{name}{part}.weights.f32").read_bytes())
        weights[:4] = int(sys.argv[2]).to_bytes(4, "little")
        sums = {"vocab_sha256": training.hashlib.sha256(vocabulary).hexdigest(),
                "weights_sha256": training.hashlib.sha256(bytes(weights)).hexdigest()}
        made[name + part] = training.Trained(vocabulary, bytes(weights), {**manifest, **sums})
from benchmarks.endurance.saboteur import Saboteur
spoiler = Saboteur("kill", int(sys.argv[3]))
sys.addaudithook(spoiler)
training._keep(folder, made, {"made_with": "trial"})
sys.exit(64)
"""
_LOAD = """
from draftgen import rank
names = [name + part for name in ("problems", "measures") for part in ("", ".terms", ".lexical")]
print({bytes(rank.load(name).weights.cast("B")[:4]) for name in names}.__len__())
"""


def train_at_every_act(place: Path, acts: Iterable[int] = EVERY) -> Trial:
    """New models over old ones, killed before each act on the disk: `suggest` has the ones or the others, whole."""
    trial = Trial("kill -9：train，在每一次动磁盘之前")
    with program(place) as folder:
        extra = {"PYTHONPATH": f"{place / 'src'}{os.pathsep}{ROOT}"}
        for number in (0, *acts):  # before the 0th act there is none: these are the old models
            words = (str(folder), str(number + 1), str(number))
            done = draftgen(place, *words, through=("-c", _TRAIN), extra=extra)
            if number and done.returncode == _UNHEARD:
                break
            if not number:
                continue
            loaded = draftgen(place, through=("-c", _LOAD), extra=extra)
            broken = (
                [] if loaded.stdout.strip() == "1" else [f"模型读不了或者混了：{loaded.stdout}{loaded.stderr[-200:]}"]
            )
            broken += [] if done.returncode == _KILLED else [f"没有杀成：{done.stderr[-200:]}"]
            trial.saw("杀掉后模型完好", broken)
    return trial


def train_at_any_moment(place: Path, seconds: float, random: Random) -> Trial:
    """Real training, killed at random moments."""
    trial = Trial("kill -9：train，随机时刻")
    end = time.monotonic() + seconds
    with program(place) as folder:
        extra = {"PYTHONPATH": f"{place / 'src'}{os.pathsep}{ROOT}"}
        start = time.monotonic()
        draftgen(place, "train", extra=extra)
        whole = time.monotonic() - start
        sound = {path.name: path.read_bytes() for path in folder.iterdir()}
        while time.monotonic() < end:
            (folder / "problems.vocab.txt").write_bytes(sound["problems.vocab.txt"])
            command = [sys.executable, "-m", "draftgen", "train"]
            process = subprocess.Popen(command, cwd=place, env={**environment(place), **extra}, stdout=-3, stderr=-3)
            try:
                process.wait(random.uniform(0.2, 1.02) * whole)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            found = draftgen(place, "suggest", "--section", "problems", "人手不足", extra=extra)
            trial.saw("杀掉后能用" if found.returncode == 0 else "不能用", rude(found.stderr))
            if found.returncode:
                trial.broken.append(found.stderr[-200:])
    return trial


# --- review ---


def review_at_any_moment(place: Path, seconds: float, random: Random, most: int = 999) -> Trial:
    """A clerk who decides without a pause, killed at random moments; the next one goes on with the same file."""
    trial = Trial("kill -9：review 存决定，随机时刻")
    place.mkdir(parents=True, exist_ok=True)
    data = place / "2025.yaml"
    data.write_text(town("青石镇"), "utf-8")
    end = time.monotonic() + seconds
    while time.monotonic() < end and trial.times < most:
        told = _reviewed(place, data, random)
        trial.saw(
            f"最后一个决定在（每次约 {round(len(told), -1)} 个）" if told else "还没决定就杀了", _lost(data, told)
        )
    done = draftgen(place, "write", "2025.yaml", "-o", "写好")
    trial.broken += rude(done.stderr)
    return trial


def _reviewed(place: Path, data: Path, random: Random) -> list[tuple[int, str]]:
    """What the clerk was told is kept before the kill: numbers of entries with the sums of all decisions."""
    command = [sys.executable, "-m", "benchmarks.endurance.reviewer", data.name, str(random.random())]
    process = subprocess.Popen(
        command, cwd=place, env=environment(place.parent), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(random.uniform(0, 1.5))
    process.kill()
    rest, said = process.communicate()
    assert not said, said
    lines = [line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return [(int(number), stands) for number, stands in lines]


def _lost(data: Path, told: Sequence[tuple[int, str]]) -> list[str]:
    """What is wrong with the decisions on the disk, given what the clerk was told."""
    with review.Journal(data, lambda path, text: path.write_bytes(text)) as opened:
        known = {entry.number: entry.after for entry in opened.entries}
        broken = [f"第 {number} 个决定丢了" for number, stands in told if not stands.startswith(known.get(number, "?"))]
        after = review.path_beside(data).read_bytes() if review.path_beside(data).exists() else b""
        text = hashlib.sha256(after).hexdigest()[:16] if after else ""
        if text != opened.entries[-1].after:
            broken.append("决定的文件和流水对不上")
        if [entry.action for entry in opened.entries].count("outside"):
            broken.append("程序自己写的当成了别人改的")
    return [*broken, *(f"剩下 {name}" for name in left_behind(data.parent)[50:])]
