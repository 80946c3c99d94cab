"""The whole data file: its top-level parts, each handed to its reader, and the checks across them."""

import re
from collections.abc import Mapping as MappingABC
from pathlib import Path
from typing import NamedTuple

from draftgen import forms
from draftgen.core.catalogue import Field
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Agency, Given, Record, Settings, Source, Values
from draftgen.load import plausible, previous, requests, sums
from draftgen.load.agency import read_agency, read_settings
from draftgen.load.fields import FieldReader
from draftgen.load.given import GivenYear
from draftgen.load.issues import read_extras, read_issues
from draftgen.load.names import FORM, IDS, PARTS, TOP
from draftgen.load.remarks import Blank, Remarks, is_blank, pairs
from draftgen.load.secrecy import has_mark
from draftgen.load.tables import TableReader
from draftgen.load.ticks import read_ticks
from draftgen.located import Located, Mapping, Node, Scalar, text_of
from draftgen.numerals import write

__all__ = ["PARTS", "TOP", "Examined", "build", "examine"]
_START = "先运行 draftgen init {} 生成一份数据文件，再往里填。"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class Examined(NamedTuple):
    """What there is in a data file, however much of it is missing.

    ``record`` is None if no report can be made of it; ``year``, ``agency`` and ``settings`` stand all the same, as far as
    they are given. ``tables`` are the keys of official tables that are missing altogether.
    """

    record: Record | None
    findings: tuple[Finding, ...]
    blanks: tuple[Blank, ...] = ()
    tables: tuple[str, ...] = ()
    year: int | None = None
    agency: Agency | None = None
    settings: Settings = Settings()


def build(file: Located, folder: Path | None) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record of a parsed file. ``folder`` is where its 上年年报 is looked for."""
    found = examine(file, folder)
    return found.record, found.findings


def examine(file: Located, folder: Path | None) -> Examined:
    """As ``build``, with what is missing by its names."""
    stranger = _stranger(file)
    if stranger is not None:
        return Examined(None, stranger)
    remarks = Remarks(file)
    if not isinstance(file.root, Mapping) or has_mark(file.root, remarks):
        return Examined(None, remarks.findings)
    builder = _Builder(file, folder, remarks)
    record = builder.record(file.root)
    missing = tuple(builder.missing)
    return Examined(record, remarks.findings, remarks.blanks, missing, builder.year, builder.agency, builder.settings)


def _stranger(file: Located) -> tuple[Finding, ...] | None:
    """What to say of a file that is no data file; the faults of its lines would only confuse."""
    encoding = tuple(finding for finding in file.findings if finding.code == "encoding")
    if not "".join(file.lines).strip():
        said = ("empty", "文件是空的。", _START.format(file.name))
    elif any(map(_is_top, _heads(file))):
        return None
    elif all(not line.strip() or line.lstrip().startswith("#") for line in file.lines):
        said = ("empty", "文件里只有说明，没有内容。", _START.format(file.name))
    else:
        said = (
            "not-data",
            "这不是数据文件：里面没有“年度”“机关”“表三”这些名称。",
            f"数据文件的开头是“年度: 2021”这样一行行的“名称: 内容”。{_START.format('data.yaml')}",
        )
    number = next((n for n, line in enumerate(file.lines, 1) if line.strip()), 0)
    place = file.place(Source(file.name, number, 1)) if number else Place(file.name)
    return (*encoding, Finding(said[0], Level.ERROR, place, said[1], said[2]))


def _heads(file: Located) -> list[str]:
    """The names at the top level; of a file that YAML gave up on, what could be one."""
    if file.root is None:
        return [re.split("[:：]", line)[0] for line in file.lines]
    return [key.text for key, _ in pairs(file.root)]


def _is_top(name: str) -> bool:
    return name.strip() in TOP or name.strip() in IDS


class _Builder:
    def __init__(self, file: Located, folder: Path | None, remarks: Remarks) -> None:
        self._file, self._folder, self._remarks = file, folder, remarks
        self.year: int | None = None
        self.agency: Agency | None = None
        self.settings = Settings()
        self.missing: list[str] = []

    def record(self, root: Mapping) -> Record | None:
        nodes = self._top(root)
        self.year = year = self._year(nodes.get("年度"), root)
        where = {"年度": nodes["年度"].source} if "年度" in nodes else {}
        agency = None
        if "机关" not in self._file.unread:
            agency = read_agency(nodes.get("机关"), root.source, self._remarks, where)
        self.agency = agency
        self.settings = settings = read_settings(nodes.get("报告"), year or 0, self._remarks)
        form, catalogue = forms.form(FORM), forms.catalogue()
        tables = TableReader(form, self._remarks)
        for table in form.tables:
            node = nodes.get(table.key)
            if node is not None and not is_blank(node):
                tables.read(table, node)
            elif table.key not in self._file.unread:
                self.missing.append(table.key)
                self._remarks.error(
                    "table-missing",
                    node.source if node else root.source,
                    f"没有填“{table.key}”。",
                    "三张表都要填；全是 0 的，也要写出表名和其中一行，例如"
                    f"“{table.key}:”下面写“{table.blocks[0].rows[0].key or table.blocks[0].columns[0].key}: 0”。",
                )
        fields = FieldReader(self._remarks)
        self._part(fields, catalogue.data, nodes.get("数据"))
        self._part(fields, catalogue.other, nodes.get("其他事项"))
        if "做过的事" in nodes:
            read_ticks(fields, catalogue.ticks, nodes["做过的事"], self._remarks)
        old = previous.read(nodes.get("上年"), self._folder, year, self._remarks)
        values = self._merge(tables, fields, old.values)
        heads = {key.text.strip(): key.source for key, _ in root}
        given = GivenYear(form, catalogue, values, agency.kind if agency else "", heads, self._remarks)
        sums.check(given)
        plausible.check(given)
        requests.check(given)
        issues = read_issues(nodes.get("问题和打算"), self._remarks)
        extras = read_extras(nodes.get("补充"), self._remarks)
        if year is None or agency is None or self._file.unread:
            return None
        name, last = self._file.name, old.issues
        return Record(year, agency, settings, form.id, values, issues, extras, name, tables.filled, last, where)

    def _top(self, root: Mapping) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, node in root:
            name = IDS.get(key.text.strip(), key.text.strip())
            if name not in TOP:
                self._remarks.unknown(key, TOP, "数据文件")
            elif name in nodes:
                self._remarks.error(
                    "given-twice", key.source, f"“{name}”写了两次（第 {lines[name]} 行已有）。", "合成一处。"
                )
            else:
                nodes[name], lines[name] = node, key.source.line
        return nodes

    def _year(self, node: Node | None, root: Mapping) -> int | None:
        if node is None:
            if "年度" not in self._file.unread:
                self._remarks.error("year", root.source, "没有写“年度”。", "第一行写“年度: 2021”。")
            return None
        if is_blank(node):
            self._remarks.blank("", "年度", node.source)
            return None
        text = text_of(node).translate(_FULL_WIDTH).removesuffix("年度").removesuffix("年")
        if not re.fullmatch(r"20[0-9]{2}", text):
            shown = f"这里写的是“{text_of(node)[:20]}”" if isinstance(node, Scalar) else "这里写的不是一个年份"
            self._remarks.error("year", node.source, f"“年度”要写四位年份，{shown}。", "例如“年度: 2021”。")
            return None
        if text not in text_of(node):
            self._remarks.hint("number-form", node.source, f"“{text_of(node)}”按 {text} 读取。", "数字用半角。")
        if int(text) < 2021:
            self._remarks.error(
                "year-old",
                node.source,
                f"{text} 年度用的是旧格式的表，本程序只写 2021 年度起的年报。",
                "年度写错的改正；旧年报的数可以写在“上年”下面。",
            )
        return int(text)

    def _part(self, fields: FieldReader, group: Field, node: Node | None) -> None:
        if node is None or is_blank(node):
            return
        if isinstance(node, Mapping):
            fields.group(group, node)
        else:
            self._remarks.error(
                "shape",
                node.source,
                f"“{group.key}”后面不能直接写内容，要在下面分行写各项。",
                "能写的项目用 draftgen fields 查。",
            )

    def _merge(self, tables: TableReader, fields: FieldReader, old: MappingABC[str, Given]) -> Values:
        found = fields.values()
        for path, given in found.previous.items():
            if path in old and old[path].value != given.value:
                self._remarks.ask(
                    "previous-differs",
                    given.source,
                    f"上年数这里写的是 {write(given.value)}，上年数据里是 {write(old[path].value)}，现在按这里的算。",
                    "核对哪个对，改成一致。",
                )
        return Values(
            {**tables.cells, **found.figures},
            {**old, **found.previous},
            found.words,
            found.parts,
            found.items,
            found.ticks,
        )
