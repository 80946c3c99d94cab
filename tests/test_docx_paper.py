"""The Word file on paper: how it looks, and what it looks like in LibreOffice."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.docx_files import (
    AGENCY,
    LAST_ROW,
    SHARED,
    TITLES,
    W,
    attribute,
    body,
    cells_of,
    convert,
    document,
    figures_of,
    pages,
    paragraph,
    parsed,
    part,
    report,
    slot,
    styled,
    texts_of,
)

from draftgen.core.document import Role, Span, SpanKind
from draftgen.forms import form
from draftgen.recall.docx import read_docx
from draftgen.render.docx import write_docx

LENGTHS = {"short": 0, "middle": 4, "long": 9, "longer": 14}


@pytest.fixture(scope="module", params=["stand-in fonts", "no stand-in fonts"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of reports of several lengths, as LibreOffice prints them."""
    fonts = None
    if request.param == "stand-in fonts":
        fonts = SHARED / "tools" / "fonts.conf"
        if not fonts.exists():
            pytest.skip("no list of stand-in fonts: pages were looked at with the system's fonts only")
    folder = tmp_path_factory.mktemp("pages")
    many = {cell.path: "1808595" for cell in form("2021").cells()}
    documents = {name: report(filler) for name, filler in LENGTHS.items()} | {"wide": report(4, many)}
    lines = [paragraph("公" * count, slot("12345", "a"), "条，其中公告公示工作动态") for count in range(20, 50)]
    documents["lines"] = document(*lines)
    files = []
    for name, item in documents.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(write_docx(item))
    pdfs = convert(files, "pdf", folder, fonts)
    return {name: pages(pdf) for name, pdf in zip(documents, pdfs, strict=True)}


@pytest.mark.parametrize("length", [*LENGTHS, "wide"])
def test_table_three_stays_on_one_page_with_its_heading(printed: dict[str, list[str]], length: str) -> None:
    holding = [number for number, page in enumerate(printed[length]) if "申请人情况" in page or LAST_ROW in page]
    assert len(holding) == 1
    page = printed[length][holding[0]]
    assert TITLES[2] in page
    assert LAST_ROW in page
    assert TITLES[3] not in page


@pytest.mark.parametrize("length", LENGTHS)
def test_table_two_stays_on_one_page_and_no_page_is_nearly_blank(printed: dict[str, list[str]], length: str) -> None:
    holding = [page for page in printed[length] if "第二十条第" in page]
    assert len(holding) == 1
    assert TITLES[1] in holding[0]
    assert all(len(page.split("\n")) > 8 for page in printed[length])


def test_a_figure_is_never_broken_at_the_end_of_a_line(printed: dict[str, list[str]]) -> None:
    assert "".join(printed["lines"]).count("12345") == 30
    assert "".join(printed["wide"]).count("1808595") == 200


def test_page_numbers_stand_between_dashes(printed: dict[str, list[str]]) -> None:
    for number, page in enumerate(printed["long"], 1):
        last = page.rstrip().split("\n")[-1]
        assert re.fullmatch(rf"—\s?{number}\s?—", last.strip())
        assert (len(last) - len(last.lstrip()) > 20) == bool(number % 2)


def test_libreoffice_keeps_text_tables_and_figures(tmp_path: Path) -> None:
    original = report(2)
    file = tmp_path / "report.docx"
    file.write_bytes(write_docx(original))
    out = tmp_path / "out"
    out.mkdir()
    (saved,) = convert([file], "docx", out)
    assert "<w:tag " not in part(saved.read_bytes(), "word/document.xml")
    read = read_docx(saved)
    assert [(p.role, p.text) for p in read.paragraphs] == texts_of(original)
    assert [(figure.path, figure.text) for figure in read.figures] == figures_of(original)
    tables = [{(c.row, c.column, c.rows, c.columns, c.text, c.path) for c in t.cells} for t in read.tables]
    assert tables == cells_of(original.tables())


# --- the look ---


def test_styles_follow_gb_t_9704() -> None:
    data = write_docx(report(1))
    looks = {
        AGENCY: ("方正小标宋简体", "44"),
        TITLES[0]: ("黑体", "32"),
        "（一）主动公开": ("楷体_GB2312", "32"),
        "公开工作力量不够稳定。": ("仿宋_GB2312", "32"),
    }
    for text, (font, size) in looks.items():
        _, style = styled(data, text)
        assert attribute(style, "rPr/rFonts", "eastAsia") == font
        # The year in the title stands in the title's own face: one line, one weight.
        assert attribute(style, "rPr/rFonts", "ascii") == (font if text == AGENCY else "Times New Roman")
        assert attribute(style, "rPr/sz", "val") == size
    _, style = styled(data, "公开工作力量不够稳定。")
    assert attribute(style, "pPr/ind", "firstLineChars") == "200"
    assert attribute(style, "pPr/spacing", "line") == "560"
    assert attribute(style, "pPr/spacing", "lineRule") == "exact"
    for text, level in ((TITLES[0], "0"), ("（一）主动公开", "1")):
        _, style = styled(data, text)
        assert attribute(style, "pPr/outlineLvl", "val") == level
        assert style.find(f"{W}pPr/{W}keepNext") is not None
    page = body(data).find(f"{W}body/{W}sectPr")
    assert page is not None
    margins = [attribute(page, "pgMar", side) for side in ("top", "right", "bottom", "left")]
    assert margins == ["2098", "1474", "1984", "1588"]


def test_latin_text_is_marked_english_since_chinese_lets_numbers_break() -> None:
    styles = parsed(write_docx(report(0)), "word/styles.xml")
    assert attribute(styles, "docDefaults/rPrDefault/rPr/lang", "val") == "en-US"
    assert attribute(styles, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"


@pytest.mark.parametrize(
    ("agency", "date", "lefts"),
    [
        # A line holds 27.64 characters. The agency stands two from the right, the date begins two to its right.
        ("青山县人力资源和社会保障局", "2022年1月26日", (12.64, 14.64)),
        # 7 and 6.5 characters: behind the agency the date would reach the margin, so it stands two from it.
        ("澜江市人民政府", "2026年3月20日", (17.14, 19.14)),
        ("青山镇政府", "2022年11月26日", (16.64, 18.64)),
    ],
)
def test_agency_and_date_stand_as_without_a_seal(agency: str, date: str, lefts: tuple[float, float]) -> None:
    closing = (paragraph(agency, role=Role.SIGNATURE), paragraph(date, role=Role.DATE))
    data = write_docx(document(paragraph("正文。"), closing=closing, agency="某局"))
    placed = tuple(int(attribute(styled(data, text)[0], "ind", "left") or 0) / 320 for text in (agency, date))
    assert placed == pytest.approx(lefts, abs=0.01)


def test_an_agency_too_long_for_its_line_stays_at_the_right_with_its_date() -> None:
    agency, date = "某" * 30, "2022年1月26日"
    closing = (paragraph(agency, role=Role.SIGNATURE), paragraph(date, role=Role.DATE))
    data = write_docx(document(paragraph("正文。"), closing=closing, agency="某局"))
    assert [styled(data, text)[0].find(f"{W}ind") for text in (agency, date)] == [None, None]


def test_the_signature_never_stands_alone_on_a_page() -> None:
    data = write_docx(report(0))
    assert styled(data, "本年度未收取信息处理费。")[0].find(f"{W}keepNext") is not None


def test_quotation_marks_are_set_in_the_chinese_font() -> None:
    text = part(write_docx(document(paragraph("执行“三审三校”。"))), "word/document.xml")
    assert '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">执行“三审三校”。' in text


def test_open_places_are_highlighted_and_no_controls() -> None:
    data = write_docx(document(paragraph("培训", Span("【请确认】", SpanKind.MARK), "。")))
    assert '<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">【请确认】' in part(
        data, "word/document.xml"
    )
    assert read_docx(data).figures == ()


def test_a_draft_says_so_in_the_header_only() -> None:
    final, draft = write_docx(report(0)), write_docx(report(0), draft=True)
    assert "草稿" in part(draft, "word/header-draft-default.xml")
    assert not [name for name in ZipFile(BytesIO(final)).namelist() if "header" in name]
    assert read_docx(final) == read_docx(draft)
