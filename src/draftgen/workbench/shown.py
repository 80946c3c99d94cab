"""What the starting file shows to each kind of agency: the usual fields of 数据, rows and columns of 表三."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What the file of one kind of agency shows: fields of 数据 by path, rows and columns of 表三 by id."""

    data: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    regulations: bool = False
    other: bool = True


_TOWN = (
    "site.count",
    "wechat.name",
    "wechat.count",
    "fee",
    "boards.town",
    "boards.village",
    "staff.full",
    "staff.part",
    "training.count",
    "complaints",
    "accountability",
)
_BUREAU = (
    "total",
    "site.count",
    "site.parts",
    "wechat.name",
    "wechat.count",
    "interpretation.count",
    "messages.count",
    "press.count",
    "fee",
    "document_review.kept",
    "document_review.repealed",
    "document_review.lapsed",
    "columns",
    "accounts",
    "staff.full",
    "staff.part",
    "training.count",
    "training.topics",
    "meetings",
    "complaints",
    "accountability",
    "proposals.congress",
    "proposals.committee",
    "proposals.satisfied",
)
_GOVERNMENT = (
    "total",
    "site.count",
    "site.parts",
    "wechat.name",
    "wechat.count",
    "weibo.count",
    "interpretation.count",
    "interpretation.graphic",
    "interpretation.video",
    "messages.count",
    "hotline.count",
    "consultation.count",
    "consultation.opinions",
    "consultation.adopted",
    "press.count",
    "open_meeting.count",
    "gazette",
    "requests_online",
    "requests_letter",
    "requests_counter",
    "fee",
    "document_review.kept",
    "document_review.repealed",
    "document_review.lapsed",
    "visits",
    "columns",
    "accounts",
    "zones",
    "reading_points",
    "inspections",
    "staff.full",
    "staff.part",
    "training.count",
    "training.people",
    "meetings",
    "checks",
    "evaluation.count",
    "evaluation.rate",
    "complaints",
    "accountability",
    "proposals.congress",
    "proposals.committee",
    "proposals.satisfied",
)
SHOWN = {
    "部门": Shown(
        _BUREAU, ("new", "carried_in", "granted", "partial", "unable_1", "carried_out"), ("person", "company")
    ),
    "政府": Shown(
        _GOVERNMENT,
        ("new", "carried_in", "granted", "partial", "unable_1", "refused_1", "carried_out"),
        ("person", "company"),
        regulations=True,
    ),
    "镇街": Shown(_TOWN, ("new", "carried_in", "granted", "carried_out"), ("person",), other=False),
}
