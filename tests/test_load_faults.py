"""The gallery: every message of the loading room, for a small input.

``faults/NAME.yaml`` is what a clerk wrote, ``faults/NAME.txt`` what the program says of it: per finding its code, level
and place, then the line, the message, and the advice. ``pytest --update-golden`` rewrites the .txt files; read the
difference before you commit it. ``faults/beside/`` holds last year's files that some of them name.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from draftgen import load, located
from draftgen.core.finding import Finding, Level

FAULTS = Path(__file__).parent / "faults"
INPUTS = sorted(FAULTS.glob("*.yaml"))
LEVELS = {Level.ERROR: "必须改", Level.ASK: "请核对", Level.HINT: "提示"}

# What a message may say in Latin letters: what it quotes, commands, file names, and names that clerks know.
NAMED = re.compile(r"“[^”]*”|\[[^\]]*\]|draftgen \w+( \S+)?|[\w/-]*\.(yaml|docx|xlsx)|YAML|Tab|UTF-\d+|GBK|Word|true")

# Codes that no small file can show, each with the test that shows it.
ELSEWHERE = {
    "yaml-large": "test_load.py: a file with very many values",
    "too-many": "test_load.py: a file with very many faults",
    "yaml-control": "a phrasebank file; in a data file the sign is left out with a hint (yaml-hidden)",
}


def shown(findings: Iterable[Finding]) -> str:
    """Findings as the .txt files show them."""
    return (
        "\n\n".join(
            "\n".join(
                line
                for line in (
                    f"{finding.code}　{LEVELS[finding.level]}　{finding.place}",
                    f"  > {finding.place.excerpt.strip()}",
                    f"  {finding.message}",
                    f"  {finding.advice}",
                )
                if line.strip(" >")
            )
            for finding in findings
        )
        + "\n"
    )


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.stem)
def test_what_is_said(file: Path, golden: Callable[[Path, str], str]) -> None:
    _, findings = load.record(file)
    assert shown(findings) == golden(file.with_suffix(".txt"), shown(findings))


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.stem)
def test_every_message_is_whole(file: Path) -> None:
    """A place with its line, a sentence, and something to do; in Chinese."""
    _, findings = load.record(file)
    assert findings
    for finding in findings:
        assert finding.message.endswith(("。", "？")), finding
        assert finding.advice.endswith(("。", "？")), finding
        assert not re.search("[A-Za-z_]{2,}", NAMED.sub("", finding.message + finding.advice)), finding
        assert finding.place.file == file.name
        if finding.code not in {"empty", "encoding"}:
            assert finding.place.line
            assert finding.place.column
            assert finding.place.excerpt.strip()


def test_every_code_is_shown() -> None:
    in_gallery = {finding.code for file in INPUTS for finding in load.record(file)[1]}
    rooms = (Path(load.__file__).parent, Path(located.__file__).parent)
    # Those of a workbook are shown in test_workbook_faults.py.
    files = (file for room in rooms for file in room.glob("*.py") if not file.name.startswith("workbook"))
    used = {code for file in files for code in codes(ast.parse(file.read_text("utf-8")))}
    assert used - in_gallery == ELSEWHERE.keys()


def codes(tree: ast.Module) -> Iterator[str]:
    """The codes of the findings that a module makes."""
    for node in ast.walk(tree):
        name = getattr(node, "func", None)
        called = getattr(name, "attr", getattr(name, "id", ""))
        if (
            isinstance(node, ast.Call)
            and called in {"error", "ask", "hint", "_error", "_tell", "Finding"}
            and node.args
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_no_expectation_is_left_over() -> None:
    assert {file.stem for file in FAULTS.glob("*.txt")} == {file.stem for file in INPUTS}


def test_the_faulty_example_shows_what_its_readme_says() -> None:
    folder = FAULTS.parents[1] / "examples" / "faulty"
    _, findings = load.record(folder / "data.yaml")
    listed = re.findall(r"^\| (\d+) \|", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [int(line) for line in listed] == [finding.place.line for finding in findings]
