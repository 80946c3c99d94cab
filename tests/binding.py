"""Small reports made of plain lines, and how their figures are told in one line each."""

import re
from collections.abc import Mapping
from decimal import Decimal

from draftgen import bind, facts, forms
from draftgen.core.figure import Facts
from draftgen.core.read import ReadDocument
from draftgen.core.report import Mention, Printed, PrintedTable, Prose, Report, ReportSection
from draftgen.numerals import write

_PARTS = {
    "主动公开": "publication",
    "依申请公开": "requests",
    "政府信息管理": "management",
    "平台建设": "platform",
    "监督保障": "supervision",
}
NO_TABLES: Mapping[str, int] = {}


def report_of(
    *lines: str, tables: Mapping[str, float] = NO_TABLES, year: int = 2023, agency: str = "青川县水务局"
) -> Report:
    """A report of these paragraphs: （一）主动公开 opens a part, 五、 and 六、 a section.

    ``tables``: values by path; the other cells of a table with a value are 0.
    """
    sections: list[ReportSection] = []
    section, part, found = "overview", "", list[Prose]()
    for block, line in enumerate(lines):
        heading = re.match(r"([五六])、", line)
        if heading:
            sections.append(ReportSection(section, "", "", 0, tuple(found)))
            section, part, found = {"五": "problems", "六": "other"}[heading[1]], "", []
            continue
        head = re.match(r"（[一二三四五]）([^。]{0,12}?)(?:情况|方面|。|$)", line)
        if head and section == "overview":
            part = next((name for key, name in _PARTS.items() if key in head[1]), part)
        alone = bool(head) and len(line) < 16
        found.append(Prose(line, block, part, heading=alone))
    sections.append(ReportSection(section, "", "", 0, tuple(found)))
    return Report("2023.txt", ReadDocument(()), agency, year, "2021", sections=tuple(sections), tables=_tables(tables))


def _tables(values: Mapping[str, float]) -> dict[str, PrintedTable]:
    made = {}
    for table in forms.form("2021").tables:
        paths = [cell.path for cell in table.cells()]
        given = {path: str(values.get(path, 0)) for path in paths if set(paths) & set(values)}
        made[table.id] = PrintedTable(
            table.id, {p: Printed(p, text, Decimal(text), 0, 0, 0) for p, text in given.items()}
        )
    return made


def known(report: Report) -> Facts:
    return facts.derive(bind.record(report))


def read(report: Report) -> tuple[Mention, ...]:
    return bind.mentions(report, known(report))


def told(mention: Mention) -> str:
    """313条 site.count; with | between candidates, ? for none or for 数据.其他, the scope in brackets."""
    paths = "|".join(c.path for c in mention.candidates if not c.path.startswith("misc.")) or "?"
    unit = mention.unit
    value = mention.text if mention.value is None else write(mention.value)
    return f"{value}{unit} {paths}{f' [{mention.scope}]' if mention.scope else ''}"


def figures(report: Report) -> list[str]:
    """Every count, percentage and multiple of a report as bound."""
    return [told(m) for m in read(report) if m.kind in ("count", "percent", "multiple") and m.scope != "标题"]
