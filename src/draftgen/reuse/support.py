"""Whether this year's data carry a sentence of last year: clause by clause (promise 2)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen import forms
from draftgen.core.figure import NAMES, Facts
from draftgen.core.report import Claim
from draftgen.reuse.negation import topics
from draftgen.reuse.rewrite import COMPARED, figure, is_zero
from draftgen.reuse.sentences import Old
from draftgen.reuse.template import Template
from draftgen.reuse.words import words

_CLAUSE = re.compile(r"[^，；。：！？\n]+")
# Words that place a statement and state nothing themselves.
_FRAME = re.compile(
    r"\s*(?:\d+[.．、]|[（(]?[一二三四五六七八九十]+[）)、])?(?:"
    r"(?:\d{4}\s?年(?:度)?|全年|年内|本年度?|截至.{0,14}|其中|我[局委厅办镇乡市县区院]|我街道|本(?:机关|单位|局|委|镇|办))*"
    r"|(?:按照|依照|依据|根据|结合|对照|从).{2,24}(?:规定|要求|职责|职能|精神|部署|看|渠道|方式分)"
    r"|(?:按|从).{1,8}分|.{2,8}方面|.{2,12}情况|(?:同一|同条)信息.{2,16}不重复计算)\s*"
)


class Support(NamedTuple):
    """What carries a sentence: the ticks it claims, the figures it says are nothing, and the clauses nothing carries.

    ``belongs`` names for each of these clauses where in the data it would be said; "" where that is not known.
    """

    ticks: tuple[str, ...]
    nothing: frozenset[str]
    missing: tuple[str, ...]
    belongs: tuple[str, ...] = ()


def support(old: Old, made: Template, claims: Sequence[Claim], facts: Facts) -> Support:
    """Looks at each clause: a figure bound this year, a tick that is there, something that did not occur, or mere words.

    What this year's wording leaves out needs nothing.
    """
    clauses = [
        (start, text)
        for start, text in _clauses(old)
        if not made.gone(start - old.start, start - old.start + len(text))
    ]
    found = [_clause(old, start, text, claims, facts) for start, text in clauses]
    return Support(
        tuple(dict.fromkeys(tick for ticks, _, _ in found for tick in ticks)),
        frozenset(path for _, nothing, _ in found for path in nothing),
        tuple(text for _, _, text in found if text),
        tuple(
            _belongs(old, start, text, claims)
            for (start, text), (_, _, lacks) in zip(clauses, found, strict=True)
            if lacks
        ),
    )


# What such things were about has a line of its own under 数据, beside their count.
_LINES = {
    "申请": "数据·依申请公开·主题",
    "培训": "数据·监督保障·培训·内容",
    "解读": "数据·主动公开·政策解读·主题",
    "发布会": "数据·主动公开·新闻发布会·主题",
    "访谈": "数据·主动公开·在线访谈·主题",
    "征集": "数据·主动公开·意见征集·主题",
}
_ABOUT_WHAT = re.compile(r"涉及|涵盖|集中在|主题|内容|围绕|培训")


def _belongs(old: Old, start: int, text: str, claims: Sequence[Claim]) -> str:
    here = (c for c in claims if c.place.block == old.block and start <= c.place.start < start + len(text))
    ticks = {field.path: field.key for field in forms.catalogue().ticks.children}
    named = (f"做过的事·{ticks[tick]}" for claim in here for tick in claim.ticks if tick in ticks)
    if tick := next(named, ""):
        return tick
    # 发布政策解读12件，内容涉及医保缴费: the thing itself may stand in a clause before.
    before = old.text[: start - old.start + len(text)]
    last = max(_LINES, key=before.rfind)
    return _LINES[last] if _ABOUT_WHAT.search(text) and last in before else ""


def _clauses(old: Old) -> Iterator[tuple[int, str]]:
    return ((old.start + match.start(), match.group()) for match in _CLAUSE.finditer(old.text))


def _clause(
    old: Old, start: int, text: str, claims: Sequence[Claim], facts: Facts
) -> tuple[tuple[str, ...], frozenset[str], str]:
    """The ticks of a clause that are there, what it says is nothing, and the clause itself if nothing carries it."""
    end = start + len(text)
    here = [c for c in claims if c.place.block == old.block and start <= c.place.start < end]
    named = tuple(tick for claim in here for tick in claim.ticks)
    ticked = tuple(tick for tick in named if tick in facts.ticks and _same_details(tick, text, facts))
    nothing = topics(text, facts)
    # A comparison is made anew, or goes; a figure that is nothing went with its words.
    counted = any(start <= m.place.start < end and _stands(m.path, facts) for m in old.mentions)
    counted = counted and not _last_years_topic(text, facts)
    carried = bool(ticked) or bool(nothing) or counted or _frame(text) or _opening(old, text, named)
    return ticked, nothing, "" if carried else text.strip()


def _same_details(tick: str, text: str, facts: Facts) -> bool:
    """Whether a clause that a tick carries names nothing that this year's data do not name with it: 图解 where 问答 is."""
    pattern = words().details.get(tick)
    said = [] if pattern is None else pattern.findall(text)
    given = [item for path, one in facts.texts.items() if path.startswith(f"{tick}.") for item in one.items]
    return all(any(word in item or item in word for item in given) for word in said)


def _frame(text: str) -> bool:
    plain = text.strip()
    return bool(_FRAME.fullmatch(plain)) or any(frame.fullmatch(plain) for frame in words().frames)


# 就A、B组织培训2次: what it was about is no part of the count; 发布就业信息20条 is about nothing.
_TOPICS = (
    re.compile(
        r"(?:^|(?<=[年局委厅办镇乡会月内]))(?:围绕|针对|关于|就(?!业|医|学|读|餐|诊|职|地|近))(.{2,40}?)(?:问题|主题)?"
        r"(?:组织|开展|举办|举行|召开|进行|开设|安排)"
    ),
    re.compile(r"以(.{2,40}?)为(?:培训)?(?:主题|主要内容|内容|题|重点)"),
)
_ANY_TOPIC = re.compile(
    r"(?:[我本各全].{0,2})?(?:做好|推进|加强|落实)?(?:政府|政务)?(?:信息)?公开(?:相关)?(?:重点)?(?:工作|业务|知识|事项)?"
    r"|(?:上述|有关|相关|以上).*|.*(?:关切|关注|中心工作|重点工作|职责|职能|主责主业|需求|实际)"
)
_LISTED = re.compile(r"[、，]|以及|[和及与]")


def _last_years_topic(text: str, facts: Facts) -> bool:
    """Whether a clause names what something was about, and this year's data name no such thing."""
    named = [found[1].strip("“”《》 ") for topic in _TOPICS for found in topic.finditer(text)]
    pieces = [piece for topic in named for piece in _LISTED.split(topic) if piece and not _ANY_TOPIC.fullmatch(topic)]
    given = [item for path, one in facts.texts.items() if path not in NAMES and not one.fixed for item in one.items]
    return any(not any(piece in item or item in piece for item in given) for piece in pieces)


# What an opening claims like any other sentence: things done, and what this year's emphasis was.
_DEED = re.compile(r"开展|组织|举办|召开|印发|制定|修订|成立|学习|宣传|为重点|重点为|重点公开|公开重点")


def _opening(old: Old, text: str, named: Sequence[str]) -> bool:
    """The sentence that opens 总体情况 says what the office is there for; figures and deeds in it need what all need."""
    if not old.part.endswith(".lead") or named or _DEED.search(text):
        return False
    return all(m.kind in ("year", "date") for m in old.mentions)


def _stands(path: str, facts: Facts) -> bool:
    return bool(path) and (path.endswith(COMPARED) or is_zero(path, facts) or figure(path, facts) is not None)
