"""Where in the report, in the clerk's words."""

SECTION_NAMES = {
    "overview": "总体情况",
    "overview.intro": "引言",
    "overview.lead": "总体情况",
    "overview.publication": "总体情况（一）主动公开",
    "overview.requests": "总体情况（二）依申请公开",
    "overview.management": "总体情况（三）政府信息管理",
    "overview.platform": "总体情况（四）政府信息公开平台建设",
    "overview.supervision": "总体情况（五）监督保障",
    "problems": "存在的主要问题",
    "measures": "改进情况",
    "other": "其他需要报告的事项",
    "closing": "落款",
    "published": "表二",
    "requests": "表三",
    "disputes": "表四",
}


def place_name(place: str) -> str:
    """A place of the document in the clerk's words."""
    parts = place.split(".")
    for length in range(len(parts), 0, -1):
        name = SECTION_NAMES.get(".".join(parts[:length]))
        if name:
            return name
    return place
