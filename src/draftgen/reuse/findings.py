"""What the clerk is told about last year's text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.report import Report
from draftgen.core.reuse import Fate, OldNumeral
from draftgen.reuse.sentences import Old

NO_GROUND = "今年的数据里没有依据"
_SHOWN = 6


def findings(report: Report, numerals: Sequence[OldNumeral], gone: Sequence[tuple[Old, str]]) -> tuple[Finding, ...]:
    """Unchanged figures, sentences that do not hold any more, problems that may not come again."""
    return tuple(_findings(report, numerals, gone))


def _findings(report: Report, numerals: Sequence[OldNumeral], gone: Sequence[tuple[Old, str]]) -> Iterator[Finding]:
    place = Place(report.file)
    same = Counter(n.around for n in numerals if n.fate is Fate.SAME)
    if same:
        yield Finding(
            "last-same",
            Level.HINT,
            place,
            f"有 {same.total()} 个数和去年一样：{_listed([f'“{text}”' for text in same])}。",
            "都对就不用改；有一个是忘了更新的，改数据文件。",
        )
    if gone:
        told = "；".join(f"“{_short(old.text)}”（{why}）" for old, why in gone[:_SHOWN])
        untrue = "不成立或没有依据" if any(why == NO_GROUND for _, why in gone) else "不成立"
        yield Finding(
            "last-gone",
            Level.HINT,
            place,
            f"去年有 {len(gone)} 句话今年{untrue}，没有沿用：{told}。",
            "这些内容已按今年的数据另写，或者没有可写的。",
        )
    if report.problems:
        listed = "；".join(f"{number}.{_short(item.text)}" for number, item in enumerate(report.problems, 1))
        yield Finding(
            "last-problems",
            Level.HINT,
            place,
            f"去年报告写的问题有：{listed}。",
            "问题部分没有沿用去年的文字。仍然存在的，请在“问题和打算”里写明今年改了什么、还差什么。",
        )


def _listed(texts: Sequence[str]) -> str:
    more = f"等 {len(texts)} 处" if len(texts) > _SHOWN else ""
    return "、".join(texts[:_SHOWN]) + more


def _short(text: str) -> str:
    return text if len(text) <= 28 else f"{text[:26]}……"
