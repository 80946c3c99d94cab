"""Comparisons with last year: their number, their verb, and the whole clause where it has to be worded anew."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from draftgen.core.figure import Figure
from draftgen.ooxml.changes import Change
from draftgen.update.known import Doubtful, Known, printed, says
from draftgen.update.said import COMPARED, Occurrence

# As the program words it (domain.md 5.4): the kind of comparison, its verb, its number.
_CLAUSE = re.compile(
    r"，(?:(?P<lead>同比(?:增长|下降)|较上年(?:增加|减少|提高|下降)|是上年的)(?P<number>\d+(?:\.\d+)?%?)"
    r"(?P<unit>倍|个百分点|[^\d，。；、（）%]{0,3}(?=[，。；、（）]|$))?|(?P<even>与上年持平))"
)
_UNIT = re.compile(r"[^\d，。；、（）\s]{0,4}")


class Words(NamedTuple):
    """What ``words.yaml`` says: for each verb its opposite and whether it tells of more."""

    turns: dict[str, tuple[str, bool]]
    verb: re.Pattern[str]


@cache
def words() -> Words:
    """The verbs to know, longest first."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    turns: dict[str, tuple[str, bool]] = {}
    for more, less in raw["turns"]:
        turns.setdefault(more, (less, True))
        turns.setdefault(less, (more, False))
    verbs = "|".join(sorted(turns, key=len, reverse=True))
    return Words(turns, re.compile(f"({verbs}){raw['between']}"))


class Clause(NamedTuple):
    """A comparison in the program's own words behind the figure at ``base``: from ``start`` to ``end`` of the text."""

    base: str
    start: int
    end: int
    unit: str
    lead: str
    number: str
    number_start: int

    @property
    def path(self) -> str:
        """The path of its number; "" where there is none."""
        if not self.lead:
            return ""
        kind = ".growth" if self.lead.startswith("同比") else ".times" if self.lead.startswith("是") else ".diff"
        return f"{self.base}{kind}"


def clause_behind(text: str, figure: Occurrence) -> Clause | None:
    """The comparison that stands directly behind a figure and its measure word, in the program's own words."""
    unit = _UNIT.match(text, figure.end)
    assert unit is not None
    match = _CLAUSE.match(text, unit.end())
    if match is None or figure.path.endswith((*COMPARED, ".prev")):
        return None
    number_start = match.start("number") if match["number"] else -1
    return Clause(
        figure.path, match.start(), match.end(), unit.group(), match["lead"] or "", match["number"] or "", number_start
    )


def reworded(clause: Clause, text: str, new: Known, *, decimals: bool) -> tuple[Change, ...] | Doubtful:
    """What changes in the clause; nothing where it says already what the data say."""
    spans = new.compare(clause.base, clause.unit, decimals)
    wanted = "".join(span.text for span in spans)
    old = text[clause.start : clause.end]
    if wanted == old:
        return ()
    if not wanted:
        return Doubtful("和上年已经没有可比的数")
    number = next((span for span in spans if span.path), None)
    if number is None or number.path != clause.path:
        return (Change(clause.start, clause.end, wanted),)
    lead, found = spans[0].text.removeprefix("，"), []
    if lead != clause.lead:
        same = 2 if lead[:2] == clause.lead[:2] == "同比" else 3 if lead[:3] == clause.lead[:3] == "较上年" else 0
        found.append(Change(clause.start + 1 + same, clause.number_start, lead[same:]))
    if number.text != clause.number:
        found.append(Change(clause.number_start, clause.number_start + len(clause.number), number.text))
    return tuple(found)


def retold(text: str, figure: Occurrence, now: Figure, new: Known, *, decimals: bool) -> tuple[Change, ...] | Doubtful:
    """What changes at a comparison in somebody's own words: its number, and the verb before it if the sign has turned."""
    base = figure.path.rsplit(".", 1)[0]
    current, before = new.figures.get(base), new.figures.get(f"{base}.prev")
    if current is None or before is None:
        return Doubtful("和上年已经没有可比的数")
    wanted = printed(now, figure.text, decimals=decimals)
    number = () if says(figure.text, now) else (Change(figure.start, figure.end, wanted),)
    if figure.path.endswith(".times"):
        falls = bool(number) and now.value < 1
        return Doubtful("今年比上年少，不宜说“是上年的几倍”") if falls else number
    verb = words().verb.search(text, max(0, figure.start - 12), figure.start)
    if current.value == before.value or not now.value:
        return Doubtful("今年和上年一样，要改说“持平”") if number else ()
    if verb is None:
        return Doubtful("前面没有认得出的增减动词") if number else ()
    opposite, more = words().turns[verb[1]]
    if more == (current.value > before.value):
        return number
    if not more and text.startswith("个百分点", figure.end):
        opposite = "提高"
    return (Change(verb.start(1), verb.end(1), opposite), *number)
