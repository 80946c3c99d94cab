"""The order of the report: six sections with their official titles, 一是/二是, headings, signature."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, groupby, pairwise
from typing import TypeAlias

from draftgen import forms
from draftgen.core.document import SUPPLY, Content, Document, Paragraph, Role, Sentence
from draftgen.core.figure import Text
from draftgen.core.outline import (
    Offers,
    Outline,
    PlannedContent,
    PlannedParagraph,
    PlannedSection,
    PlannedTable,
    Point,
    Suggestion,
    Utterance,
)
from draftgen.core.record import Extra, Record
from draftgen.features import names

# domain.md 1.1: fixed titles, and the five parts of 总体情况 in their order.
TITLES = {
    "overview": "一、总体情况",
    "published": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
PARTS = {
    "publication": "主动公开",
    "requests": "依申请公开",
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
}
NUMERALS = "一二三四五六七八九十"
_HEADED_FROM = 3
# So few characters of the clerk's plan make no sentence: 加强队伍建设，配备专人。
_SHORT = 7
Draw: TypeAlias = Callable[[str], int]
_LAST_WORD, _NOTHING = "other.nothing_else", "无其他需要报告的"


def outline(offers: Offers, record: Record, *, brief: bool = False) -> Outline:
    """The whole report, ready to be realised; ``brief`` takes the short wording of 总体情况 where there is one."""
    sections = (
        PlannedSection("overview", TITLES["overview"], tuple(_overview(offers, record, brief=brief))),
        PlannedSection("published", TITLES["published"], (PlannedTable("table2"),)),
        PlannedSection("requests", TITLES["requests"], (PlannedTable("table3"),)),
        PlannedSection("disputes", TITLES["disputes"], (PlannedTable("table4"),)),
        PlannedSection("problems", TITLES["problems"], tuple(_problems(offers, record))),
        PlannedSection("other", TITLES["other"], tuple(_other(offers, record))),
    )
    title = (record.agency.name, f"{record.year}年政府信息公开工作年度报告")
    return Outline(title, tuple(_intro(offers)), sections, tuple(_closing(record)))


def _intro(offers: Offers) -> Iterable[PlannedParagraph]:
    for place, suggestions in offers.places.items():
        if place.startswith("overview.intro.") and suggestions:
            yield PlannedParagraph(place, Role.INTRO, (_utterance(suggestions[0]),))


def _overview(offers: Offers, record: Record, *, brief: bool) -> Iterable[PlannedContent]:
    draw = _draw(record)
    yield from _paragraphs("overview.lead", _said(offers, "overview.lead", brief=brief, draw=draw), record.extras)
    for number, (part, name) in enumerate(PARTS.items()):
        place = f"overview.{part}"
        yield _heading(f"{place}.heading", Role.SUBHEADING, f"（{NUMERALS[number]}）{name}")
        yield from _paragraphs(place, _said(offers, place, brief=brief, draw=draw), record.extras) or [_gap(place)]


def _in_order(offers: Offers, part: str, draw: Draw) -> list[str]:
    """The places of a part: as the bank has them, or with the part's groups in the agency's own order (forms/layout)."""
    places = [place for place, found in offers.places.items() if place.startswith(f"{part}.") and found]
    layout = forms.layout()
    orders = layout.orders.get(part, ((),))
    order = orders[draw(f"{part}|order") % len(orders)]
    blocks = [{f"{part}.{name}" for name in layout.parts[part][number - 1]} for number in order]
    inner = [place for block in blocks for place in places if place in block]
    old = [place for place in places if _old_paragraph(place)]
    return [*old, *inner, *(place for place in places if place not in inner and place not in old)]


def _old_paragraph(place: str) -> str:
    """The number of the paragraph of last year's report that a place is of (last3_7); "" if it is of the phrasebank."""
    name = place.rpartition(".")[2]
    return name.removeprefix("last").partition("_")[0] if name.startswith("last") and "_" in name else ""


def _said(offers: Offers, part: str, *, brief: bool, draw: Draw) -> list[Utterance]:
    """The best suggestion of every statement of a part; once per item where it is of a list."""
    found: list[Utterance] = []
    for place in _in_order(offers, part, draw):
        suggestions = offers.places[place]
        if suggestions:
            said = _utterance(suggestions[0])
            shorter = suggestions[0].passage.short if brief and not suggestions[0].written else ()
            found.append(said._replace(wording=shorter) if shorter else said)
    return found


def _paragraphs(place: str, utterances: list[Utterance], extras: Iterable[Extra]) -> list[PlannedContent]:
    """One paragraph of the program's sentences, then the clerk's own paragraphs, word for word."""
    found: list[PlannedContent] = []
    if utterances:
        found.append(PlannedParagraph(place, Role.BODY, tuple(utterances)))
    for number, extra in enumerate((e for e in extras if e.part == place), 1):
        text = Text(f"extra.{place}.{number}", "补充", (extra.text,), (extra.source,))
        found.append(
            PlannedParagraph(f"{place}.own{number}", Role.BODY, (Utterance(text=text, place=text.path, theme="own"),))
        )
    return found


def in_paragraphs(document: Document) -> Document:
    """The document with the long parts of 总体情况 divided where one group of statements ends (forms/layout.yaml)."""
    sections = tuple(
        section._replace(contents=tuple(piece for content in section.contents for piece in _pieces(content)))
        if section.id == "overview"
        else section
        for section in document.sections
    )
    return document._replace(sections=sections)


def _pieces(content: Content) -> Iterable[Content]:
    layout = forms.layout()
    if not isinstance(content, Paragraph) or content.role is not Role.BODY or content.place not in layout.parts:
        return (content,)
    kept = _as_last_year(content)
    if len(kept) == 1 and len(content.text) <= layout.paragraph:
        return (content,)
    groups = kept if len(kept) > 1 else _grouped(content)
    ways = (_evenly(groups, wanted) for wanted in range(2, len(groups) + 1))
    divided = kept if len(kept) > 1 else next((way for way in ways if _longest(way) <= layout.paragraph), groups)
    return (
        content._replace(place=content.place if number == 1 else f"{content.place}.{number}", sentences=sentences)
        for number, sentences in enumerate(divided, 1)
    )


def _as_last_year(paragraph: Paragraph) -> list[tuple[Sentence, ...]]:
    """The sentences in the paragraphs of last year's report; what is new goes with those before it."""
    numbered: list[tuple[str, Sentence]] = []
    for sentence in paragraph.sentences:
        before = numbered[-1][0] if numbered else ""
        numbered.append((_old_paragraph(sentence.place) or before, sentence))
    return [tuple(pair[1] for pair in pairs) for _, pairs in groupby(numbered, key=lambda pair: pair[0])]


def _grouped(paragraph: Paragraph) -> list[tuple[Sentence, ...]]:
    """The sentences by the group of their statement; a statement of no group goes with what stands before it."""
    of = {name: number for number, group in enumerate(forms.layout().parts[paragraph.place]) for name in group}
    numbered: list[tuple[int, Sentence]] = []
    for sentence in paragraph.sentences:
        before = numbered[-1][0] if numbered else 0
        numbered.append((of.get(sentence.theme.removeprefix(f"{paragraph.place}."), before), sentence))
    return [tuple(pair[1] for pair in pairs) for _, pairs in groupby(numbered, key=lambda pair: pair[0])]


def _evenly(groups: Sequence[tuple[Sentence, ...]], wanted: int) -> list[tuple[Sentence, ...]]:
    """The groups joined to ``wanted`` paragraphs, so that the longest is as short as can be."""

    def joined(cuts: tuple[int, ...]) -> list[tuple[Sentence, ...]]:
        edges = (0, *cuts, len(groups))
        return [tuple(sentence for group in groups[start:end] for sentence in group) for start, end in pairwise(edges)]

    ways = [joined(cuts) for cuts in combinations(range(1, len(groups)), wanted - 1)]
    return min(ways, key=_longest)


def _longest(way: Iterable[Iterable[Sentence]]) -> int:
    return max(sum(len(sentence.text) for sentence in piece) for piece in way)


def _draw(record: Record) -> Draw:
    """A stable number for each name: the same agency and year always draw the same (promise 6)."""
    start = f"{record.agency.name}|{record.year}"
    return lambda what: int.from_bytes(hashlib.sha256(f"{start}|{what}".encode()).digest()[:8], "big")


def _gap(place: str) -> PlannedParagraph:
    return PlannedParagraph(place, Role.BODY, (Utterance(before=SUPPLY, place=place, theme="gap"),))


def _problems(offers: Offers, record: Record) -> Iterable[PlannedContent]:
    """Problems and measures in the same order; with headings from three points on (domain.md 5.6).

    Two points have headings in some agencies' reports and not in others'; under a heading 一是 may follow at once.
    """
    points, draw = offers.points, _draw(record)
    headed = len(points) >= _HEADED_FROM or (len(points) > 1 and draw("problems|headed") % 2 == 0)
    bare = headed and draw("problems|bare") % 2 == 0
    for side, name in (("problems", "主要问题"), ("measures", "改进措施")):
        leads = offers.places.get(f"problems.lead.{'before' if side == 'problems' else 'after'}", ())
        # A lead that repeats the heading above it would say it twice.
        lead = next((found for found in leads if not (headed and name in _words(found))), None)
        if bare and side == "problems":
            lead = None
        # A problem that nothing answers must not leave a gap in the count of the measures.
        told = [point for point in points if tuple(_point(point, side, ""))]
        said = [u for number, point in enumerate(told) for u in _point(point, side, _counter(number, len(told)))]
        if headed:
            yield _heading(f"{side}.heading", Role.SUBHEADING, f"（{NUMERALS[0 if side == 'problems' else 1]}）{name}")
        opening = [_utterance(lead)] if lead is not None and said else []
        yield from _paragraphs(side, [*opening, *said], record.extras)
    if not points and not any(extra.part in ("problems", "measures") for extra in record.extras):
        yield _gap("problems")


def _words(suggestion: Suggestion) -> str:
    return "".join(part for part in suggestion.passage.text if isinstance(part, str))


def _counter(number: int, total: int) -> str:
    """一是 for 0, 十一是 for 10; "" for the only point."""
    tens, ones = divmod(number + 1, 10)
    said = (NUMERALS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")
    return f"{said}是" if total > 1 else ""


def said(suggestion: Suggestion, point: Point | None = None, *, brief: bool = False) -> tuple[Utterance, ...]:
    """What one suggestion would say in the report, without its counter; ``point`` is that of a problem or a measure."""
    if point is None:
        shorter = suggestion.passage.short if brief and not suggestion.written else ()
        utterance = _utterance(suggestion)
        return (utterance._replace(wording=shorter) if shorter else utterance,)
    side = suggestion.place.partition(".")[0]
    chosen = point._replace(problem=suggestion) if side == "problems" else point._replace(measure=suggestion)
    return tuple(_point(chosen, side, ""))


def _point(point: Point, side: str, counter: str) -> Iterable[Utterance]:
    """One problem or one measure: its title, the clerk's own words where they say more, and the bank's wording."""
    suggestion = point.problem if side == "problems" else point.measure
    own = point.own if side == "problems" else point.own_plan
    if suggestion is None:
        if own is not None:
            yield Utterance(text=own, before=counter, after="。", place=own.path, theme="own")
        return
    passage = suggestion.passage
    said = _utterance(suggestion)
    if suggestion.written:
        yield _prefixed(said, counter)
        return
    title = f"{counter}{passage.title}。" if passage.title else counter
    bound = passage.rests_on_facts
    if own is None and suggestion.confirmed and side == "problems" and not bound:
        # The hint names the theme and no more: the title is the admission, circumstances would be the program's own.
        yield _utterance_of(suggestion, title)
        return
    if own is None:
        yield _prefixed(said, title)
        return
    told = "".join(own.items)
    if _repeats(passage.title, told):
        title = counter
    elif passage.title and side == "measures" and len(told) <= _SHORT:
        title = f"{counter}{passage.title}，"
    yield Utterance(text=own, before=title, after="。", place=suggestion.place, passage=passage.id, theme=passage.theme)
    # The bank adds its figure only to what the clerk names and gave none for, to be confirmed, and never a second promise.
    if side == "problems" and bound and names(_words(suggestion), told) and not re.search(_COUNTED, told):
        yield said._replace(confirmed=False)


# Where the clerk's own words give a number, the bank adds none.
_COUNTED = r"\d|[一两二三四五六七八九十]+[人名次件条]"
# Characters of a title that only judge (不够到位) or join: what it names are the others.
_VERDICT = frozenset("不够足有待较为到位欠缺仍需还尚存在是和与及的充分深入薄弱强")


def _repeats(title: str, words: str) -> bool:
    """Whether a title would only say again what follows it."""
    plain = "".join(char for char in title if char not in "《》、")
    if len(words) <= _SHORT:
        return sum(char in words for char in plain) >= 0.5 * len(plain)
    named = [char for char in plain if char not in _VERDICT]
    # Among many words the characters of any title are found by chance, and a summary helps.
    return len(words) <= 2 * len(plain) and sum(char in words for char in named) >= 0.75 * len(named)


def _other(offers: Offers, record: Record) -> Iterable[PlannedContent]:
    """Section six: with headings where the profile lists several items, else as one paragraph."""
    items: dict[str, list[Utterance]] = {}
    for place, suggestions in offers.places.items():
        if place.startswith("other."):
            items.setdefault(suggestions[0].passage.theme, []).append(_utterance(suggestions[0]))
    headed = [theme for theme in items if offers.headings.get(theme) and theme != _LAST_WORD]
    if len(headed) < 2:
        yield from _paragraphs("other", [u for utterances in items.values() for u in utterances], record.extras)
        if not items and not any(extra.part == "other" for extra in record.extras):
            yield _gap("other")
        return
    for theme, utterances in items.items():
        if theme in headed:
            number = NUMERALS[headed.index(theme)]
            yield _heading(f"{theme}.heading", Role.SUBHEADING, f"（{number}）{offers.headings[theme]}")
        yield PlannedParagraph(theme, Role.BODY, tuple(utterances))
    yield from _paragraphs("other", [], record.extras)


def without_contradiction(outline: Outline) -> Outline:
    """Section six does not end on 无其他需要报告的事项 where a paragraph of the clerk's own reports something else."""

    def free(section: PlannedSection) -> PlannedSection:
        paragraphs = [content for content in section.contents if isinstance(content, PlannedParagraph)]
        if section.id != "other" or not any(said.theme == "own" for one in paragraphs for said in one.utterances):
            return section
        kept = (_without_last_word(content) for content in section.contents)
        return section._replace(contents=tuple(content for content in kept if content is not None))

    return outline._replace(sections=tuple(free(section) for section in outline.sections))


def _without_last_word(content: PlannedContent) -> PlannedContent | None:
    if not isinstance(content, PlannedParagraph):
        return content
    kept = tuple(
        said
        for said in content.utterances
        if said.theme != _LAST_WORD or not any(isinstance(part, str) and _NOTHING in part for part in said.wording)
    )
    return content._replace(utterances=kept) if kept else None


def _closing(record: Record) -> Iterable[PlannedParagraph]:
    """Agency and date; left out where no date is given (domain.md 1.2)."""
    if record.settings.signed:
        source = record.settings.signed_source
        name = Text("agency", "机关名称", (record.agency.name,), (source,), fixed=True)
        date = Text("signed", "落款日期", (record.settings.signed,), (source,), fixed=True)
        yield PlannedParagraph("closing.agency", Role.SIGNATURE, (Utterance(text=name),))
        yield PlannedParagraph("closing.date", Role.DATE, (Utterance(text=date),))


def _heading(place: str, role: Role, text: str) -> PlannedParagraph:
    return PlannedParagraph(place, role, (Utterance(before=text),))


def _utterance(suggestion: Suggestion) -> Utterance:
    passage = suggestion.passage
    return Utterance(
        suggestion.written or passage.text,
        place=suggestion.place,
        passage=passage.id,
        theme=passage.theme,
        claims=passage.claims,
        facts=tuple(c.path for c in passage.when if c.operator),
        confirmed=suggestion.confirmed,
        local=suggestion.local,
        lacks=() if suggestion.confirmed else suggestion.lacks,
    )


def _utterance_of(suggestion: Suggestion, title: str) -> Utterance:
    passage = suggestion.passage
    return Utterance(before=title, place=suggestion.place, passage=passage.id, theme=passage.theme)


def _prefixed(utterance: Utterance, before: str) -> Utterance:
    return utterance._replace(before=before)
