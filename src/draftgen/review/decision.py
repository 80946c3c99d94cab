"""What a clerk decided in review, as plain values."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from draftgen.core.nothing import NOTHING


class State(StrEnum):
    """What became of a place. CHOSEN is a wording that was swapped in and not yet accepted: it confirms nothing."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    CHOSEN = "chosen"
    REFUSED = "refused"
    OWN = "own"


class Decision(NamedTuple):
    """The decision on one place.

    ``text`` holds the words with their slots (``{{ path | filter }}``); ``offered`` is the digest of the wording that the
    bank offered then. ``about`` names what the place spoke of (the clerk's hint, the item of a list), so that the
    decision follows it when the data are put in another order. ``confirmed``: the clerk accepted what the data alone do
    not support. ``typed`` are numbers that the clerk typed and said to be no figure of the data. ``refused`` are the
    passages that were sent away here; ``nothing``: the place is to stay empty. ``part`` is set for a paragraph of the
    clerk's own.
    """

    state: State
    passage: str = ""
    text: str = ""
    offered: str = ""
    about: str = ""
    confirmed: bool = False
    typed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    nothing: bool = False
    part: str = ""

    @property
    def settled(self) -> bool:
        """Whether the place is decided: what was only swapped in, or refused with others still on offer, is open."""
        return self.state in (State.ACCEPTED, State.EDITED, State.OWN) or self.nothing

    @property
    def worded(self) -> bool:
        """Whether the clerk's words stand here."""
        return self.state in (State.ACCEPTED, State.EDITED)


class Decisions(NamedTuple):
    """All decisions of one review, by place; the order of the problems, by what they are about; last year's file.

    ``lines`` says in which line of the file a place stands; it is no part of what was decided.
    """

    places: Mapping[str, Decision] = NOTHING
    order: tuple[str, ...] = ()
    reuse: str = ""
    lines: Mapping[str, int] = NOTHING
    file: str = ""

    def with_place(self, place: str, decision: Decision | None) -> "Decisions":
        """These decisions with one place decided anew, or open again."""
        places = {name: found for name, found in self.places.items() if name != place}
        if decision is not None:
            places[place] = decision
        return self._replace(places=places)

    @property
    def plain(self) -> "Decisions":
        """What was decided, without where it stands."""
        return Decisions(dict(sorted(self.places.items())), self.order, self.reuse)
