"""The data file as a workbook: written, read back, turned into YAML and back again, with nothing lost."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.complete import complete
from tests.drafting import DataFile, as_yaml
from tests.strategies import KINDS, data_files

from draftgen import load, numerals
from draftgen.core.finding import Finding
from draftgen.core.record import Record
from draftgen.load.canonical import canonical
from draftgen.located import Listing, Mapping, Node, Scalar
from draftgen.located.writing import to_yaml
from draftgen.workbench import books

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

# To make an example smaller is too slow where each one is a file.
SLOW = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def spelled(text: str) -> Mapping:
    """The tree of a data file in its one spelling."""
    root = load.source.parse(text, "data.yaml").root
    assert isinstance(root, Mapping)
    found = canonical(root)
    assert not found.left_over
    return found.root


def fits(data: DataFile) -> bool:
    """Whether a random data file gives no figure twice under two of its names."""
    root = load.source.parse(as_yaml(data), "data.yaml").root
    return isinstance(root, Mapping) and not canonical(root).left_over


def plain(node: Node | None) -> Any:
    """A tree without places: numbers as numbers, mappings without order."""
    if isinstance(node, Mapping):
        return {key.text: plain(child) for key, child in node}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    number = numerals.parse(node.text) if len(node.text) < 40 else None
    return node.text if number is None else number


def through_book(root: Mapping, folder: Path) -> Mapping:
    path = folder / "填报表.xlsx"
    path.write_bytes(books.book(root, books.kind_in(root)))
    tree = load.tree(path)
    assert not tree.findings
    assert isinstance(tree.root, Mapping)
    return tree.root


def said(record: Record | None) -> Any:
    """What a record says, without places and without which zeros were typed."""
    assert record is not None
    values = record.values

    def figures(given: Any) -> Any:
        return {path: (g.value, g.approximate, g.supplied_by) for path, g in given.items()}

    def one(v: Any) -> Any:
        return (
            figures(v.figures),
            figures(v.previous),
            {path: words.items for path, words in v.words.items()},
            {p: (sorted((n, g.value) for n, g in parts.parts), parts.partial) for p, parts in v.parts.items()},
            {path: [one(item) for item in items] for path, items in v.items.items()},
            set(v.ticks),
        )

    return (
        record.year,
        record.agency,
        record.settings._replace(signed_source=None),  # type: ignore[arg-type]
        one(values),
        [(issue.problem, issue.plan) for issue in record.issues],
        sorted((extra.part, extra.text) for extra in record.extras),
    )


@SLOW
@given(data=data_files().filter(fits))
def test_a_data_file_goes_through_a_workbook_and_back_unchanged(data: DataFile, tmp_path: Path) -> None:
    before = spelled(as_yaml(data))
    read = through_book(before, tmp_path)
    assert plain(read) == plain(before)
    again = spelled(to_yaml(canonical(read).root))
    assert plain(again) == plain(before)


@SLOW
@given(data=data_files().filter(fits))
def test_a_workbook_says_what_the_yaml_said(data: DataFile, tmp_path: Path) -> None:
    record, _ = load.parse(as_yaml(data))
    through_book(spelled(as_yaml(data)), tmp_path)
    other, _ = load.record(tmp_path / "填报表.xlsx")
    assert said(other) == said(record)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_data_file_can_hold_has_a_cell(kind: str, tmp_path: Path) -> None:
    text = as_yaml(complete(kind, lambda now: now // 2))
    before = spelled(text)
    assert plain(through_book(before, tmp_path)) == plain(before)
    assert said(load.record(tmp_path / "填报表.xlsx")[0]) == said(load.parse(text)[0])


TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")),
        st.sampled_from("、，；;：: #“'\"=+-@[]{}&*!|>%~约0９年报 "),
    ),
    min_size=1,
    max_size=12,
).map(str.strip)


def _codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}
