"""A data file that starts from last year's report: what is taken over, and what is left for the clerk."""

from pathlib import Path

import pytest
from tests.test_reuse import last_report

from draftgen import load, workbench
from draftgen.core.finding import RefusedOutput

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
