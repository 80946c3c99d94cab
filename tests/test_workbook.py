"""The data file as a workbook: written, read back, turned into YAML and back again, with nothing lost."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.complete import complete
from tests.desk import Desk
from tests.drafting import DataFile, as_yaml, bank, drafted
from tests.reading import BASE
from tests.strategies import KINDS, data_files

from draftgen import load, numerals, pipeline, render
from draftgen.core.finding import RefusedOutput
from draftgen.core.office import parse, unpack
from draftgen.core.record import Record, Source
from draftgen.load.canonical import canonical
from draftgen.located import Listing, Mapping, Node, Scalar
from draftgen.located.building import Tree
from draftgen.located.writing import to_yaml
from draftgen.workbench import books
from draftgen.workbench.starter import starter

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

# To make an example smaller is too slow where each one is a file.
SLOW = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def spelled(text: str) -> Mapping:
    """The tree of a data file in its one spelling."""
    root = load.source.parse(text, "data.yaml").root
    assert isinstance(root, Mapping)
    found = canonical(root)
    assert not found.left_over
    return found.root


def fits(data: DataFile) -> bool:
    """Whether a random data file gives no figure twice under two of its names."""
    root = load.source.parse(as_yaml(data), "data.yaml").root
    return isinstance(root, Mapping) and not canonical(root).left_over


def plain(node: Node | None) -> Any:
    """A tree without places: numbers as numbers, mappings without order."""
    if isinstance(node, Mapping):
        return {key.text: plain(child) for key, child in node}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    number = numerals.parse(node.text) if len(node.text) < 40 else None
    return node.text if number is None else number


def through_book(root: Mapping, folder: Path) -> Mapping:
    path = folder / "填报表.xlsx"
    path.write_bytes(books.book(root, books.kind_in(root)))
    tree = load.tree(path)
    assert not tree.findings
    assert isinstance(tree.root, Mapping)
    return tree.root


def said(record: Record | None) -> Any:
    """What a record says, without places and without which zeros were typed."""
    assert record is not None
    values = record.values

    def figures(given: Any) -> Any:
        return {path: (g.value, g.approximate, g.supplied_by) for path, g in given.items()}

    def one(v: Any) -> Any:
        return (
            figures(v.figures),
            figures(v.previous),
            {path: words.items for path, words in v.words.items()},
            {p: (sorted((n, g.value) for n, g in parts.parts), parts.partial) for p, parts in v.parts.items()},
            {path: [one(item) for item in items] for path, items in v.items.items()},
            set(v.ticks),
        )

    return (
        record.year,
        record.agency,
        record.settings._replace(signed_source=None),  # type: ignore[arg-type]
        one(values),
        [(issue.problem, issue.plan) for issue in record.issues],
        sorted((extra.part, extra.text) for extra in record.extras),
    )


@SLOW
@given(data=data_files().filter(fits))
def test_a_data_file_goes_through_a_workbook_and_back_unchanged(data: DataFile, tmp_path: Path) -> None:
    before = spelled(as_yaml(data))
    read = through_book(before, tmp_path)
    assert plain(read) == plain(before)
    assert plain(spelled(to_yaml(canonical(read).root))) == plain(before)
    # The workbook says what the YAML said, and so does the report that is made of it.
    record, seen = load.record(tmp_path / "填报表.xlsx")
    assert record is not None
    assert said(record) == said(load.parse(as_yaml(data))[0])
    draft, _ = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    assert render.write_markdown(draft.document) == render.write_markdown(drafted(data).document)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_data_file_can_hold_has_a_cell(kind: str, tmp_path: Path) -> None:
    text = as_yaml(complete(kind, lambda now: now // 2))
    before = spelled(text)
    assert plain(through_book(before, tmp_path)) == plain(before)
    assert said(load.record(tmp_path / "填报表.xlsx")[0]) == said(load.parse(text)[0])


# --- any text ---

# Letters and signs that YAML, a spreadsheet, or the lists in one cell might take for something else.
SIGNS = "、，；;：: #“”‘’\"'=+-@[]{}&*!|>%~`\\/()（）约0９年报a　"
TEXTS = (
    st.text(st.one_of(st.characters(codec="utf-8", exclude_categories=("C", "Z")), st.sampled_from(SIGNS)), min_size=1)
    .map(str.strip)
    .filter(lambda text: text and text not in ("待填", "~", "-"))
)


def any_texts(words: list[str], text: str, labels: list[str]) -> Mapping:
    """A tree in its one spelling with ``words`` where a list may stand, ``text`` where a text, ``labels`` as categories."""
    tree, where = Tree(), Source()
    for keys in (("年度",), ("机关", "名称"), ("机关", "联系", "地址"), ("数据", "监督保障", "培训", "主办")):
        tree.put(keys, Scalar("2025" if keys == ("年度",) else text, where))
    listing = Listing(tuple(Scalar(word, where, quoted=True) for word in words), where)
    tree.put(("数据", "监督保障", "培训", "内容"), listing)
    for label in labels:
        tree.put(("数据", "主动公开", "门户网站", "分类", label), Scalar("3", where))
    tree.put(("问题和打算",), Listing((_pair("问题", text, listing),), where))
    tree.put(("其他事项", "所属单位"), Listing((_pair(text, text, None),), where))
    tree.put(("补充", "总体情况"), Scalar(f"{text}\n{words[0]}", where))
    return tree.mapping(where)


def _pair(name: str, text: str, listing: Listing | None) -> Mapping:
    where = Source()
    tree = Tree()
    tree.put((name,), Scalar(text, where))
    if listing is not None:
        tree.put(("打算",), listing)
    return tree.mapping(where)


@SLOW
@given(words=st.lists(TEXTS, min_size=1, max_size=3), text=TEXTS, labels=st.lists(TEXTS, unique=True, max_size=3))
def test_any_text_comes_back_from_yaml(words: list[str], text: str, labels: list[str]) -> None:
    root = any_texts(words, text, [label for label in labels if label != "其中"])
    assert plain(spelled(to_yaml(root))) == plain(root)


@SLOW
@given(words=st.lists(TEXTS, min_size=1, max_size=3), text=TEXTS, labels=st.lists(TEXTS, unique=True, max_size=3))
def test_any_text_comes_back_from_a_workbook(
    words: list[str], text: str, labels: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = any_texts(words, text, [label for label in labels if label != "其中"])
    read = through_book(root, tmp_path_factory.mktemp("book"))
    assert plain(canonical(read).root) == plain(root)


# --- what goes out ---


def test_equal_data_make_equal_bytes() -> None:
    root = spelled(as_yaml(complete("部门")))
    assert books.book(root, "部门") == books.book(root, "部门")


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    texts = ("=1+1", "+86 631", "-3", "@SUM(A1)", "=HYPERLINK(A1)", "=cmd|' /C calc'!A0")
    tree = Tree()
    tree.put(("年度",), Scalar("2025", Source()))
    tree.put(("机关", "名称"), Scalar("=1+1", Source()))
    tree.put(("问题和打算",), Listing(tuple(_pair("问题", text, None) for text in texts), Source()))
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(books.book(tree.mapping(Source()), "部门"))
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            formulas = re.findall(rb"<f>([^<]*)</f>", package.read(name))
            assert not [one for one in formulas if b"HYPERLINK" in one or b"cmd" in one or b"1+1" in one]
        assert not any("externalLink" in name for name in package.namelist())
    record, _ = load.record(path)
    assert tuple(issue.problem for issue in record.issues) == texts if record else False


def test_only_cells_for_typing_are_unlocked(tmp_path: Path) -> None:
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(books.starting(starter("部门"), "部门"))
    parts = unpack(path)
    pages = [content for name, content in parts.items() if name.startswith("xl/worksheets/sheet")]
    styles = parse(parts, "xl/styles.xml")
    assert all(b"<sheetProtection " in page and b"password" not in page for page in pages)
    fills = [fill.find(".//{*}fgColor") for fill in styles.iterfind("{*}fills/{*}fill")]
    colours = {
        fill.get("rgb") if (fill := fills[int(form.get("fillId", "0"))]) is not None else None
        for form in styles.iterfind("{*}cellXfs/{*}xf")
        if (lock := form.find("{*}protection")) is not None and lock.get("locked") == "0"
    }
    assert colours == {"FFFFF8D6", "FFEFEFEF"}


def test_a_total_that_was_typed_and_differs_is_kept(tmp_path: Path) -> None:
    text = BASE.replace("新收: 0", "新收: {自然人: 3, 总计: 5}").replace("表三: {", "表三: {结转下年: {自然人: 3}, ")
    tree = through_book(spelled(text), tmp_path)
    assert plain(tree)["表三"]["新收"] == {"自然人": 3, "总计": 5}
    assert [f.message for f in load.record(tmp_path / "填报表.xlsx")[1] if f.code == "sum"] == [
        "表三 “新收”行总计写的是 5，各项相加是 3，相差 2。"
    ]


def test_what_is_not_filled_in_yet_waits_in_the_workbook_too(tmp_path: Path) -> None:
    text = BASE.replace("规章: 0", "行政许可: , 规章: 0")
    tree = through_book(spelled(text), tmp_path)
    assert plain(tree)["表二"] == {"规章": {"制发": 0, "废止": 0, "现行有效": 0}, "行政许可": ""}


# --- by command ---


@pytest.mark.parametrize("kind", KINDS)
def test_init_makes_a_workbook_that_asks_for_what_it_needs(kind: str, desk: Desk) -> None:
    assert desk.run("init", "填报表.xlsx", "--kind", kind).returncode == 0
    done = desk.run("write", "填报表.xlsx")
    assert done.returncode == 1
    assert "填报表.xlsx 单位 B4" in done.stdout
    assert "表三 D6 新收" in done.stdout
    assert "冒号" not in done.stdout


def test_there_and_back_by_command(desk: Desk) -> None:
    assert desk.run("convert", "2025.yaml", "填报表.xlsx").returncode == 0
    assert desk.run("convert", "填报表.xlsx", "回来.yaml").returncode == 0
    assert plain(spelled((desk.folder / "回来.yaml").read_text("utf-8"))) == plain(
        spelled((desk.folder / "2025.yaml").read_text("utf-8"))
    )
    first, second = (desk.run("write", name, "-o", name[:2]) for name in ("2025.yaml", "填报表.xlsx"))
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    one, other = (next((desk.folder / folder).glob("*年度报告*.md")) for folder in ("20", "填报"))
    assert one.read_text("utf-8") == other.read_text("utf-8")


def test_a_row_of_zeros_stands_on_one_line(desk: Desk) -> None:
    desk.put("零.yaml", f"{BASE.replace('新收: 0', '新收: 0, 予以公开: {自然人: 0}')}")
    desk.run("convert", "零.yaml", "零.xlsx")
    desk.run("convert", "零.xlsx", "回来.yaml")
    text = (desk.folder / "回来.yaml").read_text("utf-8")
    assert "表三:\n  新收: 0\n  予以公开:\n    自然人: 0\n" in text
    assert "表二:\n  规章: 0\n" in text
    assert "表四:\n  行政复议: 0\n" in text


def test_a_data_file_in_yaml_needs_nothing_of_this(desk: Desk) -> None:
    code = (
        "import sys; from pathlib import Path; from draftgen import pipeline; pipeline.write(pipeline.Job(Path('2025.yaml')))\n"
        "names = ('python_calamine', 'xlsxwriter', 'draftgen.sheets', 'draftgen.workbook', 'draftgen.register')\n"
        "print([name for name in (*names, 'draftgen.load.workbook', 'draftgen.load.canonical') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desk.folder, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


def test_what_writes_workbooks_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftgen.workbook.writer.find_spec", lambda _: None)
    with pytest.raises(RefusedOutput, match="要先安装 xlsxwriter。请运行：python -m pip install"):
        books.starting(starter("部门"), "部门")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("convert", "2025.yaml", "表.docx"), "“表.docx”的扩展名不认识"),
        (("convert", "2025.yaml", "2025.yaml"), "2025.yaml 已经有了，没有覆盖"),
        (("convert", "坏.yaml", "表.xlsx"), "坏.yaml:2:1：“没有这一项”放不进去"),
        (("convert", "没有.xlsx", "表.yaml"), "找不到文件：没有.xlsx"),
        (("init", "2025.yaml"), "2025.yaml 已经有了"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], message: str, desk: Desk) -> None:
    desk.put("坏.yaml", "年度: 2025\n没有这一项: 3\n")
    before = sorted(desk.folder.iterdir())
    done = desk.run(*words)
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert sorted(desk.folder.iterdir()) == before


def test_a_workbook_over_another_keeps_a_copy(desk: Desk) -> None:
    desk.put("表.xlsx", "原来的")
    done = desk.run("convert", "2025.yaml", "表.xlsx", "--force")
    assert done.returncode == 0, done.stderr
    assert (desk.folder / "表.备份1.xlsx").read_text("utf-8") == "原来的"


def test_last_year_may_be_a_workbook(desk: Desk) -> None:
    desk.run("convert", "2025.yaml", "2024.xlsx")
    (desk.folder / "2024.xlsx").rename(desk.folder / "去年.xlsx")
    text = (desk.folder / "2025.yaml").read_text("utf-8")
    desk.put("今年.yaml", text.replace("年度: 2025", "年度: 2026", 1) + "\n上年:\n  年报: 去年.xlsx\n")
    record, findings = load.record(desk.folder / "今年.yaml")
    assert record is not None
    assert "previous-format" not in {finding.code for finding in findings}
    assert str(record.values.previous["site.count"].value) == "46"


# --- through LibreOffice ---


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("ending", "kind"), [("xlsx", "Calc MS Excel 2007 XML"), ("xls", "MS Excel 97")])
def test_what_libreoffice_saves_says_the_same(ending: str, kind: str, tmp_path: Path) -> None:
    text = as_yaml(complete("政府", lambda now: now // 2))
    before = spelled(text)
    (tmp_path / "填报表.xlsx").write_bytes(books.book(before, "政府"))
    home, out = tmp_path / "home", tmp_path / "out"
    command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", f"{ending}:{kind}"]
    subprocess.run([*command, "--outdir", str(out), str(tmp_path / "填报表.xlsx")], check=True, capture_output=True)
    tree = load.tree(out / f"填报表.{ending}")
    assert not tree.findings
    assert plain(tree.root) == plain(before)
    assert said(load.record(out / f"填报表.{ending}")[0]) == said(load.parse(text)[0])
