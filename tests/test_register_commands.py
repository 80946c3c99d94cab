"""`draftgen ledger`: from the ledger to the report, into a new file or one that is there; and nothing private in it."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

from tests.desk import TOWNSHIP, Desk
from tests.ledgers import DAY, GRANTED, HEADS, ledger

from draftgen import load
from draftgen.load.canonical import canonical
from draftgen.located import Mapping
from draftgen.located.building import at

CAME = date(2025, 3, 3)
ROWS = (
    (CAME, "公民", "网络", date(2025, 3, 10), "予以公开"),
    (CAME, "公司", "邮寄", date(2025, 3, 12), "重复申请"),
    (date(2025, 12, 29), "公民", "当面", None, "正在办理"),
)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A clerk's folder with a ledger of 2025."""
    ledger(desk.folder / "台账.xlsx", ROWS)
    return desk


def figures(path: Path) -> dict[str, str]:
    """Table 3 and the channels as a data file types them, zeros left out."""
    record, _ = load.record(path)
    assert record is not None
    given = record.values.figures
    wanted = ("requests", "days")
    return {p: str(g.value) for p, g in given.items() if p.startswith(wanted) and g.value and not g.filled}


EXPECTED = {
    "requests.new.person": "2",
    "requests.new.company": "1",
    "requests.granted.person": "1",
    "requests.refused_2.company": "1",
    "requests.carried_out.person": "1",
    "requests_online": "1",
    "requests_letter": "1",
    "requests_counter": "1",
    "days": "6",
}


def test_without_a_file_the_counts_are_only_shown(office: Desk) -> None:
    before = sorted(office.folder.iterdir())
    done = office.run("ledger", "台账.xlsx")
    assert done.returncode == 0
    assert "第 3 行 重复申请 → 五2 重复申请　1 件" in done.stdout
    assert "一、本年新收政府信息公开申请数量：3（自然人 2、商业企业 1）" in done.stdout
    assert sorted(office.folder.iterdir()) == before


@pytest.mark.parametrize("name", ["新.yaml", "新.xlsx"])
def test_into_a_new_file_that_then_waits_for_the_rest(name: str, office: Desk) -> None:
    done = office.run("ledger", "台账.xlsx", "-o", name)
    assert done.returncode == 0, done.stdout
    tree = load.tree(office.folder / name).root
    assert isinstance(tree, Mapping)
    root = canonical(tree).root
    assert at(root, "表三", "予以公开", "自然人", "来源") is not None
    assert office.run("write", name).returncode == 1


def test_into_a_data_file_that_is_there(office: Desk) -> None:
    before = (office.folder / "2025.yaml").read_text("utf-8")
    done = office.run("ledger", "台账.xlsx", "-o", "2025.yaml")
    assert done.returncode == 0, done.stdout
    assert figures(office.folder / "2025.yaml") == EXPECTED
    after = (office.folder / "2025.yaml").read_text("utf-8")
    table = re.compile(r"^表三:.*?(?=^\S)", re.MULTILINE | re.DOTALL)
    # Every line outside of 表三 is still there, remarks and all; the new ones are those of the figures.
    kept = [line for line in table.sub("", before).splitlines() if line.strip()]
    now = [line for line in table.sub("", after).splitlines() if line.strip()]
    assert [line for line in now if line in kept] == kept
    assert (office.folder / "2025.备份1.yaml").read_text("utf-8") == before


def test_a_second_time_nothing_changes(office: Desk) -> None:
    office.run("ledger", "台账.xlsx", "-o", "2025.yaml")
    once = (office.folder / "2025.yaml").read_text("utf-8")
    office.run("ledger", "台账.xlsx", "-o", "2025.yaml")
    assert (office.folder / "2025.yaml").read_text("utf-8") == once


def test_into_a_workbook_that_is_there(office: Desk) -> None:
    office.run("convert", "2025.yaml", "填报表.xlsx")
    done = office.run("ledger", "台账.xlsx", "-o", "填报表.xlsx")
    assert done.returncode == 0, done.stdout
    assert figures(office.folder / "填报表.xlsx") == EXPECTED
    old, new = (load.record(office.folder / name)[0] for name in ("填报表.备份1.xlsx", "填报表.xlsx"))
    assert old is not None
    assert new is not None
    assert new.agency == old.agency
    assert set(new.values.ticks) == set(old.values.ticks)
    assert [issue.problem for issue in new.issues] == [issue.problem for issue in old.issues]


def test_figures_of_the_report_name_the_cells_of_the_ledger(office: Desk) -> None:
    office.run("ledger", "台账.xlsx", "-o", "2025.yaml")
    done = office.run("write", "2025.yaml", "--ledger", "来源.json")
    assert (office.folder / "来源.json").is_file(), done.stdout
    rows = json.loads((office.folder / "来源.json").read_text("utf-8"))
    by_path = {row["path"]: row["supplied_by"] for row in rows if row["path"]}
    assert by_path["requests.new.person"] == "台账.xlsx 台账!A2、A4"
    assert by_path["requests.new"] == "台账.xlsx 台账!A2:A4"
    assert by_path["requests.granted.person"] == "台账.xlsx 台账!E2"
    sheet = next(office.folder.glob("*核对单.docx"))
    assert "台账.xlsx 台账!A2:A4" in zipfile.ZipFile(sheet).read("word/document.xml").decode()


def test_another_year_is_refused(office: Desk) -> None:
    ledger(office.folder / "旧.xlsx", [GRANTED])
    done = office.run("ledger", "旧.xlsx", "-o", "2025.yaml")
    assert done.returncode == 1
    assert "2025.yaml 是 2025 年度的，台账按 2021 年度汇总，没有填" in done.stderr
    assert (office.folder / "2025.yaml").read_text("utf-8") == TOWNSHIP.read_text("utf-8")


def test_what_cannot_be_counted_keeps_the_file_from_being_written(office: Desk) -> None:
    ledger(office.folder / "台账.xlsx", [*ROWS, (CAME, "村委会", "网络", date(2025, 4, 1), "不予公开")])
    done = office.run("ledger", "台账.xlsx", "-o", "新.yaml", "--map", "对照.yaml")
    assert done.returncode == 1
    assert "没有写文件" in done.stdout
    assert not (office.folder / "新.yaml").exists()
    words = (office.folder / "对照.yaml").read_text("utf-8")
    assert "  村委会:\n" in words
    (office.folder / "对照.yaml").write_text(
        words.replace("村委会:", "村委会: 其他").replace("不予公开:", "不予公开: 三4"), "utf-8"
    )
    done = office.run("ledger", "台账.xlsx", "-o", "新.yaml", "--map", "对照.yaml")
    assert done.returncode == 0, done.stdout
    assert "第 5 行 不予公开 → 三4 保护第三方合法权益　1 件" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("ledger", "没有.xlsx"), 2, "找不到文件：没有.xlsx"),
        (("ledger", "2025.yaml"), 2, "“2025.yaml”不是 Excel 工作簿（.xlsx），或者已经损坏"),
        (("ledger", "台账.xlsx", "-o", "表.docx"), 1, "“表.docx”的扩展名不认识"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], code: int, message: str, office: Desk) -> None:
    done = office.run(*words)
    assert done.returncode == code
    assert message in done.stderr


# --- nothing private ---

NAMES = ("欧阳明月", "司马相如", "高建设", "王芳", "李公开")
NUMBERS = ("37068119800101001X", "13800138000", "0631-5551234", "zhaolaosan@163mail.cn", "人民路88号")
PRIVATE = (*NAMES, *NUMBERS)


def private_ledger(path: Path, *, broken: bool) -> Path:
    """A ledger full of what must not get out: in columns of its own, and slipped into others."""
    heads = ("登记编号", "申请人姓名", "证件号码", "联系电话", "地址", *HEADS, "申请内容", "备注")
    rows: list[tuple[object, ...]] = [
        (f"号{number}", name, NUMBERS[0], NUMBERS[1], NUMBERS[4], CAME, "公民", "网络", date(2025, 3, 20), "予以公开",
         f"{name}家的宅基地", f"{name} {NUMBERS[2]} {NUMBERS[3]}")
        for number, name in enumerate(NAMES)
    ]  # fmt: skip
    if broken:
        slips: list[tuple[object, ...]] = [
            (CAME, "公民", "网络", date(2025, 3, 20), f"已答复{name}（{number}）")
            for name in NAMES
            for number in NUMBERS
        ]
        slips += [(CAME, f"{name}公民", NUMBERS[1], f"{NUMBERS[0]}", name) for name in NAMES]
        slips += [(name, name, name, name, name) for name in (*NAMES, *NUMBERS)]
        rows += [("", name, "", "", "", *slip, "", "") for slip, name in zip(slips, NAMES * 20, strict=False)]
        # The same without the column that would have told the name.
        rows += [("", "", "", "", "", *slip, "", "") for slip in slips]
    return ledger(path, rows, heads, sheet="2025")


def leaks(text: str) -> list[str]:
    """What of the private parts a text holds: names as a whole, of numbers any seven signs in a row."""
    found = [name for name in NAMES if name in text]
    for number in NUMBERS:
        found += [number[n : n + 7] for n in range(len(number) - 6) if number[n : n + 7] in text]
    return found


def everything_in(folder: Path, but: tuple[str, ...]) -> str:
    """The content of every file of a folder, office files unpacked."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in but and "examples" not in path.parts and "home" not in path.parts:
            texts.append(path.name)
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as package:
                    texts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
            else:
                texts.append(path.read_text("utf-8", "replace"))
    return "\n".join(texts)


def test_the_planted_names_would_be_found() -> None:
    assert leaks("申请人王芳，电话13800138000。")


def test_nothing_private_reaches_any_output(office: Desk) -> None:
    private_ledger(office.folder / "台账.xlsx", broken=False)
    outputs = [
        office.run("ledger", "台账.xlsx", "--map", "对照.yaml"),
        office.run("ledger", "台账.xlsx", "-o", "2025.yaml"),
        office.run("ledger", "台账.xlsx", "-o", "新.xlsx"),
        office.run("write", "2025.yaml", "--ledger", "来源.json"),
        office.run("write", "2025.yaml", "--json"),
    ]
    said = "".join(done.stdout + done.stderr for done in outputs)
    assert "表三" in said
    assert not leaks(said)
    assert not leaks(everything_in(office.folder, ("台账.xlsx",)))


def test_what_slipped_into_other_columns_is_covered(office: Desk) -> None:
    private_ledger(office.folder / "台账.xlsx", broken=True)
    done = office.run("ledger", "台账.xlsx", "-o", "新.yaml", "--map", "对照.yaml")
    assert done.returncode == 1
    assert "●" in done.stdout
    assert "对不上表三的任何一行" in done.stdout
    assert not leaks(done.stdout + done.stderr)
    assert not leaks(everything_in(office.folder, ("台账.xlsx",)))


def test_the_columns_of_names_are_not_asked_for(office: Desk) -> None:
    ledger(office.folder / "台账.xlsx", [("王芳", DAY, "予以公开")], ("申请人", "收到日期", "办理结果"))
    done = office.run("ledger", "台账.xlsx", "--map", "对照.yaml")
    assert done.returncode == 1
    assert "没有找到“申请人类型”这一列" in done.stdout
    assert not leaks(done.stdout + (office.folder / "对照.yaml").read_text("utf-8"))
