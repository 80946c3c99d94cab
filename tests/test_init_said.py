"""A data file from last year's report: what its prose says was done and about what, the rows of 表三, the field."""

import re
from pathlib import Path

import pytest
import yaml
from tests.test_reuse import last_report

from draftgen import load, workbench

PROSE = (
    "发布政策解读9件，其中文字解读3件、图解6件。办理网站留言83条，均已办结。",
    "召开专题会议2次。开展行政规范性文件清理，保留9件，废止3件。",
    "就依申请公开答复、信息发布审核组织培训2次。落实“三审三校”。",
    "申请内容涉及河道采砂和取水许可。对申请登记、审核、答复和归档环节作了规范。",
)


def begun(folder: Path, *prose: str, agency: str = "东平县水务局") -> str:
    text = last_report(*prose, requests={0: 5, 2: 4, 4: 1, 5: 5}).replace("东平县水务局", agency)
    persons = "1.本机关不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    assert persons in text
    changed = text.replace(persons, "1.本机关不掌握相关政府信息 | 0 | 0 | 0 | 0 | 1 | 0 | 1 |")
    (folder / "2024年报.txt").write_text(changed, "utf-8")
    workbench.init_from(folder / "2025.yaml", folder / "2024年报.txt")
    return (folder / "2025.yaml").read_text("utf-8")


def test_what_figures_say_is_no_tick_of_last_year(tmp_path: Path) -> None:
    """领导听取汇报, 多种形式解读, 规范性文件清理, 申请均按期答复: nobody ticked them, their figures are brought."""
    text = begun(tmp_path, *PROSE)
    said = text.partition("去年年报里写过的：")[2].partition("其他：")[0]
    assert [line.strip() for line in said.splitlines() if line.strip(" #")] == ["# - 三审三校", "# - 规范申请办理流程:"]


def test_a_tick_without_a_figure_of_its_own_is_one(tmp_path: Path) -> None:
    text = begun(tmp_path, "运用图解、短视频解读政策。局长听取汇报。开展规范性文件清理。全部申请均已办结。")
    said = text.partition("去年年报里写过的：")[2].partition("其他：")[0]
    for tick in ("多种形式解读", "领导听取汇报", "规范性文件清理", "申请均按期答复"):
        assert f"# - {tick}" in said


def test_topics_of_last_year_stand_beside_their_count_as_last_years(tmp_path: Path) -> None:
    lines = [" ".join(line.split()) for line in begun(tmp_path, *PROSE).splitlines()]
    assert "# 主题: [河道采砂, 取水许可] # 去年的" in lines
    assert "# 内容: [依申请公开答复, 信息发布审核] # 去年的" in lines


def test_every_row_and_column_that_was_not_nothing_has_its_line(tmp_path: Path) -> None:
    table = yaml.safe_load(begun(tmp_path, *PROSE))["表三"]
    assert table["无法提供"]["本机关不掌握"] == {"自然人": None, "商业企业": None, "法律服务机构": None}
    assert table["新收"] == {"自然人": None, "商业企业": None}


@pytest.mark.parametrize(
    ("agency", "field"), [("云岭县交通运输局", "交通"), ("云岭县教育局", "教育"), ("云岭县大数据局", "")]
)
def test_the_field_of_government_is_that_of_the_name(tmp_path: Path, agency: str, field: str) -> None:
    begun(tmp_path, *PROSE, agency=agency)
    record, seen = load.record(tmp_path / "2025.yaml")
    assert record is not None, seen
    assert record.agency.domain == field


def test_the_examples_are_of_the_field_and_of_the_year(tmp_path: Path) -> None:
    workbench.init(tmp_path / "2026.yaml", "部门", "交通")
    text = (tmp_path / "2026.yaml").read_text("utf-8")
    for foreign in ("就业", "社会保险", "供暖", "学位", "高校毕业生", "2021"):
        assert foreign not in text, foreign
    assert "#   文件: 2026年政务公开工作要点" in text
    assert "“公路建设项目”专题" in text


def test_without_a_year_in_its_name_no_year_is_named(tmp_path: Path) -> None:
    workbench.init(tmp_path / "数据.yaml", "部门", "交通")
    assert not re.search(r"20\d\d", (tmp_path / "数据.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("stated", "scope"),
    [
        ("统计范围为本机关和所属单位。", "含所属单位"),
        ("数据统计范围包括全县各级行政机关。", "全县"),
        ("统计范围为本级行政机关。", "本级"),
        ("全文共分六个部分。", "本机关"),
    ],
)
def test_the_scope_that_last_year_states_is_kept(tmp_path: Path, stated: str, scope: str) -> None:
    begun(tmp_path, *PROSE)
    last = tmp_path / "2024年报.txt"
    last.write_text(last.read_text("utf-8").replace("一、总体情况", f"本报告{stated}\n一、总体情况", 1), "utf-8")
    workbench.init_from(tmp_path / "其他.yaml", last)
    assert yaml.safe_load((tmp_path / "其他.yaml").read_text("utf-8"))["报告"]["口径"] == scope


OURS = (
    "发布政策解读12件，较上年增加5件，内容涉及取水许可、农村供水，采用图解、短视频形式。",
    "承办人大代表建议3件；政协提案5件。代表、委员满意率100%，办理结果已公开。",
    "办公室负责政府信息公开工作。申请公开的信息涉及采砂范围及期限、水价和取水许可。",
)


def test_what_the_bank_says_for_ticks_and_topics_is_found_again(tmp_path: Path) -> None:
    text = begun(tmp_path, *OURS)
    said = text.partition("去年年报里写过的：")[2].partition("其他：")[0]
    ticks = [line.strip() for line in said.splitlines() if line.strip(" #")]
    assert ticks == ["# - 专人负责:", "# - 多种形式解读:", "# - 公开建议提案办理结果"]
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "# 主题: [取水许可, 农村供水] # 去年的" in lines
    assert "# 主题: [采砂范围及期限, 水价, 取水许可] # 去年的" in lines


def test_the_results_of_requests_are_no_proposals(tmp_path: Path) -> None:
    assert "去年年报里写过的" not in begun(tmp_path, "依申请公开的办理结果已公开。")
