"""Real published reports, read with nothing else given: every cell as in the truth checked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from draftgen.cli import main

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
REPORTS = {
    "seed/wendeng_rsj_2021.txt": "seed/wendeng_rsj_2021.truth.json",
    "shuyang/shuyang_fgj_2023.rebuilt.html": "shuyang/shuyang_fgj_2023.truth.json",
    "hongze/hzq2023.pdf": "hongze/hongze_2023.truth.json",
    "hongze/hzq2024.pdf": "hongze/hongze_2024.truth.json",
}

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not beside this checkout")


def read(file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    monkeypatch.setattr("sys.argv", ["draftgen", "read", str(REAL / file), "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return int(str(ended.value.code)), out


@pytest.mark.parametrize("file", REPORTS)
def test_every_cell_is_as_published(
    file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = json.loads((REAL / REPORTS[file]).read_text("utf-8"))
    code, out = read(file, monkeypatch, capsys)
    assert code == 0
    assert out["year"] == truth["year"]
    assert truth["agency"].endswith(out["agency"])
    assert out["table2"] == truth["table2"]
    assert out["table3"] == truth["table3"]
    assert out["table4"] == truth["table4"]
    assert out.get("other_total_row") == truth.get("other_total_row")
    assert [section["id"] for section in out["sections"]] == [
        "overview",
        "published",
        "requests",
        "disputes",
        "problems",
        "other",
    ]


def test_wrong_totals_stay_as_printed_and_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = read("hongze/hzq2023.pdf", monkeypatch, capsys)
    assert [finding["message"] for finding in out["findings"] if finding["code"] == "sum"] == [
        "表四 “行政复议·总计”总计：印的是 0，各项相加是 11，对不上。",
        "表四 “行政诉讼·复议后起诉·总计”总计：印的是 0，各项相加是 5，对不上。",
    ]


def test_blank_form(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = read("template/official_template.docx", monkeypatch, capsys)
    assert out["missing"] == ["机关名称", "年度", "统计期限", "落款日期"]
    assert {row["label"] for row in out["table3"]["rows"].values() if row["values"] != [None] * 7} == set()
    assert set(out["table2"]["规章"].values()) == {None}
    assert set(out["table4"]["复议后起诉"].values()) == {None}
