"""The Word file: what is in it, what it looks like in LibreOffice, and that it can be read back exactly."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftgen.core.document import Document, GridCell, Paragraph, Role, Section, Sentence, Span, SpanKind, TableBlock
from draftgen.core.finding import ProgramFault, UnreadableInput
from draftgen.core.form import Block, Header, Table
from draftgen.core.ledger import LedgerRow
from draftgen.core.office import unpack
from draftgen.forms import FORMS, form
from draftgen.realise.tables import table_block
from draftgen.recall.docx import read_docx
from draftgen.render.docx import write_check_sheet, write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHARED = Path(__file__).resolve().parents[2] / "shared"
AGENCY = "青山县人力资源和社会保障局"
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
LAST_ROW = "四、结转下年度继续办理"


# --- documents made by hand ---


def slot(text: str, path: str) -> Span:
    return Span(text, SpanKind.SLOT, path)


def paragraph(*spans: Span | str, role: Role = Role.BODY) -> Paragraph:
    spans_ = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph("place", role, (Sentence(place="place", passage="", theme="", spans=spans_),))


def document(*contents: Paragraph | TableBlock, closing: tuple[Paragraph, ...] = (), agency: str = AGENCY) -> Document:
    """A report of one section."""
    section = Section("overview", TITLES[0], contents)
    return Document((agency, "2021年政府信息公开工作年度报告"), 2021, agency, (), (section,), closing, {})


def values() -> dict[str, str]:
    """A different number in each cell of the form."""
    return {cell.path: str(number) for number, cell in enumerate(form("2021").cells())} | {"charges": "44.862"}


def report(filler: int, printed: Mapping[str, str] | None = None) -> Document:
    """A whole report; ``filler`` sentences make the overview longer."""
    tables = [table_block(table, values() if printed is None else printed) for table in form("2021").tables]
    lead = paragraph("全年公开信息", slot("313", "website"), "条，其中公告", slot("126", "notices"), "条。")
    share = paragraph(
        "公告占", Span("40.3%", SpanKind.DERIVED, "notices.share"), "。", Span("【请确认】", SpanKind.MARK)
    )
    texts = [paragraph("我局按照要求公开有关信息，方便群众查阅和监督。" * 4) for _ in range(filler)]
    contents: tuple[tuple[Paragraph | TableBlock, ...], ...] = (
        (paragraph("（一）主动公开", role=Role.SUBHEADING), lead, share, *texts),
        (tables[0],),
        (tables[1],),
        (tables[2],),
        (paragraph("公开工作力量不够稳定。"), paragraph("充实公开工作力量。")),
        (paragraph("本年度未收取信息处理费。"),),
    )
    ids = ("overview", "published", "requests", "disputes", "problems", "other")
    sections = tuple(Section(*parts) for parts in zip(ids, TITLES, contents, strict=True))
    closing = (paragraph(AGENCY, role=Role.SIGNATURE), paragraph("2022年1月26日", role=Role.DATE))
    intro = (paragraph("本报告按照《条例》编制，", Span("电话0531-1234567", SpanKind.FIXED), "。", role=Role.INTRO),)
    return Document((AGENCY, "2021年政府信息公开工作年度报告"), 2021, AGENCY, intro, sections, closing, {})


def texts_of(document_: Document) -> list[tuple[Role, str]]:
    """Role and text of every paragraph, the headings of sections included."""
    found = [(Role.TITLE, line) for line in document_.title]
    found += [(p.role, p.text) for p in document_.intro]
    for section in document_.sections:
        found.append((Role.HEADING, section.title))
        found += [(c.role, c.text) for c in section.contents if isinstance(c, Paragraph)]
    return [*found, *((p.role, p.text) for p in document_.closing)]


def figures_of(document_: Document) -> list[tuple[str, str]]:
    """Path and text of every figure in the order of the document."""
    found: list[tuple[str, str]] = []
    for section in document_.sections:
        for content in section.contents:
            if isinstance(content, Paragraph):
                found += [(s.path, s.text) for s in content.spans if s.kind in (SpanKind.SLOT, SpanKind.DERIVED)]
            else:
                found += [(cell.path, cell.text) for cell in content.cells if cell.path and cell.text]
    return found


def cells_of(tables: Iterable[TableBlock]) -> list[set[tuple[object, ...]]]:
    return [{(c.row, c.column, c.rows, c.columns, c.text, c.path) for c in table.cells} for table in tables]


# --- looking into a package ---


def part(data: bytes, name: str) -> str:
    return ZipFile(BytesIO(data)).read(name).decode()


def parsed(data: bytes, name: str) -> ET.Element:
    return ET.fromstring(part(data, name))  # noqa: S314 - our own


def body(data: bytes) -> ET.Element:
    return parsed(data, "word/document.xml")


def changed(data: bytes, **edits: Callable[[str], str]) -> bytes:
    """The package with the parts whose names end with ``<key>.xml`` or ``<key>.rels`` edited."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for key, edit in edits.items():
                if name.split("/")[-1].startswith(f"{key}."):
                    text = edit(text)
            target.writestr(name, text)
    return stream.getvalue()


def styled(data: bytes, text: str) -> tuple[ET.Element, ET.Element]:
    """The properties of the paragraph with ``text``, and its style's."""
    styles = {style.get(f"{W}styleId"): style for style in parsed(data, "word/styles.xml")}
    for element in body(data).iter(f"{W}p"):
        if "".join(element.itertext()) == text:
            properties = element.find(f"{W}pPr")
            assert properties is not None
            used = properties.find(f"{W}pStyle")
            assert used is not None
            return properties, styles[used.get(f"{W}val")]
    raise AssertionError(text)


def attribute(element: ET.Element, path: str, name: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.get(f"{W}{name}")


# --- LibreOffice ---


def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: nothing was opened in a real office program")
    return found


def convert(files: Sequence[Path], to: str, folder: Path, fonts: Path | None = None) -> list[Path]:
    """The files as LibreOffice saves them in another format, with a profile of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    if fonts is not None:
        environment["FONTCONFIG_FILE"] = str(fonts)
    profile = (folder / "profile").as_uri()
    command = [office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, env=environment, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{to}" for file in files]


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: no page was looked at")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


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


# --- the package ---


@pytest.mark.parametrize("draft", [False, True])
def test_an_independent_validator_finds_nothing(tmp_path: Path, draft: bool) -> None:  # noqa: FBT001
    audit = pytest.importorskip("openxml_audit")
    file = tmp_path / "report.docx"
    file.write_bytes(write_docx(report(2), draft=draft))
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []
    file.write_bytes(write_check_sheet(report(0), LEDGER))
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []


def check_grid(data: bytes) -> None:
    """What the validator does not look at: the widths of rows, and a content type for each part."""
    for table in body(data).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = []
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                spans.append(1 if span is None else int(span.get(f"{W}val", "")))
            assert sum(spans) == len(columns)
    names = set(ZipFile(BytesIO(data)).namelist())
    types = parsed(data, "[Content_Types].xml")
    overridden = {item.get("PartName", "").removeprefix("/") for item in types if item.tag.endswith("Override")}
    assert overridden <= names
    assert {name for name in names - overridden if not name.endswith(".rels")} == {"[Content_Types].xml"}


def test_rows_fill_the_grid_and_parts_have_types() -> None:
    check_grid(write_docx(report(2), draft=True))
    check_grid(write_check_sheet(report(0), LEDGER))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_docx(report(3)) == write_docx(report(3))
    times = {entry.date_time for entry in ZipFile(BytesIO(write_docx(report(3)))).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_bytes_do_not_depend_on_the_process() -> None:
    here = Path(__file__).parent
    code = (
        "import hashlib, test_docx as t; print(hashlib.sha256(t.write_docx(t.report(1))).hexdigest());"
        "print(hashlib.sha256(t.write_check_sheet(t.report(1), t.LEDGER)).hexdigest())"
    )
    sums = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(here)}
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
        sums.add(run.stdout)
    assert len(sums) == 1


def test_metadata_names_the_agency_and_no_person_and_no_date() -> None:
    core = part(write_docx(report(0)), "docProps/core.xml")
    assert "<dc:title>青山县人力资源和社会保障局2021年政府信息公开工作年度报告</dc:title>" in core
    assert f"<dc:creator>{AGENCY}</dc:creator>" in core
    assert "<dc:language>zh-CN</dc:language>" in core
    assert not re.search("lastModifiedBy|created|modified", core)
    assert "rsid" not in part(write_docx(report(0)), "word/document.xml")


def test_writing_needs_no_heavy_library() -> None:
    code = (
        "import sys, draftgen.render.docx;"
        "print([m for m in ('lxml', 'jinja2', 'docx', 'yaml', 'xml.etree.ElementTree') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert run.stdout.decode().strip() == "[]"


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
    ("agency", "date", "rights"),
    [
        # The date starts two characters to the right of the agency: 13 - 6.5 characters are free behind it.
        ("青山县人力资源和社会保障局", "2022年1月26日", ("200", "650")),
        ("青山镇政府", "2022年11月26日", ("600", "200")),
        ("某" * 30, "2022年1月26日", ("200", "200")),
    ],
)
def test_agency_and_date_stand_as_without_a_seal(agency: str, date: str, rights: tuple[str, str]) -> None:
    closing = (paragraph(agency, role=Role.SIGNATURE), paragraph(date, role=Role.DATE))
    data = write_docx(document(paragraph("正文。"), closing=closing, agency="某局"))
    assert tuple(attribute(styled(data, text)[0], "ind", "rightChars") for text in (agency, date)) == rights


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


# --- tables ---


def test_the_form_has_its_official_shape() -> None:
    blocks = [table_block(table, values()) for table in form("2021").tables]
    assert [(block.height, block.width, block.head_rows) for block in blocks] == [(14, 4, 0), (28, 10, 3), (4, 15, 3)]
    assert [sum(bool(cell.path) for cell in block.cells) for block in blocks] == [10, 175, 15]


@pytest.mark.parametrize("form_id", FORMS)
def test_each_place_of_the_grid_is_covered_once_and_each_cell_of_the_form_has_a_place(form_id: str) -> None:
    for table in form(form_id).tables:
        block = table_block(table, {})
        places = [
            (row, column)
            for cell in block.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert sorted(places) == [(row, column) for row in range(block.height) for column in range(block.width)]
        assert [cell.path for cell in block.cells if cell.path] == [cell.path for cell in table.cells()]
        assert all(cell.head != bool(cell.path) for cell in block.cells)


def test_heads_span_what_is_below_them() -> None:
    block = table_block(form("2021").table("table3"), {"requests.denied_1.person": "7"})
    assert GridCell(0, 3, 1, 7, "申请人情况", head=True) in block.cells
    assert GridCell(1, 4, 1, 5, "法人或其他组织", head=True) in block.cells
    assert GridCell(1, 9, 2, 1, "总计", head=True) in block.cells
    assert GridCell(5, 0, 22, 1, "三、本年度办理结果", head=True) in block.cells
    assert GridCell(5, 1, 1, 2, "（一）予以公开", head=True) in block.cells
    assert GridCell(7, 1, 8, 1, "（三）不予公开", head=True) in block.cells
    assert GridCell(7, 3, 1, 1, "7", path="requests.denied_1.person") in block.cells


def test_a_narrow_block_of_several_columns_stretches_its_last() -> None:
    columns = tuple(Header(name, name, name) for name in "ab")
    wide = Block("宽", "项目", (Header("x", "甲", "甲"),), tuple(Header(name, name, name) for name in "cdef"))
    table = Table("t", "表", "s", "", (wide, Block("窄", "项目", (Header("y", "乙", "乙"),), columns)))
    last = [cell for cell in table_block(table, {}).cells if cell.row == 5]
    assert [(cell.column, cell.columns) for cell in last] == [(0, 1), (1, 1), (2, 3)]


def test_our_tables_are_those_of_the_national_form() -> None:
    template = SHARED / "real" / "template" / "official_template.docx"
    if not template.exists():
        pytest.skip("the national form is not at hand: our tables were compared with nothing")
    ours = [table_block(table, {}) for table in form("2021").tables]
    for block, theirs in zip(ours, read_docx(template).tables, strict=True):
        wanted = {(c.row, c.column, c.rows, c.columns, c.text) for c in block.cells}
        assert {(c.row, c.column, c.rows, c.columns, "".join(c.text.split())) for c in theirs.cells} == wanted


def test_tables_keep_to_the_width_of_the_text_and_to_official_proportions() -> None:
    grids = [
        [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
        for table in body(write_docx(report(0))).iter(f"{W}tbl")
    ]
    assert all(sum(grid) <= 8844 for grid in grids)
    assert len(set(grids[0])) == 1
    official = (754, 921, 3271, *(685,) * 7)
    assert all(abs(own - width * 8844 / 9741) <= 2 for own, width in zip(grids[1], official, strict=True))
    assert max(grids[2]) - min(grids[2]) <= 1


def test_rows_repeat_their_heads_and_never_split() -> None:
    tables = list(body(write_docx(report(0))).iter(f"{W}tbl"))
    heads = [len(table.findall(f".//{W}tblHeader")) for table in tables]
    assert heads == [0, 3, 3]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for table in tables for row in table.iter(f"{W}tr"))
    rules = [{height.get(f"{W}hRule") for height in table.iter(f"{W}trHeight")} for table in tables]
    assert rules == [{"atLeast"}, {"exact"}, {"atLeast"}]


def test_the_page_break_is_left_out_where_text_stands_before_table_three() -> None:
    table = table_block(form("2021").table("table3"), values())
    assert "pageBreakBefore" in part(write_docx(document(table)), "word/document.xml")
    assert "pageBreakBefore" not in part(write_docx(document(paragraph("说明。"), table)), "word/document.xml")


def test_a_blank_cell_stays_blank_and_an_open_one_is_highlighted() -> None:
    block = table_block(form("2021").table("table2"), {"permits": "", "penalties": "【待核】"})
    data = write_docx(document(block))
    assert read_docx(data).figures == ()
    assert "<w:sdt>" not in part(data, "word/document.xml")
    assert '<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">【待核】' in part(data, "word/document.xml")


def test_a_table_with_a_hole_is_a_fault_of_the_program() -> None:
    hole = TableBlock("t", 2, 1, 0, (GridCell(0, 1, 1, 1, "1", path="a"),))
    with pytest.raises(ProgramFault, match="没有排满 2 列"):
        write_docx(document(hole))


# --- content controls ---


def test_each_figure_is_a_plain_text_control_inside_its_paragraph() -> None:
    data = write_docx(report(0))
    root = body(data)
    parents = {child: parent for parent in root.iter() for child in parent}
    controls = list(root.iter(f"{W}sdt"))
    assert {parents[control].tag for control in controls} == {f"{W}p"}
    names = [(attribute(c, "sdtPr/tag", "val"), attribute(c, "sdtPr/alias", "val")) for c in controls]
    assert names == [(path, path) for path, _ in figures_of(report(0))]
    ids = [attribute(control, "sdtPr/id", "val") for control in controls]
    assert len(set(ids)) == len(ids)
    for control in controls:
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        assert properties.find(f"{W}text") is not None
        assert "hidden" in [child.get(child.tag.replace("appearance", "val")) for child in properties]


def test_a_long_path_has_a_short_name_that_reads_back_whole() -> None:
    path = "published.website.categories." + "惠民补贴和社会救助信息" * 8
    other = path + "二"
    data = write_docx(document(paragraph("公开", slot("5", path), "条、", slot("6", other), "条。")))
    names = re.findall(r'<w:tag w:val="([^"]*)"', part(data, "word/document.xml"))
    assert len(set(names)) == 2
    assert all(len(name) == 64 for name in names)
    assert [(figure.path, figure.text) for figure in read_docx(data).figures] == [(path, "5"), (other, "6")]


def test_properties_are_short_enough_for_word() -> None:
    custom = part(write_docx(report(0)), "docProps/custom.xml")
    lengths = [len(value) for value in re.findall(r"<vt:lpwstr>(.*?)</vt:lpwstr>", custom)]
    assert len(lengths) > 10
    assert max(lengths) <= 255 * len("&quot;")
    assert 'name="draftgen.figures.1"' in custom


# --- reading back ---


def without_controls(text: str) -> str:
    return re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", text)


def test_our_own_file_reads_back_exactly() -> None:
    original = report(2)
    read = read_docx(write_docx(original))
    assert [(p.role, p.text) for p in read.paragraphs] == texts_of(original)
    assert [(figure.path, figure.text) for figure in read.figures] == figures_of(original)
    assert [figure.ordinal for figure in read.figures] == list(range(len(read.figures)))
    assert cells_of(original.tables()) == [
        {(c.row, c.column, c.rows, c.columns, c.text, c.path) for c in table.cells} for table in read.tables
    ]


def test_a_figure_knows_where_it_stands() -> None:
    read = read_docx(write_docx(report(0)))
    assert read.contents[read.figures[0].block] == read.paragraphs[5]
    for figure in read.figures[:3]:
        content = read.contents[figure.block]
        assert content in read.paragraphs
        text = next(p.text for p in read.paragraphs if p is content)
        assert text[figure.start : figure.start + len(figure.text)] == figure.text
    assert read.tables[0].grid[2][:2] == ("规章", "0")
    assert read.tables[0].grid[0] == ("第二十条第（一）项",) * 4


def test_a_file_from_a_path_reads_like_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(write_docx(report(0)))
    assert read_docx(file) == read_docx(file.read_bytes())


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(lambda text: text.strip()),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_text_reads_back_as_it_was(texts: list[str]) -> None:
    paragraphs = [paragraph(text, slot(text, "a.b"), Span(text, SpanKind.OWN)) for text in texts]
    read = read_docx(write_docx(document(*paragraphs)))
    assert [p.text for p in read.paragraphs[3:]] == [text * 3 for text in texts]
    assert [figure.text for figure in read.figures] == texts


def test_what_somebody_typed_into_a_control_is_what_is_read() -> None:
    edited = changed(write_docx(report(0)), document=lambda text: text.replace(">313<", ">320<"))
    assert ("website", "320") in [(figure.path, figure.text) for figure in read_docx(edited).figures]


def test_figures_are_found_by_the_alias_where_tags_are_gone() -> None:
    edited = changed(write_docx(report(0)), document=lambda text: re.sub(r"<w:tag [^>]*/>", "", text))
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(0))


def test_figures_are_found_by_the_map_where_controls_are_gone() -> None:
    edited = changed(write_docx(report(1)), document=without_controls)
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(1))


def test_a_figure_that_could_stand_in_two_places_is_left_out() -> None:
    twice = document(paragraph("公开信息", slot("3", "a"), "条，", slot("84", "b"), "件。"), paragraph("公开信息9条。"))
    edited = changed(
        write_docx(twice), document=lambda text: without_controls(text).replace("公开信息9条", "公开信息3条")
    )
    assert [(figure.path, figure.text) for figure in read_docx(edited).figures] == [("b", "84")]


def test_a_part_of_a_longer_number_is_not_the_figure() -> None:
    one = document(paragraph("公开信息", slot("3", "a"), "条。"))
    edited = changed(write_docx(one), document=lambda text: without_controls(text).replace(">3<", ">31<"))
    assert read_docx(edited).figures == ()


def test_controls_of_others_are_plain_text() -> None:
    own = write_docx(document(paragraph("公开", slot("3", "a"), "条，", "整理")))
    strange = (
        '<w:sdt><w:sdtPr><w:alias w:val="标题"/></w:sdtPr><w:sdtContent><w:r><w:t>9</w:t></w:r></w:sdtContent></w:sdt>'
    )
    edited = changed(own, document=lambda text: text.replace("条，整理</w:t></w:r>", f"条</w:t></w:r>{strange}"))
    read = read_docx(edited)
    assert [(figure.path, figure.text) for figure in read.figures] == [("a", "3")]
    assert read.paragraphs[-1].text == "公开3条9"


def test_tracked_changes_read_as_accepted() -> None:
    marks = 'w:id="1" w:author="a"'
    tracked = (
        f"<w:del {marks}><w:r><w:delText>旧313</w:delText></w:r></w:del>"
        f"<w:moveFrom {marks}><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
        f"<w:ins {marks}><w:r><w:t>新320</w:t></w:r></w:ins><w:r><w:t>条</w:t><w:tab/><w:t>完</w:t></w:r>"
    )
    edited = changed(
        write_docx(document(paragraph("原文"))),
        document=lambda text: text.replace('<w:r><w:t xml:space="preserve">原文</w:t></w:r>', tracked),
    )
    assert read_docx(edited).paragraphs[-1].text == "新320条\t完"


def test_a_damaged_map_does_not_hide_the_controls() -> None:
    edited = changed(
        write_docx(report(0)), custom=lambda text: text.replace("draftgen.figures.2", "draftgen.figures.x2")
    )
    assert [(f.path, f.text) for f in read_docx(edited).figures] == figures_of(report(0))


# --- what is refused ---


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def with_doctype(text: str) -> str:
    return text.replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1)


REFUSED = {
    "text": (b"not a zip", "不是 Word 文档"),
    "old format": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧的 .doc 格式"),
    "cut off": (write_docx(document())[:3000], "另存为 .docx"),
    "empty zip": (zipped({}), "没有正文"),
    "bomb": (zipped({"word/document.xml": bytes(3_000_000)}), "解压后过大"),
    "too many parts": (zipped({str(number): bytes(1) for number in range(2000)}), "2000 个部件"),
    "doctype": (changed(write_docx(document()), document=with_doctype), "DOCTYPE"),
    "malformed": (changed(write_docx(document()), document=lambda text: text[:-20]), "已经损坏"),
    "no text": (zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}), "没有正文"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_document_or_a_dangerous_one_is_refused(fault: str, tmp_path: Path) -> None:
    data, words = REFUSED[fault]
    file = tmp_path / "模板.docx"
    file.write_bytes(data)
    with pytest.raises(UnreadableInput, match=words):
        read_docx(file)
    with pytest.raises(UnreadableInput, match=words):
        write_docx(document(), file)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="打不开"):
        write_docx(document(), tmp_path / "没有.docx")


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused_but_never_crashes(place: int, noise: bytes) -> None:
    data = write_docx(document(paragraph("公开", slot("3", "a"), "条。")))
    try:
        read_docx(data[:place] + noise + data[place + len(noise) :])
    except UnreadableInput:
        return


# --- templates ---


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
    check_grid(data)


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


def row(**given: str) -> LedgerRow:
    fields = {
        "text": "313",
        "place": "一、总体情况（一）第1段",
        "context": "公开信息313条，其中",
        "path": "website",
        "kind": "slot",
        "label": "门户网站条数",
        "value": "313",
        "formula": "",
        "source": "data.yaml:71",
        "supplied_by": "网站后台统计页",
    }
    return LedgerRow(**(fields | given))


LEDGER = (
    row(),
    row(text="40.3%", value="40.3", context="公告占40.3%。", kind="derived", formula="126 ÷ 313 = 40.3%", source=""),
    row(text="3", value="3", context="13条，计划3条，其他93条", place="<表三> & “新收”"),
)


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
