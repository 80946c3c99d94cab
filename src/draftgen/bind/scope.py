"""Figures that are none of the agency's year: plans, frequencies, other years, and those of a wider or narrower scope."""

import re
from collections.abc import Sequence

from draftgen.bind.matching import topic_of
from draftgen.bind.spots import Spot
from draftgen.bind.state import Found, Reading
from draftgen.bind.words import STOP, Word
from draftgen.forms.lexicon import Entry
from draftgen.numerals import NumeralKind

_RELATED = frozenset(("up", "down", "share", "against"))
_MONTHS = re.compile(r"[-—至到～]\s?\d{1,2}\s?月")
_OFFICES = ("政府办", "办公室")


def outside(reading: Reading, spot: Spot, left: frozenset[str]) -> str:
    """Why a figure is none of the year and the agency: a frequency, a plan, a season, another year; "" if it may be."""
    if reading.planning and not left & {"last_year", "carried_out"}:
        return "计划"
    return _marked(reading, spot, left) or _of_another_time(reading, spot)


def _marked(reading: Reading, spot: Spot, left: frozenset[str]) -> str:
    named = {word.text: word.classes for word in (*spot.left, *spot.clause_before)}
    this_year = reading.year is not None and any(w.text.startswith(f"{reading.year}年") for w in spot.left)
    for mark in ("each_time", "plan"):
        if mark == "plan" and this_year:
            continue  # 2023年将培训由1期增加到2期
        if mark in left and not left & {"kept", "amended", "repealed_then", "lapsed", "carried_out"}:
            return next(text for text, classes in named.items() if mark in classes)
    if "each" in left or (not left & _RELATED and _of_several(reading, spot)):
        return "各"
    season = next((text for text, classes in named.items() if "season" in classes), "")
    return season or next((w.text for w in (*spot.left, *spot.right) if "negation" in w.classes), "")


def _of_another_time(reading: Reading, spot: Spot) -> str:
    words = (*spot.left, *spot.clause_before)
    months = next((w.text for w in words if w.numeral is not None and _MONTHS.search(w.text)), "")
    if months or reading.year is None:
        return months
    known = (None, reading.year, reading.year - 1)
    return next((f"{spoken}年" for spoken in (reading.spoken, reading.once) if spoken not in known), "")


def _of_several(reading: Reading, spot: Spot) -> bool:
    """留言66条、热线1218件，办结率100%: a rate of more than one figure."""
    if spot.word.numeral is None or spot.word.numeral.kind is not NumeralKind.PERCENT:
        return False
    topics: set[str] = set()
    for one in reading.found[reading.first_of_piece :]:
        topics = set() if one.numeral.kind is NumeralKind.PERCENT else topics | {one.topic} - {""}
    said = any(word.text.startswith(("均", "都")) for word in spot.left)
    done = any(word.classes & {"answer_rate", "done_rate"} for word in spot.left)
    return len(topics) > 1 and (said or (done and not any(topic_of(word) for word in spot.left)))


def limited(reading: Reading, spot: Spot, one: Found, entries: Sequence[Entry], seen: Sequence[Word]) -> str:
    """The words that limit or widen a count to another scope than the tables', unless its value is that of the table.

    A wider scope (全区) holds for the whole sentence until another one is named, a narrower one for its own clause.
    """
    near = [*(w for clause in spot.earlier for w in clause), *spot.left, *spot.right]
    counted = {
        w.end for w in (*reading.before, *near) if w.numeral is not None
    }  # 14个镇街 counts them, not what they did
    label = frozenset().union(*(entry.allows.union(*entry.needs) for entry in entries))
    anywhere = bool(entries) and all(entry.anywhere for entry in entries)
    held = max((w.end for w in spot.left if "hold" in w.classes), default=len(one.prose.text))
    found = ""
    listed = reading.wholes[-1] >= 0 and bool(reading.found[reading.wholes[-1]].scope)  # 区政府办办结55件，其中…
    every = (*reading.before, *seen, *near)
    places = _places(every)
    for word in every:
        wide, narrow = "wider" in word.classes, "subset" in word.classes
        own = word.text in reading.own_scopes or (_acts_for(reading, one) and word.text.endswith(_OFFICES))
        if not (wide or narrow) or word.start in counted or word.classes & label:
            continue
        if word in places:
            continue
        if own:
            found = ""
        elif (wide and word.start < held) or (
            narrow and (word in near or word in reading.before or listed) and not anywhere
        ):  # 开展全区培训: whom it is for
            found = word.text
    fits = len(one.candidates) == 1 and one.candidates[0].value is not None
    return "" if fits and one.candidates[0].value == one.numeral.value else found


_ATTENDING = ("参训", "参加", "参与", "参会", "受训", "参培")


def _places(words: Sequence[Word]) -> list[Word]:
    """Words of a scope that only say where something was set up (在全县11个乡镇设), or who came (参训局属单位人员)."""
    found: list[Word] = []
    where: list[Word] | None = None
    came = False
    for word in words:
        if STOP in word.classes and word.text != "、":
            where, came = None, False
        elif word.text == "在":
            where = []
        elif "set" in word.classes:
            found += where or []
            where = None
        elif word.classes & {"publish", "handle", "received", "answered"}:
            where = None
        came = came or word.text in _ATTENDING
        if word.classes & {"wider", "subset"}:
            found += [word] if came else []
            if where is not None:
                where.append(word)
    return found


def _acts_for(reading: Reading, one: Found) -> bool:
    """A government's office acts for its government, in what no table counts."""
    return bool(reading.own_scopes) and all(candidate.value is None for candidate in one.candidates)
