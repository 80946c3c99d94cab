"""What last year's data file says under 问题和打算: a problem said again needs a reason."""

from collections.abc import Iterator

from draftgen.characters import simplified
from draftgen.choose.settings import weights
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.passage import Bank, ThemeScorer
from draftgen.core.record import Record
from draftgen.features import likeness

# From here on two hints are the same sentence, at most with a word changed.
_SAME = 0.75


def last_years_problems(bank: Bank, record: Record, scorer: ThemeScorer) -> dict[str, str]:
    """The themes of last year's problems, each with last year's words; a hint that fits no theme is left out."""
    least = weights(bank).fits if record.last_issues else 0.0
    found: dict[str, str] = {}
    for words in record.last_issues:
        scored = [(scorer.score(simplified(words), theme), theme.id) for theme in bank.section("problems")]
        score, theme = max(scored, default=(0.0, ""))
        if score >= least and theme:
            found.setdefault(theme, words)
    return found


def said_again(record: Record) -> Iterator[Finding]:
    """A question for every problem that stands in last year's data in the same words, or nearly so."""
    for issue in record.issues:
        same = next((words for words in record.last_issues if likeness(issue.problem, words) >= _SAME), None)
        if same is not None:
            source = issue.source
            yield Finding(
                "issue-again",
                Level.ASK,
                Place(source.file, source.line, source.column, excerpt=issue.problem, cell=source.cell),
                f"问题“{issue.problem}”上年年报也写了" + ("。" if same == issue.problem else f"（“{same}”）。"),
                "已经解决的换掉；没解决的，写清今年做到了哪一步、还差什么。",
            )
