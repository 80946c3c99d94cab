"""`draftgen read`: what it prints for people and programs, the data file it writes, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.reports import contents, one_row_six, table, word, word_report

from draftgen import load
from draftgen.cli import main
from draftgen.core.read import ReadContent
from draftgen.core.record import Record


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr("sys.argv", ["draftgen", "read", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(folder: Path, *found: ReadContent) -> Path:
    file = folder / "2023年报.docx"
    file.write_bytes(word_report(found))
    return file


def test_the_summary(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    report(folder, *contents())
    assert run(monkeypatch, "2023年报.docx") == 0
    assert capsys.readouterr().out == (
        "读完：2023年报.docx\n"
        "  机关：青石县水务局；年度：2023\n"
        "  表二：读出 10 个数\n"
        "  表三：读出 175 个数\n"
        "  表四：读出 15 个数\n"
        "  各部分：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项\n"
        "  问题 2 条，改进措施 2 条\n"
        "  勾稽：核对 42 处，相符 42 处，不符 0 处\n"
    )


def test_the_summary_of_a_poor_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {
        "table3": table("table3", requests__new__company="", requests__refused_2="9"),
        "table2": table("table2", "2019"),
    }
    report(folder, *contents(tables, closing=(), intro=()))
    assert run(monkeypatch, "2023年报.docx") == 0
    assert capsys.readouterr().out == (
        "读完：2023年报.docx\n"
        "  机关：青石县水务局；年度：2023\n"
        "  表二：读出 22 个数（2019 年旧格式）\n"
        "  表三：读出 174 个数，空白 1 格\n"
        "  表四：没有读到\n"
        "  各部分：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项\n"
        "  问题 2 条，改进措施 2 条\n"
        "  勾稽：核对 37 处，相符 35 处，不符 2 处，另有 2 处有空白，无从核对\n"
        "  没有找到：统计期限、第四部分的表、落款日期\n"
        "\n"
        "请核对 3 条\n"
        "  1. 没有读到第四部分的表。\n"
        "     原文里可能没有这张表，或者是图片，或者表头不全；这张表的数都空着，请对照原文补填。\n"
        "     在：2023年报.docx\n"
        "  2. 表三 “总计”列（七）总计：印的是 45，各项相加是 48，对不上。\n"
        "     这是原文印的数，程序照原样读出、没有改；请查清哪一个数有误。\n"
        "     在：2023年报.docx\n"
        "  3. 表三 “重复申请”行总计：印的是 9，各项相加是 6，对不上。\n"
        "     这是原文印的数，程序照原样读出、没有改；请查清哪一个数有误。\n"
        "     在：2023年报.docx\n"
    )


def as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: Path) -> dict[str, Any]:
    run(monkeypatch, file, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_json(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    grid = one_row_six(table("table3", requests__new__company="", requests__new__legal="/"))
    found = as_json(
        monkeypatch,
        capsys,
        report(folder, *contents({"table2": table("table2"), "table3": grid, "table4": table("table4")})),
    )
    assert {key: found[key] for key in ("agency", "year", "form")} == {
        "agency": "青石县水务局",
        "year": 2023,
        "form": "2021",
    }
    assert found["table2"] == {
        "规章": {"本年制发件数": 0, "本年废止件数": 0, "现行有效件数": 0},
        "行政规范性文件": {"本年制发件数": 3, "本年废止件数": 1, "现行有效件数": 12},
        "行政许可": 0,
        "行政处罚": 0,
        "行政强制": 0,
        "行政事业性收费(万元)": 44.862,
    }
    rows = found["table3"]["rows"]
    assert rows["new"] == {"label": "一、本年新收政府信息公开申请数量", "values": [7, None, 9, 8, None, 7, 45]}
    assert rows["refused_2"]["label"] == "三/（五）2.重复申请"
    assert rows["other_1"]["values"] is None
    assert found["other_total_row"] == {"label": "三/（六）其他处理", "values": [1, 0, 0, 0, 0, 0, 1]}
    assert found["table4"]["行政复议"] == {"结果维持": 3, "结果纠正": 1, "其他结果": 0, "尚未审结": 0, "总计": 4}
    assert found["sections"][0]["paragraphs"][1] == {"text": "（一）主动公开", "part": "publication", "heading": True}
    assert found["sums"] == {"held": 37, "failed": 2, "open": 3}
    assert [finding["code"] for finding in found["findings"]] == ["sum", "sum"]


def test_json_of_the_old_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {name: table(name, "2019") for name in ("table2", "table3", "table4")}
    found = as_json(monkeypatch, capsys, report(folder, *contents(tables)))
    assert found["form"] == "2019"
    assert found["table2"]["规范性文件"] == {"本年新制作数量": 3, "本年新公开数量": 0, "对外公开总数量": 0}
    assert found["table2"]["行政许可"] == {"上一年项目数量": 17, "本年增/减": -4, "处理决定数量": 251}
    assert found["other_total_row"]["values"] == [0] * 7
    assert found["table3"]["rows"]["other_3"]["values"] is None


# --- the data file ---


def last_year(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """This year's data file, with last year's as ``read -o`` wrote it."""
    assert run(monkeypatch, "2023年报.docx", "-o", "2023.yaml") == 0
    (folder / "2024.yaml").write_text(
        "年度: 2024\n机关: {名称: 青石县水务局}\n上年: {年报: 2023.yaml}\n表二: {规章: 0}\n表三: {新收: 0}\n表四: {行政复议: 0}\n",
        "utf-8",
    )
    record, _ = load.record(folder / "2024.yaml")
    assert record is not None
    return record


def test_the_data_file_is_last_years(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report(folder, *contents())
    found = last_year(folder, monkeypatch).values.previous
    shown = {path: str(given.value) for path, given in found.items()}
    assert shown["documents.valid"] == "12"
    assert shown["charges"] == "44.862"
    assert (shown["requests.new.company"], shown["requests.new"], shown["requests.total"]) == ("8", "45", "45")
    assert (shown["reviews"], shown["direct.pending"]) == ("4", "2")


def test_a_data_file_that_is_there_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was read before may be read again; what a clerk typed stands."""
    report(folder, *contents())
    assert [run(monkeypatch, "2023年报.docx", "-o", "last.yaml") for _ in range(2)] == [0, 0]
    data = folder / "2024.yaml"
    data.write_text("年度: 2024\n", "utf-8")
    assert run(monkeypatch, "2023年报.docx", "-o", "2024.yaml") == 1
    assert "2024.yaml 已经有了，没有覆盖" in capsys.readouterr().err
    assert data.read_text("utf-8") == "年度: 2024\n"


def test_what_is_blank_or_lost_is_not_zero(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grid = one_row_six(table("table3", requests__new__company="", requests__granted__person="6余"))
    report(folder, *contents({"table3": grid, "table4": table("table4", reviews="9")}))
    found = last_year(folder, monkeypatch).values.previous
    for path in (
        "requests.new.company",
        "requests.granted.person",
        "requests.other_1.person",
        "documents.valid",
    ):
        assert path not in found
    assert found["requests.new"].value == 45
    text = (folder / "2023.yaml").read_text("utf-8")
    assert "    商业企业: # 原文空白\n" in text
    assert "    自然人: # 原文是“6余”\n" in text
    assert "  其他处理:  # 原文只有一行，没有分项：1、0、0、0、0、0、1\n" in text
    assert "表二:  # 没有读到，请对照原文补填\n" in text
    assert "    总计: # 原文印的是 9，各项相加是 4，请核对后填写\n" in text


def test_what_cannot_be_carried_over_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report(
        folder,
        *contents(
            {"table2": table("table2", "2019"), "table3": one_row_six(table("table3")), "table4": table("table4")}
        ),
    )
    run(monkeypatch, "2023年报.docx", "-o", "2023.yaml")
    hints = capsys.readouterr().out.split("提示 2 条\n")[1]
    assert hints.splitlines()[0] == (
        "  1. 表二是 2019 年旧格式，下面这些栏目现在的表里没有，不能带到下一年：“本年新公开数量”（规章、规范性文件）；"
        "“对外公开总数量”（规章、规范性文件）；“上一年项目数量”（行政许可、其他对外管理服务事项、行政处罚、行政强制、行政事业性收费）；"
        "“本年增/减”（行政许可、其他对外管理服务事项、行政处罚、行政强制、行政事业性收费）；“处理决定数量”（其他对外管理服务事项）；"
        "“采购项目数量”（政府集中采购）；“采购总金额”（政府集中采购）。"
    )
    assert "  2. 表三的“（六）其他处理”只有一行，没有分成 3 项，各项都空着。" in hints


def test_what_the_old_form_cannot_give_is_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report(folder, *contents({name: table(name, "2019") for name in ("table2", "table3", "table4")}))
    found = last_year(folder, monkeypatch).values.previous
    assert "documents.valid" not in found
    assert found["requests.carried_out.person"].value == 2
    text = (folder / "2023.yaml").read_text("utf-8")
    assert "    现行有效: # 旧格式没有这一栏\n" in text
    assert "    制发: 3  # 旧格式的“本年新制作数量”\n" in text
    assert "#   规范性文件·本年新公开数量：0\n" in text
    assert "#   政府集中采购·采购总金额：0\n" in text


# --- exit codes ---


def test_no_report_in_it(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "通知.docx").write_bytes(word("<w:p><w:r><w:t>定于周五开会。</w:t></w:r></w:p>"))
    assert run(monkeypatch, "通知.docx") == 1
    assert "不像政府信息公开工作年度报告" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["没有.docx", "坏的.docx"])
def test_not_to_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04" + b"word/" * 100)
    assert run(monkeypatch, name) == 2
    assert f"“{name}”" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory to set")
@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_a_bomb_does_not_fill_the_memory(folder: Path, kind: str) -> None:
    """The whole process has 700 MB; the bombs would take gigabytes."""
    bomb = {
        "docx": word("<w:p><w:r><w:t>" + "0" * 300_000_000 + "</w:t></w:r></w:p>"),
        "html": b"<html><body>" + b"<table><tr><td>" * 1_000_000,
        "txt": b"1\t" * 30_000_000,
    }[kind]
    (folder / f"bomb.{kind}").write_bytes(bomb)
    script = "import resource; resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000)); from draftgen.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "read", f"bomb.{kind}"], capture_output=True, text=True, check=False
    )
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
