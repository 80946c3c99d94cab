"""Where an item of a list begins and ends in a sentence, and how it goes without leaving a gap."""

import re
from collections.abc import Sequence

from draftgen.core.report import Mention

_BEFORE = re.compile(r".*(?:[、，；：（,;:]|其中|包括|分别为)", re.DOTALL)
_CLAUSE = "，；,;"


def past_unit(text: str, end: int, unit: str) -> int:
    """Where a measure word behind ``end`` ends, a space before it or not; ``end`` if it is not there."""
    start = end + len(text[end:]) - len(text[end:].lstrip(" "))
    return start + len(unit) if unit and text.startswith(unit, start) else end


def stop(text: str, mention: Mention, offset: int) -> int:
    """Where the words of a figure end: behind its measure word, and behind a bracket that follows it directly."""
    end = past_unit(text, mention.place.end - offset, mention.unit)
    if begin(text, mention, offset) == mention.place.start - offset and text[end : end + 1] != "（":
        ends = [at for sign in "、，；。" if (at := text.find(sign, end)) >= 0]
        return min(ends, default=len(text))  # 2件属于执法案卷，1件…: the name stands behind
    if text[end : end + 1] == "（":
        closing = text.find("）", end)
        end = end if closing < 0 else closing + 1
    return end


_REMARK = re.compile(r"[，,]\s*(?:占|约占|系|为|属|均|同比|较|比)")


def past_remarks(text: str, end: int) -> int:
    """Where what is said of an item behind its figure ends: 不予处理1件，占比33.3%，为重复申请."""
    if not _REMARK.match(text, end):
        return end
    return min((at for sign in "；。" if (at := text.find(sign, end)) >= 0), default=len(text))


def begin(text: str, mention: Mention, offset: int) -> int:
    """Where the item of a figure begins: behind the sign, or the word, that parts it from what is before."""
    found = _BEFORE.match(text, 0, mention.place.start - offset)
    return 0 if found is None else found.end()


def separator(text: str, mention: Mention, offset: int) -> str:
    """The sign before an item of a list."""
    before = text[: begin(text, mention, offset)][-1:]
    return before if before in "、，；" and before else "、"


def removal(text: str, mention: Mention, offset: int) -> tuple[int, int]:
    """The stretch to take out so that the item goes together with one of the signs beside it.

    Where semicolons part the items, what is said of an item between two of them goes with it.
    """
    start, end = begin(text, mention, offset), stop(text, mention, offset)
    if text[start - 1 : start] == "；":
        ends = [found for sign in "；。" if (found := text.find(sign, end)) >= 0]
        return start - 1, min(ends, default=end)
    if text[end : end + 1] == "、":
        return start, end + 1
    if text[start - 1 : start] == "、":
        return start - 1, end
    if text[end : end + 1] in _CLAUSE and text[end : end + 1] and text[start - 1 : start] not in "，；":
        return start, end + 1
    if text[start - 1 : start] in _CLAUSE and start:
        return start - 1, end
    return start, end


def respectively(text: str, start: int) -> bool:
    """Whether the number at ``start`` is one of a list whose names stand before it: 分别为3件、2件."""
    clauses = re.split(r"[，；。]", text[:start])
    return "分别" in clauses[-1] or "依次" in clauses[-1]


def listed(text: str, mention: Mention, offset: int) -> bool:
    """Whether a figure stands among others parted by 、: 自然人268件、科研机构1件、其他3件."""
    start, end = begin(text, mention, offset), stop(text, mention, offset)
    return text[start - 1 : start] == "、" or text[end : end + 1] == "、"


def clause(text: str, position: int) -> tuple[int, int]:
    """The clause around a position: between commas, semicolons or the ends of the sentence."""
    start = max((text.rfind(sign, 0, position) for sign in _CLAUSE), default=-1) + 1
    ends = [found for sign in f"{_CLAUSE}。" if (found := text.find(sign, position)) >= 0]
    return start, min(ends, default=len(text))


def alone(text: str, mention: Mention, others: Sequence[Mention], offset: int) -> bool:
    """Whether a figure has its clause for itself, and another clause goes before."""
    start, end = clause(text, mention.place.start - offset)
    return start > 0 and not any(start <= other.place.start - offset < end for other in others if other is not mention)


def predicates(text: str, end: int, others: Sequence[Mention], offset: int) -> int:
    """Where the clauses end that go on about the one before ``end``: 另有1件为投诉，不予处理并告知了渠道.

    They hold no figure of their own and are not said of everything (均…, 全部…).
    """
    while text[end : end + 1] in ("，", ","):
        _, stop_at = clause(text, end + 1)
        said = text[end + 1 : stop_at].strip()
        counted = any(end < other.place.start - offset < stop_at for other in others)
        if not said or counted or said.startswith(("均", "全部", "都", "以上", "上述", "未", "没有", "无")):
            break
        end = stop_at
    return end
