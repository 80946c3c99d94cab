"""`draftgen init` gives a file that says by itself what to fill in; `draftgen fields` gives lines that can be pasted."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.drafting import bank

from draftgen import forms, load, pipeline, workbench
from draftgen.core.catalogue import Field
from draftgen.core.finding import DraftgenError, Level, RefusedOutput
from draftgen.workbench import data
from draftgen.workbench.shown import SHOWN
from draftgen.workbench.starter import starter

KINDS = ("部门", "政府", "镇街")
# Lines that only explain; every other comment line is one to switch on.
EXPLAINED = re.compile(r" *# (每|三张表|“#”|\d+ 年度|政府信息公开)")


def filled(text: str, value: str = "0") -> str:
    """The starting file with ``value`` at every blank."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = re.fullmatch(r"( *)([^#\s][^:]*):( *#.*)?", line)
        below = next(
            (other for other in lines[number + 1 :] if other.strip() and not other.lstrip().startswith("#")), ""
        )
        if match and match[1] and len(below) - len(below.lstrip()) <= len(match[1]):
            lines[number] = f"{match[1]}{match[2]}: {value}{match[3] or ''}"
    return "\n".join(lines)


def switched_on(text: str, part: str) -> str:
    """The starting file with the "# " taken from every line of one part that is made for it."""
    before, _, rest = text.partition(f"\n{part}:")
    inside, blank, after = rest.partition("\n\n")
    head, *lines = inside.split("\n")
    lines = [line if EXPLAINED.match(line) else re.sub(r"^( *)# ", r"\1", line) for line in lines]
    return f"{before}\n{part}:" + "\n".join([head, *lines]) + blank + after


# --- init ---


@pytest.mark.parametrize("kind", KINDS)
def test_the_untouched_file_only_asks_to_be_filled(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "2021.yaml"
    workbench.init(file, kind)
    result = pipeline.write(pipeline.Job(file, folder=tmp_path / "out"))
    assert not result.files
    assert {finding.code for finding in result.draft.findings} == {"not-given"}
    asked = [finding.message.split("·")[0].split("还有")[0].strip("“”") for finding in result.draft.findings]
    assert asked == ["机关", "表二", "表三", "表四", "表四"]


def test_it_says_how_much_there_is_to_fill() -> None:
    _, findings = load.parse(starter("镇街", "2021"))
    assert (
        "\n".join(finding.message for finding in findings)
        == """\
“机关·名称”还没填。
“表二”还有 7 处没填：第 34 行 行政规范性文件（制发、废止、现行有效）；第 37 行 行政许可；第 38 行 行政处罚；第 39 行 行政强制；第 40 行 行政事业性收费。
“表三”还有 4 处没填：第 45 行 新收（自然人）；第 47 行 上年结转（自然人）；第 49 行 予以公开（自然人）；第 65 行 结转下年（自然人）。
“表四·行政复议”还没填。
“表四·行政诉讼”还没填。"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_with_zeros_it_gives_a_report(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "2021.yaml"
    file.write_text(filled(starter(kind, "2021")), "utf-8")
    _, findings = load.record(file)
    assert not findings
    result = pipeline.write(pipeline.Job(file, folder=tmp_path / "out"))
    assert [path.suffix for path in result.files] == [".docx", ".docx", ".html", ".md"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["报告", "表三", "数据", "做过的事", "问题和打算", "其他事项", "补充"])
def test_every_line_can_be_switched_on(kind: str, part: str) -> None:
    """Taking "# " away leaves a line that is indented right and means something; sums are the clerk's."""
    text = filled(switched_on(starter(kind, "2021"), part))
    record, findings = load.parse(text)
    assert record is not None
    assert {finding.code for finding in findings} <= {"balance", "breakdown"}


@pytest.mark.parametrize("kind", KINDS)
def test_disputes_can_be_switched_on(kind: str) -> None:
    record, findings = load.parse(filled(switched_on(starter(kind, "2021"), "表四")))
    assert record is not None
    assert not findings
    assert record.values.figures["reviews"].value == 1
    assert record.values.figures["direct"].value == 1


@pytest.mark.parametrize("kind", KINDS)
def test_all_ticks_of_the_kind_are_offered(kind: str) -> None:
    record, _ = load.parse(filled(switched_on(starter(kind, "2021"), "做过的事")))
    assert record is not None
    fitting = [tick.path for tick in forms.catalogue().ticks.children if not tick.kinds or kind in tick.kinds]
    assert list(record.values.ticks) == fitting


def test_what_is_shown_exists() -> None:
    """The lists of what to show name fields, rows and columns of catalogue and form, each once."""
    fields = forms.catalogue().by_path()
    block = forms.form("2021").table("table3").blocks[0]
    heads = {leaf.id for leaf in (*block.leaf_rows(), *block.leaf_columns())}
    for kind, shown in SHOWN.items():
        assert len(set(shown.data)) == len(shown.data)
        for path in shown.data:
            assert path in fields
            assert f"{fields[path].key}:" in starter(kind)
        assert {*shown.rows, *shown.columns} <= heads


def test_a_township_sees_little() -> None:
    shown = {kind: sum(bool(re.match(r" +[^# ]", line)) for line in starter(kind).split("\n")) for kind in KINDS}
    assert shown["镇街"] < shown["部门"] < shown["政府"]
    assert len(SHOWN["镇街"].data) <= 12


def test_measure_words_and_notes_are_those_of_the_catalogue() -> None:
    text = starter("部门")
    assert re.search(r"\n      条数: +# 条\n", text)
    assert re.search(
        r"\n    信息处理费: +# 元；一定要填，没有收的写 0；与表二的行政事业性收费不是一回事；每笔都是10元的倍数\n", text
    )
    assert re.search(r"\n  类别: 部门 +# 部门 / 政府 / 镇街\n", text)
    assert re.search(r"\n  体例: 默认 +# .*山东.*\n", text)


def test_notes_stand_in_one_column() -> None:
    """Counted as a screen shows it, where a Chinese character is two wide."""
    for line in starter("政府", "2021").split("\n"):
        text, sign, _ = line.partition("  # ")
        if sign and not line.lstrip().startswith("#"):
            assert sum(2 if ord(char) > 0x2000 else 1 for char in text.rstrip()) <= 28
            assert sum(2 if ord(char) > 0x2000 else 1 for char in text) == 28


@pytest.mark.parametrize(
    ("name", "year"), [("2021.yaml", "2021"), ("文登2025年.yml", "2025"), ("data.yaml", ""), ("120210.yaml", "")]
)
def test_the_year_comes_from_the_file_name(tmp_path: Path, name: str, year: str) -> None:
    workbench.init(tmp_path / name, "部门")
    assert re.search(rf"^年度: ?{year}( +# 四位数字)?$", (tmp_path / name).read_text("utf-8"), re.MULTILINE)


def test_the_same_file_every_time() -> None:
    assert starter("政府", "2021") == starter("政府", "2021")


def test_it_says_the_next_step_and_makes_folders(tmp_path: Path) -> None:
    file = tmp_path / "年报" / "2021.yaml"
    said = workbench.init(file, "镇街")
    assert file.is_file()
    assert f"再运行 draftgen write {file}" in said
    assert "draftgen fields" in said


@pytest.mark.parametrize(
    ("prepare", "name", "kind", "said"),
    [
        (lambda folder: (folder / "2021.yaml").write_text("mine"), "2021.yaml", "部门", "已经有了，没有覆盖"),
        (lambda folder: (folder / "2021.yaml").mkdir(), "2021.yaml", "部门", "已经在那里，不是普通文件，没有写"),
        (lambda folder: (folder / "sub").write_text(""), "sub/2021.yaml", "部门", "写不进去"),
        (lambda _: None, "2021.yaml", "街道", "没有“街道”这种机关类别。--kind 后面只能写：部门、政府、镇街。"),
        (lambda _: None, "2021", "部门", r"文件名要以 \.yaml 或 \.xlsx 结尾，例如：draftgen init .*2021\.yaml"),
        (lambda _: None, "2021.docx", "部门", r"文件名要以 \.yaml 或 \.xlsx 结尾"),
        (lambda _: None, f"{'长' * 300}.yaml", "部门", "写不进去"),
    ],
)
def test_what_is_refused(tmp_path: Path, prepare: Callable[[Path], object], name: str, kind: str, said: str) -> None:
    prepare(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(RefusedOutput, match=said):
        workbench.init(tmp_path / name, kind)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_on_the_command_line(tmp_path: Path) -> None:
    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "draftgen", *words],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    first, again, written = (
        run("init", "2021.yaml", "--kind", "镇街"),
        run("init", "2021.yaml"),
        run("write", "2021.yaml"),
    )
    assert (first.returncode, again.returncode, written.returncode) == (0, 1, 1)
    assert first.stdout.startswith("已生成 2021.yaml（按镇街的常用项目）。\n下一步：")
    assert again.stderr.startswith("2021.yaml 已经有了")
    assert "Traceback" not in written.stderr


# --- a field of government ---


def started(tmp_path: Path, domain: str, kind: str = "") -> str:
    workbench.init(tmp_path / "2021.yaml", kind, domain)
    return (tmp_path / "2021.yaml").read_text("utf-8")


def test_a_field_of_government_offers_what_it_usually_has(tmp_path: Path) -> None:
    text = started(tmp_path, "人社局")
    assert re.search(r"\n  领域: 人社 +# ", text)
    assert "      # 分类:                 # 常见的类别，按网站上的栏目改；" in text
    assert "\n      #   就业创业政策:\n      #   社会保险经办:\n" in text
    assert "\n      # 主题: [社会保险待遇调整, 灵活就业人员参保, " in text
    assert "\n    # 主题: [社会保险缴费, 养老保险待遇核定, " in text
    assert "\n  # - 重点领域: [就业创业政策, 社会保险经办, " in text


def test_without_a_field_nothing_changes() -> None:
    assert "领域: " not in starter("部门", "2021").split("报告:")[0]
    assert "公告公示: 126" in starter("部门", "2021")


@pytest.mark.parametrize(("domain", "kind"), [("人社", "部门"), ("乡镇", "镇街"), ("街道", "镇街"), ("开发区", "部门")])
def test_the_field_tells_the_kind_where_nobody_says_it(domain: str, kind: str, tmp_path: Path) -> None:
    assert f"\n  类别: {kind} " in started(tmp_path, domain)


def test_what_is_offered_is_off_until_it_is_switched_on(tmp_path: Path) -> None:
    off, _ = load.parse(filled(started(tmp_path, "人社")))
    assert off is not None
    assert not {"site.parts", "interpretation.topics", "request_topics"} & {*off.values.words, *off.values.parts}
    on, findings = load.parse(filled(switched_on(started(tmp_path / "on", "人社"), "数据")))
    assert on is not None
    assert {finding.code for finding in findings} <= {"balance", "breakdown"}
    assert on.values.words["request_topics"].items[:2] == ("社会保险缴费", "养老保险待遇核定")
    assert on.values.parts["site.parts"].parts[0][0] == "就业创业政策"


def test_an_unknown_field_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(DraftgenError, match=r"没有“航天”这个领域的语句。可以写：.*人社"):
        workbench.init(tmp_path / "2021.yaml", "部门", "航天")
    assert not list(tmp_path.iterdir())


FIELD_WORDS = ("供暖", "学位", "就业", "社会保险", "毕业生", "乡村振兴", "项目建设", "人才", "懂法律")


@pytest.mark.parametrize("kind", ["部门", "政府", "镇街"])
def test_without_a_field_the_samples_fit_any_office(kind: str) -> None:
    text = starter(kind)
    assert [word for word in FIELD_WORDS if word in text] == []
    assert "就业" in starter_of("人社")


def starter_of(domain: str) -> str:
    return starter("部门", "2025", next(found for found in bank().domains if domain in found.names))


# --- fields ---

# A file in which any example may stand: enough requests and documents for the checks across parts.
ROOM = """\
年度: 2021
机关: {名称: 某某区示范局}
表二: {行政规范性文件: {制发: 0, 废止: 2, 现行有效: 20}}
表三: {新收: {自然人: 12}, 予以公开: {自然人: 12}}
表四: {行政复议: 0}
"""
ENTRIES = tuple(data._entries())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.field.path)
def test_every_example_can_be_pasted(entry: data._Entry) -> None:
    heads = [f"{'  ' * depth}{head}:" for depth, head in enumerate(entry.heads)]
    record, findings = load.parse(ROOM + "\n".join([*heads, *entry.example()]) + "\n")
    assert record is not None
    assert not findings
    values = record.values
    given = {*values.words, *values.parts, *values.items, *values.ticks, *values.figures}
    assert any(field.path in given for field in entry.field.walk())


def test_every_field_is_listed() -> None:
    catalogue = forms.catalogue()
    listed = {field.path for entry in ENTRIES for field in entry.field.walk()}
    heads = {head for entry in ENTRIES for head in entry.heads}

    def missing(field: Field) -> list[str]:
        below = [path for child in field.children for path in missing(child)]
        return below if field.path in listed or field.key in heads else [field.path, *below]

    assert not [path for root in (catalogue.data, catalogue.ticks, catalogue.other) for path in missing(root)]


def test_the_whole_listing_is_a_data_file() -> None:
    record, findings = load.parse(ROOM + workbench.fields("") + "\n")
    assert record is not None
    # Who does all there is at once cannot but say 未单独开设网站和新媒体 beside the figures of the account.
    assert {finding.code for finding in findings if finding.level is Level.ERROR} <= {"ticks-apart"}


def test_fields_by_word() -> None:
    assert (
        workbench.fields("培训")
        == """\
# 共 1 项。例子连同缩进一起复制到数据文件里同名的一级下面，再改成自己的数。
数据:
  监督保障:
    # 培训下面可写：次数（次、期、场）、内容、人次（人次）、方式（举办 / 参加；不写按举办）、主办（参加的培训由谁主办，如“县级”）
    培训:
      次数: 1
      方式: 举办
      内容: [政府信息公开, 依申请公开]
      人次: 60"""
    )
    assert "做过的事:\n  # 同步张贴公示" in workbench.fields("公开栏")
    assert workbench.fields("微信公号").startswith("没有与“微信公号”有关的项目。")


@pytest.mark.parametrize("word", ["村务", "村务公开", "社区公开", "居务公开", "村公开"])
def test_the_boards_are_found_by_what_towns_call_them(word: str) -> None:
    found = workbench.fields(word)
    assert "公开栏:\n      镇: 1" in found
    assert load.parse(ROOM + found.replace("村: 13", "村务公开栏: 13") + "\n")[0] is not None


@pytest.mark.parametrize(("word", "near"), [("政策解答", "政策解读"), ("新媒体粉丝", "粉丝数"), ("月度培训", "培训")])
def test_a_word_that_finds_nothing_is_told_the_nearest(word: str, near: str) -> None:
    listed = workbench.fields(word).partition("相近的有：")[2].partition("，例如")[0]
    assert near in listed.split("、")


@pytest.mark.parametrize("word", ["加班", "报纸"])
def test_a_word_that_nothing_is_near_is_told_none(word: str) -> None:
    assert "相近的有" not in workbench.fields(word)
