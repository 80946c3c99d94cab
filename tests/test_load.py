"""A data file is read as the clerk meant it, whatever it was saved as; what is no data file is refused in plain words.

What is said of each fault is in ``faults/`` (test_load_faults.py).
"""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.reading import BASE, data, read, read_clean, words

from draftgen import load
from draftgen.core.finding import Level

# --- scalars ---


def test_scalars_stay_text() -> None:
    """PyYAML would read 4104, 409, 750, False, null and 1.0."""
    record = read_clean(
        BASE.replace(
            "{名称: 某某区示范局}",
            """
  名称: no
  简称: ~局
  联系: {邮编: 010010, 电话: 0631, 地址: 12:30, 传真: 1e3, 部门: 1_000}""",
        )
    )
    assert record.agency.name == "no"
    assert record.agency.short == "~局"
    assert record.agency.contact == {"邮编": "010010", "电话": "0631", "地址": "12:30", "传真": "1e3", "部门": "1_000"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("313", "313"),
        ("０", "0"),
        ("１，２３４", "1234"),
        ("1,234", "1234"),
        ("313.0", "313.0"),
        ("007", "7"),
        ('"12"', "12"),
    ],
)
def test_ways_to_write_a_count(typed: str, value: str) -> None:
    record, findings = read(
        f"{BASE}数据: {{培训: {{次数: '{typed}'}}}}" if "，" in typed else f"{BASE}数据:\n  培训: {typed}\n"
    )
    assert record.values.figures["training.count"].value == Decimal(value)
    assert all(finding.level is Level.HINT for finding in findings)


def test_amounts_are_exact() -> None:
    record = read_clean(BASE.replace("{规章: 0}", "{行政事业性收费: 44.862}"))
    assert record.values.figures["charges"].value == Decimal("44.862")
    record = read_clean(BASE.replace("{规章: 0}", "{行政事业性收费: 72701.2578}"))
    assert record.values.figures["charges"].value == Decimal("72701.2578")


def test_text_over_several_lines_gets_no_spaces() -> None:
    record = data("""\
  建议提案:
    公开处: 区政府网站
      “建议提案”专栏
      和 A 栏
""")
    assert words(record)["proposals.where"] == ("区政府网站“建议提案”专栏和 A 栏",)


# --- figures, words, items ---


def test_figures_in_all_their_shapes() -> None:
    record = data("""\
  门户网站: 313
  微信公众号:
    名称: 示范发布
    条数: 608
    上年: 500
    约: true
    来源: 信息科
  建议提案:
    人大建议:
      本年: 2
      上年: 0
      来源: 办公室
    满意率: 98.5％
""")
    figures = record.values.figures
    assert figures["site.count"].value == 313
    assert figures["wechat.count"].value == 608
    assert figures["wechat.count"].approximate
    assert figures["wechat.count"].supplied_by == "信息科"
    assert str(figures["wechat.count"].source) == "data.yaml:10:9"
    assert figures["proposals.congress"].supplied_by == "办公室"
    assert figures["proposals.satisfied"].value == Decimal("98.5")
    assert {path: given.value for path, given in record.values.previous.items()} == {
        "wechat.count": 500,
        "proposals.congress": 0,
    }


@pytest.mark.parametrize(
    "text",
    [
        "  监督保障:\n    培训:\n      次数: 2\n",
        "  培训: {场次: 2}\n",
        "  培训: 2\n",
        "  training: {count: 2}\n",
        "  supervision: {training: 2}\n",
    ],
)
def test_names_ids_and_aliases_say_the_same(text: str) -> None:
    """A group that only orders may be left out; a group's main figure may stand alone."""
    assert data(text).values.figures["training.count"].value == 2


def test_a_name_without_value_says_nothing() -> None:
    """例: 网站和微信有重复，合计空着；没有兼职人员的数，兼职空着。"""
    record = data("  合计:\n  工作人员:\n    专职: 2\n    兼职:\n  培训:\n")
    assert "total" not in record.values.figures
    assert "staff.part" not in record.values.figures


def test_words_as_a_list_or_in_one_line() -> None:
    for topics in (
        "[就业创业, 社会保险]",
        "就业创业、社会保险",
        "就业创业，社会保险",
        "\n      - 就业创业\n      - 社会保险",
    ):
        assert words(data(f"  培训:\n    内容: {topics}\n"))["training.topics"] == ("就业创业", "社会保险")
    assert words(data("  培训:\n    内容: [一、二类事项, 其他]\n"))["training.topics"] == ("一、二类事项", "其他")


def test_a_breakdown_keeps_its_own_names() -> None:
    record = data("""\
  门户网站:
    条数: 313
    分类:
      公告公示: 126
      其他: 187
  微博:
    条数: 10
    分类: {动态: 3, 其中: 部分}
""")
    parts = record.values.parts
    assert [(label, int(given.value)) for label, given in parts["site.parts"].parts] == [
        ("公告公示", 126),
        ("其他", 187),
    ]
    assert parts["weibo.parts"].partial


def test_items_and_pairs() -> None:
    record = read_clean(f"""{BASE}数据:
  开放日:
    - 名称: 走进示范局
      参加: [企业代表, 学生代表]
      人数: 27
    - 第二场
其他事项:
  所属单位:
    - 甲中心: 专题
    - 乙中心
""")
    first, second = record.values.items["open_day"]
    assert first.words["open_day.guests"].items == ("企业代表", "学生代表")
    assert first.figures["open_day.people"].value == 27
    assert second.words["open_day.name"].items == ("第二场",)
    assert [tuple(w.items[0] for w in item.words.values()) for item in record.values.items["affiliates"]] == [
        ("甲中心", "专题"),
        ("乙中心",),
    ]


def test_ticks() -> None:
    record = read_clean(f"""{BASE}做过的事:
  - 保密审查
  - 三审三校: 是
  - 学习条例: 否
  - 领导小组:
      组长: 局长
  - 重点领域: [就业, 社保]
  - 专人负责: 办公室
""")
    assert list(record.values.ticks) == [
        "done.secrecy_review",
        "done.three_reviews",
        "done.leading_group",
        "done.key_areas",
        "done.duty_person",
    ]
    assert words(record) == {
        "done.leading_group.head": ("局长",),
        "done.key_areas.names": ("就业", "社保"),
        "done.duty_person.office": ("办公室",),
    }


def test_issues_and_extras() -> None:
    record, findings = read(f"""{BASE}问题和打算:
  - 问题: 人手不足
    打算: [培训, 考核]
  - 更新慢
补充:
  总体情况/主动公开: |
    第一段。

    第二段：有冒号，- 有横线，# 有井号。
""")
    assert [(issue.problem, issue.plan) for issue in record.issues] == [("人手不足", ("培训", "考核")), ("更新慢", ())]
    assert [(extra.part, extra.text) for extra in record.extras] == [
        ("overview.publication", "第一段。"),
        ("overview.publication", "第二段：有冒号，- 有横线，# 有井号。"),
    ]
    assert [finding.code for finding in findings] == ["issue-plan"]


@pytest.mark.parametrize(
    ("name", "kind", "own"),
    [
        ("威海市文登区人力资源和社会保障局", "部门", "我局"),
        ("澜江县发展和改革委员会", "部门", "我委"),
        ("澜江县人民政府办公室", "部门", "我办"),
        ("澜江县人民政府", "政府", "我县"),
        ("青石镇人民政府", "镇街", "我镇"),
        ("新城街道办事处", "镇街", "我街道"),
    ],
)
def test_kind_and_self_reference_follow_from_the_name(name: str, kind: str, own: str) -> None:
    agency = read_clean(BASE.replace("某某区示范局", name)).agency
    assert (agency.kind, agency.self_name) == (kind, own)


def test_the_date_in_any_usual_form() -> None:
    for typed in ("2022年1月26日", "2022-01-26", "2022.1.26", "2022/1/26"):
        assert read_clean(f"{BASE}报告:\n  落款日期: {typed}\n").settings.signed == "2022年1月26日"


# --- tables ---


def test_what_is_left_out_of_a_table_is_0_and_totals_are_added_up() -> None:
    record = read_clean("""\
年度: 2021
机关: {名称: 某某区示范局}
表二:
  行政处罚: 4
表三:
  新收:
    自然人: 3
    商业企业: 1
  予以公开:
    自然人: 2
    企业: 1
  重复申请:
    自然人: 1
表四:
  行政复议:
    维持: 1
""")
    figures = record.values.figures
    assert figures["requests.new"].value == 4
    assert figures["requests.total"].value == 4
    assert figures["requests.refused_2.person"].value == 1
    assert figures["reviews"].value == 1
    assert figures["direct"].value == 0
    assert record.cells_filled == 9 + (21 + 3) * 6 - 5 + 11


def test_rows_and_columns_go_by_label_key_or_id() -> None:
    for row in ("新收", "本年新收", "一、本年新收政府信息公开申请数量", "new"):
        for column in ("自然人", "person"):
            text = BASE.replace("{新收: 0}", f"\n  {row}:\n    {column}: 1\n  办理结果:\n    予以公开: {{自然人: 1}}")
            assert read_clean(text).values.figures["requests.new.person"].value == 1


def test_what_cannot_be_read_is_left_open_not_0() -> None:
    record, findings = read(BASE.replace("{新收: 0}", "{新收: {自然人: 三件, 商业企业: 2}, 予以公开: {企叶: 1}}"))
    figures = record.values.figures
    assert "requests.new.person" not in figures
    assert "requests.new" not in figures
    assert "requests.granted.person" not in figures
    assert figures["requests.new.company"].value == 2
    assert [finding.code for finding in findings] == ["number", "unknown-key"]


# --- last year ---


def test_last_year_typed_in_place() -> None:
    record = read_clean(f"""{BASE}上年:
  表三:
    新收: 5
    予以公开: 5
  数据:
    培训: 1
""")
    previous = {path: given.value for path, given in record.values.previous.items()}
    assert previous == {"requests.new": 5, "requests.granted": 5, "training.count": 1}


def test_last_year_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "2020.yaml").write_text(BASE.replace("2021", "2020") + "数据: {培训: 1}\n", "gbk")
    (tmp_path / "2021.yaml").write_text(BASE + "上年: {年报: 2020.yaml}\n数据: {培训: {本年: 2, 上年: 1}}\n", "utf-8")
    record, findings = load.record(tmp_path / "2021.yaml")
    assert record is not None
    assert not findings
    assert record.values.previous["training.count"].value == 1
    assert record.values.previous["requests.new"].value == 0


# --- slips of the keyboard: told, and the rest is read all the same ---


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  培训：\n    内容: [甲，乙]\n    次数：2\n", "yaml-colon"),
        ("  培训:\n\t次数: 2\n\t内容: [甲, 乙]\n", "yaml-indent"),
        ("　　培训:\n　　　　次数: 2\n　　　　内容: [甲, 乙]\n", "yaml-indent"),
        ("  培训:\n    次数 2\n    内容: ［甲、乙］\n", "yaml-brackets"),
        ("  培训:\n    次数:2\n    内容:\n      -甲\n      －乙\n", "yaml-dash"),
        ("  培训:\n    次数:　2\n    内容:\n      -　甲\n      - 乙\n", "yaml-dash"),
        ("  培训:\n    次数\u200b: 2\n    内容: [甲, 乙\x07]\n", "yaml-hidden"),
        ("---\n  培训: {次数: 2, 内容: [甲, 乙]}\n", "yaml-documents"),
    ],
)
def test_a_slip_does_not_hide_the_rest(text: str, code: str) -> None:
    record, findings = read(f"{BASE}数据:\n{text}")
    assert record.values.figures["training.count"].value == 2
    assert words(record)["training.topics"] == ("甲", "乙")
    assert code in {finding.code for finding in findings}
    assert {finding.code for finding in findings} <= {
        "yaml-colon",
        "yaml-indent",
        "yaml-brackets",
        "yaml-dash",
        "yaml-hidden",
        "yaml-documents",
    }


def test_what_could_be_meant_is_left_alone() -> None:
    record = read_clean(f"""{BASE}数据:
  建议提案:
    公开处: 网站：“建议提案”专栏；http://www.example.gov.cn/a:b
  培训:
    次数: 1
    内容: [《关于教育，医疗的意见》, "甲，乙", 会议：讲话]
问题和打算:
  - 问题: 公开内容单一：多为动态
    打算: 一是丰富内容；二是培训
补充:
  改进情况: |
    下一步：
      - 甲：一
    \t制表符
""")
    assert words(record)["proposals.where"] == ("网站：“建议提案”专栏；http://www.example.gov.cn/a:b",)
    assert words(record)["training.topics"] == ("《关于教育，医疗的意见》", "甲，乙", "会议：讲话")
    assert record.issues[0].problem == "公开内容单一：多为动态"


def test_a_broken_part_does_not_hide_the_others() -> None:
    record, findings = load.parse(BASE + "数据: [培训\n做过的事:\n  - 三审三教\n")
    assert record is None
    assert [(finding.code, finding.place.line) for finding in findings] == [("yaml-syntax", 6), ("unknown-key", 8)]
    assert "“数据”这一部分其余的内容还没有检查" in findings[0].advice
