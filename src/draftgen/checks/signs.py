"""Punctuation: full-width, single, in pairs (domain.md 3.1, 45)."""

from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Subject
from draftgen.checks.wording import near

_SIGNS = "，。；：、"
_REPEATED_SIGN = Pattern(
    r"[，。；：、]{2,}|[，、；]+(?=[。）])", *(f"{one}{other}" for one in _SIGNS for other in f"{_SIGNS}）")
)


def punctuation(subject: Subject) -> Iterator[Said]:
    """中文里用全角标点，不叠用。

    为什么：半角逗号、两个句号，是输入和删改时留下的。
    依据：规则 45；GB/T 15834—2011
    错例：
        一（一）：全年公开信息46条,其中工作动态46条。。
    对例：
        一（一）：全年公开信息46条，其中工作动态46条。
    """
    for line in subject.lines:
        for start, end in (*_half(line.text), *(match.span() for match in _REPEATED_SIGN.finditer(line.text))):
            around = near(line.text, start, end)
            yield Remark(
                subject.words(line, start, end), f"标点不对：“{around}”。", "改用一个全角标点。", f"“{around}”"
            )


def _half(text: str) -> Iterator[tuple[int, int]]:
    """Half-width signs between Chinese characters, and a full stop of that kind at the end."""
    for at, sign in enumerate(text):
        if sign in _STRAIGHT and (_wide(text[at - 1 : at]) or _wide(text[at + 1 : at + 2])):
            yield at, at + 1
            return
        if sign not in ",;:?!.":
            continue
        before, after = text[:at].rstrip()[-1:], text[at + 1 :].lstrip()[:1]
        if _wide(before) and (_wide(after) if sign != "." else not after):
            yield at, at + 1


_STRAIGHT = "\"'＂＇"


def _wide(char: str) -> bool:
    return bool(char) and ("一" <= char <= "鿿" or char in "“”《》（）")


_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"), ("‘", "’"), ("【", "】"))


def unpaired(subject: Subject) -> Iterator[Said]:
    """引号、书名号、括号成对。

    为什么：少半边，读者不知道到哪里为止。
    依据：规则 45
    错例：
        一（四）：落实“三审三校制度，设查阅点1处。
    对例：
        一（四）：落实“三审三校”制度，设查阅点1处。
    """
    for line in subject.lines:
        for left, right in _PAIRS:
            opened, closed = line.text.count(left), line.text.count(right)
            if opened == closed or (left == "“" and opened + closed > 1 and _lazy(line.text)):
                continue
            at = line.text.find(left if opened > closed else right)
            yield Remark(
                subject.words(line, at, at + 1),
                f"“{left}”有 {opened} 个，“{right}”有 {closed} 个：“{near(line.text, at, at + 8)}”。",
                "补上缺的半边。",
            )


def _lazy(text: str) -> bool:
    """Quotation marks all of one side: a matter of the keyboard, not a missing half."""
    return text.count("”") == 0 or text.count("“") == 0
