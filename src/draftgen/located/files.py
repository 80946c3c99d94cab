"""A file on disk → text: whatever its encoding, and a clear word where it is no text at all."""

import errno
from pathlib import Path

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.located.nodes import Located
from draftgen.located.tree import MANY, parse

MAX_BYTES = 2_000_000
_REASONS = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EIO: "磁盘读取出错",
}
_NOT_TEXT = "请用 draftgen init 生成 .yaml 数据文件再填。"
_AS_BOOK = "是填报表的，用 Excel 或 WPS 打开，另存为 .xlsx。"
_OFFICE = (
    (b"opendocument.spreadsheet", "OpenDocument 表格", _AS_BOOK),
    (b"word/", "Word 文档", _NOT_TEXT),
    (b"xl/", "Excel 表格", _AS_BOOK),
    (b"ppt/", "PPT 演示文稿", _NOT_TEXT),
    (b"", "压缩文件", _NOT_TEXT),
)
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"{\\rtf", "写字板文件"),
    (b"\x89PNG", "图片"),
)


def read(path: Path, name: str = "") -> Located:
    """The located tree of the YAML file at ``path``, called ``name`` in places. Raises as ``load_text`` does."""
    text, findings = load_text(path)
    located = parse(text, name or path.name)
    return Located(located.name, located.root, located.lines, (*findings, *located.findings))


def load_text(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """The text of the file at ``path``, and what is odd about its encoding.

    Raises UnreadableInput if there is no such file, it is no text, or it is larger than 2 MB.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableInput(f"{path} 是文件夹，不是数据文件。请写出里面的数据文件，例如 {path / 'data.yaml'}。")
        if not path.exists():
            raise UnreadableInput(
                f"找不到文件：{path}。{_beside(path)}请检查文件名，或先运行 draftgen init {path} 生成一份。"
            )
        if not path.is_file():
            raise UnreadableInput(f"{path} 不是普通文件，不能作数据文件。")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableInput(
                f"{name} 有 {path.stat().st_size / 1_000_000:.1f} MB，不像是一份数据文件（上限 2 MB）。请检查是不是选错了文件。"
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "系统不让读取")
        raise UnreadableInput(f"{name} 打不开：{reason}。请检查文件名，文件是否被其他程序占用。") from error
    return decode(data, name)


def _beside(path: Path) -> str:
    found = sorted(other.name for other in path.parent.glob("*.y*ml"))[:5] if path.parent.is_dir() else []
    return f"这个文件夹里有：{'、'.join(found)}。" if found else ""


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``data`` with plain line ends: UTF-8, UTF-16 with its mark, or GB 18030. Raises UnreadableInput."""
    if data.startswith(b"PK\x03\x04"):
        kind, advice = next((kind, advice) for mark, kind, advice in _OFFICE if mark in data)
        raise UnreadableInput(f"{name} 是{kind}，不是文本，改了扩展名也读不了。{advice}")
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            raise UnreadableInput(f"{name} 是{kind}，不是数据文件。{_NOT_TEXT}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, name, "utf-16", "UTF-16")
    if b"\x00" in data:
        raise UnreadableInput(f"{name} 不是文本文件。{_NOT_TEXT}")
    try:
        return _plain(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        rough = _plain(data.decode("utf-8-sig", "replace"))
    # A damaged UTF-8 file still shows its Chinese; GBK read as UTF-8 shows hardly any.
    if sum("一" <= char <= "鿿" for char in rough) > 10 * rough.count("\ufffd"):
        return rough, _damaged(rough, name)
    return _decoded(data, name, "gb18030", "GBK")


def _decoded(data: bytes, name: str, codec: str, label: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        text = _plain(data.decode(codec))
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name} 的文字编码认不出来。请用记事本打开，另存为时把编码选成 UTF-8。") from error
    advice = "不影响使用；其他软件打开若是乱码，用记事本另存为 UTF-8。"
    return text, (Finding("encoding", Level.HINT, Place(name), f"文件的编码是 {label}，已按 {label} 读取。", advice),)


def _damaged(text: str, name: str) -> tuple[Finding, ...]:
    lines = text.split("\n")
    return tuple(
        Finding(
            "encoding-damaged",
            Level.ERROR,
            Place(name, number, line.index("\ufffd") + 1, excerpt=line.rstrip()),
            "这一行有认不出的字，显示成了“\ufffd”。",
            "请把这一行重新输入一遍，保存为 UTF-8。",
        )
        for number, line in enumerate(lines, 1)
        if "\ufffd" in line
    )[:MANY]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
