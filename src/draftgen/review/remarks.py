"""What is said about decisions that meet other data or another bank than they were made with."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from draftgen.core.figure import Facts
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.outline import Suggestion
from draftgen.core.passage import Bank
from draftgen.core.record import Source
from draftgen.review.decision import Decision, Decisions, State
from draftgen.review.numbers import of_last_year, typed
from draftgen.review.texts import digest

if TYPE_CHECKING:
    from draftgen.core.reuse import OldNumeral

_REVIEW = "运行 draftgen review 再看一遍。"


def changed(places: Iterable[tuple[str, str]], decisions: Decisions) -> Iterator[Finding]:
    """The clerk's hint was changed after the wording for it was settled."""
    for place, before in places:
        decision = decisions.places[place]
        if decision.worded:
            yield Finding(
                "review-hint",
                Level.ASK,
                _where(decisions, place, decision),
                f"“{before}”在数据里改过了，报告里还是审阅时定下的文字。",
                f"文字还对的，不用管；要改的，{_REVIEW}",
            )


def of_bank(
    decisions: Decisions, offered: Mapping[str, Sequence[Suggestion]], bank: Bank, reworded: Container[str] = ()
) -> Iterator[Finding]:
    """Wordings that the bank has changed or lost since (design 9): the clerk's text is kept, and it is said.

    ``offered`` is everything on offer by place. A problem or a measure is worded after the clerk's hint, so that the
    bank's own words are no measure of it; nor can the places be judged whose hint was ``reworded``.
    """
    here = {(place, s.passage.id): s.passage for place, found in offered.items() for s in found}
    anywhere = {passage_id: passage for (_, passage_id), passage in here.items()}
    for place, decision in decisions.places.items():
        if decision.state is not State.ACCEPTED or not decision.passage or not decision.offered:
            continue  # what the clerk worded anew is no wording of the bank's
        own = here.get((place, decision.passage))
        passage = own or anywhere.get(decision.passage) or bank.passage(decision.passage)
        of_hint = bool(decision.about) and (own is None or place in reworded)
        where = _where(decisions, place, decision)
        if passage is None:
            yield Finding(
                "review-gone",
                Level.HINT,
                where,
                "审阅时采用的这一句，语句库里现在没有了；报告里还是您定下的文字。",
                f"不用管；想看现在有哪些写法，{_REVIEW}",
            )
        elif not of_hint and digest(passage) != decision.offered:
            yield Finding(
                "review-changed",
                Level.ASK,
                where,
                "审阅之后，语句库改了这一句的写法；报告里还是您定下的文字。",
                f"不想跟着改的，不用管；想看新写法，{_REVIEW}",
            )


def figure_gone(place: str, decision: Decision, lost: Sequence[str], source: Source) -> Finding:
    """A figure that stands in the clerk's words is not in the data any more."""
    return Finding(
        "review-figure",
        Level.HINT,
        _at(place, decision, source),
        f"审阅时定下的一句话里用到“{'、'.join(lost)}”，现在数据里没有，已标【待核】。",
        f"在数据里填上，或者{_REVIEW}",
    )


def no_longer(place: str, decision: Decision, source: Source) -> Finding:
    """The data no longer support what was accepted."""
    return Finding(
        "review-stale",
        Level.HINT,
        _at(place, decision, source),
        "审阅时采用的一句话，按现在的数据已经没有依据，已标【请确认】。",
        f"情况属实的，{_REVIEW}按 A 确认；不属实的，按 R 不用。",
    )


def of_numbers(decisions: Decisions, facts: Facts, last: "Sequence[OldNumeral]" = ()) -> Iterator[Finding]:
    """Numbers typed over figures: is it that figure, or another? (promise 3).

    One that only last year's text has (``last``) is open until the clerk says that it is this year's too (promise 4).
    """
    for place, decision in decisions.places.items():
        if decision.state not in (State.EDITED, State.OWN):
            continue
        for number in typed(decision, facts):
            if of_last_year(number, place, decision.part, last):
                yield Finding(
                    "open-last",
                    Level.ERROR,
                    _where(decisions, place, decision),
                    f"“{number.around}”里的 {number.number} 是去年年报的数，今年的数据里没有。",
                    "今年有数的，填进数据；今年也正是这个数的，在审阅页面上点“就是这个数”；都不是的，改这一句。",
                )
            elif number.candidates:
                names = "、".join(f"“{one.name}”（{one.shown}）" for one in number.candidates)
                yield Finding(
                    "review-number",
                    Level.ASK,
                    _where(decisions, place, decision),
                    f"“{number.around}”里的 {number.number} 是您打上去的，是不是数据里的{names}？",
                    "是的，在审阅页面上换成数据里的数，以后数据改了会跟着变；不是的，在审阅页面上点“就是这个数”。",
                )


def _where(decisions: Decisions, place: str, decision: Decision) -> Place:
    line = decisions.lines.get(place, 0)
    return _at(place, decision, Source(decisions.file, line, 1 if line else 0))


def _at(place: str, decision: Decision, source: Source) -> Place:
    return Place(source.file, source.line, source.column, place, decision.text)
