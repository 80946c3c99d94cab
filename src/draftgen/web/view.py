"""The desk as the page shows it: everything a template needs, as plain values."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from draftgen import numerals, realise, review
from draftgen.core.document import CHECK, OPEN, SUPPLY, Paragraph, Role, Span, SpanKind, TableBlock
from draftgen.core.figure import Facts, Figure, Text
from draftgen.core.finding import Finding, Level
from draftgen.core.outline import Suggestion
from draftgen.core.passage import Slot
from draftgen.core.record import Source
from draftgen.forms.labels import label
from draftgen.proof.places import place_name
from draftgen.review.difference import Piece, difference
from draftgen.review.texts import bound, name_of, parsed, slot_text
from draftgen.web.sight import Sight, Unit, part_of

SIGNS = {
    "accepted": ("✓", "已采用"),
    "edited": ("✎", "已修改"),
    "own": ("＋", "自己写的"),
    "refused": ("✕", "不写"),
    "confirm": ("！", "要您确认"),
    "check": ("？", "待核"),
    "typed": ("＃", "有打上去的数"),
    "open": ("○", "未定"),
}
_OPEN = re.compile(f"({'|'.join(OPEN)})")
_TONES = {"mild": "语气和缓", "frank": "直说"}


class Mark(NamedTuple):
    """A figure or a text of the data as it stands in a sentence; everything about it in Chinese."""

    shown: str
    kind: str
    path: str
    name: str
    value: str
    formula: str
    source: str
    previous: str


class Piecemeal(NamedTuple):
    """A stretch of a sentence: plain text, or a figure with its mark."""

    text: str
    mark: Mark | None = None
    open: bool = False


class Line(NamedTuple):
    """A decidable place in the report."""

    place: str
    number: int
    state: str
    pieces: tuple[Piecemeal, ...]


class Block(NamedTuple):
    """A paragraph of the report, or a table of it."""

    id: str
    role: str
    lines: tuple[Line, ...]
    silent: tuple[tuple[str, int, str], ...] = ()
    table: TableBlock | None = None
    part: str = ""


class Option(NamedTuple):
    """One wording on offer at a place."""

    passage: str
    pieces: tuple[Piecemeal, ...]
    reasons: tuple[str, ...]
    score: str
    tone: str
    current: bool
    refused: bool


class Remark(NamedTuple):
    """A finding, and the place of the report that it is about."""

    level: str
    message: str
    advice: str
    where: str
    place: str


def state_of(sight: Sight, unit: Unit) -> str:
    """The name of the sign that a place carries: what asks for the clerk comes first."""
    decision = sight.decisions.places.get(unit.place)
    if not unit.sentences:
        return "refused"
    if not unit.confirmed:
        return "confirm"
    if CHECK in unit.text or SUPPLY in unit.text:
        return "check"
    if sight.typed(unit.place):
        return "typed"
    if decision is not None and decision.settled:
        return decision.state.value
    return "open"


def blocks(sight: Sight) -> tuple[Block, ...]:
    """The report in reading order."""
    numbers = {unit.place: number for number, unit in enumerate(sight.units, 1)}
    units = {unit.place: unit for unit in sight.units}
    silent: dict[str, list[tuple[str, int, str]]] = {}
    paragraph_of = {s.place: one.place for one in sight.document.paragraphs() for s in one.sentences}
    last_of = {part_of(one.place): one.place for one in sight.document.paragraphs()}
    before = ""
    for unit in sight.units:
        if unit.sentences:
            before = unit.place
            continue
        near = paragraph_of.get(before, "") if part_of(before) == unit.block else ""
        where = near or last_of.get(unit.block, next(reversed(last_of.values())))
        silent.setdefault(where, []).append((unit.place, numbers[unit.place], _name(sight, unit.place)))
    found = [_block(sight, paragraph, units, numbers, silent) for paragraph in sight.document.intro]
    for section in sight.document.sections:
        found.append(Block(f"h-{section.id}", "heading", (_plain(section.title),)))
        for content in section.contents:
            if isinstance(content, TableBlock):
                found.append(Block(f"t-{section.id}", "table", (), table=content))
            else:
                found.append(_block(sight, content, units, numbers, silent))
    found += [_block(sight, paragraph, units, numbers, silent) for paragraph in sight.document.closing]
    return tuple(found)


def _plain(text: str) -> Line:
    return Line("", 0, "", (Piecemeal(text),))


def _block(
    sight: Sight,
    paragraph: Paragraph,
    units: dict[str, Unit],
    numbers: dict[str, int],
    silent: dict[str, list[tuple[str, int, str]]],
) -> Block:
    lines: list[Line] = []
    for sentence in paragraph.sentences:
        pieces = tuple(pieces_of(sight, sentence.spans))
        if lines and lines[-1].place and lines[-1].place == sentence.place:
            lines[-1] = lines[-1]._replace(pieces=(*lines[-1].pieces, *pieces))
        elif sentence.place in units:
            unit = units[sentence.place]
            lines.append(Line(unit.place, numbers[unit.place], state_of(sight, unit), pieces))
        else:
            lines.append(Line("", 0, "", pieces))
    part = part_of(paragraph.place)
    own = part if part in review.PARTS and paragraph.role is Role.BODY else ""
    return Block(
        f"b-{paragraph.place}".replace(".", "-"),
        paragraph.role.value,
        tuple(lines),
        tuple(silent.get(paragraph.place, ())),
        part=own,
    )


def pieces_of(sight: Sight, spans: Iterable[Span]) -> Iterator[Piecemeal]:
    """Spans as the page shows them: figures and texts of the data marked, 【待核】 and 【请确认】 standing out."""
    for span in spans:
        if span.path and (span.is_figure or span.kind is SpanKind.OWN):
            yield Piecemeal(span.text, mark(sight.document.figures, sight.facts, span))
            continue
        for part in _OPEN.split(span.text):
            if part:
                yield Piecemeal(part, open=part[0] == "【" and part[-1] == "】")


# A sum of one part says nothing: 2 = 2.
_SAME = re.compile(r"(\S+) = \1")


def mark(figures: dict[str, Figure], facts: Facts, span: Span) -> Mark:
    """Everything there is to know about one figure or text of the data."""
    figure = figures.get(span.path) or facts.figures.get(span.path)
    if figure is not None:
        before = facts.figures.get(f"{span.path}.prev")
        source = "、".join(dict.fromkeys(str(s) for s in figure.sources if s.line or s.cell or s.file))
        if figure.filled and not source and not figure.formula:
            source = "数据里没有写，按 0"
        return Mark(
            span.text,
            "算出来的数" if figure.derived else "数据里的数",
            span.path,
            figure.label or label(span.path),
            f"{numerals.write(figure.value)}{figure.unit}",
            "" if _SAME.fullmatch(figure.formula) else figure.formula,
            source,
            f"{numerals.write(before.value)}{before.unit}" if before is not None else "",
        )
    text = facts.texts.get(span.path) or _item_text(facts, span.path)
    source = "、".join(str(s) for s in text.sources) if text is not None else ""
    typed = span.path.startswith("review.")
    name = "没有出处的数，没有与数据核对" if typed else (label(span.path) if text is not None else "数据里的文字")
    return Mark(span.text, "自己写的" if typed else "数据里的文字", span.path, name, span.text, "", source, "")


def _item_text(facts: Facts, path: str) -> Text | None:
    """The text of one item of a list, which only its own sentence knows."""
    for items in facts.items.values():
        for item in items:
            if path in item.texts:
                return item.texts[path]
    return None


def options(sight: Sight, place: str) -> tuple[Option, ...]:
    """The wordings on offer at a place, the one that stands there first. Words of the clerk's own are none of them."""
    decision = sight.decisions.places.get(place)
    now = sight.standing(place)
    refused = decision.refused if decision is not None else ()
    found = [
        option(sight, s, current=s.passage.id == now, refused=s.passage.id in refused)
        for s in sight.alternatives(place)
    ]
    return tuple(sorted(found, key=lambda one: (one.refused and not one.current, not one.current)))


def option(sight: Sight, suggestion: Suggestion, *, current: bool = False, refused: bool = False) -> Option:
    """One wording with its reasons."""
    text = sight.text_of(suggestion._replace(written=()))
    facts = sight.facts.overlaid(suggestion.local)
    wording, local, _ = bound(text, suggestion.place, facts, Source())
    spans = realise.sentence(wording, facts.overlaid(local))
    reasons = suggestion.reasons if suggestion.confirmed else (*suggestion.reasons, "采用就是确认属实")
    score = f"{suggestion.score:.2f}".rstrip("0").rstrip(".")
    # The tone is that of the passage's own words: where the clerk's stand in their place, it says nothing of them.
    said = "".join(span.text for span in spans)
    its_own = all(piece.strip() in said for piece in suggestion.passage.text if isinstance(piece, str))
    tone = _TONES.get(suggestion.passage.tone, "") if its_own else ""
    return Option(
        suggestion.passage.id,
        tuple(pieces_of(sight, spans)),
        reasons,
        score,
        tone,
        current=current,
        refused=refused,
    )


def marks(sight: Sight, place: str) -> tuple[Mark, ...]:
    """The figures and texts of the data in a place's sentence, each once."""
    unit = sight.unit(place)
    spans = (span for sentence in (unit.sentences if unit else ()) for span in sentence.spans)
    found = (mark(sight.document.figures, sight.facts, s) for s in spans if s.path and s.kind is not SpanKind.FIXED)
    return tuple({one.path: one for one in found}.values())


def claims(sight: Sight, place: str) -> tuple[tuple[str, str, bool], ...]:
    """What a sentence claims: its name, where it was ticked, and whether it was."""
    unit = sight.unit(place)
    paths = dict.fromkeys(c for sentence in (unit.sentences if unit else ()) for c in sentence.claims)
    found: list[tuple[str, str, bool]] = []
    for path in paths:
        figure, text, tick = sight.facts.figures.get(path), sight.facts.texts.get(path), sight.facts.ticks.get(path)
        sources = figure.sources if figure else text.sources if text else (tick,) if tick else ()
        found.append((label(path), "、".join(str(s) for s in sources), sight.facts.has(path)))
    return tuple(found)


def change(sight: Sight, place: str) -> tuple[Piece, ...]:
    """Last year's words against this year's; () where there are none."""
    before = sight.last_year(place)
    unit = sight.unit(place)
    if not before or unit is None:
        return ()
    return difference(before, re.sub("【(?:请确认|待核)】", "", unit.text))


def remarks(sight: Sight, findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """The findings by weight, each with the place it is about where that can be told."""
    order = (Level.ERROR, Level.ASK, Level.HINT)
    listed = sorted(findings, key=lambda finding: order.index(finding.level))
    return tuple(Remark(f.level.value, f.message, f.advice, _where(f), _place_of(sight, f)) for f in listed)


def _where(finding: Finding) -> str:
    place = finding.place
    return str(place) if place.line or place.cell else place_name(place.section or "") or place.file


def _place_of(sight: Sight, finding: Finding) -> str:
    section, excerpt = finding.place.section, finding.place.excerpt.strip()
    units = [unit for unit in sight.units if unit.sentences]
    if any(unit.place == section for unit in units):
        return section
    if len(excerpt) >= 6 and not finding.place.line:
        for unit in units:
            if unit.text in excerpt or excerpt in unit.text or unit.text[:20] == excerpt[:20]:
                return unit.place
    return next((unit.place for unit in units if section and place_name(unit.block) == section), "")


def editor_parts(sight: Sight, place: str) -> tuple[tuple[str, str, str], ...]:
    """The words of a place for the editor: text, or a chip as (what it shows, its slot, its name)."""
    return parts_of(sight, place, sight.text(place))


def parts_of(sight: Sight, place: str, text: str) -> tuple[tuple[str, str, str], ...]:
    """Any text with slots for the editor."""
    facts = sight.local(place)
    return tuple((part, "", "") if isinstance(part, str) else chip(part, facts) for part in parsed(text))


def chip(slot: Slot, facts: Facts) -> tuple[str, str, str]:
    """A slot as a chip: what it shows now, its text, its name."""
    wording, _, lost = bound(slot_text(slot), "chip", facts, Source())
    name = name_of(slot, facts)
    shown = "".join(span.text for span in realise.sentence(wording, facts)) if not lost else f"〔{name}〕"
    notes = {"compared": "与上年比较", "including": "分类", "listed": "分类", "detailed": "明细"}
    note = "".join(f"·{notes[one]}" for one in slot.filters if one in notes)
    return shown or "⊘", slot_text(slot), f"{name}{note}{'' if shown else '（今年没有，不写）'}"


def chips(sight: Sight, place: str) -> tuple[tuple[str, str, str], ...]:
    """The chips that a clerk may put into a place."""
    facts = sight.local(place)
    found = (chip(slot, facts) for slot in sight.slots(place))
    return tuple({one[2]: one for one in found if one[0] != "⊘"}.values())


def _name(sight: Sight, place: str) -> str:
    found = sight.on_offer.get(place, ())
    text = "".join(piece.text for piece in option(sight, found[0]).pieces) if found else place
    return text if len(text) <= 24 else f"{text[:24]}…"
