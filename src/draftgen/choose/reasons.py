"""Why a passage is suggested, in words that a clerk understands: one reason for each part of the score that counted."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from draftgen import numerals
from draftgen.choose.fitting import Fit, Setting
from draftgen.choose.naming import FIRST, first_of
from draftgen.choose.scoring import MODELLED, Known, Match, done_last_year, said_last_year
from draftgen.choose.wording import common
from draftgen.core.figure import Facts
from draftgen.core.passage import Passage, Theme
from draftgen.forms.labels import label

_LONGEST = 16
# From here on a hint means the theme; below this, words in common may be chance.
_LIKELY = 0.5
_POSSIBLE = 0.1
_FAINT = 0.02
STRAY = "与提示关系不大"


def reasons(passage: Passage, theme: Theme, fit: Fit, frequency: float, known: Known) -> tuple[str, ...]:
    """The reasons beside the hint: facts, kind of agency, frequency, last year, what the clerk did before."""
    setting = known.setting
    found = [*_of_facts(passage, fit, setting), *_of_agency(passage, setting)]
    if round(frequency, 2):
        found.append(f"约 {frequency:.0%} 的公开年报有这一条")
    if said_last_year(passage, known.last_year):
        found.append(f"上年年报已说过“{known.last_year.problems[theme.id]}”，再写要说清今年的进展")
    if done_last_year(passage, known.last_year):
        found.append("上年年报写过这项做法")
    if leaning := known.leanings.get(passage.id):
        counts = ((leaning.accepted, "采用"), (leaning.refused, "退回"))
        found.append("您以前" + "、".join(f"{verb}过 {count} 次" for count, verb in counts if count))
    if not passage.shipped:
        found.append("本单位自己的语句")
    return tuple(found)


def of_hint(hint: str, match: Match, theme: Theme, searched: str) -> Iterator[str]:
    """What the hint has to do with the theme, and which of its words the passage itself has (``searched``)."""
    shared = common(hint, "　".join((theme.label, *theme.hints))) if match.theme >= _POSSIBLE else ()
    if match.theme >= _LIKELY:
        yield f"提示说的是“{theme.label}”{_because(shared)}"
    elif shared:
        yield f"提示里的{_quoted(shared)}与“{theme.label}”有关"
    elif match.theme >= _FAINT:
        yield f"提示可能说的是“{theme.label}”"
    elif theme.section in MODELLED:
        yield STRAY
    words = [word for word in common(hint, searched) if word not in shared]
    if match.words and words:
        yield f"语句里也有{_quoted(words)}"


def _because(words: Sequence[str]) -> str:
    return f"（{_quoted(words)}）" if words else ""


def _of_facts(passage: Passage, fit: Fit, setting: Setting) -> Iterator[str]:
    if fit.evident:
        yield f"数据说明有这个问题：{_facts((c.path for c in passage.evidence), setting.facts)}"
    elif fit.told:
        yield f"用到您的数据：{_facts(sorted(fit.told), setting.facts.overlaid(fit.item))}"
    done = [label(path) for path in fit.lacking if path.startswith("done.")]
    if done:
        yield f"做过这件事才能写：{first_of(done)}"
    given = [f"{label(path)}{_limit(path, fit)}" for path in fit.lacking if not path.startswith("done.")]
    if given:
        yield f"{'数据里还没有' if setting.data else '要填'}：{first_of(given)}"


_LIMITS = {"==": "是", "!=": "不是", ">": "大于", ">=": "不少于", "<": "小于", "<=": "不多于"}


def _limit(path: str, fit: Fit) -> str:
    """What the figure must be for the passage to be true. That it is more than none goes without saying."""
    found = [
        f"{_LIMITS[condition.operator]} {numerals.write(condition.number)}"
        for condition in fit.undecided
        if condition.path == path and condition.number is not None and not condition.more_than_none
    ]
    return f"（须{'、'.join(found)}）" if found else ""


def _of_agency(passage: Passage, setting: Setting) -> Iterator[str]:
    if passage.kinds:
        kinds = "、".join(passage.kinds)
        yield f"专给{kinds}写的" if setting.kind else f"只用于{kinds}"
    if passage.domains:
        yield f"专给{setting.field}领域写的"


def _facts(paths: Iterable[str], facts: Facts) -> str:
    return first_of(list(dict.fromkeys(_fact(path, facts) for path in paths)))


def _fact(path: str, facts: Facts) -> str:
    """兼职人数 3, 培训内容“条例解读”, 保密审查: a fact by its name, and what the data say of it."""
    figure, text = facts.figures.get(path), facts.texts.get(path)
    if figure is not None:
        return f"{label(path)} {_number(figure.value, figure.unit)}"
    if text is not None:
        told = "、".join(text.items)
        return f"{label(path)}“{told if len(told) <= _LONGEST else f'{told[:_LONGEST]}…'}”"
    return label(path) if facts.has(path) else f"没有填{label(path)}"


def _number(value: Decimal, unit: str) -> str:
    return numerals.write_percent(value, decimals=False) if unit == "%" else numerals.write(value)


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"“{word}”" for word in words[:FIRST])
