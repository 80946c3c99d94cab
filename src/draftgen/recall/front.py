"""Title, agency, year, period, contact, signature: what stands before the first section and after the last."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from draftgen.core.document import Role
from draftgen.recall.labels import half_width
from draftgen.recall.lines import Line
from draftgen.recall.words import words

_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_YEAR = re.compile("[二][〇○零ОO0o][一二三四五六七八九〇○零]{2}")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*(?:年|－|-)")
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_PERIOD = re.compile(
    rf"({_DAY})\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|—+|－|-|~|～)\s*((?:{_DAY})|(?:\d{{1,2}}\s*月\s*\d{{1,2}}\s*日))"
)
_UNTIL = re.compile(rf"(?:截至|截止到?)\s*({_DAY})")
_DATE = re.compile(
    rf"(?P<day>{_DAY}|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|[二][〇○零O0o][一二三四五六七八九〇○零]{{2}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)"
)
_WITH = re.compile(
    r"(?:与|向|联系部门[：:]|联系单位[：:]|承办机构[：:])\s*([一-鿿（）()、]{2,40}?)(?:联系|咨询|[；;，,。（(]|$)"
)


class Front(NamedTuple):
    """The head of a report. ``intro`` are the lines of the introduction."""

    title: tuple[str, ...]
    agency: str
    year: int | None
    intro: tuple[Line, ...]


class Closing(NamedTuple):
    """The foot of a report: who signed and when, and how many lines of the last section they take with all behind."""

    signed_by: str
    signed_on: str
    lines: int


def read_front(lines: Sequence[Line], name: str) -> Front:
    """Title and introduction among the lines before the first section; ``name`` is the title a web page gives itself."""
    first, last = _title_lines(lines)
    title = tuple(line.text for line in lines[first:last])
    agency, year = _agency_and_year("".join(title))
    if not (agency and year):
        other = _agency_and_year(re.split(r"[-_|—]", name)[0])
        agency, year = agency or other[0], year or other[1]
    return Front(title, agency, year, tuple(lines[last:]))


def is_chrome(line: Line) -> bool:
    """Whether a line is one that the web site puts around a report: 发布日期：…, 打印, 上一篇…"""
    plain = "".join(line.text.split()).lstrip("【[<>|·")
    return len(plain) <= 80 and "。" not in plain and bool(_chrome().match(plain))


@cache
def _chrome() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words().chrome))})(?:[:：|\\]】】/（(\\d]|本页|此页|到|$)")


def _title_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """The lines of the title as a range; an empty one at the start if there is none."""
    marked = [index for index, line in enumerate(lines) if line.role is Role.TITLE]
    candidates = [index for index, line in enumerate(lines) if _is_title(line.text)]
    if marked and (not candidates or marked[0] <= candidates[-1] <= marked[-1]):
        return marked[0], marked[-1] + 1
    for index in reversed(candidates):
        first, last = index, index + 1
        while first and _short(lines[first - 1].text) and not _agency_and_year(_joined(lines, first, last))[0]:
            first -= 1
        return first, _with_year(lines, first, last)
    for index in range(len(lines) - 1):
        if _is_title(_joined(lines, index, index + 2)) and _short(lines[index].text) and _short(lines[index + 1].text):
            first = (
                index - 1
                if index and _short(lines[index - 1].text) and not _agency_and_year(_joined(lines, index, index + 2))[0]
                else index
            )
            return first, index + 2
    return 0, 0


def _with_year(lines: Sequence[Line], first: int, last: int) -> int:
    """Where a title ends whose year stands alone in the next line: （2023年度）."""
    if _agency_and_year(_joined(lines, first, last))[1] is None and last < len(lines):
        following = lines[last].text
        if len(following) <= 12 and _agency_and_year(following)[1] is not None:
            return last + 1
    return last


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    return "".join(line.text for line in lines[first:last])


def _is_title(text: str) -> bool:
    """Whether a line is the title of such a report, or its last line."""
    plain = "".join(half_width(text).split())
    known = words()
    return (
        len(plain) <= 60
        and not re.search("[。;>]|:|^(本|根据|按照|现|打印|字号|附件|上一|下一)", plain)
        and any(word in plain for word in known.title)
        and any(plain.rstrip(")").endswith(word) for word in known.report)
    )


def _short(text: str) -> bool:
    return 2 <= len(text) <= 40 and not re.search("[。；：:，,>]", text)


def _agency_and_year(title: str) -> tuple[str, int | None]:
    plain = "".join(half_width(title).split())
    match = re.search(r"(20\d{2})(?=年)", plain)
    year = int(match[1]) if match else None
    start = match.start() if match else -1
    han = _HAN_YEAR.search(plain) if match is None else None
    if han:
        year = int("".join(str(max(_HAN_DIGITS.find(char), 0)) for char in han[0]))
        start = han.start()
    if start == 0 and year:  # 2019年××局政府信息公开工作年度报告
        plain = re.sub("^.{4}年度?", "", plain)
        start = -1
    words_at = [place for word in (*words().title, "政府信息公开") if (place := plain.find(word)) > 0]
    start = min([*words_at, *([start] if start >= 0 else [])], default=0)
    agency = re.sub("^关于|^附件:?", "", plain[:start]).lstrip("《<([")
    return agency if len(agency) >= 3 else "", year


def year_of(period: tuple[str, str], intro: str) -> int | None:
    """The year of a report whose title names none: that of its period, or the only one of its introduction."""
    found = _YEAR.search(half_width(period[0] or period[1]))
    if found:
        return int(found[1])
    years = {int(year) for year in re.findall(r"(20\d{2})年度?政府信息公开", half_width(intro))}
    return years.pop() if len(years) == 1 else None


def read_period(text: str) -> tuple[str, str]:
    """First and last day of the period that ``text`` names, as printed but for spaces; blank if it names none."""
    match = _PERIOD.search(text)
    if match:
        return "".join(match[1].split()), "".join(match[2].split())
    until = _UNTIL.search(text)
    return ("", "".join(until[1].split())) if until else ("", "")


def read_contact(text: str, agency: str) -> dict[str, str]:
    """Address, telephone and the like, by their keys in data.yaml."""
    known = words().contact
    labels = {spelling: key for key, some in known.items() for spelling in some}
    any_label = "|".join(re.escape(spelling) for spelling in sorted(labels, key=len, reverse=True))
    found: dict[str, str] = {}
    pattern = re.compile(
        rf"({any_label})\s*(?:(?:为|是)?\s*[：:]\s*|(?=\d))(.*?)"
        rf"(?=[；;。）)\n]|[，,、\s]*(?:{any_label})\s*(?:[：:]|\d)|[，,]|$)",
        re.IGNORECASE,
    )
    spelled = {spelling.lower(): key for spelling, key in labels.items()}
    for match in pattern.finditer(text):
        key = spelled[match[1].lower()]
        if match[2].strip() and key not in found:
            found[key] = match[2].strip()
    office = _WITH.search(text)
    if office:
        name = office[1].removeprefix(agency).strip() if agency else office[1]
        if name:
            found["部门"] = name
    return found


def read_closing(lines: Sequence[Line], agency: str) -> Closing:
    """Signature and date at the end of the last section."""
    for back, line in enumerate(reversed(lines), 1):
        if back > 12:
            break
        date = _DATE.search(line.text)
        if not date or len(line.text) > 60 or re.search("[。，；]", line.text):
            continue
        before = line.text[: date.start()].strip()
        rest = line.text[date.end() :].strip(" 　)）")
        if rest or re.search("[：:]", before):
            continue
        if before:
            return Closing(before, date["day"], back)
        above = lines[-back - 1] if len(lines) > back else None
        if above is not None and _short(above.text):
            return Closing(above.text, date["day"], back + 1)
        return Closing("", date["day"], back)
    if (
        lines
        and agency
        and _short(lines[-1].text)
        and (agency.endswith(lines[-1].text) or lines[-1].text.endswith(agency))
    ):
        return Closing(lines[-1].text, "", 1)
    return Closing("", "", 0)


def fallback_agency(closing: Closing, intro: str) -> str:
    """The agency of a report whose title names none: who signed it, or whose report the introduction calls it."""
    if closing.signed_by:
        return closing.signed_by
    named = re.search(r"(?:公布|公开|编制)([一-鿿]{4,30}?)\d{4}年", "".join(half_width(intro).split()))
    return named[1] if named else ""
