"""What the rules look at: one report, with what every rule would otherwise work out again."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from draftgen import forms, numerals
from draftgen.checks.names import CellName, cell_names, part_name
from draftgen.checks.patterns import Pattern
from draftgen.core.finding import Place, Spot
from draftgen.core.form import Form
from draftgen.core.nothing import NOTHING
from draftgen.core.passage import WordLists
from draftgen.core.read import ReadParagraph
from draftgen.core.record import Record
from draftgen.core.report import Mention, Printed, Prose, Report, ReportSection
from draftgen.numerals import Numeral

T = TypeVar("T")


class Context(NamedTuple):
    """What is known beside the report itself.

    ``last`` is last year's report of the same agency; ``record`` the data file a draft was made from; ``kind`` 部门, 政府
    or 镇街 where the caller knows it; ``others`` further reports of the same run; ``words`` the word lists of the bank;
    ``bound`` the blocks of a draft of our own whose figures all come from the data; ``former`` the agency's former names.
    """

    last: Report | None = None
    last_mentions: tuple[Mention, ...] = ()
    record: Record | None = None
    kind: str = ""
    others: tuple[Report, ...] = ()
    words: WordLists = WordLists()
    bound: frozenset[int] = frozenset()
    former: tuple[str, ...] = ()


class Line(NamedTuple):
    """A paragraph of prose and where it stands. ``section`` is an id of the form, or ``intro``.

    ``offset`` is where it begins in its block; ``lead`` the length of a heading that runs on into the text.
    """

    text: str
    block: int
    section: str
    part: str = ""
    heading: bool = False
    offset: int = 0
    lead: int = 0

    @property
    def name(self) -> str:
        """Where it stands, in Chinese."""
        return part_name(self.section, self.part)


class Sentence(NamedTuple):
    """``line.text[start:end]``, up to and with its closing sign."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


class Subject:
    """A report, its mentions and its context, as the rules see them."""

    def __init__(
        self,
        report: Report,
        mentions: tuple[Mention, ...] = (),
        context: Context | None = None,
        limits: Mapping[str, Decimal] = NOTHING,
    ) -> None:
        self.report = report
        self.mentions = mentions
        given = context or Context()
        self.unfit_last = _unfit(report, given.last, given.former)
        self.context = given._replace(last=None, last_mentions=()) if self.unfit_last else given
        self._limits = limits
        self._numerals: dict[Line, tuple[Numeral, ...]] = {}
        self._made: dict[str, Any] = {}

    @property
    def year(self) -> int:
        """The report's year; 0 where it could not be told."""
        return self.report.year or 0

    @cached_property
    def form(self) -> Form:
        """The form its tables follow; where that is not known, the one in force for its year."""
        return forms.form(self.report.form or forms.form_for(self.year or 2021))

    @cached_property
    def names(self) -> Mapping[str, CellName]:
        return cell_names(self.form.id)

    @cached_property
    def kind(self) -> str:
        """部门, 政府 or 镇街; "" if the name does not tell."""
        if self.context.kind:
            return self.context.kind
        if self.context.record is not None:
            return self.context.record.agency.kind
        return agency_kind(self.report.agency)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every paragraph of prose, headings included, in reading order."""
        found = [_line(prose, "intro") for prose in self.report.intro]
        for section in self.report.sections:
            found += [_line(prose, section.id) for prose in section.paragraphs]
        return tuple(found)

    @cached_property
    def open_lines(self) -> tuple[Line, ...]:
        """The prose without those paragraphs of a draft of our own in which nobody else's words hold a figure."""
        return tuple(line for line in self.lines if line.block not in self.context.bound)

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """The prose, and the paragraphs above and below it: title, signature, what is no part of a section."""
        known = {line.block for line in self.lines}
        contents = enumerate(self.report.document.contents)
        others = (
            Line(content.text, number, "")
            for number, content in contents
            if number not in known and isinstance(content, ReadParagraph)
        )
        return (*self.lines, *others)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the prose that is no heading."""
        return tuple(sentence for line in self.lines if not line.heading for sentence in _sentences(line))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out at the first call under this name."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    def numerals(self, line: Line) -> tuple[Numeral, ...]:
        """The numerals of a paragraph."""
        found = self._numerals.get(line)
        if found is None:
            found = self._numerals[line] = tuple(numerals.scan(line.text))
        return found

    @cached_property
    def text(self) -> str:
        """The whole prose, one paragraph a line: to look up whether a word occurs at all."""
        return "\n".join(line.text for line in self.lines)

    def section(self, section: str) -> ReportSection | None:
        return self.report.section(section)

    def in_section(self, section: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.section == section)

    def limit(self, name: str) -> Decimal:
        """A threshold of the settings."""
        return self._limits[name]

    def cell(self, path: str) -> Printed | None:
        return self.report.cell(path)

    def value(self, path: str) -> Decimal | None:
        """The number printed at ``path``; None for a blank or an unreadable cell."""
        cell = self.report.cell(path)
        return None if cell is None else cell.value

    def at(self, path: str) -> Place:
        """The place of a cell."""
        name, cell = self.names.get(path), self.report.cell(path)
        table, row, column = (name.table, name.row, name.column) if name else ("", "", "")
        if cell is None:
            return Place(section=table, spot=Spot(table, row, column))
        spot = Spot(table, row, column, cell.block, grid_row=cell.row, grid_column=cell.column)
        return Place(section=table, excerpt=cell.text, spot=spot)

    def words(self, line: Line, start: int, end: int) -> Place:
        """The place of some words of a paragraph."""
        spot = Spot(block=line.block, start=line.offset + start, end=line.offset + end)
        return Place(section=line.name, excerpt=line.text[start:end], spot=spot)

    def hidden(self, line: Line, start: int, end: int) -> Place:
        """The place of a number that is nobody's business: found in the report, but not passed on in full."""
        place = self.words(line, start, end)
        return place._replace(excerpt=hide(place.excerpt))

    def whole(self, line: Line) -> Place:
        """The place of a whole paragraph."""
        excerpt = line.text if len(line.text) <= _EXCERPT else f"{line.text[: _EXCERPT - 1]}…"
        return self.words(line, 0, len(line.text))._replace(excerpt=excerpt)

    def heading(self, section: ReportSection) -> Place:
        """The place of a section's title."""
        printed = f"{section.ordinal}{section.title}"
        return Place(section=section.title, excerpt=printed, spot=Spot(block=section.block))


_EXCERPT = 60


def _line(prose: Prose, section: str) -> Line:
    """A heading that is a whole sentence is a statement for the rules: （一）未收取信息处理费。"""
    heading = prose.heading and not prose.text.rstrip().endswith(("。", "；"))
    return Line(prose.text, prose.block, section, prose.part, heading, prose.start, prose.lead)


def hide(number: str) -> str:
    """A number that is nobody's business, as it may be shown."""
    return f"{number[:3]}……{number[-2:]}"


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text."""
    yield from (sentence.text for sentence in _sentences(Line(text, -1, "")))


_ENDS = Pattern(r"[。！？\n]+[”’）)]*")


def _sentences(line: Line) -> Iterator[Sentence]:
    start = 0
    for match in _ENDS.finditer(line.text):
        yield Sentence(line, start, match.end())
        start = match.end()
    if line.text[start:].strip():
        yield Sentence(line, start, len(line.text))


def agency_kind(name: str) -> str:
    """The kind of an agency from its name; "" if the name does not tell."""
    if name.endswith(("镇", "乡", "街道", "镇人民政府", "乡人民政府", "街道办事处", "民族乡", "民族乡人民政府")):
        return "镇街"
    if name.endswith("人民政府"):
        return "政府"
    return "部门" if name.endswith(_BUREAUS) else ""


_BUREAUS = ("局", "委", "委员会", "厅", "办公室", "中心", "大队", "支队", "管理处", "院", "署", "部", "社", "管委会")


def _unfit(report: Report, last: Report | None, former: tuple[str, ...]) -> str:
    """Why what was given as last year's report is none of this agency's last year; "" if it may be."""
    if last is None:
        return ""
    if report.year and last.year and last.year != report.year - 1:
        return f"是{last.year}年度的，不是上年（{report.year - 1}年度）的"
    own, theirs = ("".join(name.split()) for name in (report.agency, last.agency))
    if own and theirs and own not in theirs and theirs not in own and not any(name in theirs for name in former):
        return f"是{theirs}的，本报告是{own}的"
    return ""
