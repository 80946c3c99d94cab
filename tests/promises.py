"""The promises of design.md 2 as functions: each lists what breaks it in a draft, recomputed from the data file."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tests.drafting import DataFile, Drafted, passages
from tests.promises_figures import (
    MEASURES,
    figures,
    misprinted,
    plain,
    sourceless,
    uneven_decimals,
    untrue_formulas,
    wrong_measures,
    wrong_parts,
    wrong_percentages,
)
from tests.strategies import COLUMNS, OUTCOMES, ticks

from draftgen import forms
from draftgen.cli import screen
from draftgen.core.document import Paragraph, Role, Sentence, SpanKind
from draftgen.core.figure import Facts, Figure
from draftgen.core.passage import Condition
from draftgen.pipeline import Result

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
