"""The six sections, their parts, problems and measures, and what stands before and after them."""

import pytest
from tests.reports import HEADINGS, OVERVIEW, contents, faults, read

from draftgen.core.document import Role
from draftgen.core.read import ReadParagraph
from draftgen.core.report import Report

ALL = ["overview", "published", "requests", "disputes", "problems", "other"]


def ids(report: Report) -> list[str]:
    return [section.id for section in report.sections]


def texts(report: Report, section: str) -> list[str]:
    found = report.section(section)
    assert found is not None
    return [prose.text for prose in found.paragraphs]


def test_the_official_titles() -> None:
    report = read(*contents())
    assert [(section.id, section.ordinal + section.title) for section in report.sections] == list(HEADINGS.items())
    assert texts(report, "overview") == list(OVERVIEW)
    assert (report.missing, faults(report)) == ((), [])


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("overview", "一、政府信息公开工作总体情况"),
        ("overview", "一、概述"),
        ("published", "二、行政机关主动公开政府信息情况"),
        ("requests", "三、行政机关收到和处理政府信息公开申请情况"),
        ("requests", "三、收到和处理政府信息公开申请的情况"),
        ("disputes", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("disputes", "四、政府信息公开行政复议和行政诉讼情况"),
        ("problems", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("problems", "五、存在的主要问题及整改措施"),
        ("problems", "五、存在问题和改进情况"),
        ("problems", "五、存在的主要问题与改进措施"),
        ("other", "六、其他需要报告的情况"),
        ("other", "六、其它需要报告的事项"),
        ("other", "六、需要报告的其他事项"),
        ("other", "l六、其他需要报告的事项"),
        ("other", "七、其他需要报告的事项"),
        ("other", "六.其他需要报告的事项"),
        ("other", "六、 其他需要报告的事项。"),
        ("other", "第六部分 其他需要报告的事项"),
        ("other", "其他需要报告的事项"),
        ("overview", "⼀、总体情况"),
    ],
)
def test_a_title_may_be_spelt_otherwise(section: str, title: str) -> None:
    report = read(*contents(**{f"title_{section}": title}))
    assert ids(report) == ALL
    assert faults(report) == []


@pytest.mark.parametrize("form", ["{}、", "（{}）", "第{}部分　", "{}. "])
def test_other_ordinals_for_all_six(form: str) -> None:
    numbers = "123456" if form == "{}. " else "一二三四五六"
    titles = {
        f"title_{section}": form.format(number) + title.split("、", 1)[1]
        for number, (section, title) in zip(numbers, HEADINGS.items(), strict=True)
    }
    assert ids(read(*contents(overview=("推进公开。",), problems=("一是解读少。",), **titles))) == ALL


def test_a_wrong_ordinal_stays_as_printed() -> None:
    report = read(*contents(title_problems="六、存在的主要问题及改进情况", title_other="七、其他需要报告的事项"))
    assert [section.ordinal for section in report.sections] == ["一、", "二、", "三、", "四、", "六、", "七、"]


def test_a_title_that_runs_on_into_the_text() -> None:
    report = read(*contents(title_other="六、其他需要报告的事项：本年度无其他事项。", other=[]))
    assert texts(report, "other") == ["本年度无其他事项。"]
    (prose,) = next(section.paragraphs for section in report.sections if section.id == "other")
    whole = report.document.paragraphs[-3].text
    assert whole[prose.start :] == prose.text


def test_a_line_break_divides_a_paragraph() -> None:
    report = read(*contents(title_other="六、其他需要报告的事项\n本年度无其他事项。", other=[]))
    assert texts(report, "other") == ["本年度无其他事项。"]


def test_the_list_of_contents_is_no_section() -> None:
    listed = tuple(f"{heading}\t{page}" for page, heading in enumerate(HEADINGS.values(), 1))
    report = read(*contents(intro=("目录", *listed, "本报告依据条例编制。")))
    assert ids(report) == ALL
    assert texts(report, "overview") == list(OVERVIEW)


def test_titles_named_in_the_introduction_are_no_sections() -> None:
    report = read(*contents(intro=("本报告由总体情况，主动公开政府信息情况，其他需要报告的事项等六部分组成。",)))
    assert ids(report) == ALL
    assert texts(report, "overview") == list(OVERVIEW)


def test_numbered_text_before_the_official_sections() -> None:
    """An agency's own 一 to 三 before the official ones: of two sections of one name the one with the table counts."""
    own = ("一、主动公开政府信息情况", "全年公开120条。", "二、依申请公开情况", "收到申请9件。")
    report = read(*contents(overview=own))
    assert ids(report) == ALL
    assert [section.block for section in report.sections][1] > report.sections[0].block + len(own)


def test_a_section_that_is_not_there_is_missing() -> None:
    report = read(*contents(title_problems="", problems=()))
    assert report.missing == ("“存在的主要问题及改进情况”部分",)


def test_a_title_styled_as_second_level() -> None:
    changed = [
        c._replace(role=Role.SUBHEADING) if isinstance(c, ReadParagraph) and c.text in HEADINGS.values() else c
        for c in contents()
    ]
    assert ids(read(*changed)) == ALL


# --- parts of section one ---


@pytest.mark.parametrize(
    "titles",
    [
        ("（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障"),
        ("（一）主动公开政府信息情况", "（二）依申请公开政府信息情况", "（三）政府信息管理情况", "（四）平台建设情况", "（五）监督保障情况"),
        ("(一)主动公开方面", "(二)依申请公开方面", "(三)政府信息管理方面", "(四)信息公开平台建设方面", "(五)监督保障方面"),
        ("1.主动公开", "2.依申请公开", "3.政府信息管理", "4.平台建设", "5.监督保障"),
        ("（一）扩大主动公开", "（二）依申请公开规范", "（三）加强政府信息管理", "（四）加强平台建设，扩展公开渠道", "（五）及时回应关切，自觉接受监督"),
        ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"),
    ],
)  # fmt: skip
def test_parts_of_the_overview(titles: tuple[str, ...]) -> None:
    overview = ["总的说来。", *(line for title in titles for line in (title, "这一项的内容。"))]
    report = read(*contents(overview=overview))
    section = report.section("overview")
    assert section is not None
    order = ("publication", "requests", "management", "platform", "supervision")
    expected = [("lead", False), *((part, heading) for part in order for heading in (True, False))]
    assert [(prose.part, prose.heading) for prose in section.paragraphs] == expected


def test_a_part_whose_title_runs_on() -> None:
    overview = (
        "（一）主动公开情况。全年公开120条。",
        "（二）依申请公开情况。收到9件。",
        "（三）政府信息管理情况。修订指南。",
    )
    section = read(*contents(overview=overview)).section("overview")
    assert section is not None
    assert [(prose.part, prose.heading, prose.text[prose.lead :]) for prose in section.paragraphs] == [
        ("publication", False, "全年公开120条。"),
        ("requests", False, "收到9件。"),
        ("management", False, "修订指南。"),
    ]


def test_parts_that_follow_each_other_in_one_paragraph() -> None:
    whole = (
        "按规定公开。（一）主动公开情况 全年公开120条。（二）依申请公开情况 收到9件。（三）政府信息管理情况 修订指南。"
    )
    section = read(*contents(overview=(whole,))).section("overview")
    assert section is not None
    assert [(prose.part, prose.text, whole[prose.start :].startswith(prose.text)) for prose in section.paragraphs] == [
        ("lead", "按规定公开。", True),
        ("publication", "（一）主动公开情况 全年公开120条。", True),
        ("requests", "（二）依申请公开情况 收到9件。", True),
        ("management", "（三）政府信息管理情况 修订指南。", True),
    ]


def test_numbering_inside_of_a_part_opens_no_other() -> None:
    overview = ("（一）主动公开", "1.平台建设方面的信息公开30条。", "（二）依申请公开", "1.监督渠道畅通。")
    section = read(*contents(overview=overview)).section("overview")
    assert section is not None
    assert [prose.part for prose in section.paragraphs] == ["publication", "publication", "requests", "requests"]


def test_parts_of_section_six() -> None:
    other = (
        "（一）信息处理费收取情况",
        "未收取。",
        "（二）落实年度工作要点情况",
        "已落实。",
        "（三）建议提案办理结果公开情况",
        "办理2件。",
    )
    section = read(*contents(other=other)).section("other")
    assert section is not None
    assert [prose.part for prose in section.paragraphs] == ["fees"] * 2 + ["priorities"] * 2 + ["proposals"] * 2


# --- problems and measures ---


def points(*lines: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    report = read(*contents(problems=lines))
    for item in (*report.problems, *report.measures):
        content = report.document.contents[item.place.block]
        assert isinstance(content, ReadParagraph)
        assert content.text[item.place.start : item.place.end] == item.text
    return [(i.counter, i.text) for i in report.problems], [(i.counter, i.text) for i in report.measures]


def test_problems_and_measures_counted_in_the_text() -> None:
    assert points(
        "（一）主要问题",
        "一年来还有差距：一是解读形式少。二是更新不够及时；三是人手不足。",
        "（二）改进措施",
        "针对上述问题，一是增加图解。二是按月检查。",
    ) == (
        [("一是", "解读形式少"), ("二是", "更新不够及时"), ("三是", "人手不足")],
        [("一是", "增加图解"), ("二是", "按月检查")],
    )


def test_what_the_blank_form_says_is_no_problem() -> None:
    assert points("（文字描述）") == ([], [])


def test_both_in_one_paragraph() -> None:
    assert points("还存在一些问题：一是解读形式少。二是更新慢。下一步，我局将：一是增加图解。二是按月检查。") == (
        [("一是", "解读形式少"), ("二是", "更新慢")],
        [("一是", "增加图解"), ("二是", "按月检查")],
    )


@pytest.mark.parametrize(
    "opening", ["针对存在的问题，", "2024年，我局将从以下方面改进：", "今后，", "改进措施：", "下一阶段，我局将"]
)
def test_where_the_measures_begin(opening: str) -> None:
    assert points("一是解读形式少。二是更新慢。", f"{opening}一是增加图解。二是按月检查。")[1] == [
        ("一是", "增加图解"),
        ("二是", "按月检查"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1.", "2."),
        ("1、", "2、"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("首先，", "其次，"),
        ("一方面，", "另一方面，"),
        ("第一，", "第二，"),
    ],
)
def test_other_manners_of_counting(first: str, second: str) -> None:
    problems, measures = points(
        "（一）存在的问题",
        f"{first}解读形式少。{second}更新慢。",
        "（二）下一步打算",
        f"{first}增加图解。",
        f"{second}按月检查。",
    )
    assert [text for _, text in problems] == ["解读形式少", "更新慢"]
    assert [text for _, text in measures] == ["增加图解", "按月检查"]


def test_without_counters() -> None:
    assert points(
        "（一）问题。解读的形式比较少；栏目更新不够及时。", "（二）整改措施。增加图解和短视频；每月检查一次栏目。"
    ) == (
        [("", "解读的形式比较少"), ("", "栏目更新不够及时")],
        [("", "增加图解和短视频"), ("", "每月检查一次栏目")],
    )
