"""The cells, rows and labels of the three tables (domain.md 3.1, 3, 8, 13-16, 43)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from draftgen.checks.names import TITLES
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import plain
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place, Spot
from draftgen.numerals import write


def cell_blank(subject: Subject) -> Iterator[Said]:
    """表里没有空格，没有的填 0。

    为什么：空白、“/”、“—”分不清是没有还是没填。
    依据：规则 13；同类审核工具的 t2_empty_semantics、空单元格计数
    错例：
        表三 新收·商业企业：
    对例：
        表三 新收·商业企业：0
    """
    for table in subject.report.tables.values():
        for cell in table.cells.values():
            if cell.value is None and not _number_like(cell.text):
                name = subject.names.get(cell.path)
                if name is None:
                    continue
                said = f"填的是“{cell.text.strip()}”" if cell.text.strip() else "是空白"
                yield Remark(
                    subject.at(cell.path),
                    f"{name.table}{name.where}{said}。",
                    "没有发生的填 0，有数的补上。",
                    f"{name.where}{said}",
                )


def _number_like(text: str) -> bool:
    return any(char.isdigit() for char in text)


def cell_number(subject: Subject) -> Iterator[Said]:
    """表里的件数是不小于 0 的整数，收费金额是不小于 0 的数。

    为什么：负数、小数、带文字的数不能汇总。
    依据：规则 13、14；同类审核工具的 t2_numeric_parseable、t2_non_negative、t2_integer_counts
    错例：
        表二 行政处罚：-3
    对例：
        表二 行政处罚：3
    """
    decimals = {cell.path for cell in subject.form.cells() if cell.decimals}
    for table in subject.report.tables.values():
        for cell in table.cells.values():
            name = subject.names.get(cell.path)
            if name is None:
                continue
            wrong = _fault(cell.value, cell.text, decimals=cell.path in decimals)
            if wrong:
                yield Remark(
                    subject.at(cell.path),
                    f"{name.table}{name.where}填的是“{cell.text.strip()}”，{wrong}。",
                    "只填一个数；说明文字写在正文里。"
                    if cell.value is None
                    else "对照台账核对这一格，没有发生的填 0。",
                    f"{name.where}“{cell.text.strip()}”{wrong}",
                )


def _fault(value: Decimal | None, text: str, *, decimals: bool) -> str:
    if value is None:
        return "认不出是多少" if _number_like(text) else ""
    if value < 0:
        return "是负数"
    if not decimals and value != value.to_integral_value():
        return "不是整数"
    return ""


def cell_note(subject: Subject) -> Iterator[Said]:
    """表格里只有数，没有说明文字。

    为什么：“22（其中修订16件）”“减4”这样的格子，汇总时读不出来。
    依据：规则 13
    错例：
        表二 行政规范性文件·制发：22（其中修订16件）
    对例：
        表二 行政规范性文件·制发：22
    """
    decimals = {cell.path for cell in subject.form.cells() if cell.decimals}
    for table in subject.report.tables.values():
        for cell in table.cells.values():
            name = subject.names.get(cell.path)
            if name is None or cell.value is None:
                continue
            if cell.path not in decimals and re.fullmatch(r"\d+[.．]0+", cell.text.strip()):
                yield Remark(
                    subject.at(cell.path),
                    f"{name.table}{name.where}填的是“{cell.text.strip()}”，件数不带小数。",
                    "只写整数。",
                    f"{name.where}“{cell.text.strip()}”",
                )
            if cell.note.strip():
                yield Remark(
                    subject.at(cell.path),
                    f"{name.table}{name.where}在数字旁边写了“{cell.note.strip()}”。",
                    "表里只留数字，说明写在正文里。",
                    f"{name.where}“{cell.text.strip()}”",
                )


def table_missing(subject: Subject) -> Iterator[Said]:
    """三张表都在，而且是真的表格。

    为什么：贴成图片的表格读不出数，也没法核对。
    依据：规则 8；同类审核工具的 t3_missing、visual_table3_missing
    错例：
        去掉：表三
    对例：
        表三 新收·自然人：0
    """
    keys = {table.id: table for table in subject.form.tables}
    for table_id, table in keys.items():
        if table_id not in subject.report.tables:
            yield Remark(
                Place(section=TITLES[table.section], spot=Spot(table.key)),
                f"没有读到{table.key}（{TITLES[table.section]}）。",
                "表格要做成真正的表格；是图片或者用空格画的，请重做。",
            )


def old_form(subject: Subject) -> Iterator[Said]:
    """2021 年度起用新的表二。

    为什么：2019年格式的栏目（本年新制作数量、上一年项目数量、政府集中采购）已经停用。
    依据：规则 3；国办公开办函〔2021〕30号
    错例：
        表式：2019
    对例：
        表式：2021
    """
    if subject.report.form == "2019" and subject.year >= 2021:
        table = subject.form.tables[0]
        yield Remark(
            Place(section=TITLES[table.section], spot=Spot(table.key)),
            f"{subject.year}年度还在用2019年格式的表格。",
            "换成现行表格：表二的栏目是本年制发件数、本年废止件数、现行有效件数。",
        )


def old_row(subject: Subject) -> Iterator[Said]:
    """表三（六）其他处理分三行。

    为什么：2021年格式把其他处理分成逾期不补正、逾期不缴费、其他三行，一行的是旧表。
    依据：规则 3；国办公开办函〔2021〕30号
    错例：
        表三 合并的其他处理：0
    对例：
        表三 其他处理·其他·总计：0
    """
    table = subject.report.tables.get("table3")
    if table is not None and table.merged_rows and subject.year >= 2021 and subject.report.form == "2021":
        yield Remark(
            Place(section=TITLES["requests"], spot=Spot("表三", "（六）其他处理")),
            "表三（六）其他处理只有一行，现行表格分三行。",
            "换成现行表格：1.逾期不补正 2.逾期未缴费 3.其他。",
        )


def row_missing(subject: Subject) -> Iterator[Said]:
    """每张表的行和列都齐全。

    为什么：少一行，总计就没法核对，汇总时会错位。
    依据：规则 3；国办公开办函〔2021〕30号附件
    错例：
        去掉行：表三 重复申请
    对例：
        表三 重复申请·自然人：0
    """
    for table in subject.form.tables:
        printed = subject.report.tables.get(table.id)
        if printed is None:
            continue
        rows = {row.id: row.label for block in table.blocks for row in block.leaf_rows()}
        merged = tuple(f"{group}_" for group in printed.merged_rows)
        missing = [rows.get(row, row) for row in printed.missing if not (merged and row.startswith(merged))]
        if missing:
            shown = "、".join(f"“{row}”" for row in missing[:3])
            more = f"等 {len(missing)} 行" if len(missing) > 3 else ""
            yield Remark(
                Place(section=TITLES[table.section], spot=Spot(table.key, missing[0])),
                f"{table.key}里没有{shown}{more}。",
                "按国家格式补上，没有的填 0。",
            )


def label_differs(subject: Subject) -> Iterator[Said]:
    """行和列的名称与国家格式一致。

    为什么：名称错漏（如漏了“禁”字、把行政规范性文件写成规范性文件），说明表格被改过。
    依据：规则 43；国办公开办函〔2021〕30号附件
    错例：
        表三 名称 2.其他法律行政法规禁止公开：2.其他法律行政止公开
    对例：
        表三 名称 2.其他法律行政法规禁止公开：2.其他法律行政法规禁止公开
    """
    for table in subject.form.tables:
        printed = subject.report.tables.get(table.id)
        for label in printed.labels if printed is not None else ():
            if plain(label.text) == plain(label.official) or not plain(label.text):
                continue
            spot = Spot(table.key, label.official, block=label.block, grid_row=label.row, grid_column=label.column)
            yield Remark(
                Place(section=TITLES[table.section], excerpt=label.text, spot=spot),
                f"{table.key}的“{label.text}”应是“{label.official}”。",
                "照国家格式的名称改正。",
                f"“{label.text}”应是“{label.official}”",
            )


def charges_large(subject: Subject) -> Iterator[Said]:
    """行政事业性收费以万元为单位。

    为什么：数额大得离奇，多半是按元填的。
    依据：规则 14
    错例：
        表二 行政事业性收费：448620
    对例：
        表二 行政事业性收费：44.862
    """
    value = subject.value("charges")
    limit = subject.limit("charges_town" if subject.kind == "镇街" else "charges")
    if value is not None and value >= limit and subject.kind != "政府":
        yield Remark(
            subject.at("charges"),
            f"表二行政事业性收费填了 {write(value)} 万元，会不会是按元填的？",
            f"单位是万元；如果是 {write(value)} 元，应填 {write(value / 10000)}。",
        )


_RULE_MAKERS = ("国家", "中华人民共和国", "国务院", "部", "总局", "署")


def regulations(subject: Subject) -> Iterator[Said]:
    """没有规章制定权的机关，规章一行填 0。

    为什么：规章只能由国务院部门、省和设区的市（自治州）的政府制定；部门、县、镇街的文件是行政规范性文件。
    依据：规则 15；立法法；湖北省填报说明
    错例：
        类别：部门
        表二 规章·制发：1
    对例：
        类别：部门
        表二 规章·制发：0
    """
    name = subject.report.agency
    central = name.startswith(_RULE_MAKERS[:3]) or name.endswith(_RULE_MAKERS[3:])
    place = name.removesuffix("人民政府")
    county = subject.kind == "政府" and (
        place.endswith(("县", "旗")) or (place.endswith("区") and not place.endswith("自治区"))
    )
    if central or not (subject.kind in ("部门", "镇街") or county):
        return
    for column in ("made", "repealed", "valid"):
        value = subject.value(f"regulations.{column}")
        if value:
            label = subject.names[f"regulations.{column}"].column if f"regulations.{column}" in subject.names else ""
            yield Remark(
                subject.at(f"regulations.{column}"),
                f"表二规章“{label}”填了 {write(value)}，{name or '本机关'}没有规章制定权。",
                "规章一行填 0；本机关的文件填在“行政规范性文件”。",
                f"规章“{label}” {write(value)}",
            )


def stock_low(subject: Subject) -> Iterator[Said]:
    """现行有效件数不少于本年制发。

    为什么：废止的一般是往年的文件，年底有效的至少包括本年新发的；当年发、当年废的除外。
    依据：规则 16；taxonomy.json 的 table_impossible
    错例：
        表二 行政规范性文件·制发：5
        表二 行政规范性文件·废止：1
        表二 行政规范性文件·现行有效：3
    对例：
        表二 行政规范性文件·制发：5
        表二 行政规范性文件·废止：1
        表二 行政规范性文件·现行有效：5
    """
    for row, name in (("regulations", "规章"), ("documents", "行政规范性文件")):
        made, repealed, valid = (subject.value(f"{row}.{column}") for column in ("made", "repealed", "valid"))
        if made is not None and repealed is not None and valid is not None and valid < made:
            yield Remark(
                subject.at(f"{row}.valid"),
                f"表二{name}本年制发 {write(made)} 件、废止 {write(repealed)} 件，现行有效却只有 {write(valid)} 件。",
                "现行有效是年底还有效的全部件数；核对这三个数。",
                f"{name}现行有效 {write(valid)}",
            )
