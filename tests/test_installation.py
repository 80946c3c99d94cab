"""The wheel in a fresh environment with nothing else, outside of the checkout, on every supported Python there is."""

import json
import re
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from tests.installing import ROOT, SUPPORTED, environment, interpreter, needs_registry, pip, run, tool

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# What a clerk may need is installed; what is for maintainers is large, and only resolved.
TRIED = {"pdf": "pdfplumber", "excel": "python_calamine", "review": "uvicorn", "terminal": "rich"}
RESOLVED = ("train", "dask", "bench", "test")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was made of it and not of the checkout."""
    needs_registry()
    folder = tmp_path_factory.mktemp("built")
    tool(sys.executable, "-m", "build", "--outdir", folder, ROOT, folder=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def test_the_versions_of_python_are_those_the_package_names() -> None:
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert tuple(named) == SUPPORTED
    assert PROJECT["requires-python"] == f">={SUPPORTED[0]}"


def test_every_extra_is_tried() -> None:
    assert {*TRIED, *RESOLVED, "all"} == set(EXTRAS)
    assert EXTRAS["all"] == [f"draftgen[{','.join(TRIED)}]"]


def test_wheel_and_sdist_hold_what_they_should(built: Path, wheel: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        sources = {name.partition("/")[2] for name in packed.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "phrasebank/README.md", "tests/test_installation.py"} <= sources
    assert not [name for name in sources if name.startswith((".venv", "dist/")) or name.endswith(".pyc")]
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    data = {name for name in names if name.startswith("draftgen/_data/")}
    for folder in ("phrasebank", "models", "examples"):
        there = {f"draftgen/_data/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*.*")}
        assert {name for name in there if not re.search(r"/\.|\.new$", name)} <= data
    assert {"draftgen/web/static/htmx.min.js", "draftgen/web/static/htmx.LICENSE.txt"} <= names
    assert [name for name in names if name.endswith("dist-info/licenses/LICENSE")]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"draftgen"}


@pytest.mark.parametrize("version", SUPPORTED)
def test_a_report_is_written_where_nothing_else_is_installed(version: str, wheel: Path, tmp_path: Path) -> None:
    python = environment(interpreter(version), tmp_path)
    pip(python, "install", "--quiet", wheel)
    assert "No broken requirements" in pip(python, "check")
    program = python.with_name("draftgen" + python.suffix)
    example = "import draftgen.resources as r; print(r.shipped('examples') / 'wendeng-2021' / 'data.yaml')"
    data = Path(run(python, "-c", example, folder=tmp_path).strip())
    assert (tmp_path / "venv") in data.parents
    said = run(program, "write", data, "-o", "out", folder=tmp_path, codes=(0, 1))
    report = next((tmp_path / "out").glob("*报告*.docx"))
    assert report.name in said
    assert "不符 0 处" in run(program, "read", report, folder=tmp_path)
    run(program, "check", report, folder=tmp_path, codes=(0, 1))
    assert "--terminal" in run(program, "review", "--help", folder=tmp_path)
    absent = "import importlib.util as u; print([n for n in ('sklearn', 'numpy', 'jieba', 'pip') if u.find_spec(n)])"
    assert run(python, "-c", absent, folder=tmp_path).strip() == "[]"


def test_the_extras_can_be_installed(wheel: Path, tmp_path: Path) -> None:
    python = environment(Path(sys.executable), tmp_path)
    pip(python, "install", "--quiet", f"{wheel}[{','.join(TRIED)}]")
    assert "No broken requirements" in pip(python, "check")
    run(python, "-c", f"import {', '.join(TRIED.values())}", folder=tmp_path)
    run(python, "-m", "draftgen", "init", "填报表.xlsx", "--kind", "镇街", folder=tmp_path)
    assert (tmp_path / "填报表.xlsx").stat().st_size > 10_000


def test_what_only_maintainers_need_can_be_resolved(wheel: Path, tmp_path: Path) -> None:
    python = environment(Path(sys.executable), tmp_path)
    said = pip(python, "install", "--dry-run", "--quiet", "--report", "-", f"{wheel}[{','.join(RESOLVED)}]")
    found = {normal(one["metadata"]["name"]) for one in json.loads(said)["install"]}
    wanted = {normal(re.split(r"[\[<>=;]", line)[0]) for extra in RESOLVED for line in EXTRAS[extra]}
    assert wanted <= found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
