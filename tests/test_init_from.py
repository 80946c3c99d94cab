"""A data file that starts from last year's report: what is taken over, and what is left for the clerk."""

from pathlib import Path

import pytest
from tests.test_reuse import last_report

from draftgen import load, workbench
from draftgen.core.finding import RefusedOutput
from draftgen.core.record import Record

PROSE = (
    "全年在县政府门户网站发布信息313条，其中公告公示126条、工作动态187条。“东平水务”微信公众号发布85条。",
    "落实“三审三校”，组织业务培训2次。",
)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    last = tmp_path / "2024年报.txt"
    last.write_text(last_report(*PROSE, requests={0: 5, 2: 5, 5: 5}), "utf-8")
    said = workbench.init_from(tmp_path / "2025.yaml", last)
    assert "--reuse" in said
    return tmp_path / "2025.yaml"


def test_agency_year_and_kind_come_from_the_report(made: Path) -> None:
    record, _ = load.record(made)
    assert record is not None
    assert (record.year, record.agency.name, record.agency.kind) == (2025, "东平县水务局", "部门")


def test_last_years_values_stand_beside_blank_ones(made: Path) -> None:
    record, _ = load.record(made)
    assert record is not None
    previous = {path: int(given.value) for path, given in record.values.previous.items()}
    assert previous["site.count"] == 313
    assert previous["wechat.count"] == 85
    assert previous["training.count"] == 2
    assert previous["requests.new"] == 5
    assert "site.count" not in record.values.figures


def test_a_total_that_its_parts_contradict_is_asked_about_and_not_taken_over(tmp_path: Path) -> None:
    last = tmp_path / "2024年报.txt"
    sound = "新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |"
    text = last_report(*PROSE, requests={0: 5, 2: 5, 5: 5})
    assert sound in text
    last.write_text(text.replace(sound, sound.replace("5 |\n", "").removesuffix("5 |") + "7 |"), "utf-8")
    workbench.init_from(tmp_path / "2025.yaml", last)
    record, seen = load.record(tmp_path / "2025.yaml")
    assert record is not None, seen
    assert "requests.new" not in record.values.previous
    assert "requests.granted" in record.values.previous
    assert "# 原文印的是 7，各项相加是 5，请核对" in (tmp_path / "2025.yaml").read_text("utf-8")


def test_what_was_told_only_about_is_asked_for_and_nothing_is_compared_with_it(tmp_path: Path) -> None:
    last = tmp_path / "2024年报.txt"
    last.write_text(last_report("组织业务培训2次，培训130余人次。"), "utf-8")
    workbench.init_from(tmp_path / "2025.yaml", last)
    (asked,) = (row for row in (tmp_path / "2025.yaml").read_text("utf-8").splitlines() if "人次:" in row)
    assert asked.split() == ["人次:", "#", "去年约", "130"]
    record, seen = load.record(tmp_path / "2025.yaml")
    assert record is not None, seen
    assert "training.people" not in record.values.previous


def test_what_every_report_must_tell_is_asked_for_though_last_year_gave_no_figure(made: Path) -> None:
    asked = {line.partition("#")[0].strip(): line for line in made.read_text("utf-8").splitlines()}
    assert {"信息处理费:", "投诉举报:", "责任追究:"} <= asked.keys()
    assert "# 一定要填，没有收的写 0；" in asked["信息处理费:"]


def test_no_example_stands_as_what_was_done_last_year(tmp_path: Path) -> None:
    last = tmp_path / "2024年报.txt"
    last.write_text(last_report("及时回应社会关切，开设“节水宣传”专栏。"), "utf-8")
    workbench.init_from(tmp_path / "2025.yaml", last)
    text = (tmp_path / "2025.yaml").read_text("utf-8")
    written = text.partition("去年年报里写过的：")[2].partition("其他：")[0]
    assert written.strip()
    assert [line for line in written.splitlines() if ": " in line.rstrip()] == []


def test_this_years_numbers_stand_in_the_order_of_last_years_text(made: Path) -> None:
    text = made.read_text("utf-8")
    assert text.index("门户网站:") < text.index("微信公众号:") < text.index("培训:")


def test_classes_are_offered_with_last_years_numbers(made: Path) -> None:
    assert "#   公告公示:          # 去年 126" in made.read_text("utf-8")


def test_what_was_done_last_year_is_not_yet_ticked(made: Path) -> None:
    record, _ = load.record(made)
    assert record is not None
    assert record.values.ticks == {}
    text = made.read_text("utf-8")
    assert text.index("# 去年年报里写过的：") < text.index("# - 三审三校") < text.index("# 其他：")


def test_nothing_is_overwritten(made: Path) -> None:
    with pytest.raises(RefusedOutput, match="没有覆盖"):
        workbench.init_from(made, made.with_name("2024年报.txt"))


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedOutput, match=r"draftgen init 2025\.xlsx --from"):
        workbench.init_from(tmp_path / "2025.docx", tmp_path / "2024年报.txt")


# --- as a workbook ---


@pytest.fixture
def book(made: Path) -> Path:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    file = made.with_name("填报表.xlsx")
    said = workbench.init_from(file, made.with_name("2024年报.txt"))
    assert "今年做了的打√" in said
    return file


def loaded(file: Path) -> Record:
    record, _ = load.record(file)
    assert record is not None
    return record


def test_the_workbook_says_the_same_as_the_data_file(made: Path, book: Path) -> None:
    one, other = loaded(made), loaded(book)
    assert (other.year, other.agency.name, other.agency.kind) == (one.year, one.agency.name, one.agency.kind)
    values = [{path: given.value for path, given in record.values.previous.items()} for record in (one, other)]
    assert values[0] == values[1]
    assert other.values.ticks == {}
    assert load.examine(book).blanks


def test_what_was_done_last_year_comes_first_and_is_said_so(book: Path) -> None:
    from tests.filling import Cells  # noqa: PLC0415 - needs what reads and writes workbooks

    rows = Cells(book).tabs["做过的事"]
    told = [row[0] for row in rows if str(row[4]).startswith("去年写过")]
    assert told == ["三审三校"]
    assert rows[3][0] == "三审三校"


def test_classes_of_last_year_wait_for_numbers_and_ask_for_none(book: Path) -> None:
    from tests.filling import Cells  # noqa: PLC0415 - needs what reads and writes workbooks

    cells = Cells(book)
    offered = [(row[1], row[5]) for row in cells.tabs["分类"][3:] if row[1]]
    assert offered == [("公告公示", 126), ("工作动态", 187)]
    assert loaded(book).values.parts == {}
    cells.beside("分类", "公告公示", 130, column=2)
    found = loaded(cells.save(book.with_name("填了.xlsx"))).values.parts["site.parts"].parts
    assert [(name, int(given.value)) for name, given in found] == [("公告公示", 130)]


def test_a_ledger_filled_in_keeps_what_was_said_last_year(book: Path) -> None:
    from tests.ledgers import HEADS, ledger  # noqa: PLC0415 - needs what writes workbooks

    rows = [("2025-03-03", "公民", "网络", "2025-03-10", "予以公开")]
    before = load.last_said(book)
    workbench.ledger(ledger(book.with_name("台账.xlsx"), rows, HEADS), book)
    assert load.last_said(book) == before
    assert loaded(book).values.figures["requests.new.person"].value == 1
    assert before.done == {"三审三校"}
