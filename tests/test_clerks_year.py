"""A year's report from end to end, by commands only: from last year's Word file and the ledger of requests to a report
that can be signed, and one late figure after it.

Once with files as this program and a spreadsheet of other make write them, once with every file saved again by LibreOffice
between two steps. What a clerk types is counted: the figures stand in docs/decisions/014-one-folder-a-year.md.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.desk import TOWNSHIP, Desk
from tests.docx_files import convert

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

from tests.filling import Cells, with_part
from tests.ledgers import ledger

BOOK, LAST, LEDGER = "填报表.xlsx", "2024年报.docx", "台账.xlsx"
NAME = "澜江县青石镇人民政府2025年政府信息公开工作年度报告"
REQUESTS = (
    (date(2025, 2, 10), "自然人", "网络", date(2025, 2, 21), "予以公开"),
    (date(2025, 4, 7), "自然人", "信函", date(2025, 4, 18), "本机关不掌握相关政府信息"),
    (date(2025, 6, 3), "商业企业", "当面", date(2025, 6, 27), "部分公开"),
    (date(2025, 12, 22), "自然人", "网络", None, ""),
)
# What is typed into yellow cells: by tab and label, and in which column.
CELLS: Mapping[str, Mapping[str, Any]] = {
    "单位": {"落款日期": "2026年1月12日"},
    "数字": {
        "门户网站·条数": 46,
        "查阅点": 1,
        "公开栏·镇": 1,
        "公开栏·村": 13,
        "工作人员·兼职": 1,
        "培训·次数": 1,
        "信息处理费": 0,
    },
    "分类": {"工作动态": 29, "惠民补贴和社会救助": 8, "财政信息": 6, "机构职能": 3},
    "做过的事": {"保密审查": "√", "分管负责人审签": "√", "未单独开设网站和新媒体": "√"},
    "上级要求": {"报送截止": "1月20日"},
}
EDITED, BEFORE, AFTER = "改过的.docx", "现予公布", "现向社会公布"
PROBLEM = ("更新慢", "各站所确定信息联络人，办结后及时报送")
# What the clerk answers where the program asks: what was so last year and is not, and a number of this year.
ANSWERS = {"为自然人提出": ("r",), "政策咨询日": ("e", "开设政策咨询日3期。", "!3")}


def reviewed(words: tuple[str, ...], desk: Desk) -> tuple[str, list[str]]:
    """A review in the window by a clerk who reads the screen before each key; what was said at the end, and the keys."""
    keys: list[str] = []
    waiting: list[str] = []
    with desk.at_the_window(*words) as (read, write):
        while keys[-1:] != ["q"]:
            seen = read()
            place = seen[seen.rfind("\n第 ") :]
            if not waiting and re.search(r"已定 (\d+) / \1 处", place):
                waiting = ["q"]
            elif not waiting and "要您确认" in place:
                waiting = next((list(told) for about, told in ANSWERS.items() if about in place), ["a"])
            keys.append(waiting.pop(0) if waiting else "aa")
            assert len(keys) < 100, seen
            write(keys[-1])
        return read(), keys


class Clerk:
    """Somebody at a desk; counts what they type. ``resave`` is done to every file between two steps."""

    def __init__(self, desk: Desk, resave: Callable[[Path], None]) -> None:
        self.desk, self.folder = desk, desk.folder
        self._resave = resave
        self.commands: list[str] = []
        self.cells = self.characters = self.keys = 0

    def types(self, *words: str, code: int = 0) -> str:
        """A command; what the screen says."""
        done = self.desk.run(*words)
        assert done.returncode == code, done.stdout + done.stderr
        self.commands.append(" ".join(words))
        return done.stdout

    def reviews(self, *words: str) -> str:
        """A review in the window; what it says at the end."""
        said, keys = reviewed(words, self.desk)
        self.commands.append(" ".join(words))
        self.keys += sum(map(len, keys))
        return said

    def fills(self) -> None:
        """The workbook, opened, filled in and saved."""
        cells = Cells(self.folder / BOOK)
        waiting = sum(cell == "待填" for rows in cells.tabs.values() for row in rows for cell in row)
        for rows in cells.tabs.values():
            for row in rows:
                row[:] = [0 if cell == "待填" else cell for cell in row]
        for tab, values in CELLS.items():
            for label, value in values.items():
                cells.beside(tab, label, value, column=2 if tab == "分类" else 1)
        for cell, text in zip(("A4", "B4"), PROBLEM, strict=True):
            cells.put("问题和打算", cell, text)
        texts = [str(value) for values in CELLS.values() for value in values.values()] + list(PROBLEM)
        self.cells += waiting + len(texts)
        self.characters += waiting + sum(map(len, texts))
        cells.save(self.folder / BOOK)
        self.saved(BOOK)

    def changes(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Cells of the workbook that were filled in before."""
        cells = Cells(self.folder / BOOK)
        for tab, found in values.items():
            for label, value in found.items():
                cells.beside(tab, label, value, column=2 if tab == "分类" else 1)
        cells.save(self.folder / BOOK)
        self.saved(BOOK)

    def saved(self, *names: str) -> None:
        """What another office program makes of the files when it saves them."""
        for name in names:
            self._resave(self.folder / name)

    def standing(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.types("status", "--today", "2026-01-12", "--json"))
        self.commands.pop()
        report: dict[str, Any] = found["reports"][0]
        return report


def as_it_is(_: Path) -> None:
    """Nobody else touches the file."""


@pytest.fixture(params=["ours", "LibreOffice"])
def clerk(request: pytest.FixtureRequest, desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    def by_libreoffice(path: Path) -> None:
        (made,) = convert([path], path.suffix.removeprefix("."), tmp_path_factory.mktemp("saved"))
        shutil.copy(made, path)

    (desk.folder / "2025.yaml").unlink()
    shutil.rmtree(desk.folder / "examples")
    shutil.copy(TOWNSHIP.with_name(LAST), desk.folder)
    ledger(desk.folder / LEDGER, REQUESTS)
    made = Clerk(desk, as_it_is if request.param == "ours" else by_libreoffice)
    made.saved(LAST, LEDGER)
    return made


def test_from_last_years_report_and_a_ledger_to_a_signed_report(clerk: Clerk) -> None:
    assert f"draftgen init {BOOK} --from {LAST}" in clerk.types("status")
    clerk.types("init", BOOK, "--from", LAST)
    clerk.saved(BOOK)
    assert clerk.standing()["step"]["command"] == f"draftgen ledger {LEDGER} -o {BOOK}"

    clerk.types("ledger", LEDGER, "-o", BOOK)
    clerk.saved(BOOK)
    assert all(name.startswith(("表二", "表四")) for name in clerk.standing()["missing"])

    clerk.fills()
    assert clerk.standing()["missing"] == []
    assert clerk.standing()["step"]["command"] == f"draftgen write {BOOK} --reuse {LAST}"

    clerk.types("write", BOOK, "--reuse", LAST, code=1)
    before = clerk.standing()
    assert before["marks"] == {"请确认": 4, "待核": 1}
    assert before["deadline"]["days_left"] == 8
    assert before["step"]["command"] == f"draftgen review {BOOK} --reuse {LAST}"

    said = clerk.reviews("review", BOOK, "--reuse", LAST, "--terminal")
    assert re.search(r"审阅结束：已定 (\d+) / \1 处", said), said
    assert clerk.standing()["step"]["command"] == f"draftgen write {BOOK} --reuse {LAST}"

    clerk.types("write", BOOK, "--reuse", LAST)
    assert clerk.standing()["step"]["command"] == f"draftgen write {BOOK} --reuse {LAST} --final"
    clerk.types("write", BOOK, "--reuse", LAST, "--final")
    assert "签字" in clerk.standing()["step"]["text"]

    text = (clerk.folder / f"{NAME}.md").read_text("utf-8")
    for said in ("发布信息46条", "政府信息公开申请4件", "较上年增加3件", "开设政策咨询日3期", "兼职工作人员1名"):
        assert said in text
    assert "【" not in text
    assert len(clerk.commands) == 7
    assert (clerk.cells, clerk.characters) == (28, 63)
    assert clerk.keys < 60

    # The director edits the last report; then the website says 48, not 46.
    edited = clerk.folder / EDITED
    shutil.copy(clerk.folder / f"{NAME}.docx", edited)
    with_part(edited, "word/document.xml", lambda xml: xml.replace(BEFORE.encode(), AFTER.encode()))
    clerk.saved(EDITED)
    assert [change["what"] for change in clerk.standing()["changes"]] == ["copy"]
    clerk.changes({"数字": {"门户网站·条数": 48}, "分类": {"工作动态": 31}})
    assert clerk.standing()["step"]["command"] == f"draftgen update {EDITED} {BOOK} --reuse {LAST}"

    said = clerk.types("update", EDITED, BOOK, "--reuse", LAST)
    assert "门户网站·条数：46 → 48" in said
    found = clerk.standing()
    assert (found["report"], found["renewed"], found["stale"]) == ("改过的（更新）.docx", True, False)
    text = clerk.types("read", "改过的（更新）.docx", "-o", "新.yaml")
    with zipfile.ZipFile(clerk.folder / "改过的（更新）.docx") as package:
        body = package.read("word/document.xml").decode()
    deleted = "".join(re.findall(r"<w:delText[^>]*>([^<]*)", body))
    assert ("46" in deleted, "29" in deleted) == (True, True), "as changes on record"
    kept = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", body))
    assert "发布信息48条，其中工作动态31条" in kept
    assert AFTER in kept
    assert len(clerk.commands) == 9
