"""An old workbook (.xls, .et) in a process of its own, with limits on its time and memory.

Nothing in such a file tells how far its sheets reach before a library has laid them out in full: a stray cell in the
last corner costs half a gigabyte a sheet. As a program (see ``confined``) this answers ``{"sheets": [...]}``.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from draftgen.confined import Answer, ask, serve

_SECONDS = 30
_MEMORY = 1_500_000_000
MAX_CELLS = 4_000_000


class OldSheet(NamedTuple):
    """A sheet as the library gives it: its rows from A1 and its merged areas (top, left, bottom, right)."""

    name: str
    hidden: bool
    rows: tuple[tuple[Any, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]


def read_old(data: bytes) -> tuple[OldSheet, ...] | str:
    """The sheets of an old workbook, or why there are none: password, large, damaged, start (the program did not)."""
    answer = ask("draftgen.sheets.old", data, _SECONDS, _MEMORY)
    if "error" in answer:
        # A library that is refused memory ends its process without a word.
        return "large" if answer["error"] in ("memory", "time", "stopped") else str(answer["error"])
    return tuple(
        OldSheet(
            sheet["name"],
            sheet["hidden"],
            tuple(tuple(_decoded(value) for value in row) for row in sheet["rows"]),
            tuple((area[0], area[1], area[2], area[3]) for area in sheet["merged"]),
        )
        for sheet in answer["sheets"]
    )


def _decoded(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value


def main() -> None:
    """Reads the workbook of the standard input and prints what is in it. Arguments: seconds and bytes it may take."""
    serve(_answer)


def _answer(data: bytes) -> Answer:
    import python_calamine as calamine  # noqa: PLC0415 - under the limits

    try:
        return _read(data, calamine)
    except calamine.PasswordError:
        return {"error": "password"}
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001 - what the library cannot read at all comes as a panic, which is no Exception
        return {"error": "damaged"}


def _read(data: bytes, calamine: Any) -> Answer:
    book = calamine.load_workbook(BytesIO(data))
    found: list[dict[str, Any]] = []
    for about in book.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        raw = book.get_sheet_by_name(about.name)
        if raw.total_height * raw.total_width > MAX_CELLS:
            return {"error": "large"}
        rows = [[_encoded(value) for value in row] for row in raw.to_python(skip_empty_area=False)]
        merged = [[*start, *end] for start, end in raw.merged_cell_ranges or ()]
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        found.append({"name": about.name, "hidden": hidden, "rows": rows, "merged": merged})
    return {"sheets": found}


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"at": datetime(value.year, value.month, value.day).isoformat()}  # noqa: DTZ001 - a day, no moment
    return str(value) if isinstance(value, (time, timedelta)) else value


if __name__ == "__main__":
    main()
