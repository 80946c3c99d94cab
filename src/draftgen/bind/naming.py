"""Figures that are named: what the words around them bind them to."""

import re
from collections.abc import Sequence

from draftgen.bind import relations
from draftgen.bind.again import told_again
from draftgen.bind.comparing import against_year, paired
from draftgen.bind.labels import BREAKDOWNS, CLASSES, bare_name, category, choose, content, label_text, readings
from draftgen.bind.lists import JOINTS
from draftgen.bind.matching import Match, matches, topic_of
from draftgen.bind.scope import limited
from draftgen.bind.spots import Spot
from draftgen.bind.state import COLUMNS, ROWS, Found, Reading
from draftgen.bind.words import QUOTED, Word
from draftgen.core.report import Candidate
from draftgen.forms.sums import sum_path
from draftgen.numerals import NumeralKind

# Of these the data have what was received; what was answered is told beside it.
ANSWERED = ("messages", "hotline", "mailbox", "proposals", "calls")
_NAMES_FOLLOW = re.compile(r"[，：:（]?(?:为|包括|分别为|即|有|名为)?“")


def name(reading: Reading, spot: Spot, one: Found, seen: Sequence[Word], left: frozenset[str]) -> None:
    """Binds a figure by the words that name it."""
    if _as_level(reading, one, left) or _as_sum(reading, spot, one, left, seen):
        return
    one.previous = _of_last_year(reading, spot, left)
    if not one.previous and _as_category(reading, spot, one):
        return
    if spot.paired:
        target = paired(reading, spot)
        reading.topics = {reading.found[target].topic: 3} if target >= 0 else {}
    if bare_name(spot, reading):
        one.label = category(spot) or one.label
    unit = one.numeral.unit or ("%" if one.numeral.kind is NumeralKind.PERCENT else "")
    if _own_part(reading, spot, one) or told_again(reading, spot, one):
        return
    said = [*content(spot.left, reading), *content(spot.right, reading)]
    if spot.restated and all(word.classes <= {"info"} for word in said):
        return
    found, words = readings(spot, unit, reading, seen)
    if found:
        _take(reading, spot, one, found, words, seen)
    else:
        _without_entry(reading, spot, one, said, seen)


def _without_entry(reading: Reading, spot: Spot, one: Found, said: Sequence[Word], seen: Sequence[Word]) -> None:
    """A figure that no single entry names: a sum of two labels, an item of a list, last year's value of what was told."""
    joined = any(word.text in ("和", "及", "与", "或") for word in spot.left)
    if joined and (both := _of_labels(reading, spot, one)):
        one.candidates = both
        one.scope = limited(reading, spot, one, (), seen)
    elif said:
        one.whole = reading.wholes[-1]
    elif one.previous:
        one.candidates = relations.said_of(reading, relations.subjects(reading, spot.depth), ".prev")


def _of_last_year(reading: Reading, spot: Spot, left: frozenset[str]) -> bool:
    """Whether a count is last year's: 上年为13件, 2022年8件, 较上年的300条增加13条 (what it is compared with)."""
    last_year = "last_year" in left and "carried_in" not in left
    spoken = reading.year is not None and reading.year - 1 in (reading.spoken, reading.once)
    return last_year or spoken or spot.base or against_year(reading, spot) or "against" in left


def _as_level(reading: Reading, one: Found, left: frozenset[str]) -> bool:
    """由上年的10件增加到16件: this year's value of what was last year's."""
    last = reading.last()
    if "level" not in left or last < 0 or not reading.found[last].path.endswith(".prev"):
        return False
    path = reading.found[last].path.removesuffix(".prev")
    one.candidates, one.topic = (Candidate(path, reading.value(path)),), reading.found[last].topic
    return True


def _as_sum(reading: Reading, spot: Spot, one: Found, left: frozenset[str], seen: Sequence[Word]) -> bool:
    """新收12件，上年结转1件，合计13件."""
    last = reading.last()
    if "sum" in left and content(spot.left, reading):
        one.candidates = _of_labels(reading, spot, one)
        one.scope = limited(reading, spot, one, (), seen) if one.candidates else ""
        return bool(one.candidates)
    if last < 0 or content(spot.left, reading) or content(spot.right, reading):
        return False
    if _sum_of_each(reading, spot, one, reading.found[last], seen):
        return True
    if "sum" not in left:
        return False
    one.candidates = relations.summed(reading, one.numeral.value)
    one.topic = _topic(one)
    return bool(one.candidates) or reading.found[last].numeral.unit == one.numeral.unit


_YEARLY = ("全年", "年内", "全年共", "全年累计", "累计", "共")


def _sum_of_each(reading: Reading, spot: Spot, one: Found, each: Found, seen: Sequence[Word]) -> bool:
    """3月和9月各开展1次培训，全年共2次: what it all comes to has the name of what was counted for each."""
    marked = each.spot is not None and each.scope and each.path == "" and each.sentence == reading.sentence
    yearly = any(word.text in _YEARLY or "sum" in word.classes for word in spot.left)
    if not marked or not yearly or each.numeral.unit != one.numeral.unit or each.spot is None:
        return False
    if not any(word.classes & {"each", "each_time"} for word in each.spot.left):
        return False
    found, words = readings(each.spot, one.numeral.unit, reading, seen)
    if found:
        _take(reading, spot, one, found, words, seen)
    return bool(one.candidates)


def _as_part(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A part is not its own whole, and the outcomes of one kind of litigation are not those of both."""
    before = reading.last(current=True)
    row, _, column = reading.found[before].path.rpartition(".") if before >= 0 else ("", "", "")
    if len(candidates) > 1 and row.startswith("requests.") and column in COLUMNS:
        candidates = tuple(c for c in candidates if c.path.rpartition(".")[0] == row) or candidates
    of = reading.found[reading.wholes[-1]] if reading.wholes[-1] >= 0 else None
    whole = of.candidates[0].path if of is not None and len(of.candidates) == 1 else ""
    if not whole:
        return candidates
    kept = [c for c in candidates if c.path != whole]
    if whole in ("direct", "after_review"):
        kept = [c for c in kept if c.path.startswith(f"{whole}.")] or kept
    return tuple(kept)


def _own_part(reading: Reading, spot: Spot, one: Found) -> bool:
    """全区发布解读143篇，其中区政府办发布12篇: the agency's own part is its figure, the whole is not."""
    of = reading.found[reading.wholes[-1]] if reading.wholes[-1] >= 0 else None
    named = [word for word in spot.left if word.text in reading.own_scopes or word.text in reading.names]
    if of is None or not of.scope or len(of.candidates) != 1 or of.numeral.unit != one.numeral.unit or not named:
        return False
    said = content(spot.left, reading)
    if content(spot.right, reading) or any(
        not word.classes & {"publish", "handle", "collect", "hold"} for word in said
    ):
        return False
    one.candidates, one.topic, one.whole = of.candidates, of.topic, reading.wholes[-1]
    reading.used = reading.used or said
    return True


def _those_named(one: Found, words: Sequence[Word]) -> bool:
    """开设专栏2个，为“…”“…”, 开设“…”专栏1个: those named, not all there are (“…”等专栏5个)."""
    verb = max((i for i, word in enumerate(words) if "set" in word.classes), default=-1)
    before = any(QUOTED in word.classes for word in words[verb + 1 :]) and not any(word.text == "等" for word in words)
    return before or bool(_NAMES_FOLLOW.match(one.prose.text, one.numeral.stop))


def _of_labels(reading: Reading, spot: Spot, one: Found) -> tuple[Candidate, ...]:
    """予以公开和部分公开合计21件: a sum of what two or more labels name."""
    items: list[list[Word]] = [[]]
    for word in spot.left:
        if word.text in JOINTS:
            items.append([])
        else:
            items[-1].append(word)
    if len(items) < 2 or len({len(content(item, reading)) for item in items}) > 1:
        return ()  # 被纠正的复议、诉讼: what stands before the first may be meant of both
    context = reading.context(narrowed=False)
    found = [matches(item, one.numeral.unit, context, reading.known) for item in items]
    if any(len(item) != 1 or len(item[0].entry.paths) != 1 for item in found):
        return ()
    paths = [item[0].entry.paths[0] for item in found]
    if len(set(paths)) < len(paths):
        return ()
    if any(word.text == "或" for word in spot.left) and not all(path.split(".")[-1] in ROWS for path in paths):
        return ()  # 不掌握或需另行制作: may be the name of one row
    path = sum_path(paths)
    return (Candidate(path, reading.value(path)),)


def _take(
    reading: Reading, spot: Spot, one: Found, found: Sequence[Match], words: list[Word], seen: Sequence[Word]
) -> None:
    """Takes what the label names, unless it is but a class of the list's whole."""
    one.candidates = choose(found, one.numeral, reading, ".prev" if one.previous else "")
    one.candidates = _as_part(reading, one.candidates)
    if not one.candidates:
        return
    last = reading.last()
    if words is reading.used and last >= 0 and one.path == reading.found[last].path:
        one.candidates = ()  # another measure of the same words cannot be the same figure
        return
    if one.path == "columns" and _those_named(one, words):
        one.candidates = ()
        return
    one.label = one.label or label_text(words, reading)
    reading.used = words
    one.topic = _topic(one)
    if _told_before(reading, spot, one, words):
        one.scope = "已办"
        return
    _note_row(reading, one)
    one.scope = limited(reading, spot, one, [match.entry for match in found], seen)
    whole = reading.wholes[-1]
    if whole >= 0 and _of_one_matter(reading.found[whole], one):
        one.whole = whole
    elif whole >= 0 and _only_a_part(reading.found[whole], one, words):
        one.candidates, one.whole = (), whole


def _told_before(reading: Reading, spot: Spot, one: Found, words: Sequence[Word]) -> bool:
    """收到留言66条，已回复66条: what was answered of them is no figure of the data, though today it is as many."""
    said = frozenset().union(*(word.classes for word in words))
    before = any(f.path == one.path and f.sentence == reading.sentence for f in reading.found)
    named = any(topic_of(word) for word in (*spot.left, *spot.right))
    return before and not named and bool(said & {"answered", "handle"}) and one.topic in ANSWERED


def _note_row(reading: Reading, one: Found) -> None:
    """Applicants named next are those of the row just bound."""
    head, _, row = one.path.partition(".")
    if head == "requests" and row in (*ROWS, "total"):
        reading.row = row


def _only_a_part(whole: Found, one: Found, words: Sequence[Word]) -> bool:
    """Whether the label of a list's item is but a class of the whole, though it sounds like a figure of its own."""
    verbs = frozenset(("publish", "handle", "hold", "set", "made", "received", "answered"))
    if one.candidates[0].path.partition(".")[0] not in CLASSES:
        return False
    return whole.numeral.unit == one.numeral.unit and not any(word.classes & verbs for word in words)


def _topic(one: Found) -> str:
    if not one.candidates:
        return ""
    head = one.candidates[0].path.removeprefix("sum:").split(".")[0]
    aliases = {"document_review": "documents", "requests_online": "requests", "requests_letter": "requests"}
    return aliases.get(head, head)


def _of_one_matter(whole: Found, one: Found) -> bool:
    if not whole.candidates:
        return whole.numeral.unit == one.numeral.unit
    if one.candidates[0].path == "requests.carried_in" and whole.path == "requests.new":
        return False
    heads = {_head(whole.candidates[0].path), _head(one.candidates[0].path)}
    return len(heads) == 1 or heads <= {"lawsuits", "direct", "after_review"} or "total" in heads or "disputes" in heads


def _head(path: str) -> str:
    head = path.partition(".")[0]
    return "requests" if head.startswith("requests_") else head


def _as_category(reading: Reading, spot: Spot, one: Found) -> bool:
    """A class of a breakdown: it keeps its own name."""
    whole = reading.wholes[-1]
    if whole < 0 or reading.found[whole].path not in BREAKDOWNS or not one.numeral.unit:
        return False
    of = reading.found[whole]
    if of.numeral.unit != one.numeral.unit or of.numeral.value is None or one.numeral.value is None:
        return False
    name = category(spot)
    others = sum(f.numeral.value or 0 for f in reading.found[whole + 1 :] if f.whole == whole and f.counted)
    if not name or others + one.numeral.value > of.numeral.value:
        return False
    one.label, one.whole, one.topic = name, whole, of.topic
    one.candidates = (Candidate(f"{BREAKDOWNS[of.path]}.{name}"),)
    return True
