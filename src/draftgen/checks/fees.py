"""What section six says of fees, and what table 2 says of charges (domain.md 2; 3.1, 30)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import sentences
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Sentence, Subject
from draftgen.numerals import NumeralKind, write


def money(figure: Figure) -> Decimal:
    """An amount in 元."""
    return figure.value * {"万元": 10_000, "亿元": 100_000_000, "千元": 1_000}.get(figure.unit, 1)


_FEES = Pattern(r"信息处理费|信息公开(?:工作)?(?:收费|费用|的费用)|收取[^，。；]{0,12}费")


def _fee_figures(subject: Subject) -> Iterator[tuple[Sentence, Figure]]:
    for sentence, found in sentences(subject):
        if not _FEES.search(sentence.text) or "行政事业性收费" in sentence.text:
            continue
        for figure in found:
            if (
                figure.unit in ("元", "万元")
                and figure.numeral.kind is NumeralKind.COUNT
                and not _RATE.search(figure.gap)
            ):
                yield sentence, figure


_RATE = Pattern(r"每[件页]|标准|超过|以[上下]|\d+[件页]以|元/|按照")


_NO_FEE = Pattern(
    r"(?:未|没有|无)(?:(?:发生|收取|产生)[^，。；]{0,8}(?:信息(?:公开)?处理费|信息公开[^，。；]{0,6}费)|信息(?:公开)?处理费)",
    "费",
)
_OTHERS = Pattern(r"本级|上年|去年|行政事业性")


def fee_both(subject: Subject) -> Iterator[Said]:
    """信息处理费，收了就不说没收。

    为什么：“未收取”和金额同时出现，必有一处错。
    依据：规则 30
    错例：
        六：本年度未收取信息处理费。全年收取信息处理费200元。
    对例：
        六：全年收取信息处理费200元。
    """
    took = [f for s, f in _fee_figures(subject) if f.value > 0 and not f.last_year and not _OTHERS.search(s.text)]
    for line in (*subject.in_section("overview"), *subject.in_section("other")):
        none = _NO_FEE.search(line.text)
        paid = took[0] if took and none and not _OTHERS.search(_around(line.text, none)) else None
        if none and paid:
            yield Remark(
                subject.words(line, none.start(), none.end()),
                f"一处说“{none.group()}”，一处写了 {paid.words}。",
                "核对收费情况，只留一种说法。",
            )


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence in which it stands."""
    return re.split("。", text[: match.start()])[-1] + re.split("。", text[match.start() :])[0]


def fee_multiple(subject: Subject) -> Iterator[Said]:
    """信息处理费是10元的倍数，以元为单位。

    为什么：按件、按页的收费标准每档都是10元的倍数；数额不大，不用万元。
    依据：规则 30；国办函〔2020〕109号
    错例：
        六：全年收取信息处理费395元。
    对例：
        六：全年收取信息处理费390元。
    """
    for sentence, figure in _fee_figures(subject):
        if money(figure) % 10:
            place = subject.words(sentence.line, figure.numeral.start, max(figure.numeral.end, figure.numeral.stop))
            yield Remark(
                place,
                f"信息处理费 {figure.words}不是 10 元的倍数。",
                "按国家收费标准每笔都是10元的倍数；核对收费单据。",
            )


def fee_charges(subject: Subject) -> Iterator[Said]:
    """信息处理费不是表二的行政事业性收费。

    为什么：表二填的是本机关各项行政事业性收费（万元），信息处理费只是依申请公开收的费（元），两个数不是一回事。
    依据：规则 30；measured.md 的缺口 j、陷阱 31
    错例：
        表二 行政事业性收费：44.862
        六：本年度收取信息处理费44.862万元。
    对例：
        表二 行政事业性收费：44.862
        六：本年度收取信息处理费40元。
    """
    charges = subject.value("charges")
    for sentence, figure in _fee_figures(subject):
        place = subject.words(sentence.line, figure.numeral.start, max(figure.numeral.end, figure.numeral.stop))
        if charges and figure.value and (money(figure) == charges * 10_000 or figure.value == charges):
            yield Remark(
                place,
                f"信息处理费 {figure.words}与表二的行政事业性收费 {write(charges)} 万元相同。",
                "核对：信息处理费只包括依申请公开收的费。",
            )
        elif figure.unit == "万元" and figure.value:
            yield Remark(place, f"信息处理费写了 {figure.words}。", "信息处理费以元为单位；核对数额和单位。")


def fee_notice(subject: Subject) -> Iterator[Said]:
    """表三有逾期未缴费的，不说没有发过收费通知。

    为什么：没有收费通知，就不会有逾期未缴费。
    依据：规则 30
    错例：
        表三 逾期未缴费·总计：1
        六：本年度未发出收费通知，未收取信息处理费。
    对例：
        表三 逾期未缴费·总计：0
        六：本年度未发出收费通知，未收取信息处理费。
    """
    value = subject.value("requests.other_2")
    if not value:
        return
    for line in subject.in_section("other"):
        match = re.search(r"(?:未|没有|无)[^，。；]{0,8}(?:收费通知|缴费通知)", line.text)
        if match:
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"正文说“{match.group()}”，表三“逾期未缴费”有 {write(value)} 件。",
                "核对这两处。",
            )


def charges(subject: Subject) -> Iterator[Said]:
    """正文写的行政事业性收费与表二一致。

    为什么：表二的单位是万元，正文常用元，换算容易错。
    依据：规则 25；taxonomy.json 的 unit
    错例：
        表二 行政事业性收费：44.862
        一（一）：全年行政事业性收费44.862元。
    对例：
        表二 行政事业性收费：44.862
        一（一）：全年行政事业性收费44.862万元。
    """
    value = subject.value("charges")
    if value is None:
        return
    for sentence, found in sentences(subject):
        for figure in found:
            if (
                figure.unit not in ("元", "万元", "亿元")
                or "行政事业性收费" not in figure.clause
                or figure.numeral.approximate
            ):
                continue
            if re.search(r"减免|取消|降低|减少|退", figure.clause) or figure.change or figure.last_year:
                continue
            if money(figure) != value * 10_000:
                place = subject.words(sentence.line, figure.numeral.start, max(figure.numeral.end, figure.numeral.stop))
                yield Remark(
                    place, f"正文写行政事业性收费 {figure.words}，表二是 {write(value)} 万元。", "核对数额和单位。"
                )
