"""Shares, rates and growth in prose, recomputed at the printed precision (domain.md 3.1, 33-35; 5.4)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from draftgen.checks.amounts import amount
from draftgen.checks.claims import claims, request_readings
from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import decimals, rounded, sentences, sentences_in_lines
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Sentence, Subject
from draftgen.numerals import NumeralKind, write

_SHARES = "占比"
_SHARE = Pattern(
    r"占(?:比|到|了|全部|总|全年|[一-鿿]{0,14}(?:的|比例))?[^，。；]{0,10}$|比例(?:为|是|达)?$|^\s*[（(]\s*$"
)
_RATE = Pattern(r"率(?:均|都|分别)?(?:为|达|达到|是|约|保持)?$|满意度(?:为|达)?$")


def _wholes(found: Sequence[Figure], part: Figure, before: Sequence[Figure]) -> list[Figure]:
    """The counts that a part may be a share of: those named before it, of its unit and no smaller."""
    index = found.index(part)
    named = (*before, *found[:index])
    return [
        figure
        for figure in named
        if figure.numeral.kind is NumeralKind.COUNT
        and figure.unit == part.unit
        and figure.value >= part.value
        and figure.value > 0
        and not figure.change
        and not figure.last_year
    ]


def share(subject: Subject) -> Iterator[Said]:
    """占比用计算器复算得出来。

    为什么：占比按写出的位数四舍五入，每一个单独算；为了凑成100%改动的，也是错。
    依据：规则 33；国家卫生健康委员会2024年年报
    错例：
        一（二）：全年答复申请3件：予以公开的2件，占66.6%；不予处理的1件，占33.3%。
    对例：
        一（二）：全年答复申请3件：予以公开的2件，占66.7%；不予处理的1件，占33.3%。
    """
    for sentence, part, percent, wholes, near in _shares(subject):
        fits = [whole for whole in wholes if rounded(part.value * 100 / whole, percent.numeral.text) == percent.value]
        if fits:
            yield Held(_SHARES, 1, 1)
        elif near:
            yield Held(_SHARES, 0, 1)
            yield _not_the_share(subject, sentence, part, percent, wholes)


def share_unclear(subject: Subject) -> Iterator[Said]:
    """占比说得清占的是谁。

    为什么：同一句里没有总数，与前文和表格的总数又都对不上，读者没法复算。
    依据：规则 33
    错例：
        表三 新收·总计：30
        一（二）：本年度收到政府信息公开申请30件。予以公开12件，占比45%。
    对例：
        表三 新收·总计：30
        一（二）：本年度收到政府信息公开申请30件。予以公开12件，占比40%。
    """
    for sentence, part, percent, wholes, near in _shares(subject):
        fits = any(rounded(part.value * 100 / whole, percent.numeral.text) == percent.value for whole in wholes)
        if not fits and not near and wholes:
            yield _not_the_share(subject, sentence, part, percent, wholes)


def _not_the_share(
    subject: Subject, sentence: Sentence, part: Figure, percent: Figure, wholes: Sequence[Decimal]
) -> Remark:
    tried = "；".join(
        f"{write(part.value)}÷{write(whole)} = {write(rounded(part.value * 100 / whole, percent.numeral.text))}%"
        for whole in wholes[:3]
    )
    place = subject.words(sentence.line, part.numeral.start, percent.numeral.end)
    return Remark(
        place,
        f"{part.words}的占比写的是 {percent.numeral.text}，算出来是：{tried}。",
        "用计算器复算；不要为了凑成100%改动。",
    )


def _shares(subject: Subject) -> Iterator[tuple[Sentence, Figure, Figure, list[Decimal], bool]]:
    """Every percentage that is a share of a count: its sentence, part, the wholes it may refer to, one in the sentence."""
    for sentence, found, before in sentences_in_lines(subject):
        for index, percent in enumerate(found):
            part = found[index - 1] if index else None
            if percent.numeral.kind is not NumeralKind.PERCENT or part is None:
                continue
            if part.numeral.kind is not NumeralKind.COUNT or part.change or percent.change:
                continue
            if not _SHARE.search(percent.gap) or _RATE.search(percent.gap) or re.search("[；。]", percent.gap):
                continue
            if percent.numeral.approximate or part.numeral.approximate:
                continue
            if _named(percent):
                continue
            own, earlier = _wholes(found, part, ()), _wholes(found, part, before)
            values = list(dict.fromkeys(figure.value for figure in (*own, *earlier)))
            values += [value for value in _table_wholes(subject, sentence, part) if value not in values]
            values = [value for value in values if value]
            if len(own) == 0 and part.value in values and len(values) > 1:
                values.remove(part.value)
            yield sentence, part, percent, values, bool(own)


_OF = Pattern(r"占(?:比|到|了|全部|总|全年|[一-鿿]{0,14}(?:的|比例))?[^，。；]{0,10}$")


def _named(percent: Figure) -> bool:
    """Whether the words before 占 name another part than the figure before: 其中公告占40%."""
    head = _label(percent)
    return bool(head.strip()) and head not in ("约", "共", "均", "合计", "共计", "各", "同比", "总")


def _named_shares(subject: Subject) -> Iterator[tuple[Sentence, Figure, list[Decimal], list[Decimal]]]:
    """Shares of a part that words name and whose figure stands elsewhere: 自然人申请占90.2%."""
    for sentence, found in sentences(subject):
        for percent in found:
            shared = percent.numeral.kind is NumeralKind.PERCENT and not percent.numeral.approximate
            if not shared or percent.change or not _SHARE.search(percent.gap) or _RATE.search(percent.gap):
                continue
            label = _label(percent)
            if not label or sentence.line.part != "requests":
                continue
            parts = [reading.value for reading in request_readings(subject, label) if reading.value]
            wholes = [value for value in _request_totals(subject) if value]
            if parts and wholes:
                yield sentence, percent, parts, wholes


def named_share(subject: Subject) -> Iterator[Said]:
    """点名占比的，与表三算出来的一致。

    为什么：“自然人申请占90%”没有写件数，读者会到表三里去算。
    依据：规则 33、26；measured.md 的缺口 c
    错例：
        表三 新收·自然人：9
        表三 新收·总计：10
        一（二）：收到政府信息公开申请10件，自然人申请占95%。
    对例：
        表三 新收·自然人：9
        表三 新收·总计：10
        一（二）：收到政府信息公开申请10件，自然人申请占90%。
    """
    for sentence, percent, parts, wholes in _named_shares(subject):
        text = percent.numeral.text
        place = subject.words(sentence.line, percent.numeral.start, percent.numeral.end)
        printed = _printed_otherwise(subject, sentence, percent)
        tabled = any(rounded(part * 100 / whole, text) == percent.value for part in parts for whole in wholes)
        fits = tabled and printed is None
        yield Held(_SHARES, int(fits), 1)
        if tabled and printed is not None:
            yield Remark(
                place,
                f"“{percent.clause}{text}”与表三相符，与正文的“{printed.clause}{printed.words}”对不上。",
                "先核对件数；件数改了的，百分比重新算。",
            )
        elif not fits:
            tried = "；".join(
                f"{write(part)}÷{write(whole)} = {write(rounded(part * 100 / whole, text))}%"
                for part in dict.fromkeys(parts)
                for whole in dict.fromkeys(wholes)
            )
            yield Remark(place, f"“{percent.clause}{text}”，按表三算是：{tried}。", "核对百分比和表三。")


def _printed_otherwise(subject: Subject, sentence: Sentence, percent: Figure) -> Figure | None:
    """The count that the paragraph gives for what a share is of, where it is not that of the table and gives another share."""
    meant = request_readings(subject, _label(percent))[:1]
    for claim in claims(subject):
        before = claim.sentence.line == sentence.line and claim.figure.numeral.start < percent.numeral.start
        if (
            claim.topic != "requests"
            or claim.ask
            or claim.fits is not None
            or not before
            or claim.readings[:1] != meant
        ):
            continue
        shares = (claim.figure.value * 100 / whole for whole in _request_totals(subject) if whole)
        if not any(rounded(share, percent.numeral.text) == percent.value for share in shares):
            return claim.figure
    return None


def _label(percent: Figure) -> str:
    """The words that name what a percentage is a share of: 自然人申请 of 自然人申请占90%."""
    return re.split(r"[，；：（、]", _OF.sub("", percent.gap))[-1].removeprefix("其中")


def _request_totals(subject: Subject) -> list[Decimal]:
    new, carried, total = (subject.value(f"requests.{row}") for row in ("new", "carried_in", "total"))
    values = [new, total, new + carried if new is not None and carried is not None else None]
    return [value for value in values if value is not None]


def _table_wholes(subject: Subject, sentence: Sentence, part: Figure) -> list[Decimal]:
    if part.unit != "件":
        return []
    if re.search("复议|诉讼", part.gap):
        found = (amount(subject, name) for name in ("reviews", "lawsuits"))
        return [one.value for one in found if one is not None and one.value >= part.value]
    if sentence.line.part != "requests":
        return []
    return [value for value in _request_totals(subject) if value >= part.value]


def shares_whole(subject: Subject) -> Iterator[Said]:
    """各项占比加起来是100%。

    为什么：几项合起来是全部，占比之和就该是100%，误差不超过四舍五入的范围。
    依据：规则 33
    错例：
        一（二）：收到申请10件，其中自然人申请6件，占比60%；企业申请4件，占比30%。
    对例：
        一（二）：收到申请10件，其中自然人申请6件，占比60%；企业申请4件，占比40%。
    """
    for sentence, found in sentences(subject):
        pairs = [
            (part, percent)
            for part, percent in pairwise(found)
            if part.numeral.kind is NumeralKind.COUNT
            and percent.numeral.kind is NumeralKind.PERCENT
            and _SHARE.search(percent.gap)
            and not _RATE.search(percent.gap)
        ]
        if len(pairs) < 2:
            continue
        total = sum((part.value for part, _ in pairs), Decimal(0))
        whole = next((figure for figure in found if figure.value == total and figure.unit == pairs[0][0].unit), None)
        percents = sum((percent.value for _, percent in pairs), Decimal(0))
        places = max(decimals(percent.numeral.text) for _, percent in pairs)
        slack = Decimal(len(pairs)) * Decimal(1).scaleb(-places) / 2
        if whole is not None and abs(percents - 100) > slack:
            place = subject.words(sentence.line, pairs[0][0].numeral.start, pairs[-1][1].numeral.end)
            yield Remark(place, f"各项合起来是全部 {whole.words}，占比之和却是 {write(percents)}%。", "逐项复算占比。")


def over_hundred(subject: Subject) -> Iterator[Said]:
    """占比和办结率、满意率不超过100%。

    为什么：部分不会大于整体；下降也不会超过100%。
    依据：规则 33；同类审核工具设计中的 QR-012
    错例：
        一（二）：申请按时办结率105%。
    对例：
        一（二）：申请按时办结率100%。
    """
    for sentence, found in sentences(subject):
        for figure in found:
            if figure.numeral.kind is not NumeralKind.PERCENT or figure.value <= 100:
                continue
            down = re.search(r"(?:下降|减少|降低|回落)(?:了|约|近)?$", figure.clause)
            if _RATE.search(figure.gap) or (_SHARE.search(figure.gap) and not figure.change) or down:
                yield Remark(
                    subject.words(sentence.line, figure.numeral.start, figure.numeral.end),
                    f"“{figure.clause}{figure.numeral.text}”超过了100%。",
                    "复算这个百分比。",
                )


def rate_of_nothing(subject: Subject) -> Iterator[Said]:
    """没有发生的，不写办结率。

    为什么：“受理0件，办结率100%”没有意义；没有就写没有。
    依据：规则 35；零的写法
    错例：
        一（二）：全年受理申请0件，办结率100%。
    对例：
        一（二）：本年度未收到政府信息公开申请。
    """
    for sentence, found in sentences(subject):
        for nothing, rate in pairwise(found):
            if (
                nothing.numeral.kind is NumeralKind.COUNT
                and nothing.value == 0
                and not nothing.change
                and rate.numeral.kind is NumeralKind.PERCENT
                and _RATE.search(rate.gap)
                and not re.search("[；。]", rate.gap)
            ):
                yield Remark(
                    subject.words(sentence.line, nothing.numeral.start, rate.numeral.end),
                    f"{nothing.words}，却写了“{rate.gap.lstrip('，,')}{rate.numeral.text}”。",
                    "没有发生的，只写没有发生。",
                )
        for rate in found:
            what = _nothing_of(subject, sentence, rate)
            if what:
                yield Remark(
                    subject.words(sentence.line, rate.numeral.start, rate.numeral.end),
                    f"全年没有{what}，却写了“{rate.clause}{rate.numeral.text}”。",
                    "没有发生的，只写没有发生。",
                )


def _nothing_of(subject: Subject, sentence: Sentence, rate: Figure) -> str:
    """What there was none of in the tables, where a rate of it is given."""
    if rate.numeral.kind is not NumeralKind.PERCENT or sentence.line.part != "requests" or _OTHER_RATE.search(rate.gap):
        return ""
    if re.search("(?:答复|办结|办理)率", rate.clause) and not any(
        subject.value(path) != 0 for path in ("requests.new", "requests.carried_in", "requests.total")
    ):
        return "申请"
    cases = [found for name in ("reviews", "lawsuits") if (found := amount(subject, name)) is not None]
    none = len(cases) == 2 and not any(found.value for found in cases)
    return "复议、诉讼" if none and re.search("(?:维持|胜诉|败诉|纠错|纠正)率", rate.clause) else ""


_OTHER_RATE = Pattern("建议|提案|咨询|留言|热线|来信|投诉")


def precise(subject: Subject) -> Iterator[Said]:
    """百分比最多两位小数，件数没有小数。

    为什么：“33.3333%”“3.5件”是从表格里直接粘贴的。
    依据：taxonomy.json 的 over_precise
    错例：
        一（二）：予以公开1件，占比33.3333%。
    对例：
        一（二）：予以公开1件，占比33.3%。
    """
    for sentence, found in sentences(subject):
        for figure in found:
            places = decimals(figure.numeral.text)
            percent = figure.numeral.kind is NumeralKind.PERCENT and places > 2
            count = figure.unit in _WHOLE_UNITS and figure.value != figure.value.to_integral_value()
            if percent or count:
                yield Remark(
                    subject.words(sentence.line, figure.numeral.start, figure.numeral.end),
                    f"“{figure.words}”{'小数位数太多' if percent else '不应有小数'}。",
                    "保留一位小数。" if percent else "核对这个数。",
                )


_WHOLE_UNITS = frozenset(("件", "条", "篇", "份", "次", "场", "期", "人", "名", "个", "家", "人次"))


def points(subject: Subject) -> Iterator[Said]:
    """百分比相减用“百分点”。

    为什么：满意率由90%到92%，是提高2个百分点；说提高2%，就成了另一个数。
    依据：规则 33；比较的写法
    错例：
        一（五）：收回问卷120份，满意率为94.6%，比上年提高1.3%。
    对例：
        一（五）：收回问卷120份，满意率为94.6%，比上年提高1.3个百分点。
    """
    for sentence, found in sentences(subject):
        for rate, change in pairwise(found):
            both = rate.numeral.kind is NumeralKind.PERCENT and change.numeral.kind is NumeralKind.PERCENT
            if not both or change.unit or rate.change or not change.change or re.search("[；。]", change.gap):
                continue
            if _RATE.search(rate.gap) or re.search("占|比例|比重", rate.clause):
                yield Remark(
                    subject.words(sentence.line, change.numeral.start, change.numeral.end),
                    f"“{change.clause}{change.numeral.text}”说的是两个百分比之差，应是百分点。",
                    "改成“个百分点”；确实是按比例增减的，可以不理。",
                )
