"""Promise 1 as functions: each lists the figures of a draft that have no source or are not what the data say."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from tests.drafting import Drafted, passages

from draftgen import forms
from draftgen.core.document import Sentence, Span, SpanKind

FIGURES = (SpanKind.SLOT, SpanKind.DERIVED)
MEASURES = "个工作日|万元|人次|名|人|件|条|篇|份|次|场|期|个|处|封|部|起|元|倍|项|家|宗|天|页|种|类|年"


# --- promise 1: no figure without a source ---


def sourceless(draft: Drafted) -> Iterator[str]:
    """No numeral of the text is UNBOUND, and none hides in a span of plain wording."""
    for paragraph in draft.document.paragraphs():
        for span in paragraph.spans:
            if span.kind is SpanKind.UNBOUND or (span.kind is SpanKind.TEXT and re.search(r"\d", span.text)):
                yield f"{span.text} in {paragraph.text}"


def misprinted(draft: Drafted) -> Iterator[str]:
    """Every figure of the text names a figure of the document, and says its value."""
    for sentence, span, after in figures(draft):
        figure = draft.document.figures.get(span.path)
        if figure is None:
            yield f"{span.text} ({span.path}) has no source in {sentence.text}"
        elif figure.unit == "%":
            sign = span.text.endswith("%") or after.startswith("个百分点")
            if not sign or Decimal(span.text.removesuffix("%")) != tenth(figure.value):
                yield f"{span.text}{after[:4]} for {figure.value}% ({span.path})"
        elif span.text != ("约" if figure.approximate else "") + plain(figure.value):
            yield f"{span.text} for {figure.value} ({span.path})"


def untrue_formulas(draft: Drafted) -> Iterator[str]:
    """Every formula is arithmetic that a person can redo, and its result is the figure."""
    for figure in draft.document.figures.values():
        if figure.derived and redone(figure.formula) != figure.value:
            yield f"{figure.path}: {figure.formula} gives {redone(figure.formula)}, printed {figure.value}"


NUMBER = r"\d+(?:\.\d+)?"
SUM = re.compile(rf"(?P<terms>{NUMBER}(?: \+ {NUMBER})*) = (?P<result>{NUMBER})")
CHANGE = re.compile(rf"\|?(?P<a>{NUMBER}) - (?P<b>{NUMBER})\|? = (?P<result>{NUMBER})")
QUOTIENT = re.compile(
    rf"(?:\|(?P<a>{NUMBER}) - (?P<b>{NUMBER})\||(?P<c>{NUMBER})) ÷ (?P<d>{NUMBER}) = (?P<result>{NUMBER})(?P<sign>%?)"
)
COUNTED = re.compile(r"(?:问题和打算|第五部分)共 (?P<result>\d+) 条|共列 (?P<items>\d+) 项：.*")


def redone(formula: str) -> Decimal | None:
    """The result of a formula, calculated anew; None if it is no formula or its stated result is wrong."""
    if match := SUM.fullmatch(formula):
        value = sum((Decimal(term) for term in match["terms"].split(" + ")), Decimal(0))
    elif match := CHANGE.fullmatch(formula):
        value = abs(Decimal(match["a"]) - Decimal(match["b"]))
    elif match := QUOTIENT.fullmatch(formula):
        top = Decimal(match["c"]) if match["c"] else abs(Decimal(match["a"]) - Decimal(match["b"]))
        value = tenth(top * (100 if match["sign"] else 1) / Decimal(match["d"]))
    elif match := COUNTED.fullmatch(formula):
        return Decimal(match["result"] or match["items"])
    else:
        return None
    return value if value == Decimal(match["result"]) else None


def wrong_percentages(draft: Drafted) -> Iterator[str]:
    """Every percentage is what a calculator says of the two figures it stands for, half up to one decimal."""
    for sentence, span, after in figures(draft):
        if not (span.text.endswith("%") or after.startswith("个百分点")):
            continue
        wanted = percentage(draft, span.path)
        if wanted is None or Decimal(span.text.removesuffix("%")) != wanted:
            yield f"{span.text} ({span.path}) should be {wanted}: {sentence.text}"


def percentage(draft: Drafted, path: str) -> Decimal | None:
    """A percentage from the values of the record: growth, share, difference, or as given."""
    value = draft.facts.number
    base, _, end = path.rpartition(".")
    now, before = value(base), value(f"{base}.prev")
    if end == "growth" and now is not None and before:
        return tenth(abs(now - before) * 100 / before)
    if end == "diff" and now is not None and before is not None:
        return tenth(abs(now - before))
    if end == "share" and now is not None:
        part, _, last = base.rpartition(".")
        whole = value(
            {"person": part, "organisation": part}.get(
                last, "requests.total" if part == "requests" else f"{part}.count"
            )
        )
        return tenth(now * 100 / whole) if whole else None
    given = value(path)
    return None if given is None else tenth(given)


def uneven_decimals(draft: Drafted) -> Iterator[str]:
    """Percentages of one sentence have equal decimals (domain.md 5.3); the whole is always 100%."""
    for sentence in draft.sentences():
        percentages: list[list[str]] = [[]]
        for span in sentence.spans:
            if span.kind in FIGURES and span.text.endswith("%"):
                percentages[-1].append(span.text)
            elif "。" in span.text:
                percentages.append([])
        for texts in percentages:
            if len({"." in text for text in texts if text != "100%"}) > 1:
                yield f"{texts} in {sentence.text}"


def wrong_parts(draft: Drafted) -> Iterator[str]:
    """A breakdown names every part that occurred; its parts add up to the whole; one part is not 其中 of itself."""
    for sentence in draft.sentences():
        passage = passages().get(sentence.passage)
        for slot in passage.slots if passage else ():
            parts = draft.facts.parts.get(slot.path)
            if parts is None:
                continue
            occurred = {figure.path: figure.value for figure in parts.figures if figure.value}
            printed = [span.path for span in sentence.spans if span.path in occurred and span.kind in FIGURES]
            whole = draft.facts.number(parts.whole)
            if "including" in slot.filters and parts.complete and len(occurred) == 1:
                wanted: list[str] = []
            else:
                wanted = sorted(occurred)
            if sorted(printed) != wanted:
                yield f"{slot.path}: {printed} of {wanted} in {sentence.text}"
            if parts.complete and whole is not None and sum(occurred.values()) != whole:
                yield f"{slot.path}: {occurred} of {whole} in {sentence.text}"


def wrong_measures(draft: Drafted) -> Iterator[str]:
    """A count is followed by a measure word that its catalogue entry allows (domain.md 5.2)."""
    for sentence, span, after in figures(draft):
        allowed = measures(draft, span.path)
        said = re.match(MEASURES, after)
        if allowed and (said is None or said.group() not in allowed):
            yield f"{span.text}{after[:6]} ({span.path}: {'/'.join(allowed)}) in {sentence.text}"


def measures(draft: Drafted, path: str) -> tuple[str, ...]:
    """The measure words that may follow a figure; () for percentages, years and how many items there are."""
    figure = draft.document.figures[path]
    if figure.unit in ("%", "年") or path.endswith(".number") or path == "issues":
        return ()
    if path.endswith(".times"):
        return ("倍",)
    plain_path = re.sub(r"\.(?:prev|diff)$", "", path)
    known = catalogue_measures()
    for name in (plain_path, re.sub(r"\.\d+$", "", plain_path), re.sub(r"\.\d+\.", ".", plain_path)):
        if name in known:
            return known[name]
    return ("件",)


@cache
def catalogue_measures() -> dict[str, tuple[str, ...]]:
    known = {field.path: field.measures for field in forms.catalogue().fields() if field.measures}
    for channel in ("site", "wechat", "weibo", "video", "headlines"):
        known |= {f"{channel}.{name}": ("条", "篇") for name in ("largest", "top_two", "dynamic")}
    return known | {"charges": ("万元",), "staff.total": ("名", "人"), "boards.total": ("处", "个")}


# --- reading a draft ---


def figures(draft: Drafted) -> Iterator[tuple[Sentence, Span, str]]:
    """Every figure of the prose with its sentence and the words after it."""
    for sentence in draft.sentences():
        for number, span in enumerate(sentence.spans):
            if span.kind in FIGURES:
                yield sentence, span, "".join(s.text for s in sentence.spans[number + 1 :])


def plain(value: Decimal) -> str:
    """A number in full, without a useless zero at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
