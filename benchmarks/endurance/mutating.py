"""Valid files → files that are nearly valid, the same ones for the same seed."""

import io
import zipfile
import zlib
from random import Random

WORDS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r",
    b"\t",
    "　".encode(),
    "〇一二三".encode(),
    b"<",
    b">",
    b"&#0;",
    b"&amp;",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"{{ x }}",
    b"{% for %}",
    b"%s%n",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"99999999999999999999999999",
    b"0x1F",
    b"1_000",
    "１２３".encode(),
    "３½".encode(),
    "第十二条".encode(),
    "２０２５年１３月４５日".encode(),
    b": ",
    b"- ",
    b"&a",
    b"*a",
    b"!!python/object:os.system",
    b"|-\n",
    b"'",
    b'"',
    b"[" * 50,
    b"{" * 50,
    b"\\",
    b"../../etc/passwd",
    b"=cmd|' /C calc'!A0",
    "\u202e\u200b\ufeff".encode(),
    "𠮷👨‍👩‍👧".encode(),
)
_INNER = 0.8


def mutated(data: bytes, random: Random) -> bytes:
    """``data`` with one to six changes; of a package mostly in one of its parts, so that the package still opens."""
    if data.startswith(b"PK") and random.random() < _INNER:
        return _repacked(data, random)
    if data.startswith(b"%PDF") and random.random() < _INNER:
        return _streams(data, random)
    return _changed(data, random)


def _changed(data: bytes, random: Random) -> bytes:
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.choice((1, 2, 4, 16, 64, 400)))
        match random.randrange(8):
            case 0 if found:
                found[start % len(found)] = random.randrange(256)
            case 1:
                del found[start:end]
            case 2:
                found[start:start] = found[start:end] * random.choice((1, 3, 40))
            case 3 | 4:
                found[start:start] = random.choice(WORDS)
            case 5:
                found[start:end] = random.choice(WORDS)
            case 6:
                other = random.randrange(len(found) + 1)
                found[other:other] = found[start:end]
            case 7 if random.random() < 0.2:
                del found[start:]
    return bytes(found)


def _repacked(data: bytes, random: Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        largest = max(names, key=lambda name: source.getinfo(name).file_size)
        chosen = random.choice((largest, random.choice(names)))
        for name in names:
            part = source.read(name)
            if name == chosen and random.random() < 0.05:
                continue
            target.writestr(zipfile.ZipInfo(name), _changed(part, random) if name == chosen else part)
    return stream.getvalue()


def _streams(data: bytes, random: Random) -> bytes:
    """A PDF with one of its streams unpacked, changed and packed again; its table of places is then wrong as well."""
    pieces = data.split(b"stream\n")
    if len(pieces) < 3:
        return _changed(data, random)
    chosen = random.randrange(1, len(pieces))
    body, found, rest = pieces[chosen].partition(b"\nendstream")
    try:
        body = zlib.compress(_changed(zlib.decompress(body), random))
    except zlib.error:
        return _changed(data, random)
    pieces[chosen] = body + found + rest
    return b"stream\n".join(pieces)
