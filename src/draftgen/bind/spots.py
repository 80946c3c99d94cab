"""Where the numerals of a sentence stand: the words before each, those behind it, and what opened a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from draftgen.bind.words import STOP, TITLE, Word
from draftgen.numerals import FIGURES

_CLAUSE = "，；：。（）(),;:！？\n—"
_RELATIONS = frozenset(("up", "down", "level", "share"))
_WITHIN = frozenset(("中", "里", "内", "当中"))  # 21篇解读中视频2篇
_INSIDE = frozenset(("在", "从", "于"))
_JOIN = frozenset(("、", "和", "及", "与", "以及", "并", "；"))


@dataclass
class Spot:
    """A figure of a sentence.

    ``left``: the words of its own clause before it, since the figure before; ``earlier``: the clauses before that one,
    since the figure before; ``right``: the words behind it up to the next stop. ``depth``: brackets open at it.
    ``listed``: joined to the figure before by 、 or 和 alone. ``paired``: it speaks of the figure that many places before
    it (2件、3件，分别增加1件、2件). ``base``: what a change starts from (由1期增加到2期). ``clause``: a stop other than 、 parts it from the figure before.
    ``within``: the figure before it is its whole (146条信息中，解读1条). ``restated``: it is but such a whole (64篇中视频9篇).
    ``after``: the clause behind the next stop, where no other figure stands in it. ``beside``: the two words right behind it.
    """

    word: Word
    left: list[Word] = field(default_factory=list)
    earlier: list[list[Word]] = field(default_factory=list)
    right: list[Word] = field(default_factory=list)
    depth: int = 0
    opened: bool = False
    after_colon: bool = False
    listed: bool = False
    paired: int = 0
    base: bool = False
    clause: bool = False
    within: bool = False
    restated: bool = False
    after: list[Word] = field(default_factory=list)
    beside: Sequence[Word] = ()

    @property
    def clause_before(self) -> list[Word]:
        return self.earlier[-1] if self.earlier else []


def spots(words: Sequence[Word], markers: frozenset[str]) -> list[Spot]:
    """The figures of a sentence in order."""
    found: list[Spot] = []
    pending: list[Word] = []
    depth = 0
    for index, word in enumerate(words):
        if word.numeral is None or word.numeral.kind not in FIGURES:
            pending.append(word)
            continue
        spot = Spot(word, beside=words[index + 1 : index + 3])
        _share_out(pending, found[-1] if found else None, spot, markers)
        depth += sum(w.text in "（(" for w in pending) - sum(w.text in "）)" for w in pending)
        spot.depth = max(depth, 0)
        spot.opened = any(w.text in "（(" for w in pending)
        spot.after_colon = any(w.text in "：:" for w in pending)
        found.append(spot)
        pending = []
    if found:
        found[-1].right, *rest = _clauses(pending)
        found[-1].after = rest[0] if rest else []
    for spot in found:
        _take_up(spot)
    return found


def _take_up(spot: Spot) -> None:
    """276条信息中动态偏多: what stands behind 中 does not name the count."""
    mark = next((i for i, word in enumerate(spot.right) if word.text in ("中", "当中")), -1)
    if mark >= 0 and not any(word.text in _INSIDE for word in spot.right[:mark]):  # 有1件在诉讼中被纠正
        spot.restated, spot.right = True, spot.right[:mark]


def _share_out(pending: Sequence[Word], before: Spot | None, spot: Spot, markers: frozenset[str]) -> None:
    """Parts the words between two figures: what still belongs to the first, and what names the second."""
    clauses = _clauses(pending)
    if before is None:
        spot.left, spot.earlier = clauses[-1], [clause for clause in clauses[:-1] if clause]
        return
    if len(clauses) > 1:
        before.right = clauses[0]
        before.after = clauses[1] if len(clauses) > 2 else []
        last = (clauses[-2:-1] or [[]])[0]
        spot.within = bool(last) and last[-1].text in _WITHIN
        spot.clause = any(clauses) or not before.word.numeral
        spot.left, spot.earlier = clauses[-1], [clause for clause in clauses[1:-1] if clause]
        return
    words = clauses[0]
    within = next((i for i, word in enumerate(words) if word.text in _WITHIN), -1)
    within = -1 if any(word.text in _INSIDE for word in words[: max(within, 0)]) else within
    joint = next((i for i, word in enumerate(words) if word.text in _JOIN), -1)
    if joint >= 0:
        before.right, spot.left = words[:joint], words[joint + 1 :]
        spot.listed = True
    elif within >= 0:
        before.restated = True
        before.right, spot.left, spot.within = words[:within], words[within + 1 :], True
    elif any(w.classes & _RELATIONS for w in words) or any(_says(w, markers) for w in before.left):
        spot.left = words
    else:
        before.right = words
        if _unit(before) != _unit(spot):
            spot.left = words  # 对5件申请收取信息处理费300元


def _says(word: Word, markers: frozenset[str]) -> bool:
    return word.content(markers) and TITLE not in word.classes


def _unit(spot: Spot) -> str:
    return spot.word.numeral.unit if spot.word.numeral else ""


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for word in words:
        if STOP in word.classes and word.text in _CLAUSE:
            found.append([])
        else:
            found[-1].append(word)
    return found
