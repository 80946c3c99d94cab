"""Small data files, read."""

from draftgen import load
from draftgen.core.finding import Finding
from draftgen.core.record import Record

BASE = """\
年度: 2021
机关: {名称: 某某区示范局}
表二: {规章: 0}
表三: {新收: 0}
表四: {行政复议: 0}
"""


def read(text: str) -> tuple[Record, tuple[Finding, ...]]:
    record, findings = load.parse(text)
    assert record is not None, findings
    return record, findings


def read_clean(text: str) -> Record:
    record, findings = read(text)
    assert not findings
    return record


def numbers(record: Record) -> dict[str, str]:
    """The figures that the file gives, by path."""
    return {path: str(given.value) for path, given in record.values.figures.items() if not given.filled}


def words(record: Record) -> dict[str, tuple[str, ...]]:
    return {path: words.items for path, words in record.values.words.items()}


def data(text: str) -> Record:
    """A record of a file whose 数据 holds ``text``."""
    return read_clean(f"{BASE}数据:\n{text}")
