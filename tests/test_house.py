"""The limits of CONTRIBUTING.md for which ruff has no rule, in every Python file of the repository."""

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from tests.desk import ROOT

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60


@cache
def sources() -> dict[str, str]:
    """Every Python file that git knows, also where ruff and mypy do not look; by its path."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("THE LIMITS ARE NOT TRIED: only git knows which files belong to the project")
    told = subprocess.run(["git", "ls-files", "-z", "*.py"], cwd=ROOT, check=True, capture_output=True)
    paths = [Path(ROOT, name) for name in told.stdout.decode().split("\0") if name]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths if path.exists()}


def long_functions(text: str) -> list[str]:
    """The functions of a file that are longer than they may be, their decorators counted."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [function.name for function in functions if length(function) > LINES_OF_A_FUNCTION]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min(node.lineno for node in (function, *function.decorator_list))
    return (function.end_lineno or first) - first + 1


def test_no_file_is_too_long() -> None:
    lengths = {name: len(text.splitlines()) for name, text in sources().items()}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    assert [(name, long) for name, text in sources().items() for long in long_functions(text)] == []


@pytest.mark.parametrize("folder", ["benchmarks", "docs", "scripts", "src", "tests", "tests/data/faults/plant"])
def test_every_folder_is_looked_at(folder: str) -> None:
    assert [name for name in sources() if name.startswith(f"{folder}/")] != []


@pytest.mark.parametrize(("lines", "found"), [(58, []), (59, ["long"])], ids=["60 in all", "61 in all"])
def test_a_function_is_as_long_as_its_decorators_and_its_lines(lines: int, found: list[str]) -> None:
    assert long_functions("class Some:\n    @staticmethod\n    def long():\n" + "        1\n" * lines) == found
