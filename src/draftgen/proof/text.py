"""Invariants of our own text: what must hold of any draft the program wrote (checks/ holds the rules for any report)."""

import re
from collections.abc import Iterable, Sequence

from draftgen import numerals
from draftgen.core.document import CHECK, CONFIRM, SUPPLY, Document, Paragraph, Role, Sentence, SpanKind
from draftgen.core.finding import Finding, Level, Place, ProgramFault
from draftgen.core.passage import WordLists
from draftgen.core.record import Record, Source
from draftgen.proof.places import place_name
from draftgen.proof.required import required
from draftgen.proof.unsaid import unsaid

_MARKS = {CONFIRM: "confirm", CHECK: "verify", SUPPLY: "gap"}


def read(document: Document, record: Record, words: WordLists) -> tuple[Finding, ...]:
    """Every remark on the finished text. Raises ProgramFault for a numeral that has no source (promise 1)."""
    unbound = [
        span.text for paragraph in document.paragraphs() for span in paragraph.spans if span.kind is SpanKind.UNBOUND
    ]
    if unbound:
        raise ProgramFault(
            f"语句库里有没有来源的数字：{'、'.join(unbound)}。这是程序的问题，没有生成文件；请把这句话告诉维护者。"
        )
    found: list[Finding] = []
    for paragraph in document.paragraphs():
        found += _open_places(paragraph, record)
        found += _words(paragraph, words)
    found += _own_figures(document, record)
    found += _twice(document)
    found += _length(document, record)
    found += _demands(document, record)
    found += required(document, record)
    found += unsaid(document, record)
    return tuple(found)


def _open_places(paragraph: Paragraph, record: Record) -> Iterable[Finding]:
    for sentence in paragraph.sentences:
        both = all(mark in sentence.text for mark in (CONFIRM, CHECK))
        for mark, name in _MARKS.items():
            if mark in sentence.text and not (both and name == "confirm"):  # one sentence is asked about once
                where = Place(section=place_name(paragraph.place), excerpt=sentence.text)
                if name == "gap":
                    yield Finding(
                        "open-gap",
                        Level.ERROR,
                        where,
                        f"“{place_name(paragraph.place)}”没有可写的内容。",
                        "在数据里填上这一部分的数字或做过的事（draftgen fields 可查能写什么），或在“补充”里写一段。",
                    )
                else:
                    text = sentence.text
                    asked = _asked_both(text) if both else _asked(paragraph.place, name, text)
                    if name == "confirm" and _answers_a_problem(paragraph.place, sentence, record):
                        asked = (asked[0], _PLAN_LACKS)
                    if name == "confirm" and sentence.lacks:
                        asked = _asked_of(sentence.lacks, *asked)
                    yield Finding(f"open-{name}", Level.ERROR, where, *asked)


_PLAN_LACKS = (
    "这个问题还没有写“打算”：在数据里它的下面补一句，这里就照打算写；就用这一句的，运行 draftgen review，按 A 采用。"
)


def _answers_a_problem(place: str, sentence: Sentence, record: Record) -> bool:
    """Whether a measure answers a problem that the data name, so that it is the plan alone that lacks."""
    side, _, number = sentence.place.rpartition(".")
    return place == side == "measures" and number.isdigit() and 0 < int(number) <= len(record.issues)


def plans_settled(seen: Iterable[Finding], document: Document, record: Record) -> tuple[Finding, ...]:
    """``seen`` without the questions for plans that the clerk has settled: the measure was accepted or written in review."""
    said = {
        sentence.place: sentence.confirmed
        for paragraph in document.paragraphs()
        for sentence in paragraph.sentences
        if _answers_a_problem("measures", sentence, record)
    }
    settled = [issue.source for number, issue in enumerate(record.issues, 1) if said.get(f"measures.{number}")]
    places = {(source.line, source.column, source.cell) for source in settled}
    return tuple(
        finding
        for finding in seen
        if finding.code != "issue-plan" or (finding.place.line, finding.place.column, finding.place.cell) not in places
    )


def _asked(place: str, name: str, text: str) -> tuple[str, str]:
    """What an open place asks for, and what to do: a problem is admitted in the data, a deed ticked, a figure supplied."""
    plain = text
    for mark in _MARKS:
        plain = plain.replace(mark, "")
    if name == "verify":
        return (
            f"有{_how_many(text.count(CHECK))}个数要核：{text.replace(CONFIRM, '')}",
            "数据里有这一项的，填上今年的数；没有的，运行 draftgen review，改成今年的数，或者不用这一句。",
        )
    if place.startswith(("problems", "measures")):
        return (
            f"有一句要您确认：{plain}",
            "问题属实的，把它和打算写进数据的“问题和打算”，一句大白话就行；不属实的，写上实际的问题和打算，这一句就不会再出现。",
        )
    return (
        f"有一句要您确认：{plain}",
        "今年也这样做了的，在“做过的事”里勾上；有变化的，改这一句；也可以运行 draftgen review 逐句定：A 采用，E 修改，R 不用。",
    )


def _asked_of(lacks: Sequence[tuple[str, str]], message: str, advice: str) -> tuple[str, str]:
    """The same, with the clauses that nothing carries where they are not all, and the lines where they belong."""
    clauses = "、".join(f"“{clause}”" for clause, _ in lacks)
    whole = "".join(clause for clause, _ in lacks)
    part = len(whole) + len(lacks) + 2 < len(message) - len("有一句要您确认：")
    lines = list(dict.fromkeys(line for _, line in lacks))
    where = f"今年也是这样的，写进{'、'.join(f'“{line}”' for line in lines)}；有变化的" if all(lines) else ""
    return (
        f"{message}没有依据的是去年的话{clauses}。" if part else message,
        f"{where}{advice[advice.index('，改这一句') :]}" if where else advice,
    )


def _how_many(count: int) -> str:
    return "一" if count == 1 else f" {count} "


def _asked_both(text: str) -> tuple[str, str]:
    """What a sentence asks for that nothing carries and that has a number nobody knows."""
    return (
        f"有一句要您确认，其中 {text.count(CHECK)} 个数要核：{text.replace(CONFIRM, '')}",
        "今年也这样做了的，在数据里写上今年的数、勾上“做过的事”；也可以运行 draftgen review 逐句定：A 采用，E 修改，R 不用。",
    )


def _words(paragraph: Paragraph, words: WordLists) -> Iterable[Finding]:
    """The house style of our own drafts; what a superior would object to in anyone's text is in the room of the rules."""
    text, where = paragraph.text, Place(section=place_name(paragraph.place), excerpt=paragraph.text[:60])
    for word, why in words.forbid.items():
        if word in text:
            yield Finding("forbidden-word", Level.HINT, where, f"用了“{word}”：{why}", "请改写。")
    for wrong, right in words.prefer.items():
        if wrong in text:
            yield Finding("preferred-word", Level.HINT, where, f"“{wrong}”宜写作“{right}”。")


# 一个月学一次, 每周查一遍: how often, not how many.
_HOW_OFTEN = r"(?:每|隔|一)个?(?:天|日|周|星期|月|旬|季度?|半年|年)[^，。；、\d]{0,4}一(?:次|遍|回|趟)"


# 一个窗口, 一个栏目: any; but 一个人 are as many people as the catalogue counts.
_SPOKEN_ONE = r"一个(?!人(?!大))"


def _figures_of(text: str) -> list[str]:
    """The figures of the clerk's words; the 一 of how often something is done is none, nor is that of any one thing."""
    often = [match.span() for match in (*re.finditer(_HOW_OFTEN, text), *re.finditer(_SPOKEN_ONE, text))]
    return [
        # 一 alone would be sought in vain: 一人, 一次.
        text[numeral.start : max(numeral.end, numeral.stop)] if numeral.text == "一" else numeral.text
        for numeral in numerals.scan(text)
        if numeral.value is not None
        and numeral.kind in numerals.FIGURES
        and not (numeral.text == "一" and any(start <= numeral.start < end for start, end in often))
    ]


def _own_figures(document: Document, record: Record) -> Iterable[Finding]:
    """Figures in the clerk's own words are reported once: nobody has checked them against the data (promise 1)."""
    seen: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    typed = record.own_words()
    for paragraph in document.paragraphs():
        if paragraph.role is Role.INTRO:
            continue
        for span in paragraph.spans:
            if span.kind is SpanKind.OWN and (
                paragraph.place.count(".own") or span.path.startswith(("issues.", "plan", "extra.", "review."))
            ):
                numbers = _figures_of(span.text)
                if numbers:
                    name, source = place_name(paragraph.place), typed.get(span.path, Source())
                    seen.setdefault(name, []).extend(numbers)
                    typed_so = record.as_typed(span.path, span.text)
                    where = Place(source.file, source.line, source.column, name, typed_so, cell=source.cell)
                    places.setdefault(name, where if source.line else Place(section=name))
    for name, numbers in seen.items():
        yield Finding(
            "own-figure",
            Level.ASK,
            places[name],
            f"您自己写的文字里有数字：{'、'.join(numbers)}，没有与数据核对。",
            "请自己核对一遍。",
        )


def _twice(document: Document) -> Iterable[Finding]:
    seen: dict[str, str] = {}
    for paragraph in document.paragraphs():
        if paragraph.role not in (Role.BODY, Role.INTRO):
            continue
        for text in re.split(r"(?<=[。；])", paragraph.text):
            if not text.endswith(("。", "；")):
                continue
            plain = re.sub(r"^[一二三四五六七八九十]+是", "", text)
            if len(plain) < 8:
                continue
            if plain in seen:
                yield Finding(
                    "same-sentence",
                    Level.ERROR,
                    Place(section=place_name(paragraph.place), excerpt=plain),
                    f"同一句话出现了两次（{seen[plain]}也有）：{plain}",
                    "请删去一处。",
                )
            seen[plain] = place_name(paragraph.place)


def overview_length(document: Document) -> int:
    """Characters of 总体情况 without spaces and headings, as superiors count (domain.md 1.1)."""
    bodies = [c for c in document.sections[0].contents if isinstance(c, Paragraph) and c.role is Role.BODY]
    return sum(len(re.sub(r"\s", "", paragraph.text)) for paragraph in bodies)


def _length(document: Document, record: Record) -> Iterable[Finding]:
    length, limit = overview_length(document), record.settings.length_limit
    if length > limit:
        yield Finding(
            "length",
            Level.HINT,
            Place(section="总体情况"),
            f"总体情况 {length} 字，超过 {limit} 字。",
            "可在数据里删去不必写的事项；程序不会替您删。",
        )


def _demands(document: Document, record: Record) -> Iterable[Finding]:
    """另须报告: what the superiors' notice asks for, ticked off against the text."""
    body = "".join(p.text for p in document.paragraphs() if p.role in (Role.BODY, Role.INTRO))
    labels = {figure.label: figure for figure in document.figures.values()}
    for demand in record.settings.demands:
        core = re.sub(r"(数量|个数|条数|件数|情况|的?数)$", "", demand)
        hit = [f for label, f in labels.items() if core and (core in label or label in demand)]
        if hit:
            written = f"{numerals.write(hit[0].value)}{hit[0].unit}"
            yield Finding(
                "demand-met", Level.HINT, Place(section="上级通知"), f"另须报告“{demand}”：已写（{written}）。"
            )
        elif core and core in body:
            yield Finding(
                "demand-met",
                Level.HINT,
                Place(section="上级通知"),
                f"另须报告“{demand}”：正文写到了“{core}”，请看是否够。",
            )
        else:
            yield Finding(
                "demand-open",
                Level.ASK,
                Place(section="上级通知"),
                f"另须报告“{demand}”：正文里没有写到。",
                "在数据里填上这一项；目录里没有的，写在“补充”里。",
            )
