"""The office that receives a folder of reports: nothing stops the run, everything is accounted for."""

import io
import json
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.complete import complete
from tests.desk import Desk
from tests.drafting import drafted
from tests.inspecting import finding

from draftgen import annotating, inspecting, recall, render
from draftgen.cli.progress import Progress
from draftgen.core.finding import Finding, RefusedOutput, UnreadableInput
from draftgen.core.report import Report

AGENCIES = {"水务.docx": "澜江县水务局", "教育.docx": "澜江县教育局", "子文件夹/统计.docx": "澜江县统计局"}
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


@cache
def word(agency: str, wrong: bool = False) -> bytes:  # noqa: FBT001, FBT002
    """A report of ours as a Word file; a wrong one says two thousand permits less in the table than before."""
    data = render.write_docx(drafted(complete("部门", name=agency)).document)
    return (
        data
        if not wrong
        else changed(data, '<w:t xml:space="preserve">36</w:t>', '<w:t xml:space="preserve">-36</w:t>')
    )


def changed(data: bytes, old: str, new: str) -> bytes:
    """A Word file with ``new`` for the last ``old`` of its text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as target:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                before, found, after = part.decode().rpartition(old)
                assert found, old
                part = (before + new + after).encode()
            target.writestr(name, part)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an office gets: three reports, two of them in one text, and much that is none."""
    made = tmp_path / "来稿"
    for name, agency in AGENCIES.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word(agency, wrong=name == "水务.docx"))
    (made / "坏了.docx").write_bytes(word("澜江县水务局")[:500])
    (made / "扫描.png").write_bytes(PICTURE)
    (made / "打包.zip").write_bytes(b"Rar!....")
    (made / "空的.txt").write_bytes(b"")
    (made / "通知.txt").write_text("关于报送年报的通知\n请各单位按时报送。", "utf-8")
    (made / "~$水务.docx").write_bytes(b"lock")
    (made / ".DS_Store").write_bytes(b"x")
    (made / "Thumbs.db").write_bytes(b"x")
    return made


def check(path: Path) -> tuple[Report, Sequence[Finding], Sequence[str]]:
    """Reads a report; the one of 水务 has something wrong."""
    report = recall.report(path)
    wrong = any(cell.text == "-36" for table in report.tables.values() for cell in table.cells.values())
    findings = (finding("填的是负数。", at="表二 行政处罚 处理决定", text="-36"),) if wrong else ()
    return report, (*report.findings, *findings), ("表内勾稽 42 项全部相符",)


def run(folder: Path, output: Path, **about: object) -> inspecting.Inspection:
    return inspecting.inspect(inspecting.Task((folder,), output, **about), check)  # type: ignore[arg-type]


# --- which files ---


def test_every_file_is_looked_at_but_the_traces_of_open_programs(folder: Path) -> None:
    assert [name for _, name in inspecting.files_of([folder])] == [
        "坏了.docx",
        "子文件夹/统计.docx",
        "打包.zip",
        "扫描.png",
        "教育.docx",
        "水务.docx",
        "空的.txt",
        "通知.txt",
    ]


def test_what_the_office_wrote_into_the_same_folder_is_not_checked_again(folder: Path) -> None:
    before = [name for _, name in inspecting.files_of([folder])]
    run(folder, folder / "审核")
    assert [name for _, name in inspecting.files_of([folder], [folder / "审核"])] == before
    run(folder, folder)
    assert [name for _, name in inspecting.files_of([folder], [folder / "审核"])] == before


def test_nothing_stops_the_run_and_everything_is_accounted_for(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path / "审核")
    assert sorted(unit.name for unit in done.received.units) == sorted(AGENCIES.values())
    unread = {item.file: (item.save_as, item.stray) for item in done.received.unread}
    assert unread == {
        "坏了.docx": (True, False),
        "扫描.png": (False, False),
        "打包.zip": (False, False),
        "空的.txt": (False, False),
        "通知.txt": (False, True),
    }


def test_a_fault_of_the_program_in_one_file_costs_that_file_only(folder: Path) -> None:
    def breaks(path: Path) -> tuple[Report, Sequence[Finding], Sequence[str]]:
        if path.name == "教育.docx":
            raise ZeroDivisionError
        return check(path)

    known, unread = inspecting.examine(inspecting.files_of([folder]), breaks)
    assert len(known) == 3  # the notice too, which turns out to be no report
    assert [item.reason for item in unread if item.file == "教育.docx"] == [
        "检查这份文件时程序出错（ZeroDivisionError），请把文件发给维护者。"
    ]


def test_an_interruption_is_one(folder: Path) -> None:
    def stops(_: Path) -> tuple[Report, Sequence[Finding], Sequence[str]]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inspecting.examine(inspecting.files_of([folder]), stops)


def test_what_is_kept_of_a_report_is_small(folder: Path) -> None:
    known, _ = inspecting.examine(inspecting.files_of([folder]), check)
    assert all(not hasattr(one, "document") for one in known)
    assert max(sum(map(len, one.texts.values())) for one in known) < 20_000


# --- what is written ---


def test_a_summary_a_letter_for_each_unit_and_what_is_alike(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path / "审核")
    assert [path.name for path in done.files] == ["审核汇总表.xlsx", "雷同对照.docx", "审核结果.json"]
    assert sorted(path.name for path in done.letters) == sorted(f"{name}反馈意见.docx" for name in AGENCIES.values())
    assert {path.parent for path in done.letters} == {tmp_path / "审核" / "反馈意见"}
    letter = recall.document(tmp_path / "审核" / "反馈意见" / "澜江县水务局反馈意见.docx")
    assert "1.表二：填的是负数。请核对。" in [paragraph.text for paragraph in letter.paragraphs]


def test_no_letter_takes_the_place_of_another(tmp_path: Path) -> None:
    for name in ("甲/a.docx", "乙/a.docx", "甲a.docx"):
        path = tmp_path / "来稿" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")

    def nameless(path: Path) -> tuple[Report, Sequence[Finding], Sequence[str]]:
        report = recall.report(word("澜江县水务局"), path.name)
        return report._replace(agency=""), (), ()

    done = inspecting.inspect(inspecting.Task((tmp_path / "来稿",), tmp_path / "审核"), nameless)
    assert sorted(path.name for path in done.letters) == [
        "（没有认出单位：乙a.docx）反馈意见.docx",
        "（没有认出单位：甲a.docx）反馈意见.docx",
        "（没有认出单位：甲a.docx）（2）反馈意见.docx",
    ]


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    one, other = (run(folder, tmp_path / name) for name in ("甲", "乙"))
    assert [path.read_bytes() for path in (*one.files, *one.letters)] == [
        path.read_bytes() for path in (*other.files, *other.letters)
    ]


def test_a_letter_that_somebody_worked_on_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path / "审核")
    done.letters[0].write_bytes(b"changed")
    with pytest.raises(RefusedOutput, match="改过"):
        run(folder, tmp_path / "审核")
    run(folder, tmp_path / "审核", force=True)
    assert done.letters[0].read_bytes() != b"changed"
    assert any(path.read_bytes() == b"changed" for path in done.letters[0].parent.iterdir())


@pytest.mark.parametrize("missing", ["sources", "units", "before"])
def test_what_is_not_there_is_said_at_once(folder: Path, tmp_path: Path, missing: str) -> None:
    about = {"sources": (folder,), "output": tmp_path / "审核", missing: tmp_path / "没有"}
    if missing == "sources":
        about["sources"] = (tmp_path / "没有",)
    with pytest.raises(UnreadableInput, match="找不到"):
        inspecting.inspect(inspecting.Task(**about), check)  # type: ignore[arg-type]


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UnreadableInput, match="没有可以检查的文件"):
        run(tmp_path / "空", tmp_path / "审核")


# --- the second round ---


def states(done: inspecting.Inspection) -> dict[str, list[str]]:
    return {row.unit.name: [item.state.value for item in row.followed or ()] for row in done.rows}


def test_the_last_round_is_taken_from_its_output_or_from_its_reports(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "第一轮")
    second = tmp_path / "第二轮来稿"
    second.mkdir()
    (second / "改好了.docx").write_bytes(word("澜江县水务局"))
    (second / "新来的.docx").write_bytes(word("澜江县商务局", wrong=True))
    by_output = run(second, tmp_path / "甲", before=tmp_path / "第一轮")
    by_reports = run(second, tmp_path / "乙", before=folder)
    for done in (by_output, by_reports):
        assert states(done)["澜江县水务局"].count("已改") == 1
        assert states(done)["澜江县商务局"] == []  # it was not there in the first round
        assert sorted(done.gone) == ["澜江县教育局", "澜江县统计局"]


def test_a_folder_without_a_last_round_in_it_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UnreadableInput, match="上一轮"):
        run(folder, tmp_path / "审核", before=tmp_path / "空")


# --- on the screen ---


class Screen(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_a_terminal_sees_how_far_the_run_is_and_then_a_clean_line() -> None:
    screen = Screen(terminal=True)
    show = Progress(screen)
    show(15, 60, "水务.docx")
    assert "已查 15/60" in screen.getvalue()
    assert "水务.docx" in screen.getvalue()
    show(60, 60, "")
    assert screen.getvalue().endswith("\r\033[K")


def test_a_file_or_a_pipe_sees_nothing() -> None:
    screen = Screen(terminal=False)
    Progress(screen)(15, 60, "水务.docx")
    assert screen.getvalue() == ""


def test_the_command_says_what_was_found_what_was_not_read_and_where_it_wrote(desk: Desk, folder: Path) -> None:
    desk.put("名单.txt", "澜江县水务局\n澜江县教育局\n澜江县统计局\n澜江县商务局\n")
    done = desk.run("check", str(folder), "-o", "审核", "--units", "名单.txt", "--deadline", "2026年2月10日")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("澜江县水务局　必须修改")  # the most serious first
    assert "3 份已查，1 份要先另存为 docx，3 份没有读成，1 个文件不是年报，名单如下：" in lines
    assert "  未报 1 个：澜江县商务局" in lines
    assert f"  {Path('审核') / '审核汇总表.xlsx'}" in lines
    kept = json.loads((desk.folder / "审核" / "审核结果.json").read_text("utf-8"))
    assert sorted(unit["name"] for unit in kept["units"]) == sorted(AGENCIES.values())
    again = desk.run("check", str(folder), "-o", "第二轮", "--before", "审核")
    assert "与上一轮相比：" in again.stdout


def test_where_no_report_could_be_read_the_code_is_2(desk: Desk) -> None:
    desk.put("来稿/x.txt", "")
    done = desk.run("check", "来稿", "-o", "审核")
    assert done.returncode == 2
    assert "0 份已查" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("check", "来稿", "--units", "名单.xlsx"),
        ("check", "来稿", "--deadline", "2月10日"),
        ("check", "来稿", "--annotate", "x.docx"),
        ("check", "a.docx", "b.docx", "--annotate", "x.docx"),
        ("check", "a.docx", "-o", "审核", "--annotate", "x.docx"),
    ],
)
def test_options_that_do_not_go_together_are_refused(desk: Desk, words: tuple[str, ...]) -> None:
    desk.put("来稿/x.txt", "")
    done = desk.run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "不对：" in done.stderr


# --- an annotated copy ---


def test_the_command_writes_an_annotated_copy(desk: Desk) -> None:
    path = desk.folder / "年报.docx"
    path.write_bytes(word("澜江县水务局", wrong=True))
    done = desk.run("check", "年报.docx", "--annotate", "批注.docx")
    assert done.returncode == 1
    assert "带批注的副本：批注.docx（" in done.stdout
    assert "原文件没有改动。" in done.stdout
    assert path.read_bytes() == word("澜江县水务局", wrong=True)
    with zipfile.ZipFile(desk.folder / "批注.docx") as package:
        assert "负数" in package.read("word/comments.xml").decode()


def test_a_copy_with_comments_is_written_over_nobodys_file(desk: Desk) -> None:
    for name in ("年报.docx", "别人的.docx"):
        (desk.folder / name).write_bytes(word("澜江县水务局", wrong=True))
    refused = desk.run("check", "年报.docx", "--annotate", "别人的.docx")
    assert refused.returncode == 1
    assert "别人的.docx 在上次生成之后改过，或者不是程序写的，没有覆盖。" in refused.stderr
    assert (desk.folder / "别人的.docx").read_bytes() == word("澜江县水务局", wrong=True)
    done = desk.run("check", "年报.docx", "--annotate", "别人的.docx", "--force")
    assert "原来的同名文件另存为：" in done.stdout
    again = desk.run("check", "年报.docx", "--annotate", "别人的.docx")
    assert "带批注的副本：别人的.docx（" in again.stdout


def test_of_another_format_a_word_copy_is_annotated_and_it_is_said(desk: Desk) -> None:
    desk.put(
        "年报.txt", "澜江县水务局\n2025年政府信息公开工作年度报告\n\n一、总体情况\n2024年，我局开展工作工作培训。\n"
    )
    done = desk.run("check", "年报.txt", "--annotate", "批注.docx")
    assert "批注写在按读出的内容新排的 Word 副本上" in done.stdout
    read = recall.report(desk.folder / "批注.docx")
    assert read.agency == "澜江县水务局"


def test_for_programs_the_output_stays_json(desk: Desk) -> None:
    (desk.folder / "年报.docx").write_bytes(word("澜江县水务局", wrong=True))
    done = desk.run("check", "年报.docx", "--format", "json", "--annotate", "批注.docx")
    assert json.loads(done.stdout)
    assert "带批注的副本" in done.stderr


def test_a_data_file_has_no_place_for_comments(desk: Desk) -> None:
    done = desk.run("check", "2025.yaml", "--annotate", "批注.docx")
    assert done.returncode == 2
    assert "没有地方写批注" in done.stderr


def test_the_report_itself_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(word("澜江县水务局"))
    report = recall.report(path)
    (tmp_path / "又名.docx").symlink_to(path)
    for output in (path, tmp_path / "又名.docx"):
        with pytest.raises(RefusedOutput, match="原文件"):
            annotating.annotated(path, report, (), output)
    with pytest.raises(RefusedOutput, match=r"\.docx"):
        annotating.annotated(path, report, (), tmp_path / "批注.pdf")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["又名.docx", "年报.docx"]
