"""A PDF → its paragraphs and tables. The file is opened in a process of its own, with limits of time and memory."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from draftgen.confined import Answer, ask
from draftgen.core.document import GridCell, Role
from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.read import ReadContent, ReadDocument, ReadParagraph, ReadTable
from draftgen.recall.characters import clean
from draftgen.recall.lines import Line
from draftgen.recall.sections import headings
from draftgen.recall.tokens import with_token_tables

_SECONDS = 60
_MEMORY = 2 * 1024**3
_SAVE_AS = "请找 Word 版（.docx）或网页版的年报；或者把正文和表格录入到一个 .txt 文件里。"
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,3}(?:\s*[/／]\s*\d{1,3})?(?:\s*页)?(?:\s*[,，]?\s*共\s*\d{1,3}\s*页)?[-—–－·\s]*"
)
_FULL = "\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_FULL}]) +| +(?=[{_FULL}])")
_LONG = 0.6
_DIGITS = 6
_LOW = 0.6
_WHOLE = 0.6
_BROKEN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")


class _Piece(NamedTuple):
    """A line of text, or a table, on a page of some ``size``. ``spaced`` is the text with the gaps of the line."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str = ""
    spaced: str = ""
    cells: tuple[tuple[float, float, float, float, str], ...] = ()
    size: tuple[float, float] = (0.0, 0.0)


def read_pdf(data: bytes, name: str) -> ReadDocument:
    """The contents of a PDF with text in it.

    Raises:
        UnreadableInput: It is locked, damaged, a mere picture, too large, or what reads PDFs is not installed.

    """
    shown = f"“{name}”" if name else "这份文件"
    if importlib.util.find_spec("pdfplumber") is None:
        raise UnreadableInput(
            f"{shown}是 PDF，读它要先安装 pdfplumber。请运行：python -m pip install pdfplumber，再试一次。"
        )
    answer = _pages(data, shown)
    pages: list[dict[str, Any]] = answer["pages"]
    findings = _judged(pages, name, shown)
    pieces = list(_pieces(pages))
    joined = _joined(pieces)
    contents = _contents(joined)
    return ReadDocument(tuple(contents), title=clean(answer["title"]), findings=findings)


def _pages(data: bytes, shown: str) -> Answer:
    answer = ask("draftgen.recall.pdf_pages", data, _SECONDS, _MEMORY)
    problem = answer.get("error", "")
    if problem == "time":
        raise UnreadableInput(f"{shown}读了 {_SECONDS} 秒还没有读完，不像正常的年报，没有读取。{_SAVE_AS}")
    if problem == "start":
        raise UnreadableInput(f"{shown}读不了：读 PDF 的程序没有启动。{_SAVE_AS}")
    if problem:
        raise UnreadableInput(f"{shown}{_ERRORS[problem]}{_SAVE_AS}")
    return answer


_ERRORS = {
    "password": "设了密码，打不开。请用原来的软件去掉密码再读。",
    "damaged": "不是完整的 PDF，或者已经损坏，打不开。",
    "memory": "里面的内容过大，不像正常的年报，没有读取。",
    "pages": "超过 60 页，不像一份年度报告，没有读取。请检查是不是选错了文件。",
    "stopped": "读到一半停住了：内容过大，或者文件已经损坏。",
}


def _judged(pages: Sequence[dict[str, Any]], name: str, shown: str) -> tuple[Finding, ...]:
    """Refuses what has no text to read; says which pages are pictures."""
    texts = [
        "".join(line[4] for line in page["lines"]) + "".join(c[4] for t in page["tables"] for c in t["cells"])
        for page in pages
    ]
    empty = [number for number, text in enumerate(texts, 1) if len(text.strip()) < 10]
    pictures = [number for number in empty if pages[number - 1]["pictures"] > 0.1]
    if not any(len(text.strip()) >= 10 for text in texts):
        kind = "是扫描件，每一页都是图片，没有可读的文字。" if pictures else "里没有可读的文字。"
        raise UnreadableInput(f"{shown}{kind}程序不猜图片里的数字。{_SAVE_AS}")
    whole = "".join(texts)
    if sum(len(broken) for broken in _BROKEN.findall(whole)) * 10 > len(whole):
        raise UnreadableInput(f"{shown}里的文字没有编码，读出来是乱码。{_SAVE_AS}")
    found = []
    if pictures:
        message = f"第 {_listed(pictures)} 页是图片，没有可读的文字，里面的内容没有读。"
        found.append(_ask("picture-page", name, message, "请对照原文补填。"))
    scanned = [n for n, page in enumerate(pages, 1) if page["pictures"] > _WHOLE and n not in empty]
    if scanned:
        message = f"第 {_listed(scanned)} 页整页是图片，读到的文字可能是识别出来的，识别会有错。"
        found.append(_ask("scanned-page", name, message, "请把读出的每个数与原文核对。"))
    return tuple(found)


def _ask(code: str, name: str, message: str, advice: str) -> Finding:
    return Finding(code, Level.ASK, Place(name), message, advice)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(str(number) for number in numbers)


def _pieces(pages: Sequence[dict[str, Any]]) -> Iterator[_Piece]:
    """Lines and tables from top to bottom, without page numbers and the lines that every page repeats."""
    repeated = _running(pages)
    for number, page in enumerate(pages):
        found = [
            _Piece(number, left, right, top, bottom, text, clean(raw).strip(), size=(page["width"], page["height"]))
            for left, right, top, bottom, raw in page["lines"]
            if (text := _LOOSE.sub("", clean(raw)).strip())
            and not (_PAGE_NUMBER.fullmatch(text) and (top > 0.85 * page["height"] or bottom < 0.1 * page["height"]))
            and _at(raw, top) not in repeated
        ]
        for table in page["tables"]:
            left, top, right, bottom = table["box"]
            cells = tuple((x0, x1, y0, y1, clean(text)) for x0, x1, y0, y1, text in table["cells"])
            found.append(_Piece(number, left, right, top, bottom, cells=cells))
        yield from sorted(found, key=lambda piece: (piece.top, piece.left))


def _running(pages: Sequence[dict[str, Any]]) -> set[tuple[str, int]]:
    """Heads and feet: the same text, but for its digits, at the same height on half of the pages or more."""
    counts = Counter(
        key
        for page in pages
        for key in {
            _at(line[4], line[2])
            for line in page["lines"]
            if line[2] > 0.88 * page["height"] or line[3] < 0.12 * page["height"]
        }
    )
    # A row of a table without rules may come again; a head or foot has a date and a count of pages, no more.
    return {key for key, count in counts.items() if count >= max(2, len(pages) / 2) and key[0].count("#") <= _DIGITS}


def _at(text: str, top: float) -> tuple[str, int]:
    """A line by its text without digits and its height."""
    return re.sub("[0-9]+", "#", _LOOSE.sub("", clean(text)).strip()), round(top)


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with tables that go on over the page joined: nothing between them, and the same edges."""
    found: list[_Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if (
            last is not None
            and last.cells
            and piece.cells
            and piece.page == last.page + 1
            and abs(piece.left - last.left) < 6
            and abs(piece.right - last.right) < 6
        ):
            down = last.bottom - piece.top
            moved = tuple((x0, x1, y0 + down, y1 + down, text) for x0, x1, y0, y1, text in piece.cells)
            found[-1] = last._replace(page=piece.page, bottom=piece.bottom + down, cells=(*last.cells, *moved))
        else:
            found.append(piece)
    return found


def _contents(pieces: Sequence[_Piece]) -> list[ReadContent]:
    """Paragraphs of the lines, grids of the cells; loose numbers of tables without rules as tables by their labels."""
    raw: list[ReadContent] = [
        _grid(piece) if piece.cells else ReadParagraph(piece.spaced, "", Role.BODY) for piece in pieces
    ]
    spans = with_token_tables(raw)
    contents: list[ReadContent] = []
    run: list[_Piece] = []
    number = 0
    while number < len(pieces):
        if number in spans or pieces[number].cells:
            contents += _paragraphs(run, pieces)
            run = []
        if number in spans:
            number, table = spans[number]
            contents.append(table)
            continue
        if pieces[number].cells:
            contents.append(raw[number])
        else:
            run.append(pieces[number])
        number += 1
    return [*contents, *_paragraphs(run, pieces)]


def _paragraphs(run: Sequence[_Piece], pieces: Sequence[_Piece]) -> Iterator[ReadParagraph]:
    """Lines → paragraphs: a new one begins at an indent, after a short line, at a title, after a gap."""
    lines = [piece for piece in pieces if not piece.cells]
    right = _common(round(line.right) for line in lines if line.right - line.left > _LONG * line.size[0])
    # Where most paragraphs are one line, most lines are indented: the margin is where the line behind a full one begins.
    behind = [line for before, line in pairwise(lines) if not _is_short(before, right)]
    left = _common(round(line.left) for line in behind or lines)
    text = ""
    for number, line in enumerate(run):
        before = run[number - 1] if number else None
        if before is not None and not _begins(line, before, left, right):
            text += line.text if _glued(text, line.text) else f" {line.text}"
            continue
        if text:
            yield ReadParagraph(text, "", Role.BODY)
        text = line.text
    if text:
        yield ReadParagraph(text, "", Role.BODY)


def _begins(line: _Piece, before: _Piece, left: float, right: float) -> bool:
    size = max(line.bottom - line.top, 6.0)
    indented = line.left > left + 0.7 * size
    short = _is_short(before, right)
    same_page = line.page == before.page
    apart = line.top - before.bottom > 2.2 * size if same_page else before.bottom < _LOW * before.size[1]
    return indented or short or apart or _is_heading(line.text) or _is_heading(before.text)


def _is_short(line: _Piece, right: float) -> bool:
    """Whether a line ends before the right edge of the text, as the last one of a paragraph does."""
    return line.right < (right or _LONG * line.size[0]) - 1.6 * max(line.bottom - line.top, 6.0)


def _is_heading(text: str) -> bool:
    return any(not heading.end for heading in headings([Line(text, 0, 0, Role.BODY)]))


def _glued(text: str, following: str) -> bool:
    """Whether two lines join without a space: they do in Chinese, and where a word or number goes on."""
    return not (text[-1:].isascii() and text[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha())


def _common(values: Iterator[int]) -> float:
    """The most common of some places, within two points."""
    counts = Counter(values)
    if not counts:
        return 0.0
    return float(max(counts, key=lambda value: sum(counts[value + near] for near in (-2, -1, 0, 1, 2))))


def _grid(piece: _Piece) -> ReadTable:
    """Cells with their places → a grid: every edge that some cell has is a line of it."""
    columns = _edges([edge for cell in piece.cells for edge in cell[:2]])
    rows = _edges([edge for cell in piece.cells for edge in cell[2:4]])
    cells = []
    for x0, x1, y0, y1, text in piece.cells:
        column, row = _nearest(columns, x0), _nearest(rows, y0)
        across = max(1, _nearest(columns, x1) - column)
        down = max(1, _nearest(rows, y1) - row)
        cells.append(
            GridCell(row, column, down, across, "\n".join(_LOOSE.sub("", line).strip() for line in text.split("\n")))
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return ReadTable(max(len(columns) - 1, 1), max(len(rows) - 1, 1), tuple(cells))


def _edges(places: Sequence[float]) -> list[float]:
    """The lines of a grid: places nearer than three points to each other are one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 3:
            found.append(place)
    return found


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))
