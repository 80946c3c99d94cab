"""雷同: which units handed in the same text, and which passages they share."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from draftgen import repetition
from draftgen.core.finding import Confidence, Finding, Level, Place
from draftgen.core.letter import SideBySide, Stretches
from draftgen.inspection.unit import Unit, alike, tokens

CODE = "like-others"
# Twelve reports written by hand reach 0.32 and share no passage of twenty tokens; what one author has varied for two
# agencies reaches 0.6 and more. See tests/test_folder_alike.py.
RATE = 0.60
# From here on the unit itself is asked; what is less alike only the office sees (domain.md 3.1, 22).
ASKED = 0.75
PASSAGE = 30
COPIED = 0.25
# Pairs above either bar share at least a fifth of their five-token shingles (0.23 and more where it was measured).
_SKETCH = 0.15
# Of fewer tokens there is nothing to copy.
_LEAST = 60
_SHOWN = 300
_QUOTED = 60


class Pair(NamedTuple):
    """Two units with much in common. ``copied`` is the share of the shorter text that stands in the other word for word."""

    one: Unit
    other: Unit
    rate: float
    overview: float
    problems: float
    copied: float
    passages: tuple[str, ...]


class Alike(NamedTuple):
    """How many pairs there are, and those worth showing, the most alike first: of each unit at least the nearest."""

    total: int = 0
    pairs: tuple[Pair, ...] = ()


class _Prepared(NamedTuple):
    unit: Unit
    tokens: tuple[str, ...]
    sketch: int


def find(units: Sequence[Unit]) -> Alike:
    """The pairs that somebody should look at.

    Every pair is compared by sketch, which costs a microsecond or two; only those that may be alike are compared by
    their tokens (half a millisecond), and only those that are shown by their passages. So a thousand reports that
    differ take seconds; memory holds for each its text, its tokens and a sketch of 8 kB.
    """
    near: list[tuple[float, int, int]] = []
    prepared = [_prepared(unit) for unit in units]
    told = [one for one in prepared if len(one.tokens) >= _LEAST]
    for one, other in combinations(range(len(told)), 2):
        left, right = told[one], told[other]
        share = repetition.in_common(left.sketch, right.sketch)
        if share < _SKETCH:
            continue
        rate = repetition.rate(left.tokens, right.tokens)
        copied = 0.0 if rate >= RATE else _copied(left.tokens, right.tokens)
        if rate >= RATE or copied >= COPIED:
            near.append((-max(rate, copied), one, other))
    near.sort()
    pairs = (_pair(told[one].unit, told[other].unit) for _, one, other in _worth_showing(near))
    return Alike(len(near), tuple(sorted(pairs, key=lambda pair: -max(pair.rate, pair.copied))))


def _prepared(unit: Unit) -> _Prepared:
    found = tokens(unit.report).tokens
    return _Prepared(unit, found, repetition.sketch(found))


def _worth_showing(near: Sequence[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """The first of all, and the first of each unit."""
    seen: set[int] = set()
    kept = []
    for number, pair in enumerate(near):
        if number < _SHOWN or not seen.issuperset(pair[1:]):
            kept.append(pair)
        seen.update(pair[1:])
    return kept


def _copied(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the shorter text that stands in the other in passages without a break."""
    shared = repetition.passages(one, other, PASSAGE)
    return sum(passage.length for passage in shared) / min(len(one), len(other))


def _pair(one: Unit, other: Unit) -> Pair:
    left, right = tokens(one.report), tokens(other.report)
    shared = repetition.passages(left.tokens, right.tokens, PASSAGE)
    longest = sorted(shared, key=lambda passage: -passage.length)
    texts = tuple(left.words(passage.start, passage.length) for passage in longest)
    overview, problems = (alike(one.report, other.report, (section,)) for section in ("overview", "problems"))
    rate = repetition.rate(left.tokens, right.tokens)
    return Pair(one, other, rate, overview, problems, _copied(left.tokens, right.tokens), texts)


def is_asked(pair: Pair) -> bool:
    """Whether the two units are to be asked, or only the office is told."""
    return pair.rate >= ASKED or pair.copied >= COPIED


def finding(pair: Pair, unit: Unit) -> Finding:
    """What the letter to one of the two says. The other one is not named: who copied from whom is for the office to say."""
    quoted = next(iter(pair.passages), "")
    inner = _short(quoted).replace("“", "‘").replace("”", "’")
    example = f"，例如“{inner}”" if inner else ""
    parts = f"总体情况 {pair.overview:.0%}，问题及改进 {pair.problems:.0%}"
    message = f"正文与同批报送的另一单位重复率为 {pair.rate:.0%}（{parts}）{example}。"
    advice = "核实是否照搬了其他单位的文字；结合本单位的实际改写，写清本年度的具体事项。"
    # No excerpt: in the next round the pair may be another one, and the remark is still the same.
    place = Place(file=unit.report.file, section="正文")
    return Finding(CODE, Level.ASK, place, message, advice, Confidence.ASK)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


def side_by_side(pair: Pair) -> SideBySide:
    """The two texts next to each other, with what both have marked."""
    rows = []
    for section, title in (
        ("overview", "一、总体情况"),
        ("problems", "五、存在的主要问题及改进情况"),
        ("other", "六、其他需要报告的事项"),
    ):
        left, right = (tokens(unit.report, (section,)) for unit in (pair.one, pair.other))
        shared = repetition.passages(left.tokens, right.tokens, _MARKED)
        if shared:
            heading = Stretches(((title, False),))
            rows.append((heading, heading))
            rows.append(
                (
                    Stretches(tuple(_marked(left, [(item.start, item.length) for item in shared]))),
                    Stretches(tuple(_marked(right, sorted((item.other, item.length) for item in shared)))),
                )
            )
    note = f"重复率 {pair.rate:.0%}；总体情况 {pair.overview:.0%}，问题及改进 {pair.problems:.0%}；整段相同的文字占 {pair.copied:.0%}"
    return SideBySide((pair.one.name, pair.other.name), note, tuple(rows))


# In a text that stands beside another, half a sentence in common is worth marking.
_MARKED = 8


def _marked(text: repetition.Text, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those at ``places`` (in tokens) marked."""
    at = 0
    for start, length in places:
        first, last = text.places[start][0], text.places[start + length - 1][1]
        if text.text[at:first]:
            yield text.text[at:first], False
        yield text.text[first:last], True
        at = last
    if text.text[at:]:
        yield text.text[at:], False
