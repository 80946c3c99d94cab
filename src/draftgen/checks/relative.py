"""Years that are named from where the writer stands: 去年 (domain.md 5.3)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Line, Subject


class _Named(NamedTuple):
    """去年 in a line, with the words of its clause, and whether it says when something was done."""

    line: Line
    start: int
    end: int
    words: str
    told: bool


_WORD = Pattern(r"去年", "去年")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
# What stands before the word where it opens a statement; behind it where it only names last year's figure or report.
_OPENS = re.compile(r"(?:^|[。；，：]|[一二三四五六七八九十]是|[）)])\s*$")
_NAMES = re.compile(r"的|同期|同|相比|结转|转|遗留|年报|报告|度|底|末|为|是|有|共|\d+(?![\d月])|，|、")
_COMPARES = Pattern(r"今年|本年|同比|相比|比|较|增|减|升|降|持平|多|少|倍|仍|已经|整改")


def _named(subject: Subject) -> Iterator[_Named]:
    for line in subject.open_lines:
        quoted = [(match.start(), match.end()) for match in _QUOTED.finditer(line.text)]
        for match in _WORD.finditer(line.text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            before = re.split("[。；]", line.text[: match.start()])[-1]
            after = re.split("[。；]", line.text[match.end() :])[0]
            told = (
                line.section in ("overview", "other")
                and bool(_OPENS.search(line.text[: match.start()]))
                and not _NAMES.match(after)
                and not _COMPARES.search(f"{before}{after}")
            )
            head = re.split("[，、：]", before)[-1]
            yield _Named(line, match.start(), match.end(), f"{head}去年{re.split('[，、：]', after)[0]}", told)


def told(subject: Subject) -> Iterator[Said]:
    """做过的事写明年份，不写“去年”。

    为什么：报告写的是一年的事，公布在下一年，“去年”是哪一年，读者分不清；也可能是旧稿留下的。
    依据：规则 36；写法“年份写全，不写今年、去年”
    错例：
        一（三）：去年信息公开前进行了保密审查。
    对例：
        一（三）：2025年信息公开前进行了保密审查。
    """
    for one in _named(subject):
        if one.told:
            yield Remark(
                subject.words(one.line, one.start, one.end),
                f"“{one.words}”：“去年”是哪一年，读者分不清。",
                f"本年度的事写“{subject.year}年”；旧稿留下的，核对后改正。" if subject.year else "写明年份。",
            )


def compared(subject: Subject) -> Iterator[Said]:
    """与上年比较的，写“上年”或者写明年份。

    为什么：报告在下一年公布，“较去年增长”会被读成与报告年度相比。
    依据：写法“年份写全，不写今年、去年”
    错例：
        一（五）：参加培训86人次，较去年增长100%。
    对例：
        一（五）：参加培训86人次，较上年增长100%。
    """
    for one in _named(subject):
        if not one.told:
            yield Remark(
                subject.words(one.line, one.start, one.end),
                f"“{one.words}”里的“去年”宜写作“上年”，或者写明年份。",
                "改写，并核对比较的是哪一个数。",
            )
