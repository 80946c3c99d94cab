"""A data file under review, for tests."""

from collections.abc import Callable
from pathlib import Path

from tests.desk import ROOT

from draftgen import feedback, pipeline
from draftgen.web.desk import Desk

EXAMPLE = ROOT / "examples" / "wendeng-2021" / "data.yaml"
SITE = "overview.publication.volume"


class Counter:
    """A clock that counts, so that nothing depends on the hour."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"第{self.count}刻"


def data_in(folder: Path, *changes: tuple[str, str], name: str = "data.yaml") -> Path:
    """The example's data in a folder of its own, with some of its text replaced."""
    text = EXAMPLE.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def ignored(mark: feedback.Mark) -> None:
    """Keeps nothing of what was accepted."""


def desk(data: Path, reuse: Path | None = None, marks: Callable[[feedback.Mark], None] = ignored) -> Desk:
    return Desk(pipeline.Job(data, reuse=reuse), now=Counter(), marks=marks)


def report(data: Path, reuse: Path | None = None) -> pipeline.Result:
    """What `write` makes of a data file, Markdown alone."""
    return pipeline.write(pipeline.Job(data, formats=("md",), reuse=reuse, force=True))


def text(result: pipeline.Result) -> str:
    return next(file for file in result.files if file.suffix == ".md").read_text("utf-8")


def codes(result: pipeline.Result) -> set[str]:
    return {finding.code for finding in result.draft.findings}
