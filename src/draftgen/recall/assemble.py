"""A document as read → the report it is."""

from collections.abc import Sequence

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.read import ReadDocument
from draftgen.core.report import Prose, Report, ReportSection
from draftgen.recall import front, items, sections, tables
from draftgen.recall.lines import Line


def read_report(document: ReadDocument, file: str) -> Report:
    """The report that ``document`` holds. What is not found is named in ``missing``; nothing is put in its place."""
    lines = [line for line in sections.all_lines(document.contents) if not front.is_chrome(line)]
    titles = list(sections.headings(lines))
    year = front.read_front(lines[: titles[0].at] if titles else lines, document.title).year
    found = tables.read_tables(document.contents, year)
    body = sections.read_sections(lines, titles, {name: table.blocks for name, table in found.tables.items()})
    ending = body.sections[-1] if body.sections else None
    last = body.lines.get(ending.id, ()) if ending else ()
    head = front.read_front(body.front, document.title)
    closing = front.read_closing(last, head.agency)
    parts = (*body.sections[:-1], _without(ending, last, closing.lines)) if ending else ()
    intro = "\n".join(line.text for line in head.intro)
    around = "\n".join(line.text for section in ("overview", "other") for line in body.lines.get(section, ()))
    period = front.read_period(intro)
    period = period if any(period) else front.read_period(around)
    contact = front.read_contact(intro, head.agency) or front.read_contact(_ending(body), head.agency)
    problems = next((section for section in parts if section.id == "problems"), None)
    listed = items.read_items(problems.paragraphs) if problems else ((), ())
    report = Report(
        file,
        document,
        agency=head.agency or front.fallback_agency(closing, intro),
        year=head.year or front.year_of(period, intro),
        form=_form(found),
        title=head.title,
        intro=tuple(Prose(line.text, line.block, start=line.start) for line in head.intro),
        period=period,
        contact=contact,
        sections=parts,
        tables=found.tables,
        problems=listed[0],
        measures=listed[1],
        signed_by=closing.signed_by,
        signed_on=closing.signed_on,
        findings=(*document.findings, *found.findings),
    )
    return _with_missing(report)


def _ending(body: sections.Body) -> str:
    """The last section, where some agencies say how to reach them; nothing if it names no address or telephone."""
    text = "\n".join(line.text for line in body.lines.get("other", ()))
    return text if "地址" in text or "联系电话" in text else ""


def _form(found: tables.Tables) -> str:
    forms = [found.tables[name].form for name in ("table2", "table3", "table4") if name in found.tables]
    return forms[0] if forms else ""


def _without(section: ReportSection, lines: Sequence[Line], count: int) -> ReportSection:
    """A section without its last ``count`` lines."""
    if not count:
        return section
    kept = lines[: len(lines) - count]
    return section._replace(paragraphs=tuple(sections.paragraphs(kept, section.id)))


def _with_missing(report: Report) -> Report:
    missing: list[str] = []
    missing += [] if report.agency else ["机关名称"]
    missing += [] if report.year else ["年度"]
    missing += [] if any(report.period) else ["统计期限"]
    names = [sections.NAMES[section] for section in sections.ORDER if report.section(section) is None]
    missing += [f"“{name}”部分" for name in names]
    missing += tables.missing_tables(dict(report.tables))
    missing += [] if report.signed_on else ["落款日期"]
    findings = list(report.findings)
    if report.tables or report.sections:
        for table_id, name in tables.NAMES.items():
            if table_id not in report.tables:
                findings.append(
                    Finding(
                        "table-unread",
                        Level.ASK,
                        Place(report.file),
                        f"没有读到{name}。",
                        "原文里可能没有这张表，或者是图片，或者表头不全；这张表的数都空着，请对照原文补填。",
                    )
                )
    else:
        findings.append(
            Finding(
                "no-report",
                Level.ERROR,
                Place(report.file),
                "这份文件不像政府信息公开工作年度报告：六个部分的标题和三张表都没有找到。",
                "请检查是不是选错了文件。",
            )
        )
    return report._replace(missing=tuple(missing), findings=tuple(findings))
