"""Reads the prose of a report from front to back and tells what each figure of it stands for."""

import re
from collections.abc import Iterator, Sequence

from draftgen.bind import relations
from draftgen.bind.labels import BREAKDOWNS, category, choose, content, label_text, readings
from draftgen.bind.lists import distribute
from draftgen.bind.matching import topic_of
from draftgen.bind.spots import Spot, spots
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import FIGURES, STOP, Word, cut
from draftgen.core.report import Candidate, Prose
from draftgen.numerals import Numeral, NumeralKind, scan

_TITLES = re.compile(r"《[^》]*》")
_POINTS = ("个百分点", "百分点")
_EVENTS = frozenset(("hold", "took"))
_YEAR_WORDS = ("较", "比", "与", "同", "相较", "较之")


def read_paragraph(reading: Reading, prose: Prose) -> None:
    """Adds every numeral of a paragraph to the reading."""
    reading.start_paragraph(prose.part)
    words = cut(prose.text, reading.known, reading.names)
    placed: dict[int, Found] = {}
    for sentence, new in _sentences(words):
        reading.start_sentence(sentence, new=new)
        _read_sentence(reading, prose, sentence, placed)
    _complete(reading, prose, placed)


def _complete(reading: Reading, prose: Prose, placed: dict[int, Found]) -> None:
    """Puts the numerals that are no figures between those that are, in the order of the text."""
    every: list[Found] = []
    titles = [match.span() for match in _TITLES.finditer(prose.text)]
    for numeral in scan(prose.text):
        one = placed.get(numeral.start)
        if one is None:
            quoted = any(start <= numeral.start < end for start, end in titles)
            one = Found(numeral, prose, scope="标题" if quoted else "")
        every.append(one)
    base = reading.first_of_paragraph
    order = {id(one): index for index, one in enumerate(every)}
    old = reading.found[base:]
    for one in old:
        if one.whole >= base:
            one.whole = base + order[id(old[one.whole - base])]
    reading.found[base:] = every


def _sentences(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """The sentences of a paragraph, and the pieces between semicolons; whether each begins a new sentence."""
    piece: list[Word] = []
    new = True
    for word in words:
        piece.append(word)
        if STOP in word.classes and word.text in "。！？\n；;":
            yield piece, new
            piece, new = [], word.text not in "；;"
    if piece:
        yield piece, new


def _read_sentence(reading: Reading, prose: Prose, words: Sequence[Word], placed: dict[int, Found]) -> None:
    found = spots(words, reading.known.markers)
    labels = distribute(found, words, reading)
    for index, spot in enumerate(found):
        if index in labels:
            spot.left = labels[index]
        numeral = spot.word.numeral
        assert numeral is not None
        heard = [*(word for clause in spot.earlier for word in clause), *spot.left]
        _hear_years(reading, heard)
        reading.hear(heard)
        seen = [word for word in (*reading.before, *words) if word.start < (spot.left or [spot.word])[0].start]
        one = Found(numeral, prose, sentence=reading.sentence, depth=spot.depth)
        _open_lists(reading, spot)
        _tell(reading, spot, one, seen)
        reading.found.append(one)
        placed[numeral.start] = one
        reading.hear(spot.right)
    if not found:
        reading.hear(words)
    reading.before += words


def _hear_years(reading: Reading, words: Sequence[Word]) -> None:
    for index, word in enumerate(words):
        digits = re.match(r"\s?(\d{4})\s?年", word.text) if word.numeral is not None else None
        if digits and not (index and words[index - 1].text in _YEAR_WORDS):
            reading.spoken = int(digits[1])


def _open_lists(reading: Reading, spot: Spot) -> None:
    """Keeps account of what the figures are parts of: 其中, brackets, a colon."""
    depth = len(reading.wholes) - 1
    if spot.depth > depth:
        reading.wholes.append(reading.last() if not spot.left or not content(spot.left, reading) else reading.last())
    while spot.depth < len(reading.wholes) - 1:
        reading.wholes.pop()
    words = [*(word for clause in spot.earlier for word in clause), *spot.left]
    if any("listing" in word.classes for word in words) or (spot.after_colon and reading.wholes[-1] < 0):
        last = reading.last()
        if last < 0 and reading.found and words and "listing" in words[0].classes:
            last = len(reading.found) - 1  # a sentence that begins with 其中
        nested = last >= 0 and reading.found[last].whole >= 0 and reading.wholes[-1] == reading.found[last].whole
        reading.wholes[-1] = last if not nested or not reading.found[last].candidates else last


def _tell(reading: Reading, spot: Spot, one: Found, seen: Sequence[Word]) -> None:
    """Finds out what the figure at ``spot`` is, in the order in which its surroundings are sure."""
    numeral = one.numeral
    one.label = label_text(spot.left, reading) or label_text(spot.right, reading)
    left = frozenset().union(*(word.classes for word in spot.left)) if spot.left else frozenset()
    if numeral.kind is NumeralKind.BARE:
        return
    one.scope = _out_of_scope(reading, spot, left)
    if one.scope:
        return
    if _relation(reading, spot, one, left):
        return
    _label(reading, spot, one, seen, left)


def _out_of_scope(reading: Reading, spot: Spot, left: frozenset[str]) -> str:
    """Why a figure is none of the year and the agency: a frequency, a plan, a season, another year."""
    named = {word.text: word.classes for word in (*spot.left, *spot.clause_before)}
    for name, within in (("each_time", left), ("plan", left)):
        if name in within and not left & {"kept", "amended", "repealed_then", "lapsed", "carried_out"}:
            return next(text for text, classes in named.items() if name in classes)
    season = next((text for text, classes in named.items() if "season" in classes), "")
    if season:
        return season
    for word in (*spot.left, *spot.clause_before):
        if word.numeral is not None and re.search(r"[-—至到～]\s?\d{1,2}\s?月", word.text):
            return word.text
    year = reading.year
    if year is not None and reading.spoken not in (None, year, year - 1):
        return f"{reading.spoken}年"
    return ""


def _relation(reading: Reading, spot: Spot, one: Found, left: frozenset[str]) -> bool:
    """Whether the figure is said of another one; binds it if it is."""
    numeral = one.numeral
    before = (
        frozenset().union(*(word.classes for clause in spot.earlier for word in clause))
        if spot.earlier
        else frozenset()
    )
    last = reading.last(counted=False)
    inherited = last >= 0 and (reading.found[last].relation in ("difference", "growth") or reading.found[last].previous)
    against = "against" in left | before or _against_year(reading, spot) or inherited
    if numeral.kind is NumeralKind.MULTIPLE:
        one.relation = "multiple"
        if "last_year" in left or "against" in left:
            if not left & {"up", "down"}:
                one.candidates = _of_subject(reading, spot, ".times")
        return True
    moved = left & {"up", "down"} and "level" not in left
    if moved and (against or numeral.unit in _POINTS):
        percent = numeral.kind is NumeralKind.PERCENT
        one.relation = "growth" if percent else "difference"
        if against:
            one.candidates = _of_subject(reading, spot, ".growth" if percent else ".diff")
        return True
    if moved and not left & {"new"}:
        one.relation = "difference"
        return True
    if numeral.unit in _POINTS:
        one.relation = "difference"
        return True
    if numeral.kind is NumeralKind.PERCENT and "share" in left | before:
        one.relation = "share"
        _share(reading, spot, one)
        return True
    return False


def _against_year(reading: Reading, spot: Spot) -> bool:
    """比2020年多2件, in a report on 2021."""
    words = [*spot.clause_before, *spot.left]
    for one, other in zip(words, words[1:], strict=False):
        digits = re.match(r"(\d{4})", other.text)
        if "compare" in one.classes and digits and reading.year is not None and int(digits[1]) == reading.year - 1:
            return True
    return False


def _of_subject(reading: Reading, spot: Spot, suffix: str) -> tuple[Candidate, ...]:
    """A comparison of what its own clause names, else of the count before it."""
    named = [word for word in content(spot.left, reading) if not word.classes & {"up", "down", "against"}]
    targets = relations.subjects(reading)
    if not named:
        return relations.said_of(reading, targets, suffix)
    topics = {topic_of(word) for word in named} - {""}
    last = reading.found[targets[0]] if targets else None
    if last is not None and topics and topics <= {last.topic}:
        return relations.said_of(reading, targets, suffix)
    return ()


def _share(reading: Reading, spot: Spot, one: Found) -> None:
    part = reading.found[one.listed] if one.listed >= 0 else None
    if part is None:
        last = reading.last()
        part = reading.found[last] if last >= 0 else None
    if part is None or not part.path or part.numeral.value is None:
        return
    words = [*spot.clause_before, *spot.left]
    mark = next((i for i, word in enumerate(words) if "share" in word.classes), -1)
    named = content(words[mark + 1 :], reading)
    natural = relations.natural_whole(part.path)
    wholes = [natural]
    if named:
        wholes = _whole_named(reading, words[mark + 1 :], natural)
    elif part.whole >= 0:
        wholes = [reading.found[part.whole].path, natural]
    one.candidates = relations.share(reading, part, wholes, one.numeral.value)


def _whole_named(reading: Reading, words: Sequence[Word], natural: str) -> list[str]:
    """The figures that the words between 占 and the number may name."""
    from draftgen.bind.matching import matches  # noqa: PLC0415

    paths = [f.path for f in reading.found[reading.first_of_paragraph :] if f.path and f.counted]
    context = reading.context(narrowed=False)
    named = []
    for unit in ("件", "条", "次", "名", "个"):
        for match in matches(words, unit, context, reading.known):
            named += match.paths
    known = [path for path in dict.fromkeys(named) if path in paths or reading.value(path) is not None]
    if known:
        return known
    topics = {topic_of(word) for word in content(words, reading)} - {""}
    if topics == {"requests"} and natural.startswith("requests."):
        return ["requests.total", "requests.new", "requests.in_hand"]
    return []


def _label(reading: Reading, spot: Spot, one: Found, seen: Sequence[Word], left: frozenset[str]) -> None:
    """Binds a figure by the words that name it."""
    numeral = one.numeral
    unit = numeral.unit or ("%" if numeral.kind is NumeralKind.PERCENT else "")
    year = reading.year
    one.previous = ("last_year" in left and "carried_in" not in left) or (
        year is not None and reading.spoken == year - 1
    )
    if "against" in left:
        one.previous = True  # 较上年的300条增加13条
    suffix = ".prev" if one.previous else ""
    whole = reading.wholes[-1]
    if not one.previous and _as_category(reading, spot, one, whole):
        return
    found, words = readings(spot, unit, reading, seen)
    if found:
        one.candidates = choose(found, numeral, reading, suffix)
        one.label = label_text(words, reading)
        one.topic = _topic(reading, one)
        one.scope = _scope(reading, spot, one)
        if whole >= 0 and _of_one_matter(reading.found[whole], one):
            one.whole = whole
        return
    if not content(spot.left, reading) and not content(spot.right, reading):
        if one.previous:
            one.candidates = relations.said_of(reading, relations.subjects(reading), ".prev")
        elif "sum" in left:
            one.candidates = relations.summed(reading, numeral.value)
            one.topic = _topic(reading, one)
    elif whole >= 0:
        one.whole = whole


def _topic(reading: Reading, one: Found) -> str:
    if not one.candidates:
        return ""
    head = one.candidates[0].path.removeprefix("sum:").split(".")[0]
    aliases = {"document_review": "documents", "requests_online": "requests", "requests_letter": "requests"}
    return aliases.get(head, head)


def _of_one_matter(whole: Found, one: Found) -> bool:
    if not whole.candidates:
        return False
    heads = {_head(whole.candidates[0].path), _head(one.candidates[0].path)}
    return len(heads) == 1 or heads <= {"lawsuits", "direct", "after_review"} or "total" in heads or "disputes" in heads


def _head(path: str) -> str:
    return path.split(".")[0].split("_")[0] if path.startswith("requests") else path.split(".")[0]


def _as_category(reading: Reading, spot: Spot, one: Found, whole: int) -> bool:
    """A class of a breakdown: it keeps its own name."""
    if whole < 0 or reading.found[whole].path not in BREAKDOWNS or not one.numeral.unit:
        return False
    of = reading.found[whole]
    if of.numeral.unit != one.numeral.unit or of.numeral.value is None or one.numeral.value is None:
        return False
    name = category(spot, reading)
    others = sum(f.numeral.value or 0 for f in reading.found[whole + 1 :] if f.whole == whole and f.counted)
    if not name or others + one.numeral.value > of.numeral.value:
        return False
    one.label, one.whole, one.topic = name, whole, of.topic
    one.candidates = (Candidate(f"{BREAKDOWNS[of.path]}.{name}"),)
    return True


def _scope(reading: Reading, spot: Spot, one: Found) -> str:
    """The words that limit or widen a count to another scope than the tables', unless its value is that of the table."""
    words = [*reading.before, *(w for clause in spot.earlier for w in clause), *spot.left, *spot.right]
    named = [w.text for w in words if w.classes & {"subset", "wider"} and w.text not in reading.own_scopes]
    if not named:
        return ""
    fits = len(one.candidates) == 1 and one.candidates[0].value is not None
    return "" if fits and one.candidates[0].value == one.numeral.value else named[-1]


def figures(numeral: Numeral) -> bool:
    return numeral.kind in FIGURES
