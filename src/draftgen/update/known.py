"""What the data say now: the figure behind a place of the text, and how it is printed there."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from draftgen import numerals
from draftgen.core.document import Document, Span
from draftgen.core.figure import Facts, Figure
from draftgen.core.nothing import NOTHING

Compare = Callable[[str, str, bool], tuple[Span, ...]]
"""Path, measure word and whether per cents carry decimals → the comparison with last year; () where there is none."""

_PART = re.compile(r"(.+)\.\d+")
_NAMED = re.compile(r"(.+\.parts)\.(.*\D.*)")
_ITEM = re.compile(r"([a-z_]+)\.(\d+)\..+")
_LEADING = re.compile(r"(.+\.(?:largest|top_two|dynamic))(?:\..+)?")
_AROUND = re.compile(r"[约\s]")


class Known(NamedTuple):
    """The new side: every figure by path, the facts they come from, and how comparisons are worded.

    ``same``: for paths of the last version those of the new draft, where both say the same sentence.
    """

    figures: Mapping[str, Figure]
    facts: Facts
    compare: Compare
    same: Mapping[str, str] = NOTHING


class Doubtful(NamedTuple):
    """Why a figure cannot be told: in Chinese."""

    why: str


def known(document: Document, facts: Facts, compare: Compare) -> Known:
    """The figures of ``facts``, of its breakdowns and items, and those that only the new draft holds."""
    figures = {figure.path: figure for figure in document.figures.values()}
    figures |= {figure.path: figure for parts in facts.parts.values() for figure in parts.figures}
    figures |= {figure.path: figure for items in facts.items.values() for item in items for figure in _own(item)}
    figures |= {figure.path: figure for figure in facts.figures.values()}
    return Known(figures, facts, compare)


def _own(item: Facts) -> Iterator[Figure]:
    yield from item.figures.values()


def figure_at(new: Known, path: str, before: str, around: str) -> Figure | Doubtful | None:
    """The figure for ``path`` where ``before`` stands before it, in the sentence ``around``; None if the data have none.

    Parts and items of a list are numbered in their paths, and the data's list may have changed: where the new draft does
    not tell which it is, a part is known by its name, an item by its name in the sentence.
    """
    if path in new.same:
        return new.figures.get(new.same[path])
    part = _PART.fullmatch(path)
    if part is not None and part[1] in new.facts.parts:
        return _part(new, part[1], before)
    named = _NAMED.fullmatch(path)
    if named is not None and named[1] in new.facts.parts:
        return next((one for one in new.facts.parts[named[1]].figures if one.label == named[2]), None)
    item = _ITEM.fullmatch(path)
    if item is not None and item[1] in new.facts.items:
        items, number = new.facts.items[item[1]], int(item[2])
        name = items[number - 1].texts.get(f"{item[1]}.name") if 0 < number <= len(items) else None
        if name is None or not any(one in around for one in name.items):
            return Doubtful("数据里这一组事项的顺序或名称变了")
    leading = _LEADING.fullmatch(path)
    if leading is not None:
        labels = [new.facts.texts.get(f"{leading[1]}.label{plural}") for plural in ("", "s")]
        if not all(one in around for text in labels if text is not None for one in text.items):
            return Doubtful("数量最多的类别变了")
    return new.figures.get(path)


def _part(new: Known, group: str, before: str) -> Figure | Doubtful | None:
    named = [figure for figure in new.facts.parts[group].figures if before.endswith(figure.label)]
    if not named:
        return Doubtful("前面的类别名称和数据里的对不上")
    return max(named, key=lambda figure: len(figure.label))


def value_of(text: str) -> Decimal | None:
    """The number that a printed figure says, with or without 约 and %; None if it says none."""
    plain = _AROUND.sub("", text)
    return numerals.parse(plain.removesuffix("%").removesuffix("％"))


def says(text: str, figure: Figure) -> bool:
    """Whether a printed figure says the value of ``figure``: however it is written, and rounded as it is printed."""
    return value_of(text) == value_of(printed(figure))


def printed(figure: Figure, like: str = "", *, decimals: bool = False) -> str:
    """A figure as text, with 约 and % as they stand in ``like``."""
    if figure.unit == "%":
        text = numerals.write_percent(figure.value, decimals=decimals)
        return text.removesuffix("%") if like and not like.endswith(("%", "％")) else text
    about = like.startswith("约") if like else figure.approximate
    return ("约" if about else "") + numerals.write(figure.value)
