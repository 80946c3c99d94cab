"""What one running process does over and over: `python -m benchmarks.inside`.

A ranking query, a swap on the review page, one report of many, and the Word file alone beside two libraries. Milliseconds
of the clock, the median of many; memory of the process after the first hundred reports and after the last.
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks import variety
from benchmarks.growth import saved
from benchmarks.speed import DATA

from draftgen import pipeline, render
from draftgen.workbench.suggest import Adviser

HINTS = (
    "人手不足，兼职多",
    "网站老不更新",
    "解读形式单一",
    "培训少",
    "答复不规范",
    "公开目录没梳理",
    "群众看不懂",
    "没人手",
)
REPORTS = 300


class Inside(NamedTuple):
    """One thing measured: the median, the quickest and the slowest in milliseconds, and the budget; 0 for none."""

    label: str
    median: float
    low: float
    high: float
    budget: int = 0


def main() -> list[Inside]:
    """Measures and prints; returns what was measured."""
    found = [_query(), *_swap(), *_batch(), *_files()]
    print(f"{'':46}{'median':>8}{'min':>8}{'max':>8}  budget")
    for one in found:
        print(f"{one.label:46}{one.median:8.2f}{one.low:8.2f}{one.high:8.2f}  {one.budget or ''}")
    return found


def timed(label: str, work: Callable[[int], object], times: int, budget: int = 0) -> Inside:
    """``work`` done ``times`` times after one to warm up, each with its number."""
    work(0)
    spent: list[float] = []
    for number in range(1, times + 1):
        start = time.perf_counter()
        work(number)
        spent.append((time.perf_counter() - start) * 1000)
    return Inside(label, statistics.median(spent), min(spent), max(spent), budget)


def _query() -> Inside:
    adviser = Adviser(variety.bank())
    # Each query is another text: nothing that was remembered of an earlier one helps.
    return timed(
        "a query in a running process",
        lambda number: adviser.answer(f"{HINTS[number % len(HINTS)]}，第{number}年", "problems", 5),
        200,
        5,
    )


def _swap() -> list[Inside]:
    if not find_spec("starlette"):
        return []
    from draftgen.web.desk import Desk  # noqa: PLC0415 - an extra

    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data.yaml"
        data.write_bytes(DATA.read_bytes())
        desk = Desk(pipeline.Job(data))
        places = [unit.place for unit in desk.units if len(desk.alternatives(unit.place)) > 1]
        try:
            return [timed("review: one suggestion swapped", lambda n: desk.swap(places[n % len(places)]), 60, 50)]
        finally:
            desk.close()


def _batch() -> list[Inside]:
    """One report of many, from the text of its data to the bytes of Word, web page and text."""
    wordings = variety.bank(), ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = [_written(folder, number) for number in range(20)]

        def one(number: int) -> object:
            job = pipeline.Job(data[number % len(data)], folder=folder / f"out{number}")
            return pipeline.write(job, wordings)

        first = timed("", one, 100)
        early = _memory()
        found = timed("one report of many, all formats", one, REPORTS - 100, 15)
        late = _memory()
    print(f"memory: {early:.0f} MiB at the peak after 100 reports, {late:.0f} MiB after {REPORTS}")
    return [found._replace(low=min(first.low, found.low))]


def _written(folder: Path, number: int) -> Path:
    data = variety.multiplied(variety.example("wendeng-2021"), f"第{number}县", 1 + number)
    return saved(data, folder / f"{number}.yaml")


def _memory() -> float:
    if sys.platform == "win32":
        return float("nan")
    import resource  # noqa: PLC0415 - not on Windows

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _files() -> list[Inside]:
    """The Word file alone, from a finished text; the same paragraphs and tables by libraries."""
    _, document = variety.drafted(variety.example("wendeng-2021"))
    found = [timed("the Word file alone", lambda _: render.write_docx(document), 30)]
    lines = [paragraph.text for paragraph in document.paragraphs()]
    if find_spec("docx"):
        found.append(timed("the same by python-docx", lambda _: _by_python_docx(lines), 5))
    if find_spec("docxtpl"):
        found.append(timed("the same by docxtpl", lambda _: _by_docxtpl(lines), 5))
    return found


TABLES = ((14, 4), (28, 10), (4, 15))


def _by_python_docx(lines: list[str]) -> bytes:
    import docx  # noqa: PLC0415 - an extra

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for rows, columns in TABLES:
        table = document.add_table(rows, columns)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "0"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _by_docxtpl(lines: list[str]) -> bytes:
    """A template with a loop over the paragraphs and every cell of the tables as a slot of its own."""
    import docx  # noqa: PLC0415 - an extra
    import docxtpl  # noqa: PLC0415 - an extra

    template = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    for number, (rows, columns) in enumerate(TABLES):
        table = document.add_table(rows, columns)
        for row in range(rows):
            cells = table.rows[row].cells
            for column in range(columns):
                cells[column].text = f"{{{{ tables[{number}][{row}][{column}] }}}}"
    document.save(template)

    def fill() -> bytes:
        filled = docxtpl.DocxTemplate(io.BytesIO(template.getvalue()))
        filled.render({"lines": lines, "tables": [[["0"] * columns] * rows for rows, columns in TABLES]})
        target = io.BytesIO()
        filled.save(target)
        return target.getvalue()

    return fill()


if __name__ == "__main__":
    main()
