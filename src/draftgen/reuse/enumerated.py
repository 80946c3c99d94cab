"""Names that last year's text lists beside a count: 政务新媒体账号2个，为“甲”“乙”."""

import re

from draftgen.core.figure import Facts
from draftgen.core.report import Mention
from draftgen.core.reuse import Fate
from draftgen.reuse import items
from draftgen.reuse.sentences import Old
from draftgen.reuse.template import Edit, Template

_COUNTED = frozenset("个家处块类")
_QUOTED = re.compile(r"[“《][^”》]*[”》]")
# Behind the count: ，为“甲”“乙”; ：甲、乙; （甲、乙）.
_BEHIND = re.compile(
    r"(?P<sign>[，,：（]?)\s*(?:(?:分别)?(?:为|是|即)|包括|(?<=[：（]))(?P<names>[^，,；。：（）]+)(?P<close>）?)"
)
# Before it: 开设“甲”“乙”2个专栏, “甲”和“乙”等2个专栏.
_BEFORE = re.compile(r"(?P<names>[“《][^”》]*[”》](?:[、和及与]?[“《][^”》]*[”》])*)等?\s*$")
_PARTED = re.compile(r"、|以及|[和及与]")


def outnumbered(template: Template, old: Old, mention: Mention, facts: Facts, path: str) -> None:
    """Takes out the names that were as many as last year's count and are not as many as this year's.

    Which of them are left, or what is new, last year's text cannot tell; the count stands without them.
    """
    now = facts.number(path)
    if now is None or mention.value is None or now == mention.value:
        return
    start = mention.place.start - old.start
    end = items.past_unit(old.text, start + len(mention.text), mention.unit)
    found = _BEHIND.match(old.text, items.clause(old.text, end)[1] if old.text[end : end + 1] not in "：（" else end)
    before = _BEFORE.search(old.text, 0, start)
    span = None
    if before is not None and _how_many(before["names"], mention) == mention.value:
        span = before.span()
    elif found is not None and _how_many(found["names"], mention) == mention.value:
        span = found.span() if found["sign"] == "（" or not found["close"] else (found.start(), found.end("names"))
    if span is None or not template.free(*span):
        return
    inside = [m for m in old.mentions if span[0] <= m.place.start - old.start < span[1]]
    if any(m.path for m in inside):
        return
    template.edit(Edit(*span))
    for number in inside:
        template.note(
            number.place.start - old.start, number.text, Fate.DROPPED, why="今年的个数不同，去年列的名称不再沿用"
        )


def _how_many(names: str, mention: Mention) -> int:
    """How many names a list has; -1 where it may be no list of names."""
    quoted = _QUOTED.findall(names)
    if quoted:
        return len(quoted)
    several = [name for name in _PARTED.split(names) if name.strip()]
    return len(several) if len(several) > 1 and mention.unit in _COUNTED else -1
