"""审核汇总表.xlsx: a row a unit, every finding, what is alike, who sent what."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.core.finding import Finding
from draftgen.inspection.alike import Alike, Pair
from draftgen.inspection.book import Book, Column, Heavy, Share, Value
from draftgen.inspection.roster import Attendance, Entry
from draftgen.inspection.rounds import Followed, State, tally
from draftgen.inspection.unit import Received, Unit
from draftgen.inspection.weighing import Weight, counts, families, family, weight, weights

NAME = "审核汇总表.xlsx"
_PASSAGES = 3


class Row(NamedTuple):
    """What the office knows of one unit. ``followed`` is None in the first round; ``nearest`` the pair most alike."""

    unit: Unit
    findings: tuple[Finding, ...]
    followed: tuple[Followed, ...] | None = None
    nearest: Pair | None = None


def ranked(rows: Sequence[Row]) -> list[Row]:
    """The rows, most serious first: what must be mended, then questions, then the rest."""

    def key(row: Row) -> tuple[int, int, int, str]:
        found = weights(row.findings)
        return -found[Weight.MUST], -found[Weight.CONFIRM], -found[Weight.IMPROVE], row.unit.name

    return sorted(rows, key=key)


def workbook(
    rows: Sequence[Row],
    received: Received,
    same: Alike = Alike(),  # noqa: B008 - a value that cannot change
    roster: Sequence[Entry] | None = None,
    gone: Sequence[str] = (),
) -> bytes:
    """The whole file, the same bytes for the same findings.

    ``roster`` is None where no list of units was given; ``gone`` are units of the last round that are missing now.
    Raises DraftgenError where the package that writes Excel is missing.
    """
    year = f"{received.year}年" if received.year else ""
    title = f"{year}政府信息公开工作年度报告审核汇总表"
    book = Book(title)
    ordered = ranked(rows)
    again = any(row.followed is not None for row in rows)
    _summary(book, ordered, (title, _told(rows, received)), again=again)
    _findings(book, ordered, again=again)
    if same.pairs:
        listed = (
            f"，这里列出 {len(same.pairs)} 对：最相近的，以及每个单位最相近的一对"
            if same.total > len(same.pairs)
            else ""
        )
        note = f"文字雷同的共 {same.total} 对{listed}。是否照搬由人判断；法规名称和“没有发生”一类的句子不计入。"
        book.sheet("雷同", _PAIRS, _pairs(same.pairs), ("文字雷同的年报", note))
    entries = [_entry(row.unit) for row in ordered] if roster is None else list(roster)
    entries += [Entry(name, Attendance.GONE) for name in gone]
    book.sheet("报送情况", _SENT, _sent(ordered, received, entries))
    return book.done()


# --- 汇总 ---


def _summary(book: Book, rows: Sequence[Row], above: Sequence[str], *, again: bool) -> None:
    found = [counts(row.findings) for row in rows]
    # A column in which nobody has anything only makes the others harder to read.
    shown = [name for name in families() if any(any(one[name]) for one in found)]
    columns = [Column("序号", 5), Column("单位", 30), Column("结论", 11)]
    columns += [Column(kind.value, 6) for kind in Weight]
    columns += [Column(state.value, 5, "与上一轮相比") for state in _STATES] if again else []
    columns += [Column(name, 5, group) for group in shown for name in ("确定", "待核")]
    columns += [Column("重复率", 7, "最相近的单位"), Column("单位", 24, "最相近的单位"), Column("备注", 44)]
    lines = (
        _summary_row(number, row, [count for name in shown for count in one[name]], again=again)
        for number, (row, one) in enumerate(zip(rows, found, strict=True), 1)
    )
    book.sheet("汇总", columns, lines, above)


_STATES = (State.MENDED, State.OPEN, State.NEW)


def _summary_row(number: int, row: Row, found: Sequence[int], *, again: bool) -> list[Value]:
    heavy = weights(row.findings)
    line: list[Value] = [number, row.unit.name, _verdict(heavy), Heavy(heavy[Weight.MUST])]
    line += [heavy[kind] for kind in Weight if kind is not Weight.MUST]
    if again:
        state = tally(row.followed or ())
        line += [state[kind] for kind in _STATES]
    remarks = [*row.unit.remarks, *(["上一轮没有这个单位"] if again and row.followed is None else [])]
    line += found
    line += [Share(row.nearest.rate), _other(row.nearest, row.unit)] if row.nearest is not None else ["", ""]
    return [*line, "；".join(remarks)]


def _other(pair: Pair, unit: Unit) -> str:
    return pair.other.name if pair.one.name == unit.name else pair.one.name


def _told(rows: Sequence[Row], received: Received) -> str:
    must = sum(weights(row.findings)[Weight.MUST] > 0 for row in rows)
    parts = [f"共审核 {len(rows)} 个单位，其中 {must} 个有必须修改之处"]
    if received.unread:
        parts.append(f"{len(received.unread)} 个文件没有查，见“报送情况”")
    return "；".join(parts) + "。“确定”是算得出来或者格式写明的，“待核”要由人判断；空格表示没有。"


def _verdict(found: dict[Weight, int]) -> str:
    if found[Weight.MUST]:
        return "需修改"
    if found[Weight.CONFIRM]:
        return "需核实"
    return "可完善" if found[Weight.IMPROVE] else "未发现问题"


# --- 明细 ---


def _findings(book: Book, rows: Sequence[Row], *, again: bool) -> None:
    columns = [Column("序号", 6), Column("单位", 26), Column("类别", 10), Column("检查项目", 10), Column("位置", 24)]
    columns += [Column("原文", 28), Column("问题", 50), Column("处理意见", 40), Column("另有几处", 9)]
    columns += [Column("与上一轮相比", 20)] if again else []
    columns += [Column("规则", 16)]
    listed = ((row, item) for row in rows for item in _listed(row))
    lines = (_finding_row(number, row, item, again=again) for number, (row, item) in enumerate(listed, 1))
    book.sheet("明细", columns, lines)


def _listed(row: Row) -> list[Followed]:
    """The findings of a unit by weight; what was mended since the last round stands at the end."""
    known = row.followed
    items = [Followed(finding, State.NEW) for finding in row.findings] if known is None else list(known)
    order = list(Weight)
    return sorted(items, key=lambda item: (item.state is State.MENDED, order.index(weight(item.finding))))


def _finding_row(number: int, row: Row, item: Followed, *, again: bool) -> list[Value]:
    finding, place = item.finding, item.finding.place
    where = str(place.spot) if place.spot.table else place.section
    line: list[Value] = [number, row.unit.name, weight(finding).value, family(finding.code), where]
    line += [place.excerpt, finding.message, finding.advice, len(finding.more)]
    if again:
        line.append(f"{item.state.value}（{item.note}）" if item.note else item.state.value)
    return [*line, finding.code]


# --- 雷同 ---

_PAIRS = (
    Column("序号", 6),
    Column("单位", 28),
    Column("与之相近的单位", 28),
    Column("重复率", 8),
    Column("总体情况", 9),
    Column("问题及改进", 11),
    Column("整段相同", 9),
    Column("相同的段落（最长的三段）", 90),
)


def _pairs(pairs: Sequence[Pair]) -> Iterator[list[Value]]:
    for number, pair in enumerate(pairs, 1):
        rates = [Share(rate) for rate in (pair.rate, pair.overview, pair.problems, pair.copied)]
        shown = enumerate(pair.passages[:_PASSAGES], 1)
        passages = "\n".join(f"（{place}）{''.join(text.splitlines())}" for place, text in shown)
        yield [number, pair.one.name, pair.other.name, *rates, passages]


# --- 报送情况 ---

_SENT = (
    Column("序号", 6),
    Column("单位", 30),
    Column("情况", 15),
    Column("文件", 44),
    Column("核对相符", 40),
    Column("说明", 60),
)


def _sent(rows: Sequence[Row], received: Received, entries: list[Entry]) -> Iterator[list[Value]]:
    holds = {row.unit.report.file: "；".join(row.unit.report.holds) for row in rows}
    known = {file for entry in entries if entry.state is Attendance.UNREAD for file in entry.files}
    left = [item for item in received.unread if item.file not in known]
    entries = [
        *entries,
        *(Entry("", Attendance.STRAY if item.stray else Attendance.UNREAD, (item.file,), item.reason) for item in left),
    ]
    for number, entry in enumerate(entries, 1):
        held = "\n".join(holds[file] for file in entry.files if holds.get(file))
        yield [number, entry.name, entry.state.value, "\n".join(entry.files), held, entry.remark]


def _entry(unit: Unit) -> Entry:
    again = any(other.year == unit.year for other in unit.others)
    return Entry(unit.name, Attendance.TWICE if again else Attendance.SENT, unit.files, "；".join(unit.remarks))
