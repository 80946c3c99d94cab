"""Options and fixtures that several test files share."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir
from tests.desk import ROOT, TOWNSHIP, Desk

# How long an example takes depends on what else the machine does: no test has a clock. The same examples every time, so
# that a red run is the change's doing; `pytest --hypothesis-profile=explore` looks for new ones.
# What it notes of the code between runs names the folders of the machine: not in the checkout.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "draftgen-hypothesis")
settings.register_profile("draftgen", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("draftgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files with what comes out now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], str]:
    """What a text must be: what its file holds, which is rewritten with the text before under ``--update-golden``."""

    def expected(file: Path, text: str) -> str:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        assert file.exists(), f"{file.name} is missing: pytest --update-golden writes it"
        return file.read_text("utf-8")

    return expected


@pytest.fixture(scope="session")
def passage_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path: Path, passage_cache: Path) -> Desk:
    """The folder of a clerk who has filled in the data."""
    made = Desk(tmp_path, passage_cache)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    made.put("2025.yaml", TOWNSHIP.read_text("utf-8"))
    return made
