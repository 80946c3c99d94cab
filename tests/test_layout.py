"""How 总体情况 is laid out (forms/layout.yaml), and the names and verbs that a sentence needs beside its figures."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from benchmarks import variety
from tests.drafting import DataFile, Drafted, drafted

from draftgen import forms, plan
from draftgen.choose.eligible import openings
from draftgen.core.document import Document, Paragraph, Role, Section, Sentence, Span
from draftgen.core.passage import Slot

EXAMPLES = ("wendeng-2021", "qingshi-2025", "lanjiang-2025")
LIMIT = forms.layout().paragraph


@cache
def example(name: str) -> Drafted:
    data = variety.example(name)
    if name == "lanjiang-2025":
        data["上年"] = {"表二": {"行政许可": "180000", "行政处罚": "55000", "行政强制": "1640"}}
    return drafted(data)


def bodies(document: Document, part: str) -> list[Paragraph]:
    """The paragraphs of a part of 总体情况."""
    found = (c for section in document.sections for c in section.contents if isinstance(c, Paragraph))
    return [p for p in found if p.role is Role.BODY and re.fullmatch(rf"{re.escape(part)}(\.\d+)?", p.place)]


def texts(document: Document, part: str) -> str:
    return "".join(paragraph.text for paragraph in bodies(document, part))


# --- paragraphs ---


def part_of(lengths: dict[str, int]) -> Document:
    """A report whose 主动公开 has one sentence of so many characters for each statement."""
    sentences = tuple(
        Sentence(f"overview.publication.{name}", "", f"overview.publication.{name}", (Span("字" * length),))
        for name, length in lengths.items()
    )
    paragraph = Paragraph("overview.publication", Role.BODY, sentences)
    return Document((), 2025, "", (), (Section("overview", "一、总体情况", (paragraph,)),), (), {})


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        pytest.param({"volume": 150, "press": 100}, [250], id="not longer than the limit"),
        pytest.param({"volume": 150, "press": 101}, [150, 101], id="longer"),
        pytest.param({"volume": 150, "documents": 60, "press": 60}, [150, 120], id="as even as can be"),
        pytest.param({"volume": 150, "focus": 150}, [300], id="one group is never divided"),
        pytest.param({"volume": 400, "gazette": 20, "response": 20}, [400, 20, 20], id="no way keeps to the limit"),
        pytest.param({"volume": 200, "an_office_s_own": 80, "press": 90}, [280, 90], id="a statement of no group"),
    ],
)
def test_a_part_is_divided_between_its_groups(lengths: dict[str, int], expected: list[int]) -> None:
    divided = plan.in_paragraphs(part_of(lengths))
    assert [len(paragraph.text) for paragraph in bodies(divided, "overview.publication")] == expected


def test_a_citys_long_parts_have_paragraphs() -> None:
    found = bodies(example("lanjiang-2025").document, "overview.publication")
    assert len(found) > 1
    assert [len(paragraph.text) for paragraph in found if len(paragraph.text) > LIMIT] == []


@pytest.mark.parametrize("part", forms.layout().parts)
def test_a_townships_parts_stay_one_paragraph(part: str) -> None:
    assert len(bodies(example("qingshi-2025").document, part)) == 1


# --- openings ---


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        (("全年公开", Slot("site.count"), "条。另有年内新开的。"), {"全年"}),
        (("公开", Slot("site.count"), "条。年内新开", Slot("columns"), "个。"), {"年内"}),
        ((Slot("year"), "年未收到申请。"), {"{{ year }}"}),
        (("由", Slot("office"), "负责，全年检查", Slot("checks"), "次。"), set()),
    ],
)
def test_openings_are_the_common_words_that_begin_a_sentence(
    wording: tuple[str | Slot, ...], expected: set[str]
) -> None:
    assert openings(wording) == expected


def neighbours(document: Document) -> Iterator[tuple[str, str]]:
    for part in forms.layout().parts:
        for paragraph in bodies(document, part):
            sentences = re.findall("[^。]+。", paragraph.text)
            yield from pairwise(sentences)


@pytest.mark.parametrize("name", EXAMPLES)
def test_neighbouring_sentences_begin_differently(name: str) -> None:
    assert [pair for pair in neighbours(example(name).document) if pair[0][:2] == pair[1][:2]] == []


# --- last year's figures ---


def test_a_wording_with_the_comparison_is_preferred() -> None:
    text = texts(example("lanjiang-2025").document, "overview.publication")
    assert re.search(r"183402件，同比增长1\.9%.*52617件，同比下降4\.3%.*1893件，同比增长15\.4%", text)


# --- names and verbs ---


def led_by(group: DataFile) -> str:
    data = variety.example("lanjiang-2025")
    data["做过的事"] = [{"领导小组": group}]
    return texts(drafted(data).document, "overview.supervision")


def test_the_leading_group_has_the_name_that_the_clerk_gives() -> None:
    text = led_by({"名称": "澜江市政务公开领导小组", "组长": "常务副市长"})
    assert "澜江市政务公开领导小组" in text
    assert "政府信息公开工作领导小组" not in text


def test_the_leading_group_without_a_name_has_the_usual_one() -> None:
    assert "政府信息公开工作领导小组" in led_by({"组长": "常务副市长"})


def test_more_than_ten_problems_are_counted_on() -> None:
    """As many as a clerk may name: the program counts, and no number is left out."""
    hints = [f"第{number}类事项的办理流程群众看不明白" for number in range(1, 23)]
    data = variety.example("qingshi-2025") | {"问题和打算": [{"问题": hint, "打算": "培训"} for hint in hints]}
    found = (re.match("([一二三四五六七八九十]+)是", sentence.text) for sentence in drafted(data).sentences("problems"))
    counters = [match[1] for match in found if match]
    assert counters[:11] == ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
    assert counters[18:23] == ["十九", "二十", "二十一", "二十二", "一"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("“稳岗就业”专题栏目", "开设“稳岗就业”专题栏目"),
        ("“稳岗就业”专题", "开设“稳岗就业”专题"),
        ("稳岗就业信息推送", "开展稳岗就业信息推送"),
        ("疑难申请会商机制", "实行疑难申请会商机制"),
        ("惠企政策清单", "编制惠企政策清单"),
        ("政策服务日", "做好政策服务日"),
        ("开通“一老一小”专栏", "开通“一老一小”专栏"),
    ],
)
def test_a_practice_has_a_verb(name: str, said: str) -> None:
    assert forms.with_verb(name) == said


@pytest.mark.parametrize(
    ("affiliates", "said"),
    [
        ([{"甲中心": "“稳岗就业”专题"}, {"乙中心": "“社会保险”栏目"}], "甲中心负责“稳岗就业”专题的信息发布，乙中心负责“社会保险”栏目的信息发布。"),
        ([{"甲中心": "执法公示"}, {"乙队": "政策解读"}, {"丙队": "执法公示"}], "甲中心、丙队负责执法公示，乙队负责政策解读。"),
        ([{"甲中心": "乡村振兴政策和信息"}], "甲中心负责乡村振兴政策和信息的公开。"),
        ([{"甲中心": "维护“稳岗就业”专题"}], "甲中心维护“稳岗就业”专题。"),
    ],
)  # fmt: skip
def test_each_affiliate_has_a_verb(affiliates: list[DataFile], said: str) -> None:
    data = variety.example("wendeng-2021")
    data["其他事项"]["所属单位"] = affiliates
    assert said in "".join(sentence.text for sentence in drafted(data).sentences("other"))
