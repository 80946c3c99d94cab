"""Years and days: of the title, of the period, of each statement, of the signature (domain.md 3.1, 36-38)."""

import re
from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Line, Subject
from draftgen.core.finding import Place

_YEAR = Pattern(r"(?<![\d〔\[（(第])(20\d{2})\s?年(?!以来|来)(?:度)?", "年")
_DAY = Pattern(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")


def title_year(subject: Subject) -> Iterator[Said]:
    """标题的年份与统计期限的年份一致。

    为什么：标题改了、正文没改，或者反过来，是照抄上年最常见的痕迹。
    依据：规则 37；taxonomy.json 的 period_mismatch
    错例：
        标题：澜江县水务局/2024年政府信息公开工作年度报告
    对例：
        标题：澜江县水务局/2025年政府信息公开工作年度报告
    """
    titled = {int(found) for line in subject.report.title for found in re.findall(r"(20\d{2})\s*年", line)}
    period = [int(day[:4]) for day in subject.report.period if re.match(r"\d{4}", day)]
    if len(titled) > 1:
        yield Remark(Place(section="标题"), f"标题里有两个年份：{_listed(titled)}。", "标题只写报告的年度。")
    if len(titled) == 1 and period and titled.isdisjoint(period):
        yield Remark(
            Place(section="标题", excerpt="".join(subject.report.title)),
            f"标题是 {_listed(titled)}，统计期限是 {_listed(period)}。",
            "两处改成同一个年度，再看正文是不是也有旧年份。",
        )


def _listed(years: set[int] | list[int]) -> str:
    return "、".join(f"{year}年" for year in sorted(set(years)))


def period(subject: Subject) -> Iterator[Said]:
    """统计期限自1月1日起至12月31日止。

    为什么：年报统计整个年度，少一天数字就不全。
    依据：规则 38
    错例：
        引言：本报告数据的统计期限自2025年1月1日起至2025年12月30日止。
    对例：
        引言：本报告数据的统计期限自2025年1月1日起至2025年12月31日止。
    """
    first, last = _day(subject.report.period[0]), _day(subject.report.period[1], subject.report.period[0][:4])
    if first is None or last is None:
        return
    wanted = ((last[0], 1, 1), (last[0], 12, 31))
    if (first, last) != wanted:
        place = _period_place(subject)
        yield Remark(
            place,
            f"统计期限写的是{_dated(first)}至{_dated(last)}，应是{_dated(wanted[0])}至{_dated(wanted[1])}。",
            "改正日期；数字确实只统计到这一天的，要补齐全年。",
        )


def _day(text: str, year: str = "") -> tuple[int, int, int] | None:
    """The day that ``text`` names; ``year`` is that of a day without one."""
    if year.isdigit() and re.match(r"\d{1,2}\s*月", text):
        text = f"{year}年{text}"
    match = _DAY.search(text) or re.search(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text)
    return (int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None


def _dated(day: tuple[int, int, int]) -> str:
    return f"{day[0]}年{day[1]}月{day[2]}日"


def _period_place(subject: Subject) -> Place:
    last = subject.report.period[1]
    for line in subject.lines:
        at = line.text.find(last) if last else -1
        if at >= 0:
            return subject.words(line, at, at + len(last))
    return Place(section="引言")


def year_left_over(subject: Subject) -> Iterator[Said]:
    """正文叙述的是本年度。

    为什么：以上一年开头叙述（“2024年，我局……”），是去年的稿子没有改干净；与上年比较、决算、上年年报等不算。
    依据：规则 36；同类审核工具的 year_mismatch
    错例：
        一（一）：2024年，我局在县政府门户网站公开信息46条。
    对例：
        一（一）：2025年，我局在县政府门户网站公开信息46条，比2024年增加3条。
    """
    for line, start, end, year in _years(subject):
        if line.section in _TOLD and year == subject.year - 1 and _leading(line, start, end):
            yield Remark(
                subject.words(line, start, end),
                f"“{_around(line.text, start, end)}”说的是{year}年，本报告是{subject.year}年度。",
                f"如果是旧稿留下的，改成{subject.year}年，并核对这一段的数字。",
            )


def year_other(subject: Subject) -> Iterator[Said]:
    """正文里别的年份都有缘由。

    为什么：上年以前的年份、本年以后的年份，可能是旧稿留下的；文号、书名号里的、比较、规划、打算不算。
    依据：规则 36
    错例：
        一（五）：举办2023年度政务公开培训班1次。
    对例：
        一（五）：举办培训1次，落实《2023年政务公开工作要点》。
    """
    for line, start, end, year in _years(subject):
        leading = line.section in _TOLD and year == subject.year - 1 and _leading(line, start, end)
        if leading or year == subject.year or line.section == "intro":
            continue
        if year == subject.year + 1 and _done_already(line, start, end):
            yield Remark(
                subject.words(line, start, end),
                f"“{_around(line.text, start, end)}”说的是{year}年的事，本报告是{subject.year}年度。",
                "核对年份：本年度的事改成本年，下一年的事不写进总体情况。",
            )
            continue
        if year == subject.year + 1 and (line.section in ("problems", "other") or _plans(line.text)):
            continue
        if not _reasonable(line, start, end, year, subject.year):
            yield Remark(
                subject.words(line, start, end),
                f"“{_around(line.text, start, end)}”出现{year}年，本报告是{subject.year}年度。",
                "旧稿留下的请改正；确实指那一年的可以不理。",
            )


def _done_already(line: Line, start: int, end: int) -> bool:
    """Whether something is told as done in a month of the year to come: 2026年11月召开座谈会."""
    before, after = re.split("[。；]", line.text[:start])[-1], re.split("[。；]", line.text[end:])[0]
    return (
        line.section == "overview"
        and bool(re.match(r"\s*(?:[2-9]|1[0-2])月(?:\d+日)?(?!底前|前|起|以前)", after))
        and not _plans(f"{before}{after}")
        and not re.search(r"至|到|—|－|[(（]$", before[-3:])
    )


def plan_year(subject: Subject) -> Iterator[Said]:
    """改进打算说的是下一年度。

    为什么：在打算里写本年度，多半是照抄去年的“下一步”。
    依据：规则 36；沭阳县发展和改革局2023年年报
    错例：
        五：（一）主要问题。更新不够及时。/（二）改进措施。2025年，我局将落实专人检查更新情况。
        五：（一）主要问题。更新不够及时。/（二）改进措施。一是2025年6月底前建立信息报送台账。
    对例：
        五：（一）主要问题。更新不够及时。/（二）改进措施。2026年，我局将落实专人检查更新情况。
        五：（一）主要问题。更新不够及时。/（二）改进措施。落实专人检查，先扫描2000年以前的档案。
    """
    for line, start, end, year in _years(subject):
        if line.section != "problems" or year > subject.year:
            continue
        head = re.split("[。；]", line.text[end : end + _AHEAD])[0].lstrip("，,")
        ahead = next((word for word in words("plans") if word in head), "")
        announced = _measures(line.text, start, end)
        ahead = ahead or announced
        behind = announced or line.part == "measures" or re.search(r"措施|打算|下一步", line.text[:start])
        # 2000年以前的档案 tells how old something is.
        if behind and year >= subject.year - 1 and _DEADLINE.match(line.text[end:]):
            ahead = "前"
        if ahead and (behind or ahead == "将") and not _already(line.text[end:]):
            yield Remark(
                subject.words(line, start, end),
                f"改进打算写的是“{_around(line.text, start, end)}”，本报告是{subject.year}年度，打算应说{subject.year + 1}年。",
                "核对年份；已经做完的，写明已完成。",
            )


# Until when something is to be done: 2025年底前, 2025年6月底之前.
_DEADLINE = Pattern(r"(?:底|末|[上下]半年|第?[一二三四]季度末?|\d{1,2}月(?:底|末|[上中下]旬|\d{1,2}日)?)?(?:以|之)?前")
_MEASURES = Pattern(r"(?:改进|整改)?措施[。：:]?\s*$|(?:下一步|打算)[，,。：:]?\s*$", "措施", "下一步", "打算")
_ANNOUNCES = Pattern(
    r"[^。；]{0,12}(?:改进措施|以下措施|下列措施|加以改进|予以改进|进行改进|改进工作)[^。；]{0,4}[：:是，]",
    "措施",
    "改进",
)


def _measures(text: str, start: int, end: int) -> str:
    """What beside the year says that measures follow: 改进措施：2025年，; 2025年采取以下措施：."""
    head = re.split("[。；]", text[end:])[0]
    found = _MEASURES.search(text[:start]) or _ANNOUNCES.match(text[end:])
    return found.group() if found and not _already(head) else ""


def _already(text: str) -> bool:
    return bool(re.match(r"[^。；]{0,30}(?:已|完成|取得|了)", text))


_AHEAD = 16
# Sections that tell what the year brought; section five may name last year's problems (measured.md, trap 28).
_TOLD = ("overview", "other")


def _years(subject: Subject) -> Iterator[tuple[Line, int, int, int]]:
    """Every year of the prose that is in no document number and no quoted title."""
    if not subject.year:
        return
    for line in subject.lines:
        quoted = [(m.start(), m.end()) for m in re.finditer(r"《[^》]*》|〈[^〉]*〉|“[^”]*”|https?://\S+", line.text)]
        for match in _YEAR.finditer(line.text):
            if not any(start <= match.start() < end for start, end in quoted):
                yield line, match.start(), match.end(), int(match.group(1))


_OPENS = Pattern(r"(?:^|[。；：:\n]|[）)]|[一二三四五六七八九十]是|\s)\s*(?:截至|截止|在|自|，)?$")
_UP_TO = Pattern(r"截[至止]\s*$")
_YEAR_END = Pattern(r"(?:12月31日|年?底|年?末)")


def _leading(line: Line, start: int, end: int) -> bool:
    """Whether the year opens a statement about what was done, rather than a comparison."""
    before, clause = line.text[:start], re.split(r"[。；]", line.text[end:])[0]
    if not _OPENS.search(before) or _compared(line, start, end):
        return False
    head = clause.lstrip("，, ")
    if _UP_TO.search(before):
        return bool(_YEAR_END.match(head))
    first = re.split(r"[，,]", clause)[0] if not clause.startswith(("，", ",")) else ""
    return not any(word in first for word in words("year_nouns")) and not re.match(r"\d|至|—|-|～|~", head)


def _compared(line: Line, start: int, end: int) -> bool:
    """Whether words of comparison stand near the year."""
    before = re.split(r"[。；，,]", line.text[:start])[-1]
    after = re.split(r"[。；]", line.text[end:])[0]
    near = re.split(r"[，,]", after)[0]
    return any(word in before or word in near for word in words("compared"))


def _plans(text: str) -> bool:
    return any(word in text for word in ("将", "下一步", "计划", "打算", "拟"))


def _reasonable(line: Line, start: int, end: int, year: int, own: int) -> bool:
    clause = re.split(r"[。；]", line.text[:start])[-1] + re.split(r"[。；]", line.text[end:])[0]
    if _compared(line, start, end) or any(word in clause for word in words("year_reasons")):
        return True
    ranged = re.match(r"\s*(?:至|到|—|-|～|~|、|和)", line.text[end:]) or re.search(
        r"(?:20\d{2}\s*年?(?:\d+月)?(?:\d+日)?)\s*(?:至|到|—|-|～|~|、|和)\s*$", line.text[:start]
    )
    if ranged:
        return True
    if year == own - 1 and re.match(r"(?:为|是|有)\s*\d", line.text[end:]):
        return True  # 2020年为0件: a figure to compare with
    # Last year may be named beside this one, and section five may look back.
    return year == own - 1 and (line.section == "problems" or f"{own}年" in clause)


def _around(text: str, start: int, end: int) -> str:
    """The clause of a year, and the next where the year stands alone; what is left out of a long one shows as ……."""
    head, tail = re.split(r"[。；，]", text[:start])[-1], re.split(r"[。；]", text[end:])[0]
    stop = tail.find("，", 1)
    if 0 < stop <= _LONG:
        tail = tail[:stop]
    return f"{_end_of(head)}{text[start:end]}{tail if len(tail) <= _LONG else f'{tail[:_SHOWN]}……'}"


def _end_of(head: str) -> str:
    return head if len(head) <= _SHOWN else f"……{head[-_SHOWN:]}"


_LONG, _SHOWN = 20, 14


def signed_day(subject: Subject) -> Iterator[Said]:
    """落款日期在报告年度的下一年。

    为什么：日期早于年底，报告就不可能包括全年；年份没改，是照抄的痕迹。
    依据：规则 37
    错例：
        日期：2025年1月20日
    对例：
        日期：2026年1月20日
    """
    day = _day(subject.report.signed_on)
    if day is None or not subject.year:
        return
    if day[0] != subject.year + 1:
        yield Remark(
            Place(section="落款", excerpt=subject.report.signed_on),
            f"落款日期是{_dated(day)}，{subject.year}年度的报告应在{subject.year + 1}年签发。",
            "核对日期。",
        )
    elif not (1 <= day[1] <= 12 and 1 <= day[2] <= 31):
        yield Remark(
            Place(section="落款", excerpt=subject.report.signed_on), f"没有{_dated(day)}这一天。", "核对日期。"
        )


_DEADLINES = {"政府": (3, 31), "": (3, 31)}


def signed_late(subject: Subject) -> Iterator[Said]:
    """落款日期不晚于法定期限。

    为什么：部门和镇街的年报1月31日前公布，本级政府的年报3月31日前公布；地方可以更早。
    依据：规则 37；《条例》第四十九条
    错例：
        日期：2026年2月20日
    对例：
        日期：2026年1月30日
    """
    day = _day(subject.report.signed_on)
    if day is None or day[0] != subject.year + 1:
        return
    limit = _DEADLINES.get(subject.kind, (1, 31))
    if day[1:] > limit:
        yield Remark(
            Place(section="落款", excerpt=subject.report.signed_on),
            f"落款日期是{_dated(day)}，晚于{limit[0]}月{limit[1]}日。",
            "核对是否按期公布。",
        )
