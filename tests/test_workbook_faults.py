"""What a workbook can come to on its way: other programs, moved rows, odd values. Read rightly, or told with its cell."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

from tests.filling import Cells, part_of, started, with_part
from tests.test_load_faults import codes

from draftgen import load
from draftgen.core.finding import Finding
from draftgen.core.record import Record
from draftgen.sheets import Range


def read(cells: Cells, folder: Path) -> tuple[Record, tuple[Finding, ...]]:
    record, findings = load.record(cells.save(folder / "填报表.xlsx"))
    assert record is not None, findings
    return record, findings


def value(record: Record, path: str) -> str:
    return str(record.values.figures[path].value)


# --- read rightly ---


def test_rows_are_found_by_their_labels_wherever_they_stand(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("数字", "培训·次数", 3)
    cells.beside("表二", "行政处罚", 4)
    cells.beside("单位", "地址", "人民路12号")
    for tab in ("数字", "单位"):
        head, rest = cells.tabs[tab][:3], cells.tabs[tab][3:]
        cells.tabs[tab] = [*head, ["", "这一行是我加的"], *reversed(rest)]
        cells.merged[tab] = []
    cells.tabs["表二"].insert(0, [])
    cells.merged["表二"] = []
    record, findings = read(cells, tmp_path)
    assert value(record, "training.count") == "3"
    assert value(record, "penalties") == "4"
    assert record.agency.contact["地址"] == "人民路12号"
    assert {finding.code for finding in findings} <= {"unknown-key"}


def test_an_inserted_column_moves_nothing(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.put("表三", "D6", 3)
    cells.put("表三", "D8", 3)
    for line in cells.tabs["表三"]:
        line.insert(0, "")
    cells.merged["表三"] = []
    record, _ = read(cells, tmp_path)
    assert value(record, "requests.new.person") == "3"
    assert value(record, "requests.granted.person") == "3"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("3", "3"), ("０", "0"), ("３", "3"), ("1,234", "1234"), (" 3 ", "3"), (3.0, "3")],
)
def test_text_that_is_a_number_is_one(typed: object, read_as: str, tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("数字", "培训·次数", typed)
    assert value(read(cells, tmp_path)[0], "training.count") == read_as


def test_a_rough_number_is_written_with_its_word(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("数字", "网站访问量", "约300")
    record, findings = read(cells, tmp_path)
    assert record.values.figures["visits"].approximate
    assert value(record, "visits") == "300"
    assert not findings


@pytest.mark.parametrize("mark", ["√", "✓", "是", "1", "Y", 1, True])
def test_a_tick_may_be_written_in_many_ways(mark: object, tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("做过的事", "三审三校", mark)
    assert set(read(cells, tmp_path)[0].values.ticks) == {"done.three_reviews"}


@pytest.mark.parametrize("mark", ["×", "否", "没有", 0, False, ""])
def test_what_is_no_tick_is_none(mark: object, tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("做过的事", "三审三校", mark)
    record, findings = read(cells, tmp_path)
    assert not record.values.ticks
    assert not findings


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("就业创业、社会保险", ("就业创业", "社会保险")),
        ("就业创业，社会保险", ("就业创业", "社会保险")),
        ("双随机、一公开；财政信息", ("双随机、一公开", "财政信息")),
        ("双随机、一公开；", ("双随机、一公开",)),
        ("就业创业\n双随机、一公开", ("就业创业", "双随机、一公开")),
    ],
)
def test_a_list_in_one_cell(typed: str, items: tuple[str, ...], tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("数字", "培训·内容", typed)
    assert read(cells, tmp_path)[0].values.words["training.topics"].items == items


def test_several_plans_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.put("问题和打算", "A4", "人手不足，多为兼职")
    cells.put("问题和打算", "B4", "培训、考核\n配齐专职人员")
    (issue,) = read(cells, tmp_path)[0].issues
    assert issue.plan == ("培训、考核", "配齐专职人员")


def test_a_breakdown_belongs_to_the_name_above_it(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.beside("数字", "门户网站·条数", 5)
    row = next(number for number, line in enumerate(cells.tabs["分类"]) if line[:1] == ["门户网站"])
    for offset, (name, number) in enumerate((("公告公示", 2), ("工作动态", 3))):
        cells.put("分类", f"B{row + offset + 1}", name)
        cells.put("分类", f"C{row + offset + 1}", number)
    record, findings = read(cells, tmp_path)
    assert [(name, str(given.value)) for name, given in record.values.parts["site.parts"].parts] == [
        ("公告公示", "2"),
        ("工作动态", "3"),
    ]
    assert not findings


def test_empty_cells_of_a_table_are_zero_and_counted(tmp_path: Path) -> None:
    record, findings = read(started(tmp_path), tmp_path)
    assert value(record, "requests.denied_1.person") == "0"
    assert record.values.figures["requests.denied_1.person"].filled
    assert record.cells_filled > 100
    assert not findings


# --- told, each with its cell ---

Change = Callable[[Cells], None]


def puts(*values: tuple[str, str, object]) -> Change:
    """Values into cells: tab, name of the cell, value."""

    def change(cells: Cells) -> None:
        for tab, cell, typed in values:
            cells.put(tab, cell, typed)

    return change


def beside(tab: str, label: str, typed: object, column: int = 1) -> Change:
    """A value into the row with a label."""

    def change(cells: Cells) -> None:
        cells.beside(tab, label, typed, column)

    return change


def all_of(*changes: Change) -> Change:
    def change(cells: Cells) -> None:
        for one in changes:
            one(cells)

    return change


def merged_value(cells: Cells) -> None:
    cells.put("表三", "D7", 3)
    cells.put("表三", "D8", "")
    cells.merged["表三"].append(Range(6, 3, 7, 3))


def emptied(cells: Cells) -> None:
    cells.tabs["表四"] = [[cell if isinstance(cell, str) else "" for cell in line] for line in cells.tabs["表四"]]


def added(tab: str, *lines: list[object]) -> Change:
    """Further rows below the last one of a tab."""

    def change(cells: Cells) -> None:
        cells.tabs[tab].extend(lines)

    return change


FAULTS: dict[str, tuple[Change, str, str]] = {
    "unit": (puts(("表三", "D7", "3件")), "表三 D7", "“表三·上年结转·自然人”要写数字，这里写的是“3件”。"),
    "waiting": (puts(("表三", "D7", "待填")), "表三 D7", "“表三·上年结转（自然人）”还没填。"),
    "dash": (puts(("表三", "D7", "/")), "表三 D7", "要写数字，这里写的是“/”。"),
    "decimal": (puts(("表三", "D7", 1.5)), "表三 D7", "不能有小数（1.5）。"),
    "negative": (puts(("表三", "D7", -1)), "表三 D7", "不能是负数（-1）。"),
    "balance": (puts(("表三", "D7", 3)), "表三 D6", "不平：新收 0 + 上年结转 3 = 3"),
    "total": (puts(("表三", "J6", 3)), "表三 J6", "总计写的是 3，各项相加是 0，相差 3。"),
    "merged": (merged_value, "表三 D8", "这一格和 D7 合并了，分不清“3”是哪一格的。"),
    "percent": (beside("数字", "社会评议·满意率", 0.985), "数字 B", "没有写百分号，这里写的是“0.985”。"),
    "approximate": (beside("数字", "培训·次数", "300余"), "数字 B", "要写数字，这里写的是“300余”。"),
    "label": (
        puts(("数字", "A5", "门户网站发布数"), ("数字", "B5", 3)),
        "数字 B5",
        "“数字”里没有“门户网站发布数”这一项。",
    ),
    "twice": (
        all_of(puts(("数字", "A200", "培训·次数"), ("数字", "B200", 3)), beside("数字", "培训·次数", 3)),
        "数字 B200",
        "“培训·次数”填了两次（数字 B",
    ),
    "tick": (beside("做过的事", "三审三校", "部分"), "做过的事 B", "“三审三校”后面写的是“部分”。"),
    "no-tick": (
        beside("做过的事", "制定制度·名称", "保密审查制度", 3),
        "做过的事 D",
        "“制定制度”填了内容，却没有打√。",
    ),
    "no-category": (puts(("分类", "C4", 3)), "分类 C4", "这个数没有写类别。"),
    "no-number": (puts(("分类", "B4", "公告公示")), "分类 C4", "“分类·公告公示”还没填。"),
    "breakdown": (
        all_of(beside("数字", "门户网站·条数", 5), puts(("分类", "B4", "公告公示"), ("分类", "C4", 3))),
        "分类 C4",
        "“门户网站”各类相加是 3，条数写的是 5，差 2 条。",
    ),
    "no-part": (puts(("补充", "B4", "自己写的一段。")), "补充 B4", "这一段没有写放在哪一部分。"),
    "part": (
        puts(("补充", "A4", "总体"), ("补充", "B4", "自己写的一段。")),
        "补充 B4",
        "“补充”里没有“总体”这一项。",
    ),
    "no-problem": (puts(("问题和打算", "B4", "培训")), "问题和打算 B4", "这一项没有写“问题”。"),
    "kind": (beside("单位", "类别", "局"), "单位 B", "“类别”写的是“局”。"),
    "signed": (beside("单位", "落款日期", "明年一月"), "单位 B", "“落款日期”看不懂：明年一月。"),
    "year": (beside("单位", "年度", "今年"), "单位 B4", "“年度”要写四位年份，这里写的是“今年”。"),
    "name": (beside("单位", "机关名称", ""), "单位 B5", "“机关·名称”还没填。"),
    "empty": (emptied, "表四 A", "没有填“表四”。"),
    "item": (
        added("其他事项", ["所属单位", "名称", "内容"], [9, "", "只有内容"]),
        "其他事项 C",
        "“所属单位”的这一行没有写名称。",
    ),
    "last": (added("上年", ["表三", "新收来的", "总计", 3]), "上年 D", "左边三格对不上表里的任何一格。"),
    "carried": (
        all_of(puts(("表三", "D7", 1), ("表三", "D30", 1)), added("上年", ["表三", "结转下年", "总计", 0])),
        "表三 D7",
        "表三“上年结转”与上年年报对不上：本年填 1 件，上年年报结转下年 0 件。",
    ),
    "secret": (puts(("问题和打算", "A4", "机密★")), "问题和打算 A4", "这里有密级标志。"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_cell(name: str, tmp_path: Path) -> None:
    change, place, message = FAULTS[name]
    cells = started(tmp_path)
    change(cells)
    _, findings = load.record(cells.save(tmp_path / "填报表.xlsx"))
    told = [finding for finding in findings if message in finding.message]
    assert told, [f"{finding.place} {finding.message}" for finding in findings]
    assert str(told[0].place).startswith(f"填报表.xlsx {place}")


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_said_of_yaml_to_who_fills_in_a_workbook(name: str, tmp_path: Path) -> None:
    cells = started(tmp_path)
    FAULTS[name][0](cells)
    _, findings = load.record(cells.save(tmp_path / "填报表.xlsx"))
    for finding in findings:
        said = finding.message + finding.advice
        assert finding.advice.endswith(("。", "？")), finding
        assert not re.search(r"冒号|缩进|YAML|“#”|第 \d+ 行|: |删去这一行|true|列表", said), finding
        assert finding.place.cell, finding


def test_a_formula_without_a_result_is_no_blank(tmp_path: Path) -> None:
    cells = started(tmp_path)
    path = cells.save(tmp_path / "填报表.xlsx")
    with_part(path, part_of(path, "表三"), lambda xml: xml.replace(b'<c r="D7"><v>0</v>', b'<c r="D7"><f>1+2</f>'))
    findings = load.record(path)[1]
    assert [(finding.code, str(finding.place)) for finding in findings] == [("formula-open", "填报表.xlsx 表三 D7")]


def test_an_error_value_is_no_blank(tmp_path: Path) -> None:
    cells = started(tmp_path)
    path = cells.save(tmp_path / "填报表.xlsx")
    error = b'<c r="D7" t="e"><f>A1/0</f><v>#DIV/0!</v>'
    with_part(path, part_of(path, "表三"), lambda xml: xml.replace(b'<c r="D7"><v>0</v>', error))
    findings = load.record(path)[1]
    assert [(f.code, str(f.place), f.message) for f in findings] == [
        ("cell-error", "填报表.xlsx 表三 D7", "这一格显示的是错误值“#DIV/0!”。")
    ]


def test_a_formula_with_its_result_is_read(tmp_path: Path) -> None:
    path = started(tmp_path).save(tmp_path / "填报表.xlsx")
    with_part(
        path, part_of(path, "表二"), lambda xml: xml.replace(b'<c r="B6"><v>0</v>', b'<c r="B6"><f>1+2</f><v>3</v>')
    )
    record, _ = load.record(path)
    assert record is not None
    assert value(record, "documents.made") == "3"


def test_a_number_from_another_file_is_asked_about(tmp_path: Path) -> None:
    path = started(tmp_path).save(tmp_path / "填报表.xlsx")
    linked = b'<c r="B6"><f>[1]Sheet1!A1</f><v>3</v>'
    with_part(path, part_of(path, "表二"), lambda xml: xml.replace(b'<c r="B6"><v>0</v>', linked))
    record, findings = load.record(path)
    assert record is not None
    assert value(record, "documents.made") == "3"
    assert ("formula-linked", "填报表.xlsx 表二 B6") in [(f.code, str(f.place)) for f in findings]


def test_a_hidden_tab_is_read_and_said(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.put("表二", "B6", 3)
    cells.hidden = {"表二"}
    record, findings = read(cells, tmp_path)
    assert value(record, "documents.made") == "3"
    assert [finding.message for finding in findings if finding.code == "tab-hidden"] == [
        "工作表“表二”是隐藏的，里面的内容也读了。"
    ]


def test_a_tab_of_ones_own_is_left_alone_and_said(tmp_path: Path) -> None:
    cells = started(tmp_path)
    cells.tabs["我的草稿"] = [["3", "4"]]
    _, findings = read(cells, tmp_path)
    assert [finding.message for finding in findings] == ["工作表“我的草稿”不是填报表的，没有读。"]


def test_macros_are_not_run_and_said(tmp_path: Path) -> None:
    path = started(tmp_path).save(tmp_path / "填报表.xlsm")
    with_part(path, "xl/vbaProject.bin", lambda _: b"macro")
    findings = load.record(path)[1]
    assert [finding.message for finding in findings] == ["这份表带有宏，宏没有运行。"]


def _used() -> Iterator[str]:
    for file in Path(load.__file__).parent.glob("workbook*.py"):
        yield from codes(ast.parse(file.read_text("utf-8")))


def test_every_code_of_a_workbook_is_shown_here() -> None:
    text = Path(__file__).read_text("utf-8")
    shown = {"unknown-key", "given-twice", "tick", "tick-missing", "cell-merged", "macros", "tab-unread"}
    assert {code for code in _used() if f'"{code}"' not in text} <= shown
