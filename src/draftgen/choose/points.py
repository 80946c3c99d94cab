"""Section five: each problem the clerk named, in the bank's words, with the measure that answers it."""

from collections.abc import Iterable, Sequence

from draftgen.characters import simplified
from draftgen.choose.eligible import holds, lot, may_say, tells
from draftgen.choose.last_year import last_years_problems
from draftgen.choose.plans import (
    ANYTHING,
    breadth,
    carries_plan,
    formal,
    is_clause,
    says_more,
    sentence,
    takes,
    topics,
)
from draftgen.choose.settings import weights
from draftgen.core.figure import Facts, Text
from draftgen.core.outline import Point, Suggestion
from draftgen.core.passage import Bank, Passage, Theme, ThemeScorer
from draftgen.core.record import Issue, Record, Source
from draftgen.features import names, says, shared_pairs

# So many other wordings are kept for each point; most of them say the same thing in other words.
_KEPT = 6
_SAME_THEME = 4
# So many are kept even where the next themes hardly fit: a clerk who refuses a wording must be offered another.
_LEAST = 4
# A title this near to the name of its theme says no more than the theme.
_NEAR = 0.3
_STEPS = 2
# In so many characters a hint means one thing, and the theme found for it can be trusted.
_LONG = 40
_OWN = "improvements.own"
# A hint this near to one that is known for a theme only names the theme.
_SAME_HINT = 0.8
_ANY_PLAN = Facts(texts={"plan": Text("plan", "打算", ("",))})


def points(bank: Bank, facts: Facts, record: Record, scorer: ThemeScorer) -> tuple[Point, ...]:
    """The points of 问题和打算; if there are none, a few that the facts suggest, all to be confirmed."""
    matcher = _Matcher(bank, facts, record, scorer)
    if record.issues:
        return tuple(matcher.point(number, issue) for number, issue in enumerate(record.issues, 1))
    return tuple(matcher.offered(number, passage) for number, passage in enumerate(matcher.suggested(), 1))


class _Matcher:
    def __init__(self, bank: Bank, facts: Facts, record: Record, scorer: ThemeScorer) -> None:
        self.bank, self.facts, self.record, self.scorer = bank, facts, record, scorer
        self._used: set[str] = set()
        self._told: frozenset[str] = frozenset()
        self._problems = bank.section("problems")
        self._measures = bank.section("measures")
        self._weights = weights(bank)
        self._last_year = last_years_problems(bank, record, scorer)

    def point(self, number: int, issue: Issue) -> Point:
        """One pair of 问题和打算. The clerk's own words are kept where they say more than the theme's name."""
        own = Text(f"issues.{number}", "问题和打算", (self._formal(issue.problem),), (issue.source,))
        hint = simplified(issue.problem)
        problem, *other_problems = self._problem(number, hint) or (None,)
        long = says_more(issue.problem)
        keep = problem is None or long or not self._stands_for(problem.passage, hint)
        sure = problem is not None and problem.score >= self._weights.sure
        problem = self._as_written(problem, issue.problem, long=long, sure=sure) if keep else self._asked(problem, hint)
        measure, *other_measures = self._measure(number, issue, problem, sure=sure) or (None,)
        own_plan = self._plan_in_words(number, issue, alone=measure is None)
        return Point(
            problem,
            measure,
            own if keep else None,
            own_plan,
            tuple(s for s in other_problems if s is not None),
            tuple(s for s in other_measures if s is not None),
        )

    def _stands_for(self, passage: Passage, hint: str) -> bool:
        """Whether a hint says no more than a theme or a wording does, so that the bank may word it."""
        theme = next((theme for theme in self._problems if theme.id == passage.theme), None)
        known = (*theme.hints, theme.label) if theme is not None else ()
        return says(_words(passage), hint) or any(self.scorer.closeness(hint, text) >= _SAME_HINT for text in known)

    def _as_written(self, suggestion: Suggestion | None, words: str, *, long: bool, sure: bool) -> Suggestion | None:
        """A problem whose words are the clerk's: with a title where they say much and it names what they name."""
        if suggestion is None or (long and self._bears_out(words, suggestion.passage, sure=sure)):
            return suggestion
        return _untitled(suggestion)

    def _asked(self, suggestion: Suggestion | None, hint: str) -> Suggestion | None:
        """What tells a figure or rests on a tick says more than its title, of its own accord: it is to be confirmed.

        Unless the hint names what it tells (promise 2).
        """
        if suggestion is None or not suggestion.passage.rests_on_facts or names(_words(suggestion.passage), hint):
            return suggestion
        return suggestion._replace(confirmed=False)

    def _bears_out(self, words: str, passage: Passage, *, sure: bool) -> bool:
        """Whether a title says what the clerk's words name, or no more than a theme they are ``sure`` to mean.

        Any other would be an admission or a promise that nobody made (promise 2).
        """
        label = next((t.label for t in (*self._problems, *self._measures) if t.id == passage.theme), "")
        plain = sure and len(words) <= _LONG and self.scorer.closeness(label, passage.title) >= _NEAR
        return plain or shared_pairs(self._formal(simplified(words)), passage.title) > 0

    def _formal(self, words: str) -> str:
        """Words as the report prints them: 报送材料不及时 for 交材料老是拖."""
        return formal(words, self.bank.words.spoken)

    def _plan_in_words(self, number: int, issue: Issue, *, alone: bool) -> Text | None:
        words = self._plan_words(issue)
        if not words or not (alone or is_clause(words)):
            return None
        return Text(f"issues.{number}.plan", "打算", (sentence(words),), (issue.plan_source,))

    def _plan_words(self, issue: Issue) -> tuple[str, ...]:
        words = (self._formal(item) for item in issue.plan)
        return tuple(item for item in words if topics((item,)))

    def _problem(self, number: int, hint: str) -> list[Suggestion]:
        """What may be said of a hint: the passage chosen, then others of its theme, then of the next themes."""
        scored = [(self.scorer.score(hint, theme), theme) for theme in self._problems if theme.id not in self._used]
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        found: list[Suggestion] = []
        for score, theme in scored:
            if self._enough(found, score):
                break
            ordered = self._problems_for(theme, hint)
            if ordered and not found:
                self._used.add(theme.id)
                self._told |= tells(ordered[0], self.facts)
            why = (f"与“{hint}”相近", f"主题：{theme.label}", *self._again(theme))
            taken = ordered[: 1 if found else _SAME_THEME]
            found += [Suggestion(f"problems.{number}", passage, score, why) for passage in taken]
        return found

    def _problems_for(self, theme: Theme, hint: str) -> list[Passage]:
        """The problems of a theme for a hint, the best first."""
        apt = {p.id for p in theme.passages if self._is_apt(p, theme, hint)}
        if says_more(hint):
            return sorted(self._titled(theme.passages, hint, naming=theme.label), key=lambda p: p.id not in apt)
        ordered = sorted(self._order(theme.passages), key=lambda p: p.id not in apt)
        if not ordered or tells(ordered[0], self.facts):
            return ordered
        # What another problem has told is not told again for the sake of a nearer title.
        titled = self._titled(theme.passages, hint)
        return sorted(titled, key=lambda p: (p.id not in apt, self._news(tells(p, self.facts)) < 0))

    def _is_apt(self, passage: Passage, theme: Theme, hint: str) -> bool:
        """Whether a problem is the theme's own (工作力量不足), or the hint names it: 没人手 is no 工作交接不够规范."""
        near = self.scorer.closeness(theme.label, passage.title) >= _NEAR
        return near or shared_pairs(self._formal(hint), passage.title) > 0

    def _enough(self, found: Sequence[object], score: float) -> bool:
        """Whether themes of this score and below are not asked any more. The first must fit; what follows may be far."""
        if not found:
            return score < self._weights.fits
        return len(found) >= (_KEPT if score >= self._weights.fits else _LEAST)

    def _again(self, theme: Theme) -> tuple[str, ...]:
        said = self._last_year.get(theme.id)
        return (f"上年年报已说过“{said}”，再写要说清今年的进展",) if said else ()

    def _order(self, passages: Sequence[Passage], local: Facts | None = None) -> list[Passage]:
        """Those that may be said, best first: most that is new, the office's own, then an order of the agency's own."""
        facts = self.facts if local is None else self.facts.overlaid(local)
        agency, year = self.record.agency, self.record.year
        fitting = [p for p in passages if may_say(p, facts, agency, year)]
        fitting.sort(key=lambda p: (-self._news(tells(p, facts)), p.shipped, -lot(agency.name, year, p.id), p.id))
        return fitting

    def _titled(self, passages: Sequence[Passage], words: str, *, naming: str = "") -> list[Passage]:
        """Where the clerk's own words stand, those whose titles name them best: they must not say something else.

        With ``naming``, the name of a theme, of equally near titles the one with the words' own terms (答复质量 for
        答复说理不充分), then one that says no more than the theme.
        """
        words = self._formal(words) if naming else words
        agency, year = self.record.agency, self.record.year
        steps = self._weights.title_steps
        fitting = [p for p in passages if may_say(p, self.facts.overlaid(_ANY_PLAN), agency, year) and p.title]
        fitting.sort(
            key=lambda p: (
                -int(self.scorer.closeness(words, p.title) * steps),
                -shared_pairs(words, p.title) if naming else 0,
                -int(self.scorer.closeness(naming, p.title) * _STEPS),
                -lot(agency.name, year, p.id),
                p.id,
            )
        )
        return fitting

    def _news(self, facts: frozenset[str]) -> int:
        """How many facts a problem would tell, less those that another problem has told already."""
        return len(facts) - 2 * len(facts & self._told)

    def _measure(self, number: int, issue: Issue, named: Suggestion | None, *, sure: bool) -> list[Suggestion]:
        """With a plan, wordings that carry the plan's own words; without, answers to be confirmed. The best first.

        ``sure``: whether the problem is one of its theme without a doubt, so that what answers the theme may be promised.
        """
        place = f"measures.{number}"
        problem = None if named is None else named.passage
        answers = set(problem.remedies) if problem is not None else set()
        words = self._plan_words(issue)
        if not words:
            plain = [p for p in self._remedies() if not carries_plan(p)]
            # What answers the other problems of the theme may be chosen too, but is never the first.
            near = self._answers(problem) - answers
            found = [
                *self._order([p for p in plain if p.id in answers]),
                *self._order([p for p in plain if p.id in near]),
            ]
            found = found[: _KEPT if answers else 0]
            self._use(found[:1])
            why = ("数据里没有写打算，按问题给出",)
            return [Suggestion(place, passage, 0.0, why, confirmed=False) for passage in found]
        local = Facts(texts={"plan": Text("plan", "打算", topics(words), (issue.plan_source,))})
        hint = simplified("，".join((*issue.plan, issue.problem)))
        # Where no theme fits the problem, none is looked for that only seems to fit the plan.
        answers = answers if sure else set()
        ranked = self._by_plan(hint, answers, local, words) if problem is not None else []
        if is_clause(words):
            said = "".join((issue.problem, *issue.plan, problem.title if problem is not None else ""))
            ranked = [
                (score, p if self._bears_out(said, p, sure=self._is_meant(score, p, answers)) else p._replace(title=""))
                for score, p in ranked
            ]
        elif ranked and not (self._is_meant(*ranked[0], answers) or shared_pairs(hint, ranked[0][1].title)):
            ranked = [*self._in_any_frame(words, local), *ranked][:_KEPT]
        ranked = ranked or self._in_any_frame(words, local)
        self._use([passage for _, passage in ranked[:1]])
        why = (f"与打算“{'、'.join(issue.plan)}”相近",)
        return [Suggestion(place, passage, score, why, local=local) for score, passage in ranked]

    def _is_meant(self, score: float, passage: Passage, answers: set[str]) -> bool:
        """Whether a measure is of the theme that a plan means without a doubt, or of one that answers the problem."""
        theme = next((theme for theme in self._measures if theme.id == passage.theme), None)
        return score >= self._weights.sure or any(p.id in answers for p in (theme.passages if theme else ()))

    def _in_any_frame(self, words: tuple[str, ...], local: Facts) -> list[tuple[float, Passage]]:
        """The wordings of no theme that a plan may stand in, those not said yet first."""
        own = next((theme for theme in self._measures if theme.id == _OWN), Theme(_OWN, "measures", ""))
        ordered = self._order(own.passages, local) if is_clause(words) else self._framed(own, words, local)
        return [(0.0, passage) for passage in sorted(ordered, key=lambda p: p.id in self._used)[:_KEPT]]

    def _answers(self, problem: Passage | None) -> set[str]:
        """The measures that answer any problem of the theme of ``problem``."""
        theme = next((theme for theme in self._problems if problem is not None and theme.id == problem.theme), None)
        return {remedy for passage in (theme.passages if theme else ()) for remedy in passage.remedies}

    def _use(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            self._used |= {passage.id, f"measures:{passage.theme}"}

    def _by_plan(
        self, hint: str, answers: set[str], local: Facts, words: tuple[str, ...]
    ) -> list[tuple[float, Passage]]:
        # A plan that stands in its own words needs only a title, and the title must answer the problem.
        clause = is_clause(words)
        answering = self._weights.answers * (3 if clause else 1)
        ranked: list[tuple[float, Theme]] = []
        for theme in self._measures:
            if f"measures:{theme.id}" in self._used or theme.id == _OWN:
                continue
            bonus = answering if any(p.id in answers for p in theme.passages) else 0.0
            ranked.append((self.scorer.score(hint, theme) + bonus, theme))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        found: list[tuple[float, Passage]] = []
        for score, theme in ranked:
            if self._enough(found, score):
                break
            if clause:
                unused = [p for p in theme.passages if p.id not in self._used]
                said = self._formal(hint)
                ordered = sorted(self._titled(unused, hint), key=lambda p: not shared_pairs(said, p.title))
            else:
                ordered = self._framed(theme, words, local) or self._general(theme, hint, words)
            found += [(score, passage) for passage in ordered[: 1 if found else _SAME_THEME]]
        return found

    def _framed(self, theme: Theme, words: tuple[str, ...], local: Facts) -> list[Passage]:
        """The wordings of a theme that can take the plan, best first; those that take any noun come last."""
        fitting = [p for p in theme.passages if carries_plan(p) and takes(p, words)]
        told = [p for p in fitting if breadth(p) < ANYTHING]
        return [*self._order(told, local), *self._order([p for p in fitting if p not in told], local)]

    def _general(self, theme: Theme, hint: str, words: tuple[str, ...]) -> list[Passage]:
        """Wordings of no theme that can take the plan, under the title of ``theme``: 健全工作机制。完善答复模板。"""
        title = next((p.title for p in self._titled(theme.passages, hint)), "")
        general = (p for own in self._measures if own.id == _OWN for p in own.passages if takes(p, words))
        return [p._replace(title=title, theme=theme.id) for p in sorted(general, key=breadth)] if title else []

    def _remedies(self) -> Iterable[Passage]:
        return (passage for theme in self._measures for passage in theme.passages if passage.id not in self._used)

    def suggested(self) -> list[Passage]:
        """Problems that the facts alone speak for, one a theme, the clearest first."""
        found: list[Passage] = []
        agency, year = self.record.agency, self.record.year
        for theme in self._problems:
            fitting = [
                p
                for p in theme.passages
                if p.evidence and all(holds(c, self.facts) for c in p.evidence) and may_say(p, self.facts, agency, year)
            ]
            if fitting:
                found.append(max(fitting, key=lambda p: (len(tells(p, self.facts)), lot(agency.name, year, p.id))))
        found.sort(
            key=lambda p: (p.theme in self._last_year, -len(tells(p, self.facts)), -lot(agency.name, year, p.id))
        )
        return found[: int(self._weights.offered)]

    def offered(self, number: int, passage: Passage) -> Point:
        """A problem that nobody named, with its measure: both to be confirmed."""
        theme = next(theme for theme in self._problems if theme.id == passage.theme)
        why = ("数据显示可能有这个问题", *self._again(theme))
        others = [p for p in self._order(theme.passages) if p.id != passage.id][: _KEPT - 1]
        problem, *rest = [Suggestion(f"problems.{number}", p, 0.0, why, confirmed=False) for p in (passage, *others)]
        measures = self._measure(number, Issue("", (), Source(), Source()), problem, sure=False)
        measure = measures[0] if measures else None
        return Point(problem, measure, other_problems=tuple(rest), other_measures=tuple(measures[1:]))


def _words(passage: Passage) -> str:
    """What a passage says, without its slots."""
    return passage.title + "".join(part for part in passage.text if isinstance(part, str))


def _untitled(suggestion: Suggestion) -> Suggestion:
    return suggestion._replace(passage=suggestion.passage._replace(title=""))
