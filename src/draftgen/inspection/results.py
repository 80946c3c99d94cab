"""审核结果.json: the findings of a round, kept for the next one and for other programs."""

import json
from typing import Any

from draftgen.core.finding import Confidence, Finding, Level, Place, Spot, UnreadableInput
from draftgen.inspection.unit import Received

NAME = "审核结果.json"
_VERSION = 1


def written(received: Received, findings: dict[str, tuple[Finding, ...]]) -> bytes:
    """All units with their findings (by name of unit), and what was not read."""
    body = {
        "version": _VERSION,
        "year": received.year,
        "units": [
            {
                "name": unit.name,
                "file": unit.report.file,
                "year": unit.year,
                "remarks": list(unit.remarks),
                "findings": [as_json(finding) for finding in findings[unit.name]],
            }
            for unit in received.units
        ],
        "unread": [{"file": item.file, "reason": item.reason} for item in received.unread],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def as_json(finding: Finding) -> dict[str, Any]:
    """One finding for programs."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "confidence": finding.confidence.value,
        "place": _place_json(finding.place),
        "message": finding.message,
        "advice": finding.advice,
        "more": [_place_json(place) for place in finding.more],
    }


def _place_json(place: Place) -> dict[str, str]:
    spot = place.spot
    said = {
        "section": place.section,
        "table": spot.table,
        "row": spot.row,
        "column": spot.column,
        "text": place.excerpt,
    }
    return {key: value for key, value in said.items() if value}


def read(data: bytes, name: str = NAME) -> dict[str, tuple[Finding, ...]]:
    """The findings of an earlier round by name of unit. Raises UnreadableInput for what is no such file."""
    try:
        body = json.loads(data)
        return {unit["name"]: tuple(_finding(item) for item in unit["findings"]) for unit in body["units"]}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"“{name}”不是上一轮的审核结果，或者已经损坏。请在 --before 后写上一轮的输出文件夹。"
        ) from error


def _finding(item: dict[str, Any]) -> Finding:
    return Finding(
        str(item["code"]),
        Level(item["level"]),
        _place(item["place"]),
        str(item["message"]),
        str(item.get("advice", "")),
        Confidence(item["confidence"]),
        tuple(_place(place) for place in item.get("more", ())),
    )


def _place(item: dict[str, str]) -> Place:
    spot = Spot(str(item.get("table", "")), str(item.get("row", "")), str(item.get("column", "")))
    return Place(section=str(item.get("section", "")), excerpt=str(item.get("text", "")), spot=spot)
