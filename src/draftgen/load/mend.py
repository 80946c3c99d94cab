"""Slips of the keyboard, line by line: full-width signs, tabs, missing spaces.

Each is a finding. The line is also put right for this run alone, so that the rest of the file can be checked; nothing
is put right where it could be meant as it stands.
"""

import re

from draftgen.core.finding import Finding, Level
from draftgen.core.record import Source
from draftgen.load import names
from draftgen.load.lines import BLANKS, Above, Levels, Line, width
from draftgen.located import Mended
from draftgen.located.nodes import HIDDEN, place
from draftgen.located.tree import MANY

# So many lines that need a closer look are no data file; the rest is left as it is.
_MANY_ODD = 20_000
_ODD_START = re.compile(r"^ *[\t\u3000\xa0\u2002\u2003\u2009]", re.MULTILINE)
_DASHES = "－–—•·●▪*＊"
_COLONS = "：﹕︰∶；;＝="
_SIGNS = {"@": "＠", "`": "｀", "%": "％", "&": "＆", "*": "＊", "!": "！"}
_STOPS = "“”，。"
# Few files hold such slips: compiled when the first line looks like one.
_ODD_MARK = rf"([^\s{_COLONS}:#'\"\[\]{{}}{_STOPS}][^{_COLONS}:#，。]{{0,40}}?)\s*([{_COLONS}])\s*(.*)$"
_NO_SPACE = rf"([^\s:#'\"\[\]{{}}{_STOPS}][^:#，。]{{0,40}}?):(?!//)[\u3000\xa0]*(\S.*)$"
_NO_COLON = r"([^\s:#'\"\[\]{}]+)(\s*)(.*)$"
_TIGHT_DASH = r"-[\u3000\xa0]*([^\s\x00-\x7f].*|[\"'].*)"
_PART_QUOTED = r"(\"[^\"\\]*\"|'[^']*')(?!\s*$|\s*[:,'])"
# Lines that cannot hold a slip, by far the most: "name: value" and "- item" that start with no sign, or are in
# brackets or quotation marks as a whole.
_FIRST = r"[^\s:#'\"\[\]{}@`%&*!|>\-－–—•·●▪＊【［]"
_WHOLE = r"\[[^\[\]{}'\"，［］【】#:：]*\]|'[^'\"]*'|\"[^'\"\\]*\""
_PLAIN_PAIR = re.compile(rf"( *)(?:- )?{_FIRST}[^:#]*:(?: +({_FIRST}[^#]*|{_WHOLE}))?(?:\s+#.*|\s*)$")
_PLAIN_ITEM = re.compile(rf"( *)- ({_FIRST}[^#:{_COLONS}]*)(?:\s#.*)?$")
_PAIRS = {"“": "”", "《": "》", "（": "）", "‘": "’", '"': '"', "'": "'"}


class Mender:
    """Goes through the lines of one file once."""

    def __init__(self, text: str, name: str) -> None:
        self.findings: list[Finding] = []
        self._name, self._lines = name, tuple(text.split("\n"))
        self._columns: dict[int, tuple[int, ...]] = {}
        self._number = 0
        self._above = Above()
        self._block: int | None = None
        self._quote = ""
        self._depth = 0
        self._levels = Levels() if _ODD_START.search(text) else None

    def run(self) -> Mended:
        mended: list[str] = []
        hidden = any(map(HIDDEN.search, self._lines))
        odd = 0
        for number, text in enumerate(self._lines, 1):
            if (
                len(self.findings) >= MANY
                or odd > _MANY_ODD
                or (not (hidden and HIDDEN.search(text)) and self._is_plain(text))
            ):
                mended.append(text)
                continue
            odd += 1
            self._number, line = number, Line(text)
            self._hidden(line)
            self._mend(line)
            mended.append(line.text)
            if line.text != text:
                self._columns[number] = tuple(line.origin)
        return Mended("\n".join(mended), self._columns)

    def _is_plain(self, text: str) -> bool:
        """Whether the line holds no slip for sure, seen at one glance."""
        if self._block is not None or self._quote or self._depth or "\t" in text:
            return False
        match = _PLAIN_PAIR.match(text) or _PLAIN_ITEM.match(text)
        if match:
            self._remember_level(match.end(1), text, has_text=bool(match[2]))
        return bool(match) or not text or text.lstrip(" ").startswith("#")

    def _mend(self, line: Line) -> None:
        if not line.text.strip(f" {BLANKS}"):
            if self._block is None:
                line.swap(0, len(line.text), "")
            return
        if self._inside_text(line):
            return
        if line.text.lstrip(f" {BLANKS}").startswith("#"):
            line.swap(0, len(line.text) - len(line.text.lstrip(f" {BLANKS}")), "")
            return
        if not self._depth:
            for rule in (self._indentation, self._documents, self._dash, self._colon, self._value):
                rule(line)
        # Within a line a tab is as good as a space; not every YAML parser takes it.
        line.put({index: " " for index, char in enumerate(line.text) if char == "\t"})
        self._list(line)
        self._remember(line)

    def _inside_text(self, line: Line) -> bool:
        """Whether this line is part of a text over several lines, which is left alone."""
        if self._quote:
            if self._quote in line.text:
                self._quote = ""
            return True
        if self._block is not None:
            if line.text[:1] in (*BLANKS,):
                self._indentation(line)
            if line.indent > self._block:
                return True
            self._block = None
        return False

    def _remember(self, line: Line) -> None:
        value = line.text[line.value : line.end]
        if not self._depth:
            self._block = line.indent if re.fullmatch(r"[|>][+-]?\d?", value) else None
            self._quote = value[0] if value[:1] in ("'", '"') and value.count(value[0]) == 1 else ""
            self._remember_level(line.indent, line.before, has_text=bool(value))

    def _remember_level(self, indent: int, text: str, *, has_text: bool) -> None:
        self._above = Above(indent, has_text)
        if self._levels is not None:
            self._levels.add(indent, text)

    def _tell(self, code: str, line: Line, column: int, message: str, advice: str, level: Level = Level.ERROR) -> None:
        origin = line.origin[column] if column < len(line.origin) else len(self._lines[self._number - 1])
        source = Source(self._name, self._number, origin + 1)
        self.findings.append(Finding(code, level, place(source, self._lines), message, advice))

    # --- one slip each ---

    def _hidden(self, line: Line) -> None:
        found = HIDDEN.search(line.text)
        if found:
            self._tell(
                "yaml-hidden",
                line,
                found.start(),
                "这一行有看不见的字符，已略去。",
                "不影响使用；从网页或 Word 里粘贴的文字常有，重新输入一遍就没有了。",
                Level.HINT,
            )
            line.drop(HIDDEN)

    def _indentation(self, line: Line) -> None:
        end = len(line.text) - len(line.text.lstrip(f" {BLANKS}"))
        lead = line.text[:end]
        odd = next((index for index, char in enumerate(lead) if char != " "), -1)
        if odd < 0:
            return
        what = "用了 Tab 键" if lead[odd] == "\t" else "用了全角空格"
        self._tell("yaml-indent", line, odd, f"这一行的行首{what}。", "换成半角空格，每级两个。")
        if self._block is not None:
            line.swap(0, end, " " * max(width(lead), self._block + 2))
        elif self._levels is not None:
            line.swap(0, end, " " * self._levels.meant(lead, self._above))

    def _documents(self, line: Line) -> None:
        if re.fullmatch(r"(---|\.\.\.)\s*", line.text) and self._above.indent >= 0:
            self._tell("yaml-documents", line, 0, f"这里多了一行“{line.text.strip()}”。", "删去这一行。")
            line.swap(0, len(line.text), "")

    def _dash(self, line: Line) -> None:
        """A list mark without its space, or another sign in its place."""
        start = line.indent
        tail = line.text[start : line.end]
        tight = re.match(_TIGHT_DASH, tail)
        if tight:
            item = tight[1] if len(tight[1]) <= 6 else f"{tight[1][:6]}……"
            self._tell("yaml-dash", line, start, "“-”后面少了空格。", f"写成“- {item}”，空格是半角的。")
            line.swap(start, start + tight.start(1), "- ")
        elif len(tail) > 1 and tail[0] in _DASHES and tail[1] != tail[0] and not re.match(r"\*\S+\*", tail):
            self._tell("yaml-dash", line, start, f"列表用了“{tail[0]}”。", "换成半角的“-”，后面空一格。")
            line.swap(start, start + 1, "-" if tail[1] == " " else "- ")

    def _colon(self, line: Line) -> None:
        """A name with another sign in place of the colon, or with no space behind it, or with no colon at all."""
        if line.colon >= 0 or not line.text.strip():
            return
        start, body = line.start, line.text[line.start : line.end]
        sign, near, bare = re.match(_ODD_MARK, body), re.match(_NO_SPACE, body), re.match(_NO_COLON, body)
        if sign and self._is_name(line, sign[1], free=sign[2] in "：﹕︰∶", ends=not sign[3]):
            self._tell(
                "yaml-colon",
                line,
                start + sign.start(2),
                f"“{sign[1]}”后面用了“{sign[2]}”。",
                f"换成半角冒号加一个空格：“{_pair(sign[1], sign[3])}”。",
            )
            line.swap(start + sign.end(1), start + sign.start(3), ": " if sign[3] else ":")
        elif near and self._is_name(line, near[1], free=not near[1].isdigit() and not near[1].isascii()):
            self._tell(
                "yaml-colon",
                line,
                start + near.end(1),
                "冒号后面少了空格。",
                f"写成“{_pair(near[1], near[2])}”，空格是半角的。",
            )
            line.swap(start + near.end(1), start + near.start(2), ": ")
        elif (
            bare
            and not line.is_item
            and not self._belongs_above(line)
            and _known(bare[1])
            and (bare[3] or self._has_below(line))
        ):
            self._tell(
                "yaml-colon",
                line,
                start + bare.end(1),
                f"“{bare[1]}”后面少了冒号。",
                f"写成“{_pair(bare[1], bare[3])}”。",
            )
            line.swap(start + bare.end(1), start + bare.end(2), ": " if bare[3] else ":")

    def _is_name(self, line: Line, name: str, *, free: bool, ends: bool = False) -> bool:
        """Whether ``name`` is the name of a line. ``free``: the sign behind it says so even of a name nobody knows."""
        if _known(name):
            return True
        if line.is_item:
            return free and ends and self._has_below(line)
        return free and not self._belongs_above(line)

    def _has_below(self, line: Line) -> bool:
        below = next((text for text in self._lines[self._number :] if text.strip()), "")
        return len(below) - len(below.lstrip()) > line.start

    def _belongs_above(self, line: Line) -> bool:
        return self._above.has_text and line.indent > self._above.indent

    def _value(self, line: Line) -> None:
        """A value that starts with a sign of YAML's own, or whose quotation marks do not go round the whole."""
        start, value = line.value, line.text[line.value : line.end]
        if line.colon < 0 and not line.is_item:
            return
        if value in ("-", "--"):
            line.swap(start, start + len(value), "—" * len(value))
        elif value[:1] in _SIGNS and not re.match(r"[&*!][A-Za-z0-9_!-]", value) and not self._has_below(line):
            advice = (
                "百分号写在数字后面，例如“满意率: 98%”。"
                if value[0] == "%"
                else "给整句内容加上半角引号，或者去掉这个符号。"
            )
            self._tell("yaml-sign", line, start, f"内容以“{value[0]}”开头，这个符号在数据文件里另有用处。", advice)
            line.swap(start, start + 1, _SIGNS[value[0]])
        elif match := re.match(_PART_QUOTED, value):
            self._tell(
                "yaml-quote",
                line,
                start,
                "引号只括住了一部分内容。",
                "文字里的引号用中文引号“ ”，或者把整句都放进引号。",
            )
            line.swap(start + match.end() - 1, start + match.end(), "”")
            line.swap(start, start + 1, "“")

    def _list(self, line: Line) -> None:
        """Full-width brackets and commas of a list in brackets; signs inside quotation marks are text."""
        start = line.value if not self._depth else line.indent
        body = line.text[start : line.end]
        whole = (
            not self._depth
            and line.colon >= 0
            and (re.fullmatch(r"［.*[］\]】]", body) or re.fullmatch(r"【.*[，,、].*[］\]】]", body))
        )
        if whole:
            self._tell(
                "yaml-brackets",
                line,
                start,
                f"列表用了全角括号“{body[0]}”。",
                "换成半角方括号，例如 [就业创业, 社会保险]。",
            )
            line.swap(start, start + 1, "[")
        if not self._depth and line.text[start : start + 1] not in ("[", "{"):
            return
        self._signs(line, start, told=bool(whole))

    def _signs(self, line: Line, start: int, *, told: bool) -> None:
        closing = ""
        put: dict[int, str] = {}
        for index, char in enumerate(line.text[start : line.end], start):
            if closing:
                closing = "" if char == closing else closing
            elif char in _PAIRS:
                closing = _PAIRS[char]
            elif char in "[{]}":
                self._depth = max(0, self._depth + (1 if char in "[{" else -1))
            elif char in "，］】" and self._depth:
                put[index] = char
        last = max(put, default=0)
        if put.get(last) in ("］", "】"):
            self._depth = 0
        if put and not told:
            self._tell_signs(line, put)
        line.put({index: "," if char == "，" else "]" for index, char in put.items() if char == "，" or index == last})

    def _tell_signs(self, line: Line, found: dict[int, str]) -> None:
        first = min(found)
        if found[first] == "，":
            self._tell(
                "yaml-brackets",
                line,
                first,
                "列表里用了全角逗号“，”。",
                "换成半角逗号“,”；逗号本来就是文字的，给这一项加上引号。",
            )
        else:
            self._tell("yaml-brackets", line, first, f"列表用了全角括号“{found[first]}”。", "换成半角方括号“]”。")


def mend(text: str, name: str) -> tuple[Mended, tuple[Finding, ...]]:
    """``text`` put right line by line, and a finding for every slip."""
    mender = Mender(text, name)
    mended = mender.run()
    return mended, tuple(mender.findings)


def _known(name: str) -> bool:
    return names.plain(name) in names.known()


def _pair(name: str, value: str) -> str:
    return f"{name}: {value if len(value) <= 12 else f'{value[:12]}……'}".rstrip()
