"""What the prose of last year's report says beside its figures: things done, topics, the field of government."""

import re
from collections.abc import Iterator, Mapping

from draftgen import reading
from draftgen.core.passage import Domain
from draftgen.core.report import Claim, Report

# What these ticks say is told by figures too; where such a figure stands in the sentence, nobody ticked anything.
_COUNTED: Mapping[str, tuple[str, ...]] = {
    "done.answered_on_time": ("answer_rate",),
    "done.documents_reviewed": ("document_review.",),
    "done.errors_checked": ("errors_fixed",),
    "done.inspected": ("checks",),
    "done.interpretation_forms": ("interpretation.graphic", "interpretation.video", "interpretation.text"),
    "done.led_meeting": ("meetings",),
    "done.site_checked": ("inspections",),
    "done.social_review": ("evaluation.",),
    "done.special_columns": ("columns",),
    "done.stale_cleaned": ("cleaned",),
    "done.third_party": ("evaluation.",),
}
# Topics as a report words them, by the path of 数据 where they belong.
_TOPICS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "request_topics": (
        re.compile(
            r"申请(?:公开)?(?:的)?(?:政府|政务)?(?:信息|内容|事项)?(?:内容)?(?:主要)?(?:涉及|集中在|包括)([^，；。]{2,60})"
        ),
    ),
    "interpretation.topics": (
        re.compile(
            r"解读[^。]{0,40}?，(?:解读)?(?:内容|主题)?(?:主要)?(?:涉及|包括|涵盖|围绕|主题为|内容为)([^，；。]{2,60})"
        ),
        re.compile(r"(?:围绕|就|针对)([^，；。]{2,40}?)(?:等)?(?:开展|进行|作|做)[^，；。]{0,10}解读"),
    ),
    "training.topics": (
        re.compile(r"(?:围绕|就|针对)([^，；。]{2,40}?)(?:组织|开展|举办)[^，；。]{0,10}培训"),
        re.compile(r"培训[^。]{0,20}?，(?:培训)?内容(?:为|包括|涉及)([^，；。]{2,60})"),
    ),
}
# 报销范围及比例、协议和收支: only behind the last 、 does a conjunction part two items.
_BETWEEN = re.compile(r"、|(?:以及|[和及](?![^、]$))(?=[^、]*$)")
_TAIL = re.compile(r"(?:等)?(?:方面|领域|内容|事项|信息|问题)?$")


def ticks(read: reading.Understood) -> set[str]:
    """The ticks that last year's sentences rest on, those left out that a figure of the same sentence says."""
    texts = {prose.block: prose.text for prose in read.report.prose()}
    return {tick for claim in read.claims for tick in claim.ticks if not _counted(tick, claim, read, texts)}


def _counted(tick: str, claim: Claim, read: reading.Understood, texts: Mapping[int, str]) -> bool:
    text = texts.get(claim.place.block, "")
    start = text.rfind("。", 0, claim.place.start) + 1
    end = text.find("。", claim.place.start) if "。" in text[claim.place.start :] else len(text)
    here = (m.path for m in read.mentions if m.place.block == claim.place.block and start <= m.place.start < end)
    return any(path.startswith(_COUNTED.get(tick, ())) for path in here if path)


def topics(report: Report) -> dict[str, tuple[str, ...]]:
    """What last year's applications and trainings were about: shown to the clerk, never said of this year."""
    text = "\n".join(prose.text for prose in report.prose())
    return {path: words for path, patterns in _TOPICS.items() if (words := tuple(_named(text, patterns)))}


# Which bodies the figures are of, as reports say it, by what 口径 takes.
_SCOPES = (
    ("含所属单位", re.compile(r"(?:所属|下属|直属|局属|委属)(?:事业)?单位|所属机构")),
    ("全镇", re.compile("全镇|全乡|全街道")),
    ("本级", re.compile("本级行政机关")),
    ("全市", re.compile("全市")),
    ("全县", re.compile("全县")),
    ("全区", re.compile("全区")),
)
_SCOPE = re.compile(r"(?:统计|数据)?范围(?:为|是|包括|涵盖|覆盖)([^，；。]{2,40})")


def scope(report: Report) -> str:
    """口径 as the introduction of last year's report states it; "" where it states none."""
    stated = _SCOPE.search("".join(prose.text for prose in report.intro))
    return "" if stated is None else next((name for name, pattern in _SCOPES if pattern.search(stated[1])), "")


def _named(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    found = next((match[1] for pattern in patterns if (match := pattern.search(text))), "")
    if not re.search(r"\d", found):
        yield from filter(None, (piece.strip("“”") for piece in _BETWEEN.split(_TAIL.sub("", found))))


def field(agency: str, domains: tuple[Domain, ...]) -> Domain | None:
    """The field of government that an agency's name tells, 交通 for 云岭县交通运输局; None where none or several do."""
    named = {
        (len(name), domain.id): domain
        for domain in domains
        for name in (domain.label, *domain.names)
        if re.search(rf"{re.escape(name)}(?:管理|事务|服务|监督管理)?(?:局|委员会|厅|办公室)$", agency)
    }
    longest = max((length for length, _ in named), default=0)
    found = [domain for (length, _), domain in named.items() if length == longest]
    return found[0] if len(found) == 1 else None
