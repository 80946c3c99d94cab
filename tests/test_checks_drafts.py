"""Promise 4: a draft whose open places are closed has no finding of our own rules but faults of the data themselves."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.desk import ROOT
from tests.drafting import DataFile, bank, drafted
from tests.strategies import data_files, only_tables

from draftgen import checks, recall
from draftgen.core.finding import Finding

EXAMPLES = sorted((ROOT / "examples").glob("*/data.yaml"))

# What a rule says of the clerk's own data: figures that are odd, words of the clerk's own, a problem whose plan is of
# another thing, an address of the clerk's that is not gov.cn, a limit of length that the data do not keep.
OF_THE_DATA = {
    "regulations": "规章 typed for a body that makes none",
    "charges-large": "an amount typed",
    "stock-low": "three figures typed that do not go together",
    "text-scope": "a clean-up typed that differs from 表二",
    "stale-term": "a word typed",
    "year-other": "a name typed with another year in it",
    "parts-unequal": "parts typed that leave something of their whole over",
    "all-of-nothing": "a full rate typed without its count",
    "problem-praise": "praise typed as a problem",
    "unanswered": "a plan typed that does not answer its problem",
    "item-counts": "a problem typed without a plan",
    "few-requests": "topics typed for one or two requests",
    "foreign-address": "an address typed",
    "no-figures": "data that hold none",
    "overview-long": "more data than a thousand words hold",
    "small-cell": "a topic typed that names a company",
    "listed": "names typed with a count",
    "absolute": "a word typed",
    "problems-half": "a problem typed without any plan",
    "accountability": "data that do not say whether anyone was held to account",
    "long-sentence": "a list typed that fills a sentence",
    "fee-missing": "data that do not say whether a fee was taken",
    "colloquial": "words that the clerk typed as they are spoken",
}


def full(document: checks.Outcome) -> list[Finding]:
    return [finding for finding in document.findings if finding.code not in OF_THE_DATA]


@pytest.mark.parametrize(
    "file", [path for path in EXAMPLES if path.parent.name != "faulty"], ids=lambda p: p.parent.name
)
def test_the_examples_have_no_finding_but_those_of_their_data(file: Path) -> None:
    from draftgen import load, pipeline  # noqa: PLC0415 - kept beside its only use

    record, seen = load.record(file)
    assert record is not None
    draft, _ = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    outcome = checks.run(recall.of_document(draft.document), (), checks.Context(record=record, words=bank().words))
    assert full(outcome) == []
    assert "表内勾稽 42 项全部相符" in outcome.holds


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=data_files())
def test_any_draft_without_open_places_has_no_finding_but_those_of_its_data(data: DataFile) -> None:
    made = drafted(data)
    if any(code.startswith("open-") for code in made.codes()):
        return
    report = recall.of_document(made.document)
    assert full(checks.run(report, (), checks.Context(record=made.record, words=bank().words))) == []


def written(**parts: object) -> set[str]:
    """The codes of the findings on a draft, as `write` gives them."""
    return drafted(only_tables("东平县水务局", "部门", **parts)).codes()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("我镇另外做了一件事。", "self-reference"),
        ("2024年，我局另外办了一件事。", "year-left-over"),
        ("全年接待××人。", "slot-left"),
        ("做好公开工作工作。", "doubled"),
        ("共收到政府信息公开申请3项。", "measure-word"),
        ("申请人王某某表示满意。", "applicant"),
        ("收到政府信息公开申请25件。", "text-requests"),
        ("接待参观12批，其中学生8批、居民7批。", "parts-over"),
    ],
)
def test_what_the_clerk_adds_is_checked_as_it_is_written(text: str, code: str) -> None:
    assert code not in written()
    assert code in written(补充={"总体情况/依申请公开": text})


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
@pytest.mark.parametrize(
    "file", [path for path in EXAMPLES if path.parent.name != "faulty"], ids=lambda p: p.parent.name
)
def test_what_is_written_is_checked_from_its_file_and_has_nothing_certain(
    file: Path, ending: str, tmp_path: Path
) -> None:
    from draftgen import checking, pipeline  # noqa: PLC0415 - kept beside its only use

    written = pipeline.write(pipeline.Job(file, folder=tmp_path)).files
    (report,) = [path for path in written if path.suffix == f".{ending}" and "核对单" not in path.name]
    found = checking.check(report, checking.manner()[0]).findings
    assert [finding.message for finding in found if finding.confidence == "certain"] == []
