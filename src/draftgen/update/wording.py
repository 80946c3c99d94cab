"""Which sentences the data want worded otherwise: told by the last written version and the new draft."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from draftgen.core.nothing import NOTHING
from draftgen.ooxml.changes import likeness
from draftgen.update.known import Doubtful, Known, figure_at, says
from draftgen.update.said import COMPARED, Said, mask

_FEW = 5
_ALIKE = 0.3


class Wording(NamedTuple):
    """A sentence of the last version (its position) that the new draft does not have, and the one in its place, or "".

    ``moved``: a figure in it has another value, or other figures are told.
    """

    position: int
    instead: str
    moved: bool


class Compared(NamedTuple):
    """What the two drafts differ in beside figures: sentences worded otherwise, and such as had no counterpart.

    ``apart``: they differ so much that they were not made in the same way. ``same``: paths of the last version and what
    the new draft has in their places.
    """

    turned: tuple[Wording, ...] = ()
    added: tuple[Said, ...] = ()
    apart: bool = False
    same: Mapping[str, str] = NOTHING


def compare(old: Sequence[Said], draft: Sequence[Said], new: Known) -> Compared:
    """Holds the last version against the new draft, sentence by sentence, figures and comparisons aside."""
    if not old:
        return Compared()
    before, now = {mask(said) for said in old}, {mask(said) for said in draft}
    gone = [position for position, said in enumerate(old) if mask(said) not in now]
    fresh = [said for said in draft if mask(said) not in before]
    if len(gone) > _FEW and len(gone) * 2 > len(old):
        return Compared(apart=True)
    turned = []
    for position in gone:
        said = old[position]
        instead = _answer(said, fresh)
        if instead is not None:
            fresh.remove(instead)
        other = instead is not None and instead.paths != said.paths
        text = "" if instead is None else instead.text.strip()
        turned.append(Wording(position, text, moved=other or _moved(said, new)))
    known = {path for said in old for path in said.paths}
    return Compared(tuple(turned), tuple(said for said in fresh if said.paths - known), same=same(old, draft))


def same(old: Sequence[Said], draft: Sequence[Said]) -> dict[str, str]:
    """What stands where: sentences with one mask have the same figures in the same order."""
    now = {mask(said): said for said in draft}
    found: dict[str, set[str]] = {}
    for said in old:
        answer = now.get(mask(said))
        one, other = _paths(said), _paths(answer or said)
        for path, there in zip(one, other, strict=True) if answer is not None else ():
            found.setdefault(path, set()).add(there)
    return {path: there.pop() for path, there in found.items() if len(there) == 1}


def _paths(said: Said) -> list[str]:
    return [figure.path for figure in said.figures if not figure.path.endswith(COMPARED)]


def _answer(said: Said, fresh: Sequence[Said]) -> Said | None:
    """The new sentence that stands in the place of an old one: it tells of the same figures, or in like words."""
    rated = [(len(said.paths & one.paths), likeness(said.text, one.text), one) for one in fresh]
    best = max(rated, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and (best[0] or best[1] >= _ALIKE) else None


def _moved(said: Said, new: Known) -> bool:
    """Whether a figure of the sentence has another value now."""
    for figure in said.figures:
        now = figure_at(new, figure.path, said.text[: figure.start - said.start], said.text)
        if now is None or isinstance(now, Doubtful) or not says(figure.text, now):
            return True
    return False
