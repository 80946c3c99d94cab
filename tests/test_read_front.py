"""What stands before and after the sections: title, agency, year, period, contact, signature, the furniture of a site."""

import pytest
from tests.reports import AGENCY, HEADINGS, INTRO, OTHER, OVERVIEW, contents, faults, paragraph, read, table

from draftgen.core.document import GridCell
from draftgen.core.read import ReadTable
from draftgen.core.report import Report


def texts(report: Report, section: str) -> list[str]:
    found = report.section(section)
    assert found is not None
    return [prose.text for prose in found.paragraphs]


# --- what stands around ---


def test_front_and_foot() -> None:
    report = read(*contents())
    assert (report.agency, report.year, report.title) == (AGENCY, 2023, (AGENCY, "2023年政府信息公开工作年度报告"))
    assert report.period == ("2023年1月1日", "2023年12月31日")
    assert dict(report.contact) == {
        "地址": "青石县河滨路12号",
        "邮编": "234567",
        "电话": "0551-1234567",
        "部门": "办公室",
    }
    assert (report.signed_by, report.signed_on) == (AGENCY, "2024年1月15日")
    assert texts(report, "other") == ["本年度未收取信息处理费。"]


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        (("青石县水务局2023年政府信息公开工作年度报告",), "青石县水务局", 2023),
        (("青石县水务局2023年度政府信息公开年度报告",), "青石县水务局", 2023),
        (("青石县水务局", "2023年政府信息", "公开工作年度报告"), "青石县水务局", 2023),
        (("青石县水务局", "二〇二三年政府信息公开工作年度报告"), "青石县水务局", 2023),
        (("青石县水务局２０２３年政府信息公开年报",), "青石县水务局", 2023),
        (("青石县水务局政府信息公开工作年度报告", "（2023年度）"), "青石县水务局", 2023),
        (("青石县水务局 2023 年政府信息公开工作年度报告",), "青石县水务局", 2023),
        (("2023年青石县水务局政府信息公开工作年度报告",), "青石县水务局", 2023),
        (("青石县水务局2023年政府信息公开工作的年度报告",), "青石县水务局", 2023),
        (("2023年政府信息公开工作年度报告",), "青石县水务局", 2023),
        (("青石县水务局2023年政务公开工作报告",), "青石县水务局", 2023),
    ],
)
def test_titles(title: tuple[str, ...], agency: str, year: int) -> None:
    report = read(*contents(title=title))
    assert (report.agency, report.year) == (agency, year)
    assert report.intro[0].text.startswith("本报告按照")


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2024-01-15",
        "来源：县水务局",
        "浏览次数：12",
        "字号：[大 中 小]",
        "【打印本页】",
        "上一篇：通知",
        "版权所有：青石县人民政府",
    ],
)
def test_what_a_site_adds_is_no_text_of_the_report(line: str) -> None:
    report = read(*contents(intro=(line, *INTRO), other=(*OTHER, line), closing=()))
    assert [prose.text for prose in report.intro] == list(INTRO)
    assert texts(report, "other") == list(OTHER)


def test_period_and_contact_may_stand_elsewhere() -> None:
    overview = ("数据统计期限自2023年1月1日起至2023年12月31日止。", *OVERVIEW)
    report = read(*contents(intro=(), overview=overview, other=("联系电话：0551-1234567，地址：河滨路12号。",)))
    assert report.period == ("2023年1月1日", "2023年12月31日")
    assert dict(report.contact) == {"电话": "0551-1234567", "地址": "河滨路12号"}


def test_a_title_in_the_first_row_of_its_table() -> None:
    grid = table("table3")
    head = GridCell(0, 0, 1, grid.width, HEADINGS["requests"])
    titled = ReadTable(grid.width, grid.height + 1, (head, *(c._replace(row=c.row + 1) for c in grid.cells)))
    report = read(
        *contents({"table2": table("table2"), "table3": titled, "table4": table("table4")}, title_requests="")
    )
    assert [section.id for section in report.sections] == list(HEADINGS)
    assert report.tables["table3"].value("requests.new.person") == 7
    assert (report.missing, faults(report)) == ((), [])


def test_page_chrome_before_the_title() -> None:
    chrome = ("当前位置：首页 > 政府信息公开年报", "青石县人民政府", "发布日期：2024-01-15 来源：水务局")
    report = read(*contents(title=(*chrome, "青石县水务局2023年政府信息公开工作年度报告")))
    assert (report.agency, report.title) == ("青石县水务局", ("青石县水务局2023年政府信息公开工作年度报告",))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("统计期限为2023年1月1日至2023年12月31日。", ("2023年1月1日", "2023年12月31日")),
        ("自 2023 年 1 月 1 日起，至 2023 年 12 月 31 日止", ("2023年1月1日", "2023年12月31日")),
        ("时限为2023年1月1日—12月31日", ("2023年1月1日", "12月31日")),
        ("数据统计截至2023年12月31日", ("", "2023年12月31日")),
        ("本报告依据条例编制。", ("", "")),
    ],
)
def test_periods(text: str, period: tuple[str, str]) -> None:
    assert read(*contents(intro=(text,))).period == period


@pytest.mark.parametrize(
    ("lines", "signed"),
    [
        (("青石县水务局", "2024年1月15日"), ("青石县水务局", "2024年1月15日")),
        (("青石县水务局 2024年1月15日",), ("青石县水务局", "2024年1月15日")),
        (("青石县水务局", "二〇二四年一月十五日"), ("青石县水务局", "二〇二四年一月十五日")),
        (("青石县水务局", "2024-01-15"), ("青石县水务局", "2024-01-15")),
        (("2024年1月15日",), ("", "2024年1月15日")),
        (("青石县水务局",), ("青石县水务局", "")),
        ((), ("", "")),
        (("青石县水务局", "2024年1月15日", "附件：三张表", "打印本页"), ("青石县水务局", "2024年1月15日")),
    ],
)
def test_signatures(lines: tuple[str, ...], signed: tuple[str, str]) -> None:
    report = read(*contents(closing=lines))
    assert (report.signed_by, report.signed_on) == signed
    assert texts(report, "other") == ["本年度未收取信息处理费。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（地址：河滨路12号，邮编：234567，电话：0551-1234567）", {"地址": "河滨路12号", "邮编": "234567", "电话": "0551-1234567"}),
        ("联系地址：河滨路12号；邮政编码：234567；联系电话：0551-1234567；传真：0551-7654321；电子邮箱：a@b.cn", {"地址": "河滨路12号", "邮编": "234567", "电话": "0551-1234567", "传真": "0551-7654321", "邮箱": "a@b.cn"}),
        ("电话:0551-1234567", {"电话": "0551-1234567"}),
        ("联系电话0551-1234567，邮编234567。", {"电话": "0551-1234567", "邮编": "234567"}),
        ("请与青石县水务局政策法规科联系。", {"部门": "政策法规科"}),
    ],
)  # fmt: skip
def test_contacts(text: str, expected: dict[str, str]) -> None:
    assert dict(read(*contents(intro=(text,))).contact) == expected


def test_what_is_no_report() -> None:
    report = read(paragraph("会议通知"), paragraph("定于周五开会。"))
    assert [finding.code for finding in report.findings] == ["no-report"]
    assert report.sections == ()


def test_an_empty_document() -> None:
    assert read().agency == ""


def test_tables_outside_of_sections_are_found_all_the_same() -> None:
    report = read(table("table4"), table("table2"))
    assert sorted(report.tables) == ["table2", "table4"]
