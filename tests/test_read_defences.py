"""Files that mean harm, or are not what they say: refused in Chinese, in bounded time and memory, nothing invented."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.pdf_files import Page, pdf
from tests.reports import contents, html, printed, text, values, word_report
from tests.reports import tabs as with_tabs

from draftgen import recall
from draftgen.core.finding import UnreadableInput
from draftgen.recall import files, office_suite

DOCX = word_report(contents())
SOFFICE = shutil.which("soffice")


def refused(data: bytes | Path, name: str = "") -> str:
    with pytest.raises(UnreadableInput) as caught:
        recall.report(data, name)
    return str(caught.value)


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    """The .docx with its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(DOCX)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return stream.getvalue()


def in_main(before: bytes, after: bytes) -> bytes:
    return repacked(lambda name, part: part.replace(before, after) if name == "word/document.xml" else part)


# --- Word ---


def test_a_zip_bomb() -> None:
    data = in_main(b"</w:body>", b"<w:p><w:r><w:t>" + b"0" * 80_000_000 + b"</w:t></w:r></w:p></w:body>")
    assert len(data) < 200_000
    assert "解压后过大" in refused(data, "年报.docx")


def test_ten_thousand_parts() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number in range(2500):
            package.writestr(f"word/{number}.xml", "")
    assert "2500 个部件" in refused(stream.getvalue(), "年报.docx")


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_in_a_word_file(doctype: bytes) -> None:
    assert "DOCTYPE" in refused(in_main(b"<w:document ", doctype + b"<w:document "), "年报.docx")


def test_nesting_without_end_in_a_word_file() -> None:
    deep = b"<w:customXml>" * 5000 + b"</w:customXml>" * 5000
    assert "嵌套太深" in refused(in_main(b"</w:body>", deep + b"</w:body>"), "年报.docx")


def test_tables_within_tables_without_end() -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 400 + b"</w:tc></w:tr></w:tbl>" * 400
    try:
        found = recall.report(in_main(b"</w:body>", deep + b"</w:body>"), "年报.docx")
    except UnreadableInput as error:
        assert "嵌套太深" in str(error)  # noqa: PT017 - either is fine: it is read, or it is refused
    else:
        assert found.year == 2023


def test_a_grid_span_of_millions() -> None:
    report = recall.report(in_main(b'<w:gridSpan w:val="4"/>', b'<w:gridSpan w:val="999999999"/>'), "年报.docx")
    assert report.year == 2023


@pytest.mark.parametrize("cut", [100, 2000, len(DOCX) // 2, len(DOCX) - 10])
def test_half_a_word_file(cut: int) -> None:
    assert "损坏" in refused(DOCX[:cut], "年报.docx")


def test_a_word_file_without_a_text() -> None:
    data = repacked(lambda name, part: b"<x/>" if name == "_rels/.rels" else part)
    assert refused(data, "年报.docx") == "“年报.docx”里没有正文，不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx。"


# --- what is not what its name says ---


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("年报.pdf", DOCX),
        ("年报.html", DOCX),
        ("年报.doc", html(contents()).encode()),
        ("年报.wps", DOCX),
        ("年报.txt", html(contents()).encode("gbk")),
        ("年报.docx", text(contents(), with_tabs).encode("gbk")),
        ("年报", DOCX),
        ("年报.xyz", text(contents(), with_tabs).encode()),
    ],
)
def test_the_content_tells_the_kind(name: str, data: bytes) -> None:
    report = recall.report(data, name)
    assert {path: shown for t in report.tables.values() for path, shown in printed(t).items()} == values()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b"\x00" * 5000, "是空的"),
        (b"\x89PNG\r\n\x1a\n" + b"1" * 500, "是一张图片"),
        (b"\xff\xd8\xff\xe0" + b"1" * 500, "是一张图片"),
        (b"Rar!\x1a\x07" + b"1" * 500, "是压缩包"),
        (b"\x1f\x8b\x08" + b"1" * 500, "是压缩包"),
        (b"\x7fELF" + b"\x00\x01" * 500, "不是文本文件"),
        (b"PK\x03\x04" + b"xl/workbook.xml" * 20, "是 Excel 表格"),
        (b"PK\x03\x04" + b"OFD.xml" * 20, "是 OFD 版式文件"),
        (b"PK\x03\x04" + b"photo.jpg" * 20, "不是 Word 文档"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "是 Excel 表格"),
    ],
)
def test_other_kinds_are_named(data: bytes, said: str) -> None:
    assert said in refused(data, "年报.docx")


# --- size ---


@pytest.mark.parametrize("name", ["年报.docx", "年报.pdf", "年报.html", "年报.txt", "年报.doc"])
def test_a_file_of_200_megabytes_is_not_even_opened(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    assert "有 200 MB" in refused(file)


@pytest.mark.parametrize("start", [b"<html><p>", "一、总体情况\n".encode()])
def test_a_text_of_30_megabytes_is_refused(start: bytes) -> None:
    assert "有 30 MB" in refused(start + b"<p>1</p>\n" * 3_400_000, "年报.txt")


@pytest.mark.parametrize("line", ["1\n", "一二三四五六七八九十" * 30 + "\n", "\t1\n", "1\t1\n"])
def test_a_text_of_thousands_of_lines_is_refused(line: str) -> None:
    data = ("三、收到和处理政府信息公开申请情况\n" + line * 300_000).encode()[:18_000_000]
    assert "文字太多" in refused(data, "年报.txt")


def test_a_page_of_thousands_of_paragraphs_is_refused() -> None:
    assert "文字太多" in refused(b"<html><body>" + b"<p>1</p>" * 300_000, "年报.html")


def test_a_table_of_thousands_of_cells_is_no_official_one() -> None:
    page = html(contents()).replace("<body>", f"<body><table>{'<tr><td>1</td><td>规章</td></tr>' * 5000}</table>")
    assert recall.report(page.encode(), "年报.html").tables["table2"].value("charges") is not None


@pytest.mark.parametrize(
    "line",
    [
        "一" * 300_000,
        "（" * 300_000,
        "1." * 150_000,
        "2023年" * 50_000,
        "地址：" * 100_000,
        "一是" * 100_000,
        "\t" * 300_000,
        "| " * 150_000,
    ],
)
def test_one_endless_line(line: str) -> None:
    report = recall.report(
        text(contents(intro=(line,), problems=(line,), other=(line,)), with_tabs).encode(), "年报.txt"
    )
    assert report.tables["table3"].value("requests.new.person") == 7


# --- places ---


def test_no_such_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.docx") == "找不到文件“没有.docx”。请检查文件名。"


def test_a_folder(tmp_path: Path) -> None:
    assert "是文件夹" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_never_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    assert "不是普通文件" in refused(tmp_path / "管道.docx")


# --- LibreOffice ---

DOC = b"\xd0\xcf\x11\xe0" + b"\x00" * 600


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_suite, "_program", lambda: None)
    assert refused(DOC, "年报.wps") == (
        "“年报.wps”是旧版 Word 或 WPS 文档，这里没有装 LibreOffice，不能直接读。"
        "请用 WPS 或 Word 打开，另存为 .docx 再读；或者把正文和表格粘贴到一个 .txt 文件里。"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_libreoffice_that_never_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60 &\necho $! > " + str(tmp_path / "child") + "\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(office_suite, "_program", lambda: str(script))
    monkeypatch.setattr(office_suite, "_SECONDS", 1)
    assert "超过 1 秒" in refused(DOC, "年报.doc")
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    ).stdout.strip()
    assert not state or state.startswith("Z")


def test_word_as_xml_goes_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_suite, "_program", lambda: None)
    data = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument></w:wordDocument>'
    assert "没有装 LibreOffice" in refused(data, "年报.doc")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_libreoffice_that_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_suite, "_program", lambda: "/bin/true")
    assert "打不开：文件已经损坏，或者设了密码" in refused(DOC, "年报.doc")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_old_files_through_libreoffice(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(DOCX)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    old = tmp_path / f"report.{kind}"
    shown = old.rename(tmp_path / "年报.wps") if kind == "doc" else old
    report = recall.report(shown)
    assert {path: text_ for t in report.tables.values() for path, text_ in printed(t).items()} == values()
    assert (report.agency, report.missing) == ("青石县水务局", ())


# --- nothing is left behind ---


def test_only_the_reader_that_is_needed_is_loaded() -> None:
    script = (
        "import sys, pathlib; from draftgen import recall; recall.report(pathlib.Path(sys.argv[1]).read_bytes(), 'x.docx');"
        "print([m for m in ('lxml', 'pdfplumber', 'jinja2') if m in sys.modules])"
    )
    file = Path(files.__file__).parent / "words.yaml"
    run = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_document_is_read_alike_from_disk_and_memory(tmp_path: Path) -> None:
    file = tmp_path / "年报.docx"
    file.write_bytes(DOCX)
    assert recall.document(file) == recall.document(DOCX, "年报.docx")


def test_a_pdf_in_a_damaged_wrapping_is_still_a_pdf() -> None:
    data = b"\r\n\r\n" + pdf([Page().text(74, 60, "一、总体情况好得很，写了满满一页。")])
    assert files.kind_of(data) == "pdf"
