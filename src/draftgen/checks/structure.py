"""The six sections: there, in order, under their titles (domain.md 3.1, 1-2)."""

from collections.abc import Iterator

from draftgen.checks.names import ORDINALS, SECTIONS, TITLES
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import misspelt, plain, same
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place
from draftgen.core.report import ReportSection


def section_missing(subject: Subject) -> Iterator[Said]:
    """六个部分一个不少。

    为什么：六个部分是国家统一格式，缺一个就要退回重报。
    依据：规则 1；国办公开办函〔2021〕30号附件
    错例：
        去掉：六
    对例：
        六：本年度未收取信息处理费，无其他需要报告的事项。
    """
    there = {section.id for section in subject.report.sections}
    missing = [name for name in SECTIONS if name not in there]
    if len(missing) == len(SECTIONS):
        yield Remark(
            Place(),
            "没有认出国家格式的六个部分。",
            f"章节标题依次是：{'；'.join(f'{o}、{TITLES[s]}' for o, s in zip(ORDINALS, SECTIONS, strict=True))}。",
        )
        return
    for name in missing:
        title = f"{ORDINALS[SECTIONS.index(name)]}、{TITLES[name]}"
        yield Remark(
            Place(section=TITLES[name]), f"没有“{title}”这一部分。", "按国家格式补上这一章；没有内容的也要写明没有。"
        )


def section_order(subject: Subject) -> Iterator[Said]:
    """六个部分按国家格式的次序排列。

    为什么：次序是统一的，读者和汇总程序都按次序取数。
    依据：规则 1；国办公开办函〔2021〕30号附件
    错例：
        次序：一、二、三、四、六、五
    对例：
        次序：一、二、三、四、五、六
    """
    sections = [section for section in subject.report.sections if section.id in SECTIONS]
    printed = list(dict.fromkeys(section.id for section in sections))
    wanted = [name for name in SECTIONS if name in printed]
    if printed != wanted:
        first = next(name for name, right in zip(printed, wanted, strict=True) if name != right)
        place = subject.heading(next(section for section in sections if section.id == first))
        yield Remark(
            place,
            f"章节次序是：{'、'.join(TITLES[name] for name in printed)}。",
            f"国家格式的次序是：{'、'.join(TITLES[name] for name in wanted)}。",
        )


def section_ordinal(subject: Subject) -> Iterator[Said]:
    """六个部分的序号是一到六。

    为什么：序号写错、重号、多出“七、”，多半是复制时留下的。
    依据：规则 1；国办公开办函〔2021〕30号附件
    错例：
        章号 六：七
    对例：
        章号 六：六
    """
    for section in subject.report.sections:
        if section.id not in SECTIONS:
            continue
        wanted = ORDINALS[SECTIONS.index(section.id)]
        printed = _ordinal(section)
        if printed != wanted:
            said = f"序号是“{printed}”" if printed else "前面没有序号"
            yield Remark(
                subject.heading(section), f"“{section.title}”{said}，应是“{wanted}、”。", "改成国家格式的序号。"
            )


def _ordinal(section: ReportSection) -> str:
    return section.ordinal.strip().strip("、.．,，　 ")


def section_title(subject: Subject) -> Iterator[Said]:
    """六个部分的标题没有错字漏字。

    为什么：标题是固定用语，错一个字读者一眼就看见。
    依据：规则 1、43；国办公开办函〔2021〕30号附件
    错例：
        章名 五：存在的主要问题及改情况
    对例：
        章名 五：存在的主要问题及改进情况
    """
    for section in subject.report.sections:
        official = TITLES.get(section.id)
        if official and not _old(section) and misspelt(official, section.title):
            yield Remark(
                subject.heading(section),
                f"章节标题写成了“{section.title}”，应是“{official}”。",
                "照国家格式的标题改正。",
            )


def section_wording(subject: Subject) -> Iterator[Said]:
    """六个部分的标题用国家格式的原话。

    为什么：标题各写各的，上级汇总时对不上；多一个“和”“及”不算。
    依据：规则 1；国办公开办函〔2021〕30号附件
    错例：
        章名 五：存在的主要问题及整改措施
    对例：
        章名 五：存在的主要问题和改进情况
    """
    for section in subject.report.sections:
        official = TITLES.get(section.id)
        if official and not (
            _old(section) or same(official, section.title, _JOINTS) or misspelt(official, section.title)
        ):
            yield Remark(
                subject.heading(section),
                f"章节标题是“{section.title}”，国家格式是“{official}”。",
                "没有特别要求的，改用国家格式的标题。",
            )


_JOINTS = "和及与"

# Titles of the form of 2019 that are still copied (domain.md 1.7).
_OLD_TITLES = Pattern("行政机关主动公开|被申请行政复议|提起行政诉讼|政府信息公开工作存在的")


def _old(section: ReportSection) -> bool:
    return bool(_OLD_TITLES.search(plain(section.title)))


def old_title(subject: Subject) -> Iterator[Said]:
    """2021 年度起不再用旧格式的标题。

    为什么：旧标题说明是从2020年及以前的年报复制来的，表格往往也是旧的。
    依据：规则 2；国办公开办函〔2021〕30号
    错例：
        章名 四：因政府信息公开工作被申请行政复议、提起行政诉讼情况
    对例：
        章名 四：政府信息公开行政复议、行政诉讼情况
    """
    if 0 < subject.year < 2021:
        return
    for section in subject.report.sections:
        if section.id in TITLES and _old(section):
            yield Remark(
                subject.heading(section),
                f"“{section.title}”是2020年及以前的标题，现在是“{TITLES[section.id]}”。",
                "改用现行格式的标题，并看一看表格是不是也用了旧的。",
            )


def section_extra(subject: Subject) -> Iterator[Said]:
    """没有第七个部分，也没有重复的部分。

    为什么：国家格式只有六个部分；其他要报告的都放在第六部分。
    依据：规则 1；国办公开办函〔2021〕30号附件
    错例：
        另有一章：七、其他工作情况
    对例：
        六：本年度未收取信息处理费。
    """
    seen: set[str] = set()
    for section in subject.report.sections:
        if section.id in seen and section.id in TITLES:
            yield Remark(
                subject.heading(section), f"“{TITLES[section.id]}”出现了两次。", "留下正确的一处，删去另一处。"
            )
        seen.add(section.id)
        if section.id not in TITLES and _ordinal(section):
            yield Remark(subject.heading(section), *_extra(f"{_ordinal(section)}、{section.title}"))
    for line in subject.lines:
        match = _TOP.match(line.text)
        if match is None or line.section == "intro":
            continue
        title = next((title for title in TITLES.values() if same(title, match.group(2))), "")
        if title:
            yield Remark(
                subject.whole(line), f"“{title}”出现了两次（另一处在“{line.name}”里）。", "留下正确的一处，删去另一处。"
            )
        elif match.group(1) in "七八九":
            yield Remark(subject.whole(line), *_extra(line.text.strip()))


_TOP = Pattern(r"\s*([一二三四五六七八九])、([^。，；：]{2,30})$")


def _extra(title: str) -> tuple[str, str]:
    return (
        f"国家格式只有六个部分，这里多了“{title}”。",
        "内容并入相应的部分；没有地方放的，写在“六、其他需要报告的事项”。",
    )
