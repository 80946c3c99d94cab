"""Text that was changed in Word or WPS comes back as edited places, its figures bound again.

A paragraph of the file is paired with ours by what both say, in order; inside a pair each place takes the words that
stand where its own stood. A slot whose words came back unchanged stays a slot. A figure that was typed over in its
content control is text from then on and is asked about like any typed number. What has no place is listed, not guessed.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from draftgen import numerals, realise, recall, repetition
from draftgen.core.document import Paragraph, Role, Span
from draftgen.core.figure import Facts
from draftgen.core.finding import RefusedOutput, UnreadableInput
from draftgen.core.office import FIGURE_MAP, unpack
from draftgen.core.passage import Slot
from draftgen.core.read import ReadDocument, ReadParagraph
from draftgen.core.record import Source
from draftgen.core.report import Report
from draftgen.forms.labels import label
from draftgen.review import PARTS, State, actions
from draftgen.review.texts import bound, named, parsed, slot_text, written
from draftgen.web.desk import Desk
from draftgen.web.sight import Unit, part_of

_ALIKE = 0.4
# Out of its order a paragraph has to say more of the same before it counts as ours.
_MOVED = 0.6
_MARKS = re.compile("【(?:请确认|待核)】")
_COUNTER = re.compile("^[一二三四五六七八九十]+是")
_PROSE = (Role.BODY, Role.INTRO)
_SHORTEST = 6


class Piece(NamedTuple):
    """A part of a place's words: what it shows now, and the slot behind it (None for plain text).

    ``parts``: the words and figures of a slot that shows several, such as a list of results.
    """

    shown: str
    slot: Slot | None = None
    parts: "tuple[Piece, ...]" = ()


class Returned(NamedTuple):
    """What came back: one sentence each for what was taken, and for what was not and why."""

    taken: tuple[str, ...]
    left: tuple[str, ...]


def take_back(desk: Desk, file: Path) -> Returned:
    """Takes the text of a changed report into the review.

    Raises:
        UnreadableInput: It is no .docx that can be read.
        RefusedOutput: It is another year's or another agency's report: its words and numbers would take the place of this year's.

    """
    report = _report(desk, file)
    document = report.document
    ours = [p for p in desk.document.paragraphs() if p.role in _PROSE]
    printed = _printed(file)
    theirs = _theirs(document, desk, printed)
    pairs = _paired([_plain(p.text) for p in ours], theirs)
    moved = _moved([_plain(p.text) for p in ours], theirs, pairs)
    taking = _Taking(desk)
    last = ""
    found = dict((*pairs, *moved))
    behind = {other: mine for mine, other in pairs}
    elsewhere = {other for _, other in moved}
    for number, text in enumerate(theirs):
        if number in behind:
            last = part_of(ours[behind[number]].place)
        elif number in elsewhere:
            taking.left.append(f"这一段在修改稿里挪了地方，审阅里没有挪：{_short(text)}")
        elif len(text) >= _SHORTEST and not _is_frame(text, desk):
            taking.new_paragraph(text, last)
    for number, paragraph in enumerate(ours):
        if number in found:
            taking.paragraph(paragraph, theirs[found[number]])
        elif any(sentence.place in {u.place for u in desk.units} for sentence in paragraph.sentences):
            taking.left.append(f"修改稿里没有找到这一段，没有动：{_short(paragraph.text)}")
    taking.left += _cells(report, desk, printed)
    if taking.after != desk.decisions:
        desk.returned(taking.after)
    return Returned(tuple(taking.taken), tuple(taking.left))


def _cells(report: Report, desk: Desk, printed: Mapping[str, set[str]]) -> Iterator[str]:
    """Cells of the official tables that somebody changed: the tables come from the data, so they are changed there."""
    for table in report.tables.values():
        for path, cell in table.cells.items():
            now = desk.facts.number(path)
            touched = cell.text.strip() not in printed.get(path, ())
            if touched and cell.value is not None and cell.value != (now or 0):
                given = numerals.write(now or Decimal(0))
                yield f"表里的数要在数据文件里改：{label(path)}，修改稿里是 {cell.text.strip()}，数据里是 {given}"


def _report(desk: Desk, file: Path) -> Report:
    if file.suffix.lower() != ".docx":
        raise UnreadableInput(f"{file.name} 不是 .docx 文件。请在 Word 或 WPS 里另存为 .docx 再试。")
    report = recall.report(file)
    if report.year is not None and report.year != desk.document.year:
        raise RefusedOutput(
            f"“{file.name}”是{report.year}年的年报，数据是{desk.document.year}年的，没有取回。请检查是不是选错了文件。"
        )
    ours = desk.document.agency
    said = (*report.title, *(paragraph.text for paragraph in report.document.paragraphs))
    if report.agency and not any(ours in text for text in said):
        raise RefusedOutput(f"“{file.name}”是{report.agency}的年报，里面没有{ours}，没有取回。请检查是不是选错了文件。")
    return report


class _Taking:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.after = desk, desk.decisions
        self.taken: list[str] = []
        self.left: list[str] = []

    def new_paragraph(self, text: str, part: str) -> None:
        known = {found.text for found in self.desk.decisions.places.values() if found.state is State.OWN}
        if part not in PARTS:
            self.left.append(f"新加的一段，不知道放在哪儿：{_short(text)}")
        elif text not in known:
            self.after = actions.own(self.after, part, text)
            self.taken.append(f"新加的一段，放在“{PARTS[part]}”后面：{_short(text)}")

    def paragraph(self, paragraph: Paragraph, theirs: str) -> None:
        """Each place of one paragraph takes the words that stand where its own stood."""
        mine = _plain(paragraph.text)
        if mine == theirs:
            return
        edges: list[tuple[Unit | None, int, int]] = []
        position = 0
        for sentence in paragraph.sentences:
            text = _plain(sentence.text)
            unit = self.desk.unit(sentence.place)
            if edges and unit is not None and edges[-1][0] is not None and edges[-1][0].place == unit.place:
                edges[-1] = (unit, edges[-1][1], position + len(text))
            else:
                edges.append((unit, position, position + len(text)))
            position += len(text)
        cuts = _cuts(mine, theirs, [end for _, _, end in edges])
        start = 0
        for (unit, first, last), cut in zip(edges, cuts, strict=True):
            old, new = mine[first:last], theirs[start:cut]
            start = cut
            if old == new:
                continue
            if unit is None:
                self.left.append(f"这里不是审阅里的句子，没有动：{_change(old, new)}")
            else:
                self._unit(unit, old, new)

    def _unit(self, unit: Unit, old: str, new: str) -> None:
        desk, place = self.desk, unit.place
        shown = desk.shown(place)
        before = desk.decisions.places.get(place)
        counter = _COUNTER.match(old) if place.startswith(("problems.", "measures.")) else None
        if counter is not None:
            old, new = old[counter.end() :], _COUNTER.sub("", new)
        if not new.strip():
            self.taken.append(f"删去了：{_short(old)}")
            if before is not None and before.state is State.OWN:
                self.after = actions.own(self.after, before.part, "", place)
            elif shown is not None:
                self.after = actions.refuse(self.after, shown, (), desk.about(place))
            return
        text = rebound(pieces(desk, place), new)
        self.taken.append(f"改过：{_change(old, new)}")
        if before is not None and before.state is State.OWN:
            self.after = actions.own(self.after, before.part, text, place)
        elif shown is not None:
            self.after = actions.edit(self.after, shown, text, desk.offered_text(place), desk.about(place))


def pieces(desk: Desk, place: str) -> tuple[Piece, ...]:
    """The words of a place, each slot with what it shows now."""
    facts = desk.local(place)
    found: list[Piece] = []
    for part in parsed(desk.text(place)):
        if isinstance(part, str):
            found.append(Piece(part))
            continue
        spans = _spans(part, facts)
        parts = tuple(Piece(span.text, _single(span, facts)) for span in spans) if len(spans) > 1 else ()
        found.append(Piece("".join(span.text for span in spans), part, parts))
    return tuple(found)


def _spans(slot: Slot, facts: Facts) -> tuple[Span, ...]:
    wording, _, _ = bound(slot_text(slot), "returned", facts, Source())
    return tuple(realise.sentence(wording, facts))


def _single(span: Span, facts: Facts) -> Slot | None:
    """The slot that shows one figure of a list just as it stands there."""
    if not span.is_figure:
        return None
    (slot,) = named((Slot(span.path),), facts)
    alone = isinstance(slot, Slot) and "".join(one.text for one in _spans(slot, facts)) == span.text
    return slot if alone and isinstance(slot, Slot) else None


def rebound(old: Sequence[Piece], new: str) -> str:
    """The new words with every slot kept whose words came back as they were."""
    mine = "".join(piece.shown for piece in old)
    same = [
        (a, b, size) for a, b, size in SequenceMatcher(None, mine, new, autojunk=False).get_matching_blocks() if size
    ]
    slots = list(_kept(old, 0, same, new))
    parts: list[str | Slot] = []
    at = 0
    for start, end, slot in sorted(slots, key=lambda found: found[:2]):
        if start >= at:
            parts += [new[at:start], slot]
            at = end
    parts.append(new[at:])
    return written(tuple(part for part in parts if part != ""))


def _kept(
    old: Sequence[Piece], position: int, same: Sequence[tuple[int, int, int]], new: str
) -> Iterator[tuple[int, int, Slot]]:
    """Where slots stand in the new words; of a list in which one number was changed, the others."""
    for piece in old:
        end = position + len(piece.shown)
        block = next((s for s in same if s[0] <= position and end <= s[0] + s[2]), None)
        if piece.slot is not None and block is not None:
            at = position - block[0] + block[1]
            if not _inside_number(new, at, at + len(piece.shown)):
                yield at, at + len(piece.shown), piece.slot
        elif piece.slot is not None:
            yield from _kept(piece.parts, position, same, new)
        position = end


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether a stretch is only a part of a longer number: 31 of 313 is no figure."""
    if not text[start:end]:
        return False
    before = start > 0 and text[start - 1] in "0123456789." and text[start].isdigit()
    behind = end < len(text) and text[end] in "0123456789." and text[end - 1].isdigit()
    return before or behind


def _cuts(mine: str, theirs: str, edges: Sequence[int]) -> list[int]:
    """Where the places of our paragraph end in theirs. What was put between two sentences goes with the one before."""
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    found: list[int] = []
    for edge in edges[:-1]:
        at = next((b + edge - a for a, b, size in blocks if a < edge <= a + size), -1)
        ahead = next((b for a, b, size in blocks if size and a >= edge), len(theirs))
        if at < 0 or (ahead > at and any(a == edge for a, _, size in blocks if size)):
            at = ahead
        found.append(max(at, found[-1] if found else 0))
    return [*found, len(theirs)]


def _theirs(document: ReadDocument, desk: Desk, printed: Mapping[str, set[str]]) -> list[str]:
    """The prose of the file, figures that nobody touched as they would be printed from the data now."""
    spans = (s for p in desk.document.paragraphs() for s in p.spans if s.is_figure)
    now: dict[str, str] = {}
    for span in spans:
        now.setdefault(span.path, span.text)
    found: list[str] = []
    for block, content in enumerate(document.contents):
        if not isinstance(content, ReadParagraph) or content.role not in _PROSE:
            continue
        text = content.text
        figures = sorted((f for f in document.figures if f.block == block and f.row < 0), key=lambda f: -f.start)
        for figure in figures:
            untouched = figure.text in printed.get(figure.path, set())
            if untouched and figure.path in now and text.startswith(figure.text, figure.start):
                text = text[: figure.start] + now[figure.path] + text[figure.start + len(figure.text) :]
        found.append(_plain(text))
    return found


def _printed(file: Path) -> dict[str, set[str]]:
    """What each figure's control said when the program wrote the file, from the map in the document's properties."""
    part = unpack(file).get("docProps/custom.xml")
    if part is None:
        return {}
    pieces_of: dict[int, str] = {}
    for item in ET.fromstring(part):  # noqa: S314 - `unpack` refuses a DOCTYPE
        base, _, number = item.get("name", "").rpartition(".")
        if base == FIGURE_MAP and number.isdecimal():
            pieces_of[int(number)] = "".join(item.itertext())
    try:
        rows = json.loads("".join(pieces_of[number] for number in sorted(pieces_of)) or "[]")
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(str(row[0]), set()).add(str(row[1]))
    except (ValueError, TypeError, IndexError, KeyError):
        return {}
    return found


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Paragraphs that say the same, in order: the pairs whose likeness adds up to most."""
    one = [repetition.read(text).tokens for text in ours]
    other = [repetition.read(text).tokens for text in theirs]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    likeness = [[repetition.rate(a, b) for b in other] for a in one]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            pair = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _moved(ours: Sequence[str], theirs: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left over on both sides and says the same: paragraphs that were put somewhere else."""
    mine = set(range(len(ours))) - {one for one, _ in pairs}
    others = set(range(len(theirs))) - {other for _, other in pairs}
    tokens = {text: repetition.read(text).tokens for text in (*(ours[i] for i in mine), *(theirs[j] for j in others))}
    alike = [(repetition.rate(tokens[ours[i]], tokens[theirs[j]]), i, j) for i in mine for j in others]
    found: list[tuple[int, int]] = []
    for likeness, i, j in sorted(alike, key=lambda one: (-one[0], *one[1:])):
        if likeness >= _MOVED and i in mine and j in others:
            found.append((i, j))
            mine.remove(i)
            others.remove(j)
    return found


def _is_frame(text: str, desk: Desk) -> bool:
    """Whether a paragraph is a heading, the title, the signature or the date: those come from the data."""
    if re.match(r"[一二三四五六]、|（[一二三四五六七八九]）", text) and len(text) <= 40:
        return True
    frame = {_plain(p.text) for p in desk.document.paragraphs() if p.role not in _PROSE}
    return text in frame or text in "".join(desk.document.title)


def _plain(text: str) -> str:
    return _MARKS.sub("", re.sub(r"\s", "", text).translate(numerals.printing.FULL_WIDTH))


def _change(old: str, new: str) -> str:
    """Both wordings, a long one from shortly before the first character that differs: else nobody sees what changed."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - 12) if max(len(old), len(new)) > 40 else 0
    lead = "…" if start else ""
    return f"{lead}{_short(old[start:])} → {lead}{_short(new[start:])}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
