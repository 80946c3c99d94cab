"""反馈意见: official in tone, three parts, no codes, what is quoted left as it is."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator
from tests.inspecting import finding, report, unit

from draftgen import recall
from draftgen.checks.registry import RULES
from draftgen.core.finding import Confidence, Finding, Level, Place
from draftgen.inspection.letters import Manner, letter
from draftgen.inspection.rounds import follow
from draftgen.inspection.unit import Unit, received
from draftgen.inspection.weighing import Weight, families, family, weight
from draftgen.render.letter import write_letter


def text(one: Unit, **about: object) -> str:
    made = letter(one, one.report.findings, **about)  # type: ignore[arg-type]
    return "\n".join(
        ("".join(made.title), f"{made.addressee}：", *(line for _, line in made.paragraphs), made.signature)
    )


THREE = unit(
    "澜江县水务局",
    finding("表三“新收”行各类申请人相加是 6，总计写的是 9，相差 3。", at="表三 新收 总计", advice="核对这几格和总计。"),
    finding("“工作”写了两遍：“开展工作工作培训”。", "请核实", text="工作工作", advice="删去一个。"),
    finding("有一句 125 字：“所属单位按职责……”。", "建议完善", section="其他需要报告的事项", advice="分成两三句。"),
    holds=("表内勾稽 41 项全部相符",),
)


def test_the_whole_letter() -> None:
    assert text(THREE, manner=Manner("2026年2月10日", "澜江县政务公开办公室")) == (
        "关于澜江县水务局2025年政府信息公开工作年度报告的反馈意见\n"
        "澜江县水务局：\n"
        "你单位报送的2025年政府信息公开工作年度报告（文件“澜江县水务局.docx”）收悉。"
        "经审核，必须修改1处、建议完善1处、请核实1处，具体意见如下。\n"
        "一、必须修改（1处）\n"
        "以下各处有差错，或者不符合国家统一格式，请逐条改正。\n"
        "1.表三“新收”行各类申请人相加是6，总计写的是9，相差3。请核对这几格和总计。\n"
        "二、建议完善（1处）\n"
        "以下各处不影响数据，建议一并完善。\n"
        "1.其他需要报告的事项：有一句125字：“所属单位按职责……”。请分成两三句。\n"
        "三、请核实（1处）\n"
        "以下各处仅凭报告文本不能判断正误，请对照原始台账和工作实际核实。\n"
        "1.总体情况：“工作”重复：“开展工作工作培训”。请删去一个。\n"
        "另经核对，表内勾稽41项全部相符。\n"
        "请核实的事项，情况属实的可不作修改，请在反馈时说明。请对照上述意见逐条修改，于2026年2月10日前重新报送。\n"
        "澜江县政务公开办公室"
    )


def test_a_report_without_faults_gets_a_letter_too() -> None:
    assert text(unit("甲局")).strip().endswith("收悉。经审核，未发现需要修改之处。")


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2026年2月10日", "于2026年2月10日前重新报送。"),
        ("2月10日前", "于2月10日前重新报送。"),
        ("", "请对照上述意见逐条修改，修改后重新报送。"),
    ],
)
def test_there_is_a_deadline_only_if_one_was_given(deadline: str, said: str) -> None:
    assert said in text(unit("甲局", finding()), manner=Manner(deadline))


def test_hints_alone_ask_for_nothing_to_be_sent_again() -> None:
    said = text(unit("甲局", finding(kind="建议完善")), manner=Manner("2月10日"))
    assert "以上意见供修改完善时参考。" in said
    assert "重新报送" not in said


def test_questions_alone_ask_for_an_answer_first() -> None:
    said = text(unit("甲局", finding(kind="请核实")), manner=Manner("2月10日"))
    assert "请对照上述意见逐条核实，于2月10日前反馈核实情况；需要修改的，修改后重新报送。" in said


def test_what_is_quoted_from_the_report_is_not_made_official() -> None:
    said = text(unit("甲局", finding("“看到是不是写了两遍”写了两遍。", text="x")))
    assert "“看到是不是写了两遍”重复。" in said


def test_no_code_of_a_rule_stands_in_a_letter() -> None:
    some = tuple(finding(code=rule.code) for rule in RULES)
    assert re.findall("[a-z]+-[a-z]+", text(unit("甲局", *some))) == []


def test_a_file_name_is_no_matter_for_a_letter() -> None:
    said = text(unit("甲局", finding("文件名不对。", "建议完善", code="file-name")))
    assert "文件名不对" not in said
    assert "未发现需要修改之处" in said


def test_the_second_round_says_what_became_of_the_first() -> None:
    one, other = finding("第一条。", at="表三 新收 总计", text="9"), finding("第二条。", text="工作工作")
    now = finding("第一条。", at="表三 新收 总计", text="8")
    new = finding("第三条。", code="doubled", text="管理管理")
    followed = follow([one, other], [now, new])
    said = text(unit("甲局", now, new), followed=followed)
    assert "上一轮反馈意见2处，已修改1处，尚未修改1处；本次新提出1处。" in said
    assert "1.（上一轮已提出，原填“9”，现填“8”，仍不对）表三：第一条。" in said
    assert "2.总体情况：第三条。" in said


def test_a_unit_that_sent_two_is_asked_which_one_counts() -> None:
    reports = [report("甲局", file="a.docx", tables="1"), report("甲局", file="b.docx", tables="2")]
    assert "你单位另报送了内容不同的“b.docx”。以下意见依据“a.docx”提出，请确认以哪一份为准。" in text(
        received(reports).units[0]
    )


def test_a_letter_to_nobody_known_names_nobody() -> None:
    one = received([report("", finding(), file="x.docx")]).units[0]
    made = letter(one, one.report.findings)
    assert (made.addressee, made.title[0]) == ("", "关于2025年")


# --- as a Word file ---


def test_it_is_a_sound_word_file_the_same_each_time(tmp_path: object) -> None:
    made = letter(THREE, THREE.report.findings, Manner("2月10日", "办公室"))
    data = write_letter(made)
    assert data == write_letter(made)
    path = f"{tmp_path}/letter.docx"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    read = [paragraph.text for paragraph in recall.document(data).paragraphs]
    assert read == [*made.title, "澜江县水务局：", *(line for _, line in made.paragraphs), "办公室"]


def test_the_addressee_stands_flush_left() -> None:
    data = write_letter(letter(THREE, THREE.report.findings))
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    paragraph = next(part for part in xml.split("<w:p>") if "澜江县水务局：" in part)
    assert 'w:firstLineChars="0"' in paragraph


# --- weights and columns ---


@pytest.mark.parametrize(
    ("level", "confidence", "expected"),
    [
        (Level.ERROR, Confidence.CERTAIN, Weight.MUST),
        (Level.ERROR, Confidence.ASK, Weight.CONFIRM),
        (Level.ASK, Confidence.ASK, Weight.CONFIRM),
        (Level.ASK, Confidence.CERTAIN, Weight.IMPROVE),
        (Level.HINT, Confidence.CERTAIN, Weight.IMPROVE),
        (Level.HINT, Confidence.ASK, Weight.IMPROVE),
    ],
)
def test_nothing_must_be_mended_that_is_not_certain(level: Level, confidence: Confidence, expected: Weight) -> None:
    assert weight(Finding("code", level, Place(), "", confidence=confidence)) is expected


def test_every_rule_has_its_column() -> None:
    """A new rule belongs into ``inspection/families.yaml``."""
    assert [rule.code for rule in RULES if family(rule.code) == "其他"] == []


def test_a_rule_that_nobody_knows_is_counted_as_other() -> None:
    assert (family("unheard-of"), families()[-1]) == ("其他", "其他")
