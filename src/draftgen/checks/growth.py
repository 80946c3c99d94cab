"""Comparisons with last year in prose: direction, difference, percentage, multiple (domain.md 3.1, 33-35; 5.4)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import rounded, sentences
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Sentence, Subject
from draftgen.numerals import NumeralKind, write

_GROWTH = "增减和比较"
_UP = Pattern(r"(?:增长|增加|上升|提高|上涨|增幅|净增|多)(?:了|约|近|幅度为|率为|为|达)?$")
_DOWN = Pattern(r"(?:下降|减少|降低|回落|降幅|净减|少)(?:了|约|近|幅度为|率为|为|达)?$")
_TO = Pattern(r"(?:增加|增长|上升|提高|扩大|扩充|下降|减少|降低|回落|压缩|压减|精简|缩减|缩短)(?:到|至)$|[增升减降]至$")
_FROM = Pattern(r"(?:由|从)[^，。；]{0,20}$")


class Change(NamedTuple):
    """A comparison: this year's figure, the figure before (where named), the difference, the percentage, the multiple."""

    sentence: Sentence
    now: Figure
    base: Decimal | None
    base_words: str
    change: Figure | None
    percent: Figure | None
    multiple: Figure | None
    up: bool


def changes(subject: Subject) -> tuple[Change, ...]:
    """Every comparison with the year before that names this year's figure."""
    return subject.once("changes", lambda: tuple(c for s, found in sentences(subject) for c in _in_sentence(s, found)))


def _in_sentence(sentence: Sentence, found: Sequence[Figure]) -> Iterator[Change]:
    done: set[int] = set()
    for index, figure in enumerate(found):
        if index in done or not (_UP.search(figure.clause) or _DOWN.search(figure.clause)) or _excused(figure):
            continue
        now = _now(found[:index], figure)
        if now is None:
            continue
        group = [figure]
        for following in range(index + 1, min(index + 2, len(found))):
            other = found[following]
            close = re.fullmatch(
                r"[，,、（(]?(?:同比|增幅|降幅|比上年|较上年|即)?(?:为|达|约)?(?:增长|增加|下降|减少|上升|降低)?(?:了|为|达)?",
                other.gap,
            )
            if close and other.numeral.kind is not figure.numeral.kind:
                group.append(other)
                done.add(following)
        base, words = _base(found, index, now)
        yield Change(
            sentence,
            now,
            base,
            words,
            next((f for f in group if f.numeral.kind is NumeralKind.COUNT and f.unit == now.unit), None),
            next((f for f in group if f.numeral.kind is NumeralKind.PERCENT), None),
            next((f for f in group if f.numeral.kind is NumeralKind.MULTIPLE), None),
            up=bool(_UP.search(figure.clause)),
        )


def _excused(figure: Figure) -> bool:
    """多少 that compares nothing: 不少于, 至少, 最多."""
    return bool(re.search(r"不少|至少|最多|最少|不多|很多|许多|较多|较少|不超过|点$", figure.clause)) or (
        figure.unit in ("个百分点", "百分点")
    )


def _now(before: Sequence[Figure], figure: Figure) -> Figure | None:
    """This year's figure: the nearest count before the comparison that is itself no comparison and in no bracket."""
    gap, depth = figure.gap, 0
    for other in reversed(before):
        depth += gap.count("）") - gap.count("（")
        gap = other.gap
        if depth > 0:
            continue
        if other.numeral.kind is NumeralKind.COUNT and not other.change and not other.last_year:
            if figure.numeral.kind is NumeralKind.COUNT and other.unit != figure.unit:
                continue
            if _FROM.search(other.clause):
                continue
            return other
    return None


def _base(found: Sequence[Figure], index: int, now: Figure) -> tuple[Decimal | None, str]:
    """Last year's figure as the sentence itself names it."""
    for other in (*reversed(found[:index]), *_until_the_next(found[index + 1 :])):
        if other is now or other.numeral.kind is not NumeralKind.COUNT or other.unit != now.unit or other.change:
            continue
        if other.last_year:
            return other.value, other.words
    return None, ""


def _until_the_next(found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures up to the one that speaks of another matter: behind a semicolon another comparison begins."""
    for figure in found:
        if "；" in figure.gap:
            return
        yield figure


def difference(subject: Subject) -> Iterator[Said]:
    """增减的件数和百分比复算得出来，方向不反。

    为什么：“增加3件”“增长1.05%”要与两年的数对得上；说增长，数就要变大。
    依据：规则 33、34；taxonomy.json 的 arith_yoy；宿迁市2024年年报
    错例：
        一（二）：全年办理申请3646件，比2024年的3607件增长1.05%。
    对例：
        一（二）：全年办理申请3646件，比2024年的3607件增长1.08%。
    """
    for change in changes(subject):
        if any(f is not None and f.numeral.approximate for f in (change.now, change.change, change.percent)):
            continue
        yield from _checked(subject, change)


def _checked(subject: Subject, change: Change) -> Iterator[Said]:
    base = change.base
    if base is None and change.change is not None:
        base = change.now.value + (-change.change.value if change.up else change.change.value)
        if base < 0:
            yield _remark(subject, change, f"本年 {change.now.words}，增加的 {change.change.words} 比本年的数还多")
            return
        if change.percent is None and change.multiple is None:
            return
    if base is None:
        return
    found = list(faults(change, base))
    yield Held(_GROWTH, int(not found), 1)
    if found:
        yield _remark(subject, change, "；".join(found))


def faults(change: Change, base: Decimal) -> Iterator[str]:
    """What is wrong with a comparison, if last year's figure was ``base``."""
    now = change.now.value
    if change.base is not None and ((now < base) if change.up else (now > base)):
        word = "增" if change.up else "减"
        yield f"本年 {change.now.words}，上年 {change.base_words}，方向写反了（写的是“{word}”）"
    if change.base is not None and change.change is not None and abs(now - base) != change.change.value:
        yield f"{write(now)} 与 {write(base)} 相差 {write(abs(now - base))}，写的是 {change.change.words}"
    if base == 0:
        return
    if change.percent is not None:
        right = rounded(abs(now - base) * 100 / base, change.percent.numeral.text)
        if right != change.percent.value:
            high, low = max(now, base), min(now, base)
            said = change.percent.numeral.text
            yield f"（{write(high)} - {write(low)}）÷ {write(base)} = {write(right)}%，写的是 {said}"
    if change.multiple is not None and change.up and "是" not in change.multiple.clause:
        right = rounded((now - base) / base, change.multiple.numeral.text)
        if right != change.multiple.value:
            yield f"增长的倍数是 {write(right)}，写的是 {change.multiple.numeral.text}"


def _remark(subject: Subject, change: Change, said: str) -> Remark:
    figures = [f for f in (change.change, change.percent, change.multiple) if f is not None]
    last = max(figures, key=lambda figure: figure.numeral.end).numeral
    start = min(change.now.numeral.start, last.start)
    place = subject.words(change.sentence.line, start, max(last.end, last.stop))
    return Remark(place, f"与上年的比较算不出来：{said}。", "核对两年的数，重新计算。")


_LEVELS = Pattern(r"(?:由|从)[^，。；]{0,20}$")


def from_to(subject: Subject) -> Iterator[Said]:
    """由多少到多少，增减的方向不反。

    为什么：“由46条增加到40条”，动词和数字矛盾。
    依据：规则 34
    错例：
        一（一）：公开信息由2024年的46条增加到40条。
    对例：
        一（一）：公开信息由2024年的46条减少到40条。
    """
    for sentence, found in sentences(subject):
        for start, end in pairwise(found):
            verb = _TO.search(end.clause)
            if verb is None or not _LEVELS.search(start.clause) or start.unit != end.unit:
                continue
            up = verb.group()[0] in "增上升提扩"
            if (end.value < start.value) if up else (end.value > start.value):
                yield Remark(
                    subject.words(sentence.line, start.numeral.start, max(end.numeral.end, end.numeral.stop)),
                    f"由 {start.words}“{verb.group()}”{end.words}，方向写反了。",
                    "核对两个数和动词。",
                )


def level(subject: Subject) -> Iterator[Said]:
    """说持平的，两年的数相同。

    为什么：数不同就不是持平。
    依据：规则 34
    错例：
        一（一）：公开信息46条，与2024年的40条持平。
    对例：
        一（一）：公开信息46条，与2024年的46条持平。
    """
    for sentence, found in sentences(subject):
        if "持平" not in sentence.text:
            continue
        for now, base in pairwise(found):
            behind = sentence.line.text[max(base.numeral.end, base.numeral.stop) : sentence.end]
            if (
                re.match(r"(?:基本)?持平|相比(?:基本)?持平", behind)
                and re.search(r"与(?:上年|去年|20\d\d年)", base.clause)
                and now.unit == base.unit
                and now.value != base.value
                and "基本" not in behind[:8]
            ):
                yield Remark(
                    subject.words(sentence.line, now.numeral.start, max(base.numeral.end, base.numeral.stop)),
                    f"本年 {now.words}，上年 {base.words}，不是持平。",
                    "核对两个数，改用增加或减少。",
                )


def base_zero(subject: Subject) -> Iterator[Said]:
    """上年是零的，不写百分比。

    为什么：零没有百分比；写“上年为0件”或者“新增几件”。
    依据：规则 35；比较的写法
    错例：
        一（二）：收到申请3件，上年0件，同比增长100%。
    对例：
        一（二）：收到申请3件，上年为0件。
    """
    for change in changes(subject):
        if change.base == 0 and (change.percent is not None or change.multiple is not None):
            yield _remark(subject, change, "上年是 0，不能算百分比或倍数")


_FEWER = Pattern(r"(?:减少|下降|降低|缩小|缩短)(?:了|约|近)?(?:\d+(?:\.\d+)?|[一两二三四五六七八九十])倍", "倍")


def fewer_times(subject: Subject) -> Iterator[Said]:
    """减少不用倍数。

    为什么：一个数最多减少百分之百，说“减少2倍”不通。
    依据：比较的写法；规则 33
    错例：
        一（二）：收到申请3件，比上年减少2倍。
    对例：
        一（二）：收到申请3件，比上年减少6件。
    """
    for line in subject.open_lines:
        for match in _FEWER.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”：减少不能用倍数。",
                "写减少了几件，或者下降百分之几。",
            )


class Multiple(NamedTuple):
    """是上年的2.3倍: this year's figure, last year's where the sentence names it, and the multiple."""

    sentence: Sentence
    now: Figure
    base: Decimal | None
    figure: Figure


def multiples(subject: Subject) -> Iterator[Multiple]:
    """Every figure that is said to be so many times last year's."""
    for sentence, found in sentences(subject):
        for index, figure in enumerate(found):
            before = found[index - 1] if index else None
            direct = before is not None and before.last_year and "是" in before.clause and figure.gap == "的"
            if figure.numeral.kind is not NumeralKind.MULTIPLE or not (direct or _TIMES.search(figure.clause)):
                continue
            now = None if figure.numeral.approximate else _now(found[:index], figure)
            if now is not None:
                yield Multiple(sentence, now, _base(found, index, now)[0], figure)


_TIMES = Pattern(r"是(?:上年|去年|20\d\d年)的$")


def times(subject: Subject) -> Iterator[Said]:
    """“是上年的几倍”复算得出来。

    为什么：是上年的2倍，就是翻了一番；与“增长2倍”不同。
    依据：规则 33；比较的写法
    错例：
        一（一）：公开信息46条，2024年20条，是上年的3.3倍。
    对例：
        一（一）：公开信息46条，2024年20条，是上年的2.3倍。
    """
    for sentence, now, base, figure in multiples(subject):
        if not base:
            continue
        right = rounded(now.value / base, figure.numeral.text)
        yield Held(_GROWTH, int(right == figure.value), 1)
        if right != figure.value:
            yield Remark(
                subject.words(sentence.line, now.numeral.start, figure.numeral.end),
                f"{write(now.value)} ÷ {write(base)} = {write(right)}，写的是 {figure.numeral.text}。",
                "重新计算倍数。",
            )
