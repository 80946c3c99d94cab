"""The pages that follow from the program are those that it gives now, and what they show can be copied."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.desk import ROOT, TOWNSHIP, Block, blocks

from draftgen import load
from draftgen.core.finding import Level

FIELDS = [block for block in blocks(ROOT / "docs" / "字段.md") if block.info == "yaml"]


def test_the_made_pages_are_current() -> None:
    script = [sys.executable, str(ROOT / "docs" / "make_pages.py"), "--check"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_the_manual_as_web_pages_leads_nowhere_else(tmp_path: Path) -> None:
    pytest.importorskip("markdown_it")
    script = [sys.executable, str(ROOT / "docs" / "make_html.py"), str(tmp_path)]
    subprocess.run(script, check=True, capture_output=True)
    pages = sorted(tmp_path.rglob("*.html"))
    assert tmp_path / "手册.html" in pages
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"#]+)', page.read_text("utf-8")):
            assert (page.parent / unquote(target)).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("block", FIELDS, ids=lambda block: f"{block.page}:{block.line}")
def test_an_example_of_the_fields_can_be_copied(block: Block) -> None:
    """In the place of the township's own part, it is read without a fault."""
    parts = {part.split(":")[0]: part for part in re.split(r"\n(?=\S)", TOWNSHIP.read_text("utf-8"))}
    _, findings = load.parse("\n".join((parts | {block.text.split(":")[0]: block.text}).values()) + "\n")
    # The township has no requests, no documents and no accounts of its own: that the figures do not agree is no fault of the example.
    assert not [finding for finding in findings if finding.level is Level.ERROR and finding.code not in AGREE]


AGREE = {"channels", "ticks-apart"}
