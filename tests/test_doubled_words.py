"""Where a fact meets the passage's own words, no word is said twice; the fact stays as it was given."""

import pytest
from tests.drafting import drafted
from tests.strategies import only_tables

from draftgen import realise
from draftgen.core.figure import Facts, Text
from draftgen.phrasebank import wording


def said(text: str, *, fixed: bool = False, **given: str) -> str:
    facts = Facts(
        texts={name: Text(name, name, tuple(words.split("、")), fixed=fixed) for name, words in given.items()}
    )
    return "".join(span.text for span in realise.sentence(wording.parse(text), facts))


@pytest.mark.parametrize("fixed", [True, False])
@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("{{ what }}信息同步张贴。", "财政信息", "财政信息同步张贴。"),
        ("{{ what }}信息同步张贴。", "惠民补贴、财政信息", "惠民补贴、财政信息同步张贴。"),
        ("{{ what }}信息同步张贴。", "惠民补贴", "惠民补贴信息同步张贴。"),
        ("围绕{{ what }}做好公开。", "围绕养老服务", "围绕养老服务做好公开。"),
        ("由{{ what }}负责办理。", "办公室负责", "由办公室负责办理。"),
        ("开展{{ what }}。", "业务培训", "开展业务培训。"),
        ("{{ what }}公开栏更换内容。", "村务公开", "村务公开栏更换内容。"),
        # A single character is no word: 我局局长.
        ("{{ what }}局长任组长。", "我局", "我局局长任组长。"),
        ("{{ what | joined }}信息公开较少。", "养老、财政信息", "养老和财政信息公开较少。"),
        ("设有{{ what | quoted }}专栏。", "就业专栏", "设有“就业专栏”。"),
        ("设有{{ what | quoted }}专栏。", "就业、社保专栏", "设有“就业”“社保专栏”专栏。"),
    ],
)
def test_a_word_is_said_once(text: str, given: str, expected: str, *, fixed: bool) -> None:
    assert said(text, fixed=fixed, what=given) == expected


def test_a_fact_that_the_fact_before_it_ends_with_is_not_said_again() -> None:
    text = "请与{{ agency }}{{ office }}联系。"
    assert said(text, agency="东平县人民政府办公室", office="办公室") == "请与东平县人民政府办公室联系。"
    assert said(text, agency="东平县水务局", office="办公室") == "请与东平县水务局办公室联系。"


def test_the_office_of_an_office_is_named_once_in_the_report() -> None:
    data = only_tables("东平县人民政府办公室", "部门")
    data["机关"] = data["机关"] | {"联系": {"部门": "办公室", "电话": "0000-0000000"}}
    text = "".join(paragraph.text for paragraph in drafted(data).document.paragraphs())
    assert "办公室联系" in text
    assert "办公室办公室" not in text


@pytest.mark.parametrize(
    ("agency", "office", "named"),
    [
        ("青石镇人民政府", "镇党政办公室", "青石镇人民政府党政办公室"),
        ("石桥街道办事处", "街道综合办公室", "石桥街道办事处综合办公室"),
        ("白水乡人民政府", "乡村振兴办公室", "白水乡人民政府乡村振兴办公室"),
    ],
)
def test_an_office_of_a_town_needs_no_town_of_its_own(agency: str, office: str, named: str) -> None:
    data = only_tables(f"澜江县{agency}", "镇街")
    data["机关"] = data["机关"] | {"联系": {"部门": office, "电话": "0000-0000000"}}
    assert f"澜江县{named}联系" in "".join(paragraph.text for paragraph in drafted(data).document.paragraphs())
