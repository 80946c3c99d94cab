"""What is said again: a figure of section five, everybody a natural person, a paragraph of last year (domain.md 3.1, 22, 25-26)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from draftgen.checks.amounts import amount
from draftgen.checks.claims import claims
from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import sentences
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.similarity import likeness
from draftgen.checks.spelling import dateless
from draftgen.checks.subject import Sentence, Subject
from draftgen.core.finding import Place
from draftgen.core.report import Report
from draftgen.numerals import NumeralKind, write


def same_fact(subject: Subject) -> Iterator[Said]:
    """第五部分再提到的数，与总体情况相同。

    为什么：同一件事前后两个数，读者不知道信哪个。
    依据：规则 25；taxonomy.json 的 narrative_vs_count
    错例：
        一（一）：全年公开信息46条，其中办事指南信息29条、水质公告17条。
        五：（一）主要问题。更新不够及时，26条办事指南信息中有3条过期。/（二）改进措施。2026年，专人及时更新。
    对例：
        一（一）：全年公开信息46条，其中办事指南信息29条、水质公告17条。
        五：（一）主要问题。更新不够及时，29条办事指南信息中有3条过期。/（二）改进措施。2026年，专人及时更新。
    """
    told = [
        (figure.clause.removesuffix("共"), figure)
        for sentence, found in sentences(subject)
        if sentence.line.section == "overview"
        for figure in found
        if _whole(figure)
    ]
    for sentence, found in sentences(subject):
        if sentence.line.section != "problems":
            continue
        for figure in found:
            noun = _noun(sentence, figure) if _whole(figure) else ""
            same = [other for label, other in told if noun and label.endswith(noun) and other.unit == figure.unit]
            if len(same) == 1 and same[0].value != figure.value:
                place = subject.words(sentence.line, figure.numeral.start, max(figure.numeral.end, figure.numeral.stop))
                yield Remark(
                    place,
                    f"第五部分写“{noun}”{figure.words}，总体情况写的是 {same[0].words}。",
                    "核对是不是同一件事；是的，改成同一个数。",
                )


def _whole(figure: Figure) -> bool:
    return (
        figure.numeral.kind is NumeralKind.COUNT
        and bool(figure.unit)
        and not (figure.change or figure.last_year or figure.numeral.approximate)
    )


_COUNTED = Pattern(r"(?:的)?([一-鿿]{4,14}?)(?=[，。；、（中里有是为多都均按未没不需只仍已由]|$)")


def _noun(sentence: Sentence, figure: Figure) -> str:
    """What a figure counts: the words behind it (29条办事指南信息), or before it (属于行政查询事项的22件)."""
    behind = sentence.line.text[max(figure.numeral.end, figure.numeral.stop) : sentence.end]
    match = _COUNTED.match(behind)
    if match:
        return match.group(1)
    before = figure.clause
    return before[:-1] if before.endswith("的") and len(before) > _LEAST else ""


_LEAST = 4
_PERSONS = Pattern(r"(?<!不)(?:均|全部|都)(?:由|为|是|系|来自|属)自然人|自然人申请(?:占|占比)?100[%％]", "自然人")


def all_persons(subject: Subject) -> Iterator[Said]:
    """说申请人都是自然人的，表三没有法人或其他组织的申请。

    为什么：正文说都是自然人，表三企业一栏有数，必有一处错。
    依据：规则 26；taxonomy.json 的 narrative_vs_count
    错例：
        表三 新收·商业企业：2
        一（二）：收到政府信息公开申请7件，均由自然人提出。
    对例：
        表三 新收·商业企业：0
        一（二）：收到政府信息公开申请7件，均由自然人提出。
    """
    found = amount(subject, "requests.new.organisation")
    if found is None or not found.value:
        return
    for line in subject.lines:
        match = _PERSONS.search(line.text) if line.part == "requests" else None
        if match and not (match.group()[-1] in "%％" and _rounds_away(subject, found.value)):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"正文写“{match.group()}”，表三法人或其他组织新收 {write(found.value)} 件。",
                "核对正文和表三；只说其中一部分申请的，写明是哪一部分。",
            )


def _rounds_away(subject: Subject, few: Decimal) -> bool:
    """Whether so few of all requests are 0% as it is printed."""
    new = amount(subject, "requests.new")
    return new is not None and few * _HALF_A_PERCENT < new.value


_HALF_A_PERCENT = 200


def paragraph_copied(subject: Subject) -> Iterator[Said]:
    """总体情况没有整段照搬上年的。

    为什么：一段话与上年一字不差，多半是没有写本年度的事。
    依据：规则 22
    错例：
        上年 一（四）：依托县政府门户网站发布信息，开设供水服务专栏，设查阅点一处，方便群众查询停水通知、水价标准和水质公告，并配备自助查询设备。
        一（四）：依托县政府门户网站发布信息，开设供水服务专栏，设查阅点一处，方便群众查询停水通知、水价标准和水质公告，并配备自助查询设备。
    对例：
        上年 一（四）：依托县政府门户网站发布信息，开设供水服务专栏，设查阅点一处，方便群众查询停水通知、水价标准和水质公告，并配备自助查询设备。
        一（四）：依托县政府门户网站发布信息，新增用水报装、故障报修两项网上服务，窗口配备一台自助终端，老年群众可由工作人员代为查询。
    """
    last = subject.context.last
    if last is None:
        return
    old = {dateless(prose.text) for prose in last.prose() if not prose.heading}
    for line in subject.in_section("overview"):
        body = dateless(line.text)
        if line.heading or line.part == "requests" or len(body) < _LONG:
            continue
        if len(body) < _TELLING and (body not in old or not _NEW.search(body)):
            continue  # a standing arrangement may be told in the same few words each year; what is new may not
        if any(abs(len(body) - len(text)) < _SLACK and likeness(body, text) >= _SAME for text in old):
            yield Remark(
                subject.whole(line),
                f"这一段与上年年报一字不差：“{line.text.strip()[:30]}……”。",
                "改写成本年度的事；确实没有变化的，可以不理。",
            )


_TELLING = 40
_NEW = Pattern(r"新增|增加|增设|上线|改版|改造|重新|首次|新设|新建|开通|推出|升级|优化|新开")
_LONG, _SLACK, _SAME = 16, 4, 0.98


_DECIDED = ("permits", "penalties", "coercion", "charges")
_FILLED = 2


def copied_decisions(subject: Subject) -> Iterator[Said]:
    """表二的处理决定、收费与上年不完全相同。

    为什么：许可、处罚、强制、收费几项都和上年一样，多半是没有改数。
    依据：规则 21
    错例：
        上年 表二 行政许可：312
        上年 表二 行政处罚：45
        表二 行政许可：312
        表二 行政处罚：45
    对例：
        上年 表二 行政许可：312
        上年 表二 行政处罚：45
        表二 行政许可：298
        表二 行政处罚：45
    """
    last = subject.context.last
    if last is None:
        return
    pairs = [(subject.value(path), last.cell(path)) for path in _DECIDED]
    same = [now for now, before in pairs if before is not None and now == before.value]
    filled = [now for now in same if now]
    if len(same) == len(pairs) and len(filled) >= _FILLED and max(filled) >= subject.limit("jump_base"):
        yield Remark(
            Place(section="主动公开政府信息情况"),
            f"表二的许可、处罚、强制、收费与上年年报完全相同（{'、'.join(write(now) for now in filled)}）。",
            "核对是不是忘了改成本年的数。",
        )


def base_quoted(subject: Subject) -> Iterator[Said]:
    """引用的上年数，与上年年报的表格相同。

    为什么：“上年为2件”，上年年报的表里却是0件，读者一翻就知道。
    依据：规则 33、25；measured.md 的缺口 d
    错例：
        上年 表三 新收·总计：4
        表三 新收·总计：5
        一（二）：本年度新收政府信息公开申请5件，上年为3件。
    对例：
        上年 表三 新收·总计：4
        表三 新收·总计：5
        一（二）：本年度新收政府信息公开申请5件，上年为4件。
    """
    last = subject.context.last
    if last is None:
        return
    yield from _changed_from(subject, last)
    for mention in subject.mentions:
        path = mention.path
        if not path.endswith(".prev") or mention.value is None or mention.approximate:
            continue
        cell = last.cell(path.removesuffix(".prev"))
        if cell is None or cell.value is None or cell.value == mention.value:
            continue
        line = next((one for one in subject.lines if one.block == mention.place.block), None)
        start = mention.place.start - line.offset if line is not None else 0
        if line is not None and re.search(rf"(?:上年|去年|{subject.year - 1}年)(?:为|是|有)?$", line.text[:start]):
            yield Remark(
                subject.words(line, start, start + len(mention.text)),
                f"写的上年数是 {mention.text}{mention.unit}，上年年报的表里是 {write(cell.value)}。",
                "照上年年报核对；公布后更正过的，可以不理。",
            )


def _changed_from(subject: Subject, last: Report) -> Iterator[Said]:
    """新收申请由58件增加到124件: where 124 is in this year's table, 58 is in last year's."""
    firsts = {
        (sentence.line.block, now.numeral.start): before
        for sentence, found in sentences(subject)
        for before, now in pairwise(found)
        if before.start
    }
    for claim in claims(subject):
        before = firsts.get((claim.sentence.line.block, claim.figure.numeral.start))
        if before is None or claim.ask or claim.fits is None or before.numeral.approximate:
            continue
        cells = [last.cell(path) for path in claim.fits.paths]
        values = [cell.value for cell in cells if cell is not None and cell.value is not None]
        was = sum(values, Decimal(0))
        if cells and len(values) == len(cells) and was != before.value:
            yield Remark(
                subject.words(claim.sentence.line, before.numeral.start, max(before.numeral.end, before.numeral.stop)),
                f"写的上年数是 {before.words}，上年年报的表里是 {write(was)}。",
                "照上年年报核对；公布后更正过的，可以不理。",
            )
