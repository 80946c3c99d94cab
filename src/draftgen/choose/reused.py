"""Last year's sentences among the suggestions of the phrasebank: the office's own wording first, what is new behind it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from draftgen.choose.eligible import tells
from draftgen.choose.offers import OVERVIEW
from draftgen.core.figure import Facts
from draftgen.core.outline import Offers, Suggestion
from draftgen.core.passage import Passage

if TYPE_CHECKING:
    from draftgen.core.reuse import OldSentence, Reuse

_OWN_SCORE = 100.0
_LAST_WORD = "other.nothing_else"
# One sentence opens the report: last year's or one of the bank's.
_LEAD = "overview.lead"


def with_last_year(offers: Offers, reuse: "Reuse", facts: Facts) -> Offers:
    """The offers with the sentences of last year's report in their places.

    A sentence of last year stands where it stood; a statement of the phrasebank is left only where it tells something
    that no sentence of last year does, and is else an alternative of the sentence that tells most of it.
    """
    told = frozenset(path for sentence in reuse.sentences for path in sentence.tells)
    places = {
        place: _as_last_year(found, reuse.intro)
        for place, found in offers.places.items()
        if place.startswith("overview.intro.")
    }
    for part in OVERVIEW:
        prefix = f"overview.{part}"
        olds = [sentence for sentence in reuse.sentences if sentence.part == prefix]
        banks = {place: found for place, found in offers.places.items() if place.startswith(f"{prefix}.")}
        places |= _part(olds, banks, told, facts)
    rest = {place: found for place, found in offers.places.items() if place not in places}
    rest = {place: found for place, found in rest.items() if not place.startswith("overview.")}
    return offers._replace(places=places | _other([s for s in reuse.sentences if s.part == "other"], rest, facts))


def _as_last_year(found: tuple[Suggestion, ...], before: Sequence[str]) -> tuple[Suggestion, ...]:
    """Wordings of a place that is worded by the bank alone, that of last year first among those that tell as much."""

    def found_again(suggestion: Suggestion) -> int:
        """How much of last year's text is this wording, its slots filled; 0 where it does not stand there."""
        words = [piece.strip() for piece in suggestion.passage.text if isinstance(piece, str) and piece.strip()]
        pattern = ".{0,80}?".join(map(re.escape, words))
        return len("".join(words)) if any(re.search(pattern, text) for text in before) else 0

    return tuple(sorted(found, key=lambda suggestion: (-suggestion.score, -found_again(suggestion))))


def _part(
    olds: Sequence["OldSentence"],
    banks: dict[str, tuple[Suggestion, ...]],
    told: frozenset[str],
    facts: Facts,
) -> dict[str, tuple[Suggestion, ...]]:
    """One part of section one: last year's sentences in their order, then what they leave unsaid."""
    alternatives: dict[str, list[Suggestion]] = {sentence.name: [] for sentence in olds}
    left: dict[str, tuple[Suggestion, ...]] = {}
    for place, found in banks.items():
        if olds and place.startswith(_LEAD):
            alternatives[olds[0].name].extend(found)
            continue
        fresh = sorted((s for s in found if _new(s, told, facts)), key=lambda s: len(tells(s.passage, facts) & told))
        if fresh or (not olds and not tells(found[0].passage, facts)):
            left[place] = tuple(fresh) or found
            continue
        nearest = max(olds, key=lambda old: len(old.tells & tells(found[0].passage, facts)), default=None)
        if nearest is not None and nearest.tells & tells(found[0].passage, facts):
            alternatives[nearest.name].extend(found)
    said = [_ticks(tells(found[0].passage, facts), facts) for found in left.values()]
    # 未制发规范性文件 beside 未制发、未废止规范性文件: what only says that there was nothing gives way to who says more.
    empty = [s for s in olds if s.tells and all(facts.number(path) == 0 for path in s.tells)]
    olds = [s for s in olds if s not in empty or not any(s.tells <= tell for tell in said)] or list(olds)
    own = {s.name: _several(_suggestion(s), alternatives[s.name]) for s in olds}
    return {f"{olds[0].part}.{name}": found for name, found in own.items()} | left if olds else left


def _several(first: Suggestion, others: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """What may stand in the place of a sentence of last year, whichever place the bank has for it."""
    kept = (other._replace(place=first.place) for other in others if other.passage.id != first.passage.id)
    return (first, *kept)


def _new(suggestion: Suggestion, told: frozenset[str], facts: Facts) -> bool:
    """Whether a passage of the bank tells more that is new than it repeats; names go with the figures they stand by.

    What it begins with must be new: 新收申请95件，均由自然人提出 says a second time what it is about.
    """
    if _begins(suggestion.passage, facts) in told or _broken_down(suggestion.passage, facts, told):
        return False
    tell = _ticks(tells(suggestion.passage, facts), facts)
    single = {figure.path for path in tell if path in facts.parts for figure in facts.parts[path].figures}
    tell = frozenset(single | {path for path in tell if path not in facts.parts})
    counted = frozenset(path for path in tell if path not in facts.texts) or tell
    return len(counted - told) > len(counted & told)


def _begins(passage: Passage, facts: Facts) -> str:
    """What a passage is about: its first figure, unless it begins with a breakdown."""
    paths = [piece.path for piece in passage.text if not isinstance(piece, str) and not piece.path.endswith("year")]
    first = next((path for path in paths if path in facts.figures or path in facts.parts), "")
    return first if first in facts.figures else ""


def _broken_down(passage: Passage, facts: Facts, told: frozenset[str]) -> bool:
    """Whether a passage lists a breakdown of which the most is told."""
    paths = (piece.path for piece in passage.text if not isinstance(piece, str) and piece.path in facts.parts)
    listed = [{figure.path for figure in facts.parts[path].figures} for path in paths]
    return any(len(figures & told) > len(figures - told) for figures in listed)


def _ticks(tell: frozenset[str], facts: Facts) -> frozenset[str]:
    """The ticks instead of the lists that the program makes of them: 三审三校、分级审核."""
    made = {path for path in tell if path in facts.texts and facts.texts[path].rests_on}
    return (tell - made) | {tick for path in made for tick in facts.texts[path].rests_on}


def _other(
    olds: Sequence["OldSentence"], banks: dict[str, tuple[Suggestion, ...]], facts: Facts
) -> dict[str, tuple[Suggestion, ...]]:
    """Section six: a sentence of last year stands first in the place of the item that tells the same.

    A second one on that item stands behind it; one that no item of the bank tells, before the last word.
    """
    places = dict(banks)
    last_word = {place: places.pop(place) for place in list(places) if place.startswith(_LAST_WORD)}
    for old in olds:
        same = (
            p for p, found in banks.items() if p.startswith("other.") and old.tells & tells(found[0].passage, facts)
        )
        place, suggestion = next(same, ""), _suggestion(old)
        theme = banks[place][0].passage.theme if place else suggestion.passage.theme
        own = suggestion._replace(passage=suggestion.passage._replace(theme=theme))
        if place and places.get(place) is banks[place]:
            places[place] = (own._replace(place=place), *banks[place])
        elif old.tells:
            places[own.place] = (own,)
    said = [old.text for old in olds]
    return places | {place: _as_last_year(found, said) for place, found in last_word.items()}


def _suggestion(old: "OldSentence") -> Suggestion:
    place = f"{old.part}.{old.name}"
    return Suggestion(place, old.passage, _OWN_SCORE, old.reasons, old.confirmed, old.local, lacks=old.lacks)
