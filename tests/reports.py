"""Reports of an invented agency as files of every kind, for the reader: official tables with edits, and our own words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from draftgen.core.document import GridCell, Role, TableBlock
from draftgen.core.read import ReadContent, ReadDocument, ReadParagraph, ReadTable
from draftgen.core.report import PrintedTable, Report
from draftgen.forms import form
from draftgen.realise.tables import table_block
from draftgen.recall.assemble import read_report

AGENCY = "青石县水务局"
TITLE = (AGENCY, "2023年政府信息公开工作年度报告")
HEADINGS = {
    "overview": "一、总体情况",
    "published": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
INTRO = (
    "本报告按照《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日起至2023年12月31日止。",
    "对本报告有疑问的，请与青石县水务局办公室联系（地址：青石县河滨路12号；邮编：234567；电话：0551-1234567）。",
)
OVERVIEW = (
    "2023年，我局推进政府信息公开。",
    "（一）主动公开",
    "全年公开信息120条。",
    "（二）依申请公开",
    "收到申请9件。",
    "（三）政府信息管理",
    "修订公开指南。",
    "（四）平台建设",
    "维护网站专栏。",
    "（五）监督保障",
    "举办培训1次。",
)
PROBLEMS = (
    "（一）存在的主要问题",
    "一是解读形式少。二是更新不够及时。",
    "（二）改进措施",
    "一是增加图解。二是按月检查栏目。",
)
OTHER = ("本年度未收取信息处理费。",)
CLOSING = (AGENCY, "2024年1月15日")


def values(form_id: str = "2021") -> dict[str, str]:
    """A number for every cell such that all sums of the form hold."""
    printed = {cell.path: "0" for cell in form(form_id).cells()}
    for column in ("person", "company", "research", "charity", "legal", "others"):
        amount = len(column)
        printed |= {
            f"requests.new.{column}": str(amount + 1),
            f"requests.carried_in.{column}": "2",
            f"requests.granted.{column}": str(amount),
            f"requests.refused_2.{column}": "1",
            f"requests.total.{column}": str(amount + 1),
            f"requests.carried_out.{column}": "2",
        }
    for row in ("new", "carried_in", "granted", "refused_2", "total", "carried_out"):
        columns = ("person", "company", "research", "charity", "legal", "others")
        printed[f"requests.{row}"] = str(sum(int(printed[f"requests.{row}.{column}"]) for column in columns))
    printed |= {"reviews.upheld": "3", "reviews.corrected": "1", "reviews": "4", "direct.pending": "2", "direct": "2"}
    if form_id == "2021":
        return printed | {
            "documents.made": "3",
            "documents.repealed": "1",
            "documents.valid": "12",
            "charges": "44.862",
        }
    return printed | {"documents.made": "3", "permits.before": "17", "permits.change": "-4", "permits": "251"}


def table(table_id: str, form_id: str = "2021", **printed: str) -> ReadTable:
    """An official table as a grid, with other texts in the cells named (dots as two underscores)."""
    edits = {path.replace("__", "."): text for path, text in printed.items()}
    return as_grid(table_block(form(form_id).table(table_id), values(form_id) | edits))


def as_grid(block: TableBlock) -> ReadTable:
    cells = tuple(cell._replace(path="", head=False) for cell in block.cells)
    return ReadTable(block.width, block.height, cells)


def relabelled(grid: ReadTable, old: str, new: str) -> ReadTable:
    """The grid with the text of one label replaced."""
    assert any(cell.text == old for cell in grid.cells), old
    return grid._replace(cells=tuple(cell._replace(text=new) if cell.text == old else cell for cell in grid.cells))


def edited(grid: ReadTable, row: str, column: int, text: str) -> ReadTable:
    """The grid with another text in the n-th value cell of the row whose label is ``row``."""
    label = next(cell for cell in grid.cells if cell.text == row)
    behind = sorted((c for c in grid.cells if c.row == label.row and c.column > label.column), key=lambda c: c.column)
    chosen = behind[column]
    return grid._replace(cells=tuple(c._replace(text=text) if c is chosen else c for c in grid.cells))


def without(grid: ReadTable, label: str) -> ReadTable:
    """The grid without the row whose innermost label is ``label``."""
    row = next(cell for cell in grid.cells if cell.text == label).row
    cells = []
    for cell in grid.cells:
        if cell.row <= row < cell.row + cell.rows:
            if cell.rows > 1:
                cells.append(cell._replace(rows=cell.rows - 1))
        else:
            cells.append(cell._replace(row=cell.row - (cell.row > row)))
    return ReadTable(grid.width, grid.height - 1, tuple(cells))


def one_row_six(grid: ReadTable, texts: Sequence[str] = ("1", "0", "0", "0", "0", "0", "1")) -> ReadTable:
    """The grid with （六）其他处理 as one row, as many agencies still print it."""
    for label in (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ):
        grid = without(grid, label)
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    for column, text in enumerate(texts):
        grid = edited(grid, label, column, text)
    return relabelled(grid, label, "")


def paragraph(text: str, role: Role = Role.BODY) -> ReadParagraph:
    return ReadParagraph(text, "", role)


def contents(
    tables: Mapping[str, ReadTable] | None = None, /, **sections: Sequence[str] | str
) -> tuple[ReadContent, ...]:
    """A whole report. A section may be given other paragraphs, ``titles_overview`` and the like another title."""
    grids = {table_id: table(table_id) for table_id in ("table2", "table3", "table4")} if tables is None else tables
    prose: dict[str, Sequence[str]] = {"overview": OVERVIEW, "problems": PROBLEMS, "other": OTHER}
    found: list[ReadContent] = [paragraph(text) for text in sections.get("title", TITLE)]
    found += [paragraph(text) for text in sections.get("intro", INTRO)]
    for section, heading in HEADINGS.items():
        title = sections.get(f"title_{section}", heading)
        found += [paragraph(str(title))] if title else []
        found += [paragraph(text) for text in sections.get(section, prose.get(section, ()))]
        table_id = {"published": "table2", "requests": "table3", "disputes": "table4"}.get(section, "")
        found += [grids[table_id]] if table_id in grids else []
    return (*found, *(paragraph(text) for text in sections.get("closing", CLOSING)))


def read(*found: ReadContent) -> Report:
    """The report that some contents are."""
    return read_report(ReadDocument(tuple(found)), "年报")


def printed(table: PrintedTable) -> dict[str, str]:
    """What each cell says, by path."""
    return {path: cell.text for path, cell in table.cells.items()}


def faults(report: Report) -> list[str]:
    """What reading remarks, in Chinese."""
    return [finding.message for finding in report.findings]


# --- files ---


def rows_of(grid: ReadTable) -> list[list[GridCell]]:
    """The cells that begin in each row, from left to right."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.height)]
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
    return rows


def html(found: Iterable[ReadContent], head: str = '<meta charset="utf-8">', wrap: str = "{}") -> str:
    """A web page of the contents; ``wrap`` is put around them."""
    parts = []
    for content in found:
        if isinstance(content, ReadParagraph):
            parts.append(f"<p>{escape(content.text)}</p>")
        else:
            parts.append(html_table(content))
    return f"<html><head>{head}</head><body>{wrap.format(''.join(parts))}</body></html>"


def html_table(grid: ReadTable, cell_text: Callable[[str], str] = escape) -> str:
    rows = []
    for cells in rows_of(grid):
        line = "".join(f'<td rowspan="{c.rows}" colspan="{c.columns}">{cell_text(c.text)}</td>' for c in cells)
        rows.append(f"<tr>{line}</tr>")
    return f"<table>{''.join(rows)}</table>"


def text(found: Iterable[ReadContent], table_text: Callable[[ReadTable], str]) -> str:
    """A text of the contents with the tables as ``table_text`` writes them."""
    return "\n".join(c.text if isinstance(c, ReadParagraph) else table_text(c) for c in found) + "\n"


def cell_a_line(grid: ReadTable) -> str:
    """One cell a line, blank ones gone, as a page copied into Notepad."""
    return "\n".join(cell.text for cells in rows_of(grid) for cell in cells if cell.text)


def tabs(grid: ReadTable) -> str:
    """One row a line, tabs between its cells."""
    return "\n".join("\t".join(cell.text for cell in cells) for cells in rows_of(grid))


def pipes(grid: ReadTable) -> str:
    """A Markdown table: merged cells are followed by empty ones."""
    lines = []
    for cells in rows_of(grid):
        texts = [""] * grid.width
        for cell in cells:
            texts[cell.column] = cell.text
        lines.append("| " + " | ".join(texts) + " |")
    return "\n".join([lines[0], "|" + " --- |" * grid.width, *lines[1:]])


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def word_table(grid: ReadTable) -> str:
    """A table as Word writes it: merged cells go on below as cells of their own."""
    rows = []
    for row in range(grid.height):
        cells = sorted((c for c in grid.cells if c.row <= row < c.row + c.rows), key=lambda cell: cell.column)
        line = ""
        for cell in cells:
            merge = "" if cell.rows == 1 else f'<w:vMerge w:val="{"restart" if cell.row == row else "continue"}"/>'
            inner = cell.text if cell.row == row else ""
            line += f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merge}</w:tcPr>{word_paragraph(inner)}</w:tc>'
        rows.append(f"<w:tr>{line}</w:tr>")
    grid_columns = '<w:gridCol w:w="900"/>' * grid.width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid_columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word(body: str, **parts: str) -> bytes:
    """A .docx with this body. ``parts`` are further parts of the main one (numbering, styles) by their kind."""
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships {space}><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        package.writestr("word/_rels/document.xml.rels", f"<Relationships {space}>{ties}</Relationships>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for kind, xml in parts.items():
            package.writestr(f"word/{kind}.xml", xml)
    return stream.getvalue()


def word_report(found: Iterable[ReadContent]) -> bytes:
    return word("".join(word_paragraph(c.text) if isinstance(c, ReadParagraph) else word_table(c) for c in found))
