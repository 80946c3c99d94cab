"""Names and statements that have an original: the regulation, the title, the period, accountability (domain.md 3.1, 4, 38, 40)."""

import re
from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import plain
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place

_LAW = "中华人民共和国政府信息公开条例"
_QUOTED = Pattern(r"《((?:中华人民共和国)?[^《》（）〈〉]{4,18})》", "《")
_NEAR = 0.8


def law_name(subject: Subject) -> Iterator[Said]:
    """《中华人民共和国政府信息公开条例》的名称没有错。

    为什么：法规名称写错，是依据写错。
    依据：规则 40、43；《中华人民共和国政府信息公开条例》
    错例：
        引言：根据《中华人民共和国信息公开条例》编制本报告。
    对例：
        引言：根据《中华人民共和国政府信息公开条例》编制本报告。
    """
    for line in subject.lines:
        for match in _QUOTED.finditer(line.text):
            if _misnamed(plain(match.group(1))):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"条例的名称写成了“{match.group()}”，应是《{_LAW}》。",
                    "照原名改正。",
                )


def _misnamed(name: str) -> bool:
    """Whether a quoted title is that of the regulation with characters wrong, missing or doubled."""
    full = name.startswith("中华人民共和国")
    official = _LAW if full else _LAW.removeprefix("中华人民共和国")
    if name == official or abs(len(name) - len(official)) > _SLIPS or "公开条" not in name:
        return False
    if not full and name.endswith("条例"):
        return False  # 政务公开条例 and the like of a province may be another regulation
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where a name differs at all

    return SequenceMatcher(None, official, name, autojunk=False).ratio() >= _NEAR


_SLIPS = 2
_TITLE = Pattern(r"20\d\d年政府信息公开工作年度报告$")


def title_wording(subject: Subject) -> Iterator[Said]:
    """标题用“某年政府信息公开工作年度报告”。

    为什么：国家格式的标题是“（年份）年政府信息公开工作年度报告”，多一个“度”、写成“政务公开”都不是原话。
    依据：规则 1；国办公开办函〔2021〕30号附件的名称写法
    错例：
        标题：澜江县水务局/2025年度政府信息公开工作年度报告
    对例：
        标题：澜江县水务局/2025年政府信息公开工作年度报告
    """
    title = plain("".join(subject.report.title))
    if "报告" in title and re.search(r"20\d\d", title) and not _TITLE.search(title):
        yield Remark(
            Place(section="标题", excerpt="".join(subject.report.title)),
            f"标题“{''.join(subject.report.title)}”与国家格式不同。",
            "国家格式是“（年份）年政府信息公开工作年度报告”。",
        )


_PERIOD = Pattern(r"统计(?:期限|时间|范围|时段|周期|口径)|12月31日|1月1日|全年数据")


def period_missing(subject: Subject) -> Iterator[Said]:
    """引言写明数据的统计期限。

    为什么：不写期限，读者不知道数字是哪一段时间的。
    依据：规则 38；引言的写法
    错例：
        引言：根据《中华人民共和国政府信息公开条例》编制本报告。
    对例：
        引言：根据《中华人民共和国政府信息公开条例》编制本报告。统计期限自2025年1月1日起至2025年12月31日止。
    """
    lines = subject.in_section("intro")
    if lines and not _PERIOD.search("".join(line.text for line in lines)):
        yield Remark(Place(section="引言"), "引言没有写数据的统计期限。", "加一句：统计期限自1月1日起至12月31日止。")


_ACCOUNT = Pattern("责任追究|追究责任|追责|问责|追究|受到责任|约谈|通报批评|责任情形", "责")


def accountability(subject: Subject) -> Iterator[Said]:
    """人民政府的年报写到责任追究的情况。

    为什么：监督保障包括工作考核、社会评议和责任追究结果；没有发生的也写一句。
    依据：规则 4；国办公开办函〔2021〕30号
    错例：
        标题：澜江县人民政府/2025年政府信息公开工作年度报告
        一（五）：办公室承担公开工作，参加培训1次。
    对例：
        标题：澜江县人民政府/2025年政府信息公开工作年度报告
        一（五）：办公室承担公开工作，参加培训1次，未发生责任追究情形。
    """
    lines = subject.in_section("overview")
    governs = subject.kind == "政府" or (subject.report.agency or "").endswith("人民政府")
    if governs and lines and not _ACCOUNT.search("".join(line.text for line in lines)):
        yield Remark(
            Place(section="总体情况（五）监督保障"),
            "总体情况没有提到责任追究的情况。",
            "加一句；没有发生的写“未发生责任追究情形”。",
        )


_REMARK = Pattern(
    r"[（(\[](?:此|该|这|本|以上)?(?:处|个)?(?:数据|数字|数|段|句|项|条)?(?:请|待|需|须|由)[^（）()【】]{0,10}"
    r"(?:核实|核对|核准|补充|补齐|确认|提供|填报|修改|完善|审定|更新)(?:后再?定?)?[）)】\]]"
)


def remark_left(subject: Subject) -> Iterator[Said]:
    """没有起草时的批注。

    为什么：“（请某科补充）”“（待核实）”是写给同事看的，留在公布的报告里就是没有定稿。
    依据：规则 42；taxonomy.json 的 template_leftover
    错例：
        一（一）：全年公开信息46条（待信息科核实），其中工作动态46条。
    对例：
        一（一）：全年公开信息46条，其中工作动态46条。
    """
    for line in subject.lines:
        for match in _REMARK.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"像是起草时的批注：“{match.group()}”。",
                "核实以后删去批注。",
            )
