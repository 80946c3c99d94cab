"""Binding: label, surroundings and measure word say which figure a numeral is; what is not certain stays open."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.binding import figures, known, read, report_of, told

from draftgen import bind
from draftgen.core.report import Candidate
from draftgen.forms.sums import plain_path

SENTENCES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "bind_dev.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=[case["name"] for case in SENTENCES])
def test_every_figure_of_the_worked_sentences_is_bound_as_a_reader_would(case: dict[str, Any]) -> None:
    report = report_of(*case["lines"], tables=case.get("tables", {}), agency=case.get("agency", "青川县水务局"))
    expected = [str(figure) for figure in case["figures"]]
    assert [figure.split(" ", 1)[0] for figure in figures(report)] == [figure.split(" ", 1)[0] for figure in expected]
    for got, wanted in zip(figures(report), expected, strict=True):
        path, may = got.split(" ", 1)[1], wanted.split(" ", 1)[1]
        if may == "?":
            assert path == "?" or "|" in path or "[" in path, got
        elif may.endswith("?"):
            assert path in ("?", may.removesuffix("?")), got
        else:
            assert path == may, got


def test_a_wrong_value_stays_with_its_label_and_shows_what_the_table_says() -> None:
    report = report_of("（二）依申请公开", "新收政府信息公开申请12件。", tables={"requests.new": 21})
    (mention,) = [m for m in read(report) if m.unit == "件"]
    assert mention.candidates == (Candidate("requests.new", Decimal(21)),)
    assert mention.value == Decimal(12)


def test_which_reading_of_received_has_the_value_is_said() -> None:
    tables = {"requests.new": 3511, "requests.carried_in": 96, "requests.total": 3500, "requests.carried_out": 107}
    report = report_of("（二）依申请公开", "共收到政府信息公开申请3607件。", tables=tables)
    (mention,) = [m for m in read(report) if m.unit == "件"]
    assert mention.path == "requests.in_hand"
    assert mention.candidates[0].formula == "3511 + 96 = 3607"


def test_without_tables_received_keeps_its_readings() -> None:
    report = report_of("（二）依申请公开", "共收到政府信息公开申请3607件。")
    assert figures(report) == ["3607件 requests.new|requests.in_hand|requests.total"]


def test_a_share_shows_how_it_is_computed() -> None:
    tables = {"requests.total": 3, "requests.granted": 2}
    report = report_of("（二）依申请公开", "办结申请3件，予以公开2件，占办结总数的66.7%。", tables=tables)
    mention = read(report)[-1]
    assert mention.path == "share:requests.granted/requests.total"
    assert mention.candidates[0].formula == "2 ÷ 3"


def test_another_scope_is_no_binding_unless_the_value_is_the_tables() -> None:
    line = "2023年，区政府办代表区政府受理政府信息公开申请17件。"
    for total, expected in (
        (95, "17件 requests.new|requests.in_hand|requests.total [代表区政府]"),
        (17, "17件 requests.new"),
    ):
        report = report_of("（二）依申请公开", line, tables={"requests.new": total}, agency="洪阳区人民政府")
        assert figures(report) == [expected]


def test_parts_name_their_whole() -> None:
    report = report_of("（一）主动公开", "门户网站公开信息90条，其中公告20条、动态70条。")
    whole, *parts = [m for m in read(report) if m.unit == "条"]
    assert [m.whole for m in parts] == [whole.ordinal] * 2


def test_every_numeral_is_a_mention_in_the_order_of_the_text() -> None:
    report = report_of("（二）依申请公开", "2023年5月，按照第二十条和〔2021〕30号要求，电话0631-8451085，收到申请3件。")
    assert [(m.ordinal, m.text, m.kind) for m in read(report)] == [
        (0, "（二）", "ordinal"),
        (1, "2023年5月", "date"),
        (2, "第二十条", "article"),
        (3, "〔2021〕30号", "document"),
        (4, "0631-8451085", "phone"),
        (5, "3", "count"),
    ]


def test_places_are_those_of_the_document() -> None:
    report = report_of("第一段没有数。", "（二）依申请公开", "全年收到政府信息公开申请3件。")
    mention = read(report)[-1]
    assert (mention.place.block, mention.place.start, mention.place.end) == (2, 12, 13)


def test_tables_become_facts_with_their_sums() -> None:
    tables = {"requests.new": 5, "requests.carried_in": 1, "direct": 2, "after_review": 3, "requests.denied_1": 4}
    facts = known(report_of("无", tables=tables))
    assert facts.number("requests.in_hand") == 6
    assert facts.number("lawsuits") == 5
    assert facts.number("requests.denied") == 4


def test_a_blank_cell_is_no_fact() -> None:
    report = report_of("无")
    assert bind.record(report).values.figures == {}


def test_a_sum_with_a_name_of_its_own_is_bound_to_it() -> None:
    report = report_of(
        "（三）政府信息管理", "经清理，行政规范性文件保留3件、废止1件、宣布失效35件，废止和宣布失效共36件。"
    )
    assert figures(report)[-1] == "36件 document_review.ended"
    assert plain_path("document_review.ended") == plain_path("sum:document_review.lapsed+document_review.repealed")
    assert plain_path("disputes") == plain_path("sum:direct+after_review+reviews")


def test_nothing_is_bound_by_its_value_alone() -> None:
    report = report_of(
        "（二）依申请公开",
        "现场接待群众3511人，解答问题96个。",
        tables={"requests.new": 3511, "requests.carried_in": 96},
    )
    assert all(told(m).endswith("?") for m in read(report)[1:])


@pytest.mark.parametrize(
    "sentence",
    [
        "村级公开栏更新慢，全年有3个村更新不足4次。",
        "村级公开栏更新慢，涉及3个村。",
        "政务公开栏已覆盖16个村。",
        "16个村都设了公开栏。",
        "公开栏中，镇上1块，村（社区）16块。",
    ],
)
def test_villages_are_no_boards_and_villages_with_communities_are_neither(sentence: str) -> None:
    report = report_of("（四）平台建设", sentence, agency="石梁镇人民政府")
    assert not [m.path for m in read(report) if m.path in ("boards.village", "boards.community")]


@pytest.mark.parametrize("told", ["村级9块", "9个村公开栏", "9处村级公开栏"])
def test_boards_of_villages_are_bound(told: str) -> None:
    report = report_of("（四）平台建设", f"全镇设公开栏，其中{told}。", agency="石梁镇人民政府")
    assert [m.path for m in read(report) if m.path] == ["boards.village"]
