"""Where the table of a ledger begins, and what each of its columns holds."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from draftgen.register.words import plain, words
from draftgen.sheets import Sheet, text_of

_DEEP = 30
NEEDED = ("received", "result", "kind")


class Ticked(NamedTuple):
    """A column that is ticked for one value: 自然人 | 商业企业 | …, with √ in one of them."""

    column: int
    text: str


class Heads(NamedTuple):
    """The heads of a ledger: ``row`` is the last row of them, ``columns`` gives the column of each role.

    ``ticked``: for kinds, results and channels that have a column for each value. ``others``: every other column.
    """

    row: int
    columns: Mapping[str, int]
    ticked: Mapping[str, tuple[Ticked, ...]]
    others: tuple[int, ...]

    def has(self, role: str) -> bool:
        return role in self.columns or bool(self.ticked.get(role))


def find_heads(sheet: Sheet, own: Mapping[str, str]) -> Heads | None:
    """The heads of a sheet; None if it holds no ledger. ``own`` are the office's names of columns, role by head."""
    best: Heads | None = None
    for row in range(min(len(sheet.rows), _DEEP)):
        found = _heads_at(sheet, row, own)
        if found is not None and (best is None or _weight(found) > _weight(best)):
            best = found
    return best


def _weight(heads: Heads) -> tuple[int, int]:
    return sum(heads.has(role) for role in NEEDED), len(heads.columns)


def _heads_at(sheet: Sheet, row: int, own: Mapping[str, str]) -> Heads | None:
    columns: dict[str, int] = {}
    ticked: dict[str, list[Ticked]] = {"kind": [], "result": [], "channel": []}
    seen: set[int] = set()
    for column, text in _texts(sheet, row):
        name = plain(text)
        role = own.get(name) or words().columns.get(name, "")
        if role and role not in columns:
            columns[role] = column
            # Reasons are free text: what they hold is covered like that of any other column.
            seen.update(() if role == "reason" else (column,))
        for part, known in (("kind", words().kinds), ("result", words().results), ("channel", words().channels)):
            if not role and name in known:
                ticked[part].append(Ticked(column, text))
    groups = {part: tuple(some) for part, some in ticked.items() if len(some) > 1 and part not in columns}
    seen.update(one.column for some in groups.values() for one in some)
    if not any(role in columns or role in groups for role in NEEDED) or len(columns) + len(groups) < 2:
        return None
    width = max((len(line) for line in sheet.rows), default=0)
    return Heads(row, columns, groups, tuple(column for column in range(width) if column not in seen))


def _texts(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    """The heads of a row; where it has none, the one merged down from above."""
    covered = {
        (area.bottom, column): (area.top, column)
        for area in sheet.merged
        if area.top < area.bottom == row
        for column in range(area.left, area.right + 1)
    }
    for column in range(len(sheet.rows[row])):
        text = text_of(sheet.rows[row][column]).strip()
        if not text and (row, column) in covered:
            top = covered[row, column][0]
            text = text_of(sheet.rows[top][column]).strip()
        if text and len(text) <= 40:
            yield column, text
