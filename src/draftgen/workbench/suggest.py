"""`draftgen suggest`: wordings for a rough hint, or for the data alone."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from draftgen import choose, feedback, rank, realise
from draftgen.characters import simplified
from draftgen.choose.fitting import Setting
from draftgen.choose.plans import as_topics
from draftgen.choose.reasons import STRAY
from draftgen.choose.scoring import Known, LastYear, Leaning
from draftgen.choose.settings import weights
from draftgen.choose.suggest import Proposal, Suggester, grouped
from draftgen.core.figure import Facts, Text
from draftgen.core.outline import Suggestion
from draftgen.core.passage import OPTIONAL_FILTERS, Bank, Slot, Wording
from draftgen.core.record import Record
from draftgen.forms.labels import label
from draftgen.workbench.names import CHINESE, SECTIONS, field_named, section_named

# Beyond this a hint is a text of its own, and its first sentences say what it is about.
LONGEST = 120
_HALF_WIDTH = {code: code - 0xFEE0 for a, z in ("０９", "ＡＺ", "ａｚ") for code in range(ord(a), ord(z) + 1)}


class Suggested(NamedTuple):
    """One wording: ``theme`` by its id, ``label`` by its name; ``parts`` add up to the score.

    ``ready``: nothing lacks to say it; ``related``: it has to do with the hint, if there is one.
    """

    id: str
    theme: str
    label: str
    taxonomy: tuple[str, ...]
    score: float
    text: str
    reasons: tuple[str, ...]
    parts: Mapping[str, float]
    ready: bool
    related: bool = True
    remedies: tuple["Suggested", ...] = ()


class Answer(NamedTuple):
    """The suggestions for one question about ``section`` (its Chinese name), and remarks on the question itself."""

    section: str
    suggestions: tuple[Suggested, ...]
    notes: tuple[str, ...] = ()


class Adviser:
    """A bank and an agency, ready for any number of questions. Without a record nothing is known of the agency."""

    def __init__(
        self,
        bank: Bank,
        record: Record | None = None,
        *,
        kind: str = "",
        domain: str = "",
        marks: Iterable[feedback.Mark] = (),
        practices: Iterable[str] = (),
    ) -> None:
        """``practices`` are ids of themes or passages that last year's report has stated."""
        measures = grouped(bank, "measures")
        self._ranker = rank.Ranker((*bank.section("problems"), *bank.section("measures"), *measures))
        self._record = record
        self._facts = _derived(record) if record is not None else Facts()
        chosen = weights(bank)
        known = Known(
            self._setting(bank, kind, domain),
            chosen,
            LastYear(
                choose.last_years_problems(bank, record, self._ranker) if record is not None else {},
                frozenset(practices),
            ),
            leanings(marks, chosen.feedback_pseudo),
        )
        self._suggester = Suggester(bank, self._ranker, known)

    def _setting(self, bank: Bank, kind: str, domain: str) -> Setting:
        agency = self._record.agency if self._record is not None else None
        field = domain or (agency.domain if agency is not None else "")
        return Setting(
            self._facts,
            kind or (agency.kind if agency is not None else ""),
            field_named(bank, field) if field else "",
            agency.name if agency is not None else "",
            self._record.year if self._record is not None else 0,
            data=self._record is not None,
        )

    def suggestions(self, hint: str, section: str, number: int = 5) -> list[Suggested]:
        """The best ``number`` wordings of a section for a hint, best first. Raises DraftgenError for an unknown section."""
        return list(self.answer(hint, section, number).suggestions)

    def answer(self, hint: str, section: str, number: int = 5) -> Answer:
        """As ``suggestions``, with remarks on the question."""
        name = section_named(section)
        understood, notes = read_hint(hint)
        plan = _plan(understood) if name == "improvements" else Facts()
        found = self._suggester.suggestions(SECTIONS[name], understood, plan, number)
        if not understood:
            based = "按数据和公开年报里的常见程度排列" if self._record is not None else "按公开年报里的常见程度排列"
            notes = (*notes, f"没有可用的提示，{based}。")
        return Answer(CHINESE[name][0], tuple(self._suggested(proposal) for proposal in found), notes)

    def _suggested(self, proposal: Proposal) -> Suggested:
        remedies = tuple(self._plain(remedy, "", remedy.passage.taxonomy) for remedy in proposal.remedies)
        return self._plain(proposal.suggestion, proposal.theme, proposal.taxonomy)._replace(remedies=remedies)

    def _plain(self, suggestion: Suggestion, name: str, taxonomy: tuple[str, ...]) -> Suggested:
        passage = suggestion.passage
        return Suggested(
            passage.id,
            passage.theme,
            name,
            taxonomy,
            suggestion.score,
            said(passage.title, passage.text, self._facts.overlaid(suggestion.local)),
            suggestion.reasons,
            suggestion.parts,
            suggestion.confirmed,
            STRAY not in suggestion.reasons,
        )


def suggestions(  # noqa: PLR0913 - what may be known of the agency, each by its name
    bank: Bank,
    hint: str,
    section: str,
    *,
    record: Record | None = None,
    kind: str = "",
    domain: str = "",
    number: int = 5,
) -> list[Suggested]:
    """The best wordings for one question; for many questions make an ``Adviser`` once."""
    return Adviser(bank, record, kind=kind, domain=domain).suggestions(hint, section, number)


def _derived(record: Record) -> Facts:
    from draftgen import facts  # noqa: PLC0415 - a question without data needs none

    return facts.derive(record)


def read_hint(text: str) -> tuple[str, tuple[str, ...]]:
    """A hint as the ranker reads it: simplified, of one line, of bearable length; and what was left out, in Chinese."""
    plain = " ".join(simplified(text).translate(_HALF_WIDTH).split())
    notes: list[str] = []
    if len(plain) > LONGEST:
        notes.append(f"提示有 {len(plain)} 个字，只看了前 {LONGEST} 个字。一句话就够。")
        plain = plain[:LONGEST]
    # 12345 is understood without a character beside it.
    if plain and not any("\u4e00" <= char <= "\u9fff" or char.isdigit() for char in plain):
        notes.append(f"提示“{plain[:20]}”里没有汉字，认不出意思。请用中文写，例如：人手不足。")
        plain = ""
    return plain, tuple(notes)


def leanings(marks: Iterable[feedback.Mark], pseudo: float) -> dict[str, Leaning]:
    """What the clerk did with each passage before, as the score takes it."""
    tallied = feedback.tallies(marks)
    odds = feedback.log_odds(tallied, pseudo)
    return {name: Leaning(odds[name], tally.accepted + tally.edited, tally.refused) for name, tally in tallied.items()}


def said(title: str, wording: Wording, known: Facts) -> str:
    """A passage as a report would say it; a slot whose fact is not known shows the name of what belongs there."""
    shown: list[str | Slot] = []
    for part in wording:
        optional = isinstance(part, Slot) and set(part.filters) & OPTIONAL_FILTERS
        if isinstance(part, str) or known.has(part.path):
            shown.append(part)
        elif not optional:
            shown.append(f"〔{label(part.path)}〕")
    text = "".join(span.text for span in realise.sentence(tuple(shown), known))
    return f"{title}。{text}" if title else text


def _plan(hint: str) -> Facts:
    """The hint as a plan, where it is a list of topics (培训、考核): a half sentence would not fit into another."""
    items = as_topics(hint)
    return Facts(texts={"plan": Text("plan", "打算", items)}) if items else Facts()
