"""The promises of design.md 2, held against random records."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.complete import complete
from tests.drafting import DataFile, as_yaml, bank, drafted
from tests.promises import CLAIM_PROMISES, DATA_PROMISES, FIGURE_PROMISES, WORDING_PROMISES, broken
from tests.strategies import COLUMNS, data_files, only_tables

from draftgen import load, pipeline, render

random_records = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@random_records
@given(data_files())
def test_every_figure_has_a_source_and_is_right(data: DataFile) -> None:
    assert broken(drafted(data), FIGURE_PROMISES) == {}


@random_records
@given(data_files())
def test_every_sentence_is_supported_or_asks(data: DataFile) -> None:
    assert broken(drafted(data), CLAIM_PROMISES) == {}


@random_records
@given(data_files())
def test_nothing_is_said_of_nothing_and_nothing_twice(data: DataFile) -> None:
    assert broken(drafted(data), WORDING_PROMISES) == {}


@random_records
@given(data_files())
def test_tables_and_own_words_are_as_given(data: DataFile) -> None:
    assert broken(drafted(data), DATA_PROMISES) == {}


# --- sums that do not hold are reported ---


@random_records
@given(data_files(), st.sampled_from(["新收", "上年结转", "予以公开", "结转下年"]), st.sampled_from(COLUMNS))
def test_a_column_that_does_not_balance_is_reported(data: DataFile, row: str, column: str) -> None:
    table = data["表三"] if isinstance(data["表三"]["新收"], dict) else {"新收": {}}
    cells_of_row = table.get(row, {})
    unbalanced = data | {"表三": table | {row: cells_of_row | {column: cells_of_row.get(column, 0) + 1}}}
    assert "balance" in faults_of(unbalanced)


@random_records
@given(data_files(), st.sampled_from(COLUMNS))
def test_a_typed_total_that_is_no_sum_is_reported(data: DataFile, column: str) -> None:
    table: DataFile = {"新收": {column: 3, "总计": 4}, "予以公开": {column: 3}}
    assert "sum" in faults_of(data | {"表三": table})


def faults_of(data: DataFile) -> set[str]:
    """The codes of the errors that reading a data file gives."""
    return {finding.code for finding in load.parse(as_yaml(data))[1] if finding.level == "error"}


@pytest.mark.parametrize(
    "published",
    [
        {"门户网站": {"条数": 3, "分类": {"公告": 16, "动态": 2}}},
        {"门户网站": {"条数": 3, "分类": {"公告": 16, "其中": "部分"}}},
        {"政策解读": {"篇数": 3, "图解": 16}},
        {"政策解读": {"篇数": 3, "图解": 2, "文字": 2}},
        {"意见征集": {"期数": 1, "收到意见": 3, "采纳": 16}},
    ],
)
def test_parts_larger_than_their_whole_are_reported(published: DataFile) -> None:
    data = only_tables("东平县水务局", "部门", 数据={"主动公开": published})
    always = {"open-gap", "unsaid", "fee-missing"}
    levels = {finding.level for finding in drafted(data).findings if finding.code not in always}
    assert levels & {"error", "ask"}


# --- whatever a clerk types ---

anything = st.text(min_size=1, max_size=30)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=anything, words=st.lists(anything, min_size=4, max_size=4), year=st.integers(2021, 2030))
def test_any_text_gives_findings_or_a_report_in_every_format(name: str, words: list[str], year: int) -> None:
    data = only_tables("东平县水务局", "部门") | {
        "年度": year,
        "机关": {
            "名称": name,
            "类别": "部门",
            "网站": {"名称": words[0]},
            "联系": {"部门": words[1], "电话": words[2]},
        },
        "数据": {
            "主动公开": {
                "门户网站": {"条数": 2, "分类": {words[0]: 2}},
                "开放日": [{"名称": words[1], "参加": [words[2]]}],
            }
        },
        "做过的事": [{"重点领域": [words[2], words[3]]}, {"指导思想": words[0]}],
        "问题和打算": [{"问题": words[0], "打算": words[1]}],
        "其他事项": {"其他": words[3]},
        "补充": {"总体情况/主动公开": words[1], "改进情况": words[3]},
    }
    record, seen = load.parse(as_yaml(data))
    if record is None:
        assert seen
        return
    draft, _ = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    own = {span.text for paragraph in draft.document.paragraphs() for span in paragraph.spans}
    assert {extra.text for extra in record.extras} <= own
    assert render.write_docx(draft.document, None, draft=True)
    assert render.write_html(draft.document)
    assert render.write_markdown(draft.document)


# --- promise 6: same input, same bytes ---

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SETTINGS = (
    {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "LC_ALL": "", "TZ": "America/St_Johns"},
)


@pytest.mark.parametrize("name", ["wendeng-2021", "qingshi-2025", "lanjiang-2025", "complete"])
def test_same_input_gives_same_bytes_whatever_the_machine(name: str, tmp_path: Path) -> None:
    data = EXAMPLES / name / "data.yaml"
    if name == "complete":
        data = tmp_path / "data.yaml"
        data.write_text(as_yaml(complete("政府", lambda now: now // 3)), encoding="utf-8")
    runs = [written(data, tmp_path / str(number), environment) for number, environment in enumerate(SETTINGS)]
    assert sorted(Path(file).suffix for file in runs[0]) == [".docx", ".docx", ".html", ".json", ".md", ".txt"]
    assert runs[0] == runs[1] == runs[2]


def written(data: Path, folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """The files that `draftgen write` makes, and what it says, in an environment and home folder of its own."""
    folder.mkdir()
    home = folder / "home"
    command = [sys.executable, "-m", "draftgen", "write", str(data), "-o", "out", "--ledger", "out/ledger.json"]
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **own, **environment}, capture_output=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr.decode()
    # What the folder remembers of its runs lies in .draftgen.json and .draftgen.
    files = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if not path.name.startswith(".")}
    return files | {"screen.txt": run.stdout}
