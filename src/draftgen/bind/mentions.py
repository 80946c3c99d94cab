"""Every numeral of a report's prose as a mention."""

import re
from collections import defaultdict
from decimal import Decimal

from draftgen.bind.naming import ANSWERED
from draftgen.bind.reading import read_paragraph
from draftgen.bind.state import Found, Reading
from draftgen.core.figure import Facts
from draftgen.core.report import Candidate, Mention, Report, Stretch
from draftgen.forms.lexicon import lexicon
from draftgen.numerals import NumeralKind

_LEVELS = ("街道", "省", "市", "县", "区", "州", "旗", "镇", "乡")


def mentions(report: Report, facts: Facts) -> tuple[Mention, ...]:
    """Every numeral of the prose in reading order, bound as far as that is certain.

    ``facts`` are those of the report's own tables (``bind.record``, then ``facts.derive``).
    """
    agency = report.agency or (report.title[0] if report.title else "")
    reading = Reading(lexicon(), facts, report.year, _own_scopes(agency), _names(agency), agency)
    section = report.section("problems")
    problems = {paragraph.block for paragraph in section.paragraphs} if section is not None else set()
    for paragraph in report.prose():
        reading.of_problems = paragraph.block in problems
        read_paragraph(reading, paragraph)
    _doubt(reading)
    _keep_by_name(reading)
    return tuple(_mention(index, one) for index, one in enumerate(reading.found))


def _mention(ordinal: int, one: Found) -> Mention:
    numeral, start = one.numeral, getattr(one.prose, "start", 0)
    return Mention(
        ordinal,
        numeral.text,
        numeral.kind.value,
        Stretch(one.prose.block, start + numeral.start, start + numeral.end),
        numeral.value,
        numeral.unit,
        one.label,
        numeral.approximate,
        one.previous,
        one.whole,
        one.candidates,
        one.scope,
    )


def _doubt(reading: Reading) -> None:
    """Two figures of the catalogue under one name with different values cannot both be it: neither is."""
    by_path: dict[str, list[Found]] = defaultdict(list)
    for one in reading.found:
        if one.path and not one.relation and reading.value(one.path) is None and one.prose.part != "measures":
            by_path[one.path].append(one)
    for path, listed in by_path.items():
        group = _whole_of_its_parts(reading, path, _without_offices(reading, listed))
        values = {one.numeral.value for one in group}
        sentences = [one.sentence for one in group]
        twice = len(set(sentences)) < len(sentences) and group[0].topic not in ANSWERED
        if len(values) > 1 or twice:
            for one in group:
                one.scope = "多处"


def _without_offices(reading: Reading, group: list[Found]) -> list[Found]:
    """新闻发布会5场，由区政府办主办2场, in the report of a government: what its office did is no figure of the whole."""
    if not reading.own_scopes:
        return group
    said = {id(one): _office(reading, one) for one in group}
    if len({one.numeral.value for one in group if not said[id(one)]}) != 1:
        return group
    for one in group:
        one.scope = one.scope or said[id(one)]
    return [one for one in group if not one.scope]


def _office(reading: Reading, one: Found) -> str:
    """The words of its clause by which a figure is one of a part of the government; "" if there are none."""
    words = (*one.spot.left, *one.spot.clause_before) if one.spot is not None else ()
    return next((w.text for w in words if "subset" in w.classes and w.text not in reading.own_scopes), "")


def _whole_of_its_parts(reading: Reading, path: str, group: list[Found]) -> list[Found]:
    """Of several figures under one name the one whose parts are listed and add up to it is meant; the others are not."""
    order = {id(one): index for index, one in enumerate(reading.found)}
    head = path.removesuffix("count")
    whole = []
    for one in group:
        behind = [f for f in reading.found[order[id(one)] + 1 :] if f.sentence == one.sentence and f.prose is one.prose]
        parts = [f.numeral.value or Decimal(0) for f in behind if f.path.startswith(head) and f.path != path]
        if len(parts) > 1 and sum(parts) == one.numeral.value:
            whole.append(one)
    if len({one.numeral.value for one in whole}) != 1 or not path.endswith(".count"):
        return group
    for one in group:
        if one.numeral.value != whole[0].numeral.value:
            one.scope = "多处"
    return whole


# What is counted in these is no figure of the year: a time limit, a part of the text.
_NO_FIGURES = frozenset(
    (
        "年",
        "个月",
        "月",
        "天",
        "日",
        "小时",
        "分钟",
        "个小时",
        "工作日",
        "个工作日",
        "个自然日",
        "个部分",
        "个方面",
        "周",
        "级",
        "届",
        "",
    )
)
_PLAIN = re.compile(r"[\u4e00-\u9fff、“”（）A-Za-z]{2,18}")


def _keep_by_name(reading: Reading) -> None:
    """A count in no entry of the catalogue is known by its own words: 发放明白纸300份."""
    named: dict[str, list[Found]] = defaultdict(list)
    for one in reading.found:
        taken = one.candidates or one.scope or one.relation or one.previous or one.prose.part == "measures"
        counts = one.countable and one.numeral.kind is NumeralKind.COUNT and one.numeral.unit not in _NO_FIGURES
        if counts and not taken and _PLAIN.fullmatch(one.label):
            named[one.label].append(one)
    for label, group in named.items():
        if len(group) == 1:
            group[0].candidates = (Candidate(f"misc.{label}"),)


def _own_scopes(agency: str) -> frozenset[str]:
    """全区 of a district's government is its own scope; of a bureau, or of the government's office, it is not."""
    match = re.search(
        r"(街道|开发区|高新区|新区|[省市县区州旗镇乡])(人民政府|政府|办事处|管理委员会|管委会)(办公室|办公厅)?$", agency
    )
    if match is None:
        return frozenset()
    level = "区" if match[1].endswith("区") else match[1]
    if match[3]:
        return frozenset(f"{place}政府{office}" for place in (level, "") for office in ("办", "办公室", "办公厅"))
    whole = f"全{level}"
    return frozenset((whole, f"{whole}各级", "各级行政机关", f"{whole}各级行政机关", "辖区"))


def _names(agency: str) -> tuple[str, ...]:
    """The agency's name in full and shortened from the front: 文登区人力资源和社会保障局."""
    names = {agency}
    for level in _LEVELS:
        at = agency.find(level)
        while at >= 0:
            names.add(agency[at + len(level) :])
            at = agency.find(level, at + 1)
    kept = {
        name for name in names if len(name) >= 3 and name not in ("人民政府", "办公室", "人民政府办公室", "政府办公室")
    }
    return tuple(sorted(kept, key=lambda name: (-len(name), name)))
