"""`draftgen init 2021.yaml --from 2020年报.docx`: a data file, or workbook, filled as far as last year's report goes.

Agency, contact and site, last year's values, the names of its classes; this year's numbers are blank, in the order of
last year's text. What it says was done stands as ticks that are not yet ticked (promise 2: a claim is this year's only
when the clerk says so).
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from draftgen import forms, numerals, phrasebank, reading, recall, store
from draftgen.core.catalogue import Field, Kind
from draftgen.core.finding import RefusedOutput
from draftgen.core.form import Header, Table
from draftgen.core.passage import Domain
from draftgen.core.record import Values
from draftgen.core.report import Report
from draftgen.core.workbook import LastSaid, field_lines
from draftgen.load.agency import KINDS, SCOPES
from draftgen.phrasebank.bank import folders
from draftgen.workbench import last_said
from draftgen.workbench.books import BOOK, YAML, starting
from draftgen.workbench.lines import line, off_lines
from draftgen.workbench.shown import SHOWN
from draftgen.workbench.starter import starter_parts, tick_example, usual_of

_SITE = re.compile(r"([\u4e00-\u9fff]{3,24}(?:门户)?网站?)[（(]\s*(?:网址[:：])?\s*(https?://[^\s）)]+)")
_ACCOUNT = re.compile(r"“([^“”]{2,16})”(?:政务)?微信(?:公众号|订阅号)")
_OURS = re.compile(r"^[我本][局委厅办镇乡市县区院处]|^我街道|^本(?:机关|单位)")
_IN_YAML = ("今年做了的去掉前面的“# ”", "把今年的数填在“本年”后面")
_IN_BOOK = ("今年做了的打√", "用 Excel 或 WPS 打开，在黄色格子里填今年的数（灰色是去年的）")
_PLAIN = re.compile(r"[\w\u4e00-\u9fff（）“”·—-]+")


def init_from(file: Path, last: Path, kind: str = "") -> str:
    """Writes the data file and says what was taken over. Raises RefusedOutput where a file is there already.

    Raises UnreadableInput if last year's report cannot be read.
    """
    is_book = file.suffix.lower() == BOOK
    if not is_book and file.suffix.lower() not in YAML:
        raise RefusedOutput(
            f"文件名要以 .yaml 或 {BOOK} 结尾，例如：draftgen init {file.stem}.yaml --from {last.name}，"
            f"或 draftgen init {file.stem}{BOOK} --from {last.name}"
        )
    if file.exists():
        raise RefusedOutput(f"{file} 已经有了，没有覆盖。请换一个文件名；要重新开始，先把原来的文件改名。")
    understood = reading.understand(recall.report(last))
    kind = kind or _kind(understood.report.agency)
    if kind not in KINDS:
        raise RefusedOutput(f"没有“{kind}”这种机关类别。--kind 后面只能写：{'、'.join(KINDS)}。")
    bound = _bound(understood.values)
    ticks = last_said.ticks(understood)
    text = _text(understood, kind, bound, ticks)
    data = starting(text, kind, _said(bound, ticks)) if is_book else text.encode()
    store.create_file(file, data)
    done, fill = _IN_BOOK if is_book else _IN_YAML
    return (
        f"已生成 {file}：从 {last.name} 带来机关信息、上年的数 {len(bound)} 个和三张表的上年数；"
        f"去年写过的 {len(ticks)} 件事列在“做过的事”里，{done}。\n"
        f"下一步：{fill}，再运行 draftgen write {file} --reuse {last}。"
    )


def _said(bound: Mapping[str, Decimal], ticks: set[str]) -> LastSaid:
    """What a workbook shows beside its cells: what was done, and the classes with last year's numbers."""
    done = frozenset(tick.key for tick in forms.catalogue().ticks.children if tick.path in ticks)
    classes: dict[str, tuple[tuple[str, str], ...]] = {}
    for field in field_lines(forms.catalogue().data):
        if field.field.kind is Kind.PARTS:
            stem = f"{field.field.path}."
            named = ((path.removeprefix(stem), value) for path, value in bound.items() if path.startswith(stem))
            classes[field.label] = tuple((name, numerals.write(value)) for name, value in named)
    return LastSaid(done, {label: some for label, some in classes.items() if some})


def _kind(agency: str) -> str:
    if agency.endswith(("镇人民政府", "乡人民政府", "街道办事处", "苏木人民政府")):
        return "镇街"
    return "政府" if agency.endswith(("人民政府", "人民政府办公室", "人民政府办公厅")) else "部门"


def _bound(values: Values) -> dict[str, Decimal]:
    """Last year's exact figures by path in the order of its text; classes as ``site.parts.名称``."""
    given = [
        *values.figures.items(),
        *((f"{path}.{name}", one) for path, parts in values.parts.items() for name, one in parts.parts),
    ]
    return {path: one.value for path, one in given if not one.approximate}


def _text(read: reading.Understood, kind: str, bound: Mapping[str, Decimal], ticks: set[str]) -> str:
    report = read.report
    year = "" if report.year is None else str(report.year + 1)
    domain = last_said.field(report.agency, phrasebank.read(folders(None, ()))[0].domains) if kind == "部门" else None
    parts = starter_parts(kind, year, domain, _table_three(report))
    parts["agency"] = list(_agency(report, kind, domain))
    if said := last_said.scope(report):
        parts["report"] = [
            line(2, "口径", said, "去年年报写的统计范围；" + " / ".join(SCOPES)) if text.startswith("  口径:") else text
            for text in parts["report"]
        ]
    parts["previous"] = list(_previous(report))
    rough = {path: one.value for path, one in read.values.figures.items() if one.approximate}
    parts["data"] = list(_data(bound, rough, report, kind))
    parts["ticks"] = list(_ticks(kind, ticks, usual_of(domain)))
    return "\n".join("\n".join(part) + "\n" for part in parts.values())


def _table_three(report: Report) -> dict[str, frozenset[str]]:
    """By row of 表三 the columns in which last year's report had something."""
    table = next(table for table in forms.form("2021").tables if table.id == "table3")
    found: dict[str, frozenset[str]] = {}
    for block in table.blocks:
        columns = [column for column in block.leaf_columns() if not column.total]
        for row in block.leaf_rows():
            cells = ((column.id, report.cell(table.path(row.id, column.id))) for column in columns)
            if said := frozenset(name for name, cell in cells if cell is not None and cell.value):
                found[row.id] = said
    return found


def _agency(report: Report, kind: str, domain: Domain | None) -> Iterator[str]:
    intro = "".join(prose.text for prose in report.intro)
    site = _SITE.search(intro)
    yield "机关:"
    yield line(2, "名称", report.agency, "全称，与公章一致")
    yield line(2, "类别", kind, " / ".join(KINDS))
    if domain is not None:
        yield line(2, "领域", domain.names[0], "按机关名称认的；不对的改掉")
    if site is not None:
        name = re.sub(r"^.*?(?:在|于|登录|从)", "", site[1])
        yield "  网站:"
        yield line(4, "名称", name)
        yield line(4, "网址", site[2].rstrip("/"))
    if report.contact:
        yield line(2, "联系", "", "人、地址、电话有变动的请改")
        yield from (f"    {key}: {_quoted(_OURS.sub('', text))}" for key, text in report.contact.items())


def _previous(report: Report) -> Iterator[str]:
    yield line(0, "上年", "", f"从{report.file}读出，请对照原文核一遍")
    for table in forms.form("2021").tables:
        printed = report.tables.get(table.id)
        rows = [] if printed is None else list(_table(table, report))
        if rows:
            yield f"  {table.key}:"
            yield from rows


def _table(table: Table, report: Report) -> Iterator[str]:
    for block in table.blocks:
        for root in block.rows if block.rows[0].label else block.columns:
            yield from _row(table, root, report, 4, by_column=not block.rows[0].label)


def _row(table: Table, head: Header, report: Report, indent: int, *, by_column: bool) -> Iterator[str]:
    """Totals only: that is what comparisons need. Results of table 3 stand directly under the table."""
    if head.children and head.id == "results":
        for child in head.children:
            yield from _row(table, child, report, indent, by_column=by_column)
        return
    if head.children:
        below = [
            text for child in head.children for text in _row(table, child, report, indent + 2, by_column=by_column)
        ]
        if below:
            yield f"{' ' * indent}{head.key}:"
            yield from below
        return
    block = next(b for b in table.blocks if head in (*b.leaf_rows(), *b.leaf_columns()))
    if not by_column and len(block.leaf_columns()) > 1 and table.id == "table2":
        values = [(c.key, report.cell(table.path(head.id, c.id))) for c in block.leaf_columns()]
        told = [f"{key}: {numerals.write(cell.value)}" for key, cell in values if cell and cell.value is not None]
        if told:
            yield f"{' ' * indent}{head.key}: {{{', '.join(told)}}}"
        return
    path = table.path(head.id)
    cell, wrong = report.cell(path), _wrong(report).get(path, "")
    if wrong:
        yield line(indent, head.key, "", wrong, off=head.total)
    elif cell is not None and cell.value is not None and not head.total:
        yield f"{' ' * indent}{head.key}: {numerals.write(cell.value)}"


def _wrong(report: Report) -> dict[str, str]:
    """The totals that their parts contradict, with what is said of each: none of them is taken over."""
    return {
        found.identity.left[0]: f"原文印的是 {found.left}，各项相加是 {found.right}，请核对"
        for _, found in recall.all_sums(report)
        if found.holds is False and len(found.identity.left) == 1
    }


def _data(bound: Mapping[str, Decimal], rough: Mapping[str, Decimal], report: Report, kind: str) -> Iterator[str]:
    """The figures that last year's text gives, first those; then what else such an agency usually has."""
    root = forms.catalogue().data
    yield line(0, "数据", "", "“上年”是去年年报里的数；“本年”空着的，有就填，没有就不用管")
    usual = {path for path in SHOWN[kind].data if not path.endswith((".name", ".parts"))}
    account = _ACCOUNT.search("".join(prose.text for prose in report.prose()))
    known = _Known(bound, rough, frozenset(usual), account[1] if account else "", last_said.topics(report))
    yield from _fields(root, known, 2)


class _Known(NamedTuple):
    """What is known from last year: figures by path in the order of the text, those it gives only about, usual fields,
    the WeChat account, what applications and trainings were about.
    """

    bound: Mapping[str, Decimal]
    rough: Mapping[str, Decimal]
    usual: frozenset[str]
    account: str
    topics: Mapping[str, tuple[str, ...]]

    def first(self, field: Field) -> int:
        """Where in last year's text a field, or one below it, was said first; those never said come last."""
        paths = tuple(below.path for below in field.walk())
        said = (
            n for n, path in enumerate(self.bound) if path in paths or path.partition(".parts.")[0] + ".parts" in paths
        )
        return next(said, len(self.bound))


def _fields(group: Field, known: _Known, indent: int) -> Iterator[str]:
    for field in sorted(group.children, key=known.first):
        if field.kind is Kind.PARTS:
            yield from _classes(field, known, " " * indent)
        elif field.kind is Kind.GROUP:
            below = list(_fields(field, known, indent + 2))
            yield from [f"{' ' * indent}{field.key}:", *below] if below else []
        else:
            yield from _figure(field, known, " " * indent)


def _figure(field: Field, known: _Known, pad: str) -> Iterator[str]:
    if field.path in known.bound:
        sign = "%" if field.kind is Kind.PERCENT else ""
        yield f"{pad}{field.key}:"
        yield f"{pad}  本年:"
        yield f"{pad}  上年: {numerals.write(known.bound[field.path])}{sign}"
    elif field.path == "wechat.name" and known.account:
        yield f"{pad}{field.key}: {known.account}"
    elif field.path in known.rough:
        yield line(len(pad), field.key, "", f"去年约 {numerals.write(known.rough[field.path])}")
    elif field.path in known.topics:
        yield line(
            len(pad), field.key, f"[{'、'.join(known.topics[field.path])}]".replace("、", ", "), "去年的", off=True
        )
    elif field.path in known.usual:
        yield line(len(pad), field.key, "", field.note)


def _classes(field: Field, known: _Known, pad: str) -> Iterator[str]:
    classes = {path: value for path, value in known.bound.items() if path.startswith(f"{field.path}.")}
    if classes:
        yield f"{pad}# {field.key}:          # 去年的分类；今年照这样分的，去掉前面的“# ”"
    for path, value in classes.items():
        yield f"{pad}#   {_quoted(path.removeprefix(f'{field.path}.'))}:          # 去年 {numerals.write(value)}"


_VALUE = re.compile(r"^(\s*(?:- )?[^:#]+:)\s+\S.*$")


def _ticks(kind: str, ticks: set[str], usual: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield line(0, "做过的事", "", "做了的，去掉前面的“# ”；没去掉的，报告里一个字也不会出现")
    known = [tick for tick in forms.catalogue().ticks.children if not tick.kinds or kind in tick.kinds]
    said = [tick for tick in known if tick.path in ticks]
    if said:
        yield "  # 去年年报里写过的："
    for tick in said:
        # The values of the example are nobody's: whoever takes the mark away is asked for this year's.
        yield from off_lines(2, (_VALUE.sub(r"\1", text) for text in (tick.example or f"- {tick.key}").splitlines()))
    if said:
        yield "  # 其他："
    for tick in known:
        if tick not in said:
            yield from off_lines(2, tick_example(tick, usual))


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
