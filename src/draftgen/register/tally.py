"""Rows → counts: table 3 by result and kind of applicant, carried over by dates, channels, average days."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.nothing import NOTHING
from draftgen.register.dates import working_days, years_known
from draftgen.register.heads import Heads, find_heads
from draftgen.register.judge import Judged, judge
from draftgen.register.office import CHANNELS, COLUMNS, KINDS, RESULTS, OfficeWords
from draftgen.register.privacy import Veil
from draftgen.register.rows import Cell, Entry, Rows
from draftgen.register.words import NOT_COUNTED, is_known, plain, spellings
from draftgen.sheets import Book, Sheet, cell_name, text_of

_ASKED = {"received": "收到日期", "result": "办理结果", "kind": "申请人类型"}
_FEW = 12
_SHOWN_RANGES = 8


class Counted(NamedTuple):
    """A count with the cells it was counted from, as a clerk can look them up: 台账.xlsx 2021!F3、F7:F9."""

    number: Decimal
    origin: str


class Matched(NamedTuple):
    """A spelling of the ledger and what it was taken for; ``rows`` are its places (row numbers as Excel shows them)."""

    part: str
    text: str
    meant: str
    number: int
    rows: str


class Register(NamedTuple):
    """What a ledger says of one year.

    ``cells``: table 3 by row and column id, rows of the form that have none left out. ``totals``: by row id.
    ``channels``: by path. ``days``: average working days with the number of cases, or None. ``matched``: how the words
    were understood. ``unknown``: words nobody has explained, by part of the map file; a part
    whose words may not be shown is there without them.
    """

    year: int
    rows: int
    cells: Mapping[tuple[str, str], Counted]
    totals: Mapping[str, Counted]
    channels: Mapping[str, Counted]
    days: Counted | None = None
    matched: tuple[Matched, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = NOTHING
    findings: tuple[Finding, ...] = ()


def read(book: Book, year: int | None, own: OfficeWords, trade: Iterable[str] = ()) -> Register:
    """The counts of the ledger ``book`` for ``year`` (None: the one it speaks of).

    ``trade``: texts in which words of the trade stand; of an unknown word no more is shown than they cover.
    """
    return _Reader(book, own, trade).read(year)


class _Reader:
    def __init__(self, book: Book, own: OfficeWords, trade: Iterable[str]) -> None:
        self._book, self._own, self._trade = book, own, trade
        self._findings: list[Finding] = []
        self._heads: dict[str, Heads] = {}
        self._entries: list[Entry] = []
        self._sheet_rows = Rows(own)
        for sheet in book.sheets:
            self._sheet(sheet)

    def read(self, year: int | None) -> Register:
        if self._book.macros:
            advice = "汇总不需要宏，最好另存为 .xlsx。"
            self._say("macros", "这份台账带有宏，宏没有运行。", advice, level=Level.HINT)
        if not self._heads:
            message = "没有找到申请台账：前 30 行里没有“收到日期”“申请人类型”“办理结果”这样的列名。"
            self._say(
                "no-ledger", message, "列名叫法不同的，在 --map 的文件里写“列:”，下面写“收到日期: 来文日”这样的对照。"
            )
            return self._nothing(0, _ASKED)
        year = year or self._year()
        if year is None or any(f.level is Level.ERROR for f in self._findings):
            if year is None:
                self._say("year", "看不出台账是哪一年的。", "加上 --year，例如 --year 2021。")
            return self._nothing(year or 0, [role for role in _ASKED if self._lacks(role)])
        return self._counted(year)

    def _nothing(self, year: int, lacking: Iterable[str]) -> Register:
        """What could not be counted, for want of the columns that are ``lacking``."""
        unknown = {COLUMNS: tuple(_ASKED[role] for role in lacking)}
        return Register(year, len(self._entries), {}, {}, {}, unknown=unknown, findings=tuple(self._findings))

    def _sheet(self, sheet: Sheet) -> None:
        heads = find_heads(sheet, self._own.columns)
        if heads is None:
            return
        if sheet.hidden:
            message = f"工作表“{sheet.name}”是隐藏的，像是台账，没有计入。"
            self._say("sheet-hidden", message, "要计入的，取消隐藏再试；不用的删去。", level=Level.ASK)
            return
        missing = [name for role, name in _ASKED.items() if not heads.has(role)]
        if missing:
            names = "、".join(f"“{name}”" for name in missing)
            place = self._place(sheet.name, heads.row, 0)
            message = f"工作表“{sheet.name}”里没有找到{names}这一列。"
            advice = "列名叫法不同的，在 --map 的文件里写“列:”，下面写“申请人类型: 本单位的列名”。"
            self._findings.append(Finding("column-missing", Level.ERROR, place, message, advice))
        self._heads[sheet.name] = heads
        for spot, error in sheet.errors.items():
            if spot[0] > heads.row and spot[1] in heads.columns.values():
                message = f"这一格显示的是错误值“{error}”。"
                self._say("cell-error", message, "改正公式，或者直接填写。", self._place(sheet.name, *spot))
        for spot in sheet.unsolved:
            if spot[0] > heads.row and spot[1] in heads.columns.values():
                advice = "用 Excel 或 WPS 打开台账，保存一次再试。"
                self._say(
                    "formula-open", "这一格是公式，文件里没有存下它的得数。", advice, self._place(sheet.name, *spot)
                )
        for spot in sorted(sheet.linked):
            if spot[0] > heads.row and spot[1] in heads.columns.values():
                message = "这一格取自另一个文件，按保存时的结果读取。"
                place = self._place(sheet.name, *spot)
                self._say("formula-linked", message, "核对它是不是最新的；最好直接填写。", place, Level.ASK)
        self._entries += self._sheet_rows.of(sheet, heads)

    def _lacks(self, role: str) -> bool:
        return any(not heads.has(role) for heads in self._heads.values())

    def _year(self) -> int | None:
        """The year that the file or all its sheets name, else the one in which most applications came."""
        named = {
            int(year)
            for name in (self._book.name, *self._heads)
            for year in re.findall(r"(?<!\d)(20[12]\d)(?!\d)", name)
        }
        if len(named) == 1:
            return named.pop()
        came = Counter(entry.received.year for entry in self._entries if entry.received is not None)
        most = came.most_common(2)
        if not most or (len(most) > 1 and most[0][1] < 2 * most[1][1]):
            return None
        return most[0][0]

    def _counted(self, year: int) -> Register:
        veil = self._veil()
        judged = [judge(entry, year, self._heads[entry.sheet]) for entry in self._entries]
        self._repeated(judged)
        self._said(judged, veil)
        counted = [one for one in judged if one.counts]
        cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        totals: dict[str, list[Entry]] = defaultdict(list)
        for one in counted:
            for row in one.rows:
                cells[row, one.kind].append(one.entry)
                totals[row].append(one.entry)
        came = [one.entry for one in counted if "new" in one.rows]
        return Register(
            year,
            len(self._entries),
            {key: self._count(found, key[0]) for key, found in cells.items()},
            {row: self._count(found, row) for row, found in totals.items()},
            self._channels(came),
            self._days(counted),
            tuple(self._matched(judged, veil)),
            self._unknown(judged, veil),
            tuple(self._findings),
        )

    def _veil(self) -> Veil:
        private: set[str] = set()
        for sheet in self._book.sheets:
            heads = self._heads.get(sheet.name)
            if heads is not None:
                for line in sheet.rows[heads.row + 1 :]:
                    private.update(text_of(line[column]) for column in heads.others if column < len(line))
        return Veil((*self._trade, *spellings()), private)

    # --- counts and where they come from ---

    def _count(self, found: list[Entry], row: str) -> Counted:
        role = "received" if row in ("new", "carried_in") else "result"
        return Counted(Decimal(len(found)), self._origin(found, role))

    def _origin(self, found: Iterable[Entry], role: str) -> str:
        """The cells of a column as ranges: 2021!F3、F7:F9; of very many the first, and how many rows in all."""
        by_sheet: dict[str, list[int]] = defaultdict(list)
        for entry in found:
            by_sheet[entry.sheet].append(entry.row)
        parts: list[str] = []
        for name, rows in by_sheet.items():
            column = self._column(name, role)
            spans = _spans(rows)
            shown = "、".join(
                cell_name(first, column) if first == last else f"{cell_name(first, column)}:{cell_name(last, column)}"
                for first, last in spans[:_SHOWN_RANGES]
            )
            parts.append(f"{name}!{shown}" + (f"等 {len(rows)} 行" if len(spans) > _SHOWN_RANGES else ""))
        return f"{self._book.name} {'；'.join(parts)}"

    def _column(self, sheet: str, role: str) -> int:
        heads = self._heads[sheet]
        columns = heads.columns
        first = next((one.column for one in heads.ticked.get(role, ())), 0)
        return columns.get(role, first)

    def _channels(self, came: list[Entry]) -> dict[str, Counted]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in came:
            if len(entry.channel.meant) == 1 and entry.channel.meant[0] != NOT_COUNTED:
                found[entry.channel.meant[0]].append(entry)
        return {path: Counted(Decimal(len(some)), self._origin(some, "channel")) for path, some in found.items()}

    def _days(self, judged: list[Judged]) -> Counted | None:
        """The mean of the working days, if every case that was decided has both of its dates."""
        done = [one.entry for one in judged if one.is_decided]
        spans = [
            working_days(entry.received, entry.answered)
            for entry in done
            if entry.received is not None and entry.answered is not None
        ]
        self._say_unknown(done)
        known = [days for days in spans if days is not None]
        if not done or len(known) < len(done):
            return None
        mean = (Decimal(sum(known)) / len(known)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return Counted(mean, self._origin(done, "answered"))

    def _say_unknown(self, done: Iterable[Entry]) -> None:
        """The years whose holidays nobody has told this program: no working days are counted in them."""
        first, last = years_known()
        days = (day for entry in done for day in (entry.received, entry.answered) if day is not None)
        strange = sorted({day.year for day in days if not first <= day.year <= last})
        if strange:
            listed = "、".join(f"{year}" for year in strange)
            message = f"程序里没有 {listed} 年的节假日安排（只有 {first}—{last} 年的），没有算平均办理天数。"
            self._say("holidays-unknown", message, "要报这个数的，自己算好，填在“平均办理天数”。", level=Level.ASK)

    # --- what is said of the words and the rows ---

    def _matched(self, judged: list[Judged], veil: Veil) -> Iterable[Matched]:
        own = {**self._own.results, **self._own.kinds, **self._own.channels}
        for part in (RESULTS, KINDS, CHANNELS):
            groups: dict[Cell, list[Entry]] = defaultdict(list)
            for one in judged:
                cell = {RESULTS: one.entry.result, KINDS: one.entry.kind, CHANNELS: one.entry.channel}[part]
                if one.is_this_year and cell.text and len(cell.meant) == 1:
                    groups[cell].append(one.entry)
            for cell, found in sorted(groups.items(), key=lambda group: -len(group[1])):
                known = all(is_known(text, own) for text in cell.text.split("、"))
                shown = cell.text if known else veil.show(cell.text)
                yield Matched(part, shown, cell.meant[0], len(found), self._rows(found))

    def _unknown(self, judged: list[Judged], veil: Veil) -> dict[str, tuple[str, ...]]:
        """The words nobody has explained, by part; of those that may not be shown only the part."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for part, role in ((RESULTS, "result"), (KINDS, "kind"), (CHANNELS, "channel")):
            for one in judged:
                cell: Cell = getattr(one.entry, role)
                if one.is_this_year and cell.text and not cell.meant:
                    found[part] |= {cell.text: None} if veil.is_open(cell.text) else {}
        return {part: tuple(texts) for part, texts in found.items()}

    def _said(self, judged: list[Judged], veil: Veil) -> None:
        """One finding for each thing that is wrong, with all the rows it is wrong in."""
        groups: dict[tuple[str, Level, str, str, str], list[Entry]] = defaultdict(list)
        for one in judged:
            for remark in one.remarks:
                cell = getattr(one.entry, remark.role, None)
                text = cell.text if cell is not None and remark.shows else ""
                shown = f"“{veil.show(text)}”" if text else ""
                groups[
                    remark.code, remark.level, remark.message.replace("{}", shown), remark.advice, remark.role
                ].append(one.entry)
        for (code, level, message, advice, role), found in groups.items():
            places = [self._place(entry.sheet, entry.row, self._column(entry.sheet, role)) for entry in found]
            many = f"{self._rows(found)}：" if len(found) > 1 else f"第 {found[0].row + 1} 行："
            self._findings.append(Finding(code, level, places[0], many + message, advice, more=tuple(places[1:_FEW])))

    def _repeated(self, judged: list[Judged]) -> None:
        """One application on two rows: its number says so."""
        by_number: dict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            number = plain(one.entry.number)
            if one.counts and len(number) >= 4 and any(char.isdigit() for char in number):
                by_number[number].append(one)
        for same in by_number.values():
            if len(same) < 2:
                continue
            rows = self._rows([one.entry for one in same])
            results = {one.entry.result.meant for one in same}
            what = "办理结果却不同：一件申请只能有一个结果。" if len(results) > 1 else "是不是登记了两遍？"
            first = same[0].entry
            place = self._place(first.sheet, first.row, self._column(first.sheet, "number"))
            advice = "留下正确的一行，删去另一行；确实是两件的，改正编号。"
            more = tuple(
                self._place(o.entry.sheet, o.entry.row, self._column(o.entry.sheet, "number")) for o in same[1:]
            )
            self._findings.append(
                Finding(
                    "two-results" if len(results) > 1 else "row-twice",
                    Level.ERROR,
                    place,
                    f"{rows}编号相同，{what}",
                    advice,
                    more=more,
                )
            )

    def _rows(self, found: list[Entry]) -> str:
        """第 3、8、15 行等 12 行; with the sheet where there are several."""
        by_sheet: dict[str, list[int]] = defaultdict(list)
        for entry in found:
            by_sheet[entry.sheet].append(entry.row + 1)
        parts: list[str] = []
        for name, rows in by_sheet.items():
            shown = "、".join(map(str, rows[:5]))
            more = f" 行等 {len(rows)} 行" if len(rows) > 5 else " 行"
            parts.append(f"{f'“{name}”' if len(self._heads) > 1 else ''}第 {shown}{more}")
        return "，".join(parts[:3])

    def _place(self, sheet: str, row: int, column: int) -> Place:
        return Place(self._book.name, row + 1, column + 1, cell=f"{sheet}!{cell_name(row, column)}")

    def _say(
        self, code: str, message: str, advice: str, place: Place | None = None, level: Level = Level.ERROR
    ) -> None:
        self._findings.append(Finding(code, level, place or Place(self._book.name), message, advice))


def _spans(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows as ranges of neighbours."""
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
