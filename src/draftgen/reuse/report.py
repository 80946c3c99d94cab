"""All of last year's report: its sentences made ready, and what became of every numeral."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from draftgen.core.figure import Facts
from draftgen.core.passage import Condition, Passage
from draftgen.core.record import Source
from draftgen.core.report import Claim, Mention, Report
from draftgen.core.reuse import Fate, OldNumeral, OldSentence, Reuse
from draftgen.reuse.findings import NO_GROUND, findings
from draftgen.reuse.names import renamed
from draftgen.reuse.rewrite import Years, now_path, rewrite
from draftgen.reuse.sentences import Old, sentences
from draftgen.reuse.support import Support, support
from draftgen.reuse.template import Template


def reuse(report: Report, mentions: Sequence[Mention], claims: Sequence[Claim], facts: Facts) -> Reuse:
    """Last year's sentences of sections one and six as passages for this year.

    Args:
        report: Last year's report as read.
        mentions: Every numeral of its prose, bound as far as that is certain.
        claims: What its sentences say was done, as paths of ticks.
        facts: This year's facts, comparisons with last year included.

    """
    years = Years(facts, report.year or 0)
    source = Source(report.file)
    kept: list[OldSentence] = []
    numerals: list[OldNumeral] = []
    gone: list[tuple[Old, str]] = []
    seen: set[int] = set()
    blocks: dict[int, int] = {}
    for number, old in enumerate(sentences(report, mentions), 1):
        paragraph = blocks.setdefault(old.block, len(blocks) + 1)
        seen.update(mention.ordinal for mention in old.mentions)
        made = rewrite(old, old.part, years, source)
        before = gone[-1][0] if gone else None
        if before is not None and old.text.startswith("其中") and (before.block, before.end) == (old.block, old.start):
            made = "“其中”前面的一句没有沿用"
        if isinstance(made, str):
            gone.append((old, made))
            numerals.extend(_lost(old, made))
            continue
        renamed(made, report.agency, facts)
        sentence = _sentence(f"last{paragraph}_{number}", old, made, support(old, made, claims, facts), facts)
        if old.part == "other" and not sentence.tells and not sentence.confirmed:
            # Section six is laid out by this year's data: a sentence of which they say nothing has no place there.
            gone.append((old, NO_GROUND))
            numerals.extend(_lost(old, NO_GROUND))
            continue
        numerals.extend(made.numerals)
        kept.append(sentence._replace(numerals=tuple(made.numerals)))
    rest = (m for m in mentions if m.ordinal not in seen)
    numerals.extend(OldNumeral(m.text, "", m.label, Fate.KEPT, m.path, why="不在重用的部分") for m in rest)
    intro = tuple(prose.text for prose in report.intro if not prose.heading)
    return Reuse(tuple(kept), tuple(numerals), findings(report, numerals, gone), intro)


def _sentence(name: str, old: Old, made: Template, carried: Support, facts: Facts) -> OldSentence:
    spoken = (now_path(c.path, facts) for m in old.mentions for c in m.candidates)
    told = {term for path in made.tells() for term in path.removeprefix("sum:").split("+")}
    tells = made.tells() | told | {path for path in spoken if path} | set(carried.ticks) | carried.nothing
    named = _named(old.text, tells, facts)
    confirmed = not carried.missing
    reasons = ["去年年报的说法"]
    if carried.missing:
        reasons.append(f"“{'”“'.join(carried.missing[:3])}”今年的数据里没有依据")
    when = tuple(Condition(path, operator="==", number=Decimal(0)) for path in sorted(carried.nothing))
    lacks = tuple(zip(carried.missing, carried.belongs, strict=True))
    passage = Passage(name, old.part, f"{old.part}.last", made.wording(), claims=(*carried.ticks, *named), when=when)
    told_of = frozenset({*tells, *named})
    return OldSentence(name, old.part, old.text, passage, made.local(), told_of, confirmed, tuple(reasons), lacks=lacks)


def _named(text: str, tells: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """The names given this year with what a sentence tells that stand in it word for word: 镇党政办公室有专人负责."""
    topics = {topic for path in tells for topic in (path, path.rpartition(".")[0]) if topic}
    beside = (path for path in facts.texts if path.rpartition(".")[0] in topics and not facts.texts[path].rests_on)
    return tuple(path for path in beside if all(item in text for item in facts.texts[path].items))


def _lost(old: Old, why: str) -> Iterable[OldNumeral]:
    return (OldNumeral(m.text, old.part, m.label, Fate.DROPPED, m.path, why=why) for m in old.mentions)
