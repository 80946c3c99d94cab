"""What a clerk can do to a place, as functions from decisions to decisions."""

from collections.abc import Sequence

from draftgen.core.outline import Suggestion
from draftgen.review.decision import Decision, Decisions, State
from draftgen.review.own import next_place
from draftgen.review.texts import digest, stopped, tidy

# How the journal and the terminal call the actions.
NAMES = {
    "accept": "采用",
    "swap": "换一句",
    "edit": "修改",
    "refuse": "不用",
    "nothing": "这一条不写",
    "own": "自己写一段",
    "remove": "删去自己写的一段",
    "reopen": "重新考虑",
    "order": "调整问题顺序",
    "figure": "换成数据里的数",
    "typed": "就是这个数",
    "returned": "从修改稿取回",
    "undo": "撤销",
    "outside": "在文件里直接改动",
    "start": "开始审阅",
    "reuse": "沿用去年年报",
}


def _base(decisions: Decisions, place: str, about: str) -> Decision:
    found = decisions.places.get(place, Decision(State.CHOSEN))
    return found._replace(about=about or found.about, nothing=False)


def accept(decisions: Decisions, shown: Suggestion, text: str, about: str) -> Decisions:
    """The words shown at a place are accepted as they stand; what was edited stays edited, with its doubt settled."""
    before = _base(decisions, shown.place, about)
    edited = before.state is State.EDITED
    accepted = before._replace(
        state=State.EDITED if edited else State.ACCEPTED,
        passage=shown.passage.id,
        text=before.text if edited else text,
        offered=digest(shown.passage) if shown.passage.text else before.offered,
        confirmed=before.confirmed or not shown.confirmed,
    )
    return decisions.with_place(shown.place, accepted)


def swap(decisions: Decisions, place: str, passage: str, about: str) -> Decisions:
    """Another wording is shown at a place; nothing is accepted yet."""
    before = _base(decisions, place, about)
    refused = tuple(name for name in before.refused if name != passage)
    return decisions.with_place(place, Decision(State.CHOSEN, passage, about=before.about, refused=refused))


def edit(decisions: Decisions, shown: Suggestion, text: str, offered: str, about: str) -> Decisions:
    """The clerk's words stand at a place from now on; words that are those offered are an acceptance."""
    words = stopped(tidy(text), offered)
    before = _base(decisions, shown.place, about)
    if words == offered:
        return accept(decisions, shown, words, about)
    edited = before._replace(
        state=State.EDITED,
        passage=shown.passage.id,
        text=words,
        offered=digest(shown.passage) if shown.passage.text else before.offered,
        # Whoever words a sentence anew has read it and stands by it.
        confirmed=before.confirmed or not shown.confirmed,
    )
    return decisions.with_place(shown.place, edited)


def refuse(
    decisions: Decisions, shown: Suggestion, left: Sequence[Suggestion], about: str, twins: Sequence[str] = ()
) -> Decisions:
    """The wording shown is refused: the next one comes; refused a second time, or with none left, the place is empty.

    ``twins`` are passages that would say the same there: they go with it.
    """
    before = _base(decisions, shown.place, about)
    gone = (*twins, shown.passage.id)
    refused = (*(name for name in before.refused if name not in gone), *gone)
    again = bool(before.refused) or not any(s.passage.id not in refused for s in left)
    return decisions.with_place(
        shown.place, Decision(State.REFUSED, about=before.about, refused=refused, nothing=again)
    )


def reopen(decisions: Decisions, place: str) -> Decisions:
    """The place is open again, as if nobody had decided on it."""
    return decisions.with_place(place, None)


def own(decisions: Decisions, part: str, text: str, place: str = "") -> Decisions:
    """A paragraph of the clerk's own, new or changed; an empty text takes it away."""
    words = tidy(text)
    where = place or next_place(decisions, part)
    typed = decisions.places[where].typed if where in decisions.places else ()
    return decisions.with_place(where, Decision(State.OWN, text=words, part=part, typed=typed) if words else None)


def retyped(decisions: Decisions, place: str, text: str) -> Decisions:
    """The text of a place with a typed number made a figure."""
    return decisions.with_place(place, decisions.places[place]._replace(text=text))


def own_number(decisions: Decisions, place: str, number: str) -> Decisions:
    """A typed number is no figure of the data: the clerk says so, once."""
    decision = decisions.places[place]
    return decisions.with_place(place, decision._replace(typed=tuple(dict.fromkeys((*decision.typed, number)))))


def order(decisions: Decisions, names: Sequence[str], moved: str, step: int) -> Decisions:
    """The problems in another order: ``moved`` goes ``step`` places up (negative) or down."""
    listed = list(names)
    at = listed.index(moved)
    to = max(0, min(len(listed) - 1, at + step))
    listed.insert(to, listed.pop(at))
    return decisions._replace(order=tuple(listed))
