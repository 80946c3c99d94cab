"""Suggestions for a rough hint, or for the facts alone: theme first, then the passage inside it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from draftgen.choose.eligible import lot
from draftgen.choose.fitting import Fit, fit
from draftgen.choose.plans import carries_plan
from draftgen.choose.reasons import of_hint, reasons
from draftgen.choose.scoring import Known, Match, parts
from draftgen.choose.wording import SharedWords
from draftgen.core.figure import Facts
from draftgen.core.outline import Suggestion
from draftgen.core.passage import Bank, Passage, Theme, ThemeScorer
from draftgen.features import grams, likeness
from draftgen.forms.labels import label

MODELLED = ("problems", "measures")
# So many of the best are compared with each other before the list is made.
_COMPARED = 40
_REMEDIES = 3


class Proposal(NamedTuple):
    """One suggestion with the name of its theme; a problem comes with the measures that answer it, best first."""

    suggestion: Suggestion
    theme: str
    taxonomy: tuple[str, ...]
    remedies: tuple[Suggestion, ...] = ()


class _Candidate(NamedTuple):
    """A passage that is not ruled out, and what does not change from hint to hint."""

    passage: Passage
    group: Theme
    fit: Fit
    text: str
    frequency: float


class Suggester:
    """One bank and one agency's facts, ready for any number of questions."""

    def __init__(self, bank: Bank, scorer: ThemeScorer, known: Known) -> None:
        self._bank, self._scorer, self._known = bank, scorer, known
        self._pools: dict[str, tuple[_Candidate, ...]] = {}
        self._shares = {name: theme.frequency for theme in bank.themes for name in theme.taxonomy}

    def suggestions(self, sections: Sequence[str], hint: str, plan: Facts, number: int) -> list[Proposal]:
        """The best ``number`` for a hint (which may be empty), best first; no two of a theme where a hint picks themes.

        ``plan`` holds what may fill the slot for the clerk's plan.
        """
        ranked = self._ranked([c for section in sections for c in self._pool(section)], hint, plan)
        # Several wordings of one statement help where it was asked for; else a list shows what there is.
        apart = sections[0] in MODELLED or not hint
        chosen = self._different(ranked, number, apart=apart)
        used: set[str] = set()
        return [self._proposal(candidate, match, hint, plan, used) for candidate, match, _ in chosen]

    def _pool(self, section: str) -> tuple[_Candidate, ...]:
        if section not in self._pools:
            found: list[_Candidate] = []
            for group in grouped(self._bank, section):
                for passage in group.passages:
                    fitting = fit(passage, self._known.setting)
                    if fitting is not None:
                        share = max((self._shares.get(name, 0.0) for name in taxonomy_of(passage, group)), default=0.0)
                        found.append(_Candidate(passage, group, fitting, _searched(passage, group), share))
            self._pools[section] = tuple(found)
        return self._pools[section]

    def _ranked(self, pool: Sequence[_Candidate], hint: str, plan: Facts) -> list[tuple[_Candidate, Match, float]]:
        words = SharedWords(hint, [candidate.text for candidate in pool]) if hint else None
        of_theme = {id(c.group): self._of_theme(hint, c.group) if hint else 0.0 for c in pool}
        scored: list[tuple[_Candidate, Match, float]] = []
        for number, plain in enumerate(pool):
            candidate = _without_plan(plain) if not plan.texts and carries_plan(plain.passage) else plain
            match = Match(of_theme[id(candidate.group)], words.share(number) if words else 0.0)
            score = sum(parts(candidate.passage, candidate.fit, match, candidate.frequency, self._known).values())
            scored.append((candidate, match, score))
        scored.sort(key=lambda one: (-round(one[2], 4), one[0].passage.shipped, -self._lot(one[0].passage)))
        return scored

    def _of_theme(self, hint: str, theme: Theme) -> float:
        if theme.section in MODELLED:
            return self._scorer.score(hint, theme)
        return max((likeness(hint, text) for text in (theme.label, *theme.hints)), default=0.0)

    def _lot(self, passage: Passage) -> int:
        """Among equals: the agency's own order; without an agency the order of the bank (a stable sort keeps it)."""
        setting = self._known.setting
        return lot(setting.agency, setting.year, passage.id) if setting.agency else 0

    def _different(
        self, ranked: list[tuple[_Candidate, Match, float]], number: int, *, apart: bool
    ) -> list[tuple[_Candidate, Match, float]]:
        """The best, each weighed against what is in the list already (maximal marginal relevance)."""
        rest = ranked if not apart else _one_a_theme(ranked)
        rest = rest[: max(_COMPARED, number)]
        pairs = [frozenset(gram for gram in grams(candidate.text) if len(gram) > 1) for candidate, _, _ in rest]
        nearest = [0.0] * len(rest)
        chosen: list[int] = []
        while len(chosen) < min(number, len(rest)):
            best = max(
                (index for index in range(len(rest)) if index not in chosen),
                key=lambda index: (rest[index][2] - self._known.weights.alike * nearest[index], -index),
            )
            chosen.append(best)
            for index in range(len(rest)):
                union = len(pairs[index] | pairs[best])
                alike = len(pairs[index] & pairs[best]) / union if union else 0.0
                nearest[index] = max(nearest[index], alike)
        return [rest[index] for index in chosen]

    def _proposal(self, candidate: _Candidate, match: Match, hint: str, plan: Facts, used: set[str]) -> Proposal:
        passage, group = candidate.passage, candidate.group
        return Proposal(
            self._suggestion(candidate, match, hint, plan),
            group.label,
            taxonomy_of(passage, group),
            self._remedies(passage, plan, used) if passage.section == "problems" else (),
        )

    def _suggestion(self, candidate: _Candidate, match: Match, hint: str, plan: Facts) -> Suggestion:
        passage, fitting, frequency = candidate.passage, candidate.fit, candidate.frequency
        named = parts(passage, fitting, match, frequency, self._known)
        why = (
            *(of_hint(hint, match, candidate.group, candidate.text) if hint else ()),
            *reasons(passage, candidate.group, fitting, frequency, self._known),
        )
        return Suggestion(
            passage.section,
            passage,
            round(sum(named.values()), 4),
            why or ("通用说法",),
            not fitting.lacking,
            plan if carries_plan(passage) else Facts(),
            named,
        )

    def _remedies(self, problem: Passage, plan: Facts, used: set[str]) -> tuple[Suggestion, ...]:
        """The measures that answer a problem: those that need nothing more first, and none that stands above already."""
        answers = {name: place for place, name in enumerate(problem.remedies)}
        found = [c for c in self._pool("measures") if c.passage.id in answers and not carries_plan(c.passage)]
        found.sort(
            key=lambda c: (c.passage.id in used, len(c.fit.lacking), -self._lot(c.passage), answers[c.passage.id])
        )
        used.update(c.passage.id for c in found[:1])
        return tuple(self._suggestion(c, Match(), "", plan) for c in found[:_REMEDIES])


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


def _one_a_theme(ranked: Iterable[tuple[_Candidate, Match, float]]) -> list[tuple[_Candidate, Match, float]]:
    seen: set[str] = set()
    found = []
    for one in ranked:
        if one[0].group.id not in seen:
            seen.add(one[0].group.id)
            found.append(one)
    return found


def _without_plan(candidate: _Candidate) -> _Candidate:
    lacking = (*candidate.fit.lacking, "plan")
    return candidate._replace(fit=candidate.fit._replace(lacking=lacking))


def _searched(passage: Passage, theme: Theme) -> str:
    """What a hint is compared with: theme, title, wording, and what fills the slots by name."""
    told = "".join(part if isinstance(part, str) else f"　{label(part.path)}　" for part in passage.text)
    return f"{theme.label}　{passage.title}　{told}"
