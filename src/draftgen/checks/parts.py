"""The five parts of 总体情况, and what sections five and six must hold (domain.md 3.1, 4-7)."""

import re
from collections.abc import Iterator

from draftgen.checks.names import PARTS, TITLES
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import common, misspelt, plain
from draftgen.checks.subject import Line, Subject
from draftgen.core.finding import Place


def part_missing(subject: Subject) -> Iterator[Said]:
    """总体情况写到五个方面。

    为什么：30号文要求总体情况包括主动公开、依申请公开、政府信息管理、平台建设、监督保障，不能遗漏。
    依据：规则 4；国办公开办函〔2021〕30号
    错例：
        去掉：一（五）
    对例：
        一（五）：办公室承担公开工作，举办培训1次，未发生责任追究情形。
    """
    if subject.section("overview") is None:
        return
    lines = subject.in_section("overview")
    there = {line.part for line in lines if line.part}
    headed = len(there & set(PARTS)) >= _HEADED
    heads = "".join(line.text if line.heading else line.text[: line.lead] for line in lines)
    text = heads if headed else "".join(line.text for line in lines)
    missing = [name for part, name in PARTS.items() if part not in there and not _WORDS_OF[part].search(text)]
    if missing:
        yield Remark(
            Place(section=TITLES["overview"]),
            f"总体情况没有看到：{'、'.join(missing)}。",
            "按五个方面补齐；确实没有可写的，用一句话说明。",
        )


_HEADED = 3  # with three of the five heads there, the other two are looked for among the heads
_WORDS_OF = {
    "publication": Pattern("主动公开"),
    "requests": Pattern("依申请|申请公开|公开申请"),
    "management": Pattern("信息管理|规范性文件|审查|审核|清理|三审三校"),
    "platform": Pattern("平台|网站|公众号|新媒体|专栏"),
    "supervision": Pattern("监督|考核|培训|责任追究|评议|保障"),
}


def part_order(subject: Subject) -> Iterator[Said]:
    """总体情况的五个方面按次序写。

    为什么：五个方面的名称和次序是30号文给定的。
    依据：规则 4；国办公开办函〔2021〕30号
    错例：
        一次序：二、一、三、四、五
    对例：
        一次序：一、二、三、四、五
    """
    printed = list(dict.fromkeys(line.part for line in subject.in_section("overview") if line.part in PARTS))
    wanted = [part for part in PARTS if part in printed]
    if printed != wanted:
        yield Remark(
            Place(section=TITLES["overview"]),
            f"总体情况的次序是：{'、'.join(PARTS[part][3:] for part in printed)}。",
            f"30号文的次序是：{'、'.join(PARTS[part][3:] for part in wanted)}。",
        )


_PART_TITLES = (
    "主动公开",
    "主动公开政府信息",
    "依申请公开",
    "依申请公开政府信息",
    "政府信息管理",
    "政府信息公开平台建设",
    "平台建设",
    "监督保障",
    "政府信息公开监督保障",
)
_COUNTER = Pattern(r"^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]+\s*")


def part_title(subject: Subject) -> Iterator[Said]:
    """五个方面的小标题没有错字漏字。

    为什么：小标题用的是固定名称，漏一个字（府信息公开平台）一眼就看见。
    依据：规则 43；咸宁市某局年报
    错例：
        小标题 一（四）：（四）府信息公开平台建设
    对例：
        小标题 一（四）：（四）政府信息公开平台建设情况
    """
    for line in subject.in_section("overview"):
        head = line.text if line.heading else line.text[: line.lead]
        title = plain(_COUNTER.sub("", head))
        for ending in ("情况", "方面", "工作"):
            title = title.removesuffix(ending)
        official = max(_PART_TITLES, key=lambda name: common(name, title)) if title else ""
        if title and misspelt(official, title):
            yield Remark(subject.words(line, 0, len(head)), f"小标题“{head.strip()}”应是“{official}”。", "改正错字。")


_INLINE_HEAD = Pattern(r"^\s*[（(][一二三四五六七八九十]+[）)][^。：:；;，]{2,30}[。：:．.]?\s*")
_LEAST = 6


def part_empty(subject: Subject) -> Iterator[Said]:
    """有小标题就有内容。

    为什么：标题下面空着，是漏写或者漏贴。
    依据：规则 4；taxonomy.json 的 empty_section
    错例：
        一（三）：
    对例：
        一（三）：信息发布前进行保密审查。
    """
    lines: dict[str, list[Line]] = {}
    for line in subject.in_section("overview"):
        if line.part in PARTS:
            lines.setdefault(line.part, []).append(line)
    for found in lines.values():
        body = "".join("" if line.heading else _INLINE_HEAD.sub("", line.text) for line in found)
        if len(plain(body)) < _LEAST:
            yield Remark(subject.whole(found[0]), f"“{found[0].text.strip()}”下面没有内容。", "补写这一方面的情况。")


def problems_empty(subject: Subject) -> Iterator[Said]:
    """第五部分有内容。

    为什么：写“无”或者一句话带过，等于没有报告问题和改进情况。
    依据：规则 5；同类审核工具的 narrative_sec5_gap
    错例：
        五：无。
    对例：
        五：主要问题：更新不够及时。改进措施：2026年落实专人每周检查更新情况。
    """
    section = subject.section("problems")
    if section is None:
        return
    body = "".join(line.text for line in subject.in_section("problems") if not line.heading)
    if len(plain(body)) < 10:
        said = f"只写了“{body.strip()}”" if body.strip() else "没有内容"
        yield Remark(
            subject.heading(section), f"“{TITLES['problems']}”{said}。", "写出本年度的问题，并逐条写改进措施。"
        )


_PROBLEM = Pattern("不足|问题|差距|薄弱|不够|有待|滞后|欠缺|短板|较少|偏少|不高|不强|不全|难点|困难|缺乏|不到位")
_MEASURE = Pattern(
    r"下一?步|将|措施|改进(?:情况|方向|工作)|针对(?:上述|以上|这些|存在)|整改|今后|进一步|继续|打算|计划|拟"
    r"|(?:一是|1[.．、]|（一）)(?:加|强|完善|提|健全|规范|优化|拓|深化|严格|落实|建立|推)"
)


def problems_half(subject: Subject) -> Iterator[Said]:
    """第五部分既有问题，也有改进。

    为什么：标题是“存在的主要问题及改进情况”，只写一半不完整。
    依据：规则 5
    错例：
        五：2026年，我局将落实专人每周检查栏目更新情况，并按季通报。
    对例：
        五：信息更新不够及时。2026年，我局将落实专人每周检查栏目更新情况。
    """
    section = subject.section("problems")
    lines = subject.in_section("problems")
    body = "".join(line.text for line in lines if not line.heading)
    if section is None or len(plain(body)) < 10:
        return
    planned = _MEASURE.search("".join(line.text for line in lines)) or f"{subject.year + 1}年" in body
    if not _PROBLEM.search(body) and not subject.report.problems:
        yield Remark(subject.heading(section), "第五部分没有看到存在的问题。", "写出本年度工作中的主要问题。")
    elif not planned and not subject.report.measures:
        yield Remark(subject.heading(section), "第五部分没有看到改进情况。", "针对写出的问题，逐条写改进措施。")


_FEE = Pattern("处理费|收费|收取|费用")


def fee_missing(subject: Subject) -> Iterator[Said]:
    """第六部分说明收取信息处理费的情况。

    为什么：国家格式注明“收取信息处理费情况在此处报告”，没有收的也要写明。
    依据：规则 6；国办公开办函〔2021〕30号附件
    错例：
        六：无其他需要报告的事项。
    对例：
        六：本年度未收取信息处理费，无其他需要报告的事项。
    """
    section = subject.section("other")
    if section is None or 0 < subject.year < 2021:
        return
    body = "".join(line.text for line in subject.in_section("other"))
    if not _FEE.search(body):
        yield Remark(
            subject.heading(section),
            "第六部分没有说明收取信息处理费的情况。",
            "加一句，例如“本年度未收取信息处理费”；收了的写明件数和金额。",
        )


def overview_long(subject: Subject) -> Iterator[Said]:
    """总体情况不过长。

    为什么：有的地方要求总体情况原则上不超过一千字；上限可以在设置里改。
    依据：规则 7；武政办发〔2025〕54号
    错例：
        一（一）：公开内容有1项。（重复200遍）
    对例：
        一（一）：公开信息46条。
    """
    length = sum(len(re.sub(r"\s", "", line.text)) for line in subject.in_section("overview") if not line.heading)
    limit = int(subject.limit("overview_length"))
    if length > limit:
        yield Remark(
            Place(section=TITLES["overview"]),
            f"总体情况有 {length} 字，超过 {limit} 字。",
            "删去与本年度数字和事实无关的话。",
        )


_COUNTED = Pattern(r"\d[\d,.]*\s*余?(?:万|亿)?[余多]?[条件篇份次场期名人个处家部项元]")


def no_figures(subject: Subject) -> Iterator[Said]:
    """总体情况有数字。

    为什么：通篇没有一个数字，就看不出做了什么；公开、申请、培训都应有数。
    依据：taxonomy.json 的 no_figures；固镇县通知“不能敷衍应对”
    错例：
        一（一）：及时公开各类信息。
        一（二）：依法办理申请。
        一（四）：做好平台建设。
        一（五）：加强监督保障。
    对例：
        一（一）：公开信息46条。
    """
    lines = subject.in_section("overview")
    if lines and not any(_COUNTED.search(line.text) for line in lines if not line.heading):
        zero = re.search("未收到|没有收到", "".join(line.text for line in lines))
        if not zero:
            yield Remark(
                Place(section=TITLES["overview"]),
                "总体情况没有一个数字。",
                "写出主动公开、依申请公开等各方面的数量；没有发生的也写明没有。",
            )


_MISPLACED = (
    (
        "overview",
        "publication",
        Pattern(r"(?:收到|受理|新收)[^。；，]{0,12}申请\d+[件宗份项]"),
        "依申请公开的件数",
        "（二）依申请公开",
    ),
    (
        "overview",
        "platform",
        Pattern(r"(?:收到|受理|新收)[^。；，]{0,12}申请\d+[件宗份项]"),
        "依申请公开的件数",
        "（二）依申请公开",
    ),
    (
        "overview",
        "management",
        Pattern(r"(?:收到|受理|新收)[^。；，]{0,12}信息公开申请\d+[件宗份项]"),
        "依申请公开的件数",
        "（二）依申请公开",
    ),
    (
        "overview",
        "requests",
        Pattern(r"(?:制发|出台|制定)[^。；，]{0,8}规范性文件\d+件"),
        "规范性文件的件数",
        "（三）政府信息管理",
    ),
    ("problems", "", Pattern(r"信息处理费"), "信息处理费", "六、其他需要报告的事项"),
    (
        "other",
        "",
        Pattern(r"存在的?(?:主要)?问题(?:和不足)?[：:]|主要问题(?:有|是|如下)"),
        "存在的问题",
        "五、存在的主要问题及改进情况",
    ),
)


def misplaced(subject: Subject) -> Iterator[Said]:
    """内容写在该写的部分。

    为什么：写错了地方，读者找不到，汇总也会漏。
    依据：规则 4、6；taxonomy.json 的 misplaced
    错例：
        五：主要问题是更新不够及时，下一步将加强检查。本年度未收取信息处理费。
    对例：
        六：本年度未收取信息处理费。
    """
    for section, part, pattern, what, where in _MISPLACED:
        for line in subject.in_section(section):
            if line.heading or (part and line.part != part):
                continue
            match = pattern.search(line.text)
            if match:
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"{what}写在了“{line.name}”。",
                    f"移到“{where}”。",
                )
