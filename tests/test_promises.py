"""The promises of design.md 2, held against random records and against the records that break generators.

Each promise is a function that lists what breaks it, recomputed here from the data file, not by the rooms under test.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import (
    COLUMNS,
    KINDS,
    NAMES,
    OUTCOMES,
    DataFile,
    Drafted,
    as_yaml,
    bank,
    complete,
    data_files,
    drafted,
    only_tables,
    passages,
    ticks,
)

from draftgen import forms, load, pipeline, render
from draftgen.cli import screen
from draftgen.core.document import Paragraph, Role, Sentence, Span, SpanKind
from draftgen.core.figure import Facts, Figure
from draftgen.core.passage import Condition
from draftgen.pipeline import Result

FIGURES = (SpanKind.SLOT, SpanKind.DERIVED)
MEASURES = "个工作日|万元|人次|名|人|件|条|篇|份|次|场|期|个|处|封|部|起|元|倍|项|家|宗|天|页|种|类|年"
random_records = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- promise 1: no figure without a source ---


def sourceless(draft: Drafted) -> Iterator[str]:
    """No numeral of the text is UNBOUND, and none hides in a span of plain wording."""
    for paragraph in draft.document.paragraphs():
        for span in paragraph.spans:
            if span.kind is SpanKind.UNBOUND or (span.kind is SpanKind.TEXT and re.search(r"\d", span.text)):
                yield f"{span.text} in {paragraph.text}"


def misprinted(draft: Drafted) -> Iterator[str]:
    """Every figure of the text names a figure of the document, and says its value."""
    for sentence, span, after in figures(draft):
        figure = draft.document.figures.get(span.path)
        if figure is None:
            yield f"{span.text} ({span.path}) has no source in {sentence.text}"
        elif figure.unit == "%":
            sign = span.text.endswith("%") or after.startswith("个百分点")
            if not sign or Decimal(span.text.removesuffix("%")) != tenth(figure.value):
                yield f"{span.text}{after[:4]} for {figure.value}% ({span.path})"
        elif span.text != ("约" if figure.approximate else "") + plain(figure.value):
            yield f"{span.text} for {figure.value} ({span.path})"


def untrue_formulas(draft: Drafted) -> Iterator[str]:
    """Every formula is arithmetic that a person can redo, and its result is the figure."""
    for figure in draft.document.figures.values():
        if figure.derived and redone(figure.formula) != figure.value:
            yield f"{figure.path}: {figure.formula} gives {redone(figure.formula)}, printed {figure.value}"


NUMBER = r"\d+(?:\.\d+)?"
SUM = re.compile(rf"(?P<terms>{NUMBER}(?: \+ {NUMBER})*) = (?P<result>{NUMBER})")
CHANGE = re.compile(rf"\|?(?P<a>{NUMBER}) - (?P<b>{NUMBER})\|? = (?P<result>{NUMBER})")
QUOTIENT = re.compile(
    rf"(?:\|(?P<a>{NUMBER}) - (?P<b>{NUMBER})\||(?P<c>{NUMBER})) ÷ (?P<d>{NUMBER}) = (?P<result>{NUMBER})(?P<sign>%?)"
)
COUNTED = re.compile(r"(?:问题和打算|第五部分)共 (?P<result>\d+) 条|共列 (?P<items>\d+) 项：.*")


def redone(formula: str) -> Decimal | None:
    """The result of a formula, calculated anew; None if it is no formula or its stated result is wrong."""
    if match := SUM.fullmatch(formula):
        value = sum((Decimal(term) for term in match["terms"].split(" + ")), Decimal(0))
    elif match := CHANGE.fullmatch(formula):
        value = abs(Decimal(match["a"]) - Decimal(match["b"]))
    elif match := QUOTIENT.fullmatch(formula):
        top = Decimal(match["c"]) if match["c"] else abs(Decimal(match["a"]) - Decimal(match["b"]))
        value = tenth(top * (100 if match["sign"] else 1) / Decimal(match["d"]))
    elif match := COUNTED.fullmatch(formula):
        return Decimal(match["result"] or match["items"])
    else:
        return None
    return value if value == Decimal(match["result"]) else None


def wrong_percentages(draft: Drafted) -> Iterator[str]:
    """Every percentage is what a calculator says of the two figures it stands for, half up to one decimal."""
    for sentence, span, after in figures(draft):
        if not (span.text.endswith("%") or after.startswith("个百分点")):
            continue
        wanted = percentage(draft, span.path)
        if wanted is None or Decimal(span.text.removesuffix("%")) != wanted:
            yield f"{span.text} ({span.path}) should be {wanted}: {sentence.text}"


def percentage(draft: Drafted, path: str) -> Decimal | None:
    """A percentage from the values of the record: growth, share, difference, or as given."""
    value = draft.facts.number
    base, _, end = path.rpartition(".")
    now, before = value(base), value(f"{base}.prev")
    if end == "growth" and now is not None and before:
        return tenth(abs(now - before) * 100 / before)
    if end == "diff" and now is not None and before is not None:
        return tenth(abs(now - before))
    if end == "share" and now is not None:
        part, _, last = base.rpartition(".")
        whole = value(
            {"person": part, "organisation": part}.get(
                last, "requests.total" if part == "requests" else f"{part}.count"
            )
        )
        return tenth(now * 100 / whole) if whole else None
    given = value(path)
    return None if given is None else tenth(given)


def uneven_decimals(draft: Drafted) -> Iterator[str]:
    """Percentages of one sentence have equal decimals (domain.md 5.3)."""
    for sentence in draft.sentences():
        percentages: list[list[str]] = [[]]
        for span in sentence.spans:
            if span.kind in FIGURES and span.text.endswith("%"):
                percentages[-1].append(span.text)
            elif "。" in span.text:
                percentages.append([])
        for texts in percentages:
            if len({"." in text for text in texts}) > 1:
                yield f"{texts} in {sentence.text}"


def wrong_parts(draft: Drafted) -> Iterator[str]:
    """A breakdown names every part that occurred; its parts add up to the whole; one part is not 其中 of itself."""
    for sentence in draft.sentences():
        passage = passages().get(sentence.passage)
        for slot in passage.slots if passage else ():
            parts = draft.facts.parts.get(slot.path)
            if parts is None:
                continue
            occurred = {figure.path: figure.value for figure in parts.figures if figure.value}
            printed = [span.path for span in sentence.spans if span.path in occurred and span.kind in FIGURES]
            whole = draft.facts.number(parts.whole)
            if "including" in slot.filters and parts.complete and len(occurred) == 1:
                wanted: list[str] = []
            else:
                wanted = sorted(occurred)
            if sorted(printed) != wanted:
                yield f"{slot.path}: {printed} of {wanted} in {sentence.text}"
            if parts.complete and whole is not None and sum(occurred.values()) != whole:
                yield f"{slot.path}: {occurred} of {whole} in {sentence.text}"


def wrong_measures(draft: Drafted) -> Iterator[str]:
    """A count is followed by a measure word that its catalogue entry allows (domain.md 5.2)."""
    for sentence, span, after in figures(draft):
        allowed = measures(draft, span.path)
        said = re.match(MEASURES, after)
        if allowed and (said is None or said.group() not in allowed):
            yield f"{span.text}{after[:6]} ({span.path}: {'/'.join(allowed)}) in {sentence.text}"


def measures(draft: Drafted, path: str) -> tuple[str, ...]:
    """The measure words that may follow a figure; () for percentages, years and how many items there are."""
    figure = draft.document.figures[path]
    if figure.unit in ("%", "年") or path.endswith(".number") or path == "issues":
        return ()
    if path.endswith(".times"):
        return ("倍",)
    plain_path = re.sub(r"\.(?:prev|diff)$", "", path)
    known = catalogue_measures()
    for name in (plain_path, re.sub(r"\.\d+$", "", plain_path), re.sub(r"\.\d+\.", ".", plain_path)):
        if name in known:
            return known[name]
    return ("件",)


@cache
def catalogue_measures() -> dict[str, tuple[str, ...]]:
    known = {field.path: field.measures for field in forms.catalogue().fields() if field.measures}
    for channel in ("site", "wechat", "weibo", "video", "headlines"):
        known |= {f"{channel}.{name}": ("条", "篇") for name in ("largest", "top_two", "dynamic")}
    return known | {"charges": ("万元",), "staff.total": ("名", "人"), "boards.total": ("处", "个")}


# --- promise 2: no claim without a source ---


def unsupported(draft: Drafted) -> Iterator[str]:
    """A sentence stands on ticks, conditions and figures of the data, or asks 【请确认】 and is listed."""
    listed = {(entry["place"], entry["text"]) for entry in unconfirmed(draft)}
    for sentence in draft.sentences():
        if not sentence.passage:
            continue
        for reason in missing(draft, sentence):
            yield f"{reason}: {sentence.text}"
        marked = sentence.text.endswith("【请确认】")
        if marked is sentence.confirmed or marked is not ((sentence.place, sentence.text) in listed):
            yield f"confirmed {sentence.confirmed}, but: {sentence.text}"
        if sentence.confirmed and not asked_for(draft.data, sentence.place):
            yield f"nobody gave this problem or measure: {sentence.text}"


def missing(draft: Drafted, sentence: Sentence) -> Iterator[str]:
    """What a passage needs and the data do not hold."""
    passage = passages()[sentence.passage]
    facts = known_to(draft, sentence, passage.each)
    for claim in passage.claims:
        if not supported(claim, facts, ticked_in(draft.data)):
            yield f"claims {claim}"
    for condition in passage.when:
        if not true(condition, facts):
            yield f"when {condition}"
    for path in passage.needs:
        if not (facts.has(path) or path == "plan"):
            yield f"slot {path}"
    kind, year = draft.data["机关"]["类别"], draft.data["年度"]
    if passage.kinds and kind not in passage.kinds:
        yield f"of {passage.kinds}, not {kind}"
    if passage.domains and draft.data["机关"].get("领域", "") not in passage.domains:
        yield f"of {passage.domains}"
    if year < passage.since or (passage.until and year > passage.until):
        yield f"not of {year}"


def known_to(draft: Drafted, sentence: Sentence, each: str) -> Facts:
    """The facts with those of the list item that the sentence speaks of, and the number of points of section five."""
    facts = draft.facts
    if each:
        number = int(sentence.place.rsplit(".", 1)[1])
        facts = facts.overlaid(facts.items[each][number - 1])
    points = draft.draft.offers.points if draft.draft.offers else ()
    return Facts(
        {**facts.figures, "issues": Figure("issues", "问题数", Decimal(len(points)))},
        facts.texts, facts.parts, facts.items, facts.ticks,
    )  # fmt: skip


GROUPS = {
    "done.reviews": {"done.legality_review", "done.secrecy_review", "done.privacy"},
    "done.procedures": {"done.three_reviews", "done.graded_review", "done.first_review", "done.leader_signs"},
}


def supported(claim: str, facts: Facts, ticked: set[str]) -> bool:
    """A claim of something done needs its tick in 做过的事; any other needs its figure, text or list."""
    if claim in GROUPS:
        return bool(GROUPS[claim] & ticked)
    if claim.startswith("done."):
        tick = ".".join(claim.split(".")[:2])
        return tick in ticked and (claim == tick or claim in facts.texts)
    return facts.has(claim)


def ticked_in(data: DataFile) -> set[str]:
    keys = {line if isinstance(line, str) else next(iter(line)) for line in data.get("做过的事") or ()}
    return {field.path for field in ticks() if field.key in keys}


def true(condition: Condition, facts: Facts) -> bool:
    """One line of ``when``, read anew: unknown figures make a comparison false, whatever its sign."""
    if not condition.operator:
        return facts.has(condition.path) is not condition.negated
    if condition.other in facts.texts and condition.path in facts.texts:
        same = facts.texts[condition.path].items == facts.texts[condition.other].items
        return (same is (condition.operator == "==")) is not condition.negated
    left = facts.number(condition.path)
    right = facts.number(condition.other) if condition.number is None else condition.number
    if left is None or right is None:
        return False
    signs = {"==": (0,), "!=": (-1, 1), ">": (1,), ">=": (0, 1), "<": (-1,), "<=": (-1, 0)}[condition.operator]
    return ((left > right) - (left < right) in signs) is not condition.negated


def asked_for(data: DataFile, place: str) -> bool:
    """Whether the clerk gave the problem, or the plan, of a place of section five. All other places need no asking."""
    side, _, number = place.partition(".")
    if side not in ("problems", "measures") or not number.isdigit():
        return True
    issues = data.get("问题和打算") or []
    return int(number) <= len(issues) and (side == "problems" or bool(issues[int(number) - 1]["打算"]))


def unconfirmed(draft: Drafted) -> list[dict[str, str]]:
    """What --json lists as unconfirmed."""
    listed: list[dict[str, str]] = json.loads(screen.as_json(Result(draft.draft, (), draft.record)))["unconfirmed"]
    return listed


# --- promise 4, and the wording of nothing (domain.md 5.5) ---


def silent_parts(draft: Drafted) -> Iterator[str]:
    """Each of the five parts of section one says something, or an open-gap finding says that it does not."""
    contents = [c for c in draft.document.sections[0].contents if isinstance(c, Paragraph)]
    heads = [n for n, paragraph in enumerate(contents) if paragraph.role is Role.SUBHEADING]
    if len(heads) != 5:
        yield f"{len(heads)} parts"
    gaps = {finding.place.section for finding in draft.findings if finding.code == "open-gap"}
    for start, end in pairwise([*heads, len(contents)]):
        text = "".join(paragraph.text for paragraph in contents[start + 1 : end])
        name = f"总体情况{contents[start].text}"
        if not text or ("【请补充】" in text) is not (name in gaps):
            yield f"{name}: {text}"


def zeros(draft: Drafted) -> Iterator[str]:
    """Nothing is never counted: no 0件, no 增长0%, no 下降100%, no nan."""
    for sentence, span, after in figures(draft):
        if (
            not span.text.endswith("%")
            and not after.startswith("个百分点")
            and Decimal(span.text.removeprefix("约")) == 0
        ):
            yield f"{span.text}{after[:2]} in {sentence.text}"
    for sentence in draft.sentences():
        text = "".join("□" if span.kind is SpanKind.OWN else span.text for span in sentence.spans)
        bad = re.search(rf"(?<![\d.])0(?:{MEASURES})|(?:增长|下降)0(?:\.0)?%|下降100(?:\.0)?%|nan|NaN|None|inf", text)
        if bad:
            yield f"{bad.group()} in {text}"


def broken_lists(draft: Drafted) -> Iterator[str]:
    """No list without items, no two marks in a row, no empty pair of brackets."""
    for paragraph in draft.document.paragraphs():
        bad = re.search(
            r"其中[，。；、]|[，。；、：][，。；、]|（）|“”|《》|^[，。；、]|（[，、]|[，、]）|\{|\}", paragraph.text
        )
        if bad:
            yield f"{bad.group()} in {paragraph.text}"


def repeated(draft: Drafted) -> Iterator[str]:
    """No sentence stands twice in a report."""
    seen: set[str] = set()
    for paragraph in draft.document.paragraphs():
        if paragraph.role not in (Role.BODY, Role.INTRO):
            continue
        for text in re.findall(r"[^。]+。", paragraph.text):
            core = re.sub(r"^[一二三四五六七八九十]是", "", text)
            if core in seen:
                yield core
            seen.add(core)


# --- promise 5, and the tables ---


def lost_words(draft: Drafted) -> Iterator[str]:
    """A paragraph of 补充 is a paragraph of the part it was written for, word for word."""
    for part, text in (draft.data.get("补充") or {}).items():
        section, _, head = part.partition("/")
        if text not in texts_under(draft, section, head):
            yield f"{part}: {text}"


def texts_under(draft: Drafted, section: str, head: str) -> set[str]:
    """The texts of the body paragraphs of a section, or of one of its parts."""
    places = {
        "总体情况": "overview",
        "存在的主要问题": "problems",
        "改进情况": "problems",
        "其他需要报告的事项": "other",
    }
    found, inside = set[str](), not head
    contents = next(s.contents for s in draft.document.sections if s.id == places[section])
    for paragraph in contents:
        if isinstance(paragraph, Paragraph):
            if paragraph.role is Role.SUBHEADING and head:
                inside = head in paragraph.text
            elif inside:
                found.add(paragraph.text)
    return found


def wrong_cells(draft: Drafted) -> Iterator[str]:
    """Every cell of the three tables says what the data file says; what it leaves out is 0; totals are sums."""
    wanted = cells(draft.data)
    printed = {cell.path: cell.text for table in draft.document.tables() for cell in table.cells if cell.path}
    for path in wanted.keys() | printed.keys():
        if printed.get(path) != plain(wanted.get(path, Decimal(-1))):
            yield f"{path}: {printed.get(path)} for {wanted.get(path)}"


def cells(data: DataFile) -> dict[str, Decimal]:
    """The 200 cells of the tables, from the data file."""
    form = forms.form("2021")
    found: dict[str, Decimal] = {}
    for block in form.table("table2").blocks:
        for row in block.leaf_rows():
            for column in block.leaf_columns():
                named = (row.key, column.key) if column.id else (row.key,)
                found[form.table("table2").path(row.id, column.id)] = looked_up(data["表二"], named)
    table3 = form.table("table3")
    leaves = [leaf for column in table3.blocks[0].columns for leaf in column.leaves() if leaf.id]
    for applicant in (*leaves, None):
        names = (applicant.key,) if applicant else COLUMNS
        end = applicant.id if applicant else ""
        total = Decimal(0)
        for head in table3.blocks[0].rows:
            for keys, row_id in paths_to(head):
                value = sum((looked_up(data["表三"], (*keys, name)) for name in names), Decimal(0))
                found[table3.path(row_id, end)] = value
                total += value if head.id == "results" else 0
        found[table3.path("total", end)] = total
    blocks = {"reviews": "行政复议", "direct": "行政诉讼/未经复议直接起诉", "after_review": "行政诉讼/复议后起诉"}
    for name, trail in blocks.items():
        for outcome, key in zip(("upheld", "corrected", "otherwise", "pending"), OUTCOMES, strict=True):
            found[f"{name}.{outcome}"] = looked_up(data["表四"], (*trail.split("/"), key))
            found[name] = found.get(name, Decimal(0)) + found[f"{name}.{outcome}"]
    return found


def paths_to(head: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The keys in a data file and the id of each row of a tree of rows, totals left out; 办理结果 itself is not typed."""
    here = keys if head.id == "results" else (*keys, head.key)
    if not head.children and not head.total:
        yield here, head.id
    for child in head.children:
        yield from paths_to(child, here)


def looked_up(node: Any, keys: tuple[str, ...]) -> Decimal:
    """A number of a data file; what was left out is 0, and 0 stands for everything below it."""
    for key in keys:
        if not isinstance(node, dict) or key not in node:
            return Decimal(0)
        node = node[key]
    return Decimal(str(node))


# --- reading a draft ---


def figures(draft: Drafted) -> Iterator[tuple[Sentence, Span, str]]:
    """Every figure of the prose with its sentence and the words after it."""
    for sentence in draft.sentences():
        for number, span in enumerate(sentence.spans):
            if span.kind in FIGURES:
                yield sentence, span, "".join(s.text for s in sentence.spans[number + 1 :])


def plain(value: Decimal) -> str:
    """A number in full, without a useless zero at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


Promise = Callable[[Drafted], Iterator[str]]
FIGURE_PROMISES: tuple[Promise, ...] = (
    sourceless,
    misprinted,
    untrue_formulas,
    wrong_percentages,
    uneven_decimals,
    wrong_parts,
    wrong_measures,
)
CLAIM_PROMISES: tuple[Promise, ...] = (unsupported,)
WORDING_PROMISES: tuple[Promise, ...] = (silent_parts, zeros, broken_lists, repeated)
DATA_PROMISES: tuple[Promise, ...] = (lost_words, wrong_cells)
PROMISES = (*FIGURE_PROMISES, *CLAIM_PROMISES, *WORDING_PROMISES, *DATA_PROMISES)


def broken(draft: Drafted, promises: tuple[Promise, ...]) -> dict[str, list[str]]:
    """What breaks each promise; {} if all are kept."""
    found = {promise.__name__: list(promise(draft)) for promise in promises}
    return {name: faults for name, faults in found.items() if faults}


# --- random records ---


@random_records
@given(data_files())
def test_every_figure_has_a_source_and_is_right(data: DataFile) -> None:
    assert broken(drafted(data), FIGURE_PROMISES) == {}


@random_records
@given(data_files())
def test_every_sentence_is_supported_or_asks(data: DataFile) -> None:
    assert broken(drafted(data), CLAIM_PROMISES) == {}


@random_records
@given(data_files())
def test_nothing_is_said_of_nothing_and_nothing_twice(data: DataFile) -> None:
    assert broken(drafted(data), WORDING_PROMISES) == {}


@random_records
@given(data_files())
def test_tables_and_own_words_are_as_given(data: DataFile) -> None:
    assert broken(drafted(data), DATA_PROMISES) == {}


# --- records that break generators, for each kind of agency ---

APPLICATIONS: dict[str, DataFile] = {
    "one application": {"新收": {"自然人": 1}, "予以公开": {"自然人": 1}},
    "one application, not yet answered": {"新收": {"商业企业": 1}, "结转下年": {"商业企业": 1}},
    "only last year's applications": {"新收": 0, "上年结转": {"自然人": 2}, "部分公开": {"自然人": 2}},
    "none": {"新收": 0},
    "ten thousand": {
        "新收": {"自然人": 10_000},
        "予以公开": {"自然人": 6_667},
        "无法提供": {"本机关不掌握": {"自然人": 3_332}},
        "结转下年": {"自然人": 1},
    },
}


def with_applications(table: DataFile) -> Callable[[str], DataFile]:
    return lambda kind: only_tables(NAMES[kind][0], kind, 表三=table)


SPECIAL: dict[str, Callable[[str], DataFile]] = {
    **{name: with_applications(table) for name, table in APPLICATIONS.items()},
    "everything doubled": lambda kind: complete(kind, lambda now: now // 2),
    "everything unchanged": lambda kind: complete(kind, lambda now: now),
    "last year zero": lambda kind: complete(kind, lambda _: 0),
    "everything gone": lambda kind: only_tables(NAMES[kind][0], kind, 上年=complete(kind, lambda now: now)["上年"]),
    "no ticks": lambda kind: complete(kind) | {"做过的事": None},
    "all ticks, no figures": lambda kind: only_tables(NAMES[kind][0], kind, 做过的事=complete(kind)["做过的事"]),
    "all ticks": complete,
    "breakdowns of one part": lambda kind: only_tables(
        NAMES[kind][0],
        kind,
        数据={
            "主动公开": {
                "门户网站": {"条数": 5, "分类": {"公告": 5}},
                "微信公众号": {"条数": 7, "分类": {"动态": 7, "公告": 0}},
            }
        },
    ),
    "only tables": lambda kind: only_tables(NAMES[kind][0], kind),
}


@cache
def special(name: str, kind: str) -> Drafted:
    return drafted(SPECIAL[name](kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SPECIAL)
def test_special_records_keep_every_promise(name: str, kind: str) -> None:
    assert broken(special(name, kind), PROMISES) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one application", ("1件",)),
        ("one application, not yet answered", ("1件",)),
        ("only last year's applications", ("2件",)),
        ("ten thousand", ("10000件", "66.7%")),
        ("everything doubled", ("是上年的2倍",)),
        ("everything unchanged", ("与上年持平",)),
        ("last year zero", ("较上年新增50件",)),
        ("everything gone", ("较上年减少50件",)),
        ("breakdowns of one part", ("5条", "7条")),
    ],
)
def test_special_records_say_what_is_special(name: str, kind: str, said: tuple[str, ...]) -> None:
    text = "".join(sentence.text for sentence in special(name, kind).sentences("overview"))
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_applications_nothing_is_said_of_their_results(kind: str) -> None:
    text = "".join(texts_under(special("none", kind), "总体情况", "依申请公开"))
    assert "申请" in text
    assert re.findall(r"\d(?!\d*年)|予以公开|办结|渠道|占|其中|答复", text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_ticks_nothing_is_claimed_to_be_done(kind: str) -> None:
    done = {
        claim
        for sentence in special("no ticks", kind).sentences()
        for claim in sentence.claims
        if claim.startswith("done.")
    }
    assert done == set()


# --- sums that do not hold are reported ---


@random_records
@given(data_files(), st.sampled_from(["新收", "上年结转", "予以公开", "结转下年"]), st.sampled_from(COLUMNS))
def test_a_column_that_does_not_balance_is_reported(data: DataFile, row: str, column: str) -> None:
    table = data["表三"] if isinstance(data["表三"]["新收"], dict) else {"新收": {}}
    cells_of_row = table.get(row, {})
    unbalanced = data | {"表三": table | {row: cells_of_row | {column: cells_of_row.get(column, 0) + 1}}}
    assert "balance" in faults_of(unbalanced)


@random_records
@given(data_files(), st.sampled_from(COLUMNS))
def test_a_typed_total_that_is_no_sum_is_reported(data: DataFile, column: str) -> None:
    table: DataFile = {"新收": {column: 3, "总计": 4}, "予以公开": {column: 3}}
    assert "sum" in faults_of(data | {"表三": table})


def faults_of(data: DataFile) -> set[str]:
    """The codes of the errors that reading a data file gives."""
    return {finding.code for finding in load.parse(as_yaml(data))[1] if finding.level == "error"}


@pytest.mark.parametrize(
    "published",
    [
        {"门户网站": {"条数": 3, "分类": {"公告": 16, "动态": 2}}},
        {"门户网站": {"条数": 3, "分类": {"公告": 16, "其中": "部分"}}},
        {"政策解读": {"篇数": 3, "图解": 16}},
        {"意见征集": {"期数": 1, "收到意见": 3, "采纳": 16}},
    ],
)
def test_parts_larger_than_their_whole_are_reported(published: DataFile) -> None:
    data = only_tables("东平县水务局", "部门", 数据={"主动公开": published})
    levels = {finding.level for finding in drafted(data).findings if finding.code not in ("open-gap", "unsaid")}
    assert levels & {"error", "ask"}


# --- whatever a clerk types ---

anything = st.text(min_size=1, max_size=30)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=anything, words=st.lists(anything, min_size=4, max_size=4), year=st.integers(2021, 2030))
def test_any_text_gives_findings_or_a_report_in_every_format(name: str, words: list[str], year: int) -> None:
    data = only_tables("东平县水务局", "部门") | {
        "年度": year,
        "机关": {
            "名称": name,
            "类别": "部门",
            "网站": {"名称": words[0]},
            "联系": {"部门": words[1], "电话": words[2]},
        },
        "数据": {
            "主动公开": {
                "门户网站": {"条数": 2, "分类": {words[0]: 2}},
                "开放日": [{"名称": words[1], "参加": [words[2]]}],
            }
        },
        "做过的事": [{"重点领域": [words[2], words[3]]}, {"指导思想": words[0]}],
        "问题和打算": [{"问题": words[0], "打算": words[1]}],
        "其他事项": {"其他": words[3]},
        "补充": {"总体情况/主动公开": words[1], "改进情况": words[3]},
    }
    record, seen = load.parse(as_yaml(data))
    if record is None:
        assert seen
        return
    draft, _ = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    own = {span.text for paragraph in draft.document.paragraphs() for span in paragraph.spans}
    assert {extra.text for extra in record.extras} <= own
    assert render.write_docx(draft.document, None, draft=True)
    assert render.write_html(draft.document)
    assert render.write_markdown(draft.document)


# --- promise 6: same input, same bytes ---

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SETTINGS = (
    {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "LC_ALL": "", "TZ": "America/St_Johns"},
)


@pytest.mark.parametrize("name", ["wendeng-2021", "qingshi-2025", "lanjiang-2025", "complete"])
def test_same_input_gives_same_bytes_whatever_the_machine(name: str, tmp_path: Path) -> None:
    data = EXAMPLES / name / "data.yaml"
    if name == "complete":
        data = tmp_path / "data.yaml"
        data.write_text(as_yaml(complete("政府", lambda now: now // 3)), encoding="utf-8")
    runs = [written(data, tmp_path / str(number), environment) for number, environment in enumerate(SETTINGS)]
    assert sorted(Path(file).suffix for file in runs[0]) == [".docx", ".docx", ".html", ".json", ".md", ".txt"]
    assert runs[0] == runs[1] == runs[2]


def written(data: Path, folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """The files that `draftgen write` makes, and what it says, in an environment and home folder of its own."""
    folder.mkdir()
    home = folder / "home"
    command = [sys.executable, "-m", "draftgen", "write", str(data), "-o", "out", "--ledger", "out/ledger.json"]
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **own, **environment}, capture_output=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr.decode()
    files = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.name != ".draftgen.json"}
    return files | {"screen.txt": run.stdout}
