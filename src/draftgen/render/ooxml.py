"""Pieces of WordprocessingML as text: runs, content controls, paragraphs."""

import json
import re
import zlib
from collections.abc import Iterable

from draftgen.core.document import Span, SpanKind
from draftgen.core.office import R, W

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w15="{W15}" xmlns:mc="{MC}" mc:Ignorable="w15"'

HIGHLIGHT = '<w:highlight w:val="yellow"/>'

_NAME_LENGTH = 64
_CONTEXT = 6
_ILLEGAL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_BREAKS = r"([\n\t\r])"
_BREAK_TAGS = {"\n": "<w:br/>", "\r": "<w:br/>", "\t": "<w:tab/>"}
# Quotation marks, dashes and the like stand in Latin and Chinese fonts alike; Word takes the Latin one unless told.
_AMBIGUOUS = re.compile("[\u00a1-\u2e7f]")
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPES = str.maketrans(_ESCAPED)


def escape(text: str) -> str:
    """``text`` for element content or an attribute, without the characters that XML cannot hold."""
    # Almost no text needs it, and there are thousands of pieces in a report.
    if text.isalnum():
        return text
    if not text.isprintable():
        text = re.sub(_ILLEGAL, "", text)
    return text.translate(_ESCAPES) if any(sign in text for sign in _ESCAPED) else text


def run(text: str, properties: str = "") -> str:
    """A ``w:r`` with the text; line feeds and tabs become their elements.

    Args:
        text: What to print.
        properties: Children of ``w:rPr`` in schema order, without ``w:rFonts`` hints.

    """
    if not text:
        return ""
    if not text.isascii() and _AMBIGUOUS.search(text) and "<w:rFonts" not in properties:
        properties = _HINT + properties
    broken = not text.isprintable() and re.search(_BREAKS, text)
    inner = _broken(text) if broken else f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def _broken(text: str) -> str:
    pieces = (piece for piece in re.split(_BREAKS, text.replace("\r\n", "\n")) if piece)
    return "".join(_BREAK_TAGS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A ``w:p``. ``properties`` are the children of ``w:pPr`` after ``w:pStyle``, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


class Controls:
    """Numbers the content controls of one document and keeps the map of its figures (see ``core.office.FIGURE_MAP``)."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list[list[str | None]] = []

    def control(self, path: str, text: str, before: str | None, properties: str = "") -> str:
        """A run-level plain-text control that holds the figure at ``path``.

        Args:
            path: The path of the figure.
            text: What to print; nothing gives no control, since Word fills an empty one with a prompt.
            before: The text of the paragraph before the figure; None in a table.
            properties: Children of the run's ``w:rPr``.

        """
        if not text:
            return ""
        name = path if len(path) <= _NAME_LENGTH else _short(path)
        entry: list[str | None] = [path, text]
        if before is not None or name != path:
            entry.append(None if before is None else before[-_CONTEXT:])
        if name != path:
            entry.append(name)
        self.entries.append(entry)
        name = escape(name)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/>'
            f'<w:id w:val="{len(self.entries)}"/><w15:appearance w15:val="hidden"/><w:text/></w:sdtPr>'
            f"<w:sdtContent>{run(text, properties)}</w:sdtContent></w:sdt>"
        )

    def spans(self, spans: Iterable[Span]) -> str:
        """The runs and controls of a paragraph. Neighbouring spans that look alike share a run."""
        pieces: list[str] = []
        before = plain = ""
        for span in spans:
            if span.is_figure or span.kind is SpanKind.MARK:
                pieces.append(run(plain))
                plain = ""
            if span.is_figure:
                pieces.append(self.control(span.path, span.text, before))
            elif span.kind is SpanKind.MARK:
                pieces.append(run(span.text, HIGHLIGHT))
            else:
                plain += span.text
            before += span.text
        return "".join((*pieces, run(plain)))

    def map(self) -> str:
        """The map of all figures as JSON."""
        return json.dumps(self.entries, ensure_ascii=False, separators=(",", ":"))


def _short(path: str) -> str:
    """A name of 64 characters for a longer path: its beginning and its checksum."""
    sum_ = f"~{zlib.crc32(path.encode()):08x}"
    return path[: _NAME_LENGTH - len(sum_)] + sum_
