"""What a report's prose says was done: the ticks of 做过的事 that its clauses name (forms/claims.yaml)."""

import re
from collections.abc import Iterator
from functools import cache

from draftgen import forms
from draftgen.core.report import Claim, Prose, Report, Stretch

_CLAUSE = re.compile(r"[^，；。！？\n]+")
# A plan, or something that was not done, is no claim.
_NOT_DONE = re.compile(r"下一步|将(?:进一步|继续|持续|加强|把)|(?:未|没有|尚未|不够|有待|仍需|需要)")
# 办理网站留言83条，均已办结 says nothing of applications, 申请办理结果已公开 nothing of proposals.
_ABOUT = {"done.answered_on_time": ("申请",), "done.proposals_published": ("建议", "提案", "代表", "委员")}
_SECTIONS = ("overview", "other")


def claims(report: Report) -> tuple[Claim, ...]:
    """The clauses of sections one and six that say something was done, each with the paths of the ticks it may rest on."""
    found = (paragraph for name in _SECTIONS if (section := report.section(name)) for paragraph in section.paragraphs)
    return tuple(claim for paragraph in found if not paragraph.heading for claim in _of(paragraph))


def _of(paragraph: Prose) -> Iterator[Claim]:
    for clause in _CLAUSE.finditer(paragraph.text, paragraph.lead):
        near = f"{_sentence(paragraph.text, clause.start())}{'申请' if paragraph.part == 'requests' else ''}"
        ticks = tuple(
            tick
            for tick in ticks_of(clause.group())
            if tick not in _ABOUT or any(word in near for word in _ABOUT[tick])
        )
        if ticks:
            start = paragraph.start + clause.start()
            yield Claim(Stretch(paragraph.block, start, start + len(clause.group())), ticks)


def _sentence(text: str, at: int) -> str:
    ends = [end for sign in "。！？\n" if (end := text.find(sign, at)) >= 0]
    return text[max(text.rfind(sign, 0, at) for sign in "。！？\n") + 1 : min(ends, default=len(text))]


def ticks_of(clause: str) -> Iterator[str]:
    """The ticks that a clause names; () for a plan and for what was not done, unless that itself is the tick."""
    negated = bool(_NOT_DONE.search(clause))
    for tick, patterns in _patterns().items():
        if (not negated or tick == "done.no_own_site") and any(pattern.search(clause) for pattern in patterns):
            yield tick


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The ways to say each tick, compiled when a report is read."""
    raw = forms.claims()
    return {
        f"done.{tick}": tuple(re.compile(".*".join(re.escape(word) for word in way.split("+"))) for way in ways)
        for tick, ways in raw.items()
    }
