"""What any data file keeps: what is written is read back, and nothing crashes."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading import BASE, read, read_clean, words

from draftgen import forms, load
from draftgen.core.catalogue import Field, Kind
from draftgen.core.finding import DraftgenError, Level
from draftgen.core.form import Header

TYPED = (
    "年度机关表二三四数据做过的事问题和打算名称新收自然人条数培训：:，,[]【】{}'\"|>-&*!%@`#~？?=\t　 \n013.０/—＃“”"
)
PIECES = st.sampled_from(
    [
        "年度: 2021\n",
        "机关:\n  名称: 某局\n",
        "表三:\n",
        "  新收: 0\n",
        "数据:\n",
        "  - ",
        "    ",
        "\n",
        ": ",
        "：",
        "[",
        "|\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet=TYPED),
        st.lists(st.one_of(PIECES, st.text(alphabet=TYPED, max_size=6))).map("".join),
    )
)
def test_any_text_gets_a_record_or_a_finding(text: str) -> None:
    record, findings = load.parse(text)
    assert record is not None or any(finding.level is Level.ERROR for finding in findings)
    for finding in findings:
        assert finding.message
        assert finding.place.line <= text.count("\n") + text.count("\r") + 1


@settings(max_examples=100, deadline=None)
@given(content=st.binary())
def test_any_bytes_get_a_record_or_a_finding_or_are_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    with suppress(DraftgenError):
        record, findings = load.record(file)
        assert record is not None or findings


COUNTS = st.integers(0, 10**9)
NAMES = (
    st.text(alphabet="甲乙丙丁就业社会保险政策解读，、。：（）“”《》 12aB-#:", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda name: bool(name.strip("-、。")))
)


def fields_below(field: Field) -> Iterator[tuple[tuple[str, ...], Field]]:
    """The fields of 数据 that hold one value, each with the names of its groups; lists of groups left out."""
    for child in field.children:
        if child.kind is Kind.GROUP:
            for heads, below in fields_below(child):
                yield (child.key, *heads), below
        elif child.kind in (Kind.COUNT, Kind.AMOUNT, Kind.TEXT, Kind.WORDS):
            yield (), child


FIELDS = tuple(fields_below(forms.catalogue().data))


@st.composite
def filled(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Decimal], dict[str, tuple[str, ...]]]:
    """数据 as nested names, and what it must be read as."""
    tree: dict[str, Any] = {}
    figures: dict[str, Decimal] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for heads, field in draw(st.lists(st.sampled_from(FIELDS), unique_by=lambda pair: pair[1].path, max_size=12)):
        if field.kind in (Kind.COUNT, Kind.AMOUNT):
            typed: Any = draw(COUNTS if field.kind is Kind.COUNT else st.decimals(0, 10**6, places=3).map(str))
            figures[field.path] = Decimal(typed)
        elif field.kind is Kind.TEXT:
            typed = draw(NAMES)
            texts[field.path] = (typed,)
        else:
            typed = draw(st.lists(NAMES, min_size=2, max_size=4))
            texts[field.path] = tuple(typed)
        below = tree
        for head in heads:
            below = below.setdefault(head, {})
        below[field.key] = typed
    return tree, figures, texts


@settings(max_examples=80, deadline=None)
@given(filled())
def test_what_is_written_is_read_back(
    case: tuple[dict[str, Any], dict[str, Decimal], dict[str, tuple[str, ...]]],
) -> None:
    tree, figures, texts = case
    record, findings = read(BASE + yaml.safe_dump({"数据": tree}, allow_unicode=True, width=10_000))
    got = record.values
    assert {path: given.value for path, given in got.figures.items() if path in figures} == figures
    assert words(record) == texts
    assert {finding.code for finding in findings} <= {
        "clean-up",
        "total",
        "channels",
        "within",
        "fee",
        "fee-cases",
        "days",
        "number-form",
    }


def leaf_rows() -> tuple[Header, ...]:
    results = next(row for row in forms.form("2021").table("table3").blocks[0].rows if row.id == "results")
    return tuple(leaf for leaf in results.leaves() if not leaf.total)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(leaf_rows()), st.sampled_from(["自然人", "商业企业", "法律服务机构"])),
        st.integers(1, 999),
    ),
    st.data(),
)
def test_a_balanced_table_is_read_back(results: dict[tuple[Header, str], int], draws: st.DataObject) -> None:
    rows: dict[str, dict[str, int]] = {"新收": {}}
    for (row, column), count in results.items():
        name = draws.draw(st.sampled_from([row.key, row.label])) if row.key != "其他" else row.label
        same = next((known for known in (row.key, row.label) if known in rows), name)
        rows.setdefault(same, {})[column] = count
        rows["新收"][column] = rows["新收"].get(column, 0) + count
    table = yaml.safe_dump(
        {"表三": {**rows, "新收": rows["新收"] or 0}}, allow_unicode=True, width=10_000, sort_keys=False
    )
    record = read_clean(BASE.replace("表三: {新收: 0}\n", table))
    figures = record.values.figures
    assert figures["requests.new"].value == figures["requests.total"].value == sum(results.values())
    ids = {"自然人": "person", "商业企业": "company", "法律服务机构": "legal"}
    for (row, column), count in results.items():
        assert figures[f"requests.{row.id}.{ids[column]}"].value == count
