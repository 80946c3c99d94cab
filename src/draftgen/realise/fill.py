"""A wording and facts → spans. A slot is a path; what is unknown raises, because choosing asked before."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from draftgen import forms
from draftgen.core.document import Span
from draftgen.core.figure import Facts, Text
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Slot, Wording
from draftgen.realise import phrases


def sentence(wording: Wording, facts: Facts) -> tuple[Span, ...]:
    """The spans of a wording. Decimals of percentages are the same all through a sentence (domain.md 5.4)."""
    return tuple(span for part in _sentences(wording) for span in _lightly_parted(_one(part, facts)))


def _lightly_parted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A semicolon parts what has commas of its own (GB/T 15834, 4.6); where no comparison brought one, commas do."""
    if any(sign in span.text for span in spans for sign in "，："):
        return spans
    return tuple([span if span.path else span._replace(text=span.text.replace("；", "，")) for span in spans])


def _sentences(wording: Wording) -> Iterator[Wording]:
    """The wording cut behind each full stop."""
    current: list[str | Slot] = []
    for part in wording:
        pieces = re.split(r"(?<=。)", part) if isinstance(part, str) else [part]
        for piece in pieces:
            current.append(piece)
            if isinstance(piece, str) and piece.endswith("。"):
                yield tuple(current)
                current = []
    yield tuple(current)


def _one(wording: Wording, facts: Facts) -> tuple[Span, ...]:
    spans = _fill(wording, facts, decimals=False)
    decimal = ["." in span.text for span, after in pairwise((*spans, Span(""))) if _is_percent(span, after)]
    return _fill(wording, facts, decimals=True) if any(decimal) and not all(decimal) else spans


def _is_percent(span: Span, after: Span) -> bool:
    """Whether a figure is a percentage or a difference of two."""
    return span.is_figure and (span.text.endswith("%") or after.text.startswith("个百分点"))


def _fill(wording: Wording, facts: Facts, *, decimals: bool) -> tuple[Span, ...]:
    runs = [
        (Span(part),)
        if isinstance(part, str)
        else tuple(s for s in _slot(part, facts, _measure(wording, index, part.path), decimals=decimals) if s.text)
        for index, part in enumerate(wording)
    ]
    for index, part in enumerate(wording):
        before, after = runs[index - 1] if index else (), runs[index + 1] if index + 1 < len(runs) else ()
        if isinstance(part, str):
            runs[index] = (_once(part, before, after),)
        elif before and runs[index] and _overlap(before[-1].text, runs[index][0].text) == len(runs[index][0].text):
            # 县政府办公室 and its 办公室
            runs[index] = runs[index][1:]
    return tuple(span for run in runs for span in run if span.text)


def _once(literal: str, before: Sequence[Span], after: Sequence[Span]) -> Span:
    """A passage's own words without what the facts beside them say already: 财政信息 before 信息同步张贴.

    It is the passage that gives way; a fact stays as it was given.
    """
    if before:
        # Of names in quotation marks each has to end so: 设有“就业”“社保专栏”专栏.
        names = re.split("”“|》《", before[-1].text.rstrip("”》"))
        literal = literal[min(_overlap(name, literal) for name in names) :]
    if after:
        literal = literal[: len(literal) - _overlap(literal, after[0].text)]
    return Span(literal)


def _overlap(left: str, right: str) -> int:
    """How many Chinese characters end the one text and begin the other; a single one is no word."""
    for length in range(min(len(left), len(right)), 1, -1):
        if left.endswith(right[:length]) and all("\u4e00" <= char <= "\u9fff" for char in right[:length]):
            return length
    return 0


def _slot(  # noqa: PLR0911 - one return for each kind of fact
    slot: Slot, facts: Facts, measure: str, *, decimals: bool
) -> tuple[Span, ...]:
    path, filters = slot.path, slot.filters
    if "including" in filters:
        return phrases.including(facts, path, measure)
    if "compared" in filters:
        said = phrases.compared(facts, path, measure, decimals=decimals) if path in facts.figures else ()
        return phrases.attached(said) if "attached" in filters else said
    if path in facts.figures and not filters:
        return (phrases.figure_span(facts.figures[path], decimals=decimals),)
    if path in facts.parts:
        return (
            phrases.detailed(facts, facts.parts[path])
            if "detailed" in filters
            else phrases.listed(facts.parts[path], measure)
        )
    if "counted" in filters:
        return (phrases.figure_span(facts.figures[f"{path}.number"]),)
    if path in facts.items and "annotated" in filters:
        return phrases.annotated(facts.items[path], path)
    if path in facts.items and "assigned" in filters:
        return phrases.assigned(facts.items[path], path)
    if path in facts.texts:
        return phrases.words(_unstopped(facts.texts[path]), filters)
    raise ProgramFault(f"语句里的“{path}{''.join(f' | {name}' for name in filters)}”没有数据可填。")


def _unstopped(text: Text) -> Text:
    """A clerk's text inside a sentence: its own full stop would stand before the sentence's."""
    if text.fixed:
        return text
    return text._replace(items=tuple(item.rstrip("。；;. ") for item in text.items))


def _measure(wording: Wording, index: int, path: str) -> str:
    """The measure word that the sentence itself uses for the figure at ``path``, else the catalogue's usual one."""
    known = _measures().get(path, ())
    for position, part in enumerate(wording[:-1]):
        after = wording[position + 1]
        if (
            isinstance(part, Slot)
            and part.path == path
            and not part.filters
            and isinstance(after, str)
            and position < index
        ):
            for measure in sorted(known, key=len, reverse=True):
                if after.startswith(measure):
                    return measure
    return known[0] if known else "件"


def _measures() -> dict[str, tuple[str, ...]]:
    if not _MEASURES:
        _MEASURES.update({cell.path: (cell.unit,) for cell in forms.form("2021").cells()})
        _MEASURES.update({field.path: field.measures for field in forms.catalogue().fields()})
        _MEASURES.update({"total": ("条",), "staff.total": ("名", "人"), "boards.total": ("处", "个")})
    return _MEASURES


_MEASURES: dict[str, tuple[str, ...]] = {}
