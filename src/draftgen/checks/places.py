"""Names of places that are not this agency's own (domain.md 3.1, 39)."""

import re
from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Subject

_TOWN = Pattern(r"([一-鿿]{2})(镇|乡|街道)(?![村办企域区化长])", "镇", "乡", "街道")
_REGION = Pattern(
    r"([一-鿿]{2})(市|县|区|镇|乡|街道)(?=人民政府|政府门户|政府网站|政府常务会议|门户网站|政务服务中心|党政办|便民服务"
    r"|[一-鿿]{2,6}局(?!限))",
    "政府",
    "门户",
    "政务服务",
    "党政办",
    "便民服务",
    "局",
)
# The level of an area alone, with nothing of a name before it: 在区政府网站, 办理县人大代表建议.
_LEVEL = Pattern(
    r"(?:^|(?<=[，。；：、（在由向对经与和从过托理于受被]))(县|区)(?=政府网站|政府门户|政府常务会议|人民政府|人大|政协|政务服务中心|级培训)",
    "政府",
    "人大",
    "政协",
    "政务服务",
    "级培训",
)


_CITY = Pattern(r"[一-鿿]{2,3}市(?![一-鿿]{1,4}[县区])")
_EDGES = "在到由与和对向市州省、“《（及"


def foreign_place(subject: Subject) -> Iterator[Said]:
    """正文里的地名是本地的。

    为什么：别处的县名、镇名留在正文里，是跨地区抄袭的痕迹。
    依据：规则 39；taxonomy.json 的 cross_copy
    错例：
        一（四）：依托青川县人民政府门户网站发布信息。
    对例：
        一（四）：依托澜江县人民政府门户网站发布信息。
    """
    own = f"{subject.report.agency}{''.join(subject.report.title)}"
    yield from _other_level(subject, own)
    kinds = {match.group(2) for match in _REGION.finditer(own)} | {
        level for level in ("县", "区", "镇", "乡", "街道") if level in own
    }
    if _CITY.match(subject.report.agency or ""):
        kinds.add("市")
    told: set[str] = set()
    for line in subject.lines:
        towns = _TOWN.finditer(line.text) if subject.kind == "镇街" else ()
        for match in (*_REGION.finditer(line.text), *towns):
            name, kind = match.group(1), match.group(2)
            place = f"{name}{kind}"
            if kind not in kinds or place in own or place in told:
                continue
            if name in words("no_place_words") or any(char in words("no_place")[0] for char in name):
                continue
            before = line.text[: match.start()]
            if not (_opens(before, line.text[match.end() :]) or _ends(before)):
                continue
            told.add(place)
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"正文提到“{place}”，标题里没有这个地方。",
                "抄来的请改正；确实涉及的可以不理。",
            )


def _ends(before: str) -> bool:
    """Whether a name may begin behind these words."""
    return bool(before) and (before[-1] in _EDGES or before[-2:] in words("no_place_words"))


def _opens(before: str, behind: str) -> bool:
    """Whether a sentence begins with the name, and it is that of a website or an office: 青川县政府网站公开信息86条."""
    return (not before or before[-1] in "。；") and behind.startswith(_OFFICES)


_OFFICES = ("政府网站", "政府门户", "门户网站", "政务服务中心")


def _other_level(subject: Subject, own: str) -> Iterator[Said]:
    """区 in the report of a county, 县 in that of a district: an area is one of the two."""
    areas = {kind for kind in ("县", "区") if (subject.report.agency or "").find(kind) > 1}
    if len(areas) != 1 or "自治区" in own or "开发区" in own or "新区" in own:
        return
    level = areas.pop()
    for line in subject.lines:
        for match in _LEVEL.finditer(line.text):
            other = match.group(1)
            if other != level and not line.text[: match.start()].endswith((f"{level}、", f"{level}和", "市、")):
                words_ = re.split("[，。；：、]", line.text[match.start() : match.start() + 8])[0]
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"正文写“{words_}”，本机关在{level}，不是{other}。",
                    f"核对是不是从别处抄来的；是本地的，改成“{level}”。",
                )
