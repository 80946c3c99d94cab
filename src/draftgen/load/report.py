"""The whole data file: its top-level parts, each handed to its reader, and the checks across them."""

import re
from decimal import Decimal
from pathlib import Path

from draftgen import forms, located
from draftgen.core.catalogue import Field
from draftgen.core.finding import Finding, UnreadableInput
from draftgen.core.record import Extra, Given, Issue, Record, Source, Values
from draftgen.load import previous, sums
from draftgen.load.agency import read_agency, read_settings
from draftgen.load.fields import FieldReader
from draftgen.load.remarks import Remarks, is_blank, pairs
from draftgen.load.tables import TableReader
from draftgen.located import Listing, Located, Mapping, Node, Scalar

TOP = ("年度", "机关", "报告", "上年", "表二", "表三", "表四", "数据", "做过的事", "问题和打算", "其他事项", "补充")
_IDS = {
    "year": "年度", "agency": "机关", "report": "报告", "previous": "上年", "table2": "表二", "table3": "表三",
    "table4": "表四", "data": "数据", "done": "做过的事", "issues": "问题和打算", "other": "其他事项", "extra": "补充",
}
PARTS = {
    "总体情况": "overview.lead",
    "总体情况/主动公开": "overview.publication",
    "总体情况/依申请公开": "overview.requests",
    "总体情况/政府信息管理": "overview.management",
    "总体情况/政府信息公开平台建设": "overview.platform",
    "总体情况/平台建设": "overview.platform",
    "总体情况/监督保障": "overview.supervision",
    "存在的主要问题": "problems",
    "改进情况": "measures",
    "其他需要报告的事项": "other",
}
_SECRET = re.compile(r"^\s*(绝密|机密|秘密)\s*(★.*)?$|(绝密|机密|秘密)★")


def build(file: Located, folder: Path | None) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record of a parsed file. ``folder`` is where its 上年年报 is looked for."""
    remarks = Remarks(file)
    if file.root is None:
        if not file.findings:
            remarks.error("empty", Source(file.name), "文件是空的。", f"先运行 draftgen init {file.name} 生成一份，再往里填。")
        return None, tuple(remarks.findings)
    if not isinstance(file.root, Mapping):
        remarks.error("not-data", file.root.source, "这不是数据文件：开头应当是“年度: 2021”这样一行行的“名称: 内容”。",
                      "先运行 draftgen init data.yaml 生成一份，再往里填。")
        return None, tuple(remarks.findings)
    if _secret(file.root, remarks):
        return None, tuple(remarks.findings)
    return _Builder(file, folder, remarks).record(file.root), tuple(remarks.findings)


class _Builder:
    def __init__(self, file: Located, folder: Path | None, remarks: Remarks) -> None:
        self._file, self._folder, self._remarks = file, folder, remarks

    def record(self, root: Mapping) -> Record | None:
        nodes = self._top(root)
        year = self._year(nodes.get("年度"), root)
        agency = read_agency(nodes.get("机关"), root.source, self._remarks)
        settings = read_settings(nodes.get("报告"), year or 0, self._remarks)
        form = forms.form("2021")
        tables = TableReader(form, self._remarks)
        for table in form.tables:
            node = nodes.get(table.key)
            if node is None or is_blank(node):
                where = node.source if node else root.source
                self._remarks.error("table-missing", where, f"没有“{table.key}”。", "三张表都要填；全是 0 也要写出表名和其中一行。")
            else:
                tables.read(table, node)
        catalogue = forms.catalogue()
        fields = FieldReader(self._remarks)
        for name, group in (("数据", catalogue.data), ("其他事项", catalogue.other)):
            self._part(fields, group, nodes.get(name))
        self._ticks(fields, catalogue.ticks, nodes.get("做过的事"))
        old = previous.read(nodes.get("上年"), self._folder, year, self._remarks)
        values = self._merge(tables, fields, old)
        sums.check(form, values, catalogue, self._remarks)
        if year is None or agency is None:
            return None
        return Record(
            year, agency, settings, form.id, values, self._issues(nodes.get("问题和打算")),
            self._extras(nodes.get("补充")), self._file.name, tables.filled,
        )

    def _top(self, root: Mapping) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        for key, node in root:
            name = _IDS.get(key.text.strip(), key.text.strip())
            if name not in TOP:
                self._remarks.unknown(key, TOP, "数据文件")
            elif name in nodes:
                self._remarks.error("given-twice", key.source, f"“{name}”写了两次。", "只留一处。")
            else:
                nodes[name] = node
        return nodes

    def _year(self, node: Node | None, root: Mapping) -> int | None:
        if node is None or is_blank(node):
            self._remarks.error("year", node.source if node else root.source, "没有写“年度”。", "第一行写“年度: 2021”。")
            return None
        text = node.text.strip().removesuffix("年度").removesuffix("年") if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"20\d\d", text):
            self._remarks.error("year", node.source, "“年度”要写四位年份。", "例如“年度: 2021”。")
            return None
        if int(text) < 2021:
            self._remarks.error("year", node.source, f"{text} 年度用的是旧格式，本程序只写 2021 年度起的年报。",
                                "旧年报可作为“上年”读入。")
        return int(text)

    def _part(self, fields: FieldReader, group: Field, node: Node | None) -> None:
        if node is not None and not is_blank(node):
            if isinstance(node, Mapping):
                fields.group(group, node)
            else:
                self._remarks.error("shape", node.source, f"“{group.key}”下面要分行写各项。", "可写的项目见 draftgen fields。")

    def _ticks(self, fields: FieldReader, root: Field, node: Node | None) -> None:
        if node is not None:
            fields.ticks_list(root, node)

    def _merge(self, tables: TableReader, fields: FieldReader, old: dict[str, Given]) -> Values:
        found = fields.values()
        for path, given in found.previous.items():
            if path in old and old[path].value != given.value:
                self._remarks.ask("previous-differs", given.source,
                                  f"上年数这里写的是 {given.value}，上年数据里是 {old[path].value}，以这里为准。", "请核对哪个对。")
        return Values({**tables.cells, **found.figures}, {**old, **found.previous}, found.words, found.parts, found.items, found.ticks)

    def _issues(self, node: Node | None) -> tuple[Issue, ...]:
        if node is None or is_blank(node):
            return ()
        if not isinstance(node, Listing):
            self._remarks.error("shape", node.source, "“问题和打算”要用列表，每个问题一项。", "例如“- 问题: 人手不足”，下一行“  打算: 培训”。")
            return ()
        return tuple(issue for item in node.items if (issue := self._issue(item)) is not None)

    def _issue(self, node: Node) -> Issue | None:
        if isinstance(node, Scalar):
            return Issue(node.text.strip(), (), node.source, node.source) if node.text.strip() else None
        problem, plan, source, plan_source = "", (), node.source, node.source
        for key, child in pairs(node):
            if key.text.strip() == "问题" and isinstance(child, Scalar):
                problem, source = child.text.strip(), child.source
            elif key.text.strip() == "打算":
                plan, plan_source = self._plan(child), child.source
            else:
                self._remarks.unknown(key, ("问题", "打算"), "问题和打算")
        if not problem:
            self._remarks.error("issue", node.source, "这一项没有写“问题”。", "每项写一个问题、一个打算；一句大白话就行。")
            return None
        if not plan:
            self._remarks.ask("issue-plan", source, f"问题“{problem}”没有写打算。", "补一句打算；不补时程序给出的改进措施会标【请确认】。")
        return Issue(problem, plan, source, plan_source)

    def _plan(self, node: Node) -> tuple[str, ...]:
        items = node.items if isinstance(node, Listing) else (node,)
        return tuple(item.text.strip() for item in items if isinstance(item, Scalar) and item.text.strip())

    def _extras(self, node: Node | None) -> tuple[Extra, ...]:
        if node is None or is_blank(node):
            return ()
        if not isinstance(node, Mapping):
            self._remarks.error("shape", node.source, "“补充”下面要写明放在哪一部分。", "例如“总体情况/主动公开: |”，下面写整段文字。")
            return ()
        found: list[Extra] = []
        for key, child in node:
            part = PARTS.get(key.text.strip().replace("／", "/"))
            if part is None:
                self._remarks.unknown(key, PARTS, "补充")
            elif isinstance(child, Scalar):
                found += [Extra(part, line.strip(), child.source) for line in child.text.split("\n") if line.strip()]
            else:
                self._remarks.error("shape", child.source, "“补充”里要写整段文字。", "冒号后面写“|”，下一行起写文字。")
        return tuple(found)


def _secret(node: Node, remarks: Remarks) -> bool:
    """Whether a value bears a security classification: such material does not belong on this machine (domain.md 6)."""
    if isinstance(node, Scalar):
        if _SECRET.search(node.text):
            remarks.error("secret", node.source, "这里有密级标志。涉密材料不能用本程序处理，已停止，没有生成任何文件。",
                          "请先由保密人员确认；不涉密的，删去密级字样再运行。")
            return True
        return False
    children = node.items if isinstance(node, Listing) else tuple(child for _, child in node.pairs)
    return any([_secret(child, remarks) for child in children])


