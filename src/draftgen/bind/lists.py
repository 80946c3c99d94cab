"""自然人、法人申请分别为126件、84件: the labels of a list stand before its figures."""

from collections.abc import Sequence

from draftgen.bind.spots import Spot
from draftgen.bind.state import Reading
from draftgen.bind.words import Word, cut

_JOINTS = frozenset(("、", "和", "及", "与", "以及"))


def distribute(found: Sequence[Spot], words: Sequence[Word], reading: Reading) -> dict[int, list[Word]]:
    """The label of each figure of such a list, by the ordinal of the figure in the sentence."""
    labels: dict[int, list[Word]] = {}
    for index, spot in enumerate(found):
        mark = next((i for i in range(len(spot.left) - 1, -1, -1) if "respectively" in spot.left[i].classes), -1)
        if mark < 0:
            continue
        count = 1
        while index + count < len(found) and _bare(found[index + count], reading):
            count += 1
        named = (
            spot.left[:mark] if any(w.content(reading.known.markers) for w in spot.left[:mark]) else spot.clause_before
        )
        items = _items(named, count, reading)
        tail = spot.left[mark:]
        for offset, item in enumerate(items):
            labels[index + offset] = [*item, *tail]
        if not items:
            for offset in range(count):
                labels[index + offset] = [Word(spot.word.start, spot.word.start, "分别", frozenset(("unknown",)))]
    return labels


def _bare(spot: Spot, reading: Reading) -> bool:
    return not spot.earlier and not any(word.content(reading.known.markers) for word in spot.left)


def _items(words: Sequence[Word], count: int, reading: Reading) -> list[list[Word]]:
    """``words`` parted at 、 and 和 into ``count`` items; nothing if that does not come out even."""
    items: list[list[Word]] = [[]]
    for word in words:
        if word.text in _JOINTS:
            items.append([])
        else:
            items[-1].append(word)
    if len(items) == count:
        return items
    text = "".join(word.text for word in words)
    for joint in ("和", "与", "及"):
        text = text.replace(joint, "、")
    pieces = text.split("、")
    return [cut(piece, reading.known, reading.names) for piece in pieces] if len(pieces) == count else []
