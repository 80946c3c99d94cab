"""This year's tables against last year's (domain.md 3.1, 16-21)."""

from collections.abc import Iterator
from decimal import Decimal

from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Subject
from draftgen.core.finding import Place
from draftgen.core.report import Report
from draftgen.numerals import write

_CARRIED = "与上年年报衔接"
_STOCKS = (("regulations", "规章"), ("documents", "行政规范性文件"))
_BLOCKS = (("reviews", "行政复议"), ("direct", "未经复议直接起诉"), ("after_review", "复议后起诉"))


def last_report(subject: Subject) -> Iterator[Said]:
    """给的上年年报，是同一个机关上一年度的。

    为什么：拿错了文件，两年的对照全是错的；所以没有对照。
    依据：规则 18、19 的前提
    错例：
        上年 标题：澜江县教育局/2024年政府信息公开工作年度报告
    对例：
        上年 标题：澜江县水务局/2024年政府信息公开工作年度报告
    """
    if subject.unfit_last:
        yield Remark(
            Place(section="标题"),
            f"给的上年年报{subject.unfit_last}，没有与它对照。",
            "换成本机关上一年度的年报；机关改了名的，把上年文件标题里的名称改成现在的再查。",
        )


def carried_in(subject: Subject) -> Iterator[Said]:
    """表三上年结转，每一列都等于上年年报的结转下年。

    为什么：上年没有办完的，今年接着办；对不上说明两年里有一年填错了。
    依据：规则 18（F4，7 列）；同类审核工具只比总计一列
    错例：
        上年 表三 结转下年·自然人：2
        表三 上年结转·自然人：1
    对例：
        上年 表三 结转下年·自然人：2
        表三 上年结转·自然人：2
    """
    last = subject.context.last
    if last is None:
        return
    for cell in subject.form.table("table3").cells():
        if cell.row.id != "carried_in":
            continue
        now, before = subject.value(cell.path), _before(last, cell.path.replace("carried_in", "carried_out"))
        if now is None or before is None:
            continue
        yield Held(_CARRIED, int(now == before), 1)
        if now != before:
            column = subject.names[cell.path].column
            yield Remark(
                subject.at(cell.path),
                f"表三“上年结转”行“{column}”列填 {write(now)}，上年年报“结转下年”是 {write(before)}。",
                "两个数应当相同；上年年报公布后更正过的，可以不理。",
                f"“{column}”列 {write(now)} 对上年 {write(before)}",
            )


def _before(last: Report, path: str) -> Decimal | None:
    cell = last.cell(path)
    return None if cell is None else cell.value


def stock(subject: Subject) -> Iterator[Said]:
    """现行有效件数等于上年有效加本年制发减本年废止。

    为什么：年初有的、新发的、废止的都有数，年底的数就定了；因机构改革、集中清理重新统计并说明的除外。
    依据：规则 19；同类审核工具的跨年校验
    错例：
        上年 表二 行政规范性文件·现行有效：5
        表二 行政规范性文件·制发：3
        表二 行政规范性文件·现行有效：7
    对例：
        上年 表二 行政规范性文件·现行有效：5
        表二 行政规范性文件·制发：3
        表二 行政规范性文件·现行有效：8
    """
    last = subject.context.last
    if last is None or last.form != subject.form.id:
        return
    for row, name in _STOCKS:
        made, repealed, valid = (subject.value(f"{row}.{column}") for column in ("made", "repealed", "valid"))
        before = _before(last, f"{row}.valid")
        if made is None or repealed is None or valid is None or before is None:
            continue
        wanted = before + made - repealed
        if repealed > before + made:
            continue
        yield Held(_CARRIED, int(valid == wanted), 1)
        if valid != wanted and not _declared(subject):
            yield Remark(
                subject.at(f"{row}.valid"),
                f"表二{name}现行有效 {write(valid)} 件，按上年推算是 {write(before)} + {write(made)} - {write(repealed)} = {write(wanted)} 件。",
                "核对这几个数；因机构改革或集中清理重新统计的，在正文里说明。",
                f"{name}现行有效 {write(valid)}，推算 {write(wanted)}",
            )


_CLEAN_UP = ("清理", "机构改革", "划转", "宣布失效", "失效", "重新统计", "撤销", "移交", "合并")


def _declared(subject: Subject) -> bool:
    """Whether the text says that documents were counted anew: such a break is legitimate (taxonomy.json, legit_break)."""
    return any(
        "规范性文件" in sentence.text and any(word in sentence.text for word in _CLEAN_UP)
        for sentence in subject.sentences
    )


def repealed_too_many(subject: Subject) -> Iterator[Said]:
    """废止的件数不多于上年有效加本年制发。

    为什么：没有的文件不能废止。
    依据：规则 16
    错例：
        上年 表二 行政规范性文件·现行有效：2
        表二 行政规范性文件·废止：3
    对例：
        上年 表二 行政规范性文件·现行有效：3
        表二 行政规范性文件·废止：3
    """
    last = subject.context.last
    if last is None or last.form != subject.form.id:
        return
    for row, name in _STOCKS:
        made, repealed = subject.value(f"{row}.made"), subject.value(f"{row}.repealed")
        before = _before(last, f"{row}.valid")
        if made is not None and repealed is not None and before is not None and repealed > before + made:
            yield Remark(
                subject.at(f"{row}.repealed"),
                f"表二{name}废止 {write(repealed)} 件，比上年有效的 {write(before)} 件加本年制发的 {write(made)} 件还多。",
                "核对废止件数，以及上年年报的现行有效件数。",
                f"{name}废止 {write(repealed)}",
            )


def pending(subject: Subject) -> Iterator[Said]:
    """上年尚未审结的，今年应当还在表四里。

    为什么：上年没有审结的案件，今年要么有结果，要么仍未审结。
    依据：规则 20
    错例：
        上年 表四 行政复议·尚未审结：2
        表四 行政复议·总计：1
    对例：
        上年 表四 行政复议·尚未审结：2
        表四 行政复议·总计：2
    """
    last = subject.context.last
    if last is None:
        return
    for block, name in _BLOCKS:
        before, total = _before(last, f"{block}.pending"), subject.value(block)
        if before is not None and total is not None and before > total:
            yield Remark(
                subject.at(block),
                f"表四“{name}”上年尚未审结 {write(before)} 件，本年总计只有 {write(total)} 件。",
                "核对是不是漏了上年没有审结的案件。",
                f"“{name}”上年未结 {write(before)}，本年总计 {write(total)}",
            )


def copied(subject: Subject) -> Iterator[Said]:
    """表格的数与上年不完全相同。

    为什么：每一格都和上年一样，是没有改数；有单位因为连续三年数字相同被曝光。
    依据：规则 21；规则 m（数字没有改）
    错例：
        上年 表三 新收·自然人：3
        上年 表三 予以公开·自然人：3
        上年 表二 行政许可：12
        表三 新收·自然人：3
        表三 予以公开·自然人：3
        表二 行政许可：12
    对例：
        上年 表三 新收·自然人：3
        表三 新收·自然人：4
    """
    last = subject.context.last
    if last is None:
        return
    pairs = [
        (cell.value, _before(last, path))
        for table in subject.report.tables.values()
        for path, cell in table.cells.items()
        if last.cell(path) is not None
    ]
    filled = [pair for pair in pairs if any(pair)]
    if filled and len(pairs) >= _MANY and all(now == before for now, before in pairs):
        yield Remark(
            Place(section="三张表"),
            f"三张表的 {len(pairs)} 格与上年年报完全相同，其中不是 0 的有 {len(filled)} 格。",
            "核对是不是忘了改成本年的数。",
        )


_MANY = 20


def jump(subject: Subject) -> Iterator[Said]:
    """和上年相比不离奇。

    为什么：涨到五倍以上、落到五分之一以下，可能是单位或者口径错了；基数不到 10 的不比。
    依据：规则 17；同类审核工具的 QR-007
    错例：
        上年 表二 行政许可：20
        表二 行政许可：200
    对例：
        上年 表二 行政许可：20
        表二 行政许可：60
    """
    last = subject.context.last
    if last is None:
        return
    times, least = subject.limit("jump"), subject.limit("jump_base")
    totals = {cell.path for cell in subject.form.cells() if cell.column.total or cell.path.count(".") == 0}
    for path in subject.names:
        now, before = subject.value(path), _before(last, path)
        if (
            now is None
            or before is None
            or min(now, before) < least
            or (path.startswith("requests") and path not in totals)
        ):
            continue
        if now > times * before or now * times < before:
            name = subject.names[path]
            said = f"“{name.row}”" if name.row else f"“{name.column}”"
            yield Remark(
                subject.at(path),
                f"{name.table}{said}本年 {write(now)}，上年 {write(before)}，变化很大。",
                "核对两年的数和单位；属实的可以不理。",
                f"{said} {write(before)} → {write(now)}",
            )
