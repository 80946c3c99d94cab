"""The reports that came in, each reduced to what the office needs of it, and the units that sent them."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from draftgen import repetition
from draftgen.core.finding import Finding, Spot
from draftgen.core.report import Prose, Report

COMPARED = ("overview", "problems", "other")
_NO_REPORT = "no-report"
_SAME = 0.95
# The rules that point at what tells who somebody is.
_PRIVATE = frozenset(("personal-number", "contact-mobile", "private-mail", "applicant", "case-number"))


class Examined(NamedTuple):
    """One report that was read and checked; small, so that a thousand of them fit into memory.

    ``texts`` is the prose of the sections that are compared, with dots for what tells who somebody is: it is shown to
    others beside theirs. ``tables`` is a fingerprint of every printed cell.
    """

    file: str
    agency: str
    year: int | None
    findings: tuple[Finding, ...]
    holds: tuple[str, ...]
    texts: Mapping[str, str]
    tables: str


class Unread(NamedTuple):
    """A file that could not be checked. ``save_as``: it would help to save it as .docx; ``stray``: it is no such report."""

    file: str
    reason: str
    save_as: bool = False
    stray: bool = False


class Unit(NamedTuple):
    """One agency and what it sent. ``report`` is the one that counts, ``remarks`` what is odd about the sending.

    ``copies`` are files with the same content, ``others`` further reports with another content or of another year.
    """

    name: str
    report: Examined
    copies: tuple[str, ...] = ()
    others: tuple[Examined, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return self.report.year

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that the unit sent."""
        return (self.report.file, *self.copies, *(other.file for other in self.others))


class Received(NamedTuple):
    """All that came in: the units, what could not be read, and what is no such report. ``year`` is that of most."""

    units: tuple[Unit, ...]
    unread: tuple[Unread, ...] = ()
    year: int | None = None


def examined(file: str, report: Report, findings: Sequence[Finding], holds: Sequence[str] = ()) -> Examined:
    """What is kept of a report; the report itself may be forgotten."""
    named = tuple(_with_section(report, finding) for finding in findings)
    texts = _texts(report, _private(findings))
    return Examined(file, plain(report.agency), report.year, named, tuple(holds), texts, _fingerprint(report))


def _with_section(report: Report, finding: Finding) -> Finding:
    """A finding whose section is named as people name it, not by its id."""
    section = report.section(finding.place.section) if finding.place.section.isascii() else None
    return finding if section is None else finding._replace(place=finding.place._replace(section=section.title))


def _private(findings: Sequence[Finding]) -> dict[int, list[Spot]]:
    """By block, where the rules found what tells who somebody is."""
    spots: dict[int, list[Spot]] = {}
    for finding in findings:
        if finding.code in _PRIVATE:
            for place in (finding.place, *finding.more):
                spots.setdefault(place.spot.block, []).append(place.spot)
    return spots


def _covered(prose: Prose, spots: Sequence[Spot]) -> str:
    """The text with a dot for every character of a spot, behind a heading that runs on."""
    text = prose.text
    for spot in spots:
        start, end = max(0, spot.start - prose.start), max(0, spot.end - prose.start)
        text = text[:start] + "●" * len(text[start:end]) + text[end:]
    return text[prose.lead :]


def _texts(report: Report, private: Mapping[int, Sequence[Spot]]) -> dict[str, str]:
    """The prose of the sections that are compared, without headings, a paragraph a line."""
    return {
        section.id: repetition.joined(
            _covered(prose, private.get(prose.block, ())) for prose in section.paragraphs if not prose.heading
        )
        for section in report.sections
        if section.id in COMPARED
    }


def _fingerprint(report: Report) -> str:
    cells = sorted((path, plain(cell.text)) for table in report.tables.values() for path, cell in table.cells.items())
    return hashlib.sha256(repr(cells).encode()).hexdigest()[:16] if cells else ""


def is_report(one: Examined) -> bool:
    """Whether a file is such a report at all."""
    return not any(finding.code == _NO_REPORT for finding in one.findings)


def plain(name: str) -> str:
    """A name without the differences that nobody means: spaces, full width, two kinds of brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split()).replace("(", "（").replace(")", "）")


def received(reports: Iterable[Examined], unread: Iterable[Unread] = ()) -> Received:
    """The units by their names in the titles, not by the names of the files.

    Where a unit sent several, the one of the year that most reports have counts, a Word file before others; the same
    content in another format is a copy.
    """
    known, other = [], list(unread)
    for one in reports:
        if is_report(one):
            known.append(one)
        else:
            reason = "不像政府信息公开工作年度报告，没有计入。请检查是不是放错了文件。"
            other.append(Unread(one.file, reason, stray=True))
    years = Counter(one.year for one in known if one.year)
    year = max(years, key=lambda item: (years[item], item)) if years else None
    by_name: dict[str, list[Examined]] = {}
    for one in known:
        by_name.setdefault(one.agency or f"（没有认出单位：{one.file}）", []).append(one)
    return Received(tuple(_unit(name, some, year) for name, some in by_name.items()), tuple(other), year)


def _unit(name: str, reports: list[Examined], year: int | None) -> Unit:
    first, *rest = sorted(reports, key=lambda one: (one.year != year, not one.file.lower().endswith(".docx"), one.file))
    copies = tuple(one.file for one in rest if _same(first, one))
    others = tuple(one for one in rest if one.file not in copies)
    remarks = []
    if not first.agency:
        remarks.append("标题里没有认出单位名称")
    if first.year != year:
        remarks.append(f"年度是 {first.year}，多数单位是 {year}" if first.year else "没有认出年度")
    again = [one.file for one in others if one.year == first.year]
    if again:
        remarks.append(f"报了 {len(again) + 1} 份内容不同的年报，以“{first.file}”为准统计，另有“{'”“'.join(again)}”")
    remarks += [f"另有 {one.year} 年度的一份“{one.file}”，没有计入" for one in others if one.year != first.year]
    remarks += [f"“{file}”与“{first.file}”是同一份" for file in copies]
    return Unit(name, first, copies, others, tuple(remarks))


def _same(one: Examined, other: Examined) -> bool:
    if one.tables != other.tables or one.year != other.year:
        return False
    return alike(one, other) >= _SAME or one.texts == other.texts


def tokens(one: Examined, sections: Sequence[str] = COMPARED) -> repetition.Text:
    """The prose of a report, or of some of its sections, in tokens that count."""
    printed = [one.texts.get(section, "") for section in sections]
    blanked = (
        repetition.counted(text, nothing=section == "problems") for section, text in zip(sections, printed, strict=True)
    )
    return repetition.read(repetition.joined(blanked), repetition.joined(printed))


def alike(one: Examined, other: Examined, sections: Sequence[str] = COMPARED) -> float:
    """重复率 of two reports, or of some of their sections."""
    return repetition.rate(tokens(one, sections).tokens, tokens(other, sections).tokens)
