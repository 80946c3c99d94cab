"""The three examples, word for word: `pytest --update-golden` writes the expected files anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.drafting import bank

from draftgen import load, pipeline, proof, render
from draftgen.core.finding import Level

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
GOLDEN = Path(__file__).resolve().parent / "golden"
NAMES = ("wendeng-2021", "qingshi-2025", "lanjiang-2025")

Expected = Callable[[Path, str], str]


def drawn_up(name: str) -> tuple[str, str, list[str]]:
    """Markdown, ledger and errors of an example, with the shipped bank alone."""
    record, seen = load.record(EXAMPLES / name / "data.yaml")
    assert record is not None
    draft, facts = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    ledger = proof.ledger_json(proof.ledger(draft.document, facts))
    errors = [f"{f.place}: {f.message}" for f in draft.findings if f.level is Level.ERROR]
    return render.write_markdown(draft.document), ledger, errors


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reads_as_expected(name: str, golden: Expected) -> None:
    text, _, _ = drawn_up(name)
    assert text == golden(GOLDEN / f"{name}.md", text)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_the_sources_expected(name: str, golden: Expected) -> None:
    _, ledger, _ = drawn_up(name)
    assert ledger == golden(GOLDEN / f"{name}.ledger.json", ledger)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_error(name: str) -> None:
    assert drawn_up(name)[2] == []


def test_every_expected_file_belongs_to_an_example() -> None:
    wanted = {f"{name}{end}" for name in NAMES for end in (".md", ".ledger.json")}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


def test_every_example_is_expected() -> None:
    # faulty/ shows findings, not a report.
    assert {path.parent.name for path in EXAMPLES.glob("*/data.yaml")} - {"faulty"} == set(NAMES)
