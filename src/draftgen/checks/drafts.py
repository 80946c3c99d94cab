"""Our own draft as the rules see it, while it is being written (promise 4).

What the program makes holds by construction: the form's tree gives the tables, every figure has a path. So only the rules
of the word list ``own_draft`` run, and those of ``own_figures`` only where the clerk's own words hold a figure. `check` on
the finished file runs all of them.
"""

import re
from collections.abc import Mapping, Sequence

from draftgen.checks.engine import run
from draftgen.checks.names import SECTIONS
from draftgen.checks.settings import Settings, shipped, words
from draftgen.checks.subject import Context
from draftgen.core.document import Document, Paragraph, Role, SpanKind
from draftgen.core.finding import Finding, Place
from draftgen.core.passage import WordLists
from draftgen.core.read import ReadDocument
from draftgen.core.record import Record, Source
from draftgen.core.report import Item, Printed, PrintedTable, Prose, Report, ReportSection, Stretch
from draftgen.numerals import FIGURES, scan


def of_draft(document: Document, record: Record, lists: WordLists, *, others: bool = False) -> tuple[Finding, ...]:
    """What the rules find in a draft. ``lists`` are the word lists of the bank.

    ``others``: words of last year's report or of a review may stand in any paragraph. Their figures come from the data,
    but 无废止文件 has none: every paragraph is read.
    """
    report, bound, made, free = _as_report(document, record)
    context = Context(
        record=record, words=lists, bound=frozenset() if others else bound, former=record.agency.former_names
    )
    typed = record.own_words()
    found = run(report, (), context, _own_settings(figures=free)).findings
    return tuple(finding._replace(place=_typed(finding.place, made, typed, record)) for finding in found)


def _typed(place: Place, made: Sequence[Paragraph], typed: Mapping[str, Source], record: Record) -> Place:
    """The same place in the data file, where the words are a sentence of the clerk's own."""
    spot = place.spot
    if place.line or not 0 <= spot.block < len(made):
        return place
    end = 0
    for span in made[spot.block].spans:
        start, end = end, end + len(span.text)
        source = typed.get(span.path) if span.kind is SpanKind.OWN else None
        if source is not None and start < spot.end and spot.start < end and source.line:
            excerpt = record.as_typed(span.path, place.excerpt)
            return place._replace(
                file=source.file, line=source.line, column=source.column, excerpt=excerpt, cell=source.cell
            )
    return place


def _own_settings(*, figures: bool) -> Settings:
    chosen = shipped()
    own = {*words("own_draft"), *(words("own_figures") if figures else ())}
    return chosen._replace(weights={code: weight for code, weight in chosen.weights.items() if code in own})


def _as_report(document: Document, record: Record) -> tuple[Report, frozenset[int], tuple[Paragraph, ...], bool]:
    """The draft as a report, the numbers of the paragraphs whose figures all have a path, all paragraphs by their
    number, and whether the figures of any have no path.
    """
    made: list[Paragraph] = []

    def prose(paragraph: Paragraph, part: str = "") -> Prose:
        made.append(paragraph)
        return Prose(paragraph.text, len(made) - 1, part, heading=paragraph.role in (Role.HEADING, Role.SUBHEADING))

    intro = tuple(prose(paragraph) for paragraph in document.intro)
    sections = tuple(
        ReportSection(
            section.id,
            section.title[:2],
            section.title[2:],
            -1,
            tuple(prose(c, _part(c)) for c in section.contents if isinstance(c, Paragraph)),
        )
        for section in document.sections
        if section.id in SECTIONS
    )
    closing = {paragraph.role: paragraph.text for paragraph in document.closing}
    report = Report(
        record.file,
        ReadDocument(()),
        document.agency,
        document.year,
        record.form,
        document.title,
        intro,
        sections=sections,
        tables=_tables(record),
        problems=_items(made, "problems"),
        measures=_items(made, "measures"),
        signed_by=closing.get(Role.SIGNATURE, ""),
        signed_on=closing.get(Role.DATE, ""),
    )
    bound = frozenset(number for number, paragraph in enumerate(made) if not _own_figures(paragraph))
    return report, bound, tuple(made), len(bound) < len(made)


def _part(paragraph: Paragraph) -> str:
    head, _, rest = paragraph.place.partition(".")
    return rest.split(".")[0] if head == "overview" else head if head in ("problems", "measures") else ""


# A date, a number of a document or a house says nothing that the data could contradict.


def _own_figures(paragraph: Paragraph) -> bool:
    """Whether the clerk's own words hold a figure: only they may disagree with the data."""
    own = (span.text for span in paragraph.spans if span.kind is SpanKind.OWN and any(map(str.isdigit, span.text)))
    return any(numeral.kind in FIGURES for text in own for numeral in scan(text))


def _items(paragraphs: list[Paragraph], kind: str) -> tuple[Item, ...]:
    found = []
    for block, paragraph in enumerate(paragraphs):
        for sentence in paragraph.sentences:
            match = re.fullmatch(rf"{kind}\.\d+", sentence.place)
            if match and paragraph.role is Role.BODY:
                counter = re.match(r"[一二三四五六七八九十]+是", sentence.text)
                found.append(Item(counter.group() if counter else "", sentence.text, Stretch(block, 0, 0)))
    return tuple(found)


def _tables(record: Record) -> dict[str, PrintedTable]:
    """The cells that the record holds, all in one table: the rules look them up by path."""
    cells = {path: Printed(path, "", given.value, -1, -1, -1) for path, given in record.values.figures.items()}
    return {"table3": PrintedTable("table3", cells, form=record.form)}
