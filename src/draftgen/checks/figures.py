"""The figures of a sentence with the words around them: what arithmetic in prose is read from."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import NamedTuple

from draftgen.checks.patterns import Pattern
from draftgen.checks.subject import Sentence, Subject
from draftgen.core.document import CHECK
from draftgen.numerals import Numeral, NumeralKind


class Said(NamedTuple):
    """A figure of a sentence. ``gap`` are the words since the figure before it, or since the start of the sentence.

    ``year`` is that of the report; ``shared``: the words were shared out among several figures (分别为); ``start``: it is
    the first of two between which something changed (由58件增加到124件).
    """

    numeral: Numeral
    gap: str
    year: int = 0
    shared: bool = False
    start: bool = False

    @property
    def value(self) -> Decimal:
        assert self.numeral.value is not None
        return self.numeral.value

    @property
    def unit(self) -> str:
        return self.numeral.unit

    @property
    def words(self) -> str:
        return f"{self.numeral.text}{self.unit}"

    @property
    def clause(self) -> str:
        """The words of its own clause before it."""
        return re.split(r"[，。；：、（）()]", self.gap)[-1]

    @property
    def change(self) -> bool:
        """Whether it says by how much something grew or shrank, not how much there is."""
        return bool(_CHANGE.search(self.clause)) and not _LEVEL.search(self.clause)

    @property
    def last_year(self) -> bool:
        """Whether it says how much there was the year before: 上年46条, 比2024年的46条."""
        if self.start:
            return True
        match = _BEFORE.search(self.clause)
        return match is not None and (not match.group(1) or int(match.group(1)) < self.year)


_CHANGE = Pattern(
    r"(?:增长|增加|上升|提高|下降|减少|降低|回落|增幅|降幅|多|少|上涨|净增|净减)(?:了|约|近|幅度为|率为|为|达)?$"
)
_LEVEL = Pattern(r"不少|至少|减少到|增加到|增长到|下降到|多达|不多")
_BEFORE = Pattern(
    r"(?:上年|去年|上一年|前一年|(20\d\d)年)度?(?:同期)?(?!结转|以来|转来|转入|遗留|未办|留下)[^，。；、\d增减多少升降长]{0,12}$"
)


def figures(sentence: Sentence, numerals: Sequence[Numeral], year: int = 0) -> list[Said]:
    """The counts, amounts and percentages of a sentence in order; ``numerals`` are those of its line."""
    found: list[Said] = []
    before = sentence.start
    for numeral in numerals:
        if not sentence.start <= numeral.start < sentence.end:
            continue
        open_place = sentence.line.text.startswith(CHECK, max(numeral.end, numeral.stop))
        if numeral.kind in _FIGURES and numeral.value is not None and not open_place:
            gap = re.sub(r"\s", "", sentence.line.text[before : numeral.start])
            found.append(Said(numeral, gap, year))
            before = max(numeral.end, numeral.stop)
    return _from_to(_shared_out(found))


_FROM = Pattern(r"([^，。；：（）]{2,})(?:由|从)(?:上年|去年|上一年|20\d\d年)?(?:度|同期)?的?$", "由", "从")
_TO = Pattern(
    r"^(?:增加|增长|上升|提高|下降|减少|降低|回落|扩大|扩充|扩展|压减|精简|缩减|整合|合并|归并|调整)[到至为成]"
    r"|^[增升减降]至"
)


def _from_to(found: list[Said]) -> list[Said]:
    """新收申请由58件增加到124件: the first is what there was, the second is named by the words before the first."""
    for place in range(1, len(found)):
        before, now = found[place - 1], found[place]
        label = _FROM.search(before.gap) if before.unit == now.unit and _TO.search(now.gap) else None
        if label:
            found[place - 1] = before._replace(start=True)
            found[place] = now._replace(gap=f"{label.group(1)}{now.gap}")
    return found


_RESPECTIVELY = Pattern(
    r"([^，。；：（）]*?)分别(?:(占)[^，。；：（）]{0,14}|(?:为|是|有|达到?|提出|收到|受理|办理|办结|作出|发布|公开|制发|新增)?(?:了)?)$"
)
_JOINTS = Pattern(r"以及|、|和|及|与")


def _shared_out(found: list[Said]) -> list[Said]:
    """甲、乙、丙分别为1件、2件、3件: each figure gets its own label; where the labels do not fit, none does."""
    for index, said in enumerate(found):
        match = _RESPECTIVELY.search(said.gap)
        labels = [label for label in _JOINTS.split(match.group(1)) if label] if match else []
        if len(labels) < 2:
            continue
        group = [index]
        while group[-1] + 1 < len(found) and re.fullmatch(r"[、，和及]|以及", found[group[-1] + 1].gap.strip()):
            group.append(group[-1] + 1)
        if len(group) != len(labels):
            labels = [""] * len(group)
        for place, label in zip(group, labels, strict=True):
            found[place] = found[place]._replace(gap=f"，{label}{match.group(2) or ''}" if match else "", shared=True)
    return found


_FIGURES = (NumeralKind.COUNT, NumeralKind.PERCENT, NumeralKind.MULTIPLE)


def sentences(subject: Subject) -> tuple[tuple[Sentence, list[Said]], ...]:
    """Every sentence that holds a figure. The introduction is left out, and what is bound to the data by construction."""
    return subject.once("figures", lambda: tuple(_sentences(subject)))


def sentences_in_lines(subject: Subject) -> Iterator[tuple[Sentence, list[Said], list[Said]]]:
    """As ``sentences``, each with the figures that its line has named before it."""
    for _, line in groupby(sentences(subject), key=lambda pair: pair[0].line):
        before: list[Said] = []
        for sentence, found in line:
            yield sentence, found, before
            before = [*before, *found]


def _sentences(subject: Subject) -> Iterator[tuple[Sentence, list[Said]]]:
    for sentence in subject.sentences:
        if sentence.line.section == "intro" or sentence.line.block in subject.context.bound:
            continue
        if any(char.isdigit() or char in _HAN for char in sentence.text):
            found = figures(sentence, subject.numerals(sentence.line), subject.year)
            if found:
                yield sentence, found


_HAN = frozenset("零〇一二两三四五六七八九十百")


def rounded(value: Decimal, printed: str) -> Decimal:
    """``value`` at the precision of ``printed``, half up."""
    return value.quantize(Decimal(1).scaleb(-decimals(printed)), ROUND_HALF_UP)


def decimals(printed: str) -> int:
    """How many digits stand behind the point."""
    match = re.search(r"\.(\d+)", printed)
    return len(match.group(1)) if match else 0
