"""Figures that are said of another figure: which one it is."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from draftgen.bind import relations
from draftgen.bind.again import class_named
from draftgen.bind.labels import content
from draftgen.bind.matching import matches, topic_of
from draftgen.bind.spots import Spot
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import Word
from draftgen.core.report import Candidate
from draftgen.forms.lexicon import ROW
from draftgen.numerals import NumeralKind

_POINTS = ("个百分点", "百分点")
_TOGETHER = ("共", "合计", "总共", "共计", "总计", "合起来")
_USUAL = ("件", "条", "次", "名", "个", "期", "人次", "元")


def compare(reading: Reading, spot: Spot, one: Found, left: frozenset[str]) -> bool:
    """Whether the figure is said of another one; binds it if it is."""
    numeral = one.numeral
    before = (
        frozenset().union(*(word.classes for clause in spot.earlier for word in clause))
        if spot.earlier
        else frozenset()
    )
    last = reading.last(counted=False)
    near = reading.found[max(reading.first_of_piece, last - 1) : last + 1] if last >= 0 else []
    inherited = any(f.relation in ("difference", "growth") or f.previous for f in near)
    against = "against" in left | before or against_year(reading, spot) or inherited
    if numeral.kind is NumeralKind.MULTIPLE:
        one.relation = "multiple"
        at = reading.last()
        if left & {"last_year", "against"} and not left & {"up", "down"}:
            one.candidates = _of_subject(reading, spot, ".times")
        elif at >= 0 and reading.found[at].path.endswith(".prev") and not content(spot.left, reading):
            one.candidates = relations.said_of(reading, [at], ".times")  # 是2022年8件的2.3倍
        return True
    moved = _moved(reading, spot, left, against=against) and "level" not in left
    if moved or numeral.unit in _POINTS:
        return _change(reading, spot, one, against=against, new="new" in left)
    if numeral.kind is NumeralKind.PERCENT and (made := _in_brackets(reading, spot)):
        one.relation, one.candidates = "share", made
        return True
    if numeral.kind is NumeralKind.PERCENT and "share" in left | before:
        one.relation = "share"
        _share(reading, spot, one)
        return True
    return False


def _in_brackets(reading: Reading, spot: Spot) -> tuple[Candidate, ...]:
    """予以公开216件（41.7%）: a bare percentage in brackets is the share of the count before it, if it is what the numbers give."""
    if not spot.opened or content(spot.left, reading) or content(spot.right, reading) or spot.earlier:
        return ()
    part = reading.found[-1] if reading.found[reading.first_of_piece :] else None
    if part is None or not part.path or not part.counted or part.previous:
        return ()
    within = reading.found[part.whole].path if part.whole >= 0 else ""
    wholes = [within, *relations.group_of(part.path), relations.natural_whole(part.path)]
    return _only_agreeing(reading, part.path, part.numeral.value, wholes, spot)


def _only_agreeing(
    reading: Reading, part: str, value: Decimal | None, wholes: Sequence[str], spot: Spot
) -> tuple[Candidate, ...]:
    printed = spot.word.numeral.value if spot.word.numeral is not None else None
    made = relations.share(reading, part, value, wholes, printed)
    return made if len(made) == 1 and relations.agrees(made[0], printed) else ()


def _moved(reading: Reading, spot: Spot, left: frozenset[str], *, against: bool) -> bool:
    """Whether a verb of change is said of the number, and not a word inside of its label (技能提升补贴解读)."""
    if against or not left & {"up", "down"}:
        return bool(left & {"up", "down"})
    last = max(i for i, word in enumerate(spot.left) if word.classes & {"up", "down"})
    return not content(spot.left[last + 1 :], reading)


def _change(reading: Reading, spot: Spot, one: Found, *, against: bool, new: bool) -> bool:
    """A difference or a growth; a change from nothing said (全年新增3件) is none."""
    percent = one.numeral.kind is NumeralKind.PERCENT
    if not against and new and one.numeral.unit not in _POINTS:
        return False
    one.relation = "growth" if percent else "difference"
    based = any("compare" in word.classes for word in spot.left)  # 较年初增长12%
    if percent and not against and not based and not content(spot.left, reading):
        against = not spot.paired  # 发布790条，增长15%: in a yearly report the year before is meant
    if against and one.numeral.unit in _POINTS:
        one.candidates = _of_rate(reading)
    elif against:
        one.candidates = _of_subject(reading, spot, ".growth" if percent else ".diff")
    return True


def _of_rate(reading: Reading) -> tuple[Candidate, ...]:
    """满意率97.2%，比上年提高1.1个百分点: the percentage before it in the sentence."""
    here = (f for f in reversed(reading.found) if f.sentence == reading.sentence)
    rate = next((f for f in here if f.numeral.kind is NumeralKind.PERCENT), None)
    plain = rate is not None and rate.path and not rate.relation
    return (Candidate(f"{rate.path}.diff"),) if rate is not None and plain else ()


def against_year(reading: Reading, spot: Spot) -> bool:
    """比2020年多2件, in a report on 2021."""
    words = [*spot.clause_before, *spot.left]
    for one, other in pairwise(words):
        digits = re.match(r"(\d{4})", other.text)
        if "compare" in one.classes and digits and reading.year is not None and int(digits[1]) == reading.year - 1:
            return True
    return False


def _of_subject(reading: Reading, spot: Spot, suffix: str) -> tuple[Candidate, ...]:
    """A comparison of what its own clause names, or the one before it, else of the count before it."""
    named = [word for word in content(spot.left, reading) if not word.classes & {"up", "down", "against"}]
    if not named and not spot.paired and any(content(clause, reading) for clause in spot.earlier):
        named = [word for word in spot.clause_before if "negation" not in word.classes]
        return _of_named(reading, named, suffix)
    targets = [paired(reading, spot)] if spot.paired else relations.subjects(reading, spot.depth)
    if not spot.paired and targets and any(word.text in _TOGETHER for word in spot.left):
        targets = _listed_whole(reading, targets[0])
    if not named:
        return relations.said_of(reading, targets, suffix)
    topics = {topic_of(word) for word in named} - {""}
    last = reading.found[targets[0]] if targets else None
    if last is not None and topics and topics <= {last.topic}:
        return relations.said_of(reading, targets, suffix)
    return _of_named(reading, named, suffix)


def paired(reading: Reading, spot: Spot) -> int:
    """The figure that one of 分别… speaks of: as many counts back as the list is long."""
    said = [i for i, f in enumerate(reading.found) if f.sentence == reading.sentence and f.counted and not f.paired]
    counts = [i for i in said if not _sum_of_list(reading, i, spot.paired)]
    done = sum(f.paired for f in reading.found if f.sentence == reading.sentence)
    at = len(counts) - spot.paired + done % spot.paired
    return counts[at] if 0 <= at < len(counts) else -1


def _listed_whole(reading: Reading, last: int) -> list[int]:
    """解读21件，图解、视频、文字分别为9件、5件、7件，较上年共增加4件: the count that the list before adds up to; [] if none does."""
    total = Decimal(0)
    for index in range(last, reading.first_of_piece - 1, -1):
        one = reading.found[index]
        if not one.counted or one.previous:
            return []
        if index < last - 1 and one.numeral.value == total:
            return [index]
        total += one.numeral.value or Decimal(0)
    return [last] if last == reading.first_of_piece else []


def _sum_of_list(reading: Reading, index: int, length: int) -> bool:
    """分别为6件、8件，共14件: what the list comes to is no item of it."""
    one = reading.found[index]
    values = [f.numeral.value or Decimal(0) for f in reading.found[max(index - length, 0) : index]]
    nameless = one.spot is not None and not content(one.spot.left, reading) and not content(one.spot.right, reading)
    return nameless and len(values) == length and sum(values) == one.numeral.value


def _of_named(reading: Reading, words: Sequence[Word], suffix: str) -> tuple[Candidate, ...]:
    """A comparison of the figure that ``words`` name, if they name exactly one."""
    context = reading.context(narrowed=False)
    found = {match.paths: match for unit in _USUAL for match in matches(words, unit, context, reading.known)}
    if len(found) != 1:
        return ()
    paths, match = found.popitem()
    chosen = paths[:1] if match.entry.literal else paths
    return tuple(Candidate(f"{path}{suffix}", reading.value(f"{path}{suffix}")) for path in chosen)


def _share(reading: Reading, spot: Spot, one: Found) -> None:
    words = [*spot.clause_before, *spot.left] if not any("share" in w.classes for w in spot.left) else spot.left
    mark = next((i for i, word in enumerate(words) if "share" in word.classes), -1)
    if any("sum" in word.classes for word in words[:mark]):
        return  # 公开92件、部分公开21件，合计占59.5%
    part, value, within, spoken = _part_named(reading, spot, words[:mark], one.numeral.value)
    if not part:
        return
    named = content(words[mark + 1 :], reading)
    natural = relations.natural_whole(part)
    wholes = [*relations.group_of(part), natural]
    if named:
        wholes = _whole_named(reading, words[mark + 1 :], natural)
    elif within:
        wholes = [within, natural]
    one.candidates = relations.share(reading, part, value, wholes, one.numeral.value)
    if not spoken and len(one.candidates) == 1 and not relations.agrees(one.candidates[0], one.numeral.value):
        one.candidates = ()  # 投诉举报类申请占57.7%: told by the tables alone, so they have to agree


def _part_named(
    reading: Reading, spot: Spot, words: Sequence[Word], printed: Decimal | None
) -> tuple[str, Decimal | None, str, bool]:
    """The figure whose share is given, its value, what the text calls its whole, and whether the text gives it too.

    It is what the words before 占 name, else the count before them.
    """
    last = paired(reading, spot) if spot.paired else reading.last(depth=spot.depth)
    if spot.paired or not content(words, reading):
        near = reading.found[last : last + 1] if last >= 0 else []
    else:
        context = reading.context(narrowed=False)
        named = {
            path for unit in _USUAL for match in matches(words, unit, context, reading.known) for path in match.paths
        }
        paths = {path.replace(ROW, row) for path in named for row in reading.rows()}
        near = [f for f in reading.found if f.path in paths and f.counted]
        told = class_named(reading, words)
        if not near and told:  # 公示类占网站信息的40%, told as a class before
            near = [f for f in reading.found if f.path == told][:1]
        if not near:
            return _part_told(reading, paths, printed)
    if not near or len({f.path for f in near}) > 1 or not near[-1].path:
        return "", None, "", False
    whole = reading.found[near[-1].whole].path if near[-1].whole >= 0 else ""
    return near[-1].path, near[-1].numeral.value, whole, True


def _part_told(reading: Reading, paths: set[str], printed: Decimal | None) -> tuple[str, Decimal | None, str, bool]:
    """The one figure of the tables that is the printed share of its whole; the text itself does not give it."""
    rows = reading.rows()
    ordered = sorted(paths, key=lambda path: next((i for i, row in enumerate(rows) if f".{row}." in path), 9))
    known = [(path, reading.value(path)) for path in ordered]
    shares = {
        path: relations.share(reading, path, value, [relations.natural_whole(path)], printed)
        for path, value in known
        if value is not None
    }
    agreeing = [path for path, made in shares.items() if made and relations.agrees(made[0], printed)]
    if len({path.rpartition(".")[2] for path in agreeing}) != 1:
        return "", None, "", False
    return agreeing[0], reading.value(agreeing[0]), "", False


def _whole_named(reading: Reading, words: Sequence[Word], natural: str) -> list[str]:
    """The figures that the words between 占 and the number may name."""
    said = content(words, reading)
    if not natural and any(w.text == "全部" for w in words) and all(w.classes & {"info", "publish"} for w in said):
        return ["total"]  # 占全部信息的比例
    paths = [f.path for f in reading.found if f.path and f.counted]
    context = reading.context(narrowed=False)
    named: list[str] = []
    for unit in _USUAL:
        for match in matches(words, unit, context, reading.known):
            named += match.paths
    known = [path for path in dict.fromkeys(named) if path in paths or reading.value(path) is not None]
    if known:
        return known
    topics = {topic_of(word) for word in content(words, reading)} - {""}
    if topics == {"requests"} and natural.startswith("requests."):
        return ["requests.total", "requests.new", "requests.in_hand"]
    return []
