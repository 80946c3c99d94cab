"""What lies in a clerk's folder: data files, the program's own memory, Word files, ledgers. Looked at, never changed."""

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from draftgen import store
from draftgen.core.document import OPEN
from draftgen.core.office import FIGURE_MAP

YAML = (".yaml", ".yml")
BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_OURS = (".review.yaml", ".review.yml")
_KEPT = re.compile(r"\.备份\d+$")
_HEAD = re.compile(r"^(年度|机关|表二|表三|表四|year|agency|table[234])\s*[:：]", re.MULTILINE)
_TABS = re.compile(rb'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"')
_TEXTS = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_SNIFFED = 65_536
_MOST = 20_000_000
_MANY = 200
_DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)


def data_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that look like data files or filled workbooks, by name; decisions and copies are none."""
    return tuple(path for path in _files(folder) if not _KEPT.search(path.stem) and _is_data(path))


def _files(folder: Path) -> list[Path]:
    """The files of a folder by name, at most a few hundred; hidden ones and those an office suite has open left out."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file())
    return [folder / name for name in names[: 5 * _MANY] if not name.startswith((".", "~$"))]


def _is_data(path: Path) -> bool:
    ending = path.suffix.lower()
    try:
        if ending in YAML and not path.name.endswith(_OURS):
            return _is_yaml(path)
        if ending in BOOKS:
            return _is_book(path)
    except _DAMAGED:
        return False
    return False


def _is_yaml(path: Path) -> bool:
    with path.open("rb") as stream:
        start = stream.read(_SNIFFED)
    codec = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    # A name at the top level is enough: what a file of words or a bank of passages has are other names.
    return any(_HEAD.search(start.decode(one, "replace")) for one in (codec, "gb18030"))


def _is_book(path: Path) -> bool:
    if path.suffix.lower() in (".xls", ".et"):
        return path.stat().st_size < _MOST and "表三".encode("utf-16-le") in path.read_bytes()
    with zipfile.ZipFile(path) as package:
        tabs = _part(package, "xl/workbook.xml")
    return {"表二", "表三", "表四"} <= {name.decode("utf-8", "replace").strip() for name in _TABS.findall(tabs)}


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part of an office file. Raises ValueError for one that is larger than any real one."""
    try:
        entry = package.getinfo(name)
    except KeyError as error:
        raise ValueError(name) from error
    if entry.file_size > _MOST:
        raise ValueError(name)
    return package.read(entry)


class Home(NamedTuple):
    """A folder that remembers a run on a data file."""

    folder: Path
    memory: store.Memory
    run: store.Run


def runs_on(data: Path, *others: Path) -> tuple[Home, ...]:
    """Where the last drafts of a data file are: beside it, in a folder directly below, or in one of ``others``."""
    found: list[Home] = []
    for folder in dict.fromkeys((data.parent, *_below(data.parent), *others)):
        memory = store.memory(folder)
        found += [Home(folder, memory, run) for run in memory.runs.values() if _same(folder / run.data, data)]
    return tuple(found)


def data_of(folder: Path) -> tuple[Path, ...]:
    """The data files of which reports were written into ``folder``, from elsewhere."""
    found = (Path(os.path.normpath(folder / run.data)) for run in store.memory(folder).runs.values())
    return tuple(path for path in found if path.is_file())


def _below(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    return [folder / name for name in names[:_MANY] if (folder / name / store.RECORD).is_file()]


def _same(one: Path, other: Path) -> bool:
    return os.path.normpath(one.absolute()) == os.path.normpath(other.absolute())


def text_of(file: Path) -> str | None:
    """The text of a report as somebody left it; None if it cannot be read. What a deletion on record hides is left out."""
    try:
        if file.suffix.lower() != ".docx":
            return file.read_text("utf-8")
        with zipfile.ZipFile(file) as package:
            return "".join(_TEXTS.findall(_part(package, "word/document.xml").decode("utf-8")))
    except _DAMAGED:
        return None


def marks_in(text: str) -> dict[str, int]:
    """How often each mark of an open place stands in a text; those that are not there left out."""
    found = {mark.strip("【】"): text.count(mark) for mark in OPEN}
    return {mark: number for mark, number in found.items() if number}


def changed_copies(folder: Path, known: store.Memory, year: int | None) -> Iterator[Path]:
    """Word files made from one of our drafts under another name: what a director sends back.

    A copy with the same content as a draft, one kept by this program, and a report of another year are none.
    """
    hashes = set(known.files.values())
    word = [path for path in _files(folder) if path.suffix.lower() == ".docx" and not _KEPT.search(path.stem)]
    for path in word[:_MANY]:
        if path.name in known.files or not _is_ours(path, year) or store.sha_of(path) in hashes:
            continue
        yield path


def _is_ours(path: Path, year: int | None) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            if FIGURE_MAP.encode() not in _part(package, "docProps/custom.xml"):
                return False
    except _DAMAGED:
        return False
    return year is None or f"{year}年政府信息公开工作年度报告" in (text_of(path) or "")


def last_reports(folder: Path) -> tuple[Path, ...]:
    """Files that by their names are reports to start from; the newest year first."""
    named = re.compile(r"年报|年度报告")
    endings = (".docx", ".pdf", ".html", ".htm", ".txt", ".md", ".doc", ".wps")
    known = store.memory(folder).files
    found = [
        path
        for path in _files(folder)
        if path.suffix.lower() in endings and named.search(path.stem) and path.name not in known
    ]
    return tuple(sorted(found, key=lambda path: (-(year_in(path.name) or 0), endings.index(path.suffix.lower()))))


def ledgers(folder: Path) -> tuple[Path, ...]:
    """Workbooks that by their names are ledgers of requests."""
    return tuple(path for path in _files(folder) if path.suffix.lower() in BOOKS and "台账" in path.stem)


def year_in(name: str) -> int | None:
    """The year that a file's name gives."""
    found = re.search(r"(?<!\d)20[12]\d(?!\d)", name)
    return int(found.group()) if found else None
