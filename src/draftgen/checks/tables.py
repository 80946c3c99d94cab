"""The sums of the tables (domain.md 3.1, 9-12); the form itself states them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Subject
from draftgen.core.form import Identity
from draftgen.numerals import write

_SUMS = "表内勾稽"


class _Side(NamedTuple):
    """One side of a sum: what is known of it, and whether that is all."""

    known: Decimal
    exact: bool


def balance(subject: Subject) -> Iterator[Said]:
    """表三每一列：新收加上年结转，等于总计加结转下年。

    为什么：收到的每一件，要么办结，要么结转；国家格式在表头写明了这条勾稽关系。
    依据：规则 9（F1，7 列）；国办公开办函〔2021〕30号附件
    错例：
        表三 新收·自然人：5
        表三 总计·自然人：4
        表三 结转下年·自然人：0
    对例：
        表三 新收·自然人：5
        表三 总计·自然人：4
        表三 结转下年·自然人：1
    """
    for identity in _identities(subject, "balance"):
        verdict = _holds(subject, identity)
        yield Held(_SUMS, int(verdict is not False), 1) if verdict is not None else Held(_SUMS, 0, 0)
        if verdict is False:
            new, before, done, after = (subject.value(path) for path in (*identity.left, *identity.right))
            left, right = (_side(subject, side).known for side in (identity.left, identity.right))
            column = subject.names[identity.left[0]].column
            yield Remark(
                subject.at(identity.right[0]),
                f"表三“{column}”列不平：新收 {_said(new)} + 上年结转 {_said(before)} = {write(left)}，"
                f"总计 {_said(done)} + 结转下年 {_said(after)} = {write(right)}，相差 {write(abs(left - right))}。",
                "找出少记或多记的一件；四个数都对照台账核一遍。",
                f"“{column}”列 {write(left)} 对 {write(right)}",
            )


def result_total(subject: Subject) -> Iterator[Said]:
    """表三每一列：（七）总计等于各项办理结果之和。

    为什么：各项加起来对不上总计，说明有一项填错或漏填。
    依据：规则 10（F2，7 列）；国办公开办函〔2021〕30号附件
    错例：
        表三 予以公开·自然人：3
        表三 总计·自然人：4
    对例：
        表三 予以公开·自然人：4
        表三 总计·自然人：4
    """
    for identity in _identities(subject, "result_total"):
        yield from _total(subject, identity, f"“{subject.names[identity.left[0]].column}”列各项办理结果", "（七）总计")


def row_total(subject: Subject) -> Iterator[Said]:
    """表三每一行：总计等于自然人和五类法人之和。

    为什么：一行加不起来，多半是填错了格子或者漏了一类。
    依据：规则 11（F3，25 行）、同类审核工具的 t3_col_sum 和数字拆开的提示
    错例：
        表三 予以公开·自然人：3
        表三 予以公开·总计：4
    对例：
        表三 予以公开·自然人：4
        表三 予以公开·总计：4
    """
    for identity in _identities(subject, "row_total"):
        yield from _total(subject, identity, f"“{subject.names[identity.left[0]].row}”行各类申请人", "总计")


def dispute_total(subject: Subject) -> Iterator[Said]:
    """表四每一块：总计等于四种结果之和。

    为什么：总计常常漏填，或者只改了一处。
    依据：规则 12（F5，3 块）；国办公开办函〔2021〕30号附件
    错例：
        表四 行政复议·结果维持：10
        表四 行政复议·总计：0
    对例：
        表四 行政复议·结果维持：10
        表四 行政复议·总计：10
    """
    for identity in _identities(subject, "dispute_total"):
        block = subject.names[identity.left[0]].column.split("·")[0]
        yield from _total(subject, identity, f"“{block}”四种结果", "总计")


def _total(subject: Subject, identity: Identity, what: str, name: str) -> Iterator[Said]:
    verdict = _holds(subject, identity)
    if verdict is None:
        return
    yield Held(_SUMS, int(verdict), 1)
    if verdict:
        return
    left, right = (_side(subject, side).known for side in (identity.left, identity.right))
    table = subject.names[identity.left[0]].table
    terms = [write(value) for path in identity.right if (value := subject.value(path))]
    added = f"{' + '.join(terms)} = {write(right)}" if 1 < len(terms) <= _TERMS else write(right)
    yield Remark(
        subject.at(identity.left[0]),
        f"{table}{what}相加是 {added}，{name}写的是 {write(left)}，相差 {write(abs(left - right))}。",
        f"核对这几格和{name}。{_torn(subject, identity)}",
        f"{what}相加 {write(right)}，{name} {write(left)}",
    )


_TERMS = 8


def _torn(subject: Subject, identity: Identity) -> str:
    """20 that was torn into 2 and 0: two single digits side by side that make the sum right when put together."""
    values = [subject.value(path) for path in identity.right]
    target = subject.value(identity.left[0])
    for one, other in pairwise(values):
        if one is None or other is None or target is None or not (0 < one < 10 and 0 <= other < 10):
            continue
        rest = sum((v for v in values if v is not None), Decimal(0)) - one - other
        if rest + one * 10 + other == target:
            return f"会不会是“{write(one * 10 + other)}”被拆成了“{write(one)}”和“{write(other)}”两格？"
    return ""


def _identities(subject: Subject, kind: str) -> Iterator[Identity]:
    """The sums of one kind whose table is there."""
    for table in subject.form.tables:
        if table.id in subject.report.tables:
            yield from (identity for identity in table.identities() if _kind(table.id, identity) == kind)


def _kind(table: str, identity: Identity) -> str:
    if len(identity.left) > 1:
        return "balance"
    if table == "table4":
        return "dispute_total"
    left = identity.left[0]
    return "row_total" if all(path.startswith(f"{left}.") for path in identity.right) else "result_total"


def _side(subject: Subject, paths: Sequence[str]) -> _Side:
    """What is printed on one side, with the cells of a row that a form of another year has in place of several."""
    values = [subject.value(path) for path in paths]
    merged, replaced = _merged(subject, paths)
    known = sum((value for value in (*values, *merged) if value is not None), Decimal(0))
    exact = all(value is not None or path in replaced for value, path in zip(values, paths, strict=True))
    return _Side(known, exact and None not in merged)


def _merged(subject: Subject, paths: Sequence[str]) -> tuple[list[Decimal | None], frozenset[str]]:
    """The one cell of （六）其他处理 that stands for three, where the paths run down a column of table 3."""
    table = subject.report.tables.get("table3")
    row = table.merged_rows.get("other") if table is not None else None
    if row is None:
        return [], frozenset()
    replaced = frozenset(path for path in paths if path.startswith("requests.other_") and subject.cell(path) is None)
    if not replaced:
        return [], frozenset()
    columns = {path.split(".", 2)[2] if path.count(".") > 1 else "" for path in replaced}
    if len(columns) != 1:
        return [], replaced
    cell = row.get(columns.pop())
    return [cell.value if cell else None], replaced


def _holds(subject: Subject, identity: Identity) -> bool | None:
    """Whether a sum holds; None where blank cells leave it open. Blanks are nothing where that makes it right."""
    paths = (*identity.left, *identity.right)
    if all(subject.cell(path) is None for path in paths):
        return None
    left, right = _side(subject, identity.left), _side(subject, identity.right)
    if left.known == right.known and (left.exact or right.exact):
        return True
    if left.exact and right.exact:
        return False
    # A blank can only add to its side: what is known may already be more than the other side has.
    if (left.known > right.known and right.exact) or (right.known > left.known and left.exact):
        return False
    return None


def _said(value: Decimal | None) -> str:
    return "（空白）" if value is None else write(value)
