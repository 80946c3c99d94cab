"""A file of any kind → its paragraphs and tables. The content tells the kind; a wrong name is no matter."""

import re
from pathlib import Path

from draftgen.core.finding import Finding, Level, Place, UnreadableInput
from draftgen.core.read import ReadDocument
from draftgen.recall.limits import MAX_CHARS, MAX_CONTENTS, too_long

MAX_BYTES = 100_000_000
_MAX_TEXT = 20_000_000
_KINDS = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".mht": "mht",
    ".pdf": "pdf",
    ".txt": "text",
    ".md": "text",
    ".doc": "doc",
    ".wps": "doc",
    ".rtf": "doc",
    ".odt": "doc",
    ".wpt": "doc",
}
_WORD_XML = re.compile(rb"progid=\"Word\.Document\"|<w:wordDocument|<pkg:package")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def read(source: Path | bytes, name: str = "") -> ReadDocument:
    """The contents of a file. Raises UnreadableInput with what to do."""
    shown = f"“{name or source.name}”" if isinstance(source, Path) else (f"“{name}”" if name else "这份文件")
    data = _load(source, shown) if isinstance(source, Path) else source
    if len(data) > MAX_BYTES:
        raise _too_large(shown, len(data))
    kind = kind_of(data, shown)
    try:
        document = _read(kind, data, name or (source.name if isinstance(source, Path) else ""), shown)
    except MemoryError as error:
        raise UnreadableInput(f"{shown}展开后过大，内存装不下，没有读取。请检查是不是选错了文件。") from error
    if len(document.contents) > MAX_CONTENTS or sum(len(item.text) for item in document.paragraphs) > MAX_CHARS:
        raise too_long(shown)
    suffix = Path(name or (source.name if isinstance(source, Path) else "")).suffix.lower()
    said = _KINDS.get(suffix)
    if said and said != kind and not {said, kind} <= {"text", "html", "mht"}:
        finding = Finding(
            "file-kind",
            Level.HINT,
            Place(name or str(source if isinstance(source, Path) else "")),
            f"{shown}的扩展名是 {suffix}，内容其实是{_CALLED[kind]}，已按{_CALLED[kind]}读取。",
        )
        document = document._replace(findings=(finding, *document.findings))
    return document


_CALLED = {
    "docx": " Word 文档",
    "html": "网页",
    "mht": "网页",
    "pdf": " PDF",
    "text": "文本",
    "doc": "旧版 Word 或 WPS 文档",
}


def _too_large(shown: str, size: int) -> UnreadableInput:
    return UnreadableInput(
        f"{shown}有 {size // 1_000_000} MB，不像是一份年度报告（上限 {MAX_BYTES // 1_000_000} MB），没有读取。"
        "请检查是不是选错了文件；图片多的，压缩图片后再读。"
    )


def _load(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableInput(f"{shown}是文件夹。请写出里面的年报文件。")
        if not path.exists():
            raise UnreadableInput(f"找不到文件{shown}。请检查文件名。")
        if not path.is_file():
            raise UnreadableInput(f"{shown}不是普通文件，没有读取。")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(shown, path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{shown}打不开。请检查文件名，并关闭正在使用它的 Word 或 WPS。") from error


def kind_of(data: bytes, shown: str = "这份文件") -> str:
    """What the bytes are: docx, pdf, doc (all that LibreOffice reads), html, mht or text. Raises for the rest."""
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableInput(f"{shown}是空的。")
    head = data[:2048]
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\xdb\xa5-\x00")) or _WORD_XML.search(head):
        return "doc"
    if data.startswith(b"PK"):
        return _package(data, shown)
    if data.startswith(_PICTURES):
        raise UnreadableInput(
            f"{shown}是一张图片，没有可读的文字。请找文字版的年报，或者把正文和表格录入到 .txt 文件里。"
        )
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnreadableInput(f"{shown}是压缩包。请先解压，再读里面的年报。")
    if (
        re.match(rb"\s*(mime-version|from|subject|date|content-type):", head, re.IGNORECASE)
        and b"multipart/related" in data[:8192]
    ):
        return "mht"
    plain = head.replace(b"\x00", b"").lower()
    if re.search(rb"<\s*(!doctype\s+html|html|head|body|table|div|p|span|meta)\b", plain):
        return "html"
    return "text"


def _package(data: bytes, shown: str) -> str:
    if b"word/" in data:
        return "docx"
    if b"opendocument.text" in data[:200]:
        return "doc"
    if b"xl/" in data:
        raise UnreadableInput(f"{shown}是 Excel 表格，不是年报正文。请换成 .docx、.pdf、.html 或 .txt 的年报。")
    if b"OFD.xml" in data:
        raise UnreadableInput(f"{shown}是 OFD 版式文件，暂不能读。请用 WPS 或 OFD 阅读器打开，另存为 .docx 或 .pdf。")
    return "docx"


def _read(kind: str, data: bytes, name: str, shown: str) -> ReadDocument:
    """Calls the reader of a kind; each is imported only here, for one run reads one file."""
    if kind == "doc":
        from draftgen.recall.office_suite import to_docx  # noqa: PLC0415

        data, kind = to_docx(data, _doc_suffix(data), shown), "docx"
    if kind == "docx":
        from draftgen.recall.docx import read_docx  # noqa: PLC0415

        try:
            return read_docx(data)
        except UnreadableInput as error:
            raise UnreadableInput(str(error).replace("这份文件", shown, 1)) from error
    if kind == "pdf":
        from draftgen.recall.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name)
    if len(data) > _MAX_TEXT:
        raise _too_large(shown, len(data))
    if kind == "text":
        if len(data) > 4 * MAX_CHARS or data.count(b"\n") + data.count(b"\r") > 2 * MAX_CONTENTS:
            raise too_long(shown)
        from draftgen.recall.text import read_text  # noqa: PLC0415

        return read_text(data, name)
    from draftgen.recall.html import read_html  # noqa: PLC0415

    return read_html(_page_of(data, shown) if kind == "mht" else data, name)


def _doc_suffix(data: bytes) -> str:
    """The suffix that makes LibreOffice take the right filter."""
    if data.lstrip()[:1] == b"<":
        return ".xml"
    return ".rtf" if data.startswith(b"{") else ".odt" if data.startswith(b"PK") else ".doc"


def _page_of(data: bytes, shown: str) -> bytes:
    """The web page inside of a saved page (.mht)."""
    import email  # noqa: PLC0415

    for part in email.message_from_bytes(data).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes) and page.strip():
            return page
    raise UnreadableInput(f"{shown}里没有网页正文。请在浏览器里打开，把正文和表格粘贴到一个 .txt 文件里。")
