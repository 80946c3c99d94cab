"""`draftgen update` as a clerk runs it."""

import json
import shutil
from pathlib import Path

import pytest
from tests.desk import ROOT, Desk
from tests.updating import pasted, replaced

from draftgen import store, versions

REPORT = "威海市文登区人力资源和社会保障局2021年政府信息公开工作年度报告（草稿）.docx"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A report was written and given to the director, who changed a word; then the website said 315."""
    shutil.copy(ROOT / "examples" / "wendeng-2021" / "data.yaml", desk.folder / "data.yaml")
    assert desk.run("write", "data.yaml").returncode == 0
    edited = replaced((desk.folder / REPORT).read_bytes(), "通过区政府门户网站公开信息", "在区政府门户网站上公开信息")
    (desk.folder / "修改稿.docx").write_bytes(edited)
    data = (desk.folder / "data.yaml").read_text("utf-8")
    desk.put("data.yaml", data.replace("条数: 313", "条数: 315").replace("公告公示: 126", "公告公示: 128"))
    return desk


def files(desk: Desk) -> set[str]:
    return {path.name for path in desk.folder.iterdir()}


def test_two_figures(office: Desk) -> None:
    done = office.run("update", "修改稿.docx", "data.yaml", "-o", "新稿.docx")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "改了 2 处：" in done.stdout
    assert "门户网站·条数：313 → 315" in done.stdout
    assert "公开信息【313→315】条" in done.stdout
    assert "公告公示：126 → 128" in done.stdout
    assert "已写出：新稿.docx" in done.stdout


def test_without_a_name_it_lies_beside_the_edited_file(office: Desk) -> None:
    office.run("update", "修改稿.docx", "data.yaml")
    assert "修改稿（更新）.docx" in files(office)


def test_check_only_lists(office: Desk) -> None:
    before = files(office)
    done = office.run("update", "修改稿.docx", "data.yaml", "--check")
    assert "要改 2 处：" in done.stdout
    assert done.returncode == 0
    assert files(office) == before


def test_json(office: Desk) -> None:
    done = office.run("update", "修改稿.docx", "data.yaml", "--check", "--json")
    said = json.loads(done.stdout)
    assert [(place["path"], place["old"], place["new"]) for place in said["changes"]] == [
        ("site.count", "313", "315"),
        ("site.parts.1", "126", "128"),
    ]
    assert (said["files"], said["findings"], said["changed"]) == ([], [], True)


def test_a_figure_typed_over_is_listed_with_exit_code_one(office: Desk) -> None:
    path = office.folder / "修改稿.docx"
    path.write_bytes(replaced(path.read_bytes(), ">313<", ">314<"))
    done = office.run("update", "修改稿.docx", "data.yaml", "-o", "新稿.docx")
    assert done.returncode == 1
    assert "【待核】“门户网站·条数”被人改过：文件里是“314”，上次写的是313" in done.stdout
    assert "新稿.docx" in files(office)


def test_pasted_text_is_held_against_the_version_kept(office: Desk) -> None:
    path = office.folder / "修改稿.docx"
    path.write_bytes(pasted(path.read_bytes()))
    done = office.run("update", "修改稿.docx", "data.yaml", "--check")
    assert "313 → 315，按上次写出的稿子认出" in done.stdout
    assert done.returncode == 0


def test_written_into_another_folder(office: Desk) -> None:
    office.run("write", "data.yaml", "-o", "发文")
    edited = pasted((office.folder / "发文" / REPORT).read_bytes())
    (office.folder / "发文" / "局长改.docx").write_bytes(edited)
    data = (office.folder / "data.yaml").read_text("utf-8")
    office.put("data.yaml", data.replace("条数: 315", "条数: 317"))
    done = office.run("update", "发文/局长改.docx", "data.yaml", "--check")
    assert "315 → 317，按上次写出的稿子认出" in done.stdout


def test_the_edited_file_itself_is_not_written_over(office: Desk) -> None:
    before = (office.folder / "修改稿.docx").read_bytes()
    done = office.run("update", "修改稿.docx", "data.yaml", "-o", "修改稿.docx")
    assert done.returncode == 1
    assert "没有覆盖" in done.stderr
    assert (office.folder / "修改稿.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("没有.docx", "data.yaml"), 2, "“没有.docx”打不开"),
        (("data.yaml", "data.yaml"), 2, "“data.yaml”不是 .docx"),
        (("修改稿.docx", "没有.yaml"), 2, "没有.yaml"),
        (("修改稿.docx", "data.yaml", "-o", "新稿.pdf"), 1, "要以 .docx 结尾"),
    ],
)
def test_what_cannot_go_on_is_said_in_a_sentence(office: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    done = office.run("update", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_the_draft_was_written_with_is_remembered(desk: Desk) -> None:
    for name in ("data.yaml", "2024年报.docx"):
        shutil.copy(ROOT / "examples" / "qingshi-2025" / name, desk.folder)
    desk.run("write", "data.yaml", "--reuse", "2024年报.docx")
    shutil.copy(next(desk.folder.glob("*年度报告*.docx")), desk.folder / "修改稿.docx")
    data = (desk.folder / "data.yaml").read_text("utf-8")
    desk.put("data.yaml", data.replace("条数: 46", "条数: 48").replace("工作动态: 29", "工作动态: 31"))
    done = desk.run("update", "修改稿.docx", "data.yaml")
    assert "改了 5 处：" in done.stdout
    assert "工作动态占比：63% → 64.6%" in done.stdout
    assert done.returncode == 0


def test_a_sum_that_is_wrong_in_the_data_is_said_first(office: Desk) -> None:
    data = (office.folder / "data.yaml").read_text("utf-8")
    office.put("data.yaml", data.replace("公告公示: 128", "公告公示: 126"))
    done = office.run("update", "修改稿.docx", "data.yaml", "--check")
    assert "数据文件 data.yaml 本身还有必须改的地方：“门户网站”各类相加是 313，条数写的是 315" in done.stdout


def test_the_same_draft_is_kept_once(tmp_path: Path) -> None:
    for number in (1, 1, *range(2, 15), 14):
        for path, content in versions.add(tmp_path, "报告", f"{number}".encode()).items():
            store.write_file(path, content)
    assert versions.read(tmp_path, "报告") == tuple(f"{number}".encode() for number in range(7, 15))
