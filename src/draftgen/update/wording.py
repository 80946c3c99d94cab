"""Which sentences the data want worded otherwise: told by the last written version and the new draft."""

from collections.abc import Sequence
from typing import NamedTuple

from draftgen.ooxml.changes import likeness
from draftgen.update.known import Doubtful, Known, figure_at, says
from draftgen.update.said import Said, mask

_FEW = 5


class Wording(NamedTuple):
    """A sentence of the last version (its position) that the new draft does not have, and the one in its place, or ""."""

    position: int
    instead: str
    moved: bool


class Compared(NamedTuple):
    """What the two drafts differ in beside figures: sentences worded otherwise, and such as had no counterpart.

    ``apart``: they differ so much that they were not made in the same way.
    """

    turned: tuple[Wording, ...] = ()
    added: tuple[Said, ...] = ()
    apart: bool = False


def compare(old: Sequence[Said], draft: Sequence[Said], new: Known) -> Compared:
    """Holds the last version against the new draft, sentence by sentence, figures and comparisons aside."""
    if not old:
        return Compared()
    before, now = {mask(said) for said in old}, {mask(said) for said in draft}
    gone = [position for position, said in enumerate(old) if mask(said) not in now]
    fresh = [said for said in draft if mask(said) not in before]
    if len(gone) > _FEW and len(gone) * 2 > len(old):
        return Compared(apart=True)
    turned, used = [], set()
    for position in gone:
        said = old[position]
        answer = max(
            range(len(fresh)),
            key=lambda one: (len(said.paths & fresh[one].paths), likeness(said.text, fresh[one].text)),
            default=-1,
        )
        fits = answer >= 0 and (
            bool(said.paths & fresh[answer].paths) or likeness(said.text, fresh[answer].text) >= 0.3
        )
        if fits:
            used.add(answer)
        turned.append(Wording(position, fresh[answer].text.strip() if fits else "", _moved(said, new)))
    known = {path for said in old for path in said.paths}
    added = tuple(said for number, said in enumerate(fresh) if number not in used and said.paths - known)
    return Compared(tuple(turned), added)


def _moved(said: Said, new: Known) -> bool:
    """Whether a figure of the sentence has another value now."""
    for figure in said.figures:
        now = figure_at(new, figure.path, said.text[: figure.start - said.start], said.text)
        if now is None or isinstance(now, Doubtful) or not says(figure.text, now):
            return True
    return False
