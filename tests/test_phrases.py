"""The phrasebank: the shipped one keeps its own rules, a user's own joins it, and a hostile one does nothing."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.drafting import shipped_folder

from draftgen import forms, phrasebank, resources, workbench
from draftgen.core.catalogue import Kind
from draftgen.core.finding import Finding, Level
from draftgen.core.passage import Bank, Passage
from draftgen.workbench.examples import ExampleError, says


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No phrasebank and no cache of whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.place}: {f.message}" for f in findings if f.level is Level.ERROR]


# --- the shipped bank ---


def test_every_shipped_passage_is_in_order_and_says_its_own_example() -> None:
    found, _ = workbench.check(None)
    assert errors(found) == []


def test_every_shipped_passage_has_an_example_to_say() -> None:
    bank, _ = phrasebank.read([shipped_folder()], whole=True)
    assert [p.id for theme in bank.themes for p in theme.passages if not p.example.get("says")] == []


def examples() -> Iterator[tuple[Passage, dict[str, object]]]:
    """Every shipped passage with the data of its example."""
    bank, _ = phrasebank.read([shipped_folder()], whole=True)
    for passage in (passage for theme in bank.themes for passage in theme.passages):
        given = passage.example.get("given")
        if isinstance(given, dict):
            yield passage, given


# Why a passage that its conditions let through cannot be said: nothing a user of the bank may ever meet.
UNFILLED = "没有数据可填"


def tried(passage: Passage, given: dict[str, object]) -> tuple[str, str]:
    """What a passage says of these data, and why it may not be said: one of the two is ""."""
    try:
        return says(passage._replace(example={"given": given})), ""
    except ExampleError as error:
        return "", str(error)


def test_a_passage_without_one_of_its_data_is_not_chosen_or_does_without() -> None:
    outcomes = [
        (passage.id, left_out, *tried(passage, {path: value for path, value in given.items() if path != left_out}))
        for passage, given in examples()
        for left_out in given
    ]
    assert [(name, left_out) for name, left_out, _, refused in outcomes if UNFILLED in refused] == []
    assert {bool(text) for _, _, text, _ in outcomes} == {True, False}


COUNTED = {f.path for f in forms.catalogue().fields() if f.kind in (Kind.COUNT, Kind.AMOUNT)}
COUNTED |= {cell.path for cell in forms.form("2021").cells()}


def test_no_passage_counts_nothing() -> None:
    """Each figure of each example set to 0: the passage may not be said any more, or does not print it."""
    found = {
        f"{passage.id}: {text or refused}"
        for passage, given in examples()
        for slot in passage.slots
        if slot.path in COUNTED and not slot.filters
        for text, refused in [tried(passage, with_zero(given, slot.path))]
        if UNFILLED in refused
        or re.search(r"(?<![\d.])0(?:个工作日|万元|人次|[名人件条篇份次场期个处封部起元倍])", text)
    }
    assert found == set()


def with_zero(given: Any, path: str) -> Any:
    """The data with the figure at ``path`` set to 0, also inside the items of a list."""
    if isinstance(given, dict):
        return {key: "0" if key == path else with_zero(value, path) for key, value in given.items()}
    return [with_zero(item, path) for item in given] if isinstance(given, list) else given


def test_a_short_wording_is_shorter_and_needs_no_more_than_the_full_one() -> None:
    found = [(p, p._replace(text=p.short), given) for p, given in examples() if p.short]
    assert found
    assert [full.id for full, short, _ in found if not set(short.needs) <= set(full.needs)] == []
    said = [(full.id, tried(short, given)[0], tried(full, given)[0]) for full, short, given in found]
    assert [name for name, short, full in said if not 0 < len(short) < len(full)] == []


def test_the_compiled_bank_is_up_to_date() -> None:
    source = resources.shipped("phrasebank")
    compiled = json.loads((resources.shipped("models") / "phrasebank.json").read_text("utf-8"))["files"]
    files = [path for path in source.rglob("*.yaml") if path.parent != source / "hints"]
    now = {path.relative_to(source).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    assert {name: entry["sha256"] for name, entry in compiled.items()} == now


def test_the_compiled_bank_says_what_its_sources_say() -> None:
    quick, _ = phrasebank.read([shipped_folder()])
    whole, _ = phrasebank.read([shipped_folder()], whole=True)
    assert said_of(quick) == said_of(whole)


def said_of(bank: Bank) -> dict[str, Passage]:
    """All passages, without what is for their authors only."""
    return {p.id: p._replace(example={}, source="", file="", line=0) for theme in bank.themes for p in theme.passages}
