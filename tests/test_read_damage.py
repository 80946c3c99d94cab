"""Cells lost, labels garbled, rows torn: what is still read is right, and what is not read is said. Never a wrong number."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import reports
from tests.reports import HEADINGS, html_table, table

from draftgen import recall
from draftgen.core.read import ReadTable
from draftgen.forms import form

TABLES = {"published": "table2", "requests": "table3", "disputes": "table4"}


def numbered(table_id: str) -> tuple[ReadTable, dict[str, str]]:
    """A table with a different number in each cell, and the numbers by path."""
    numbers = {cell.path: str(1000 + number) for number, cell in enumerate(form("2021").table(table_id).cells())}
    return table(table_id, **{path.replace(".", "__"): text for path, text in numbers.items()}), numbers


def page(section: str, lines: str) -> bytes:
    return f"{HEADINGS[section]}\n{lines}\n".encode()


def web(section: str, grid: ReadTable) -> bytes:
    return f"<html><p>{HEADINGS[section]}</p>{html_table(grid)}</html>".encode()


MANNERS: dict[str, Callable[[str, ReadTable], bytes]] = {
    "web page": web,
    "tabs": lambda section, grid: page(section, reports.tabs(grid)),
    "pipes": lambda section, grid: page(section, reports.pipes(grid)),
    "one cell a line": lambda section, grid: page(section, reports.cell_a_line(grid)),
}


def without_cells(grid: ReadTable, lost: set[int]) -> ReadTable:
    return grid._replace(cells=tuple(cell for number, cell in enumerate(grid.cells) if number not in lost))


def misread(manner: str, section: str, grid: ReadTable, numbers: dict[str, str]) -> dict[str, str]:
    """The numbers that are read and are not those of their cells."""
    found = recall.report(MANNERS[manner](section, grid), "年报").tables.get(TABLES[section])
    cells = found.cells if found else {}
    return {path: c.text for path, c in cells.items() if c.value is not None and c.text != numbers[path]}


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_lost_cells(manner: str, section: str, data: st.DataObject) -> None:
    grid, numbers = numbered(TABLES[section])
    # In loose text a number lost here and a label lost there leave what looks whole: one loss must be noticed.
    most = 3 if manner == "web page" else 1
    lost = data.draw(st.sets(st.integers(0, len(grid.cells) - 1), min_size=1, max_size=most))
    assert misread(manner, section, without_cells(grid, lost), numbers) == {}


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_blank_cells_and_labels(manner: str, section: str, data: st.DataObject) -> None:
    grid, numbers = numbered(TABLES[section])
    most = 1 if manner == "one cell a line" else 4
    blank = data.draw(st.sets(st.integers(0, len(grid.cells) - 1), min_size=1, max_size=most))
    cells = tuple(cell._replace(text="") if number in blank else cell for number, cell in enumerate(grid.cells))
    assert misread(manner, section, grid._replace(cells=cells), numbers) == {}


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_lost_spans(manner: str, section: str, data: st.DataObject) -> None:
    """Some cells that took several columns or rows take one."""
    grid, numbers = numbered(TABLES[section])
    wide = [number for number, cell in enumerate(grid.cells) if cell.rows * cell.columns > 1]
    lost = data.draw(st.sets(st.sampled_from(wide), min_size=1, max_size=3)) if wide else set()
    cells = [cell._replace(rows=1, columns=1) if number in lost else cell for number, cell in enumerate(grid.cells)]
    assert misread(manner, section, grid._replace(cells=tuple(cells)), numbers) == {}


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("manner", MANNERS)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_garbled_labels(manner: str, section: str, data: st.DataObject) -> None:
    """Some labels lose or change characters."""
    grid, numbers = numbered(TABLES[section])
    labels = [number for number, cell in enumerate(grid.cells) if not cell.text.isdecimal()]
    chosen = data.draw(st.sets(st.sampled_from(labels), min_size=1, max_size=3))
    cells = list(grid.cells)
    for number in chosen:
        text = cells[number].text
        place = data.draw(st.integers(0, max(len(text) - 1, 0)))
        cells[number] = cells[number]._replace(
            text=text[:place] + data.draw(st.sampled_from(["", "口", "其他", "总计"])) + text[place + 2 :]
        )
    assert misread(manner, section, grid._replace(cells=tuple(cells)), numbers) == {}
