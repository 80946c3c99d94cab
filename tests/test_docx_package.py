"""The Word file as a package: sound parts, the official tables, a content control for each figure."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.docx_files import (
    AGENCY,
    LEDGER,
    SHARED,
    W,
    attribute,
    body,
    document,
    figures_of,
    grid_faults,
    paragraph,
    part,
    report,
    slot,
    values,
)

from draftgen.core.document import GridCell, TableBlock
from draftgen.core.finding import ProgramFault
from draftgen.core.form import Block, Header, Table
from draftgen.forms import FORMS, form
from draftgen.realise.tables import table_block
from draftgen.recall.docx import read_docx
from draftgen.render.docx import write_check_sheet, write_docx


@pytest.mark.parametrize("draft", [False, True])
def test_an_independent_validator_finds_nothing(tmp_path: Path, draft: bool) -> None:  # noqa: FBT001
    audit = pytest.importorskip("openxml_audit")
    file = tmp_path / "report.docx"
    file.write_bytes(write_docx(report(2), draft=draft))
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []
    file.write_bytes(write_check_sheet(report(0), LEDGER))
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []


def test_rows_fill_the_grid_and_parts_have_types() -> None:
    assert grid_faults(write_docx(report(2), draft=True)) == []
    assert grid_faults(write_check_sheet(report(0), LEDGER)) == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_docx(report(3)) == write_docx(report(3))
    times = {entry.date_time for entry in ZipFile(BytesIO(write_docx(report(3)))).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_bytes_do_not_depend_on_the_process() -> None:
    here = Path(__file__).parent
    code = (
        "import hashlib, docx_files as t; from draftgen.render.docx import write_check_sheet, write_docx;"
        "print(hashlib.sha256(write_docx(t.report(1))).hexdigest());"
        "print(hashlib.sha256(write_check_sheet(t.report(1), t.LEDGER)).hexdigest())"
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
