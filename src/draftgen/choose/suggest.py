"""Suggestions for a rough hint, or for the facts alone: theme first, then the passage inside it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from draftgen.choose.eligible import lot
from draftgen.choose.fitting import Fit, fit
from draftgen.choose.plans import carries_plan, formal
from draftgen.choose.reasons import of_hint, reasons
from draftgen.choose.scoring import MODELLED, Known, Match, parts
from draftgen.choose.wording import SharedWords
from draftgen.core.figure import Facts
from draftgen.core.outline import Suggestion
from draftgen.core.passage import Bank, Passage, Theme, ThemeScorer
from draftgen.features import grams, likeness
from draftgen.forms.labels import label

_NOTHING = Match()
# So many of the best are compared with each other before the list is made.
_COMPARED = 40
_REMEDIES = 3
# Inside themes that are less likely than this the order of passages is of no account.
_WORTHLESS = 0.01


class Proposal(NamedTuple):
    """One suggestion with the name of its theme; a problem comes with the measures that answer it, best first."""

    suggestion: Suggestion
    theme: str
    taxonomy: tuple[str, ...]
    remedies: tuple[Suggestion, ...] = ()


class _Candidate(NamedTuple):
    """A passage that is not ruled out, and what does not change from hint to hint: ``base`` is its score without one."""

    passage: Passage
    group: Theme
    fit: Fit
    text: str
    frequency: float
    base: float
    carries: bool
    drawn: int


class _Ranked(NamedTuple):
    candidate: _Candidate
    match: Match
    score: float


class Suggester:
    """One bank and one agency's facts, ready for any number of questions."""

    def __init__(self, bank: Bank, scorer: ThemeScorer, known: Known) -> None:
        self._bank, self._scorer, self._known = bank, scorer, known
        self._pools: dict[str, tuple[_Candidate, ...]] = {}
        self._pairs: dict[str, frozenset[str]] = {}
        self._measures: dict[str, tuple[Passage, Theme]] = {}
        self._shares = {name: theme.frequency for theme in bank.themes for name in theme.taxonomy}

    def suggestions(self, sections: Sequence[str], hint: str, plan: Facts, number: int) -> list[Proposal]:
        """The best ``number`` for a hint (which may be empty), best first.

        ``plan`` holds what may fill the slot for the clerk's plan. Of problems and measures no two are of one theme;
        of statements several wordings help where one was asked for, else a list shows what there is.
        """
        ranked = self._ranked([c for section in sections for c in self._pool(section)], hint, plan)
        apart = sections[0] in MODELLED or not hint
        used: set[str] = set()
        return [self._proposal(one, hint, plan, used) for one in self._different(ranked, number, apart=apart)]

    def _pool(self, section: str) -> tuple[_Candidate, ...]:
        if section not in self._pools:
            groups = grouped(self._bank, section)
            found = (self._candidate(passage, group) for group in groups for passage in group.passages)
            self._pools[section] = tuple(candidate for candidate in found if candidate is not None)
        return self._pools[section]

    def _candidate(self, passage: Passage, group: Theme) -> _Candidate | None:
        fitting = fit(passage, self._known.setting)
        if fitting is None:
            return None
        share = max((self._shares.get(name, 0.0) for name in group.taxonomy), default=0.0)
        base = sum(parts(passage, fitting, Match(), share, self._known).values())
        setting = self._known.setting
        # Equals stand in the agency's own order; without an agency in that of the bank.
        drawn = lot(setting.agency, setting.year, passage.id) if setting.agency else 0
        text = _searched(passage, group)
        return _Candidate(passage, group, fitting, text, share, base, carries_plan(passage), drawn)

    def _ranked(self, pool: Sequence[_Candidate], hint: str, plan: Facts) -> list[_Ranked]:
        weights = self._known.weights
        matches = self._matches(pool, hint, plan) if hint else [_NOTHING] * len(pool)
        found: list[_Ranked] = []
        for candidate, match in zip(pool, matches, strict=True):
            score = candidate.base + weights.theme * match.theme + weights.hint * match.words
            if candidate.carries and not plan.texts:
                score += weights.lacking
            found.append(_Ranked(candidate, match, score))
        found.sort(key=lambda one: (-round(one.score, 4), one.candidate.passage.shipped, -one.candidate.drawn))
        return found

    def _matches(self, pool: Sequence[_Candidate], hint: str, plan: Facts) -> list[Match]:
        """How each candidate fits the hint.

        The model tells themes apart better than shared words do: there the words only order what is inside a theme, and
        are compared inside it. Where no model helps, words are all there is.
        """
        # A clerk says 没收到申请 where a report says 未收到.
        told = f"{hint}　{formal(hint, self._bank.words.spoken)}　{hint.replace('没有', '未').replace('没', '未')}"
        groups: dict[str, list[int]] = {}
        for number, candidate in enumerate(pool):
            groups.setdefault(candidate.group.id if candidate.group.section in MODELLED else "", []).append(number)
        found = [_NOTHING] * len(pool)
        themes = {id(c.group): c.group for c in pool}
        of_theme = {key: self._of_theme(hint, group) for key, group in themes.items()}
        for name, numbers in groups.items():
            likely = [of_theme[id(pool[number].group)] for number in numbers]
            if name and likely[0] < _WORTHLESS:
                for number in numbers:
                    found[number] = Match(likely[0])
                continue
            words = SharedWords(told, [pool[number].text for number in numbers])
            for place, (number, theme) in enumerate(zip(numbers, likely, strict=True)):
                # What is said in the clerk's own words shares them all.
                shared = 1.0 if pool[number].carries and plan.texts else words.share(place)
                found[number] = Match(theme, shared * min(theme, 1.0) if name else shared)
        return found

    def _of_theme(self, hint: str, theme: Theme) -> float:
        if theme.section in MODELLED:
            return self._scorer.score(hint, theme)
        # The name of a statement tells less of it than its wordings do.
        return max((likeness(hint, text) for text in (theme.label, *theme.hints)), default=0.0) / 2

    def _different(self, ranked: list[_Ranked], number: int, *, apart: bool) -> list[_Ranked]:
        """The best, each weighed against what is in the list already (maximal marginal relevance)."""
        rest = (_one_a_theme(ranked) if apart else ranked)[: max(_COMPARED, number)]
        if not rest:
            return []
        alike = self._known.weights.alike
        pairs = [self._pairs_of(one.candidate) for one in rest]
        nearest = [0.0] * len(rest)
        left = list(range(len(rest)))
        chosen: list[int] = []
        while left and len(chosen) < number:
            best = max(left, key=lambda index: (_less(rest[index].score, alike * nearest[index]), -index))
            left.remove(best)
            chosen.append(best)
            for index in left:
                shared = len(pairs[index] & pairs[best])
                nearest[index] = max(nearest[index], shared / (len(pairs[index]) + len(pairs[best]) - shared or 1))
        return [rest[index] for index in chosen]

    def _pairs_of(self, candidate: _Candidate) -> frozenset[str]:
        name = candidate.passage.id
        if name not in self._pairs:
            self._pairs[name] = frozenset(gram for gram in grams(candidate.text) if len(gram) > 1)
        return self._pairs[name]

    def _proposal(self, one: _Ranked, hint: str, plan: Facts, used: set[str]) -> Proposal:
        passage, group = one.candidate.passage, one.candidate.group
        return Proposal(
            self._suggestion(one.candidate, one.match, hint, plan),
            group.label,
            taxonomy_of(passage, group),
            self._remedies(passage, plan, used) if passage.section == "problems" else (),
        )

    def _suggestion(self, candidate: _Candidate, match: Match, hint: str, plan: Facts) -> Suggestion:
        passage, fitting, frequency = candidate.passage, candidate.fit, candidate.frequency
        if candidate.carries and not plan.texts:
            fitting = fitting._replace(lacking=(*fitting.lacking, "plan"))
        named = parts(passage, fitting, match, frequency, self._known)
        searched = (
            candidate.text + "".join(plan.texts["plan"].items) if candidate.carries and plan.texts else candidate.text
        )
        why = (
            *(of_hint(hint, match, candidate.group, searched) if hint else ()),
            *reasons(passage, candidate.group, fitting, frequency, self._known),
        )
        return Suggestion(
            passage.section,
            passage,
            round(sum(named.values()), 4),
            why or ("通用说法",),
            not fitting.lacking,
            plan if candidate.carries else fitting.item,
            named,
        )

    def _remedies(self, problem: Passage, plan: Facts, used: set[str]) -> tuple[Suggestion, ...]:
        """The measures that answer a problem: those that need nothing more first, and none that stands above already."""
        answers = [self._answer(name) for name in problem.remedies]
        found = [candidate for candidate in answers if candidate is not None and not candidate.carries]
        found.sort(key=lambda c: (c.passage.id in used, len(c.fit.lacking), -c.drawn))
        used.update(c.passage.id for c in found[:1])
        return tuple(self._suggestion(c, Match(), "", plan) for c in found[:_REMEDIES])

    def _answer(self, name: str) -> _Candidate | None:
        if not self._measures:
            for theme in self._bank.section("measures"):
                self._measures.update({passage.id: (passage, theme) for passage in theme.passages})
        found = self._measures.get(name)
        return self._candidate(*found) if found is not None else None


def grouped(bank: Bank, section: str) -> tuple[Theme, ...]:
    """The themes of a section. Measures are put together by what they are about, whichever file they stand in."""
    themes = bank.section(section)
    if section != "measures":
        return themes
    names = {name: theme for theme in themes for name in theme.taxonomy}
    groups: dict[str, list[Passage]] = {}
    for theme in themes:
        for passage in theme.passages:
            about = next(iter(passage.taxonomy or theme.taxonomy), "")
            groups.setdefault(about if about in names else f"={theme.id}", []).append(passage)
    by_id = {theme.id: theme for theme in themes}
    return tuple(
        (by_id[about[1:]] if about.startswith("=") else names[about])._replace(passages=tuple(passages))
        for about, passages in groups.items()
    )


def taxonomy_of(passage: Passage, theme: Theme) -> tuple[str, ...]:
    """The entries of the taxonomy that a passage stands for: its own, else its theme's."""
    return passage.taxonomy or theme.taxonomy


def _less(score: float, share: float) -> float:
    """A score with a share of it taken away."""
    return score * (1 - share) if score > 0 else score


def _one_a_theme(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    seen: set[str] = set()
    found = []
    for one in ranked:
        if one.candidate.group.id not in seen:
            seen.add(one.candidate.group.id)
            found.append(one)
    return found


def _searched(passage: Passage, theme: Theme) -> str:
    """What a hint is compared with: theme, title, wording, and what fills the slots by name."""
    told = "".join(part if isinstance(part, str) else f"　{label(part.path)}　" for part in passage.text)
    return f"{theme.label}　{passage.title}　{told}"
