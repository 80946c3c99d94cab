"""YAML in which every value knows its line and column, and every scalar stays text.

PyYAML's own construction turns ``010010`` into 4104, ``12:30`` into 750 and ``no`` into False, lets the last of two
equal keys win, and stops at the first fault. So the nodes are composed, never constructed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.record import Source

MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """One piece of text. ``text`` is "" for a key without value; ``quoted`` if the user wrote quotation marks."""

    text: str
    source: Source
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple["Node", ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of key and node, in the order of the file."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    source: Source

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)


Node = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Located:
    """A parsed file: its tree (None if it could not be parsed), its lines for excerpts, and the faults seen."""

    name: str
    root: Node | None
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]

    def place(self, source: Source) -> Place:
        """The place of a finding at ``source``, with the line itself as excerpt."""
        line = self.lines[source.line - 1].rstrip() if 0 < source.line <= len(self.lines) else ""
        return Place(self.name, source.line, source.column, excerpt=line)


def read(path: Path) -> Located:
    """The located tree of the YAML file at ``path``.

    Raises UnreadableInput if there is no such file, it is no text, or it is larger than 8 MB.
    """
    name = path.name
    if not path.exists():
        raise UnreadableInput(f"找不到文件：{path}。请检查文件名，或先运行 draftgen init {name} 生成一份。")
    if path.is_dir():
        raise UnreadableInput(f"{path} 是文件夹，不是数据文件。请写出里面的数据文件，例如 {path / 'data.yaml'}。")
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableInput(f"{name} 有 {path.stat().st_size // 1_000_000} MB，不像是一份数据文件（上限 8 MB）。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{name} 打不开：{error.strerror}。请检查文件是否被其他程序占用、是否有读取权限。") from error
    return parse(_decode(data, name), name)


def parse(text: str, name: str) -> Located:
    """The located tree of YAML ``text``; ``name`` is used in places."""
    lines = tuple(text.split("\n"))
    findings: list[Finding] = []
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        return Located(name, None, lines, (_syntax(error, name, lines),))
    except yaml.YAMLError as error:
        raise UnreadableInput(f"{name} 里有 YAML 不允许的字符：{error}") from error
    if node is None:
        return Located(name, None, lines, ())
    return Located(name, _convert(node, name, lines, findings), lines, tuple(findings))


def _decode(data: bytes, name: str) -> str:
    if data.startswith(b"PK"):
        raise UnreadableInput(f"{name} 是 Word 或 Excel 文件，不是文本。请用 draftgen init 生成 .yaml 数据文件再填。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain(data.decode("utf-16"))
    if b"\x00" in data[:4096] or data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise UnreadableInput(f"{name} 不是文本文件。请用 draftgen init 生成 .yaml 数据文件再填。")
    try:
        return _plain(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name} 的文字编码认不出来。请用记事本打开，另存为时把编码选成 UTF-8。") from error
    return _plain(text)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _convert(node: yaml.Node, name: str, lines: tuple[str, ...], findings: list[Finding]) -> Node:
    source = Source(name, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(_scalar(node), source, node.style in ("'", '"'))
    if isinstance(node, yaml.SequenceNode):
        return Listing(tuple(_convert(child, name, lines, findings) for child in node.value), source)
    pairs: list[tuple[Scalar, Node]] = []
    seen: dict[str, Source] = {}
    for key_node, value_node in node.value:
        key = _convert(key_node, name, lines, findings)
        if not isinstance(key, Scalar):
            findings.append(_finding("yaml-key", key.source, lines, "这里的名称不是文字。", "冒号前面只能写一个名称。"))
            continue
        if key.text in seen:
            first = seen[key.text].line
            findings.append(_finding("yaml-duplicate", key.source, lines, f"“{key.text}”写了两次（第 {first} 行已有）。",
                                     "留下正确的一处，删去另一处。"))
            continue
        seen[key.text] = key.source
        pairs.append((key, _convert(value_node, name, lines, findings)))
    return Mapping(tuple(pairs), source)


def _scalar(node: yaml.ScalarNode) -> str:
    """The text as written. A plain scalar over several lines: YAML's joining space goes between Chinese characters."""
    text = str(node.value)
    if node.style is None and node.tag == "tag:yaml.org,2002:null" and text in ("~", "null"):
        return ""
    if node.start_mark.line != node.end_mark.line and node.style in (None, ">"):
        parts = text.split(" ")
        joined = parts[0]
        for part in parts[1:]:
            glue = "" if joined and part and ord(joined[-1]) > 0x2E80 and ord(part[0]) > 0x2E80 else " "
            joined += glue + part
        text = joined
    return text.strip() if node.style is None else text


def _finding(code: str, source: Source, lines: tuple[str, ...], message: str, advice: str) -> Finding:
    excerpt = lines[source.line - 1].rstrip() if 0 < source.line <= len(lines) else ""
    return Finding(code, Level.ERROR, Place(source.file, source.line, source.column, excerpt=excerpt), message, advice)


_SYNTAX = (
    ("\t", "这一行用了 Tab 键缩进。", "把行首的 Tab 换成空格（每级两个）。"),
    ("：", "名称后面用了全角冒号“：”。", "换成半角冒号加一个空格，例如“条数: 313”。"),
)


def _syntax(error: yaml.MarkedYAMLError, name: str, lines: tuple[str, ...]) -> Finding:
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    for number in (line, line - 1):
        if not 0 <= number < len(lines):
            continue
        body = lines[number].split("#")[0]
        for sign, message, advice in _SYNTAX:
            bad = sign in body[: len(body) - len(body.lstrip())] if sign == "\t" else sign in body and ": " not in body
            if bad:
                source = Source(name, number + 1, body.index(sign) + 1)
                return _finding("yaml-syntax", source, lines, message, advice)
    source = Source(name, line + 1, (mark.column if mark else 0) + 1)
    problem = error.problem or ""
    if "found character '\\t'" in problem:
        return _finding("yaml-syntax", source, lines, *_SYNTAX[0][1:])
    if "mapping values are not allowed" in problem:
        return _finding("yaml-syntax", source, lines, "这里多了一个冒号，或者上一行的缩进不对。",
                        "一行只写一个“名称: 内容”；内容里有冒号时给内容加上引号；下级比上级多缩进两格。")
    if "expected <block end>" in problem or "did not find expected key" in problem or "could not find expected ':'" in problem:
        return _finding("yaml-syntax", source, lines, "这里的缩进或格式不对，程序读不下去。",
                        "同一级的名称要对齐，每行写成“名称: 内容”（冒号后空一格）；请检查这一行和上一行。")
    return _finding("yaml-syntax", source, lines, f"这一行不合 YAML 格式（{problem}）。",
                    "同一级的名称要对齐，每行写成“名称: 内容”；有引号、括号的要成对。")
