"""Small Word files made of XML, and what stands in a Word file: its text with its looks, its comments."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORDML}.document.main+xml"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


# --- small Word files ---


def word(*blocks: str) -> bytes:
    """A Word file of paragraphs given as text, or as XML. It has neither styles nor ties."""
    body = "".join(block if block.startswith("<") else f"<w:p>{run(block)}</w:p>" for block in blocks)
    document = f'{HEAD}<w:document xmlns:w="{W[1:-1]}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": document})


def packed(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text) if text else ''}</w:p></w:tc>"

    grid = "<w:gridCol/>" * len(rows[0])
    lines = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


# --- what is in them ---


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment by number, its paragraphs parted by /."""
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        comment.get(f"{W}id", ""): "/".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")
        )
        for comment in root
    }


def ranges(data: bytes) -> dict[str, str]:
    """The words that each comment stands at."""
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in body(data).iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag == f"{W}t":
            for name in open_:
                found[name] += element.text or ""
    assert not open_
    return found


def characters(data: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """Every character of the body with the properties of its run and of its paragraph."""
    for element in body(data).iter(f"{W}t", f"{W}tab", f"{W}br"):
        holder = element.getparent()
        assert holder is not None
        paragraph = next(element.iterancestors(f"{W}p"))
        run_look, paragraph_look = (
            b"" if found is None else etree.tostring(found, method="c14n")
            for found in (holder.find(f"{W}rPr"), paragraph.find(f"{W}pPr"))
        )
        for char in (element.text or "") if element.tag == f"{W}t" else element.tag:
            yield char, run_look, paragraph_look


def annotations(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The words and the text of each comment of a flat OpenDocument file."""
    space = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0"}
    name = f"{{{space['office']}}}name"
    for note in root.iterfind(".//office:annotation", space):
        words, inside = "", False
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if element is note:
                inside = event == "end"
            elif element.get(name) == note.get(name) and inside:
                break
            elif inside and not any(True for _ in element.iterancestors(note.tag)) and element.tag != note.tag:
                words += (element.text or "") if event == "start" else ""
            words += (element.tail or "") if inside and event == "end" else ""
        yield words, "".join(map(str, note.itertext()))
