"""Templates that lend a report their look, and the check sheet."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.docx_files import (
    AGENCY,
    LEDGER,
    TITLES,
    W,
    attribute,
    body,
    changed,
    document,
    grid_faults,
    part,
    report,
    styled,
    texts_of,
    zipped,
)

from draftgen.core.finding import UnreadableInput
from draftgen.core.office import unpack
from draftgen.recall.docx import read_docx
from draftgen.render.docx import write_check_sheet, write_docx


def template(tmp_path: Path, data: bytes) -> Path:
    file = tmp_path / "模板.docx"
    file.write_bytes(data)
    return file


def test_a_restyled_report_of_ours_is_a_template(tmp_path: Path) -> None:
    restyled = changed(
        write_docx(report(0)),
        styles=lambda text: text.replace('w:eastAsia="黑体"', 'w:eastAsia="微软雅黑"'),
        document=lambda text: text.replace('w:left="1588"', 'w:left="1800"').replace(AGENCY, "模板里的机关"),
        footer1=lambda text: text.replace("— ", "第"),
        core=lambda text: text.replace(AGENCY, "张三"),
    )
    data = write_docx(report(0), template(tmp_path, restyled))
    _, style = styled(data, TITLES[0])
    assert attribute(style, "rPr/rFonts", "eastAsia") == "微软雅黑"
    assert 'w:left="1800"' in part(data, "word/document.xml")
    assert "第" in part(data, "word/footer1.xml")
    assert "模板里的机关" not in part(data, "word/document.xml")
    assert "张三" not in part(data, "docProps/core.xml")
    assert read_docx(data) == read_docx(write_docx(report(0)))
    assert max(sum(int(c.get(f"{W}w", "")) for c in t.iter(f"{W}gridCol")) for t in body(data).iter(f"{W}tbl")) <= 8632
    assert grid_faults(data) == []


FOREIGN_STYLES = (
    f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="Heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ReportBody"><w:name w:val="别的样式"/></w:style></w:styles>'
)


def test_a_foreign_template_lends_the_styles_it_has_and_gets_the_others(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    foreign = changed(write_docx(document()), styles=lambda _: FOREIGN_STYLES)
    data = write_docx(report(0), template(tmp_path, foreign))
    _, heading = styled(data, TITLES[0])
    assert heading.get(f"{W}styleId") == "1"
    _, text = styled(data, "公开工作力量不够稳定。")
    assert attribute(text, "rPr/rFonts", "eastAsia") == "仿宋_GB2312"
    assert text.get(f"{W}styleId") != "ReportBody"
    intro = styled(data, "本报告按照《条例》编制，电话0531-1234567。")[1]
    assert attribute(intro, "basedOn", "val") == text.get(f"{W}styleId")
    assert [p.role for p in read_docx(data).paragraphs] == [role for role, _ in texts_of(report(0))]
    file = tmp_path / "report.docx"
    file.write_bytes(data)
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []


def test_a_template_cannot_lock_the_report_or_tie_it_to_other_files(tmp_path: Path) -> None:
    locks = '<w:documentProtection w:edit="readOnly"/><w:attachedTemplate r:id="rId1" xmlns:r="x"/><w:rsids/>'
    locked = changed(write_docx(document()), settings=lambda text: text.replace("<w:compat>", f"{locks}<w:compat>"))
    settings_ = part(write_docx(report(0), template(tmp_path, locked)), "word/settings.xml")
    assert "evenAndOddHeaders" in settings_
    assert not re.search("documentProtection|attachedTemplate|rsids", settings_)


def with_picture(address: str) -> bytes:
    """A template whose footer refers to a picture elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{address}" TargetMode="External"/></Relationships>'
    )
    parts = unpack(write_docx(document()))
    return zipped(parts | {"word/_rels/footer1.xml.rels": rels.encode()})


def test_a_template_that_fetches_from_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="直接插入图片"):
        write_docx(report(0), template(tmp_path, with_picture("http://example.invalid/x.png")))


def test_a_template_without_a_body_is_refused(tmp_path: Path) -> None:
    empty = changed(write_docx(document()), document=lambda text: re.sub("<w:body>.*</w:body>", "", text))
    with pytest.raises(UnreadableInput, match="没有正文"):
        write_docx(report(0), template(tmp_path, empty))


def test_a_template_with_its_own_header_keeps_it_in_a_draft(tmp_path: Path) -> None:
    own = changed(
        write_docx(document(), draft=True), **{"header-draft-default": lambda text: text.replace("草稿", "内部")}
    )
    data = write_docx(report(0), template(tmp_path, own), draft=True)
    assert [name for name in ZipFile(BytesIO(data)).namelist() if "header" in name] == [
        "word/header-draft-default.xml",
        "word/header-draft-even.xml",
    ]
    assert "内部" in part(data, "word/header-draft-default.xml")


# --- 核对单 ---


def test_the_check_sheet_lists_each_figure_with_its_source() -> None:
    (table,) = read_docx(write_check_sheet(report(0), LEDGER)).tables
    assert table.grid[0] == ("序号", "所在位置", "原文", "数字", "名称", "来源", "提供单位/人", "核对")
    assert table.grid[1] == (
        "1", "一、总体情况（一）第1段", "公开信息313条，其中", "313", "门户网站条数", "data.yaml:71", "网站后台统计页", "□"
    )  # fmt: skip
    assert table.grid[2][5] == "126 ÷ 313 = 40.3%"
    assert table.grid[3][1] == "<表三> & “新收”"


def test_the_check_sheet_repeats_its_head_and_ends_with_lines_to_sign() -> None:
    data = write_check_sheet(report(0), LEDGER)
    heads = [row_.find(f"{W}trPr/{W}tblHeader") is not None for row_ in body(data).iter(f"{W}tr")]
    assert heads == [True, False, False, False]
    last = read_docx(data).paragraphs[-1].text
    assert re.fullmatch("填报人：\\s+审核人：\\s+日期：\\s+", last)
    assert 'w:orient="landscape"' in part(data, "word/document.xml")


def test_the_figure_is_bold_in_its_context_and_no_other_number_is() -> None:
    (table,) = body(write_check_sheet(report(0), LEDGER)).iter(f"{W}tbl")
    bold = []
    for row_ in list(table.iter(f"{W}tr"))[1:]:
        context = list(row_.iter(f"{W}tc"))[2]
        pieces = [("".join(r.itertext()), r.find(f"{W}rPr/{W}b") is not None) for r in context.iter(f"{W}r")]
        bold.append([text for text, heavy in pieces if heavy])
        assert len(pieces) == 3
    assert bold == [["313"], ["40.3%"], ["3"]]
