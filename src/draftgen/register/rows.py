"""The rows of a ledger: what each says in the words of the form, and what it does not say."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from draftgen.register.dates import dates_in
from draftgen.register.heads import Heads
from draftgen.register.office import OfficeWords
from draftgen.register.words import is_group, plain, result_of, words
from draftgen.sheets import Sheet, Value, text_of

IN, OUT, YES = "in", "out", "yes"
_NO = frozenset({"", "0", "否", "无", "不是", "没有", "×", "n", "no", "未结转", "不结转"})
_YES = frozenset({"√", "✓", "✔", "是", "有", "y", "yes", "1", "已结转", "结转", "对"})
_IN = ("上年", "往年", "去年", "上一年")
_OUT = ("下年", "下一年", "明年", "次年")
_NO_DATE = frozenset({"", "/", "-", "—", "－", "无", "未答复", "待答复"})
_SUMS = ("合计", "总计", "小计", "共计", "累计")


class Cell(NamedTuple):
    """What a column of a row says: its text, and what it means (several, if it says several; none, if unknown)."""

    text: str = ""
    meant: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One application. ``row`` counts from 0 in its sheet; days are None where there is none."""

    sheet: str
    row: int
    received: date | None
    answered: date | None
    kind: Cell
    result: Cell
    channel: Cell
    carried: str
    number: str
    odd_dates: tuple[str, ...] = ()


class Rows:
    """The applications of a ledger's sheets in the words of the program and of the office (``own``)."""

    def __init__(self, own: OfficeWords) -> None:
        self._own, self._known = own, words()
        # Of ten thousand rows most say the same.
        self._cells: dict[tuple[str, tuple[str, ...]], Cell] = {}

    def of(self, sheet: Sheet, heads: Heads) -> Iterator[Entry]:
        """The rows of a sheet. Blank ones, sums, heads that are repeated and remarks below the table are none."""
        for row in range(heads.row + 1, len(sheet.rows)):
            if _is_entry(sheet.rows[row], heads):
                yield self._entry(sheet, row, heads)

    def _entry(self, sheet: Sheet, row: int, heads: Heads) -> Entry:
        line = sheet.rows[row]

        def value(role: str) -> Value:
            column = heads.columns.get(role, -1)
            return line[column] if 0 <= column < len(line) else ""

        received, answered = dates_in(value("received")), dates_in(value("answered"))
        odd = tuple(
            role
            for role, found in (("received", received), ("answered", answered))
            if len(found) > 1 or (not found and text_of(value(role)).strip() not in _NO_DATE)
        )
        return Entry(
            sheet.name,
            row,
            received[0] if len(received) == 1 else None,
            answered[0] if len(answered) == 1 else None,
            self._cell("kind", line, heads),
            self._cell("result", line, heads),
            self._cell("channel", line, heads),
            _carried(value),
            text_of(value("number")).strip(),
            odd,
        )

    def _cell(self, part: str, line: tuple[Value, ...], heads: Heads) -> Cell:
        texts = _ticked(line, heads, part) if part in heads.ticked else _typed(line, heads, part)
        if part == "result" and texts and all(is_group(text) for text in texts):
            # 不予公开 in one column, 国家秘密 in the next.
            texts = tuple(f"{text}-{reason}" for text in texts for reason in _typed(line, heads, "reason")) or texts
        key = (part, texts)
        if key not in self._cells:
            meant = dict.fromkeys(meaning for text in texts for meaning in self._meanings(part, text) if meaning)
            self._cells[key] = Cell("、".join(texts), tuple(meant))
        return self._cells[key]

    def _meanings(self, part: str, text: str) -> tuple[str, ...]:
        if part == "result":
            return result_of(text, self._own.results)
        own, known = {
            "kind": (self._own.kinds, self._known.kinds),
            "channel": (self._own.channels, self._known.channels),
        }[part]
        return (own.get(plain(text)) or known.get(plain(text), ""),)


def _is_entry(line: tuple[Value, ...], heads: Heads) -> bool:
    firsts = (text_of(value).strip() for value in line[:3])
    if any(plain(text).startswith(_SUMS) for text in firsts if text and len(text) < 12):
        return False
    told = [line[column] for role, column in heads.columns.items() if role != "number" and column < len(line)]
    told += [line[one.column] for some in heads.ticked.values() for one in some if one.column < len(line)]
    date_cell = heads.columns.get("received", -1)
    if 0 <= date_cell < len(line) and [value for value in told if str(value).strip()] == [line[date_cell]]:
        return bool(dates_in(line[date_cell]))  # a remark below the table, or a day with nothing else
    names = (words().columns.get(plain(value.strip())) for value in told if isinstance(value, str))
    return any(str(value).strip() for value in told) and sum(map(bool, names)) < 2


def _ticked(line: tuple[Value, ...], heads: Heads, part: str) -> tuple[str, ...]:
    """The heads of the columns that are ticked for this row."""
    return tuple(
        one.text
        for one in heads.ticked.get(part, ())
        if one.column < len(line) and plain(text_of(line[one.column])) not in _NO
    )


def _typed(line: tuple[Value, ...], heads: Heads, part: str) -> tuple[str, ...]:
    column = heads.columns.get(part, -1)
    text = text_of(line[column]).strip() if 0 <= column < len(line) else ""
    return (text,) if text else ()


def _carried(value: Callable[[str], Value]) -> str:
    """Whether a row is marked as carried over, and which way; "" if it is not."""
    for role, way in (("carried_in", IN), ("carried_out", OUT), ("carried", YES)):
        text = text_of(value(role)).strip()
        if plain(text) in _NO:
            continue
        if any(word in text for word in _IN):
            return IN
        if any(word in text for word in _OUT):
            return OUT
        if plain(text) in _YES:
            return way
    return ""
