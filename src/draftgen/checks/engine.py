"""Runs the rules over one report and weighs what they say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from draftgen.checks.names import TITLES
from draftgen.checks.privacy import masked
from draftgen.checks.registry import RULES
from draftgen.checks.rule import Held, Remark, Rule
from draftgen.checks.settings import Settings, Weight, shipped
from draftgen.checks.subject import Context, Subject
from draftgen.core.finding import Confidence, Finding, Level
from draftgen.core.report import Mention, Report


class Outcome(NamedTuple):
    """What the rules found, in the order of the registry, and sentences on what holds."""

    findings: tuple[Finding, ...]
    holds: tuple[str, ...] = ()


def run(
    report: Report,
    mentions: Sequence[Mention] = (),
    context: Context | None = None,
    settings: Settings | None = None,
) -> Outcome:
    """Every remark on ``report``, and what holds of it.

    ``mentions`` are the figures of its prose, ``context`` what is known beside it, ``settings`` the weights of the rules
    (the shipped ones if not given). What went wrong in reading the report comes first.
    """
    chosen = settings or shipped()
    subject = Subject(report, tuple(mentions), context, chosen.limits)
    found = list(_of_reading(report, chosen))
    stray = [finding for finding in found if finding.code == _NO_REPORT]
    if stray:
        return Outcome(tuple(stray), ())  # of a file that is something else every rule would have something to say
    held: dict[str, list[int]] = {}
    for rule in RULES:
        weight = chosen.weights.get(rule.code)
        if weight is None:
            continue
        remarks: list[Remark] = []
        for said in rule.check(subject):
            if isinstance(said, Held):
                counts = held.setdefault(said.what, [0, 0])
                counts[0] += said.good
                counts[1] += said.looked_at
            else:
                remarks.append(said)
        found += _weighed(rule, remarks, weight)
    return Outcome(tuple(_discreet(subject, finding) for finding in found), _sentences(held))


def _discreet(subject: Subject, finding: Finding) -> Finding:
    """A finding that quotes nobody's telephone or identity number, whatever rule it is of."""
    places = (finding.place, *finding.more)
    if not any(map(str.isdigit, "".join((finding.message, finding.advice, *(place.excerpt for place in places))))):
        return finding
    first, *more = (place._replace(excerpt=masked(subject, place.excerpt)) for place in places)
    message, advice = masked(subject, finding.message), masked(subject, finding.advice)
    return finding._replace(message=message, advice=advice, place=first, more=tuple(more))


_NO_REPORT = "no-report"


def _of_reading(report: Report, settings: Settings) -> Iterator[Finding]:
    """What went wrong in reading, with the weights that the settings give it; what a rule says better is left out."""
    for read in report.findings:
        named = TITLES.get(read.place.section, read.place.section)
        finding = read._replace(place=read.place._replace(section=named))
        weight = settings.reading.get(finding.code)
        if weight is not None:
            yield finding._replace(level=weight.level, confidence=weight.confidence)
        elif finding.code not in settings.said_by_rules:
            sure = Confidence.ASK if finding.level is Level.ASK else finding.confidence
            yield finding._replace(confidence=sure)


def _weighed(rule: Rule, remarks: Iterable[Remark], weight: Weight) -> Iterator[Finding]:
    """The findings of one rule. Those on one table are one finding with a count; in prose only where the rule says so."""
    groups: dict[str, list[Remark]] = {}
    for number, remark in enumerate(remarks):
        table = remark.place.spot.table
        groups.setdefault(table or (remark.place.section if rule.together else str(number)), []).append(remark)
    for first, *others in groups.values():
        message = _joined(rule, (first, *others)) if others else first.message
        more = tuple(remark.place for remark in others)
        yield Finding(rule.code, weight.level, first.place, message, first.advice, weight.confidence, more)


_SHOWN = 3


def _joined(rule: Rule, group: Sequence[Remark]) -> str:
    shown = "；".join((remark.brief or remark.message).rstrip("。") for remark in group[:_SHOWN])
    more = f"；还有 {len(group) - _SHOWN} 处" if len(group) > _SHOWN else ""
    where = group[0].place.spot.table or group[0].place.section
    return f"{where}有 {len(group)} 处{rule.together or '同类问题'}：{shown}{more}。"


def _sentences(held: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """表内勾稽 42 项全部相符; 文表一致 11 处."""
    return tuple(
        f"{what} {looked_at} 项全部相符" if good == looked_at else f"{what} {looked_at} 项，其中 {good} 项相符"
        for what, (good, looked_at) in held.items()
        if looked_at
    )
