"""Parts and wholes in prose: 313条，其中公告126条、动态84条 (domain.md 3.1, 32; measured.md 2, gaps e and j)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from draftgen.checks.claims import claims
from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import sentences, sentences_in_lines
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Sentence, Subject
from draftgen.core.finding import Place
from draftgen.numerals import NumeralKind, write

_SUMS = "正文分项与总数"
_MARKER = Pattern(r"其中|包括|包含|分别为|分别是|分为|具体为|具体是|依次为|构成为|涵盖")
_BEHIND = Pattern(r"^\s*(?:[一-鿿]{0,6})?(?:[：:]|——|（(?!占|同比|比|较|含税))|^(?:申请|信息|案件|文件)?中[，,]?")
_TOTAL = Pattern(
    r"(?:总共|共计|合计|总计|累计|一共|共)(?:公开|发布|收到|办理|受理|办结|信息|开展|举办)?(?:各类|政府)?(?:信息|申请)?(?:约|达|有|为)?$"
)
_RESTART = Pattern(r"同时|此外|另外|另有|另|还|全年|通过|本年度?|截至")
_BESIDE = Pattern(r"加上|连同|另有|另外|此外")
_CHANNELS = Pattern(r"网站|微信|公众号|微博|抖音|头条|新媒体|客户端|报纸|公开栏|平台|广播|视频号")
# 办结申请298件，办理结果为予以公开144件: the outcomes are parts of what is closed, of nothing else.
_OUTCOMES = Pattern(r"(?:办理|处理|答复|办结)(?:结果|情况)(?:分别)?(?:为|是|有)", "结果", "情况")
_CLOSED = Pattern(r"办结|办毕|办理|答复|处理")
# 新收申请中，通过网络提交6件: how the requests came, one way each.
_BY_WAY = Pattern(
    r"\s*(?:在)?(?:全部|所有)?(?:新收|收到|受理|接收|接到)?的?(?:政府信息公开)?申请中[，,]?"
    r"|\s*(?:从|按照?)?(?:申请|提交|接收|受理|收件)?的?(?:渠道|方式|途径)(?:来|上)?(?:看|分|划分|统计|区分)[，,：:]?"
)
_WAYS = Pattern(r"网络|网上|在线|线上|网站|平台|信函|邮寄|邮件|信件|来信|当面|现场|窗口|传真")
_RECEIVED = Pattern(
    r"(?:新收|收到|受理|接收|接到)[^，。；]{0,16}申请[^，。；]{0,6}$|新收[^，。；]{0,6}$", "收", "受理", "接到"
)


class List(NamedTuple):
    """A whole and its parts in one reading; ``tail`` are the words behind the last part.

    ``once``: the parts divide the whole in one way, so no second division begins where some of them reach it.
    """

    sentence: Sentence
    whole: Figure
    parts: tuple[Figure, ...]
    tail: str
    once: bool = False

    @property
    def total(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def open(self) -> bool:
        """Whether the list says itself that it is not complete: 等, 其中重点."""
        return bool(re.search(r"等|重点|主要|为主|之一", self.tail)) or any(
            re.search(r"等[，、；]|重点|仅", part.gap) for part in self.parts
        )

    @property
    def said(self) -> str:
        return " + ".join(write(part.value) for part in self.parts)


def readings(subject: Subject) -> tuple[list[List], ...]:
    """Every whole with its parts, in all readings of where the parts end."""
    return subject.once("wholes", lambda: tuple(_readings(subject)))


def _readings(subject: Subject) -> Iterator[list[List]]:
    before: tuple[Sentence, list[Figure]] | None = None
    for sentence, found, earlier in sentences_in_lines(subject):
        counts = [figure for figure in found if figure.numeral.kind is NumeralKind.COUNT]
        for index in range(len(counts) - 1):
            behind = counts[index + 1].gap
            if behind.count("）") > behind.count("（"):
                continue  # what a bracket says beside the whole is no whole: 8件（含结转1件），其中
            said = _before_change(counts[: index + 1])
            if said is not None and (_opens(behind) or (_OUTCOMES.search(behind) and _CLOSED.search(said.clause))):
                yield _ends(sentence, said, counts[index + 1 :])
        opened = re.match(r"\s*(?:其中|包括|分别)", sentence.text)
        if opened and before and before[0].line == sentence.line and counts:
            wholes = [figure for figure in before[1] if figure.numeral.kind is NumeralKind.COUNT and not figure.change]
            yield [made for whole in wholes for made in _ends(sentence, whole, counts)]
        yield from _by_way(subject, sentence, counts, earlier)
        before = (sentence, found)


def _by_way(
    subject: Subject, sentence: Sentence, counts: Sequence[Figure], earlier: Sequence[Figure]
) -> Iterator[list[List]]:
    """The requests of the year by the way they came, told in a sentence of their own behind how many there were."""
    if sentence.line.part != "requests" or not _BY_WAY.match(sentence.text):
        return
    new = subject.value("requests.new")
    whole = next((one for one in earlier if one.value == new and _RECEIVED.search(one.clause) and not one.change), None)
    told = takewhile(lambda figure: _WAYS.search(figure.gap), counts)
    ways = tuple(figure for figure in told if whole is not None and _is_part(figure, whole))
    if whole is not None and len(ways) > 1:
        yield [List(sentence, whole, ways, _tail(sentence, ways[-1]), once=True)]


def _before_change(counts: Sequence[Figure]) -> Figure | None:
    """The last of the counts; where that says by how much the one before it grew, that one: 67条，较上年增加5条，其中."""
    last = counts[-1]
    if not last.change:
        return last
    before = counts[-2] if len(counts) > 1 else None
    return before if before and before.unit == last.unit and not (before.change or before.last_year) else None


def _opens(gap: str) -> bool:
    """Whether the words between two counts say that the second is a part of the first."""
    closed = "（" in gap and gap.count("（") <= gap.count("）")
    return bool(_MARKER.search(gap)) or (bool(_BEHIND.match(gap)) and not closed)


def _ends(sentence: Sentence, whole: Figure, rest: Sequence[Figure]) -> list[List]:
    """The parts of a whole, in each reading of where they end. Parts of parts are left out."""
    made: list[List] = []
    parts: list[Figure] = []
    brackets = rest[0].gap.lstrip()[:1] == "（"
    depth, nested, end = 0, False, _end(whole) if whole.numeral.start >= sentence.start else sentence.start
    for figure in rest:
        between = sentence.line.text[end : figure.numeral.start]
        end = _end(figure)
        depth += between.count("（") - between.count("）")
        if (brackets and depth <= 0) or _TOTAL.search(figure.clause) or _BESIDE.match(figure.clause):
            break
        if _RESTART.match(figure.clause) and sum(part.value for part in parts) == whole.value:
            break
        if parts and "；" in between:
            made.append(List(sentence, whole, tuple(parts), re.split("；", between)[0]))
            if _RESTART.search(re.split("；", between)[-1]):
                return made
            nested = False
        nested = nested or (bool(parts) and _opens(between))
        if not (nested or (depth > 0 and not brackets)) and _is_part(figure, whole):
            parts.append(figure)
    if parts:
        made.append(List(sentence, whole, tuple(parts), _tail(sentence, parts[-1])))
    return made


def _end(figure: Figure) -> int:
    return max(figure.numeral.end, figure.numeral.stop)


def _is_part(figure: Figure, whole: Figure) -> bool:
    return figure.unit == whole.unit and not figure.change and not figure.last_year


def _tail(sentence: Sentence, last: Figure) -> str:
    behind = sentence.line.text[_end(last) : sentence.end]
    return re.split("[；。]", behind)[0]


def _exact(made: List) -> bool:
    return not (made.whole.numeral.approximate or any(part.numeral.approximate for part in made.parts))


def _closes(made: List) -> bool:
    """Whether the parts are one or more complete divisions of the whole.

    Behind a comma the start of another division may follow: 其中直接起诉3件、复议后起诉4件，判决维持5件.
    """
    if made.once:
        return made.total == made.whole.value
    total, closed = Decimal(0), False
    for part in made.parts:
        if closed and total == 0 and "、" in part.gap:
            return False
        total += part.value
        if total == made.whole.value:
            total, closed = Decimal(0), True
        elif total > made.whole.value:
            return False
    return closed


def _over(made: List) -> bool:
    """Whether the parts exceed the whole, divisions that close left aside."""
    if made.once:
        return made.total > made.whole.value
    total = Decimal(0)
    for part in made.parts:
        total += part.value
        if total == made.whole.value:
            total = Decimal(0)
        elif total > made.whole.value:
            return True
    return False


def parts_over(subject: Subject) -> Iterator[Said]:
    """分项之和不大于总数。

    为什么：“其中”各项加起来比总数还多，必有一个数写错了。
    依据：规则 32；taxonomy.json 的 arith_sum
    错例：
        一（一）：全年公开信息46条，其中工作动态29条、水质公告18条。
    对例：
        一（一）：全年公开信息47条，其中工作动态29条、水质公告18条。
    """
    for tried in readings(subject):
        exact = [made for made in tried if _exact(made)]
        if not exact:
            continue
        if any(_closes(made) for made in exact):
            yield Held(_SUMS, 1, 1)
        elif all(_over(made) for made in exact) and not _by_channel(exact[0]):
            yield Held(_SUMS, 0, 1)
            made = exact[0]
            single = next((part for part in made.parts if part.value > made.whole.value), None)
            said = f"其中一项就有 {single.words}" if single else f"各项相加是 {made.said} = {write(made.total)}"
            yield Remark(
                _place(subject, made),
                f"总数是 {made.whole.words}，{said}，多出 {write((single.value if single else made.total) - made.whole.value)}。"
                + _tried(exact),
                "核对总数和各项。",
            )


def _by_channel(made: List) -> bool:
    """Whether the parts are channels on which one piece may stand several times. A request comes one way only."""
    return (
        made.sentence.line.part != "requests"
        and sum(bool(_CHANNELS.search(part.gap)) for part in made.parts) >= _SEVERAL
        and all(part.value <= made.whole.value for part in made.parts)
    )


_SEVERAL = 2


def _tried(readings_: Sequence[List]) -> str:
    if len(readings_) < 2:
        return ""
    sums = "、".join(dict.fromkeys(f"算到“{made.parts[-1].words}”是 {write(made.total)}" for made in readings_))
    return f"（几种读法都试过：{sums}）"


def _place(subject: Subject, made: List) -> Place:
    start = max(made.whole.numeral.start, made.sentence.start)
    last = made.parts[-1].numeral
    return subject.words(made.sentence.line, min(start, made.sentence.end), max(last.end, last.stop))


def parts_unequal(subject: Subject) -> Iterator[Said]:
    """分项列全了的，加起来等于总数。

    为什么：列了几项又没有“等”“其他”，读者会自己加；渠道之间有重复的，也要说清楚。
    依据：规则 32；来宾市卫生健康委员会2023年年报
    错例：
        一（一）：全年公开信息46条，其中工作动态20条、水质公告17条、人事信息3条。
    对例：
        一（一）：全年公开信息46条，其中工作动态20条、水质公告17条、人事信息3条等。
    """
    for tried in readings(subject):
        exact = [made for made in tried if _exact(made)]
        if not exact or any(_closes(made) for made in exact):
            continue
        made = max(exact, key=lambda one: len(one.parts))
        if all(_over(made) for made in exact):
            if _by_channel(exact[0]):
                message = f"总数是 {made.whole.words}，各渠道相加是 {made.said} = {write(made.total)}，大于总数。"
                yield Remark(_place(subject, made), message, "同一条信息在几个渠道发布的，写明“部分信息多渠道发布”。")
            continue
        several = len({made.whole.numeral.start for made in exact}) > 1
        near = abs(made.whole.value - made.total) <= max(Decimal(2), made.whole.value * _CLOSE)
        if made.open or len(made.parts) < _LISTED or several or (_over(made) and not near):
            continue
        if _told_by_table(subject, made):
            continue
        yield Held(_SUMS, 0, 1)
        yield Remark(
            _place(subject, made),
            f"总数是 {made.whole.words}，列出的各项相加是 {made.said} = {write(made.total)}，相差 {write(abs(made.whole.value - made.total))}。"
            + _tried(exact),
            "没有列全的，加“等”或者“其他”；列全了的，核对各项和总数。",
        )


def _told_by_table(subject: Subject, made: List) -> bool:
    """Whether every part stands in 表三 as it is told: what the sentence leaves out is there to be seen."""
    fitting = {
        (claim.sentence.line.block, claim.figure.numeral.start) for claim in claims(subject) if claim.fits is not None
    }
    return all((made.sentence.line.block, part.numeral.start) in fitting for part in made.parts)


_LISTED = 3
_CLOSE = Decimal("0.03")


def parts_total(subject: Subject) -> Iterator[Said]:
    """先列各项、后写合计的，加起来等于合计。

    为什么：合计是最先被人复算的数。
    依据：规则 32；taxonomy.json 的 arith_sum
    错例：
        一（一）：发布工作动态29条、水质公告17条、人事信息3条，合计48条。
    对例：
        一（一）：发布工作动态29条、水质公告17条、人事信息3条，合计49条。
    """
    for sentence, found in sentences(subject):
        counts = [figure for figure in found if figure.numeral.kind is NumeralKind.COUNT]
        for index, figure in enumerate(counts):
            if index < 2 or not re.search(r"(?:共计|合计|总计)[^，、]{0,8}$|^一?共$", figure.clause):
                continue
            parts = _listed_before(counts[:index], figure)
            total = sum((part.value for part in parts), Decimal(0))
            wrong = any(part.numeral.approximate for part in (*parts, figure))
            if len(parts) < 2 or wrong or _MARKER.search("".join(part.gap for part in parts[1:])):
                continue
            yield Held(_SUMS, int(total == figure.value), 1)
            if total != figure.value:
                said = " + ".join(write(part.value) for part in parts)
                last = figure.numeral
                place = subject.words(sentence.line, parts[0].numeral.start, max(last.end, last.stop))
                yield Remark(
                    place,
                    f"各项相加是 {said} = {write(total)}，合计写的是 {figure.words}。",
                    "核对各项和合计；有重复不能相加的，写明去重。",
                )


def _listed_before(counts: Sequence[Figure], total: Figure) -> list[Figure]:
    """The counts of the same unit right before a total, joined by 、 or 和: what a comma parts may overlap."""
    parts: list[Figure] = []
    for figure in reversed(counts):
        if figure.unit != total.unit or figure.change or figure.last_year:
            break
        parts.insert(0, figure)
        if not re.match(r"、|和|及|以及|与", figure.gap):
            break
    return parts
