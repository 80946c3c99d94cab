"""Clauses of last year that say there was none of something, held against this year's figures (domain.md 28)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from draftgen import numerals
from draftgen.core.figure import Facts
from draftgen.reuse.sentences import Old
from draftgen.reuse.template import Edit, Template
from draftgen.reuse.words import words

_CLAUSE = re.compile(r"[^，；。：！？\n]+")
_COUNTABLE = frozenset({"count", "percent", "multiple"})
# 申请行政复议 speaks of no request, 结转下年 of nothing carried in: such a word counts where no other names anything.
_GENERAL = frozenset({"申请", "结转", "收费", "许可", "处罚", "强制", "培训", "建议", "提案"})
_ROWS = (("regulations", re.compile("规章(?!制度)")), ("documents", re.compile("规范性文件")))
_COLUMNS = (("repealed", re.compile("废止")), ("valid", re.compile("现行有效")))
_MADE = re.compile("制发|制定|出台|印发|新增|发布")
# 现行有效的规范性文件3件，无废止文件: the row is named before.
_UNNAMED = re.compile(r"(?:废止|制发)(?:的)?(?:文件)?(?:的?情[况形])?$")
# Words that only place what is said.
_PLACING = re.compile(r"\s*(?:\d{4}\s?年(?:度)?|全年|年内|本年度?|截至.{0,14}|其中)*\s*")


class Gone(Exception):
    """Raised inside of a rewriting with the reason in Chinese."""


def negated(template: Template, old: Old, facts: Facts) -> None:
    """未收到申请 does not hold where there were some (domain.md 28), nor 上述申请均已办结 where there were none.

    The clause goes; the sentence, if that is all it says, or if it counts the same thing: the bank then tells both.
    """
    untrue = [(match.start(), match.end(), why, topic) for match, why, topic in _untrue(old.text, facts)]
    if not untrue:
        return
    spoken = {m.path.partition(".")[0] for m in old.mentions if m.path and m.kind in _COUNTABLE}
    others = [c for c in _CLAUSE.finditer(old.text) if c.span() not in {(start, end) for start, end, *_ in untrue}]
    for *_, why, topic in untrue:
        if not others or topic in spoken:
            raise Gone(why)
    if not spoken and not any(nothing(clause.group()) for clause in others):
        raise Gone(untrue[0][2])
    for start, end, *_ in untrue:
        first = start - 1 if start else start
        template.edit(Edit(first, end if start else end + 1))


def hanging(template: Template, text: str) -> None:
    """Raises Gone where 其中 has lost what it stood behind: 申请均已办结，其中予以公开3件 without its first clause."""
    for found in re.finditer("其中", text):
        before = [(c.start(), c.end()) for c in _CLAUSE.finditer(text, 0, found.start())]
        said = [(start, end) for start, end in before if not _PLACING.fullmatch(text[start:end])]
        stays = template.free(*found.span())
        if stays and said and all(template.gone(start, end) for start, end in said):
            raise Gone(f"“其中”前面的“{text[slice(*said[-1])]}”不再成立")


def _untrue(text: str, facts: Facts) -> Iterator[tuple[re.Match[str], str, str]]:
    """The clauses that say there was nothing, or nothing left, and this year there is; or the other way round.

    With each the reason, and the topic: the first word of the figure's path.
    """
    for clause in _CLAUSE.finditer(text):
        said = clause.group()
        path = next((path for path in nothing(said) if facts.number(path)), "")
        if path:
            value = numerals.write(facts.number(path) or Decimal(0))
            yield clause, f"今年有{value}{facts.figures[path].unit}，“{said}”不再成立", path.partition(".")[0]
        elif (missing := _presumed(said, facts)) and not words().none.search(said):
            yield clause, f"今年没有，“{said}”不再成立", missing


def _presumed(clause: str, facts: Facts) -> str:
    """The topic of which a clause without a number takes for granted that there was some, and there was none."""
    if any(char.isdigit() for char in clause):
        return ""
    for pattern, paths in words().presumes:
        if pattern.search(clause) and all(facts.number(path) == 0 for path in paths):
            return paths[0].partition(".")[0]
    return ""


def nothing(clause: str) -> list[str]:
    """The figures of which a clause says that there were none: 未发生行政复议和诉讼, 全部办结."""
    found: list[str] = []
    if words().none.search(clause):
        found.extend(_documents(clause))
        for word, path in words().topics:
            if word in clause and path not in found and not (found and word in _GENERAL):
                found.append(path)
    elif words().settled.search(clause):
        found = ["requests.carried_out"]
    return found


def _documents(clause: str) -> Iterator[str]:
    """The cells of table two that a clause names: 未制发、未废止行政规范性文件."""
    rows = [row for row, pattern in _ROWS if pattern.search(clause)]
    columns = [column for column, pattern in _COLUMNS if pattern.search(clause)]
    if _MADE.search(clause) or not columns:
        columns.append("made")
    if not rows and _UNNAMED.search(clause):
        rows = ["documents"]
    return (f"{row}.{column}" for row in rows for column in columns)


def topics(text: str, facts: Facts) -> frozenset[str]:
    """The figures that a sentence says are nothing, where this year's data say so too."""
    said = [nothing(clause) for clause in re.split(r"[，；。]", text)]
    return frozenset(path for paths in said if all(facts.number(path) == 0 for path in paths) for path in paths)
