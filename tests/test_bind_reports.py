"""Whole reports and many wordings of one figure: nothing is bound wrongly, and nearly everything is bound."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from tests.binding import read, report_of

DATA = Path(__file__).parent / "data"
REPORTS: list[dict[str, Any]] = yaml.safe_load((DATA / "bind_reports.yaml").read_text("utf-8"))
WORDINGS: dict[str, list[str]] = yaml.safe_load((DATA / "bind_wordings.yaml").read_text("utf-8"))
PARTS = {
    "主动公开": "（一）主动公开",
    "依申请公开": "（二）依申请公开",
    "政府信息管理": "（三）政府信息管理",
    "平台建设": "（四）平台建设",
    "监督保障": "（五）监督保障",
    "其他": "六、其他需要报告的事项",
}
# What a label may be bound to or left open is written “甲 或 ?”; the share of the rest that has to be bound.
BOUND = 0.96


class Labelled(NamedTuple):
    """A figure with what it stands for ("?": nothing), and what it was bound to ("" : nothing for certain)."""

    around: str
    wanted: tuple[str, ...]
    got: str

    @property
    def wrong(self) -> bool:
        return bool(self.got) and self.got not in self.wanted

    @property
    def missed(self) -> bool:
        return not self.got and "?" not in self.wanted


@pytest.mark.parametrize("case", REPORTS, ids=[case["name"] for case in REPORTS])
def test_no_figure_of_a_report_is_bound_to_another(case: dict[str, Any]) -> None:
    assert [one for one in labelled(case) if one.wrong] == []


def test_nearly_every_figure_of_the_reports_is_bound() -> None:
    every = [one for case in REPORTS for one in labelled(case) if "?" not in one.wanted]
    assert len(every) > 500
    assert sum(one.missed for one in every) <= (1 - BOUND) * len(every)


def labelled(case: dict[str, Any]) -> Iterator[Labelled]:
    lines, labels = [], []
    for number, line in enumerate(line for line in case["text"].splitlines() if line.strip()):
        plain, at = "", 0
        for match in re.finditer(r"\{([^|}]*)\|([^}]*)\}", line):
            plain += line[at : match.start()]
            labels.append((number, len(plain), match[1], tuple(match[2].split(" 或 "))))
            plain, at = plain + match[1], match.end()
        lines.append(plain + line[at:])
    mentions = read(report_of(*lines, tables=case["tables"], agency=case["agency"]))
    for number, start, text, wanted in labels:
        here = (m for m in mentions if m.place.block == number and start <= m.place.start < start + len(text))
        mention = next(here)
        got = "" if mention.path.startswith("misc.") else mention.path
        yield Labelled(lines[number][max(0, start - 12) : start + len(text) + 6], wanted, got)


@pytest.mark.parametrize("path", WORDINGS)
def test_a_figure_is_known_by_its_many_names(path: str) -> None:
    told = Counter(bound(path, wording) for wording in WORDINGS[path])
    assert not set(told) - {path, ""}, "bound to another figure"
    assert told[path] >= 0.75 * told.total()


def bound(path: str, wording: str) -> str:
    part, text = wording.split("/", 1)
    tables = {"requests.new": 7} if path.startswith("requests.new") else {}
    seven = [m for m in read(report_of(PARTS[part], text, tables=tables)) if m.value == 7]
    return "" if seven[0].path.startswith("misc.") else seven[0].path
