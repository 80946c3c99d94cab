"""Paragraphs of the clerk's own, written in review, put into the outline."""

from draftgen.core.document import Role
from draftgen.core.figure import Facts
from draftgen.core.outline import Outline, PlannedContent, PlannedParagraph, PlannedSection, Utterance
from draftgen.core.record import Source
from draftgen.review.decision import Decision, Decisions, State
from draftgen.review.texts import bound

PARTS = {
    "overview.lead": "总体情况（开头）",
    "overview.publication": "主动公开",
    "overview.requests": "依申请公开",
    "overview.management": "政府信息管理",
    "overview.platform": "政府信息公开平台建设",
    "overview.supervision": "监督保障",
    "problems": "存在的主要问题",
    "measures": "改进情况",
    "other": "其他需要报告的事项",
}


def next_place(decisions: Decisions, part: str) -> str:
    """The place of a new paragraph of a part."""
    number = 1
    while f"{part}.own.{number}" in decisions.places:
        number += 1
    return f"{part}.own.{number}"


def with_own(outline: Outline, decisions: Decisions, facts: Facts) -> tuple[Outline, Facts]:
    """The outline with the clerk's own paragraphs behind those of their parts, and the numbers typed in them."""
    own = [(place, found) for place, found in sorted(decisions.places.items()) if found.state is State.OWN]
    texts = Facts()
    for place, decision in own:
        source = Source(decisions.file, decisions.lines.get(place, 0), 1 if decisions.lines else 0)
        wording, numbers, _ = bound(decision.text, place, facts, source)
        texts = texts.overlaid(numbers)
        said = Utterance(wording, place=place, theme="own", local=numbers)
        paragraph = PlannedParagraph(place, Role.BODY, (said,))
        outline = outline._replace(sections=tuple(_into(section, paragraph, decision) for section in outline.sections))
    return outline, texts


def _into(section: PlannedSection, paragraph: PlannedParagraph, decision: Decision) -> PlannedSection:
    part = decision.part
    if section.id != {"measures": "problems"}.get(part, part.split(".")[0]):
        return section
    contents = [c for c in section.contents if not _is_gap(c, part)]
    places = [content.place if isinstance(content, PlannedParagraph) else "" for content in contents]
    # Behind the last paragraph of the part, its heading included; a part that has none yet stands where its order is.
    behind = [n for n, place in enumerate(places) if place == part or place.startswith(f"{part}.")]
    at = behind[-1] + 1 if behind else (len(contents) if part != "overview.lead" else 0)
    return section._replace(contents=(*contents[:at], paragraph, *contents[at:]))


def _is_gap(content: PlannedContent, part: str) -> bool:
    return (
        isinstance(content, PlannedParagraph)
        and content.place == part
        and all(said.theme == "gap" for said in content.utterances)
    )
