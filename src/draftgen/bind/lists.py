"""自然人、法人申请分别为126件、84件: the labels of a list stand before its figures."""

from collections.abc import Sequence
from decimal import Decimal

from draftgen.bind.labels import BREAKDOWNS, CLASSES, category
from draftgen.bind.spots import Spot
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import Word, cut
from draftgen.core.report import Candidate
from draftgen.forms.lexicon import FILLER

JOINTS = frozenset(("、", "和", "及", "与", "以及", "或", "或者"))


def distribute(found: Sequence[Spot], reading: Reading) -> dict[int, list[Word]]:
    """The label of each figure of such a list, by the ordinal of the figure in the sentence."""
    labels: dict[int, list[Word]] = {}
    for index, spot in enumerate(found):
        mark = next((i for i in range(len(spot.left) - 1, -1, -1) if "respectively" in spot.left[i].classes), -1)
        if mark < 0:
            continue
        count = 1
        moved = any(word.classes & {"up", "down"} for word in spot.left)
        while index + count < len(found) and _bare(found[index + count], reading, moved=moved):
            count += 1
        head = spot.left[:mark]
        said = any(w.content(reading.known.markers) or w.classes & {"against", "share"} for w in head)
        named = head if said else spot.clause_before
        items = _items(named, count, reading)
        tail = spot.left[mark:]
        if not items and count > 1 and _only_said(named, tail, reading):
            for offset in range(count):
                found[index + offset].paired = count
                labels[index + offset] = [*named, *tail]
            continue
        for offset, item in enumerate(items):
            labels[index + offset] = [*item, *tail]
        if not items:
            for offset in range(count):
                labels[index + offset] = [Word(spot.word.start, spot.word.start, "分别", frozenset(("unknown",)))]
    return labels


def _bare(spot: Spot, reading: Reading, *, moved: bool) -> bool:
    """Whether nothing but a joint stands before a figure; ``moved``: or a verb of change (分别增长3%、下降1%)."""
    changes = moved and any(word.classes & {"up", "down"} for word in spot.left)
    if spot.earlier or (spot.clause and not changes):
        return False
    marks = {"up", "down"} if moved else set()
    return all(not (w.classes & reading.known.markers - {FILLER}) or w.classes & marks for w in spot.left) and not any(
        w.content(reading.known.markers) for w in spot.left
    )


def _only_said(named: Sequence[Word], tail: Sequence[Word], reading: Reading) -> bool:
    """分别增长, 办结率分别为: what stands before is no list of labels, but said of each of the figures before."""
    words = [word for word in (*named, *tail) if word.content(reading.known.markers)]
    if any("share" in word.classes for word in named):
        return all(word.classes & {"info", "total", "publish"} for word in words)  # 占全部信息的比例依次为
    return all(word.classes & {"up", "down", "against", "answer_rate", "done_rate", "satisfied"} for word in words)


def _items(words: Sequence[Word], count: int, reading: Reading) -> list[list[Word]]:
    """``words`` parted at 、 and 和 into ``count`` items; nothing if that does not come out even."""
    items: list[list[Word]] = [[]]
    for word in words:
        if word.text in JOINTS:
            items.append([])
        else:
            items[-1].append(word)
    if len(items) == count:
        return items
    text = "".join(word.text for word in words)
    for joint in ("和", "与", "及"):
        text = text.replace(joint, "、")
    pieces = text.split("、")
    if len(pieces) != count or not all(pieces):
        plain = "".join(word.text for word in words).split("、")  # 殡葬和婚姻登记、资金使用
        pieces = plain if len(plain) == count and all(plain) else []
    return [cut(piece, reading.known, reading.names) for piece in pieces]


def broken_down(reading: Reading, first: int) -> None:
    """公开信息96条，其中招生22条、…: classes that make up the whole are those of the website, which the data break down.

    Only where no other figure of the report is the website's; channels in the list (网站60条、微信36条) are no classes.
    """
    if any(one.path == "site.count" for one in reading.found):
        return
    for index in range(first, len(reading.found)):
        whole = reading.found[index]
        parts = [f for f in reading.found[index + 1 :] if f.whole == index and f.counted]
        names = [f.label for f in parts if f.path.startswith("misc.") or f.path.partition(".")[0] in ("", *CLASSES)]
        total = sum((f.numeral.value or Decimal(0) for f in parts), Decimal(0))
        if whole.path != "total" or len(set(names)) < len(parts) or len(parts) < 2 or total != whole.numeral.value:
            continue
        for one in reading.found[index:]:
            told = tuple(c._replace(path=c.path.replace("total", "site.count", 1), value=None) for c in one.candidates)
            one.candidates = told if one.path == "total" or one.path.startswith("total.") else one.candidates
        for part in parts:
            part.candidates, part.topic = (Candidate(f"site.parts.{part.label}"),), "site"


def listed_classes(reading: Reading, first: int) -> None:
    """网站信息按栏目划分，救助、养老、其他分别为163条、94条、41条: names that add up to what a channel published are its classes."""
    run = [f for f in reading.found[first:] if f.counted and not f.relation and not f.previous]
    spotted = [f.spot for f in run if f.spot is not None]
    if len(run) < 3 or len(spotted) < len(run) or len(run) < len(reading.found) - first:
        return
    clause = frozenset().union(*(word.classes for word in spotted[0].clause_before))
    listed = all(any("respectively" in word.classes for word in spot.left) for spot in spotted)
    wholes = {f.path for f in reading.found[reading.first_of_paragraph : first] if f.path in BREAKDOWNS}
    named = {path for path in wholes if path.partition(".")[0] in clause}
    names = [category(spot) for spot in spotted]
    if not listed or len(named) != 1 or not all(names) or len(set(names)) < len(names):
        return
    path = named.pop()
    index = next(i for i, f in enumerate(reading.found) if f.path == path)
    whole = reading.found[index].numeral
    total = sum((f.numeral.value or Decimal(0) for f in run), Decimal(0))
    if total != whole.value or any(f.numeral.unit != whole.unit for f in run):
        return
    for one, name in zip(run, names, strict=True):
        one.label, one.topic, one.scope = name, reading.found[index].topic, ""
        one.candidates = (Candidate(f"{BREAKDOWNS[path]}.{name}"),)


def outcomes(reading: Reading, first: int) -> None:
    """复议后起诉2件，维持1件、其他结果1件: outcomes that add up to the kind of lawsuit named last are its own."""
    for kind in ("direct", "after_review"):
        open_ = [
            f for f in reading.found[first:] if {c.path.partition(".")[0] for c in f.candidates} == {kind, "lawsuits"}
        ]
        total = sum((f.numeral.value or Decimal(0) for f in open_), Decimal(0))
        if open_ and total == reading.value(kind):
            for one in open_:
                one.candidates = tuple(c for c in one.candidates if c.path.startswith(kind))


def settle(reading: Reading, first: int) -> None:
    """门户网站公开60条，公告20条、动态40条: classes without 其中, which have to add up to be taken for such."""
    index = first
    while index < len(reading.found):
        whole = reading.found[index]
        run = _run(reading, index) if whole.path in BREAKDOWNS else []
        if len(run) > 1:
            values = [one.numeral.value for one in run]
            fits = None not in values and sum(v for v in values if v is not None) == whole.numeral.value
            for one in run:
                name = one.label if fits else ""
                one.candidates = (Candidate(f"{BREAKDOWNS[whole.path]}.{name}"),) if name else ()
                one.whole, one.topic = (index if name else -1), whole.topic
        index += 1 + len(run)


def _run(reading: Reading, index: int) -> list[Found]:
    """The figures behind a whole that have nothing but a name and the same measure word."""
    whole = reading.found[index]
    run: list[Found] = []
    for one in reading.found[index + 1 :]:
        same = one.sentence == whole.sentence and one.numeral.unit == whole.numeral.unit
        if one.path and one.path.partition(".")[0] not in CLASSES:
            break
        if not same or one.whole >= 0 or not one.named or one.relation or one.previous or one.scope:
            break
        run.append(one)
    return run
