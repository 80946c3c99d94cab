"""The rows of a ledger: what each says in the words of the form, and what it does not say."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from draftgen.register.dates import dates_in
from draftgen.register.heads import Heads
from draftgen.register.office import OfficeWords
from draftgen.register.words import plain, result_of, words
from draftgen.sheets import Sheet, Value, text_of

IN, OUT, YES = "in", "out", "yes"
_NO = frozenset({"", "0", "否", "无", "不是", "没有", "×", "n", "no", "未结转", "不结转"})
_YES = frozenset({"√", "✓", "✔", "是", "有", "y", "yes", "1", "已结转", "结转", "对"})
_IN = ("上年", "往年", "去年", "上一年")
_OUT = ("下年", "下一年", "明年", "次年")
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


def entries(sheet: Sheet, heads: Heads, own: OfficeWords) -> Iterator[Entry]:
    """The applications of a sheet. Blank rows, sums, heads that are repeated and remarks below the table are no rows."""
    for row in range(heads.row + 1, len(sheet.rows)):
        line = sheet.rows[row]
        if _is_entry(line, heads):
            yield _entry(sheet, row, heads, own)


def _is_entry(line: tuple[Value, ...], heads: Heads) -> bool:
    texts = [text_of(value).strip() for value in line]
    if any(plain(text).startswith(_SUMS) for text in texts[:3] if len(text) < 12):
        return False
    told = [texts[column] for role, column in heads.columns.items() if role != "number" and column < len(texts)]
    told += [texts[one.column] for some in heads.ticked.values() for one in some if one.column < len(texts)]
    names = [words().columns.get(plain(text), "") for text in told]
    return any(told) and sum(map(bool, names)) < 2


def _entry(sheet: Sheet, row: int, heads: Heads, own: OfficeWords) -> Entry:
    line = sheet.rows[row]

    def value(role: str) -> Value:
        column = heads.columns.get(role, -1)
        return line[column] if 0 <= column < len(line) else ""

    odd: list[str] = []
    days: dict[str, date | None] = {}
    for role in ("received", "answered"):
        found = dates_in(value(role))
        days[role] = found[0] if len(found) == 1 else None
        if len(found) > 1 or (not found and text_of(value(role)).strip() not in ("", "/", "-", "—", "无", "未答复")):
            odd.append(role)
    known = words()
    return Entry(
        sheet.name,
        row,
        days["received"],
        days["answered"],
        _meaning(line, heads, "kind", own.kinds, known.kinds),
        _result(line, heads, own),
        _meaning(line, heads, "channel", own.channels, known.channels),
        _carried(value),
        text_of(value("number")).strip(),
        tuple(odd),
    )


def _ticked(line: tuple[Value, ...], heads: Heads, part: str) -> list[str]:
    """The heads of the columns that are ticked for this row."""
    return [
        one.text
        for one in heads.ticked.get(part, ())
        if one.column < len(line) and plain(text_of(line[one.column])) not in _NO
    ]


def _text(line: tuple[Value, ...], heads: Heads, part: str) -> str:
    column = heads.columns.get(part, -1)
    return text_of(line[column]).strip() if 0 <= column < len(line) else ""


def _meaning(
    line: tuple[Value, ...], heads: Heads, part: str, own: Mapping[str, str], known: Mapping[str, str]
) -> Cell:
    texts = _ticked(line, heads, part) if part in heads.ticked else [_text(line, heads, part)]
    meant = [own.get(plain(text)) or known.get(plain(text), "") for text in texts if text]
    return Cell("、".join(filter(None, texts)), tuple(dict.fromkeys(filter(None, meant))))


def _result(line: tuple[Value, ...], heads: Heads, own: OfficeWords) -> Cell:
    texts = _ticked(line, heads, "result") if "result" in heads.ticked else [_text(line, heads, "result")]
    meant = [row for text in texts if text for row in result_of(text, own.results)]
    return Cell("、".join(filter(None, texts)), tuple(dict.fromkeys(meant)))


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
