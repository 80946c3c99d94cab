"""Rates whose whole and part the sentence names: 收到意见64条，采纳41条，采纳率64.1% (domain.md 3.1, 33)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import rounded, sentences_in_lines
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Subject
from draftgen.numerals import NumeralKind, write

# Of what is done in time, when it is due or as it should be, the whole is another: 按时办结率.
_NAMED = Pattern(
    r"(?<![时期应内])(?P<done>采纳|回收|办结|办复|答复|回复|整改|完成)率(?:均|都)?(?:为|达到|达|是)?$", "率"
)
_SAME = {"回收": "回收|收回", "办结": "办结|办理完毕", "采纳": "采纳|吸纳", "回复": "回复|答复"}
_MORE = re.compile(r"以上|左右|以下|多|余")
_ALL = frozenset({"", "其", "总", "总体", "整体", "综合", "平均", "全年"})


def rate(subject: Subject) -> Iterator[Said]:
    """写了总数和其中几件的，率复算得出来。

    为什么：“收到64条，采纳41条，采纳率70%”，读者一除就知道不对。
    依据：规则 33
    错例：
        一（一）：收到意见64条，采纳41条，采纳率70%。
    对例：
        一（一）：收到意见64条，采纳41条，采纳率64.1%。
    """
    for sentence, found, before in sentences_in_lines(subject):
        for index, percent in enumerate(found):
            named = _NAMED.search(percent.gap) if _exact(percent, NumeralKind.PERCENT) else None
            behind = sentence.line.text[percent.numeral.end : sentence.end]
            if named is None or _MORE.match(behind) or re.search("[；。]", percent.gap):
                continue
            if index and percent.gap == named.group():  # 一次办结率: a number that is a part of the name
                continue
            parts = _parts(found[:index], named["done"])
            wholes = _wholes((*before, *found[:index]), parts)
            tried = list(_tried(parts, [whole.value for whole in wholes], percent))
            if not tried or not _of_all(percent.clause.removesuffix(named.group()), wholes):
                continue
            fits = any(right == percent.value for _, _, right in tried)
            yield Held("占比", int(fits), 1)
            if not fits:
                said = "；".join(f"{write(part)}÷{write(whole)} = {write(right)}%" for part, whole, right in tried[:3])
                place = subject.words(sentence.line, parts[0].numeral.start, percent.numeral.end)
                yield Remark(
                    place,
                    f"{named['done']}率写的是 {percent.numeral.text}，算出来是：{said}。",
                    "用计算器复算；另有口径的，在正文里写明。",
                )


def _exact(figure: Figure, kind: NumeralKind) -> bool:
    return (
        figure.numeral.kind is kind
        and not figure.numeral.approximate
        and not figure.change
        and not figure.last_year
        and figure.value > 0
    )


def _parts(found: Sequence[Figure], done: str) -> list[Figure]:
    """The counts that are said to be done, the nearest last; of one unit."""
    words = re.compile(_SAME.get(done, done))
    parts = [one for one in found if _exact(one, NumeralKind.COUNT) and words.search(one.clause)]
    return [one for one in parts if one.unit == parts[-1].unit]


def _of_all(kind: str, wholes: Sequence[Figure]) -> bool:
    """Whether a rate is that of what was counted: 总 or 问卷 before it says so, 当场 or 有效 makes it another."""
    return kind in _ALL or any(kind in whole.clause for whole in wholes)


def _wholes(found: Sequence[Figure], parts: Sequence[Figure]) -> list[Figure]:
    """The counts of the same unit named before: what was done is some of one of them."""
    if not parts:
        return []
    first = next(number for number, one in enumerate(found) if one is parts[0])
    return [one for one in found[:first] if _exact(one, NumeralKind.COUNT) and one.unit == parts[0].unit]


def _tried(
    parts: Sequence[Figure], wholes: Sequence[Decimal], percent: Figure
) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Each part, then all parts together, of each whole, then of all wholes together, at the printed precision."""
    some = [part.value for part in reversed(parts)]
    for part in dict.fromkeys((*some, sum(some, Decimal(0)))):
        for whole in dict.fromkeys((*reversed(wholes), sum(wholes, Decimal(0)))):
            if 0 < part <= whole:
                yield part, whole, rounded(part * 100 / whole, percent.numeral.text)
