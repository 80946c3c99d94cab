"""A valid file of every kind that is read, made by the program itself, by LibreOffice where there is one, or by hand."""

import json
import shutil
import subprocess
from pathlib import Path

from benchmarks.endurance.common import EXAMPLES, ROOT, draftgen, town

from draftgen import pipeline
from draftgen.web.desk import Desk

LEDGER = """\
序号,收到日期,申请人类型,申请方式,办理结果,答复日期
1,2025-02-10,自然人,网络,予以公开,2025-02-21
2,2025-04-07,自然人,信函,本机关不掌握相关政府信息,2025-04-18
3,2025-06-03,商业企业,当面,部分公开,2025-06-27
4,2025-12-22,自然人,网络,,
"""
BANK = """\
statements:
  - id: extra
    label: 更多
    taxonomy: []
    passages:
      - id: overview.publication.extra.p1
        text: 全年在{{ website }}公布信息{{ site.count }}条。
        when: site.count > 10
        example: 全年在区政府网站公布信息12条。
"""
RULES = "关闭:\n  file-name: 本县要求用单位编号作文件名\n降低:\n  residue-year: 本县改过格式\n"
UNITS = "青禾县人力资源和社会保障局\n汀溪区教育体育局\n柏河镇人民政府\n"


def made(folder: Path, *, office: bool = True) -> dict[str, bytes]:
    """The seeds by name, made in ``folder``; with ``office`` those that LibreOffice has to make as well."""
    found = {
        "data.yaml": (EXAMPLES / "wendeng-2021" / "data.yaml").read_bytes(),
        "data2.yaml": (EXAMPLES / "lanjiang-2025" / "data.yaml").read_bytes(),
        "data3.yaml": (EXAMPLES / "faulty" / "data.yaml").read_bytes(),
        "ledger.csv": LEDGER.encode(),
        "bank.yaml": BANK.encode(),
        "rules.yaml": RULES.encode(),
        "units.txt": UNITS.encode(),
    }
    text = (ROOT / "tests" / "data" / "reuse" / "01-人社局" / "last.txt").read_bytes()
    found["last.txt"] = text
    (folder / "各单位").mkdir()
    (folder / "各单位" / "人社局.txt").write_bytes(text)
    (folder / "2025.yaml").write_text(town("青石镇"), "utf-8")
    (folder / "台账.csv").write_text(LEDGER, "utf-8")
    for words in (
        ("write", "2025.yaml", "-o", "写好"),
        ("convert", "2025.yaml", "表.xlsx"),
        ("check", "各单位", "-o", "审核"),
        ("write", "2025.yaml", "-o", "一批", "--jobs", "1"),
    ):
        draftgen(folder, *words)
    for ending in ("docx", "html", "md"):
        [file] = (folder / "写好").glob(f"*报告*.{ending}")
        found[f"report.{ending}"] = file.read_bytes()
    found["book.xlsx"] = (folder / "表.xlsx").read_bytes()
    found["results.json"] = (folder / "审核" / "审核结果.json").read_bytes()
    found["manifest.jsonl"] = (folder / "一批" / "起草清单.jsonl").read_bytes()
    found |= _review(folder)
    found |= _books(folder)
    return found | (_converted(folder, found["report.docx"]) if office else {})


def _review(folder: Path) -> dict[str, bytes]:
    """What a review leaves: accepted, edited, refused and moved."""
    desk = Desk(pipeline.Job(folder / "2025.yaml"), now=lambda: "", marks=lambda _: None)
    with desk.journal:
        places = [unit.place for unit in desk.units]
        desk.accept(places[0])
        desk.edit(places[1], desk.text(places[1]).replace("。", "，另有要事3件。", 1))
        desk.refuse(places[2])
        desk.swap(places[3])
        desk.own("other", "另外说一句。")
    names = ("review.yaml", "review.jsonl")
    return {f"data.{name}": (folder / f"2025.{name}").read_bytes() for name in names}


def _books(folder: Path) -> dict[str, bytes]:
    import xlsxwriter  # noqa: PLC0415 - an extra

    made_of = {"ledger.xlsx": [line.split(",") for line in LEDGER.splitlines()], "units.xlsx": [["单位"]]}
    made_of["units.xlsx"] += [[name] for name in UNITS.splitlines()]
    for name, rows in made_of.items():
        book = xlsxwriter.Workbook(folder / name)
        sheet = book.add_worksheet("2025")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
    return {name: (folder / name).read_bytes() for name in made_of}


def _converted(folder: Path, docx: bytes) -> dict[str, bytes]:
    """Formats of other programs, where LibreOffice is there to make them."""
    office = shutil.which("soffice")
    if office is None:
        print("没有 LibreOffice：pdf、doc、xls 没有试。")
        return {}
    (folder / "report.docx").write_bytes(docx)
    found = {}
    for source, ending in (("report.docx", "pdf"), ("report.docx", "doc"), ("ledger.xlsx", "xls")):
        profile = f"-env:UserInstallation=file://{folder / 'office'}"
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(folder / source)]
        subprocess.run(command, check=False, capture_output=True, timeout=180)
        made_file = (folder / source).with_suffix(f".{ending}")
        if made_file.exists():
            found[made_file.name] = made_file.read_bytes()
    return found


def kept(folder: Path) -> dict[str, bytes]:
    """As ``made``, but made once: a second run finds them in ``folder``."""
    listing = folder / "seeds.json"
    if not listing.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made(folder).items():
            (folder / f"seed-{name}").write_bytes(data)
        listing.write_text(json.dumps(sorted(path.name for path in folder.glob("seed-*"))), "utf-8")
    return {name.removeprefix("seed-"): (folder / name).read_bytes() for name in json.loads(listing.read_text("utf-8"))}
