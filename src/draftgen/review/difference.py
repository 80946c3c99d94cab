"""Two texts word by word: whole numbers and words, never characters inside a number."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
# A single character that both have between two changes makes a text no easier to read.
_BRIDGE = 1
_NEAR = 0.35


class Piece(NamedTuple):
    """A stretch that both texts have (``same``), or what the one (``gone``) and the other (``new``) have there."""

    same: str = ""
    gone: str = ""
    new: str = ""


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make both texts: all that is same or gone is ``before``, all that is same or new ``after``."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(same="".join(one[a:b])))
        else:
            pieces.append(Piece(gone="".join(one[a:b]), new="".join(other[c:d])))
    return tuple(_bridged(pieces))


def _bridged(pieces: list[Piece]) -> Iterator[Piece]:
    """Changes that only a single character parts are one change."""
    waiting: Piece | None = None
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        if piece.same and waiting is not None and len(piece.same) <= _BRIDGE and not last:
            waiting = Piece(gone=waiting.gone + piece.same, new=waiting.new + piece.same)
        elif piece.same:
            if waiting is not None:
                yield waiting
            waiting = None
            yield piece
        else:
            base = waiting or Piece()
            waiting = Piece(gone=base.gone + piece.gone, new=base.new + piece.new)
    if waiting is not None:
        yield waiting


def nearest(text: str, others: tuple[str, ...]) -> str:
    """The text of ``others`` that is most like ``text``; "" where none is."""
    plain = _masked(text)
    scored = [(SequenceMatcher(None, plain, _masked(other), autojunk=False).ratio(), other) for other in others]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _NEAR else ""


def _masked(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?%?", "0", text)
