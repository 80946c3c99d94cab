"""The pages of a PDF as lines and table cells with their places. Runs as a program of its own, with limits on itself.

It answers (see ``confined``) ``{"pages": [...]}`` (see ``_page``).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from draftgen.confined import Answer, serve

MAX_PAGES = 60
_MAX_CHARS = 60_000
_WHITE = 0.98
_SHORT = 8
_NEAR = 4


def main() -> None:
    """Reads the PDF of the standard input and prints what is in it. Arguments: seconds and bytes that it may take."""
    serve(_answer)


def _answer(data: bytes) -> Answer:
    try:
        return _read(data)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a broken file makes the parser raise, it is a broken file
        return {"error": "password" if _is_password(error) else "damaged"}


def _is_password(error: BaseException | None) -> bool:
    while error is not None:
        if "Password" in f"{type(error).__name__}{error!r}" or "Encrypt" in type(error).__name__:
            return True
        error = error.__cause__ or error.__context__
    return False


def _read(data: bytes) -> Answer:
    import logging  # noqa: PLC0415

    import pdfplumber  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    with pdfplumber.open(BytesIO(data)) as pdf:
        pages: list[dict[str, Any]] = []
        for number, page in enumerate(pdf.pages, 1):
            if number > MAX_PAGES:
                return {"error": "pages"}
            pages.append(_page(page))
            page.close()
        title = (pdf.metadata or {}).get("Title")
        return {"pages": pages, "title": title if isinstance(title, str) else ""}


def _page(page: Any) -> dict[str, Any]:
    """One page: its size, its lines outside of tables, its tables as cells, and how much of it pictures cover."""
    if len(page.chars) > _MAX_CHARS:
        raise MemoryError
    if _doubled(page.chars):
        page = page.dedupe_chars(tolerance=1)
    ruled = page.filter(_is_drawn)
    closing = {"explicit_horizontal_lines": list(_open_ends(ruled.edges))}
    tables = [table for table in ruled.find_tables(closing) if _is_table(table)]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_inside(thing, box) for box in boxes)) if boxes else page
    lines = [
        [round(float(line[key]), 1) for key in ("x0", "x1", "top", "bottom")] + [line["text"]]
        for line in outside.extract_text_lines(return_chars=False, strip=True)
    ]
    area = float(page.width * page.height) or 1.0
    covered = sum(float(image["width"]) * float(image["height"]) for image in page.images) / area
    return {
        "width": float(page.width),
        "height": float(page.height),
        "lines": lines,
        "tables": [_table(table) for table in tables],
        "pictures": min(covered, 1.0),
        "chars": len(page.chars),
    }


def _is_drawn(thing: dict[str, Any]) -> bool:
    """Whether a thing on the page can be seen: WPS lays white boxes behind the lines of a text, which are no table."""
    if thing["object_type"] not in ("rect", "curve") or thing.get("stroke"):
        return True
    colour = thing.get("non_stroking_color")
    parts = colour if isinstance(colour, (list, tuple)) else (colour,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:  # cyan, magenta, yellow, black: none of them is white
        return any(part > 1 - _WHITE for part in numbers)
    return not numbers or any(part < _WHITE for part in numbers)


def _open_ends(edges: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines that a table lacks where the page breaks it: three upright ones or more end there, and no level one is."""
    level = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > _SHORT]
    for end in ("top", "bottom"):
        groups: dict[int, list[dict[str, Any]]] = {}
        for edge in upright:
            if not any(abs(edge[end] - place) < _NEAR for place in level):
                groups.setdefault(round(edge[end] / _NEAR), []).append(edge)
        for group in groups.values():
            lefts = {round(edge["x0"]) for edge in group}
            if len(lefts) >= 3:
                place, left, right = group[0][end], min(lefts), max(lefts)
                line = {"object_type": "line", "x0": left, "x1": right, "top": place, "bottom": place}
                yield line | {"orientation": "h", "width": right - left, "height": 0, "doctop": place}


def _is_table(table: Any) -> bool:
    """Whether ruled lines make a table: it has a row of two cells."""
    return any(sum(cell is not None for cell in row.cells) >= 2 for row in table.rows)


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _table(table: Any) -> dict[str, Any]:
    """The cells of a table as [x0, x1, top, bottom, text]."""
    cells = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            if cell is not None:
                cells.append([round(float(cell[i]), 1) for i in (0, 2, 1, 3)] + [text or ""])
    return {"box": [round(float(edge), 1) for edge in table.bbox], "cells": cells}


def _doubled(chars: list[dict[str, Any]]) -> bool:
    """Whether letters are printed twice to look bold."""
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in chars}
    return len(chars) > 20 and len(places) < 0.9 * len(chars)


if __name__ == "__main__":
    main()
