"""Word files for tests: reports made by hand, a look into the package, LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from draftgen.core.document import Document, Paragraph, Role, Section, Sentence, Span, SpanKind, TableBlock
from draftgen.core.ledger import LedgerRow
from draftgen.forms import form
from draftgen.realise.tables import table_block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHARED = Path(__file__).resolve().parents[2] / "shared"
AGENCY = "青山县人力资源和社会保障局"
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
LAST_ROW = "四、结转下年度继续办理"


# --- documents made by hand ---


def slot(text: str, path: str) -> Span:
    return Span(text, SpanKind.SLOT, path)


def paragraph(*spans: Span | str, role: Role = Role.BODY) -> Paragraph:
    spans_ = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Paragraph("place", role, (Sentence(place="place", passage="", theme="", spans=spans_),))


def document(*contents: Paragraph | TableBlock, closing: tuple[Paragraph, ...] = (), agency: str = AGENCY) -> Document:
    """A report of one section."""
    section = Section("overview", TITLES[0], contents)
    return Document((agency, "2021年政府信息公开工作年度报告"), 2021, agency, (), (section,), closing, {})


def values() -> dict[str, str]:
    """A different number in each cell of the form."""
    return {cell.path: str(number) for number, cell in enumerate(form("2021").cells())} | {"charges": "44.862"}


def report(filler: int, printed: Mapping[str, str] | None = None) -> Document:
    """A whole report; ``filler`` sentences make the overview longer."""
    tables = [table_block(table, values() if printed is None else printed) for table in form("2021").tables]
    lead = paragraph("全年公开信息", slot("313", "website"), "条，其中公告", slot("126", "notices"), "条。")
    share = paragraph(
        "公告占", Span("40.3%", SpanKind.DERIVED, "notices.share"), "。", Span("【请确认】", SpanKind.MARK)
    )
    texts = [paragraph("我局按照要求公开有关信息，方便群众查阅和监督。" * 4) for _ in range(filler)]
    contents: tuple[tuple[Paragraph | TableBlock, ...], ...] = (
        (paragraph("（一）主动公开", role=Role.SUBHEADING), lead, share, *texts),
        (tables[0],),
        (tables[1],),
        (tables[2],),
        (paragraph("公开工作力量不够稳定。"), paragraph("充实公开工作力量。")),
        (paragraph("本年度未收取信息处理费。"),),
    )
    ids = ("overview", "published", "requests", "disputes", "problems", "other")
    sections = tuple(Section(*parts) for parts in zip(ids, TITLES, contents, strict=True))
    closing = (paragraph(AGENCY, role=Role.SIGNATURE), paragraph("2022年1月26日", role=Role.DATE))
    intro = (paragraph("本报告按照《条例》编制，", Span("电话0531-1234567", SpanKind.FIXED), "。", role=Role.INTRO),)
    return Document((AGENCY, "2021年政府信息公开工作年度报告"), 2021, AGENCY, intro, sections, closing, {})


def texts_of(document_: Document) -> list[tuple[Role, str]]:
    """Role and text of every paragraph, the headings of sections included."""
    found = [(Role.TITLE, line) for line in document_.title]
    found += [(p.role, p.text) for p in document_.intro]
    for section in document_.sections:
        found.append((Role.HEADING, section.title))
        found += [(c.role, c.text) for c in section.contents if isinstance(c, Paragraph)]
    return [*found, *((p.role, p.text) for p in document_.closing)]


def figures_of(document_: Document) -> list[tuple[str, str]]:
    """Path and text of every figure in the order of the document."""
    found: list[tuple[str, str]] = []
    for section in document_.sections:
        for content in section.contents:
            if isinstance(content, Paragraph):
                found += [(s.path, s.text) for s in content.spans if s.kind in (SpanKind.SLOT, SpanKind.DERIVED)]
            else:
                found += [(cell.path, cell.text) for cell in content.cells if cell.path and cell.text]
    return found


def cells_of(tables: Iterable[TableBlock]) -> list[set[tuple[object, ...]]]:
    return [{(c.row, c.column, c.rows, c.columns, c.text, c.path) for c in table.cells} for table in tables]


# --- looking into a package ---


def part(data: bytes, name: str) -> str:
    return ZipFile(BytesIO(data)).read(name).decode()


def parsed(data: bytes, name: str) -> ET.Element:
    return ET.fromstring(part(data, name))  # noqa: S314 - our own


def body(data: bytes) -> ET.Element:
    return parsed(data, "word/document.xml")


def changed(data: bytes, **edits: Callable[[str], str]) -> bytes:
    """The package with the parts whose names end with ``<key>.xml`` or ``<key>.rels`` edited."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for key, edit in edits.items():
                if name.split("/")[-1].startswith(f"{key}."):
                    text = edit(text)
            target.writestr(name, text)
    return stream.getvalue()


def styled(data: bytes, text: str) -> tuple[ET.Element, ET.Element]:
    """The properties of the paragraph with ``text``, and its style's."""
    styles = {style.get(f"{W}styleId"): style for style in parsed(data, "word/styles.xml")}
    for element in body(data).iter(f"{W}p"):
        if "".join(element.itertext()) == text:
            properties = element.find(f"{W}pPr")
            assert properties is not None
            used = properties.find(f"{W}pStyle")
            assert used is not None
            return properties, styles[used.get(f"{W}val")]
    raise AssertionError(text)


def attribute(element: ET.Element, path: str, name: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.get(f"{W}{name}")


# --- LibreOffice ---


def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: nothing was opened in a real office program")
    return found


def convert(files: Sequence[Path], to: str, folder: Path, fonts: Path | None = None) -> list[Path]:
    """The files as LibreOffice saves them in another format, with a profile of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    if fonts is not None:
        environment["FONTCONFIG_FILE"] = str(fonts)
    profile = (folder / "profile").as_uri()
    command = [office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, env=environment, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{to}" for file in files]


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: no page was looked at")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def grid_faults(data: bytes) -> list[str]:
    """What the validator does not look at: rows as wide as their table, and a content type for each part."""
    found = []
    for table in body(data).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            spans = []
            for cell in row.iter(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                spans.append(1 if span is None else int(span.get(f"{W}val", "")))
            if sum(spans) != len(columns):
                found.append(f"a row of {sum(spans)} columns in a table of {len(columns)}")
    names = set(ZipFile(BytesIO(data)).namelist())
    types = parsed(data, "[Content_Types].xml")
    overridden = {item.get("PartName", "").removeprefix("/") for item in types if item.tag.endswith("Override")}
    found += [f"{name}: has a type and is not there" for name in sorted(overridden - names)]
    untyped = {name for name in names - overridden if not name.endswith(".rels")}
    return found + [f"{name}: has no type" for name in sorted(untyped ^ {"[Content_Types].xml"})]


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def row(**given: str) -> LedgerRow:
    fields = {
        "text": "313",
        "place": "一、总体情况（一）第1段",
        "context": "公开信息313条，其中",
        "path": "website",
        "kind": "slot",
        "label": "门户网站条数",
        "value": "313",
        "formula": "",
        "source": "data.yaml:71",
        "supplied_by": "网站后台统计页",
    }
    return LedgerRow(**(fields | given))


LEDGER = (
    row(),
    row(text="40.3%", value="40.3", context="公告占40.3%。", kind="derived", formula="126 ÷ 313 = 40.3%", source=""),
    row(text="3", value="3", context="13条，计划3条，其他93条", place="<表三> & “新收”"),
)
