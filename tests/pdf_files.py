"""PDF files made by hand, to the letter: text at its places, rules, boxes, pictures, and what is wrong with some."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftgen.core.read import ReadTable

WIDTH, HEIGHT = 595, 842
SIZE = 12.0


@dataclass
class Page:
    """A page in the making; y counts from the top."""

    commands: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> "Page":
        self.used |= set(text)
        codes = "".join(f"{ord(char):04X}" for char in text)
        self.commands.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {HEIGHT - y - size * 0.85:.2f} Tm <{codes}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        self.commands.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def white_box(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        self.commands.append(f"1 1 1 rg {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 0 0 rg")
        return self

    def picture(self) -> "Page":
        self.commands.append("q 500 0 0 700 40 70 cm /I1 Do Q")
        return self

    def table(
        self, grid: ReadTable, top: float, rows: range | None = None, *, closed: bool = True, height: float = 22
    ) -> "Page":
        """The rows of a grid with their rules; not ``closed`` leaves out the level rules at both ends."""
        rows = rows or range(grid.height)
        stub = 3 if grid.width == 10 else 1
        edges = [70.0]
        for column in range(grid.width):
            edges.append(
                edges[-1] + ((30, 70, 130)[column] if stub == 3 and column < 3 else 34 if grid.width > 4 else 120)
            )
        for cell in grid.cells:
            first, last = max(cell.row, rows.start), min(cell.row + cell.rows, rows.stop)
            if first >= last:
                continue
            x0, x1 = edges[cell.column], edges[cell.column + cell.columns]
            y0, y1 = top + (first - rows.start) * height, top + (last - rows.start) * height
            self.rule(x0, y0, x0, y1).rule(x1, y0, x1, y1)
            if closed or first > rows.start:
                self.rule(x0, y0, x1, y0)
            if closed or last < rows.stop:
                self.rule(x0, y1, x1, y1)
            if cell.text and first == cell.row:
                wide = max(1, int((x1 - x0 - 4) // 6))
                for number, start in enumerate(range(0, len(cell.text), wide)):
                    self.text(x0 + 2, y0 + 2 + number * 7, cell.text[start : start + wide], 6)
        return self


def paragraph(page: Page, top: float, text: str, *, left: float = 74, indent: bool = True) -> float:
    """A justified paragraph of 36 characters a line; returns where the next one may begin."""
    first = 34 if indent else 36
    lines = [text[:first], *(text[start : start + 36] for start in range(first, len(text), 36))]
    for number, line in enumerate(lines):
        page.text(left + (24 if indent and not number else 0), top + 20 * number, line)
    return top + 20 * len(lines)


def pdf(pages: Iterable[Page], extra: str = "") -> bytes:
    """The file of some pages. ``extra`` goes into the trailer."""
    pages = list(pages)
    used = sorted({char for page in pages for char in page.used})
    maps = "".join(f"<{ord(char):04X}> <{ord(char):04X}>\n" for char in used)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> "
        f"endcodespacerange {len(used)} beginbfchar\n{maps}endbfchar endcmap end end"
    )
    objects = {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /DW 1000 /W [{' '.join(f'{ord(c)} [500]' for c in used if c.isascii())}] >>",
        5: stream(unicode_map.encode()),
        6: stream(
            b"\x80" * 64,
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        ),
    }
    kids = []
    for number, page in enumerate(pages):
        at = 10 + 2 * number
        kids.append(f"{at} 0 R")
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {at + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>"
        )
        objects[at + 1] = stream("\n".join(page.commands).encode())
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    return assembled(objects, extra)


def stream(data: bytes, entries: str = "") -> str:
    packed = zlib.compress(data)
    return f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed.decode('latin-1')}\nendstream"


def assembled(objects: dict[int, str], extra: str = "") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {max(objects) + 1}\n".encode()
    for number in range(max(objects) + 1):
        out += f"{places.get(number, 0):010d} 00000 {'n' if number in places else 'f'} \n".encode()
    out += f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


def lines(page: Page, top: float, texts: Sequence[str], *, left: float = 74) -> Page:
    """Lines as they are, one below the other."""
    for number, text in enumerate(texts):
        page.text(left, top + 20 * number, text)
    return page
