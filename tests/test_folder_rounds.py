"""The second round: findings answer each other by rule, place and words, not by where they stand in the file."""

import pytest
from tests.inspecting import finding, report

from draftgen.core.finding import Finding, Place, Spot, UnreadableInput
from draftgen.inspection import results
from draftgen.inspection.rounds import follow
from draftgen.inspection.unit import received


def became(before: list[Finding], now: list[Finding]) -> list[str]:
    """The state of each finding, with its note."""
    return [f"{item.state.value}{f'（{item.note}）' if item.note else ''}" for item in follow(before, now)]


SUM = finding(at="表三 新收 总计", text="9")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([SUM], [SUM], ["未改"]),
        ([SUM], [], ["已改"]),
        ([], [SUM], ["新增"]),
        ([SUM], [finding(at="表三 新收 总计", text="8")], ["未改（原填“9”，现填“8”，仍不对）"]),
        ([SUM], [finding(at="表三 新收 自然人", text="9")], ["新增", "已改"]),
        ([SUM], [finding(at="表三 新收 总计", text="9", code="cell-blank")], ["新增", "已改"]),
    ],
)
def test_a_cell(before: list[Finding], now: list[Finding], expected: list[str]) -> None:
    assert became(before, now) == expected


def test_a_table_with_several_faults_of_one_kind_tells_how_many_are_left() -> None:
    before, now = finding(at="表三 新收 科研机构", more=124), finding(at="表三 结转下年 其他", more=2)
    assert became([before], [now]) == ["未改（原有125处，还有3处）"]


def test_the_last_of_several_faults_is_still_the_same_remark() -> None:
    before, now = finding(at="表三 新收 科研机构", more=4), finding(at="表三 结转下年 其他")
    assert became([before], [now]) == ["未改（原有5处，还有1处）"]


def words(text: str, section: str = "总体情况") -> Finding:
    return finding(text=text, section=section, code="year-left-over")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("2024年，我局开展培训", "2024年，我局开展培训", ["未改"]),
        ("2024年，我局开展培训", "2024年，全局开展培训", ["未改"]),  # a word was changed, not the fault
        ("2024年，我局开展培训", "2024年共编发图解十二篇", ["新增", "已改"]),
    ],
)
def test_words(before: str, now: str, expected: list[str]) -> None:
    assert became([words(before)], [words(now)]) == expected


def test_a_paragraph_that_was_moved_is_still_the_same() -> None:
    assert became([words("2024年，我局开展培训")], [words("2024年，我局开展培训", "其他需要报告的事项")]) == ["未改"]


def test_another_file_name_that_is_still_wrong_is_the_same_remark() -> None:
    before, now = (finding(text=name, section="文件名", code="file-name") for name in ("1.docx", "定稿最终版.docx"))
    assert became([before], [now]) == ["未改"]


def test_where_a_finding_stands_in_the_file_is_no_matter() -> None:
    before, now = (
        Finding("doubled", SUM.level, Place(section="总体情况", excerpt="工作工作", spot=Spot(block=block)), "重复。")
        for block in (3, 17)
    )
    assert became([before], [now]) == ["未改"]


def test_of_two_equal_remarks_one_can_be_mended() -> None:
    assert became([words("工作工作"), words("工作工作")], [words("工作工作")]) == ["未改", "已改"]


def test_the_closest_words_are_taken_first() -> None:
    near, far = words("2024年，我局开展培训两次"), words("2024年，我局开展巡查两次")
    found = follow([far, near], [near])
    assert [(item.state.value, item.finding.place.excerpt) for item in found] == [
        ("未改", near.place.excerpt),
        ("已改", far.place.excerpt),
    ]


# --- what is kept between the rounds ---


def test_what_was_kept_is_read_back() -> None:
    said = (finding("不对。", at="表三 新收 总计", text="9", more=2), finding("重复。", "请核实", text="工作工作"))
    came = received([report("甲局", *said)])
    kept = results.read(results.written(came, {"甲局": said}))
    assert kept == {"甲局": said}


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"units": [{"name": "x"}]}', b"\xff", b"[" * 100_000])
def test_what_is_no_result_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="上一轮"):
        results.read(data)
