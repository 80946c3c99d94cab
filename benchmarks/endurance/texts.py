"""Names of files and texts in a field that nobody foresaw."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.endurance.common import TOWN, Trial, contents, draftgen
from benchmarks.endurance.hardship import COMMANDS, desk, told

MEGABYTE = "关于进一步做好政务公开工作的说明" * 22_000
BAD_NAMES = (
    "有 空格.yaml",
    "C:\\数据\\年报.yaml",
    "..\\年报.yaml",
    "双\"引'号.yaml",
    "百分%s%n.yaml",
    "花{括}号.yaml",
    "星*问?.yaml",
    "换\n行.yaml",
    "制\t表.yaml",
    "𠮷👨‍👩‍👧.yaml",
    "右\u202e左.yaml",
    "CON.yaml",
    "末尾点..yaml",
    "大写.YAML",
    "长" * 80 + ".yaml",
    "-横.yaml",
    "#井.yaml",
)


def names(place: Path, some: Sequence[str] = BAD_NAMES) -> Trial:
    """Names of files and of agencies that no one would choose."""
    trial = Trial("文件名：空格、汉字、反斜杠、引号、换行、很长")
    folder = desk(place / "有 空格 的文件夹（副本）")
    for name in some:
        (folder / name).write_text(TOWN, "utf-8")
        for words in (("write", f"./{name}", "-o", f"出 {name}".replace("/", "")), ("check", f"./{name}")):
            done = draftgen(folder, *words)
            trial.saw("写成" if done.returncode == 0 else "说明原因", [f"{name!r}：{b}" for b in told(done)])
        (folder / name).unlink()
    return trial


def raw_names(place: Path) -> Trial:
    """A name in another encoding than the system's, as an old archive unpacks it."""
    trial = Trial("文件名不是 UTF-8")
    folder = desk(place / "试")
    raw = os.fsencode(folder) + b"/\xc4\xea\xb1\xa8.yaml"  # 年报 in GBK, as an old archive unpacks it
    with open(raw, "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(TOWN.encode())
    commands = ((b"write", raw, b"-o", b"out"), (b"check", raw), (b"write", os.fsencode(folder), b"-o", b"all"))
    for given in commands:
        done = draftgen(folder, *given)
        trial.saw("不是 UTF-8 的文件名，写成或说明原因", told(done))
    return trial


def line_ends(place: Path) -> Trial:
    """The same data with other ends of lines and marks at the start give the same bytes."""
    trial = Trial("CRLF、CR、BOM、UTF-16、GBK：同一份数据")
    folder = desk(place / "试")
    draftgen(folder, *COMMANDS[0])
    wanted = contents(folder / "写好")
    for end in ("\n", "\r\n", "\r"):
        for codec in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
            (folder / "2025.yaml").write_bytes(TOWN.replace("\n", end).encode(codec))
            done = draftgen(folder, "write", "2025.yaml", "-o", f"{codec}{end!r}".replace("\\", ""))
            same = contents(folder / f"{codec}{end!r}".replace("\\", "")) == wanted
            trial.saw("逐字节相同", [*told(done), *([] if same else [f"{codec} {end!r} 写出来不同"])])
    return trial


def fields() -> Iterator[tuple[str, Callable[[str], str]]]:
    yield "名称", lambda long: TOWN.replace("名称: 澜江县青石镇人民政府", f"名称: {long}", 1)
    yield "电话", lambda long: TOWN.replace("电话: ", f"电话: {long}", 1)
    yield "补充", lambda long: f"{TOWN}\n补充:\n  总体情况/主动公开: {long}\n"
    yield "问题", lambda long: f"{_without('问题和打算')}\n问题和打算:\n  - 问题: {long}\n    打算: {long}\n"
    yield "其他事项", lambda long: f"{_without('其他事项')}\n其他事项:\n  其他: {long}\n"
    yield "做过的事", lambda long: f"{_without('做过的事')}\n做过的事:\n  - {long}\n"
    yield "不认识的键", lambda long: f"{TOWN}\n{long}: 1\n"
    yield "一个数", lambda long: TOWN.replace("行政许可: ", f"行政许可: {'9' * len(long)}", 1)


def _without(part: str) -> str:
    head, _, rest = TOWN.partition(f"\n{part}:")
    lines = rest.split("\n")[1:]
    while lines and (lines[0].startswith((" ", "#")) or not lines[0]):
        lines.pop(0)
    return head + "\n" + "\n".join(lines)


def megabytes(place: Path, long: str = MEGABYTE) -> Trial:
    """One field with a megabyte of text in it."""
    trial = Trial("一格里 1 MB 文字")
    folder = desk(place / "试")
    for name, made in fields():
        text = made(long)
        assert long in text or "9" * len(long) in text, name
        (folder / "2025.yaml").write_text(text, "utf-8")
        done = draftgen(folder, "write", "2025.yaml", "-o", f"写{name}")
        outcome = "写成" if any((folder / f"写{name}").glob("*.docx")) else "说明原因"
        trial.saw(outcome, [f"{name}：{fault}" for fault in told(done)])
    (folder / "长.txt").write_text((folder / "旧.md").read_text("utf-8") + long, "utf-8")
    for words in (("check", "长.txt"), ("read", "长.txt", "-o", "长.yaml")):
        done = draftgen(folder, *words)
        trial.saw("读了" if done.returncode < 2 else "说明原因", told(done))
    return trial
