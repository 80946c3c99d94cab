"""The score of a suggestion: a sum of named parts. `reasons` says each in words."""

from collections.abc import Mapping
from typing import NamedTuple

from draftgen.choose.fitting import Fit, Setting
from draftgen.core.nothing import NOTHING
from draftgen.core.passage import Passage
from draftgen.core.weights import Weights

# The sections for which a model says what a hint means; elsewhere themes are told by their names.
MODELLED = ("problems", "measures")


class LastYear(NamedTuple):
    """What last year's report said: problems by theme, in its own words, and the passages or statements it made."""

    problems: Mapping[str, str] = NOTHING
    done: frozenset[str] = frozenset()


class Leaning(NamedTuple):
    """What the clerk did with a passage before: shrunken log-odds of accepting it, and how often."""

    odds: float
    accepted: int
    refused: int


class Match(NamedTuple):
    """How well a hint fits: ``theme`` 0 to 1 for what it means, ``words`` 0 to 1 for what it shares with the wording."""

    theme: float = 0.0
    words: float = 0.0


class Known(NamedTuple):
    """All that counts beside the hint."""

    setting: Setting
    weights: Weights
    last_year: LastYear = LastYear()
    leanings: Mapping[str, Leaning] = NOTHING


def parts(passage: Passage, fit: Fit, match: Match, frequency: float, known: Known) -> dict[str, float]:
    """The named parts of the score, those that are not 0. Their sum is the score."""
    weights, setting = known.weights, known.setting
    counted = int(weights.facts_counted)
    leaning = known.leanings.get(passage.id)
    shift = weights.feedback * leaning.odds if leaning is not None else 0.0
    found = {
        "主题": weights.theme * match.theme,
        "提示": weights.hint * match.words,
        "事实": weights.fact * min(len(fit.told), counted)
        + weights.lacking * min(fit.wants, counted)
        + (weights.evidence if fit.evident else 0.0),
        # Written for one kind of agency: fitting where the agency is of that kind, a risk where nobody said so.
        "单位类型": (weights.kind if setting.kind else -weights.kind) * bool(passage.kinds)
        + (weights.field if passage.domains else 0.0),
        "常见程度": weights.frequency * frequency,
        "上年": (weights.said_last_year if said_last_year(passage, known.last_year) else 0.0)
        + (weights.done_last_year if done_last_year(passage, known.last_year) else 0.0),
        "采用记录": max(-weights.feedback_limit, min(weights.feedback_limit, shift)),
    }
    return {name: round(value, 4) for name, value in found.items() if round(value, 4)}


def said_last_year(passage: Passage, last_year: LastYear) -> bool:
    """Whether it is a problem that last year's report has named."""
    return passage.section == "problems" and passage.theme in last_year.problems


def done_last_year(passage: Passage, last_year: LastYear) -> bool:
    """Whether it is a practice that last year's report has stated."""
    return passage.id in last_year.done or passage.theme in last_year.done
