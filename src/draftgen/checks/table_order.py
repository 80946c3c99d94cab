"""Where the tables and their rows stand (domain.md 3.1, 1 and 3)."""

from collections.abc import Iterator
from itertools import pairwise

from draftgen.checks.names import SECTIONS, TITLES
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place, Spot


def row_order(subject: Subject) -> Iterator[Said]:
    """每张表的行按国家格式的次序排列。

    为什么：汇总时按次序取数，两行颠倒，数就串了。
    依据：规则 3；国办公开办函〔2021〕30号附件
    错例：
        与下一行颠倒：表三 重复申请
    对例：
        表三 新收·自然人：0
    """
    for table in subject.form.tables:
        printed = subject.report.tables.get(table.id)
        if printed is None or table.id == "table4":
            continue
        rows = [row for block in table.blocks for row in block.leaf_rows()]
        places: list[tuple[tuple[int, int], str, str]] = []
        for row in rows:
            at = [
                (cell.block, cell.row)
                for path, cell in printed.cells.items()
                if path == row.id or path.split(".")[:2][-1] == row.id or path.split(".")[0] == row.id
            ]
            if at:
                places.append((min(at), row.key or row.label, row.id))
        for before, here in pairwise(places):
            if here[0] < before[0]:
                yield Remark(
                    Place(section=TITLES[table.section], spot=Spot(table.key, here[1])),
                    f"{table.key}的“{here[1]}”排在“{before[1]}”前面，与国家格式的次序不同。",
                    "照国家格式的次序排列，并核对两行的数没有串。",
                )
                break


def table_place(subject: Subject) -> Iterator[Said]:
    """三张表各在自己的部分里。

    为什么：表放错了部分，标题和内容对不上。
    依据：规则 1、8；国办公开办函〔2021〕30号附件
    错例：
        表位颠倒：二、三
    对例：
        表三 新收·自然人：0
    """
    heads = {section.id: section.block for section in subject.report.sections if section.id in SECTIONS}
    for table in subject.form.tables:
        printed = subject.report.tables.get(table.id)
        start = heads.get(table.section)
        if printed is None or not printed.blocks or start is None:
            continue
        after = [block for block in heads.values() if block > start]
        if not start < min(printed.blocks) < min([*after, max(printed.blocks) + 1]):
            yield Remark(
                Place(section=TITLES[table.section], spot=Spot(table.key)),
                f"{table.key}不在“{TITLES[table.section]}”这一部分里。",
                "把表移到自己的标题下面。",
            )
