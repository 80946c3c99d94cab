"""Figures of the prose become data: under their path, classes by their names, the rest by their words."""

from decimal import Decimal

import yaml
from tests.binding import read, report_of

from draftgen import bind, load
from draftgen.core.report import Report

REPORT = report_of(
    "（一）主动公开",
    "2023年，通过县政府门户网站公开信息313条，其中公告公示126条、工作动态84条、其他103条。"
    "通过“青川水务”微信公众号推送信息608条，较上年增加8条。网站访问量近12万次。发放明白纸300份。",
    "（二）依申请公开",
    "新收政府信息公开申请3件，其中网上申请2件。平均办理时间8.5个工作日。",
    "（五）监督保障",
    "2022年举办培训1次，2023年举办培训2次。网站留言办结率100%。",
)


def data(report: Report) -> dict[str, object]:
    return bind.data(report, read(report))


def test_the_prose_is_written_down_in_the_keys_of_the_data_file() -> None:
    assert data(REPORT) == {
        "数据": {
            "主动公开": {
                "门户网站": {"条数": 313, "分类": {"公告公示": 126, "工作动态": 84, "其他": 103}},
                "微信公众号": {"条数": 608, "名称": "青川水务"},
                "网站留言": {"办结率": "100%"},
            },
            "依申请公开": {"申请渠道": {"网络": 2}, "平均办理天数": 8.5},
            "平台建设": {"网站访问量": {"本年": 120000, "约": True}},
            "监督保障": {"培训": {"次数": {"本年": 2, "上年": 1}}},
            "其他": {"发放明白纸": 300},
        }
    }


def test_the_data_can_be_loaded_as_they_are() -> None:
    head = {"年度": 2023, "机关": {"名称": "青川县水务局", "类别": "部门"}, "表三": {"新收": {"自然人": 3}}}
    rest = {"表二": {"行政许可": 0}, "表四": {"行政复议": 0}}
    record, findings = load.parse(yaml.safe_dump({**head, **rest, **data(REPORT)}, allow_unicode=True))
    assert record is not None
    assert not [f for f in findings if f.code in ("unknown-key", "not-a-number", "sum")]
    assert record.values.figures["site.count"].value == 313
    assert record.values.figures["visits"].approximate
    assert record.values.previous["training.count"].value == 1
    assert dict(record.values.parts["misc"].parts)["发放明白纸"].value == 300


def test_what_is_derived_or_in_a_table_is_no_data() -> None:
    values = bind.values(REPORT, read(REPORT))
    assert "requests.new" not in values.figures
    assert not [path for path in values.figures if path.endswith((".diff", ".growth"))]


def test_a_class_told_again_in_section_five_is_no_class_of_its_own() -> None:
    told = "通过县政府门户网站公开信息90条，其中公告公示20条、工作动态70条。"
    report = report_of("（一）主动公开", told, "群众用得上的信息偏少，90条信息中工作动态占70条。")
    parts = {"公告公示": 20, "工作动态": 70}
    assert data(report) == {"数据": {"主动公开": {"门户网站": {"条数": 90, "分类": parts}}}}


def test_classes_that_fall_short_of_their_whole_say_so() -> None:
    report = report_of("（一）主动公开", "门户网站公开信息90条，其中公告公示20条。")
    assert data(report) == {"数据": {"主动公开": {"门户网站": {"条数": 90, "分类": {"其中": "部分", "公告公示": 20}}}}}


def test_a_figure_said_in_two_ways_is_left_to_the_clerk() -> None:
    report = report_of("（一）主动公开", "门户网站公开信息313条。", "门户网站公开信息331条。")
    assert data(report) == {}


def test_where_a_figure_was_read_is_kept() -> None:
    given = bind.values(REPORT, read(REPORT)).figures["site.count"]
    assert (given.value, str(given.source)) == (Decimal(313), "2023.txt 第2段“313条”")
