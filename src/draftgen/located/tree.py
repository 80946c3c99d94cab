"""YAML text → tree.

PyYAML's own construction turns ``010010`` into 4104, ``12:30`` into 750 and ``no`` into False, lets the last of two
equal keys win, follows references without limit, and recurses. So only the parser's events are read, in one loop.
"""

import re
from collections.abc import Mapping as MappingABC
from itertools import pairwise
from typing import Protocol

import yaml

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Source
from draftgen.located.nodes import Listing, Located, Mapping, Mended, Node, Scalar, place

_MAX_DEPTH = 30
MAX_EVENTS = 200_000
MANY = 300


def parse(text: str, name: str, mended: Mended | None = None) -> Located:
    """The located tree of YAML ``text``; ``name`` is used in places. ``mended`` is parsed in place of ``text``."""
    lines = tuple(text.split("\n"))
    builder = _TreeBuilder(name, lines, mended.columns if mended else {})
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(mended.text if mended else text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        return Located(name, None, lines, (*builder.findings, builder.stopped(error)))
    except yaml.YAMLError:
        return Located(name, None, lines, (_control(name, lines),))
    return Located(name, builder.root, lines, tuple(builder.findings))


class _Mark(Protocol):
    line: int
    column: int


class _Frame:
    """A list or mapping that is still open. ``key`` is the name whose value comes next; None: its value is dropped."""

    def __init__(self, source: Source, *, is_list: bool) -> None:
        self.source, self.is_list = source, is_list
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.seen: dict[str, int] = {}
        self.key: Scalar | None = None
        self.has_key = False

    def closed(self) -> Node:
        return Listing(tuple(self.items), self.source) if self.is_list else Mapping(tuple(self.pairs), self.source)


class _TreeBuilder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, name: str, lines: tuple[str, ...], columns: MappingABC[int, tuple[int, ...]]) -> None:
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._name, self._lines, self._columns = name, lines, columns
        self._stack: list[_Frame] = []
        self._documents = 0
        self._events = 0
        self._told: set[tuple[str, int]] = set()

    def take(self, event: yaml.Event) -> bool:
        """Takes one event; False: what follows is not read."""
        self._events += 1
        if self._events > MAX_EVENTS:
            self._error(
                "yaml-large",
                self._source(event.start_mark),
                "文件内容太多，这一行往后没有读。",
                "数据文件一般只有一两百行；请检查是不是选错了文件。",
            )
            self.root = None
            return False
        if isinstance(event, yaml.ScalarEvent):
            self._marks(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._marks(event)
            self._stack.append(
                _Frame(self._source(event.start_mark), is_list=isinstance(event, yaml.SequenceStartEvent))
            )
            return self._not_too_deep()
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._stack.pop().closed())
        elif isinstance(event, yaml.AliasEvent):
            source = self._source(event.start_mark)
            self._reference(source)
            self._add(Scalar("", source))
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._first_document(event)
        return True

    def stopped(self, error: yaml.MarkedYAMLError) -> Finding:
        """What to tell of an error at which the parser gave up."""
        from draftgen.located.slips import Stop, explain  # noqa: PLC0415 - only where the parser gave up

        here = error.problem_mark or error.context_mark
        stop = Stop(
            f"{error.context or ''} {error.problem or ''}", self._source(here), self._source(error.context_mark or here)
        )
        source, message, advice = explain(stop, self._lines)
        return Finding("yaml-syntax", Level.ERROR, place(source, self._lines), message, advice)

    def _source(self, mark: _Mark | None) -> Source:
        line, column = (mark.line + 1, mark.column) if mark else (1, 0)
        known = self._columns.get(line)
        if known is not None:
            column = known[column] if column < len(known) else len(self._lines[line - 1])
        return Source(self._name, line, column + 1)

    def _not_too_deep(self) -> bool:
        if len(self._stack) <= _MAX_DEPTH:
            return True
        self._error(
            "yaml-deep",
            self._stack[-1].source,
            f"这里一层套一层，超过了 {_MAX_DEPTH} 层。",
            "数据文件最多五六层；请检查缩进和括号。",
        )
        return False

    def _first_document(self, event: yaml.Event) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._error(
                "yaml-documents", self._source(event.start_mark), "这里有一行“---”，后面的内容没有读。", "删去这一行。"
            )
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
            self._once("yaml-key", node.source, "这里的名称不是文字。", "冒号前面只写名称，不加括号。")
        elif node.text == "<<":
            self._reference(node.source)
        elif node.text in frame.seen:
            self._error(
                "yaml-duplicate",
                node.source,
                f"“{node.text}”写了两次（第 {frame.seen[node.text]} 行已有）。",
                "留下正确的一处，删去另一处。",
            )
        else:
            frame.seen[node.text] = node.source.line
            return node
        return None

    def _marks(self, event: yaml.NodeEvent) -> None:
        """Signs before a value that YAML would take away without a word: ``&name``, ``!name``."""
        if event.anchor is not None:
            self._reference(self._source(event.start_mark))
        tag = getattr(event, "tag", None)
        if tag is not None and not str(tag).startswith("tag:yaml.org,2002:"):
            self._error("yaml-sign", self._source(event.start_mark), *_strange_sign("!"))

    def _reference(self, source: Source) -> None:
        self._once(
            "yaml-reference",
            source,
            "这里用了 YAML 的引用（“&”“*”“<<”），数据文件不用引用。",
            "把内容照写一遍；“&”“*”本来就是文字的，给整句加上引号。",
        )

    def _once(self, code: str, source: Source, message: str, advice: str) -> None:
        """One finding of a code for a line."""
        if (code, source.line) not in self._told:
            self._told.add((code, source.line))
            self._error(code, source, message, advice)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """The text as written. Over several lines YAML joins with a space; none belongs between Chinese characters."""
        text, source = str(event.value), self._source(event.start_mark)
        first = event.start_mark.line if event.start_mark else 0
        last = event.end_mark.line if event.end_mark else first
        if not event.style and text in ("~", "null"):
            return Scalar("", source)
        if first != last and event.style != "|":
            text = _joined(text)
        if not event.style and self._swallowed(first, last):
            text = text.split(" - ")[0]
        if event.style in ("|", ">") and not text and re.search(r"[|>]\d", self._line(first)):
            self._error("yaml-sign", source, *_strange_sign(event.style))
        return Scalar(text if event.style else text.strip(), source, event.style in ("'", '"'))

    def _swallowed(self, first: int, last: int) -> bool:
        """Whether a list item that is indented deeper than the one above was taken for more of its text."""
        before = len(self.findings)
        for number in range(first + 1, last + 1):
            line = self._line(number)
            if line.lstrip().startswith("- "):
                where = Source(self._name, number + 1, len(line) - len(line.lstrip()) + 1)
                self._error(
                    "yaml-list", where, "这一行缩进太多，被当成了上一行的文字。", "“-”要和上一行的“-”左边对齐。"
                )
        return len(self.findings) > before

    def _line(self, index: int) -> str:
        return self._lines[index] if index < len(self._lines) else ""

    def _error(self, code: str, source: Source, message: str, advice: str) -> None:
        if len(self.findings) < MANY:
            self.findings.append(Finding(code, Level.ERROR, place(source, self._lines), message, advice))


def _strange_sign(sign: str) -> tuple[str, str]:
    from draftgen.located.slips import strange_sign  # noqa: PLC0415 - only for a message

    return strange_sign(sign)


_CJK_SIGNS = "“”‘’—…·"


def _joined(text: str) -> str:
    parts = text.split(" ")
    joined = [parts[0]]
    for before, part in pairwise(parts):
        wide = before and part and all(ord(char) > 0x2E80 or char in _CJK_SIGNS for char in (before[-1], part[0]))
        joined.append(part if wide else f" {part}")
    return "".join(joined)


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _control(name: str, lines: tuple[str, ...]) -> Finding:
    message, advice = "这里有看不见的控制字符。", "把这一行重新输入一遍。"
    for number, line in enumerate(lines, 1):
        if match := _UNPRINTABLE.search(line):
            return Finding(
                "yaml-control", Level.ERROR, place(Source(name, number, match.start() + 1), lines), message, advice
            )
    return Finding("yaml-control", Level.ERROR, Place(name), message, advice)
