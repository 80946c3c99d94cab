"""Word files of other hands: revisions nobody accepted, counters of lists, text boxes, controls, tables in tables."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.reports import (
    AGENCY,
    W,
    contents,
    faults,
    html,
    printed,
    table,
    values,
    word,
    word_paragraph,
    word_report,
    word_table,
)

from draftgen import recall
from draftgen.core.read import ReadParagraph, ReadTable
from draftgen.core.report import Report
from draftgen.recall.numbering import counter

PLAIN = word_report(contents())
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def read(data: bytes) -> Report:
    return recall.report(data, "年报.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in recall.document(word(body, **parts), "年报.docx").paragraphs]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def numbers(report: Report) -> dict[str, str]:
    return {path: text for found in report.tables.values() for path, text in printed(found).items()}


def test_a_plain_file() -> None:
    report = read(PLAIN)
    assert (report.agency, report.year, report.signed_on, report.missing) == (AGENCY, 2023, "2024年1月15日", ())
    assert numbers(report) == values()
    assert faults(report) == []


# --- revisions ---


def test_revisions_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>公开</w:t></w:r><w:del><w:r><w:delText>313</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>402</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo><w:r><w:t>条。</w:t></w:r></w:p>"
    )
    assert texts(body) == ["公开402新处条。"]
    assert [f.message for f in recall.document(word(body)).findings] == [
        "文件里有还没有接受的修订，已按全部接受之后的样子读取。"
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = (
        word_paragraph("前半句，", mark)
        + word_paragraph("后半句。")
        + word_paragraph("最后", mark)
        + word_table(table("table4"))
    )
    assert texts(body) == ["前半句，后半句。", "最后"]


def test_deleted_and_inserted_rows() -> None:
    rows = word_table(table("table4"))
    last = rows.rindex("<w:tr>")
    inserted = rows[:last] + "<w:tr><w:trPr><w:ins/></w:trPr>" + rows[last + 6 :]
    again = rows[last:].replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>").replace("</w:tbl>", "")
    body = word_paragraph("四、政府信息公开行政复议、行政诉讼情况") + inserted.replace("</w:tbl>", again + "</w:tbl>")
    found = read(word(body)).tables["table4"]
    assert printed(found)["reviews.upheld"] == "3"


# --- counters ---


def numbering(*levels: tuple[str, str], extra: str = "") -> str:
    """A list whose levels count and print so."""
    items = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{items}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}</w:numbering>'
    )


def listed(text: str, level: int = 0, number: str = "1") -> str:
    return word_paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


CHINESE = numbering(("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def test_counters_of_the_word_processor_are_text() -> None:
    body = (
        listed("总体情况") + listed("主动公开", 1) + listed("解读", 2) + listed("专栏", 2) + listed("依申请公开", 1)
        + word_paragraph("无编号") + listed("主动公开政府信息情况") + listed("重新起", 1)
    )  # fmt: skip
    assert texts(body, numbering=CHINESE) == [
        "一、总体情况",
        "（一）主动公开",
        "1.解读",
        "2.专栏",
        "（二）依申请公开",
        "无编号",
        "二、主动公开政府信息情况",
        "（一）重新起",
    ]


def test_where_the_counter_ends_is_known() -> None:
    (paragraph, plain) = recall.document(
        word(listed("总体情况") + word_paragraph("无编号"), numbering=CHINESE)
    ).paragraphs
    assert paragraph.text[paragraph.numbered :] == "总体情况"
    assert plain.numbered == 0


def test_a_whole_report_whose_titles_have_counters_of_their_own() -> None:
    body = ""
    for content in contents():
        if isinstance(content, ReadTable):
            body += word_table(content)
        elif match := re.match("[一二三四五六]、|（[一二三四五]）", content.text):
            body += listed(content.text[match.end() :], 0 if match[0][-1] == "、" else 1)
        else:
            body += word_paragraph(content.text)
    report = read(word(body, numbering=CHINESE))
    assert [section.ordinal for section in report.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [prose.text for prose in report.prose()] == [prose.text for prose in read(PLAIN).prose()]


def test_row_labels_with_counters_of_their_own() -> None:
    rows = word_table(table("table3"))
    rows = re.sub(
        r"<w:p><w:pPr></w:pPr><w:r><w:t xml:space='preserve'>[1-8]\.(属于|其他法律|危及|保护第三方)",
        r"<w:p><w:pPr><w:numPr><w:ilvl w:val='2'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>\1",
        rows,
    )
    body = word_paragraph("三、收到和处理政府信息公开申请情况") + rows
    found = read(word(body, numbering=CHINESE)).tables["table3"]
    assert printed(found) == {path: text for path, text in values().items() if path.startswith("requests")}
    assert "7.属于行政执法案卷" in [label.text for label in found.labels]


def test_a_list_that_a_style_brings_and_one_that_starts_anew() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    extra = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = (
        word_paragraph("甲", '<w:pStyle w:val="A"/>') + word_paragraph("乙", '<w:pStyle w:val="B"/>')
        + word_paragraph("丙", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>') + listed("丁", 0, "2")
    )  # fmt: skip
    assert texts(body, styles=styles, numbering=numbering(("chineseCounting", "%1、"), extra=extra)) == [
        "一、甲",
        "二、乙",
        "丙",
        "一、丁",
    ]


def test_bullets_are_no_counters() -> None:
    assert texts(listed("一项"), numbering=numbering(("bullet", "●"))) == ["一项"]


def test_levels_within_one_counter() -> None:
    body = listed("甲") + listed("乙", 1) + listed("丙", 1)
    assert texts(body, numbering=numbering(("chineseCounting", "%1、"), ("decimal", "%1.%2"))) == [
        "一、甲",
        "一.1 乙",
        "一.2 丙",
    ]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "12"),
        ("chineseCounting", "十二"),
        ("chineseCountingThousand", "十二"),
        ("ideographDigital", "一二"),
        ("chineseLegalSimplified", "拾贰"),
        ("decimalEnclosedCircle", "⑫"),
        ("decimalFullWidth", "１２"),
        ("decimalZero", "12"),
        ("upperLetter", "L"),
        ("lowerLetter", "l"),
        ("upperRoman", "XII"),
        ("lowerRoman", "xii"),
        ("what nobody knows", "12"),
    ],
)
def test_manners_of_counting(form: str, shown: str) -> None:
    assert counter(12, form) == shown


# --- where text may hide ---


def box(content: str) -> str:
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:p><w:r><w:t>框前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps">'
        f"<w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def test_a_text_box_is_read_once() -> None:
    assert texts(box(word_paragraph("框里"))) == ["框前", "框里"]


def test_a_table_in_a_text_box() -> None:
    found = read(word(word_paragraph("四、政府信息公开行政复议、行政诉讼情况") + box(word_table(table("table4")))))
    assert printed(found.tables["table4"])["direct.pending"] == "2"


def test_content_controls() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        control.format("", word_paragraph("块级"))
        + f"<w:p>{control.format('', run('行内'))}{control.format('<w:showingPlcHdr/>', run('单击此处输入文字'))}</w:p>"
        + control.format("", control.format("", word_table(table("table4"))))
    )
    document = recall.document(word(body))
    assert [paragraph.text for paragraph in document.paragraphs] == ["块级", "行内"]
    assert len(document.tables) == 1


def test_hidden_text_fields_notes_and_comments() -> None:
    body = "<w:p>" + run("看得见") + run("看不见", "<w:vanish/>") + run("也看得见", "<w:vanish w:val='0'/>") + "</w:p>"
    body += (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:footnoteReference w:id='1'/></w:r><w:commentRangeStart w:id='0'/><w:r><w:t>页</w:t></w:r></w:p>"
    )
    assert texts(body) == ["看得见也看得见", "3页"]


def test_a_page_laid_out_in_a_table() -> None:
    inner = word_report(contents())
    body = recall.document(inner)
    parts = "".join(word_paragraph(c.text) if isinstance(c, ReadParagraph) else word_table(c) for c in body.contents)
    outer = f"<w:tbl><w:tr><w:tc><w:tcPr/>{word_paragraph('目录')}</w:tc><w:tc><w:tcPr/>{parts}</w:tc></w:tr></w:tbl>"
    assert numbers(read(word(outer))) == values()


def test_a_report_in_a_table_of_one_column() -> None:
    document = recall.document(PLAIN)
    rows = ""
    for content in document.contents:
        inner = word_paragraph(content.text) if isinstance(content, ReadParagraph) else word_table(content)
        rows += f"<w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr>"
    report = read(word(f"<w:tbl>{rows}</w:tbl>"))
    assert numbers(report) == values()
    assert [prose.text for prose in report.prose()] == [prose.text for prose in read(PLAIN).prose()]


def test_a_table_within_a_cell_of_an_official_one() -> None:
    rows = word_table(table("table3"))
    small = f"<w:tbl><w:tr><w:tc><w:tcPr/>{word_paragraph('备注')}</w:tc></w:tr></w:tbl>"
    corner = rows.index("</w:tc>")
    body = word_paragraph("三、收到和处理政府信息公开申请情况") + rows[:corner] + small + rows[corner:]
    assert read(word(body)).tables["table3"].value("requests.new.person") == 7


def test_merged_in_the_old_manner() -> None:
    """hMerge: the further cells are there, and say that they belong to the first."""
    rows = word_table(table("table2"))
    rows = re.sub(
        r'<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>(.*?)</w:tc>',
        r'<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>\1</w:tc>'
        + "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>" * 2,
        rows,
    )
    found = read(word(word_paragraph("二、主动公开政府信息情况") + rows)).tables["table2"]
    assert printed(found) == {path: text for path, text in values().items() if path in printed(found)}
    assert len(found.cells) == 10


@pytest.mark.parametrize(
    ("one", "other"),
    [('<w:gridCol w:w="900"/>', '<w:gridCol w:w="0"/>'), ('<w:gridSpan w:val="1"/>', '<w:gridSpan w:val="0"/>')],
    ids=["columns without a width", "cells over no column"],
)
def test_a_grid_that_is_left_to_the_page(one: str, other: str) -> None:
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(one.encode(), other.encode()))
    assert other in ZipFile(stream).read("word/document.xml").decode()
    assert numbers(read(stream.getvalue())) == values()


def test_the_strict_manner_of_the_standard() -> None:
    """Word can save with other names for the same things."""
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            target.writestr(name, part)
    assert numbers(read(stream.getvalue())) == values()


def test_a_web_page_called_docx() -> None:
    report = recall.report(html(contents()).encode(), "年报.docx")
    assert numbers(report) == values()
    assert faults(report) == ["“年报.docx”的扩展名是 .docx，内容其实是网页，已按网页读取。"]
