"""Reports for the rules, built from a few lines that say how they differ from a report with nothing wrong in it.

The manual of each rule gives its examples in these lines, a name and after ：a value:

    标题 引言 一 一（二） 五 六 落款 日期      the text of that part; / starts a new paragraph
    表三 新收·自然人：5                        a cell; 表三 名称 A：B prints label A as B; 表三 合并的其他处理：0
    去掉：五        去掉行：表三 重复申请       leave out a section, a part, a table, a row
    与下一行颠倒：表三 重复申请    表位颠倒：二、三   rows or tables in the wrong order
    章名 五：…      章号 六：七                 another title or ordinal; 另有一章：七、…; 次序：一、三、二
    机关 年度 表式 类别 文件 曾用名             what is known beside the text
    上年 …                                      the same of last year's report, which is there only if named
    另一版本 …  另一份：海州市教育局             another file of the same report; the same words by another agency

The report is that of an invented bureau in 2025; every cell is 0.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from draftgen import bind, checks, facts, forms
from draftgen.checks.names import ORDINALS, PARTS, SECTIONS, TITLES, CellName, cell_names
from draftgen.checks.subject import Context
from draftgen.core.document import GridCell, Role
from draftgen.core.read import ReadContent, ReadDocument, ReadParagraph, ReadTable
from draftgen.core.report import (
    Item,
    Mention,
    Printed,
    PrintedLabel,
    PrintedTable,
    Prose,
    Report,
    ReportSection,
    Stretch,
)

AGENCY = "澜江县水务局"
TABLES = {"二": "table2", "三": "table3", "四": "table4"}
_PART_NAMES = {f"一（{ordinal}）": part for ordinal, part in zip("一二三四五", PARTS, strict=True)}


def _texts(year: int) -> dict[str, str]:
    """The prose of the report with nothing wrong in it."""
    return {
        "标题": f"{AGENCY}/{year}年政府信息公开工作年度报告",
        "引言": (
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国"
            "政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制本报告。"
            f"数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
            "对本报告有疑问的，请与澜江县水务局办公室联系（地址：澜江县河滨路6号；电话：0631-8450000）。"
        ),
        "一": f"{year}年，我局按照《条例》要求，把供水、河湖管理等信息作为公开重点。",
        "一（一）": "全年在县政府门户网站公开信息46条，其中工作动态29条、水质公告17条。",
        "一（二）": "本年度未收到政府信息公开申请，无上年结转，未发生因政府信息公开引起的行政复议、行政诉讼。",
        "一（三）": "未制发、未废止行政规范性文件。信息发布前由分管负责人审签，并进行保密审查。",
        "一（四）": "依托县政府门户网站发布信息，设查阅点1处。",
        "一（五）": "办公室承担公开工作，参加县级业务培训1次，未发生责任追究情形。",
        "五": (
            "（一）主要问题。一是更新不够及时，站所提供材料较晚。二是政策解读形式单一，只有文字。"
            f"/（二）改进情况。{year + 1}年，一是明确站所信息联络人，办结后及时更新。二是丰富政策解读形式，增加图解。"
        ),
        "六": "本年度未收取信息处理费，无其他需要报告的事项。",
        "落款": AGENCY,
        "日期": f"{year + 1}年1月20日",
    }


class Built(NamedTuple):
    """A report, the figures of its prose and its context: what ``checks.run`` takes."""

    report: Report
    mentions: tuple[Mention, ...]
    context: Context


def build(lines: str = "", *, year: int = 2025) -> Built:
    """The report that ``lines`` describe."""
    said = [_parted(line) for line in lines.strip().splitlines() if line.strip()]
    last = [(key.removeprefix("上年").strip(), value) for key, value in said if key.startswith("上年")]
    version = [(key.removeprefix("另一版本").strip(), value) for key, value in said if key.startswith("另一版本")]
    now = [(key, value) for key, value in said if not key.startswith(("上年", "另一版本", "另一份"))]
    known = dict(now)
    others = [_Writer(year, version).report()._replace(file="网页.html")] if version else []
    others += [
        _Writer(year, [("标题", f"{value}/{year}年政府信息公开工作年度报告")]).report()
        for key, value in said
        if key == "另一份"
    ]
    report = _Writer(int(known.get("年度", year)), now).report()
    before = _Writer(int(known.get("年度", year)) - 1, last).report() if last else None
    context = Context(
        last=before,
        last_mentions=mentions(before) if before else (),
        kind=known.get("类别", ""),
        others=tuple(others),
        former=tuple(filter(None, known.get("曾用名", "").split("、"))),
    )
    return Built(report, mentions(report) if before else (), context)


def mentions(report: Report) -> tuple[Mention, ...]:
    """The figures of the prose, bound as far as they can be."""
    return bind.mentions(report, facts.derive(bind.record(report)))


def codes(lines: str = "") -> list[str]:
    """The codes of everything that is found in the report that ``lines`` describe."""
    built = build(lines)
    return [finding.code for finding in checks.run(built.report, built.mentions, built.context).findings]


def found(lines: str, code: str) -> list[str]:
    """The messages of one code."""
    built = build(lines)
    outcome = checks.run(built.report, built.mentions, built.context)
    return [finding.message for finding in outcome.findings if finding.code == code]


_REPEATED = re.compile(r"(.*)（重复(\d+)遍）$", re.DOTALL)


def _parted(line: str) -> tuple[str, str]:
    key, _, value = line.strip().partition("：")
    match = _REPEATED.match(value)
    return key.strip(), match.group(1) * int(match.group(2)) if match else value.strip()


class _Writer:
    """Lays a report out as a reader would find it."""

    def __init__(self, year: int, said: list[tuple[str, str]]) -> None:
        self.year = year
        self.texts = _texts(year)
        self.known: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.labels: dict[tuple[str, str], str] = {}
        self.dropped: set[str] = set()
        self.rows: set[str] = set()
        self.extra: list[str] = []
        self.contents: list[ReadContent] = []
        for key, value in said:
            if key == "去掉":
                self.dropped.add(value)
            elif key == "去掉行":
                self.rows.add(value)
            elif key == "另有一章":
                self.extra.append(value)
            elif key in self.texts:
                self.texts[key] = value
            elif match := re.match(r"表[二三四] 名称 (.+)", key):
                self.labels[key[:2], match.group(1)] = value
            elif key.startswith("表") and " " in key:
                self.cells[key] = value
            else:
                self.known[key] = value

    def report(self) -> Report:
        title = tuple(self.texts["标题"].split("/"))
        for line in title:
            self._paragraph(line, Role.TITLE)
        intro = tuple(Prose(text, self._paragraph(text)) for text in self.texts["引言"].split("/") if text)
        order = self.known.get("次序", "、".join(ORDINALS)).split("、")
        sections, tables = [], {}
        for ordinal in order:
            if ordinal not in self.dropped:
                section, table = self._section(ordinal)
                sections.append(section)
                if table:
                    tables[table.id] = table
        for line in self.extra:
            ordinal, _, name = line.partition("、")
            block = self._paragraph(line, Role.HEADING)
            sections.append(
                ReportSection("", f"{ordinal}、", name, block, (Prose("其他。", self._paragraph("其他。")),))
            )
        problems, measures = self._items(next((s for s in sections if s.id == "problems"), None))
        for key in ("落款", "日期"):
            if self.texts[key]:
                self._paragraph(self.texts[key])
        days = re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", self.texts["引言"])
        return Report(
            file=self.known.get("文件", f"{title[0]}{title[-1]}.docx"),
            document=ReadDocument(tuple(self.contents)),
            agency=self.known.get("机关", title[0]),
            year=self.year,
            form=self.form,
            title=title,
            intro=intro,
            period=(days[0], days[1]) if len(days) > 1 else ("", ""),
            contact={"电话": "0631-8450000"},
            sections=tuple(sections),
            tables=tables,
            problems=problems,
            measures=measures,
            signed_by=self.texts["落款"],
            signed_on=self.texts["日期"],
        )

    @property
    def form(self) -> str:
        return self.known.get("表式", "2021")

    def _paragraph(self, text: str, role: Role = Role.BODY) -> int:
        role = Role.BODY if self.known.get("标题样式") == "无" else role
        self.contents.append(ReadParagraph(text, "", role))
        return len(self.contents) - 1

    def _section(self, ordinal: str) -> tuple[ReportSection, PrintedTable | None]:
        section = SECTIONS[ORDINALS.index(ordinal)]
        title = self.known.get(f"章名 {ordinal}", TITLES[section])
        number = self.known.get(f"章号 {ordinal}", ordinal)
        block = self._paragraph(f"{number}、{title}", Role.HEADING)
        prose: list[Prose] = []
        if section == "overview":
            prose = self._overview()
        elif ordinal in self.texts:
            prose = [Prose(text, self._paragraph(text)) for text in self.texts[ordinal].split("/") if text]
        found = ReportSection(section, f"{number}、", title, block, tuple(prose))
        has_table = ordinal in TABLES and f"表{ordinal}" not in self.dropped
        if has_table and "表位颠倒" in self.known:
            ordinal = {"二": "三", "三": "二"}.get(ordinal, ordinal)
        return found, self._table(f"表{ordinal}", TABLES[ordinal]) if has_table else None

    def _overview(self) -> list[Prose]:
        prose = [Prose(self.texts["一"], self._paragraph(self.texts["一"]))] if self.texts["一"] else []
        order = self.known.get("一次序", "一、二、三、四、五").split("、")
        for ordinal in order:
            key = f"一（{ordinal}）"
            if key in self.dropped:
                continue
            part = _PART_NAMES[key]
            head = self.known.get(f"小标题 {key}", PARTS[part])
            prose.append(Prose(head, self._paragraph(head, Role.SUBHEADING), part, heading=True))
            prose += [Prose(text, self._paragraph(text), part) for text in self.texts[key].split("/") if text]
        return prose

    def _items(self, section: ReportSection | None) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        problems: list[Item] = []
        measures: list[Item] = []
        target = problems
        for prose in section.paragraphs if section else ():
            for match in re.finditer(r"[^。]+。", prose.text):
                text = match.group()
                if re.search(r"下一步|针对|\d{4}年，|改进|措施", text):
                    target = measures
                if item := re.search(r"([一二三四五六七八九]是)(.+)", text):
                    start = match.start() + item.start()
                    target.append(Item(item.group(1), item.group(2), Stretch(prose.block, start, match.end())))
        return tuple(problems), tuple(measures)

    def _table(self, key: str, table_id: str) -> PrintedTable:
        form, names = forms.form(self.form), cell_names(self.form)
        table, block = form.table(table_id), len(self.contents)
        paths = {_name(name): path for path, name in names.items() if name.table == key}
        given = {self._path(paths, cell): value for cell, value in self.cells.items() if cell.startswith(key)}
        rows = list(dict.fromkeys(names[cell.path].row for cell in table.cells()))
        columns = list(dict.fromkeys(names[cell.path].column for cell in table.cells()))
        swapped = self.known.get("与下一行颠倒", "").removeprefix(f"{key} ")
        if swapped and swapped in rows:
            at = rows.index(swapped)
            rows[at], rows[at + 1] = rows[at + 1], rows[at]
        cells, grid, missing = {}, [], []
        merged = {}
        for cell in table.cells():
            name = names[cell.path]
            dropped = f"{key} {name.row}" in self.rows
            if dropped and cell.row.id not in missing:
                missing.append(cell.row.id)
            other = f"{key} 合并的其他处理" in self.cells and cell.row.id.startswith("other_")
            if dropped or other:
                continue
            row, column = rows.index(name.row), columns.index(name.column)
            cells[cell.path] = _printed(cell.path, given.get(cell.path, "0"), block, row, column)
            grid.append(GridCell(row, column, 1, 1, cells[cell.path].text, path=cell.path))
        if f"{key} 合并的其他处理" in self.cells:
            value = self.cells[f"{key} 合并的其他处理"]
            ids = {column.id for column in table.blocks[0].leaf_columns()}
            merged = {"other": {i: _printed(f"requests.other.{i}", value, block, 0, 0) for i in ids}}
        labels = [
            PrintedLabel(printed, official, block, 0, 0) for (of, official), printed in self.labels.items() if of == key
        ]
        self.contents.append(ReadTable(len(columns), len(rows), tuple(grid)))
        return PrintedTable(table_id, cells, tuple(labels), tuple(missing), (block,), merged, self.form)

    @staticmethod
    def _path(paths: dict[str, str], cell: str) -> str:
        name = cell.split(" ", 1)[1]
        if name == "合并的其他处理":
            return ""
        hits = [path for known, path in paths.items() if known == name or known.startswith(f"{name}·处理决定")]
        hits = hits or [path for known, path in paths.items() if known == f"{name}·收费金额"]
        assert len(hits) == 1, f"{cell}: {hits or sorted(paths)}"
        return hits[0]


def _name(name: CellName) -> str:
    return f"{name.row}·{name.column}" if name.row else name.column


_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")


def _printed(path: str, text: str, block: int, row: int, column: int) -> Printed:
    match = _NUMBER.match(text.strip())
    if not match:
        return Printed(path, text, None, block, row, column)
    note = text.strip()[match.end() :]
    return Printed(path, text, Decimal(match.group().replace(",", "")), block, row, column, note)
