"""What `check` says: for people, what is certain apart from what is asked; for programs as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from draftgen.core.finding import Confidence, Finding, Level


def _sure(finding: Finding) -> bool:
    return finding.confidence is Confidence.CERTAIN


def _weight(finding: Finding) -> str:
    """What must be mended is arithmetic or the official form; what is asked only the office itself can answer."""
    if _sure(finding):
        return "必须修改" if finding.level is Level.ERROR else "建议完善"
    return "提示" if finding.level is Level.HINT else "请核实"


def of_data(finding: Finding) -> Finding:
    """A finding on a data file: what the loader only asks or hints at is for the clerk to decide."""
    return finding if finding.level is Level.ERROR else finding._replace(confidence=Confidence.ASK)


_HEADS = {
    "必须修改": "必须修改 {} 条（算得出来，或者国家格式写明的）",
    "建议完善": "建议完善 {} 条（确定，但不影响数据）",
    "请核实": "请核实 {} 条（口径或写法，由本单位判断）",
    "提示": "提示 {} 条（可以不理）",
}


def in_full(name: str, findings: Sequence[Finding], holds: Sequence[str]) -> list[str]:
    """Everything about one file: findings by weight, each with its place and what to do, and what holds."""
    lines = [name]
    for weight, head in _HEADS.items():
        some = [finding for finding in findings if _weight(finding) == weight]
        if some:
            lines += ["", f"  {head.format(len(some))}"]
            lines += [line for number, finding in enumerate(some, 1) for line in _one(number, finding)]
    if not findings:
        lines += ["", "  没有发现问题。"]
    if holds:
        lines += ["", f"  已核对：{'；'.join(holds)}。"]
    return [*lines, ""]


def _one(number: int, finding: Finding) -> Iterator[str]:
    place = finding.place
    yield f"  {number}. {finding.message}"
    if finding.advice:
        yield f"     {finding.advice}"
    where = _where(finding)
    if where:
        yield f"     {where}"
    if place.line and place.excerpt:
        yield f"     {place.excerpt.strip()}"


def _where(finding: Finding) -> str:
    place = finding.place
    if place.line:
        return f"在：{place}"
    where = str(place.spot) or place.section
    excerpt = "" if place.spot.table else place.excerpt.strip().replace("\n", " ")
    if excerpt and excerpt not in finding.message:
        where = f"{where}　“{excerpt}”" if where else f"“{excerpt}”"
    return f"在：{where}　〔{finding.code}〕" if where else f"〔{finding.code}〕"


def in_a_line(name: str, findings: Sequence[Finding]) -> str:
    """One file among many: how many findings of each weight."""
    if any(finding.code == "no-report" for finding in findings):
        return f"{name}　不像政府信息公开工作年度报告"
    counts = Counter(_weight(finding) for finding in findings)
    said = "　".join(f"{weight} {counts[weight]}" for weight in _HEADS if counts[weight])
    return f"{name}　{said or '没有发现问题'}"


def as_dict(name: str, finding: Finding) -> dict[str, Any]:
    """One finding for programs."""
    place, spot = finding.place, finding.place.spot
    return {
        "file": name,
        "code": finding.code,
        "level": finding.level.value,
        "confidence": finding.confidence.value,
        "place": {
            "section": place.section,
            "table": spot.table,
            "row": spot.row,
            "column": spot.column,
            "text": place.excerpt,
        },
        "message": finding.message,
        "advice": finding.advice,
    }
