"""A data file under review, for tests."""

from collections.abc import Callable
from pathlib import Path

from tests.desk import ROOT

from draftgen import feedback, pipeline
from draftgen.web.desk import Desk

EXAMPLE = ROOT / "examples" / "wendeng-2021" / "data.yaml"
SITE = "overview.publication.volume"
# Last year's report with a number that may be this year's count of the site, or that of others with it.
LAST = """\
威海市文登区人力资源和社会保障局
2020年政府信息公开工作年度报告

一、总体情况
（一）主动公开
全区各单位通过门户网站公开信息300条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
一是更新不够及时。
六、其他需要报告的事项
未收取信息处理费。
"""


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
