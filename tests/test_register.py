"""The ledger of requests: one row an application → table 3, carried over, channels, average days, each with its cells."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

from tests.ledgers import DAY, GRANTED, HEADS, IN_2021, book, counts, ledger, one, read

from draftgen import register
from draftgen.core.finding import Level
from draftgen.register import Register
from draftgen.register.words import result_name, result_of, words


def said(found: Register, level: Level = Level.ERROR) -> list[str]:
    return [finding.message for finding in found.findings if finding.level is level]


# --- which row of table 3 ---


@pytest.mark.parametrize(
    ("result", "row"),
    [
        ("予以公开", "granted"),
        ("（一）予以公开", "granted"),
        ("部分公开", "partial"),
        ("部分公开（涉及商业秘密）", "partial"),
        ("不予公开-国家秘密", "denied_1"),
        ("不予公开：属于四类过程性信息", "denied_6"),
        ("过程性信息", "denied_6"),
        ("本机关不掌握相关政府信息", "unable_1"),
        ("信息不存在", "unable_1"),
        ("补正后申请内容仍不明确", "unable_3"),
        ("重复申请", "refused_2"),
        ("2.重复申请", "refused_2"),
        ("不予处理（重复申请）", "refused_2"),
        ("五2", "refused_2"),
        ("三（五）2", "refused_2"),
        ("（五）2.重复申请", "refused_2"),
        ("申请人主动撤回", "other_3"),
        ("其他处理-其他", "other_3"),
        ("正在办理", "carried_out"),
    ],
)
def test_a_result_is_a_row_of_table_3(result: str, row: str) -> None:
    assert result_of(result, {}) == (row,)


@pytest.mark.parametrize("result", ["其他", "不予公开", "无法提供", "已答复", "见附件", "五9", "七1"])
def test_a_result_that_may_be_several_rows_is_none(result: str) -> None:
    assert result_of(result, {}) == ()


@pytest.mark.parametrize("result", ["予以公开、重复申请", "国家秘密；内部事务信息", "不予公开-国家秘密，商业秘密"])
def test_two_results_are_two(result: str) -> None:
    assert len(result_of(result, {})) == 2


def test_every_row_has_a_name_that_leads_back_to_it() -> None:
    rows = set(words().results.values())
    assert len(rows) == 22
    for row in rows - {"carried_out"}:
        assert result_of(result_name(row), {}) == (row,)


def test_no_word_means_two_things() -> None:
    spelled = [word for part in (words().kinds, words().channels) for word in part]
    assert set(words().kinds) & set(words().channels) == set()
    assert len(spelled) == len(set(spelled))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (GRANTED, {"new.person": 1, "granted.person": 1}),
        ((DAY, "公司", "邮寄", date(2021, 3, 15), "重复申请"), {"new.company": 1, "refused_2.company": 1}),
        (
            (date(2020, 12, 20), "公民", "网络", date(2021, 1, 8), "予以公开"),
            {"carried_in.person": 1, "granted.person": 1},
        ),
        ((date(2021, 12, 25), "公民", "网络", None, ""), {"new.person": 1, "carried_out.person": 1}),
        (
            (date(2021, 12, 25), "公民", "网络", date(2022, 1, 8), "予以公开"),
            {"new.person": 1, "carried_out.person": 1},
        ),
        ((date(2020, 12, 25), "公民", "网络", None, "正在办理"), {"carried_in.person": 1, "carried_out.person": 1}),
        ((date(2020, 3, 1), "公民", "网络", date(2020, 3, 9), "予以公开"), {}),
        ((date(2022, 1, 4), "公民", "网络", None, ""), {}),
    ],
)
def test_where_an_application_counts(row: Any, expected: dict[str, int], tmp_path: Path) -> None:
    assert counts(one(tmp_path, row)) == expected


def test_what_came_and_was_carried_in_is_what_was_decided_and_is_carried_out(tmp_path: Path) -> None:
    days = (date(2020, 12, 20), date(2021, 2, 3), date(2021, 12, 30))
    ends = (None, date(2021, 7, 1), date(2022, 1, 5))
    rows = [(a, "公民", "网络", b, "予以公开" if b else "") for a in days for b in ends if b is None or b >= a]
    found = counts(one(tmp_path, *rows))
    came = found["new.person"] + found["carried_in.person"]
    assert came == found["granted.person"] + found["carried_out.person"] == 8


# --- asked, never guessed ---


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((DAY, "公民", "网络", IN_2021, "予以公开、重复申请"), "第 2 行：写了两个办理结果：“予以公开、重复申请”。"),
        ((DAY, "公民", "网络", IN_2021, "不予公开"), "第 2 行：办理结果“不予公开”没有写是哪一种情形。"),
        ((DAY, "公民", "网络", IN_2021, "已答复"), "第 2 行：办理结果“已答复”对不上表三的任何一行。"),
        ((DAY, "公民", "网络", IN_2021, ""), "第 2 行：有答复日期，没有办理结果。"),
        ((DAY, "公民", "网络", IN_2021, "正在办理"), "第 2 行：有答复日期，办理结果写的却是“正在办理”。"),
        ((DAY, "法人", "网络", IN_2021, "予以公开"), "第 2 行：申请人类型“法人”对不上表三的任何一类。"),
        ((DAY, "", "网络", IN_2021, "予以公开"), "第 2 行：没有写申请人类型。"),
        ((None, "公民", "网络", IN_2021, "予以公开"), "第 2 行：没有写收到日期。"),
        (("三月一日", "公民", "网络", IN_2021, "予以公开"), "第 2 行：收到日期看不懂，或者写了两个。"),
        (("2021-2-30", "公民", "网络", IN_2021, "予以公开"), "第 2 行：收到日期看不懂，或者写了两个。"),
        ((IN_2021, "公民", "网络", DAY, "予以公开"), "第 2 行：答复日期早于收到日期。"),
    ],
)
def test_a_row_that_does_not_say_enough_is_an_error(row: Any, message: str, tmp_path: Path) -> None:
    found = one(tmp_path, row)
    assert said(found) == [message]
    assert not counts(found)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((DAY, "公民", "网络", None, "予以公开"), "第 2 行：有办理结果，没有答复日期，按本年办结计。"),
        ((DAY, "公民", "网络", None, ""), "第 2 行：没有答复日期，也没有办理结果，按结转下年计。"),
        ((date(2022, 1, 4), "公民", "网络", None, ""), "第 2 行：收到日期在 2021 年以后，没有计入。"),
        ((date(2020, 1, 4), "公民", "网络", date(2020, 2, 1), "予以公开"), "第 2 行：2021 年以前已经答复，没有计入。"),
        (
            (date(2019, 1, 4), "公民", "网络", IN_2021, "予以公开"),
            "第 2 行：收到日期比 2021 年早一年以上，算作上年结转。",
        ),
        ((DAY, "公民", "传真", IN_2021, "予以公开"), "第 2 行：申请方式“传真”不是网络、信函、当面，没有计入渠道。"),
    ],
)
def test_what_is_taken_one_way_is_said(row: Any, message: str, tmp_path: Path) -> None:
    found = one(tmp_path, row)
    assert said(found, Level.ASK) == [message]
    assert not said(found)


def test_rows_with_the_same_fault_are_told_together(tmp_path: Path) -> None:
    rows = [(DAY, "公民", "网络", IN_2021, "不予公开")] * 7
    found = one(tmp_path, *rows)
    assert said(found) == ["第 2、3、4、5、6 行等 7 行：办理结果“不予公开”没有写是哪一种情形。"]
    assert str(found.findings[0].place) == "台账.xlsx 台账 E2"


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("重复申请", "第 2、3 行编号相同，办理结果却不同：一件申请只能有一个结果。"),
        ("予以公开", "第 2、3 行编号相同，是不是登记了两遍？"),
    ],
)
def test_one_number_on_two_rows(second: str, message: str, tmp_path: Path) -> None:
    rows = [("2021-017", *GRANTED), ("2021-017", *GRANTED[:-1], second)]
    assert said(one(tmp_path, *rows, heads=("登记编号", *HEADS))) == [message]


@pytest.mark.parametrize(
    ("received", "answered", "mark", "expected"),
    [
        (None, IN_2021, "上年结转", {"carried_in.person": 1, "granted.person": 1}),
        (date(2020, 12, 3), IN_2021, "上年结转", {"carried_in.person": 1, "granted.person": 1}),
        (DAY, IN_2021, "否", {"new.person": 1, "granted.person": 1}),
    ],
)
def test_a_mark_that_it_was_carried_over(
    received: date | None, answered: date, mark: str, expected: dict[str, int], tmp_path: Path
) -> None:
    row = (received, "公民", "网络", answered, "予以公开", mark)
    assert counts(one(tmp_path, row, heads=(*HEADS, "是否结转"))) == expected


def test_a_mark_that_the_dates_deny_is_asked(tmp_path: Path) -> None:
    row = (DAY, "公民", "网络", IN_2021, "予以公开", "上年结转")
    assert said(one(tmp_path, row, heads=(*HEADS, "是否结转"))) == ["第 2 行：写了上年结转，可是收到日期在 2021 年内。"]


# --- heads and rows ---


@pytest.mark.parametrize(
    "heads",
    [
        ("收件日期", "申请人类别", "申请渠道", "办结日期", "答复类型"),
        ("来件时间", "申请人性质", "提交方式", "答复时间", "处理结果"),
        ("受理日期*", "主体类型", "申请途径", "答 复 日 期", "办理情况"),
    ],
)
def test_columns_go_by_many_names(heads: tuple[str, ...], tmp_path: Path) -> None:
    assert counts(one(tmp_path, GRANTED, heads=heads)) == {"new.person": 1, "granted.person": 1}


def test_a_title_above_sums_below_and_heads_repeated_are_no_applications(tmp_path: Path) -> None:
    rows = [GRANTED, HEADS, GRANTED, (), ("合计", "2件"), ("填表说明：本表由办公室填写",)]
    path = ledger(tmp_path / "台账.xlsx", rows, above=[("政府信息公开申请台账",), ("单位：件",)])
    found = read(path)
    assert counts(found) == {"new.person": 2, "granted.person": 2}
    assert [str(finding.place) for finding in found.findings] == []


def test_a_column_for_each_kind_and_each_result(tmp_path: Path) -> None:
    heads = ("收到日期", "自然人", "商业企业", "科研机构", "予以公开", "重复申请")
    rows = [(DAY, "√", "", "", "√", ""), (DAY, "", 1, "", "", "√"), (DAY, "", "√", "", "√", "√")]
    found = one(tmp_path, *rows, heads=heads)
    assert counts(found) == {"new.person": 1, "granted.person": 1, "new.company": 1, "refused_2.company": 1}
    assert said(found) == ["第 4 行：写了两个办理结果：“予以公开、重复申请”。"]


def test_a_reason_in_a_column_of_its_own(tmp_path: Path) -> None:
    heads = (*HEADS, "不予公开理由")
    rows = [
        (DAY, "公民", "网络", IN_2021, "不予公开", "涉及个人隐私"),
        (DAY, "公民", "网络", IN_2021, "予以公开", "无"),
        (DAY, "公民", "网络", IN_2021, "不予公开", "见答复书"),
    ]
    found = one(tmp_path, *rows, heads=heads)
    assert counts(found) == {"new.person": 2, "denied_4.person": 1, "granted.person": 1}
    assert len(said(found)) == 1
    assert "第 4 行：办理结果" in said(found)[0]
    assert [one.text for one in found.matched if one.part == "办理结果"] == ["不予公开-涉及个人隐私", "予以公开"]


def test_several_sheets_are_one_ledger(tmp_path: Path) -> None:
    path = book(
        tmp_path / "2021台账.xlsx", {"一季度": [HEADS, GRANTED], "说明": [["看这里"]], "二季度": [HEADS, GRANTED]}
    )
    found = read(path, None)
    assert found.year == 2021
    assert counts(found) == {"new.person": 2, "granted.person": 2}
    assert found.totals["new"].origin == "2021台账.xlsx 一季度!A2；二季度!A2"


def test_a_hidden_sheet_is_not_counted_and_said(tmp_path: Path) -> None:
    path = book(tmp_path / "台账.xlsx", {"本年": [HEADS, GRANTED], "旧": [HEADS, GRANTED]}, hidden=["旧"])
    found = read(path)
    assert counts(found)["new.person"] == 1
    assert said(found, Level.ASK) == ["工作表“旧”是隐藏的，像是台账，没有计入。"]


def test_a_missing_column_is_asked_for(tmp_path: Path) -> None:
    found = one(tmp_path, (DAY, "予以公开"), heads=("收到日期", "办理结果"))
    assert said(found) == ["工作表“台账”里没有找到“申请人类型”这一列。"]
    assert found.unknown == {"列": ("申请人类型",)}


def test_a_sheet_that_is_no_ledger(tmp_path: Path) -> None:
    (message,) = said(one(tmp_path, ("a", "b"), heads=("姓名", "分数")))
    assert message.startswith("没有找到申请台账")


@pytest.mark.parametrize(
    ("name", "sheet", "days", "year"),
    [
        ("2021年台账.xlsx", "Sheet1", [DAY], 2021),
        ("台账.xlsx", "2021", [DAY], 2021),
        ("台账.xlsx", "Sheet1", [DAY, DAY, date(2020, 12, 1)], 2021),
        ("台账.xlsx", "Sheet1", [DAY, date(2020, 12, 1)], 0),
    ],
)
def test_the_year_is_named_or_plain_to_see(name: str, sheet: str, days: list[date], year: int, tmp_path: Path) -> None:
    rows = [(day, "公民", "网络", day, "予以公开") for day in days]
    found = read(ledger(tmp_path / name, rows, sheet=sheet), None)
    assert found.year == year
    assert said(found) == ([] if year else ["看不出台账是哪一年的。"])


# --- channels and days ---


def test_average_days_and_channels(tmp_path: Path) -> None:
    rows = [
        (date(2021, 3, 1), "公民", "网站", date(2021, 3, 8), "予以公开"),
        (date(2021, 3, 1), "公民", "EMS快递", date(2021, 3, 9), "予以公开"),
        (date(2021, 3, 1), "公民", "邮寄", date(2021, 3, 11), "予以公开"),
    ]
    found = one(tmp_path, *rows)
    assert found.days is not None
    assert (str(found.days.number), found.days.origin) == ("6.3", "台账.xlsx 台账!D2:D4")
    assert {path: str(counted.number) for path, counted in found.channels.items()} == {
        "requests_online": "1",
        "requests_letter": "1",
    }


def test_a_year_whose_holidays_nobody_knows_yet_is_said_so(tmp_path: Path) -> None:
    row = (date(2035, 3, 1), "公民", "网络", date(2035, 3, 9), "予以公开")
    found = read(ledger(tmp_path / "台账.xlsx", [row]), 2035)
    assert found.days is None
    assert any("没有 2035 年的节假日安排" in message for message in said(found, Level.ASK))


def test_no_average_without_all_dates(tmp_path: Path) -> None:
    assert one(tmp_path, GRANTED, (DAY, "公民", "网络", None, "予以公开")).days is None


# --- where a figure is from ---


def test_a_figure_names_its_cells(tmp_path: Path) -> None:
    rows = [GRANTED, (DAY, "公司", "网络", IN_2021, "重复申请"), GRANTED, GRANTED]
    found = one(tmp_path, *rows)
    assert found.cells["granted", "person"].origin == "台账.xlsx 台账!E2、E4:E5"
    assert found.totals["new"].origin == "台账.xlsx 台账!A2:A5"


def test_of_very_many_cells_the_first_are_named(tmp_path: Path) -> None:
    rows = [GRANTED, (DAY, "公司", "网络", IN_2021, "重复申请")] * 20
    origin = one(tmp_path, *rows).cells["granted", "person"].origin
    assert origin == "台账.xlsx 台账!E2、E4、E6、E8、E10、E12、E14、E16等 20 行"


# --- the office's own words ---


def test_an_office_explains_its_words_once(tmp_path: Path) -> None:
    words_file = tmp_path / "对照.yaml"
    words_file.write_text(
        "列:\n  收到日期: 来文日\n办理结果:\n  网上已有: 予以公开\n  转信访: 五1\n  电话咨询: 不计\n申请人类型:\n  村委会: 其他\n"
        "申请方式:\n  传真: 不计\n",
        "utf-8",
    )
    rows = [
        (DAY, "村委会", "传真", IN_2021, "网上已有"),
        (DAY, "公民", "网络", IN_2021, "转信访"),
        (DAY, "公民", "网络", IN_2021, "电话咨询"),
    ]
    path = ledger(tmp_path / "台账.xlsx", rows, ("来文日", *HEADS[1:]))
    found = read(path, own=register.read_map(words_file))
    assert counts(found) == {"new.others": 1, "granted.others": 1, "new.person": 1, "refused_1.person": 1}
    assert said(found, Level.HINT) == ["第 4 行：按对照文件不计。"]
    assert not said(found)
