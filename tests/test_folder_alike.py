"""雷同: which pairs are shown, with which passages, and which are not worth anybody's time."""

from io import BytesIO
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest
from benchmarks import variety
from openxml_audit import OpenXmlValidator
from tests.inspecting import unit

from draftgen import checking, inspecting, recall, repetition
from draftgen.inspection import alike
from draftgen.inspection.unit import Unit, examined, received, tokens
from draftgen.render.compared import write_compared

REUSE = Path(__file__).parent / "data" / "reuse"

OVERVIEW = (
    "今年我们把供水、河湖管理和移民安置列为公开重点，门户网站登载动态四十六条。信息员由各站所报送，办公室统一审签后发布，"
    "每季度抽查一次错链和过期公告，发现的九处当天改好。水价调整先听取居民代表意见，再连同解读一起公布。"
)
PROBLEMS = "一是站所报送不及时，材料常常隔月才到；二是解读只有文字，群众反映看不明白。下一步由办公室逐月催报，并请融媒中心配图。"


def pairs(*units: Unit) -> list[tuple[str, str]]:
    return [(pair.one.name, pair.other.name) for pair in alike.find(units).pairs]


def test_a_copy_under_another_name_is_found() -> None:
    one, other = (unit(name, overview=OVERVIEW, problems=PROBLEMS) for name in ("甲县水务局", "乙县水务局"))
    (pair,) = alike.find([one, other]).pairs
    assert (pair.rate, pair.overview, pair.problems, pair.copied) == (1, 1, 1, 1)
    assert pair.passages[0].startswith("今年我们把供水")


def test_a_copy_with_other_figures_is_found() -> None:
    one = unit("甲局", overview=OVERVIEW.replace("四十六", "46"), problems=PROBLEMS)
    other = unit("乙局", overview=OVERVIEW.replace("四十六", "1312"), problems=PROBLEMS)
    assert pairs(one, other) == [("甲局", "乙局")]


def test_one_copied_passage_in_two_different_reports_is_found() -> None:
    mine = "卫生院的药品目录按月张贴，家庭医生签约情况在村务栏公布，体检日程提前十天用广播通知到组，孕产妇补助名单公示七天。"
    theirs = "学区划分图挂在官网首页，招生计划、摇号结果和转学办理流程都能查到，食堂菜谱每周一换新，家长可以扫码留言。"
    one, other = unit("甲院", overview=mine + OVERVIEW), unit("乙校", overview=theirs * 3 + OVERVIEW)
    (pair,) = alike.find([one, other]).pairs
    assert pair.rate < alike.RATE + 0.1
    assert pair.passages[0].startswith("今年我们把供水")


def test_the_most_alike_stand_first() -> None:
    same = [unit(name, overview=OVERVIEW, problems=PROBLEMS) for name in ("甲局", "乙局")]
    near = unit("丙局", overview=OVERVIEW, problems="三是经费不足，台账不全。今后争取纳入预算，专人登记。")
    assert pairs(near, *same)[0] == ("甲局", "乙局")


def test_units_with_nothing_in_common_are_no_pair() -> None:
    assert (
        pairs(
            unit("甲局", overview=OVERVIEW), unit("乙局", overview="另写一套完全不同的话，说的是教育招生和学区划分。")
        )
        == []
    )


def test_an_empty_report_is_like_nobody() -> None:
    assert pairs(unit("甲局"), unit("乙局"), unit("丙局", overview=OVERVIEW)) == []


def test_saying_that_there_was_nothing_and_naming_the_law_is_no_copy() -> None:
    text = (
        "本机关依照《中华人民共和国政府信息公开条例》办理。未收到申请。未发生行政复议、行政诉讼。没有规范性文件。" * 3
    )
    assert pairs(unit("甲局", overview=text), unit("乙局", overview=text)) == []


def labelled() -> list[Unit]:
    """Twelve reports written by hand, each in its own manner."""
    reports = [examined(path.parent.name, recall.report(path), ()) for path in sorted(REUSE.glob("*/last.txt"))]
    return [Unit(one.agency, one) for one in reports]


def test_reports_written_by_hand_are_never_called_alike() -> None:
    assert pairs(*labelled()) == []


def drafts() -> list[Unit]:
    """The drafts of this program for equal data under other names: as alike as anything that is not copied."""
    files = [data for number in range(3) for data in variety.bureaus(number)] + variety.townships()[:6]
    reports = [recall.of_document(variety.drafted(data)[1]) for data in files]
    return [Unit(f"{number}", examined(f"{number}", one, ())) for number, one in enumerate(reports)]


def test_the_sketches_lose_no_pair_that_the_whole_texts_would_show() -> None:
    units = [*drafts(), *labelled()]
    shown = {frozenset(pair) for pair in pairs(*units)}
    for one, other in combinations(units, 2):
        left, right = tokens(one.report).tokens, tokens(other.report).tokens
        if repetition.rate(left, right) >= alike.RATE:
            assert frozenset((one.name, other.name)) in shown


# --- what is said ---


def pair() -> alike.Pair:
    one, other = (unit(name, overview=OVERVIEW, problems=PROBLEMS) for name in ("甲局", "乙局"))
    return alike.find([one, other]).pairs[0]


def test_the_remark_is_a_question_and_does_not_name_the_other_unit() -> None:
    said = alike.finding(pair(), pair().one)
    assert (said.level.value, said.confidence.value) == ("ask", "ask")
    assert "乙局" not in said.message + said.advice
    assert "重复率为 100%" in said.message
    assert "今年我们把供水" in said.message


@pytest.mark.parametrize(
    ("rate", "copied", "asked"), [(0.62, 0.1, False), (0.74, 0.0, False), (0.75, 0.0, True), (0.4, 0.25, True)]
)
def test_a_unit_is_asked_only_where_hardly_anything_else_explains_it(rate: float, copied: float, asked: bool) -> None:  # noqa: FBT001
    assert alike.is_asked(pair()._replace(rate=rate, copied=copied)) is asked


@pytest.mark.parametrize("side", [0, 1])
def test_side_by_side_both_texts_are_whole_and_what_they_share_is_marked(side: int) -> None:
    one = unit("甲局", overview="本年开头不同。" + OVERVIEW, problems=PROBLEMS)
    other = unit("乙局", overview=OVERVIEW + "结尾也不同。", problems=PROBLEMS)
    (found,) = alike.find([one, other]).pairs
    shown = alike.side_by_side(found)
    texts = [row[side] for row in shown.rows]
    report = (one, other)[side].report
    assert ["".join(piece for piece, _ in text.pieces) for text in texts] == [
        "一、总体情况",
        report.texts["overview"],
        "五、存在的主要问题及改进情况",
        report.texts["problems"],
    ]
    loose = [piece for piece, marked in texts[1].pieces if not marked]
    assert "".join(loose).strip("。") == ("本年开头不同", "。结尾也不同")[side].strip("。")


def test_the_comparison_is_a_sound_word_file_the_same_each_time(tmp_path: Path) -> None:
    shown = [alike.side_by_side(pair())]
    data = write_compared(shown, "文字雷同的年报对照")
    assert data == write_compared(shown, "文字雷同的年报对照")
    (tmp_path / "a.docx").write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors] == []
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "w:highlight" in xml
    assert 'w:u w:val="single"' in xml  # a highlight is lost in a black and white print


# --- whom a text names ---


def test_what_tells_who_somebody_is_stands_beside_no_other_text(tmp_path: Path) -> None:
    told = "申请人王某某对水价提出疑问，办公室当面解答。咨询电话写作13800001111。另有案号（2024）川0102行初15号的一件已结。"
    for name in ("甲县水务局", "乙县水务局"):
        report = f"{name}\n2025年政府信息公开工作年度报告\n\n一、总体情况\n{OVERVIEW}\n{told}\n\n五、存在的主要问题及改进情况\n{PROBLEMS}\n"
        (tmp_path / f"{name}.txt").write_text(report, "utf-8")
    how, _ = checking.manner()
    came, _ = inspecting.examine(inspecting.files_of([tmp_path]), lambda path: checking.check(path, how))
    (pair,) = alike.find(received(came).units).pairs
    beside = "".join(text for row in alike.side_by_side(pair).rows for cell in row for text, _ in cell.pieces)
    quoted = "".join(pair.passages) + alike.finding(pair, pair.one).message
    assert "●●●●●●对水价提出疑问，办公室当面解答。咨询电话写作●●●●●●●●●●●。" in beside
    assert not [private for private in ("王某某", "13800001111", "行初15号") if private in beside + quoted]
