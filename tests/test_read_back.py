"""Our own files read back exactly: record, text, and the path of every figure, also after LibreOffice has saved them."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from draftgen import load, pipeline, recall, render
from draftgen.core.document import Document, Paragraph, SpanKind
from draftgen.core.report import Report

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = ("wendeng-2021", "qingshi-2025", "lanjiang-2025")
SOFFICE = shutil.which("soffice")


@cache
def draft(name: str) -> Document:
    record, seen = load.record(EXAMPLES / name / "data.yaml")
    assert record is not None
    passages, _ = pipeline.bank(None)
    document = pipeline.draft(record, passages, seen)[0].document
    assert document is not None
    return document


@cache
def docx(name: str) -> bytes:
    return render.write_docx(draft(name), None, draft=True)


def figures(document: Document) -> list[tuple[str, str]]:
    """Path and text of every figure of a draft, in its order."""
    found: list[tuple[str, str]] = []
    for contents in (document.intro, *(section.contents for section in document.sections), document.closing):
        for content in contents:
            if isinstance(content, Paragraph):
                found += [(s.path, s.text) for s in content.spans if s.kind in (SpanKind.SLOT, SpanKind.DERIVED)]
            else:
                found += [(cell.path, cell.text) for cell in content.cells if cell.path and cell.text]
    return found


def read_figures(report: Report) -> list[tuple[str, str]]:
    return [(figure.path, figure.text) for figure in report.document.figures]


def lines(document: Document) -> list[str]:
    """The text of a draft, titles and headings included."""
    found = [*document.title, *(p.text for p in document.intro)]
    for section in document.sections:
        found += [section.title, *(c.text for c in section.contents if isinstance(c, Paragraph))]
    return [line for line in (*found, *(p.text for p in document.closing)) if line]


def differences(report: Report, document: Document) -> list[str]:
    """What of a draft is not found in the report, or found as something else."""
    cells = {c.path: c.text for table in document.tables() for c in table.cells if c.path}
    compared = {
        "agency": (report.agency, document.agency),
        "year": (report.year, document.year),
        "sections": ([section.id for section in report.sections], [section.id for section in document.sections]),
        "missing": (report.missing, ()),
        "cells": ({path: cell.text for table in report.tables.values() for path, cell in table.cells.items()}, cells),
        "sums": (recall.sums(report), ()),
    }
    found = [f"{what}: {read} is not {written}" for what, (read, written) in compared.items() if read != written]
    parts = {"problems": report.problems, "measures": report.measures, "contact": report.contact}
    return found + [f"{what}: nothing" for what, part in parts.items() if not part]


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_in_memory(name: str) -> None:
    report = recall.of_document(draft(name))
    assert differences(report, draft(name)) == []
    assert read_figures(report) == figures(draft(name))


@pytest.mark.parametrize("name", NAMES)
def test_word(name: str) -> None:
    report = recall.report(docx(name), "年报.docx")
    assert differences(report, draft(name)) == []
    assert [paragraph.text for paragraph in report.document.paragraphs] == lines(draft(name))
    assert read_figures(report) == figures(draft(name))


@pytest.mark.parametrize("name", NAMES)
def test_word_is_what_is_in_memory(name: str) -> None:
    """The rules may check a draft without writing it: nothing they see is different."""
    written, memory = recall.report(docx(name)), recall.of_document(draft(name))
    empty = memory.document
    assert written._replace(document=empty, tables={}) == memory._replace(tables={})
    assert {k: t._replace(labels=()) for k, t in written.tables.items()} == {
        k: t._replace(labels=()) for k, t in memory.tables.items()
    }


@pytest.mark.parametrize("origins", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_the_web_page(name: str, origins: bool) -> None:  # noqa: FBT001 - one of two kinds of page
    report = recall.report(render.write_html(draft(name), origins=origins).encode(), "年报.html")
    assert differences(report, draft(name)) == []
    assert [paragraph.text for paragraph in report.document.paragraphs] == lines(draft(name))
    assert read_figures(report) == figures(draft(name))


@pytest.mark.parametrize("name", NAMES)
def test_markdown(name: str) -> None:
    assert differences(recall.report(render.write_markdown(draft(name)).encode(), "年报.md"), draft(name)) == []


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Path]]:
    """The Word files as LibreOffice saves them in another kind, all at once."""
    folder = tmp_path_factory.mktemp("converted")
    for name in NAMES:
        (folder / f"{name}.docx").write_bytes(docx(name))

    @cache
    def convert(kind: str) -> dict[str, Path]:
        suffix = kind.split(":", 1)[0]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        sources = [str(folder / f"{name}.docx") for name in NAMES]
        command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {name: folder / "out" / f"{name}.{suffix}" for name in NAMES}

    return convert


Converted = Callable[[str], dict[str, Path]]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_word_saved_by_libreoffice(name: str, converted: Converted) -> None:
    report = recall.report(converted("docx")[name])
    assert differences(report, draft(name)) == []
    assert [paragraph.text for paragraph in report.document.paragraphs] == lines(draft(name))
    assert read_figures(report) == figures(draft(name))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "html", "txt:Text:UTF8"])
def test_other_kinds_that_libreoffice_makes(kind: str, converted: Converted) -> None:
    assert differences(recall.report(converted(kind)["lanjiang-2025"]), draft("lanjiang-2025")) == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_pdf_made_by_libreoffice(name: str, converted: Converted) -> None:
    pytest.importorskip("pdfplumber")
    report = recall.report(converted("pdf")[name])
    assert differences(report, draft(name)) == []
    printed = [line.replace(" ", "") for line in lines(draft(name))]
    assert [paragraph.text.replace(" ", "") for paragraph in report.document.paragraphs] == printed
