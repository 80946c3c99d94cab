"""The findings of one loading run, and the few helpers that every part of the walk shares."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Source
from draftgen.load import names
from draftgen.located import Listing, Located, Mapping, Node, Scalar

MANY = 200
_A_FEW = 3
_LISTED = 20
LAST_ELSEWHERE = "上年的数写在顶格的“上年”下面；有上年的数据文件的，在那里写“年报: 文件名”就行。"


class Blank(NamedTuple):
    """A name that stands without a value: the part it belongs to, where it is, how many cells of a table it stands for."""

    part: str
    name: str
    source: Source
    cells: int = 1


class Remarks:
    """Collects findings; knows the file, so that each gets its line as excerpt."""

    def __init__(self, file: Located) -> None:
        self._file = file
        self._seen: list[Finding] = []
        self._blanks: dict[tuple[str, str], list[tuple[str, Source, int]]] = defaultdict(list)
        # What the file itself is told at a spot is not told again in other words.
        self._told = {(finding.place.line, finding.place.column) for finding in file.findings}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings from the top of the file to its end; of very many, the first and a word on the rest."""
        found = sorted(
            (*self._file.findings, *self._seen, *self._not_given()), key=lambda f: (f.place.line, f.place.column)
        )
        if len(found) > MANY:
            rest = f"毛病太多，只列出前 {MANY} 条。"
            found[MANY:] = [
                Finding("too-many", Level.ERROR, Place(self._file.name), rest, "先改上面这些，再运行一次。")
            ]
        return tuple(found)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Everything that has to be filled in, from the top of the file to its end."""
        found = (Blank(part, *blank) for (part, _), blanks in self._blanks.items() for blank in blanks)
        return tuple(sorted(found, key=lambda blank: (blank.source.line, blank.source.column)))

    @property
    def has_errors(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)

    def error(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.ERROR, source, message, advice)

    def ask(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.ASK, source, message, advice)

    def hint(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.HINT, source, message, advice)

    def blank(self, part: str, name: str, source: Source, advice: str = "", count: int = 1) -> None:
        """A name that stands without a value, or a row with ``count`` such. Many of one part are told in one finding."""
        self._blanks[part, f"在冒号后面填上{'；' if advice else ''}{advice}。"].append((name, source, count))

    def line(self, source: Source) -> str:
        """The line of the file at ``source``, as it was typed."""
        return self._file.place(source).excerpt if source.line else ""

    def unknown(self, key: Scalar, known: Iterable[str], where: str, aliases: Iterable[str] = ()) -> None:
        """An unknown name: where it belongs, else the nearest of ``known`` and ``aliases``."""
        side = key.text.strip() in names.SIDES and where not in names.TOP
        advice = f"“{key.text}”只能写在一个具体的数下面。表里直接写本年的数，{LAST_ELSEWHERE}" if side else ""
        if not side and len(self._seen) < 50:
            advice = _whereto(key.text, list(known), list(aliases), where)
        self.error("unknown-key", key.source, f"“{where}”里没有“{key.text}”这一项。", advice)

    def _add(self, code: str, level: Level, source: Source, message: str, advice: str) -> None:
        if source.line and (source.line, source.column) in self._told:
            return
        if len(self._seen) < 2 * MANY:
            place = self._file.place(source) if source.line else Place(source.file)
            advice = _said_of(source, advice)
            self._seen.append(Finding(code, level, place, message, advice))

    def twice(self, key: Scalar, first: Scalar, name: str) -> None:
        """One figure given by two names, or under two heads."""
        there = first.source.spoken
        same = key.text.strip() == first.text.strip()
        message = f"“{name}”写了两次（{there}已有）。" if same else f"“{key.text}”和{there}的“{first.text}”是同一项。"
        self.error("given-twice", key.source, message, "只留一处。")

    def _not_given(self) -> Iterable[Finding]:
        for (part, advice), blanks in self._blanks.items():
            if len(blanks) > _A_FEW:
                listed = "；".join(f"{source.spoken} {name}" for name, source, _ in blanks[:_LISTED])
                listed += "……" if len(blanks) > _LISTED else ""
                message = f"“{part}”还有 {sum(count for *_, count in blanks)} 处没填：{listed}。"
                yield self._blank_finding(blanks[0][1], message, advice)
            else:
                for name, source, _ in blanks:
                    yield self._blank_finding(source, f"“{part}{'·' if part else ''}{name}”还没填。", advice)

    def _blank_finding(self, source: Source, message: str, advice: str) -> Finding:
        return Finding("not-given", Level.ERROR, self._file.place(source), message, _said_of(source, advice))


def _said_of(source: Source, advice: str) -> str:
    """An advice in the words that suit where the fault is: lines of YAML, or cells of a workbook."""
    if not source.cell:
        return advice
    from draftgen.load.workbook_words import in_cells  # noqa: PLC0415 - a data file in YAML needs none of it

    return in_cells(advice)


def _whereto(name: str, known: list[str], aliases: list[str], where: str) -> str:
    homes = names.homes(name, where)
    near = nearest(name, [*known, *aliases])
    if name.startswith(("未", "没", "无", "不")) and where == "做过的事":
        return "没做的事不用写，删去这一行。"
    if ":" in name or "：" in name:
        return "名称后面用半角冒号加一个空格，例如“条数: 313”。"
    elsewhere = ""
    if homes:
        elsewhere = f"“{name}”要{'；或者'.join(dict.fromkeys(home.advice for home in homes))}"
    elif names.plain(name) in names.known():
        elsewhere = f"“{name}”要写在具体项目的下面，例如“{names.example(name)}”"
    if near:
        return f"{elsewhere}；是不是想写“{near}”？" if elsewhere and name not in near else f"是不是“{near}”？"
    if elsewhere:
        return f"{elsewhere}。"
    far = nearest(name, names.known(), 0.75)
    if far and names.homes(far):
        return f"是不是“{far}”？它要{names.homes(far)[0].advice}。"
    return f"这里可以写：{'、'.join(known[:12])}{'……' if len(known) > 12 else ''}。"


def nearest(word: str, pool: Iterable[str], cutoff: float = 0.5) -> str:
    """The known name most like ``word``, or "" if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    names_ = list(pool)
    found = get_close_matches(word, names_, 1, cutoff)
    if found:
        return found[0]
    return next((name for name in names_ if len(word) >= 2 and len(name) >= 2 and (word in name or name in word)), "")


def describe(node: Node) -> str:
    """What a node is, in words for a message."""
    if isinstance(node, Scalar):
        return "一句文字"
    return "一个列表" if isinstance(node, Listing) else "分行写的几项"


def is_blank(node: Node) -> bool:
    """Whether a key stands without a value."""
    return isinstance(node, Scalar) and not node.text.strip() and not node.quoted


def pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs of a mapping; none for anything else."""
    return node.pairs if isinstance(node, Mapping) else ()
