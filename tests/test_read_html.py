"""Web pages of government sites: any encoding, the page's own furniture, spans around every letter, tables in tables."""

from collections.abc import Callable

import pytest
from tests.reports import AGENCY, contents, edited, faults, html, html_table, printed, table, values

from draftgen import recall
from draftgen.core.finding import UnreadableInput
from draftgen.core.report import Report

PAGE = html(contents())


def read(page: str | bytes, name: str = "年报.html") -> Report:
    return recall.report(page if isinstance(page, bytes) else page.encode(), name)


def numbers(report: Report) -> dict[str, str]:
    return {path: text for found in report.tables.values() for path, text in printed(found).items()}


def whole(report: Report) -> tuple[object, ...]:
    """All that matters of a report."""
    prose = [prose.text for prose in report.prose()]
    return report.agency, report.year, numbers(report), prose, report.signed_on, report.missing


def test_a_plain_page() -> None:
    report = read(PAGE)
    assert (report.agency, report.year, report.signed_on) == (AGENCY, 2023, "2024年1月15日")
    assert numbers(report) == values()
    assert (report.missing, faults(report)) == ((), [])


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gbk", '<meta charset="gbk">'),
        ("gbk", ""),
        ("gbk", '<meta charset="utf-8">'),
        ("gb18030", '<meta charset="gb18030">'),
        ("gb18030", '<meta charset="no-such-code">'),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", '<meta charset="utf-16">'),
    ],
)
def test_encodings(codec: str, head: str) -> None:
    assert whole(read(html(contents(), head).encode(codec))) == whole(read(PAGE))


def test_a_rare_character_of_gb18030() -> None:
    page = html(contents(other=("联系人：王䶮。",)), "")
    section = read(page.encode("gb18030")).section("other")
    assert section is not None
    assert section.text == "联系人：王䶮。"


def test_a_damaged_byte_is_said() -> None:
    data = PAGE.encode().replace("解读形式少".encode(), "解读形".encode() + b"\xe5\xbc" + "少".encode())
    assert faults(read(data)) == ["文件里有 1 处认不出的字，显示成了“\ufffd”。"]


def spans(page: str) -> str:
    """Every character of the text in a span of its own."""
    pieces, inside = [], False
    for char in page:
        inside = char == "<" or (inside and char != ">")
        pieces.append(char if inside or char in "<>" or ord(char) < 0x3000 else f"<span><font>{char}</font></span>")
    return "".join(pieces)


FURNITURE: dict[str, Callable[[str], str]] = {
    "spans around every letter": spans,
    "menus": lambda page: page.replace(
        "<body>",
        "<body><nav><ul><li>首页</li><li>政务公开</li></ul></nav><div><a href='/'>首页</a> &gt; <a href='/x'>年报</a></div>",
    ),
    "a table of metadata": lambda page: page.replace(
        "<body>",
        "<body><table><tr><td>索引号</td><td>0142/2024-00002</td><td>发布日期</td><td>2024-01-15</td></tr></table>",
    ),
    "what readers do not see": lambda page: page.replace(
        "<body>",
        "<body><div style='display:none'>2019年政府信息公开工作年度报告</div><p hidden>一、总体情况</p><script>var a = '六、其他需要报告的事项';</script>",
    ),
    "links and a foot": lambda page: page.replace(
        "</body>", "<div><a href='a.docx'>附件.docx</a></div><footer>主办：青石县人民政府</footer></body>"
    ),
    "comments": lambda page: page.replace("<p>", "<!-- 段 --><p><!-- <table> -->"),
    "unclosed tags": lambda page: page.replace("</td>", "").replace("</tr>", "").replace("</p>", ""),
    "upper case": lambda page: page.replace("<td", "<TD").replace("<table", "<TABLE").replace("<p>", "<P>"),
    "white space": lambda page: page.replace("<td", "\n   <td").replace("</p>", "\n\t</p>\n"),
    "breaks for paragraphs": lambda page: page.replace("<p>", "").replace("</p>", "<br/>\n"),
    "divisions for paragraphs": lambda page: page.replace("<p>", "<div>").replace("</p>", "</div>"),
    "no-break spaces": lambda page: page.replace("<p>", "<p>&nbsp;&nbsp;&emsp;").replace("<td rowspan", "<td  rowspan"),
    "a page laid out in a table": lambda page: page.replace("<body>", "<body><table><tr><td>栏目导航</td><td>").replace(
        "</body>", "</td></tr></table></body>"
    ),
    "paragraphs in cells": lambda page: page.replace("结果维持", "<p>结果</p><p>维持</p>").replace(
        "总计</td>", "<p>总<br>计</p></td>"
    ),
    "a doctype and namespaces": lambda page: (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://example.invalid/x.dtd">'
        + page
    ),
    "zero-width marks": lambda page: page.replace("一、", "\u200b一、").replace("<td ", "<td data-x='\u200b' "),
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture(kind: str) -> None:
    assert whole(read(FURNITURE[kind](PAGE))) == whole(read(PAGE))


def test_blank_cells_of_every_kind() -> None:
    grid = table("table3", requests__new__company="", requests__new__research="&nbsp;", requests__new__legal="<br>")
    grid = edited(grid, "2.重复申请", 0, "<span style='display:none'>5</span>")
    page = PAGE.replace(html_table(table("table3")), html_table(grid, str))
    found = read(page).tables["table3"]
    blank = ["requests.new.company", "requests.new.research", "requests.new.legal", "requests.refused_2.person"]
    assert [found.value(path) for path in blank] == [None] * 4
    assert found.value("requests.new.person") == 7


def test_the_name_of_the_page_helps_where_the_title_is_no_text() -> None:
    page = html(
        contents(title=()), f"<meta charset='utf-8'><title>{AGENCY}2023年政府信息公开工作年度报告-青石县政府网</title>"
    )
    assert (read(page).agency, read(page).year) == (AGENCY, 2023)


def test_a_saved_page() -> None:
    """.mht: the page inside of a message."""
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html; charset=gbk\r\n"
    data = (
        (head + "Content-Transfer-Encoding: 8bit\r\n\r\n").encode()
        + html(contents(), "").encode("gbk")
        + b"\r\n--B--\r\n"
    )
    assert whole(read(data, "年报.mht")) == whole(read(PAGE))


def test_tables_as_pictures_are_said() -> None:
    page = html(contents({}), wrap="{}<img src='b.png'>")
    report = read(page)
    assert report.tables == {}
    assert report.missing == ("第二部分的表", "第三部分的表", "第四部分的表")
    assert faults(report) == [f"没有读到第{number}部分的表。" for number in "二三四"]


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>1</script></body></html>", "<p>   </p>"])
def test_a_page_with_nothing_to_read(page: str) -> None:
    assert [finding.code for finding in read(page).findings] == ["no-report"]


def test_a_table_of_millions_of_cells_is_refused() -> None:
    cell = '<td rowspan="9999" colspan="9999">1</td>'
    with pytest.raises(UnreadableInput, match="表格过大"):
        read(f"<table>{f'<tr>{cell * 100}</tr>' * 300}</table>")


def test_nesting_without_end() -> None:
    report = read("<div>" * 200_000 + "一、总体情况")
    assert report.tables == {}


def test_entities_reach_nothing() -> None:
    """XXE and billion laughs: a page's own entities are not expanded."""
    laughs = "".join(
        f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">'
        for n in range(1, 20)
    )
    page = f'<!DOCTYPE html [<!ENTITY a0 "ha"><!ENTITY file SYSTEM "file:///etc/hostname">{laughs}]><html><body><p>六、其他需要报告的事项</p><p>&a19;&file;</p></body></html>'
    section = read(page).section("other")
    assert section is not None
    assert section.text == "&a19;&file;"
