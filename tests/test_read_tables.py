"""The official tables of anybody's report: every cell by its labels, blank as blank, wrong totals as printed."""

from decimal import Decimal

import pytest
from tests import reports
from tests.reports import contents, edited, faults, one_row_six, printed, read, relabelled, table, values, without

from draftgen import recall
from draftgen.core.document import GridCell
from draftgen.core.read import ReadTable
from draftgen.core.report import Report
from draftgen.forms import FORMS, form
from draftgen.recall.values import read_value


def report(**grids: ReadTable) -> Report:
    return read(
        *contents({table_id: grids.get(table_id, table(table_id)) for table_id in ("table2", "table3", "table4")})
    )


# --- one cell ---


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("0", "0", ""),
        ("313", "313", ""),
        ("1,234", "1234", ""),
        ("1，234", "1234", ""),
        ("12,345,678", "12345678", ""),
        ("1 234", "1234", ""),
        ("１２", "12", ""),
        ("44.862", "44.862", ""),
        ("72701.2578", "72701.2578", ""),
        ("7730．28", "7730.28", ""),
        ("22（其中修订16件）", "22", "其中修订16件"),
        ("22(其中修订16件)", "22", "其中修订16件"),
        ("251000元", "251000", "元"),
        ("52.15万元", "52.15", "万元"),
        ("3件", "3", "件"),
        ("减4", "-4", ""),
        ("增2", "2", ""),
        ("-4", "-4", ""),
        ("+2", "2", ""),
        ("\u00a05\u00a0", "5", ""),
        ("\u200b7", "7", ""),
        ("⼀", None, ""),
    ],
)
def test_a_number_however_it_is_printed(text: str, value: str | None, note: str) -> None:
    found = read_value(text)
    assert (found.value, found.note, found.fault) == (None if value is None else Decimal(value), note, "")


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000", "/", "／", "-", "—", "——", "–", "无", "不适用", "N/A"])
def test_blank_and_strokes_are_no_number_and_no_fault(text: str) -> None:
    assert read_value(text) == (None, "", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("100余", "“100余”不是一个确定的数"),
        ("约100", "“约100”不是一个确定的数"),
        ("三", "“三”不是一个确定的数"),
        ("O", "“O”不是一个确定的数"),
        ("3/5", "“3/5”不是一个确定的数"),
        ("12,34", "“12,34”里的逗号不在千位上"),
    ],
)
def test_what_is_no_exact_number_is_said(text: str, fault: str) -> None:
    assert read_value(text) == (None, "", fault)


def test_a_number_torn_apart_is_read_and_said() -> None:
    assert read_value("2 0") == (Decimal(20), "", "“2 0”中间有空，按 20 读取")
    assert read_value("961716\n.5") == (Decimal("961716.5"), "", "“961716\n.5”中间有空，按 961716.5 读取")


# --- whole tables ---


@pytest.mark.parametrize("form_id", FORMS)
def test_official_tables(form_id: str) -> None:
    found = report(**{table_id: table(table_id, form_id) for table_id in ("table2", "table3", "table4")})
    assert {path: text for t in found.tables.values() for path, text in printed(t).items()} == values(form_id)
    assert found.tables["table2"].form == form_id
    assert faults(found) == []
    assert [f.message for f in recall.sums(found)] == []


def test_each_cell_knows_its_place() -> None:
    found = report().tables["table3"]
    cell = found.cells["requests.refused_2.company"]
    assert (cell.text, cell.value, cell.row, cell.column) == ("1", Decimal(1), 19, 4)
    assert {label.text for label in found.labels if label.official == "2.重复申请"} == {"2.重复申请"}


def test_one_row_six_in_the_form_of_2021() -> None:
    found = report(table3=one_row_six(table("table3"), ("1", "", "0", "0", "/", "0", "1")))
    three = found.tables["table3"]
    assert three.form == "2021"
    assert three.missing == ("other_1", "other_2", "other_3")
    merged = {column: cell.text for column, cell in three.merged_rows["other"].items()}
    assert merged == {
        "person": "1",
        "company": "",
        "research": "0",
        "charity": "0",
        "legal": "/",
        "others": "0",
        "": "1",
    }
    assert "requests.other_3.person" not in three.cells


@pytest.mark.parametrize(
    "label",
    [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "7.属于行政执法案卷",
        "2.重复申请",
        "四、结转下年度继续办理",
    ],
)
def test_a_missing_row_shifts_nothing(label: str) -> None:
    whole, short = report(), report(table3=without(table("table3"), label))
    row = next(row for row in form("2021").table("table3").blocks[0].leaf_rows() if row.label == label)
    assert short.tables["table3"].missing == (row.id,)
    kept = {
        path: text
        for path, text in printed(whole.tables["table3"]).items()
        if not f"{path}.".startswith(f"requests.{row.id}.")
    }
    assert printed(short.tables["table3"]) == kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("一、本年新收政府信息公开申请数量", "一、本年度新收政府信息公开申请数"),
        ("一、本年新收政府信息公开申请数量", "l、本年新收政府信息公开\n申请数量"),
        ("3.危及“三安全一稳定”", "3．危及三安全一稳定"),
        ("3.危及“三安全一稳定”", '(3)危及"三安全一稳定"'),
        ("（一）予以公开", "(一)予以公开"),
        ("（一）予以公开", "予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("7.属于行政执法案卷", "7属于行政执法案卷宗"),
        ("8.属于行政查询事项", "⑧属于⾏政查询事项"),
        ("3.补正后申请内容仍不明确", "3、补正后申请内容不明确"),
        ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新出具已获取的信息"),
        ("3.其他", "3．其它"),
        ("（七）总计", "（七） 合 计"),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理"),
        ("自然人", "自 然\n人"),
        ("法律服务机构", "法律\n服务\n机构"),
        ("商业企业", "企业"),
        ("社会公益组织", "社会公益性组织"),
    ],
)
def test_a_label_may_be_misspelt(old: str, new: str) -> None:
    found = report(table3=relabelled(table("table3"), old, new))
    assert printed(found.tables["table3"]) == printed(report().tables["table3"])
    assert found.tables["table3"].missing == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本年制发件数", "本年（2023）制发件数"),
        ("行政规范性文件", "规范性文件"),
        ("本年制发件数", "本年\n制发数"),
        ("行政事业性收费", "行政事业\n性收费"),
        ("第二十条第（一）项", "第二十条第(一)项"),
    ],
)
def test_labels_of_the_first_table_may_be_misspelt(old: str, new: str) -> None:
    found = report(table2=relabelled(table("table2"), old, new))
    assert printed(found.tables["table2"]) == printed(report().tables["table2"])


def test_annotated_cells_keep_their_note() -> None:
    found = report(table2=edited(table("table2"), "行政规范性文件", 0, "22（其中修订16件）"))
    cell = found.tables["table2"].cells["documents.made"]
    assert (cell.text, cell.value, cell.note) == ("22（其中修订16件）", Decimal(22), "其中修订16件")


def test_blank_is_not_zero() -> None:
    blank = {f"requests__{row}__{column}": "" for row in ("new", "granted") for column in ("company", "research")}
    found = report(table3=table("table3", **blank)).tables["table3"]
    assert found.cells["requests.new.company"].value is None
    assert found.cells["requests.new.person"].value == 7
    assert found.value("requests.refused_2.company") == 1


def test_columns_are_found_by_their_heads_wherever_they_stand() -> None:
    """总计 as the first column of values."""
    grid = table("table3")
    order = {9: 3, **{column: column + 1 for column in range(3, 9)}}
    cells = []
    for cell in grid.cells:
        if cell.text == "申请人情况" or cell.column < 3:
            cells.append(cell)
        else:
            cells.append(cell._replace(column=order[cell.column]))
    found = report(table3=grid._replace(cells=tuple(cells)))
    assert printed(found.tables["table3"]) == printed(report().tables["table3"])


def test_rows_may_stand_in_another_order() -> None:
    grid = table("table3")
    first = next(cell for cell in grid.cells if cell.text == "1.属于国家秘密").row
    second = next(cell for cell in grid.cells if cell.text == "7.属于行政执法案卷").row
    grid = edited(grid, "7.属于行政执法案卷", 0, "5")
    swap = {first: second, second: first}
    cells = [c._replace(row=swap.get(c.row, c.row)) if c.rows == 1 and c.column >= 2 else c for c in grid.cells]
    found = report(table3=grid._replace(cells=tuple(cells))).tables["table3"]
    assert found.value("requests.denied_7.person") == 5
    assert found.value("requests.denied_1.person") == 0


def test_heads_without_their_spans_are_read_by_their_order() -> None:
    """A web page that lost colspan: the cells of the head stand over the wrong columns."""
    grid = table("table3")
    cells = [cell._replace(columns=1) if cell.text == "法人或其他组织" else cell for cell in grid.cells]
    found = report(table3=grid._replace(cells=tuple(cells)))
    assert printed(found.tables["table3"]) == printed(report().tables["table3"])


def test_numbers_with_other_spans_than_their_heads() -> None:
    """A page that gives a head two columns, and the number below it one: as many numbers as heads, in their order."""
    grid = table("table2", "2019")
    heads = {0: (0, 1), 1: (1, 1), 2: (2, 2), 3: (4, 1)}
    below = {0: (0, 1), 1: (1, 2), 2: (3, 1), 3: (4, 1)}
    spread = []
    for cell in grid.cells:
        places = heads if cell.text.endswith(("数量", "增/减", "金额")) else below
        start, (last, width) = places[cell.column][0], places[cell.column + cell.columns - 1]
        spread.append(cell._replace(column=start, columns=last + width - start))
    found = report(table2=ReadTable(5, grid.height, tuple(spread)))
    assert printed(found.tables["table2"]) == {
        path: text for path, text in values("2019").items() if path in printed(found.tables["table2"])
    }
    assert len(found.tables["table2"].cells) == 22
    assert faults(found) == []


def test_a_mirror_page_in_traditional_characters() -> None:
    """Labels that a mirror turned into traditional characters, with their sounds in brackets."""
    grid = table("table3")
    for old, new in (
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公開申請(qǐng)數(shù)量"),
        ("（一）予以公开", "（一）予以公開(kāi)"),
        ("8.属于行政查询事项", "8.屬於行政查詢事項"),
        ("社会公益组织", "社會公益組織"),
        ("总计", "總計(jì)"),
    ):
        grid = relabelled(grid, old, new)
    assert printed(report(table3=grid).tables["table3"]) == printed(report().tables["table3"])


def test_a_row_with_too_few_cells_is_not_guessed() -> None:
    """One cell a line, and blank cells left no trace: three numbers could belong to any of seven columns."""
    lines = "\n".join(
        c.text
        for cells in reports.rows_of(table("table3", requests__new__company="", requests__new__legal=""))
        for c in cells
        if c.text
    )
    page = f"三、收到和处理政府信息公开申请情况\n{lines}"
    found = recall.report(page.encode(), "年报.txt")
    assert "requests.new.person" not in found.tables["table3"].cells
    assert found.tables["table3"].value("requests.granted.person") == 6
    assert (
        faults(found)[0]
        == "表三：“一、本年新收政府信息公开申请数量”这一行有 5 格，应有 7 格，分不清各是哪一栏，没有读。"
    )


def test_a_table_without_its_heads_is_not_read_by_position() -> None:
    grid = table("table3")
    rows = [cell._replace(row=cell.row - 3) for cell in grid.cells if cell.row >= 3]
    found = report(table3=ReadTable(grid.width, grid.height - 3, tuple(rows)))
    assert "table3" not in found.tables
    assert "没有读到第三部分的表。" in faults(found)
    assert "第三部分的表" in found.missing


def test_a_row_that_is_not_of_the_form_is_named() -> None:
    found = report(table3=relabelled(table("table3"), "4.无正当理由大量反复申请", "4.完全不相干的一栏"))
    assert found.tables["table3"].missing == ("refused_4",)
    assert faults(found) == ["表三：“（五）不予处理4.完全不相干的一栏”这一行不是规定的栏目，没有读。"]


def test_a_row_printed_twice_is_named() -> None:
    found = report(table3=relabelled(table("table3"), "1.信访举报投诉类申请", "2.重复申请"))
    assert faults(found) == ["表三：“2.重复申请”这一行出现了两次，只读了第一次。"]


def test_a_cell_that_is_no_number_is_named() -> None:
    found = report(table3=table("table3", requests__granted__person="6余"))
    assert found.tables["table3"].cells["requests.granted.person"].value is None
    assert faults(found) == ["表三：“（一）予以公开”的“自然人”一格：“6余”不是一个确定的数。"]


def test_groups_run_together_with_the_first_row() -> None:
    grid = relabelled(table("table3"), "1.属于国家秘密", "（三）不予公开1.属于国家秘密")
    assert printed(report(table3=grid).tables["table3"]) == printed(report().tables["table3"])


def test_groups_lost() -> None:
    """No cell says 不予公开 or 其他处理: the rows still have their own names, and 3.其他 its place below 逾期."""
    grid = table("table3")
    for group in ("（三）不予公开", "（四）无法提供", "（五）不予处理"):
        grid = relabelled(grid, group, "")
    assert printed(report(table3=grid).tables["table3"]) == printed(report().tables["table3"])


@pytest.mark.parametrize("cut", [9, 18, 26])
def test_a_table_in_two_parts(cut: int) -> None:
    """Broken by hand: the second part has no heads."""
    grid = table("table3")
    first = [c._replace(rows=min(c.rows, cut - c.row)) for c in grid.cells if c.row < cut]
    second = [
        c._replace(row=max(c.row - cut, 0), rows=c.rows - max(cut - c.row, 0), text=c.text if c.row >= cut else "")
        for c in grid.cells
        if c.row + c.rows > cut
    ]
    parts = ReadTable(grid.width, cut, tuple(first)), ReadTable(grid.width, grid.height - cut, tuple(second))
    found = read(reports.paragraph("三、收到和处理政府信息公开申请情况"), *parts)
    assert printed(found.tables["table3"]) == printed(report().tables["table3"])
    assert found.tables["table3"].blocks == (1, 2)


def test_three_tables_in_one() -> None:
    """Some pages hold all of it in one grid."""
    cells: list[GridCell] = []
    top = 0
    for table_id in ("table2", "table3", "table4"):
        grid = table(table_id)
        cells += [cell._replace(row=cell.row + top) for cell in grid.cells]
        top += grid.height
    whole = ReadTable(15, top, tuple(cells))
    found = read(*contents({"table2": whole}))
    assert {path: text for t in found.tables.values() for path, text in printed(t).items()} == values()


def test_disputes_in_two_tables() -> None:
    """行政复议 and 行政诉讼 each in a grid of its own."""
    grid = table("table4")
    left = ReadTable(5, 4, tuple(c for c in grid.cells if c.column < 5))
    right = ReadTable(10, 4, tuple(c._replace(column=c.column - 5) for c in grid.cells if c.column >= 5))
    found = read(reports.paragraph(reports.HEADINGS["disputes"]), left, right)
    assert printed(found.tables["table4"]) == printed(report().tables["table4"])


def test_a_blank_row_between_heads_and_numbers() -> None:
    grid = table("table4")
    moved = [cell._replace(row=4) if cell.row == 3 else cell for cell in grid.cells]
    blank = [GridCell(3, column, 1, 1, "") for column in range(15)]
    found = report(table4=ReadTable(15, 5, tuple(moved + blank)))
    assert printed(found.tables["table4"]) == printed(report().tables["table4"])


def test_two_rows_of_numbers_under_one_head() -> None:
    grid = table("table4")
    again = [GridCell(4, column, 1, 1, "9") for column in range(15)]
    found = report(table4=ReadTable(15, 5, (*grid.cells, *again)))
    assert found.tables["table4"].value("reviews.upheld") == 3
    assert faults(found) == ["表四：有两行数字，只读了第一行。"]


def test_the_same_table_twice() -> None:
    again = table("table4", reviews__upheld="9")
    found = read(*contents(), again)
    assert found.tables["table4"].value("reviews.upheld") == 3
    assert faults(found) == ["表四：文中还有一张同样的表，数字不同，只读了第一张。"]


def test_other_tables_are_left_alone() -> None:
    meta = ReadTable(
        2,
        2,
        tuple(
            GridCell(y, x, 1, 1, t)
            for y, x, t in ((0, 0, "索引号"), (0, 1, "0142/2024"), (1, 0, "行政许可"), (1, 1, "2024"))
        ),
    )
    found = read(meta, *contents())
    assert found.tables["table2"].blocks == (8,) or 0 not in found.tables["table2"].blocks
    assert faults(found) == []
