"""Problems and measures: as many of the one as of the other, each answered (domain.md 3.1, 48)."""

import re
from collections.abc import Iterator
from functools import cache

from draftgen.checks.names import TITLES
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place, Spot
from draftgen.core.report import Item


def item_counts(subject: Subject) -> Iterator[Said]:
    """有几个问题，就有几条措施。

    为什么：要求“逐条提出改进措施”；条数不同，多半有问题没有答。
    依据：规则 48；固镇县通知
    错例：
        五：（一）主要问题。一是更新不够及时。二是政策解读形式单一。三是人员变动较多。/（二）改进措施。一是明确信息联络人，及时更新。二是丰富政策解读形式。
    对例：
        五：（一）主要问题。一是更新不够及时。二是政策解读形式单一。/（二）改进措施。一是明确信息联络人，及时更新。二是丰富政策解读形式。
    """
    problems, measures = subject.report.problems, subject.report.measures
    counted = all(item.counter for item in (*problems, *measures))
    if counted and len(problems) >= 2 and len(measures) >= 2 and len(problems) != len(measures):
        yield Remark(
            Place(section=TITLES["problems"]),
            f"问题 {len(problems)} 条，措施 {len(measures)} 条。",
            "逐条对照，每个问题都要有对应的措施；一条措施回应几个问题的，可以不理。",
        )


def unanswered(subject: Subject) -> Iterator[Said]:
    """每个问题都有与它有关的措施。

    为什么：提了问题没有措施，是敷衍应对。
    依据：规则 48；固镇县通知“逐条提出改进措施，绝不能敷衍应对”
    错例：
        五：（一）主要问题。一是更新不够及时。二是专业人员配备不足。/（二）改进措施。一是明确联络人，办结后及时更新。二是丰富图解、动漫。
    对例：
        五：（一）主要问题。一是更新不够及时。二是专业人员配备不足。/（二）改进措施。一是明确联络人，办结后及时更新。二是加强人员培训，充实队伍。
    """
    problems, measures = subject.report.problems, subject.report.measures
    if len(problems) < 2 or not measures:
        return
    answer = "".join(measure.text for measure in measures)
    for problem in problems:
        if _themes(problem.text) and not _themes(problem.text) & _themes(answer) and not _shared(problem.text, answer):
            spot = Spot(block=problem.place.block, start=problem.place.start, end=problem.place.end)
            place = Place(section=TITLES["problems"], excerpt=problem.text[:40], spot=spot)
            yield Remark(
                place,
                f"问题“{_head(problem)}”没有看到对应的措施。",
                "补一条针对它的措施；已经写在别的措施里的，可以不理。",
            )


def _head(item: Item) -> str:
    return re.split(r"[，。；]", item.text.strip())[0][:30]


@cache
def _theme_words() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("/")) for group in words("themes"))


def _themes(text: str) -> set[int]:
    """What a problem or a measure is about, by the words of the settings."""
    return {number for number, group in enumerate(_theme_words()) if any(word in text for word in group)}


_RUN = Pattern("[一-鿿]+")


def _shared(one: str, other: str) -> bool:
    """Whether two texts share a pair of characters that is not common to all such texts."""
    common = set(words("five_common"))
    runs = _RUN.findall(one)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - common
    return any(pair in other for pair in pairs)


_PRAISE = re.compile("取得|成效|成绩|圆满|显著|良好|稳步|有力|顺利")
_LACK = re.compile(
    "不(?!断|懈|忘)|未|缺|欠|少|难|弱|低|慢|滞后|单一|差|问题|短板|薄弱|有待|需|偏|但|仅|只|没|过于|影响|频繁|失衡|老化|紧|空白|重"
)


def problem_praise(subject: Subject) -> Iterator[Said]:
    """问题里写的是问题，不是成绩。

    为什么：把成绩写进问题，等于没有报告问题。
    依据：规则 48、5；固镇县通知
    错例：
        五：（一）主要问题。一是公开工作取得良好成绩。二是政策解读形式单一。/（二）改进措施。一是继续做好公开工作。二是丰富政策解读形式。
    对例：
        五：（一）主要问题。一是更新不够及时。二是政策解读形式单一。/（二）改进措施。一是办结后及时更新。二是丰富政策解读形式。
    """
    for problem in subject.report.problems:
        head = re.split(r"[。；]", problem.text.strip())[0]
        if _PRAISE.search(head) and not _LACK.search(head):
            spot = Spot(block=problem.place.block, start=problem.place.start, end=problem.place.end)
            yield Remark(
                Place(section=TITLES["problems"], excerpt=problem.text[:40], spot=spot),
                f"问题“{head[:30]}”写的像是成绩。",
                "写出不足在哪里；成绩写在总体情况里。",
            )
