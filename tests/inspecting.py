"""Findings, reports and units of an invented county, made in a line or two."""

from draftgen.core.finding import Confidence, Finding, Level, Place, Spot
from draftgen.inspection.unit import Examined, Unit

LEVELS = {
    "必须修改": (Level.ERROR, Confidence.CERTAIN),
    "请核实": (Level.ASK, Confidence.ASK),
    "建议完善": (Level.HINT, Confidence.ASK),
}


def finding(
    message: str = "有一处不对。",
    kind: str = "必须修改",
    *,
    code: str = "row-total",
    at: str = "",
    section: str = "总体情况",
    text: str = "",
    advice: str = "核对。",
    more: int = 0,
) -> Finding:
    """``at`` is a cell as 表三 新收 总计; without it the finding is on words (``text``) of a section."""
    level, confidence = LEVELS[kind]
    table, row, column = (*at.split(), "", "", "")[:3]
    spot = Spot(table, row, column)
    place = Place(section="" if at else section, excerpt=text, spot=spot)
    return Finding(code, level, place, message, advice, confidence, (place,) * more)


def report(
    agency: str,
    *findings: Finding,
    file: str = "",
    year: int | None = 2025,
    overview: str = "",
    problems: str = "",
    tables: str = "同",
    holds: tuple[str, ...] = (),
) -> Examined:
    texts = {"overview": overview, "problems": problems, "other": ""}
    return Examined(file or f"{agency}.docx", agency, year, findings, holds, texts, tables)


def unit(agency: str, *findings: Finding, **about: object) -> Unit:
    return Unit(agency, report(agency, *findings, **about))  # type: ignore[arg-type]
