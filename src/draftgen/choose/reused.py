"""Last year's sentences among the suggestions of the phrasebank: the office's own wording first, what is new behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from draftgen.choose.eligible import tells
from draftgen.choose.offers import OVERVIEW
from draftgen.core.figure import Facts
from draftgen.core.outline import Offers, Suggestion

if TYPE_CHECKING:
    from draftgen.core.reuse import OldSentence, Reuse

_OWN_SCORE = 100.0


def with_last_year(offers: Offers, reuse: "Reuse", facts: Facts) -> Offers:
    """The offers with the sentences of last year's report in their places.

    A sentence of last year stands where it stood; a statement of the phrasebank is left only where it tells something
    that no sentence of last year does, and is else an alternative of the sentence that tells most of it.
    """
    told = frozenset(path for sentence in reuse.sentences for path in sentence.tells)
    places = {place: found for place, found in offers.places.items() if place.startswith("overview.intro.")}
    for part in OVERVIEW:
        prefix = f"overview.{part}"
        olds = [sentence for sentence in reuse.sentences if sentence.part == prefix]
        banks = {place: found for place, found in offers.places.items() if place.startswith(f"{prefix}.")}
        places |= _part(olds, banks, told, facts)
    rest = {place: found for place, found in offers.places.items() if place not in places}
    rest = {place: found for place, found in rest.items() if not place.startswith("overview.")}
    return offers._replace(places=places | _other([s for s in reuse.sentences if s.part == "other"], rest, facts))


def _part(
    olds: Sequence["OldSentence"],
    banks: dict[str, tuple[Suggestion, ...]],
    told: frozenset[str],
    facts: Facts,
) -> dict[str, tuple[Suggestion, ...]]:
    """One part of section one: last year's sentences in their order, then what they leave unsaid."""
    alternatives: dict[str, list[Suggestion]] = {sentence.passage.id: [] for sentence in olds}
    left: dict[str, tuple[Suggestion, ...]] = {}
    for place, found in banks.items():
        fresh = sorted((s for s in found if _new(s, told, facts)), key=lambda s: len(tells(s.passage, facts) & told))
        if fresh or (not olds and not tells(found[0].passage, facts)):
            left[place] = tuple(fresh) or found
            continue
        nearest = max(olds, key=lambda old: len(old.tells & tells(found[0].passage, facts)), default=None)
        if nearest is not None and nearest.tells & tells(found[0].passage, facts):
            alternatives[nearest.passage.id].extend(found)
    said = [_ticks(tells(found[0].passage, facts), facts) for found in left.values()]
    # 未制发规范性文件 beside 未制发、未废止规范性文件: what only says that there was nothing gives way to who says more.
    empty = [s for s in olds if s.tells and all(facts.number(path) == 0 for path in s.tells)]
    olds = [s for s in olds if s not in empty or not any(s.tells <= tell for tell in said)] or list(olds)
    own = {s.passage.id: (_suggestion(s), *alternatives[s.passage.id]) for s in olds}
    return {f"{olds[0].part}.{name}": found for name, found in own.items()} | left if olds else left


def _new(suggestion: Suggestion, told: frozenset[str], facts: Facts) -> bool:
    """Whether a passage of the bank tells more that is new than it repeats; names go with the figures they stand by."""
    tell = _ticks(tells(suggestion.passage, facts), facts)
    single = {figure.path for path in tell if path in facts.parts for figure in facts.parts[path].figures}
    tell = frozenset(single | {path for path in tell if path not in facts.parts})
    counted = frozenset(path for path in tell if path not in facts.texts) or tell
    return len(counted - told) > len(counted & told)


def _ticks(tell: frozenset[str], facts: Facts) -> frozenset[str]:
    """The ticks instead of the lists that the program makes of them: 三审三校、分级审核."""
    made = {path for path in tell if path in facts.texts and facts.texts[path].rests_on}
    return (tell - made) | {tick for path in made for tick in facts.texts[path].rests_on}


def _other(
    olds: Sequence["OldSentence"], banks: dict[str, tuple[Suggestion, ...]], facts: Facts
) -> dict[str, tuple[Suggestion, ...]]:
    """Section six: a sentence of last year stands first in the place of the item that tells the same."""
    places = dict(banks)
    for old in olds:
        same = (
            p for p, found in banks.items() if p.startswith("other.") and old.tells & tells(found[0].passage, facts)
        )
        place = next(same, "")
        if place and places[place] is banks[place]:
            suggestion = _suggestion(old)
            theme = banks[place][0].passage.theme
            own = suggestion._replace(place=place, passage=suggestion.passage._replace(theme=theme))
            places[place] = (own, *banks[place])
    return places


def _suggestion(old: "OldSentence") -> Suggestion:
    place = f"{old.part}.{old.passage.id}"
    return Suggestion(place, old.passage, _OWN_SCORE, old.reasons, old.confirmed, old.local)
