"""上年: last year's values, from last year's data file or typed in place."""

from collections.abc import Mapping as MappingABC
from pathlib import Path
from typing import NamedTuple

from draftgen import forms
from draftgen.core.finding import UnreadableInput
from draftgen.core.nothing import NOTHING
from draftgen.core.record import Given
from draftgen.load import source
from draftgen.load.fields import FieldReader
from draftgen.load.issues import read_issues
from draftgen.load.names import FORM, IDS, PREVIOUS
from draftgen.load.remarks import Remarks, is_blank, pairs
from draftgen.load.tables import TableReader
from draftgen.located import Mapping, Node, text_of


class LastYear(NamedTuple):
    """Last year's values by path, and its problems in its own words."""

    values: MappingABC[str, Given] = NOTHING
    issues: tuple[str, ...] = ()


def read(node: Node | None, folder: Path | None, year: int | None, remarks: Remarks) -> LastYear:
    """Last year's values and problems. What is typed under 上年 goes before what last year's file says."""
    if node is None or is_blank(node):
        return LastYear()
    if not isinstance(node, Mapping):
        remarks.error(
            "shape",
            node.source,
            "“上年”后面不能直接写内容，要在下面分行写。",
            "例如“年报: 2020.yaml”，或“表三:”下面写上年的数。",
        )
        return LastYear()
    values: dict[str, Given] = {}
    issues: tuple[str, ...] = ()
    for key, child in node:
        name = IDS.get(key.text.strip(), key.text.strip())
        if name not in PREVIOUS:
            remarks.unknown(key, PREVIOUS, "上年")
        elif name == "年报" and not is_blank(child):
            theirs = _file(child, folder, year, remarks)
            values, issues = {**theirs.values, **values}, theirs.issues
        elif not is_blank(child):
            values.update(_typed(name, child, remarks))
    return LastYear(values, issues)


def _typed(name: str, node: Node, remarks: Remarks) -> dict[str, Given]:
    if name == "数据":
        fields = FieldReader(remarks)
        fields.group(forms.catalogue().data, node)
        return dict(fields.figures)
    form = forms.form(FORM)
    tables = TableReader(form, remarks, totals_only=True)
    tables.read(next(table for table in form.tables if table.key == name), node)
    return tables.cells


def _file(node: Node, folder: Path | None, year: int | None, remarks: Remarks) -> LastYear:
    name = text_of(node)
    if not name.lower().endswith((".yaml", ".yml", *source.BOOKS)):
        remarks.ask(
            "previous-format",
            node.source,
            f"上年年报“{name}”不是数据文件（.yaml 或 .xlsx），这里没有读它。",
            f"先运行 draftgen read {name} -o {Path(name).stem}.yaml，再把这里改成 {Path(name).stem}.yaml。"
            "写的时候沿用这份年报的，不用改：上年的数就从那里来。",
        )
        return LastYear()
    path = (folder or Path()) / name
    try:
        file = source.read(path)
    except UnreadableInput as error:
        said = str(error) if path.is_file() else f"找不到文件“{name}”。"
        remarks.error(
            "previous-missing", node.source, f"上年年报读不了：{said}", "文件名按数据文件所在的文件夹来写；没有就空着。"
        )
        return LastYear()
    nodes = {IDS.get(key.text.strip(), key.text.strip()): child for key, child in pairs(file.root)}
    if not nodes.keys() & {"表二", "表三", "表四", "数据"}:
        remarks.error(
            "previous-broken",
            node.source,
            f"上年数据文件 {name} 读不出内容。",
            f"先运行 draftgen write {name} 看看它有什么问题。",
        )
        return LastYear()
    stated = text_of(nodes.get("年度")).removesuffix("度").removesuffix("年")
    if year and stated and stated != str(year - 1):
        remarks.error(
            "previous-year",
            node.source,
            f"{name} 是 {stated} 年度的，不是上年（{year - 1} 年度）。",
            "换成上年的文件。",
        )
        return LastYear()
    theirs = Remarks(file)
    values = _values(nodes, theirs)
    # A plan that is missing there no longer matters here.
    issues = tuple(issue.problem for issue in read_issues(nodes.get("问题和打算"), Remarks(file)))
    if theirs.has_errors:
        remarks.ask(
            "previous-faults",
            node.source,
            f"上年数据文件 {name} 里有错误，读不出的数没有用。",
            f"运行 draftgen write {name} 可看到是哪些。",
        )
    return LastYear(values, issues)


def _values(nodes: MappingABC[str, Node], remarks: Remarks) -> dict[str, Given]:
    form = forms.form(FORM)
    tables, fields = TableReader(form, remarks), FieldReader(remarks)
    for table in form.tables:
        node = nodes.get(table.key)
        if node is not None and not is_blank(node):
            tables.read(table, node)
    data = nodes.get("数据")
    if isinstance(data, Mapping):
        fields.group(forms.catalogue().data, data)
    return {**tables.cells, **fields.figures}
