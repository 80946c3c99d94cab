"""Decides for each figure of the prose: it takes its new value, it stands as it is, or a person has to look."""

from collections.abc import Iterator
from typing import NamedTuple

from draftgen import numerals
from draftgen.core.figure import Figure
from draftgen.core.finding import Finding
from draftgen.ooxml.changes import Change
from draftgen.update.comparisons import Clause, clause_behind, retold, reworded
from draftgen.update.known import Doubtful, Known, figure_at, printed, says
from draftgen.update.result import Edit, Edited, Last, Renewed, around, open_place, section_of
from draftgen.update.said import COMPARED, Occurrence, Said


class Judged(NamedTuple):
    """What is to be changed and what is left to a person."""

    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()


def judge(edited: Edited, last: Last, new: Known, left: frozenset[int] = frozenset()) -> Judged:
    """Every figure of the prose. ``left`` are positions of sentences that want another wording: nothing in them changes."""
    edits: list[Edit] = []
    findings: list[Finding] = []
    judge_ = _Judge(edited, last, new)
    for whole in _whole_sentences(edited, left):
        decimals = judge_.decimals(whole)
        some: list[Edit] = []
        for said in whole:
            for item in judge_.sentence(said, decimals=decimals):
                (some if isinstance(item, Edit) else findings).append(item)  # type: ignore[arg-type]
        if some:
            # The decimals of all per cents of a sentence are alike.
            some += [edit for said in whole for edit in judge_.padded(said, some, decimals=decimals)]
        edits += some
    return Judged(tuple(edits), tuple(findings))


def _whole_sentences(edited: Edited, left: frozenset[int]) -> Iterator[list[Said]]:
    """The sentences with what a semicolon divides put together again, those that are ``left`` taken out."""
    current: list[Said] = []
    for position, said in enumerate(edited.sentences):
        if current and current[-1].block != said.block:
            yield current
            current = []
        if position not in left:
            current.append(said)
        if said.text.endswith(("。", "\n")) and current:
            yield current
            current = []
    if current:
        yield current


class _Judge:
    def __init__(self, edited: Edited, last: Last, new: Known) -> None:
        self._edited, self._last, self._new = edited, last, new

    def now(self, said: Said, figure: Occurrence) -> Figure | Doubtful | None:
        text = self._edited.text(figure.block)
        return figure_at(self._new, figure.path, text[: figure.start], said.text)

    def decimals(self, whole: list[Said]) -> bool:
        """Whether a per cent of the sentence has a decimal: then all have (domain.md 5.4)."""
        for said in whole:
            text = self._edited.text(said.block)
            for figure in said.figures:
                found = [self.now(said, figure)]
                clause = clause_behind(text, figure)
                if clause is not None:
                    spans = self._new.compare(clause.base, clause.unit, False)  # noqa: FBT003
                    found += [self._new.figures.get(span.path) for span in spans]
                    found = [one for one in found if one is not None]
                values = [one.value for one in found if isinstance(one, Figure) and one.unit == "%"]
                if any("." in numerals.write_percent(value) for value in values):
                    return True
        return False

    def sentence(self, said: Said, *, decimals: bool) -> Iterator[Edit | Finding]:
        text = self._edited.text(said.block)
        told: set[int] = set()
        for figure in said.figures:
            if figure.path.endswith(COMPARED):
                continue
            clause = clause_behind(text, figure)
            if clause is not None:
                told.add(clause.number_start)
            settled = True
            for item in self._figure(said, figure, decimals=decimals):
                settled = settled and isinstance(item, Edit)
                yield item
            if clause is not None and settled:
                yield from self._clause(said, figure, clause, decimals=decimals)
        for figure in said.figures:
            if figure.path.endswith(COMPARED) and figure.start not in told:
                yield from self._comparison(said, figure, decimals=decimals)

    def _figure(self, said: Said, figure: Occurrence, *, decimals: bool) -> Iterator[Edit | Finding]:
        now = self.now(said, figure)
        if isinstance(now, Figure) and says(figure.text, now):
            return
        if not self._last.wrote(figure.path, figure.text):
            yield retyped(self._edited, figure, now, self._last)
        elif now is None:
            yield self._open(figure, "数据里已经没有这个数", "请看这一句还要不要，没有改动。")
        elif isinstance(now, Doubtful):
            yield self._open(figure, now.why, "认不准是哪个数，没有改动。请对照数据核对。")
        elif not now.value:
            yield self._open(figure, f"“{now.label}”现在是0", "是0的事一般不写，这一句要换说法，没有改动。")
        else:
            change = Change(figure.start, figure.end, printed(now, figure.text, decimals=decimals))
            yield self._edit(figure, change, now.path, now)

    def _clause(self, said: Said, figure: Occurrence, clause: Clause, *, decimals: bool) -> Iterator[Edit | Finding]:
        text = self._edited.text(said.block)
        found = reworded(clause, text, self._new, decimals=decimals)
        if found == ():
            return
        number = Occurrence(clause.path, clause.number, said.block, max(clause.number_start, clause.start))
        if clause.path and not self._last.wrote(clause.path, clause.number):
            yield retyped(self._edited, number, self._new.figures.get(clause.path), self._last)
        elif isinstance(found, Doubtful):
            yield self._open(number, found.why, "没有改动，请重写这半句。")
        else:
            spans = self._new.compare(clause.base, clause.unit, decimals)
            path = next((span.path for span in spans if span.path), clause.base)
            base = self._new.figures[clause.base]
            even = base._replace(label=f"{base.label}同上年比较", formula="")
            told = even if path == clause.base else self._new.figures[path]
            for change in found:
                yield self._edit(figure, change, path, told)

    def _comparison(self, said: Said, figure: Occurrence, *, decimals: bool) -> Iterator[Edit | Finding]:
        """A comparison in somebody's own words."""
        text, now = self._edited.text(said.block), self.now(said, figure)
        same = isinstance(now, Figure) and says(figure.text, now)
        if not same and not self._last.wrote(figure.path, figure.text):
            yield retyped(self._edited, figure, now, self._last)
        elif not isinstance(now, Figure):
            why = now.why if isinstance(now, Doubtful) else "和上年已经没有可比的数"
            yield self._open(figure, why, "没有改动，请重写这半句。")
        else:
            found = retold(text, figure, now, self._new, decimals=decimals)
            if isinstance(found, Doubtful):
                yield self._open(
                    figure, found.why, f"数据现在是{printed(now, decimals=decimals)}。没有改动，请重写这半句。"
                )
            else:
                for change in found:
                    yield self._edit(figure, change, figure.path, now)

    def padded(self, said: Said, done: list[Edit], *, decimals: bool) -> Iterator[Edit]:
        """Per cents that keep their value, but not the number of their decimals."""
        taken = {edit.start for edit in done}
        for figure in said.figures:
            now = self.now(said, figure)
            if isinstance(now, Figure) and now.unit == "%" and figure.start not in taken and says(figure.text, now):
                wanted = printed(now, figure.text, decimals=decimals)
                if wanted != figure.text and not any(e.start <= figure.start < e.end for e in done):
                    yield self._edit(figure, Change(figure.start, figure.end, wanted), now.path, now)

    def _open(self, figure: Occurrence, why: str, advice: str) -> Finding:
        return open_place("figure-open", self._edited, figure, f"{why}：“{figure.text}”", advice)

    def _edit(self, figure: Occurrence, change: Change, path: str, now: Figure) -> Edit:
        text = self._edited.text(figure.block)
        place = Renewed(
            path,
            now.label,
            text[change.start : change.end],
            change.new,
            section_of(self._edited.report, figure.block),
            around(text, change.start, change.end, change.new),
            figure.by,
            now.formula,
        )
        return Edit(figure.block, change.start, change.end, change.new, -1, -1, place)


def retyped(edited: Edited, figure: Occurrence, now: Figure | Doubtful | None, last: Last) -> Finding:
    """A figure that somebody typed over: it is never overwritten."""
    written = "、".join(sorted(last.texts.get(figure.path, ())))
    label = now.label if isinstance(now, Figure) else "这个数"
    data = f"数据现在是{printed(now, figure.text)}。" if isinstance(now, Figure) else ""
    return open_place(
        "figure-retyped",
        edited,
        figure,
        f"“{label}”被人改过：文件里是“{figure.text}”，上次写的是{written}",
        f"{data}以文件为准就改数据，以数据为准就改这里。没有改动。",
    )
