"""Numbers that nobody can tell for certain, but that say what a changed figure said before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from draftgen import numerals
from draftgen.core.figure import Figure
from draftgen.core.finding import Finding, Level
from draftgen.update.known import Known, printed, says, value_of
from draftgen.update.result import Edit, Edited, Last, open_place
from draftgen.update.said import By, Occurrence

_COUNTED = (numerals.NumeralKind.COUNT, numerals.NumeralKind.PERCENT)


def strays(edited: Edited, last: Last, new: Known, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """Numbers without a known source, with the value and measure word that a figure had before it changed.

    An error where a place of that figure is lost, so that it may well be meant; a question elsewhere. What stood in the
    last version word for word is wording and no figure.
    """
    stale = _stale(edited, last, new, edits)
    if not stale:
        return ()
    wordings = {said.text.strip() for said in last.sentences}
    found = Counter(figure.path for said in edited.sentences for figure in said.figures)
    lost = Counter(last.paths) - found
    return tuple(_strays(edited, stale, wordings, lost))


def _strays(
    edited: Edited, stale: Mapping[tuple[Decimal, str], list[Figure]], wordings: set[str], lost: Mapping[str, int]
) -> Iterator[Finding]:
    for said in edited.sentences:
        if said.text.strip() in wordings:
            continue
        text = edited.text(said.block)
        taken = [(figure.start, figure.end) for figure in said.figures]
        for numeral in numerals.scan(text):
            if not said.start <= numeral.start < said.end or numeral.kind not in _COUNTED or numeral.value is None:
                continue
            if any(start < numeral.end and numeral.start < end for start, end in taken):
                continue
            unit = "%" if numeral.kind is numerals.NumeralKind.PERCENT else numeral.unit
            meant = stale.get((numeral.value, unit), [])
            if not meant:
                continue
            missing = [figure for figure in meant if lost.get(figure.path)]
            figure = (missing or meant)[0]
            where = Occurrence(figure.path, numeral.text, said.block, numeral.start, by=By.BINDING)
            shown = printed(figure) + ("" if unit == "%" else unit)
            yield open_place(
                "figure-unplaced" if missing else "figure-own",
                edited,
                where,
                f"这里的“{numeral.text}{'' if unit == '%' else unit}”可能是“{figure.label}”，那个数已经变成{shown}",
                "认不准，没有改动。如果是同一个数，请在这里改。",
                Level.ERROR if missing else Level.ASK,
            )


def _stale(edited: Edited, last: Last, new: Known, edits: Sequence[Edit]) -> dict[tuple[Decimal, str], list[Figure]]:
    """For each value and measure word that is out of date the figures that had it."""
    old: dict[str, set[str]] = {edit.place.path: {edit.place.old} for edit in edits}
    for path in dict.fromkeys(last.paths):
        old.setdefault(path, set()).update(last.texts.get(path, ()))
    units = _units(edited)
    found: dict[tuple[Decimal, str], list[Figure]] = {}
    for path, texts in old.items():
        figure = new.figures.get(path)
        for text in sorted(texts):
            value = value_of(text)
            if figure is None or value is None or says(text, figure):
                continue
            for unit in ("%",) if figure.unit == "%" else sorted({figure.unit, *units.get(path, ())} - {""}):
                found.setdefault((value, unit), []).append(figure)
    return found


def _units(edited: Edited) -> dict[str, set[str]]:
    """The measure words that stand behind the figures of each path."""
    found: dict[str, set[str]] = {}
    for said in edited.sentences:
        ends = {figure.start: figure.path for figure in said.figures}
        for numeral in numerals.scan(edited.text(said.block)) if ends else ():
            if numeral.start in ends and numeral.unit:
                found.setdefault(ends[numeral.start], set()).add(numeral.unit)
    return found
