"""Reads reports back: anybody's file → its text, its tables, and the report it is.

``report`` is the door for a file, ``of_document`` for a draft in memory; ``sums`` checks the printed totals. The readers
of the formats are imported when a file of theirs comes.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draftgen.core.document import Document
    from draftgen.core.finding import Finding
    from draftgen.core.read import ReadDocument
    from draftgen.core.report import Report
    from draftgen.recall.identities import Sum


def document(source: "Path | bytes", name: str = "") -> "ReadDocument":
    """The paragraphs and tables of a file of any known format; its content tells the format, not its name.

    Raises:
        UnreadableInput: There is no such file, it is damaged, dangerous, locked, a mere picture, or of another kind.

    """
    from draftgen.recall import files  # noqa: PLC0415 - writing needs no reader

    return files.read(source, name)


def report(source: "Path | bytes", name: str = "") -> "Report":
    """The report that a file holds. ``name`` is its name in messages. Raises as ``document`` does."""
    from draftgen.recall.assemble import read_report  # noqa: PLC0415

    shown = name or (source.name if isinstance(source, Path) else "")
    return read_report(document(source, name), shown)


def figure_map(source: "Path | bytes") -> "tuple[tuple[str, str, bool], ...]":
    """The map of figures that a Word file of ours carries, as written: path, text, and whether it stands in the prose.

    Nothing for a file without such a map. Raises UnreadableInput for what is no .docx.
    """
    from draftgen.recall.docx import figure_map as mapped  # noqa: PLC0415

    return mapped(source)


def of_document(draft: "Document", file: str = "") -> "Report":
    """A draft in memory as if it had been written and read back, so that the same rules can check it."""
    from draftgen.recall.assemble import read_report  # noqa: PLC0415
    from draftgen.recall.drafts import as_read  # noqa: PLC0415

    return read_report(as_read(draft), file)


def draft_read(draft: "Document") -> "ReadDocument":
    """A draft in memory as ``document`` would give the file written of it."""
    from draftgen.recall.drafts import as_read  # noqa: PLC0415

    return as_read(draft)


def all_sums(read: "Report") -> "tuple[tuple[str, Sum], ...]":
    """Every stated sum of a report with its two sides, and the id of its table."""
    from draftgen.recall.identities import all_sums as every  # noqa: PLC0415

    return every(read)


def sums(read: "Report") -> "tuple[Finding, ...]":
    """What the printed totals of a report get wrong, by the sums its form states."""
    from draftgen.recall.identities import failed  # noqa: PLC0415

    return failed(read)


def contradicted(read: "Report") -> frozenset[str]:
    """The paths of all cells that take part in a sum the printed numbers get wrong."""
    from draftgen.recall.identities import contradicted as every  # noqa: PLC0415

    return every(read)


def as_data(read: "Report") -> str:
    """The values of a report as a data file, which next year's data file may name as 上年."""
    from draftgen.recall.datafile import data_file  # noqa: PLC0415

    return data_file(read)


def not_carried(read: "Report") -> "tuple[Finding, ...]":
    """What next year's data file cannot take over from a report, and why."""
    from draftgen.recall.datafile import not_carried as told  # noqa: PLC0415

    return told(read)
