"""The whole outline realised: paragraphs, tables, and the figure behind every path."""

from collections.abc import Iterable, Mapping

from draftgen import forms, numerals
from draftgen.core.document import CONFIRM, Document, Paragraph, Section, Sentence, Span, SpanKind, TableBlock
from draftgen.core.figure import Facts, Figure
from draftgen.core.outline import Outline, PlannedParagraph, PlannedTable, Utterance
from draftgen.core.record import Record
from draftgen.realise import fill
from draftgen.realise.phrases import words
from draftgen.realise.tables import table_block


def document(outline: Outline, facts: Facts, record: Record) -> Document:
    """The finished text. Raises ProgramFault where a passage asks for what is not there."""
    writer = _Writer(facts)
    form = forms.form(record.form)
    printed = {c.path: numerals.write(facts.figures[c.path].value) for c in form.cells() if c.path in facts.figures}
    sections = tuple(
        Section(
            section.id,
            section.title,
            tuple(
                table_block(form.table(content.table), printed)
                if isinstance(content, PlannedTable)
                else writer.paragraph(content)
                for content in section.contents
            ),
        )
        for section in outline.sections
    )
    intro = tuple(writer.paragraph(p) for p in outline.intro)
    closing = tuple(writer.paragraph(p) for p in outline.closing)
    tables = [c for section in sections for c in section.contents if isinstance(c, TableBlock)]
    for path in (cell.path for table in tables for cell in table.cells if cell.path):
        if path in facts.figures:
            writer.figures[path] = facts.figures[path]
    return Document(outline.title, record.year, record.agency.name, intro, sections, closing, writer.figures)


class _Writer:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = _by_path(facts)
        self.figures: dict[str, Figure] = {}

    def paragraph(self, planned: PlannedParagraph) -> Paragraph:
        return Paragraph(planned.place, planned.role, tuple(self._sentence(u) for u in planned.utterances))

    def _sentence(self, utterance: Utterance) -> Sentence:
        facts = self._facts.overlaid(utterance.local)
        spans: list[Span] = [Span(utterance.before)] if utterance.before else []
        if utterance.text is not None:
            spans += words(utterance.text, ())
        spans += fill.sentence(utterance.wording, facts)
        if utterance.after:
            spans.append(Span(utterance.after))
        if not utterance.confirmed:
            spans.append(Span(CONFIRM, SpanKind.MARK))
        bound = tuple(_bind(spans))
        self._remember(bound, _by_path(utterance.local))
        claims = tuple(dict.fromkeys((*utterance.claims, *_rests_on(utterance, facts))))
        return Sentence(
            utterance.place,
            utterance.passage,
            utterance.theme,
            bound,
            claims,
            utterance.facts,
            utterance.confirmed,
            utterance.lacks,
        )

    def _remember(self, spans: Iterable[Span], local: Mapping[str, Figure]) -> None:
        for path in (span.path for span in spans if span.path):
            figure = local.get(path) or self._known.get(path)
            if figure is not None:
                self.figures[path] = figure


def _by_path(facts: Facts) -> dict[str, Figure]:
    """The figures by their own paths, which for those of a list are not the names that a wording calls them by."""
    known = {figure.path: figure for figure in facts.figures.values()}
    return known | {figure.path: figure for parts in facts.parts.values() for figure in parts.figures}


def _rests_on(utterance: Utterance, facts: Facts) -> Iterable[str]:
    """The ticks behind the texts that a sentence prints: a list made of ticks rests on each of them."""
    for part in utterance.wording:
        if isinstance(part, str):
            continue
        text = facts.texts.get(part.path)
        if text is not None:
            yield from text.rests_on
        ticks = [tick for tick in facts.ticks if part.path.startswith(f"{tick}.")]
        yield from ticks


def _bind(spans: list[Span]) -> Iterable[Span]:
    """Splits plain text at its digits: fixed expressions are FIXED, anything else has no source and is UNBOUND.

    Numerals in Chinese characters are wording (六个部分); the lint of the bank keeps counts out of it.
    """
    for span in spans:
        if span.kind is not SpanKind.TEXT or not any(char.isdigit() for char in span.text):
            yield span
            continue
        start = 0
        for numeral in numerals.scan(span.text):
            if not any(char.isdigit() for char in numeral.text):
                continue
            if numeral.start > start:
                yield Span(span.text[start : numeral.start])
            yield Span(numeral.text, SpanKind.UNBOUND if numeral.kind in numerals.DATED else SpanKind.FIXED)
            start = numeral.end
        if start < len(span.text):
            yield Span(span.text[start:])
