"""上年: last year's values, from last year's data file or typed in place."""

from pathlib import Path

from draftgen import forms, located
from draftgen.core.finding import UnreadableInput
from draftgen.core.record import Given
from draftgen.load.fields import FieldReader
from draftgen.load.remarks import Remarks, is_blank
from draftgen.load.tables import TableReader
from draftgen.located import Mapping, Node, Scalar

_KEYS = ("年报", "表二", "表三", "表四", "数据")


def read(node: Node | None, folder: Path | None, year: int | None, remarks: Remarks) -> dict[str, Given]:
    """Last year's values by path. What is typed under 上年 goes before what last year's file says."""
    if node is None or is_blank(node):
        return {}
    if not isinstance(node, Mapping):
        remarks.error("shape", node.source, "“上年”下面要分行写。", "例如“年报: 2020.yaml”，或“表三:”下面写上年的数。")
        return {}
    values: dict[str, Given] = {}
    for key, child in node:
        name = key.text.strip()
        if name not in _KEYS:
            remarks.unknown(key, _KEYS, "上年")
        elif name == "年报" and not is_blank(child):
            values = {**_file(child, folder, year, remarks), **values}
        elif not is_blank(child):
            values.update(_typed(name, child, remarks))
    return values


def _typed(name: str, node: Node, remarks: Remarks) -> dict[str, Given]:
    if name == "数据":
        fields = FieldReader(remarks)
        fields.group(forms.catalogue().data, node)
        return dict(fields.figures)
    form = forms.form("2021")
    tables = TableReader(form, remarks, totals_only=True)
    tables.read(next(table for table in form.tables if table.key == name), node)
    return tables.cells


def _file(node: Node, folder: Path | None, year: int | None, remarks: Remarks) -> dict[str, Given]:
    name = node.text.strip() if isinstance(node, Scalar) else ""
    if not name.endswith((".yaml", ".yml")):
        remarks.ask("previous-format", node.source, f"上年年报“{name}”不是 .yaml 数据文件，这里没有读它。",
                    "可把上年的数写在“上年”下面的表二、表三、表四、数据里，或写在各项的“上年:”里。")
        return {}
    path = (folder or Path()) / name
    try:
        file = located.read(path)
    except UnreadableInput as error:
        remarks.error("previous-missing", node.source, str(error), "文件名按数据文件所在的文件夹来写。")
        return {}
    root = file.root
    if not isinstance(root, Mapping):
        remarks.error("previous-broken", node.source, f"上年数据文件 {name} 读不出内容。", f"先运行 draftgen write {name} 看看它有什么问题。")
        return {}
    theirs = Remarks(file)
    nodes = {key.text.strip(): child for key, child in root}
    stated = nodes.get("年度")
    if year and isinstance(stated, Scalar) and stated.text.strip() != str(year - 1):
        remarks.error("previous-year", node.source, f"{name} 是 {stated.text.strip()} 年度的，不是上年（{year - 1} 年度）。", "请换成上年的文件。")
        return {}
    form = forms.form("2021")
    tables = TableReader(form, theirs)
    for table in form.tables:
        if table.key in nodes and not is_blank(nodes[table.key]):
            tables.read(table, nodes[table.key])
    fields = FieldReader(theirs)
    if "数据" in nodes and isinstance(nodes["数据"], Mapping):
        fields.group(forms.catalogue().data, nodes["数据"])
    if any(finding.level == "error" for finding in theirs.findings):
        remarks.ask("previous-faults", node.source, f"上年数据文件 {name} 里有错误，读不出的数没有用。", f"运行 draftgen write {name} 可看到是哪些。")
    return {**tables.cells, **fields.figures}
