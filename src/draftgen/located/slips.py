"""Where YAML gives up: what a clerk most likely did, for each way in which the parser stops."""

import re
from collections.abc import Callable
from typing import NamedTuple

from draftgen.core.record import Source


class Stop(NamedTuple):
    """Where the parser stopped, in its own words; ``context`` is where the construct began that it could not finish."""

    problem: str
    here: Source
    context: Source


class _Scene(NamedTuple):
    """What stands where the parser stopped: the line, the column in it, and the last line above with content."""

    line: str
    column: int
    previous: str

    @property
    def sign(self) -> str:
        return self.line[self.column - 1 : self.column]

    @property
    def before(self) -> str:
        return self.line[: self.column - 1]


def _always(_: _Scene) -> bool:
    return True


class _Slip(NamedTuple):
    """One slip: what the parser says of it (libyaml's wording, or PyYAML's own), where it shows, what to tell."""

    problem: str
    message: str
    advice: str
    when: Callable[[_Scene], bool] = _always
    where: str = "here"  # here, context, or above: the line above with content


def strange_sign(sign: str) -> tuple[str, str]:
    """What to tell of a value that starts with a sign that YAML keeps for itself."""
    if sign == "%":
        return "内容以“%”开头，程序读不懂。", "百分号写在数字后面，例如“满意率: 98%”。"
    return f"内容以“{sign}”开头，这个符号在数据文件里另有用处。", "给整句内容加上半角引号，或者去掉这个符号。"


_MISPLACED = "expected key|block end|'-' indicator"
_COLON = "写成“名称: 内容”，冒号是半角的，后面空一格。"
_SLIPS = (
    _Slip(
        "cannot start any token|violates indentation",
        "这一行用了 Tab 键。",
        "把 Tab 换成空格，每级两个。",
        lambda s: "\t" in s.line,
    ),
    _Slip(
        "quoted scalar.*end of stream",
        "引号只有一边。",
        "补上另一边的引号，或者两边都去掉；文字里的引号用中文引号“ ”。",
        where="context",
    ),
    _Slip("escape character", "双引号里有反斜杠“\\”，程序读不懂。", "去掉外面的双引号。"),
    _Slip("block scalar", "“|”“>”后面要先换行，再写文字。", "文字从下一行写起，比这一行多缩进两格。", where="context"),
    _Slip("an alias|an anchor|a tag|a directive|any token|directive name|document start", "", "", where="context"),
    _Slip(
        "flow sequence",
        "方括号“[”没有配上“]”，或者括号里多了符号。",
        "写成 [就业创业, 社会保险] 这样，各项用半角逗号隔开。",
        where="context",
    ),
    _Slip("flow mapping", "花括号“{”没有配上“}”，或者括号里的写法不对。", "不用花括号，一行写一项。", where="context"),
    _Slip("node content", "这里多了一个符号，程序读不懂。", "删去多余的括号或逗号；本来是文字的，给整句加上引号。"),
    _Slip("sequence entries", "“-”不能和名称写在同一行。", "名称后面换行，“- ”从下一行写起，比名称多缩进两格。"),
    _Slip(
        "expected ':'",
        "“|”下面的整段文字没有缩进。",
        "整段文字的每一行都比“|”那一行多缩进两格。",
        lambda s: bool(re.search(r"[|>][+-]?\s*$", s.previous)),
        where="context",
    ),
    _Slip("expected ':'", "这一行少了冒号。", _COLON, where="context"),
    _Slip(
        "mapping values",
        "一行里有两个冒号。",
        "一行只写一个“名称: 内容”；内容里本来有冒号的，改用全角“：”，或给内容加上引号。",
        lambda s: ": " in s.before,
    ),
    _Slip(
        "mapping values",
        "这一行少了冒号。",
        _COLON,
        lambda s: bool(s.previous) and ":" not in s.previous and not s.previous.lstrip().startswith("-"),
        where="above",
    ),
    _Slip(
        "mapping values",
        "这一行比上一行缩进得多，可是上一行已经写了内容。",
        "和上一行同级的，左边对齐；是它的下级的，把上一行冒号后面的内容移下来单独写一行，例如“条数: 313”。",
    ),
    _Slip(
        _MISPLACED,
        "引号或括号后面还有别的文字。",
        "整句都放进引号，或者不用半角引号；文字里的引号用中文引号“ ”。",
        lambda s: bool(s.before.strip()),
    ),
    _Slip(_MISPLACED, "冒号前面没有名称。", "写成“名称: 内容”。", lambda s: s.sign == ":"),
    _Slip(
        _MISPLACED,
        "这里不该有“-”，或者它没有和上面的“-”对齐。",
        "同一个列表的“-”左边对齐；不是列表的，去掉“-”。",
        lambda s: s.sign == "-",
    ),
    _Slip(
        "block collection",
        "列表里的这一行没有对齐。",
        "同一项的几行，名称左边对齐：“- 问题: …”的下一行，“打算”写在“问题”的正下方。",
    ),
    _Slip(_MISPLACED, "这一行没有和上面任何一级对齐。", "同一级的名称左边对齐，下一级比上一级多缩进两格。"),
    _Slip("", "这一行的写法程序读不懂。", "每行写成“名称: 内容”；引号、括号要成对。"),
)


def explain(stop: Stop, lines: tuple[str, ...]) -> tuple[Source, str, str]:
    """The place of the slip, what it is, and what to do."""
    scenes = {"here": _scene(stop.here, lines), "context": _scene(stop.context, lines)}
    scenes["above"] = scenes["here"]
    slip = next(slip for slip in _SLIPS if re.search(slip.problem, stop.problem) and slip.when(scenes[slip.where]))
    source = {"here": stop.here, "context": stop.context}.get(slip.where) or _above(stop.here, lines)
    if source.line > len(lines) or not lines[source.line - 1].strip():
        source = _above(source, lines)
    message, advice = (slip.message, slip.advice) if slip.message else strange_sign(scenes["context"].sign)
    return source, message, advice


def _scene(source: Source, lines: tuple[str, ...]) -> _Scene:
    line = lines[source.line - 1] if source.line <= len(lines) else ""
    above = _above(source, lines)
    return _Scene(line, source.column, lines[above.line - 1] if above.line < source.line else "")


def _above(source: Source, lines: tuple[str, ...]) -> Source:
    """The start of the last line with content above ``source``; the file's first line if there is none."""
    numbers = range(min(source.line - 1, len(lines)), 0, -1)
    line = next((n for n in numbers if lines[n - 1].strip() and not lines[n - 1].lstrip().startswith("#")), 1)
    return Source(source.file, line, len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1)
