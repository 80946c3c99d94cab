"""What a finding means for the unit that gets it back, and to which column of the summary it belongs."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from draftgen.core.finding import Confidence, Finding, Level

OTHER = "其他"


class Weight(StrEnum):
    """The three parts of a letter."""

    MUST = "必须修改"
    IMPROVE = "建议完善"
    CONFIRM = "请核实"


class Count(NamedTuple):
    """How many findings are certain, and how many are questions."""

    certain: int = 0
    ask: int = 0


def weight(finding: Finding) -> Weight:
    """MUST is certain and an error; CONFIRM is a question that only the unit can answer; the rest would be better mended."""
    if finding.level is Level.HINT:
        return Weight.IMPROVE
    if finding.confidence is Confidence.ASK:
        return Weight.CONFIRM
    return Weight.MUST if finding.level is Level.ERROR else Weight.IMPROVE


def weights(findings: Iterable[Finding]) -> dict[Weight, int]:
    """How many findings of each weight."""
    counts = dict.fromkeys(Weight, 0)
    for finding in findings:
        counts[weight(finding)] += 1
    return counts


@cache
def _families() -> Mapping[str, str]:
    raw: dict[str, str] = yaml.safe_load((Path(__file__).parent / "families.yaml").read_text("utf-8"))
    return {code: family for family, codes in raw.items() for code in codes.split()}


def family(code: str) -> str:
    """The family of checks that a rule belongs to."""
    return _families().get(code, OTHER)


def families() -> tuple[str, ...]:
    """All families in the order of the columns."""
    return (*dict.fromkeys(_families().values()), OTHER)


def counts(findings: Iterable[Finding]) -> dict[str, Count]:
    """The findings by family, certain ones apart from questions."""
    found = dict.fromkeys(families(), Count())
    for finding in findings:
        name = family(finding.code)
        certain, ask = found[name]
        sure = finding.confidence is Confidence.CERTAIN
        found[name] = Count(certain + sure, ask + (not sure))
    return found
