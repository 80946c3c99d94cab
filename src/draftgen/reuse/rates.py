"""重复率 of a draft with last year's report, section by section, as an inspector counts it (domain.md 22, design 8)."""

from collections.abc import Iterable, Sequence

from draftgen import repetition
from draftgen.core.document import Document, Paragraph, Role
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.report import Report
from draftgen.core.reuse import Rate

_SECTIONS = {"overview": "总体情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项"}
# domain.md 22; section six is exempt: it has little to say that could differ.
_HIGH, _WARNED = 0.90, 0.75
_EXEMPT = frozenset({"other"})


def rates(report: Report, draft: Document) -> tuple[Rate, ...]:
    """How much of each section of prose both years share, 0 to 1, and its light: 绿, 黄 or 红.

    A section of which a year has nothing that counts, as where it only says 未收取信息处理费, has no rate.
    """
    found = []
    for section, title in _SECTIONS.items():
        old = report.section(section)
        then = _tokens(p.text for p in old.paragraphs if not p.heading) if old is not None else ()
        now = _tokens(
            content.text
            for part in draft.sections
            if part.id == section
            for content in part.contents
            if isinstance(content, Paragraph) and content.role is Role.BODY
        )
        if not then or not now:
            continue
        rate = repetition.rate(then, now)
        found.append(Rate(section, title, rate, _light(section, rate)))
    return tuple(found)


def alike(found: Sequence[Rate]) -> tuple[Finding, ...]:
    """A remark on each section that says too much of what last year's said."""
    return tuple(
        Finding(
            "last-repeat",
            Level.ASK,
            Place(section=rate.title),
            f"“{rate.title}”与去年的重复率是 {rate.rate:.0%}，{'太高' if rate.light == '红' else '偏高'}。",
            "把没有变化的句子换一种说法，或者写进今年新做的事；用 draftgen review 逐句看别的写法。",
        )
        for rate in found
        if rate.light != "绿"
    )


def _light(section: str, rate: float) -> str:
    if section in _EXEMPT or rate < _WARNED:
        return "绿"
    return "红" if rate >= _HIGH else "黄"


def _tokens(paragraphs: Iterable[str]) -> tuple[str, ...]:
    return repetition.read(repetition.joined(repetition.counted(text) for text in paragraphs)).tokens
