"""The six sections of a report, whatever their titles' spelling, and the parts they have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from draftgen.core.document import Role
from draftgen.core.read import ReadContent, ReadTable
from draftgen.core.report import Prose, ReportSection
from draftgen.recall.labels import Ordinal, half_width, normal, similarity, split_ordinal
from draftgen.recall.lines import Line, lines_of
from draftgen.recall.words import words

ORDER = ("overview", "published", "requests", "disputes", "problems", "other")
NAMES = dict(
    zip(
        ORDER,
        (
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况",
            "其他需要报告的事项",
        ),
        strict=True,
    )
)
TABLE_OF = {"published": "table2", "requests": "table3", "disputes": "table4"}

_TITLE_LENGTH = 40
_RUN_IN = re.compile(r"[。：:；;\s]")
_PROPER = 3
_NUMBERS = "一二三四五六"
_INNER = re.compile(rf"(?:(?<=[。；;：:\s])|^)[（(](?P<number>[{_NUMBERS}])[)）]\s*(?P<title>[^。：:；;\s]{{2,30}})")
_LEVELS = ("section", "chapter")
_SYNONYMS = str.maketrans({"和": "及", "与": "及", "它": "他"})


class Heading(NamedTuple):
    """A line that is, or begins with, the title of a section. ``end`` is where the text behind a run-in title begins."""

    line: Line
    at: int
    id: str
    ordinal: Ordinal | None
    title: str
    score: float
    end: int = 0


class Body(NamedTuple):
    """The sections of a report, and the lines before the first."""

    front: tuple[Line, ...]
    sections: tuple[ReportSection, ...]
    lines: Mapping[str, tuple[Line, ...]]


def read_sections(lines: Sequence[Line], found: Sequence[Heading], tables: Mapping[str, Sequence[int]]) -> Body:
    """Divides ``lines`` at the titles of the six sections, which are among ``found``.

    ``tables`` gives the contents of each official table: of two titles of one section, the one before its table counts.
    """
    chosen = _chosen(found, tables)
    if not chosen:
        return Body(tuple(lines), (), {})
    sections, owned = [], {}
    for number, heading in enumerate(chosen):
        end = chosen[number + 1].at if number + 1 < len(chosen) else len(lines)
        inner = list(lines[heading.at + 1 : end])
        if heading.end:
            inner.insert(0, heading.line.part(heading.end))
        ordinal = heading.ordinal.text if heading.ordinal else ""
        prose = tuple(paragraphs(inner, heading.id))
        sections.append(ReportSection(heading.id, ordinal, heading.title, heading.line.block, prose))
        if heading.id:
            owned[heading.id] = tuple(inner)
    return Body(tuple(lines[: chosen[0].at]), tuple(sections), owned)


def all_lines(contents: Sequence[ReadContent]) -> list[Line]:
    """Every line of prose, and the titles of sections that stand in a table, as its first row."""
    found = list(lines_of(contents))
    for block, content in enumerate(contents):
        if isinstance(content, ReadTable):
            wide = [cell for cell in content.cells if cell.columns == content.width > 1 and cell.text.strip()]
            lines = [Line(cell.text.strip(), block, 0, Role.HEADING) for cell in wide]
            found += [heading.line for heading in headings(lines) if heading.ordinal]
    return sorted(found, key=lambda line: (line.block, line.start))


def headings(lines: Sequence[Line]) -> Iterator[Heading]:
    """Every line that is, or begins with, the title of one of the six sections."""
    for at, line in enumerate(lines):
        ordinal, rest = split_ordinal(line.text)
        if line.role is Role.SUBHEADING and not (ordinal and ordinal.level in _LEVELS):
            continue
        whole = len(rest) <= _TITLE_LENGTH
        section, score = _section(rest) if whole else ("", 0.0)
        if section and (score >= 0.9 or (ordinal and ordinal.level in _LEVELS and score >= 0.7)):
            title = line.text[_ordinal_end(line.text, ordinal) :].strip()
            yield Heading(line, at, section, ordinal, title, score)
            continue
        run_in = _RUN_IN.search(rest) if ordinal and ordinal.level in _LEVELS else None
        if run_in and ordinal:
            section, score = _section(rest[: run_in.start()])
            if section and score >= 0.85:
                begin = _ordinal_end(line.text, ordinal)
                end = _RUN_IN.search(line.text, begin)
                if end:
                    yield Heading(line, at, section, ordinal, line.text[begin : end.start()], score - 0.1, end.end())


def _ordinal_end(text: str, ordinal: Ordinal | None) -> int:
    """Where the words behind the ordinal begin in the text as printed."""
    if ordinal is None:
        return 0
    seen, end = "", 0
    wanted = "".join(ordinal.text.split())
    while end < len(text) and not seen.endswith(wanted):
        seen += "".join(half_width(text[end]).split())
        end += 1
    return end + len(text[end:]) - len(text[end:].lstrip(" \u3000、.．")) if seen.endswith(wanted) else 0


def _section(title: str) -> tuple[str, float]:
    """The section that a title names, and how surely."""
    plain = normal(title).translate(_SYNONYMS)
    if not plain:
        return "", 0.0
    scored = sorted(
        (
            (max(similarity(plain, normal(name).translate(_SYNONYMS)) for name in names), section)
            for section, names in words().sections.items()
        ),
        reverse=True,
    )
    (best, section), (second, _) = scored[0], scored[1]
    return (section, best) if best >= 0.65 and best - second >= 0.05 else ("", 0.0)


def _chosen(found: Sequence[Heading], tables: Mapping[str, Sequence[int]]) -> list[Heading]:
    """One heading for each section, in the order of the document.

    （一） and 1. are those of the parts of a section; they count only where hardly a section has one of its own.
    """
    proper = [heading for heading in found if _is_proper(heading)]
    if len({heading.id for heading in proper}) >= _PROPER:
        found = proper
    chosen: dict[str, Heading] = {}
    for number, heading in enumerate(found):
        until = found[number + 1].line.block if number + 1 < len(found) else 1 << 30
        rival = chosen.get(heading.id)
        if rival is None or _rank(heading, until, tables) >= _rank(rival, _until(rival, found), tables):
            chosen[heading.id] = heading
    return sorted(chosen.values(), key=lambda heading: heading.at)


def _is_proper(heading: Heading) -> bool:
    return heading.ordinal is None or heading.ordinal.level in _LEVELS


def _until(heading: Heading, found: Sequence[Heading]) -> int:
    return next((other.line.block for other in found if other.at > heading.at), 1 << 30)


def _rank(heading: Heading, until: int, tables: Mapping[str, Sequence[int]]) -> tuple[bool, bool, bool]:
    """Which of two headings of one section is the better: it has its table, a proper ordinal, something behind it."""
    blocks = tables.get(TABLE_OF.get(heading.id, ""), ())
    has_table = any(heading.line.block <= block < until for block in blocks)
    return has_table, bool(heading.ordinal and heading.ordinal.level in _LEVELS), until - heading.line.block > 1


def paragraphs(lines: Sequence[Line], section: str) -> Iterator[Prose]:
    """The prose of a section; each paragraph knows the part it stands in."""
    names = words().parts.get(section, {})
    pieces = [piece for line in lines for piece in (_divided(line, names) if names else (line,))]
    level = _level(pieces, names)
    part = "lead" if section == "overview" else ""
    for line in pieces:
        found, heading, lead = _sub_heading(line, names, level)
        part = found or part
        yield Prose(line.text, line.block, "" if part == "lead" and found else part, heading, line.start, lead)


def _divided(line: Line, names: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """The pieces of a line in which several parts follow each other: （一）… （二）… in one paragraph."""
    marks = [match for match in _INNER.finditer(line.text) if part_of(match["title"], names)]
    numbers = [_NUMBERS.index(match["number"]) for match in marks]
    if len(marks) < 2 or numbers != sorted(set(numbers)):
        yield line
        return
    starts = [match.start() for match in marks if match.start()]
    for start, end in zip([0, *starts], [*starts, None], strict=True):
        piece = line.part(start, end)
        if piece.text:
            yield piece


def _level(lines: Sequence[Line], names: Mapping[str, Sequence[str]]) -> str:
    """The manner of numbering of the section's parts: that which names the most of them."""
    counts: dict[str, set[str]] = {}
    for line in lines:
        ordinal, rest = split_ordinal(line.text)
        title = _RUN_IN.split(rest, maxsplit=1)[0]
        part = part_of(title, names) if len(title) <= 30 else ""
        if ordinal and part:
            counts.setdefault(ordinal.level, set()).add(part)
    order = ("part", "section", "item", "point", "chapter")
    return max(counts, key=lambda level: (len(counts[level]), -order.index(level)), default="")


def _sub_heading(line: Line, names: Mapping[str, Sequence[str]], level: str) -> tuple[str, bool, int]:
    """The part that a line opens ("" for none), whether it is a mere heading, and the length of one that runs on."""
    ordinal, rest = split_ordinal(line.text)
    stop = _RUN_IN.search(rest)
    title = rest[: stop.start()] if stop else rest
    after = rest[stop.end() :].strip() if stop else ""
    short = len(title) <= 30
    if ordinal is None:
        exact = (
            not stop
            and len(title) <= 16
            and any(similarity(normal(title), normal(name)) >= 0.9 for name in _exact(names))
        )
        headed = line.role is Role.SUBHEADING or exact
        return (part_of(title, names), True, 0) if headed else ("", False, 0)
    if ordinal.level != level or not short:
        return "", line.role is Role.SUBHEADING or _only_heading(rest), 0
    part = part_of(title, names)
    if after:
        begin = _ordinal_end(line.text, ordinal)
        end = _RUN_IN.search(line.text, begin)
        return part, False, end.end() if end else 0
    return part, True, 0


def _only_heading(text: str) -> bool:
    """Whether a numbered line is a heading and no sentence: short, and without a stop inside."""
    return len(text) <= 25 and not re.search("[，。；]", text)


def _exact(names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for some in names.values():
        for name in some:
            yield from (
                name,
                f"{name}情况",
                f"政府信息公开{name}",
                f"政府信息公开{name}情况",
                f"政府{name}",
                f"政府{name}情况",
            )


def part_of(title: str, names: Mapping[str, Sequence[str]]) -> str:
    """The part that a title speaks of: that of the word which stands first in it; "" for none, or both halves of five."""
    plain = normal(title)
    places = {
        part: min((plain.find(normal(name)) for name in some if normal(name) in plain), default=-1)
        for part, some in names.items()
    }
    found = {part: place for part, place in places.items() if place >= 0}
    if not found or found.keys() == {"problems", "measures"}:
        return ""
    return min(found, key=lambda part: found[part])
