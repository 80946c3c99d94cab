"""YAML in which every value knows its line and column, and every scalar stays text.

PyYAML's own construction turns ``010010`` into 4104, ``12:30`` into 750 and ``no`` into False, lets the last of two
equal keys win, follows references without limit, and recurses. So only the parser's events are read, in one loop.
"""

import errno
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.record import Source

MAX_BYTES = 8_000_000
MAX_DEPTH = 30


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
    """A parsed file: its tree (None if it could not be parsed), its lines for excerpts, and the faults seen.

    ``unread`` names the parts of the top level that could not be parsed while others could.
    """

    name: str
    root: Node | None
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...] = ()

    def place(self, source: Source) -> Place:
        """The place of a finding at ``source``, with the line itself as excerpt."""
        return _place(source, self.lines)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text made readable line by line. ``columns``: for each changed line, where its characters stood before."""

    text: str
    columns: MappingABC[int, tuple[int, ...]] = field(default_factory=dict)


# --- files ---


def read(path: Path) -> Located:
    """The located tree of the YAML file at ``path``. Raises UnreadableInput as ``load_text`` does."""
    text, findings = load_text(path)
    located = parse(text, path.name)
    return Located(located.name, located.root, located.lines, (*findings, *located.findings))


def load_text(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """The text of the file at ``path``, and what is odd about its encoding.

    Raises UnreadableInput if there is no such file, it is no text, or it is larger than 8 MB.
    """
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableInput(f"{path} 是文件夹，不是数据文件。请写出里面的数据文件，例如 {path / 'data.yaml'}。")
        if not path.exists():
            raise UnreadableInput(f"找不到文件：{path}。{_beside(path)}请检查文件名，或先运行 draftgen init {path} 生成一份。")
        if not path.is_file():
            raise UnreadableInput(f"{path} 不是普通文件，不能作数据文件。")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableInput(f"{name} 有 {path.stat().st_size // 1_000_000} MB，不像是一份数据文件（上限 8 MB）。")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", 0) or 0, "系统不让读取")
        raise UnreadableInput(f"{name} 打不开：{reason}。请检查文件名，文件是否被其他程序占用。") from error
    return decode(data, name)


_REASONS = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EIO: "磁盘读取出错",
}
_NOT_TEXT = "请用 draftgen init 生成 .yaml 数据文件再填。"
_KINDS = ((b"word/", "Word 文档"), (b"xl/", "Excel 表格"), (b"ppt/", "PPT 演示文稿"))


def _beside(path: Path) -> str:
    found = sorted(other.name for other in path.parent.glob("*.y*ml"))[:5] if path.parent.is_dir() else []
    return f"这个文件夹里有：{'、'.join(found)}。" if found else ""


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of ``data`` with plain line ends: UTF-8, UTF-16 with its mark, or GB 18030. Raises UnreadableInput."""
    if data.startswith(b"PK"):
        kind = next((kind for mark, kind in _KINDS if mark in data), "压缩文件")
        raise UnreadableInput(f"{name} 是{kind}，不是文本，改了扩展名也读不了。{_NOT_TEXT}")
    if data.startswith(b"%PDF"):
        raise UnreadableInput(f"{name} 是 PDF 文件，不是文本。{_NOT_TEXT}")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableInput(f"{name} 是旧版 Word 或 Excel 文件，不是文本。{_NOT_TEXT}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, name, "utf-16", "UTF-16")
    if b"\x00" in data:
        raise UnreadableInput(f"{name} 不是文本文件。{_NOT_TEXT}")
    try:
        return _plain(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        rough = _plain(data.decode("utf-8-sig", "replace"))
    if rough.count("\ufffd") * 100 < len(rough):  # GBK read as UTF-8 is full of these; a damaged file has a few
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
        Finding("encoding-damaged", Level.ERROR, Place(name, number, line.index("\ufffd") + 1, excerpt=line.rstrip()),
                "这一行有认不出的字，显示成了“\ufffd”。", "请把这一行重新输入一遍，保存为 UTF-8。")
        for number, line in enumerate(lines, 1) if "\ufffd" in line
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


# --- the tree ---


def parse(text: str, name: str, mended: Mended | None = None) -> Located:
    """The located tree of YAML ``text``; ``name`` is used in places. ``mended`` is parsed in place of ``text``."""
    lines = tuple(text.split("\n"))
    columns = mended.columns if mended else {}
    builder = _TreeBuilder(name, lines, columns)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(mended.text if mended else text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        return Located(name, None, lines, (*builder.findings, _syntax(error, builder, lines)))
    except yaml.YAMLError:
        return Located(name, None, lines, (_control(name, lines),))
    return Located(name, builder.root, lines, tuple(builder.findings))


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open. ``key`` is the name whose value comes next; None: its value is dropped."""

    source: Source
    is_list: bool
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None
    has_key: bool = False


class _TreeBuilder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, name: str, lines: tuple[str, ...], columns: MappingABC[int, tuple[int, ...]]) -> None:
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._name, self._lines, self._columns = name, lines, columns
        self._stack: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Takes one event; False: what follows is not read."""
        if isinstance(event, yaml.ScalarEvent):
            self._marks(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._marks(event)
            self._stack.append(_Frame(self.source(event.start_mark), isinstance(event, yaml.SequenceStartEvent)))
            if len(self._stack) > MAX_DEPTH:
                self._error("yaml-deep", self._stack[-1].source, f"这里一层套一层，超过了 {MAX_DEPTH} 层。",
                            "数据文件最多四五层；请检查缩进和括号。")
                self.root = None
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self._stack.pop()
            self._add(Listing(tuple(frame.items), frame.source) if frame.is_list else Mapping(tuple(frame.pairs), frame.source))
        elif isinstance(event, yaml.AliasEvent):
            source = self.source(event.start_mark)
            self._reference(source)
            self._add(Scalar("", source))
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def source(self, mark: yaml.Mark) -> Source:
        line, column = mark.line + 1, mark.column
        known = self._columns.get(line)
        if known is not None:
            column = known[column] if column < len(known) else len(self._lines[line - 1])
        return Source(self._name, line, column + 1)

    def _document(self, event: yaml.Event) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._error("yaml-documents", self.source(event.start_mark), "这里有一行“---”，后面的内容没有读。", "删去这一行。")
        return self._documents == 1

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if frame.is_list:
            frame.items.append(node)
        elif not frame.has_key:
            frame.key, frame.has_key = self._key(frame, node), True
        else:
            if frame.key is not None:
                frame.pairs.append((frame.key, node))
            frame.has_key = False

    def _key(self, frame: _Frame, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self._error("yaml-key", node.source, "这里的名称不是文字。", "冒号前面只写名称，不加括号。")
        elif node.text == "<<":
            self._reference(node.source)
        elif node.text in frame.seen:
            self._error("yaml-duplicate", node.source, f"“{node.text}”写了两次（第 {frame.seen[node.text]} 行已有）。",
                        "留下正确的一处，删去另一处。")
        else:
            frame.seen[node.text] = node.source.line
            return node
        return None

    def _marks(self, event: yaml.NodeEvent) -> None:
        """Signs before a value that YAML would take away without a word: ``&name``, ``!name``."""
        if event.anchor is not None:
            self._reference(self.source(event.start_mark))
        tag = getattr(event, "tag", None)
        if tag is not None and not tag.startswith("tag:yaml.org,2002:"):
            self._error("yaml-sign", self.source(event.start_mark), *_sign("!"))

    def _reference(self, source: Source) -> None:
        if not any(finding.code == "yaml-reference" and finding.place.line == source.line for finding in self.findings):
            self._error("yaml-reference", source, "这里用了 YAML 的引用（“&”“*”“<<”），数据文件不用引用。",
                        "把内容照写一遍；“&”“*”本来就是文字的，给整句加上引号。")

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """The text as written. Over several lines YAML joins with a space; none belongs between Chinese characters."""
        text, source = str(event.value), self.source(event.start_mark)
        quoted = event.style in ("'", '"')
        if not event.style and text in ("~", "null"):
            return Scalar("", source)
        if event.start_mark.line != event.end_mark.line:
            if event.style != "|":
                text = _joined(text)
            if not event.style:
                self._swallowed(event)
        if event.style in ("|", ">") and not text and re.search(r"[|>]\d", self._line(event.start_mark.line)):
            self._error("yaml-sign", source, *_sign(event.style))
        return Scalar(text if event.style else text.strip(), source, quoted)

    def _swallowed(self, event: yaml.ScalarEvent) -> None:
        """A list item that is indented deeper than the one above is taken for more of its text."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self._line(number)
            if line.lstrip().startswith("- "):
                where = Source(self._name, number + 1, len(line) - len(line.lstrip()) + 1)
                self._error("yaml-list", where, "这一行缩进太多，被当成了上一行的文字。", "“-”要和上一行的“-”左边对齐。")

    def _line(self, index: int) -> str:
        return self._lines[index] if index < len(self._lines) else ""

    def _error(self, code: str, source: Source, message: str, advice: str) -> None:
        self.findings.append(Finding(code, Level.ERROR, _place(source, self._lines), message, advice))


_CJK_SIGNS = "“”‘’—…·"


def _joined(text: str) -> str:
    parts = text.split(" ")
    joined = parts[0]
    for part in parts[1:]:
        wide = joined and part and all(ord(char) > 0x2E80 or char in _CJK_SIGNS for char in (joined[-1], part[0]))
        joined += ("" if wide else " ") + part
    return joined


def _place(source: Source, lines: tuple[str, ...]) -> Place:
    excerpt = lines[source.line - 1].rstrip() if 0 < source.line <= len(lines) else ""
    return Place(source.file, source.line, source.column, excerpt=excerpt)


# --- what went wrong where YAML gave up ---


@dataclass(frozen=True, slots=True)
class _Scene:
    """What stands where the parser stopped: the line, the column in it, and the last line above with content."""

    line: str
    column: int
    previous: str

    @property
    def starts_here(self) -> bool:
        return not self.line[: self.column].strip()

    @property
    def sign(self) -> str:
        return self.line[self.column : self.column + 1]


def _always(_: _Scene) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Slip:
    """A clerk's slip: what the parser says of it (libyaml's wording, or PyYAML's own), and what to tell the clerk."""

    problem: str
    message: str
    advice: str
    when: Callable[[_Scene], bool] = _always
    place: str = "problem"


def _sign(sign: str) -> tuple[str, str]:
    if sign == "%":
        return "内容以“%”开头，程序读不懂。", "百分号写在数字后面，例如“满意率: 98%”。"
    return f"内容以“{sign}”开头，这个符号在数据文件里另有用处。", "给整句内容加上半角引号，或者去掉这个符号。"


_SLIPS = (
    _Slip("cannot start any token|violates indentation", "这一行用了 Tab 键。", "把 Tab 换成空格，每级两个。",
          lambda s: "\t" in s.line),
    _Slip("quoted scalar.*end of stream", "引号只有一边。", "补上另一边的引号，或者两边都去掉；文字里的引号用中文引号“ ”。", place="context"),
    _Slip("escape character", "双引号里有反斜杠“\\”，程序读不懂。", "去掉外面的双引号。"),
    _Slip("block scalar", "“|”“>”后面要先换行，再写文字。", "在“|”后面换行，文字从下一行写起，比上一行多缩进两格。", place="context"),
    _Slip("an alias|an anchor|a tag|a directive|cannot start any token|directive name|document start", "", "", place="context"),
    _Slip("flow sequence", "方括号“[”没有配上“]”，或者括号里多了符号。", "写成 [就业创业, 社会保险]，各项用半角逗号隔开。", place="context"),
    _Slip("flow mapping", "花括号“{”没有配上“}”，或者括号里的写法不对。", "不用花括号，一行写一项。", place="context"),
    _Slip("node content", "这里多了一个符号，程序读不懂。", "删去多余的“]”或逗号；是文字的，给整句加上引号。"),
    _Slip("sequence entries", "“-”不能和名称写在同一行。", "名称后面换行，“- ”从下一行写起，比名称多缩进两格。"),
    _Slip("expected ':'", "“|”下面的整段文字没有缩进。", "整段文字每行都比上一行多缩进两格。",
          lambda s: bool(re.search(r"[|>][+-]?\s*$", s.previous)), place="context"),
    _Slip("expected ':'", "这一行少了冒号。", "写成“名称: 内容”，冒号是半角的，后面空一格。", place="context"),
    _Slip("mapping values", "一行里有两个冒号。", "一行只写一个“名称: 内容”；内容里本来有冒号的，用全角“：”或给内容加上引号。",
          lambda s: ": " in s.line[: s.column]),
    _Slip("mapping values", "这一行少了冒号。", "写成“名称: 内容”，冒号是半角的，后面空一格。",
          lambda s: ":" not in s.previous and not s.previous.lstrip().startswith("-"), place="previous"),
    _Slip("mapping values", "这一行比上一行缩进得多，可是上一行已经写了内容。",
          "和上一行同级的，左边对齐；是它的下级的，把上一行冒号后面的内容移下来，单独写成一行，例如“条数: 313”。"),
    _Slip("expected key|block end|'-' indicator", "引号或括号后面还有别的文字。", "整句都放进引号，或者不用半角引号；文字里的引号用中文引号“ ”。",
          lambda s: not s.starts_here),
    _Slip("expected key|block end|'-' indicator", "冒号前面没有名称。", "写成“名称: 内容”。", lambda s: s.sign == ":"),
    _Slip("expected key|block end|'-' indicator", "这里不该有“-”，或者它没有和上面的“-”对齐。",
          "同一个列表的“-”左边对齐；不是列表的，去掉“-”。", lambda s: s.sign == "-"),
    _Slip("expected key|block end|'-' indicator", "这一行没有和上面任何一级对齐。", "同一级的名称左边对齐，下一级比上一级多缩进两格。"),
    _Slip("", "这一行的写法程序读不懂。", "每行写成“名称: 内容”；引号、括号要成对。"),
)


def _syntax(error: yaml.MarkedYAMLError, builder: _TreeBuilder, lines: tuple[str, ...]) -> Finding:
    problem = f"{error.context or ''} {error.problem or ''}"
    here = error.problem_mark or error.context_mark or yaml.Mark("", 0, 0, 0, None, None)
    marks = {"problem": here, "context": error.context_mark or here}
    scenes = {place: _scene(mark, lines) for place, mark in marks.items()}
    slip = next(s for s in _SLIPS if re.search(s.problem, problem) and s.when(scenes.get(s.place, scenes["problem"])))
    message, advice = (slip.message, slip.advice) if slip.message else _sign(scenes["context"].sign)
    if slip.place == "previous":
        number = max((n for n in range(here.line) if lines[n].strip()), default=0)
        source = Source(builder.source(here).file, number + 1, len(lines[number]) - len(lines[number].lstrip()) + 1)
    else:
        source = builder.source(marks[slip.place])
    if source.line > len(lines) or not _place(source, lines).excerpt:
        last = max((n for n in range(min(source.line, len(lines))) if lines[n].strip()), default=0)
        source = Source(source.file, last + 1, len(lines[last].rstrip()) or 1)
    return Finding("yaml-syntax", Level.ERROR, _place(source, lines), message, advice)


def _scene(mark: yaml.Mark, lines: tuple[str, ...]) -> _Scene:
    line = lines[mark.line] if mark.line < len(lines) else ""
    above = (text for text in reversed(lines[: mark.line]) if text.strip() and not text.lstrip().startswith("#"))
    return _Scene(line, mark.column, next(above, ""))


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _control(name: str, lines: tuple[str, ...]) -> Finding:
    for number, line in enumerate(lines, 1):
        if match := _UNPRINTABLE.search(line):
            source = Source(name, number, match.start() + 1)
            return Finding("yaml-control", Level.ERROR, _place(source, lines), "这一行有看不见的控制字符。", "把这一行重新输入一遍。")
    return Finding("yaml-control", Level.ERROR, Place(name), "文件里有看不见的控制字符。", "请用记事本重新保存为 UTF-8。")
