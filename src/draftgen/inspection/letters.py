"""反馈意见: what a unit gets back, in the words of an office and without the codes of rules."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from draftgen.core.document import Role
from draftgen.core.finding import Finding
from draftgen.core.letter import Letter
from draftgen.inspection.rounds import Followed, State, tally
from draftgen.inspection.unit import Unit
from draftgen.inspection.weighing import Weight, weight

_ORDINALS = "一二三四五"


class Manner(NamedTuple):
    """What the office chose to say: until when, and who signs."""

    deadline: str = ""
    signature: str = ""


def letter(
    unit: Unit,
    findings: Sequence[Finding],
    manner: Manner = Manner(),  # noqa: B008 - a value that cannot change
    followed: Sequence[Followed] | None = None,
) -> Letter:
    """The letter to one unit. ``followed`` is what became of the last round's remarks, where there was one."""
    open_ = {id(item.finding): item for item in followed or () if item.state is State.OPEN}
    told = [finding for finding in findings if finding.code not in _said()["unsaid"]]
    parts = [(kind, [finding for finding in told if weight(finding) is kind]) for kind in Weight]
    filled = [(kind, some) for kind, some in parts if some]
    lines: list[tuple[Role, str]] = [(Role.BODY, _opening(unit, filled))]
    lines += [(Role.BODY, text) for text in _history(unit, followed)]
    for ordinal, (kind, some) in zip(_ORDINALS, filled, strict=False):
        lines.append((Role.HEADING, f"{ordinal}、{kind.value}（{len(some)}处）"))
        lines.append((Role.BODY, _said()["heads"][kind.value]))
        for number, finding in enumerate(some, 1):
            lines.append((Role.BODY, f"{number}.{_item(finding, open_.get(id(finding)))}"))
    lines += [(Role.BODY, text) for text in _closing(unit, filled, manner)]
    year = f"{unit.year}年" if unit.year else ""
    addressee = unit.name if unit.report.agency else ""
    return Letter(
        (f"关于{addressee}{year}", "政府信息公开工作年度报告的反馈意见"), addressee, tuple(lines), manner.signature
    )


@cache
def _said() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "letters.yaml").read_text("utf-8"))
    return said


def _say(key: str, **words: object) -> str:
    """A sentence of the letter with these words filled in."""
    return str(_said()["letter"][key]).format(**words)


def _opening(unit: Unit, parts: Sequence[tuple[Weight, Sequence[Finding]]]) -> str:
    opening = _say("opening", year=f"{unit.year}年" if unit.year else "", file=Path(unit.report.file).name)
    if not parts:
        return opening + _say("clean")
    listed = "、".join(f"{kind.value}{len(some)}处" for kind, some in parts)
    return opening + _say("summary", listed=listed)


def _history(unit: Unit, followed: Sequence[Followed] | None) -> Iterator[str]:
    """What became of the last round, and what is odd about the sending."""
    if followed is not None:
        counts = tally(item for item in followed if item.finding.code not in _said()["unsaid"])
        before = counts[State.OPEN] + counts[State.MENDED]
        key, new = "history_new" if counts[State.NEW] else "history", counts[State.NEW]
        yield _say(key, before=before, mended=counts[State.MENDED], open=counts[State.OPEN], new=new)
    again = [other for other in unit.others if other.year == unit.year]
    if again:
        names = "、".join(f"“{Path(other.file).name}”" for other in again)
        yield _say("again", names=names, file=Path(unit.report.file).name)


def _item(finding: Finding, open_: Followed | None) -> str:
    place, spot = finding.place, finding.place.spot
    where = spot.table or place.section
    known = not where or where in finding.message
    before = "" if open_ is None else f"（上一轮已提出{f'，{open_.note}' if open_.note else ''}）"
    advice = _official(finding.advice)
    asked = "请" if advice.startswith(tuple(_said()["asked"].split())) else ""
    return before + ("" if known else f"{where}：") + _official(finding.message) + asked + advice


_QUOTED = re.compile("(“[^”]*”)")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])")


def _official(text: str) -> str:
    """The words of the screen in those of a letter; what is quoted from the report stays as it is."""
    pieces = _QUOTED.split(text)
    for number in range(0, len(pieces), 2):
        for spoken, written in _said()["official"].items():
            pieces[number] = pieces[number].replace(spoken, written)
        pieces[number] = _SPACE.sub("", pieces[number])
    return "".join(pieces)


def _closing(unit: Unit, parts: Sequence[tuple[Weight, Sequence[Finding]]], manner: Manner) -> Iterator[str]:
    if unit.report.holds:
        yield _say("holds", holds="；".join(unit.report.holds).replace(" ", ""))
    kinds = {kind for kind, _ in parts}
    if not kinds:
        return
    asked = _say("confirm") if Weight.CONFIRM in kinds else ""
    if kinds == {Weight.IMPROVE}:
        key = "improve"
    elif Weight.MUST in kinds:
        key = "until" if manner.deadline else "again_please"
    else:
        key = "until_confirmed" if manner.deadline else "confirmed_please"
    yield asked + _say(key, deadline=manner.deadline.removesuffix("前"))
