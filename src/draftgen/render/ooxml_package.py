"""Puts the parts of a Word file together: content types, relationships, properties, zip."""

import zipfile
from io import BytesIO

from draftgen.core.office import FIGURE_MAP
from draftgen.render.ooxml import SPACES, XML, Controls, escape
from draftgen.render.ooxml_look import OFFICE, WORDML, Look, Part, base_part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# Word keeps the first 255 characters of a text property.
_PROPERTY_LENGTH = 255
_MAIN = "word/document.xml"


def package(body: str, look: Look, controls: Controls, title: str, author: str) -> bytes:
    """The bytes of a Word file, the same for the same arguments.

    Args:
        body: The children of ``w:body`` but for the section.
        look: Styles, fonts, headers, footers and page.
        controls: The figures of the body.
        title: Title of the document for its properties.
        author: The agency; never a person.

    """
    section = f"<w:sectPr>{look.references}{look.section}</w:sectPr>"
    document = f"{XML}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"
    parts = [
        Part(_MAIN, document.encode(), f"{WORDML}.document.main+xml"),
        Part("word/_rels/document.xml.rels", _ties(look).encode()),
        *look.parts,
        base_part(
            "docProps/app.xml", "app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
        Part("docProps/core.xml", _core(title, author).encode(), f"{_PACKAGE_TYPE}.core-properties+xml"),
    ]
    custom = _custom(controls) if controls.entries else ""
    if custom:
        content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        parts.append(Part("docProps/custom.xml", custom.encode(), content_type))
    return _zip([Part("[Content_Types].xml", _types(parts)), Part("_rels/.rels", _root(bool(custom))), *parts])


_PACKAGE_TYPE = "application/vnd.openxmlformats-package"


def _zip(parts: list[Part]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Left alone, this says which system wrote the file.
            entry.create_system = 0
            target.writestr(entry, part.data)
    return stream.getvalue()


def _types(parts: list[Part]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{escape(part.name)}" ContentType="{escape(part.content_type)}"/>'
        for part in parts
        if part.content_type
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _root(custom: bool) -> bytes:  # noqa: FBT001 - private
    targets = [
        (f"{OFFICE}/officeDocument", _MAIN),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
        *([(f"{OFFICE}/custom-properties", "docProps/custom.xml")] if custom else []),
    ]
    ties = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{ties}</Relationships>'.encode()


def _ties(look: Look) -> str:
    ties = "".join(
        f'<Relationship Id="{tie.id}" Type="{OFFICE}/{tie.type}" Target="{escape(tie.target)}"/>' for tie in look.ties
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{ties}</Relationships>'


def _core(title: str, author: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _custom(controls: Controls) -> str:
    text = controls.map()
    pieces = [text[start : start + _PROPERTY_LENGTH] for start in range(0, len(text), _PROPERTY_LENGTH)]
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number + 1}" name="{FIGURE_MAP}.{number}">'
        f"<vt:lpwstr>{escape(piece)}</vt:lpwstr></property>"
        for number, piece in enumerate(pieces, 1)
    )
    return f'{XML}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{properties}</Properties>'
