"""Parts of a Word file parsed, written down, and put into a package again."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from draftgen.core.finding import UnreadableInput

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def parse(data: bytes) -> etree._Element:
    """The root of a part. Raises UnreadableInput where it is no XML."""
    try:
        return etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput("文档的内部结构已经损坏。请用 Word 或 WPS 打开，另存为新的 .docx。") from error


def serialised(root: etree._Element) -> bytes:
    """A part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts, without a date: the same parts give the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, data)
    return stream.getvalue()
