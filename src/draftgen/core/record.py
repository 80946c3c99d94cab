"""What one year's data file says, before anything is derived from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from draftgen.core.nothing import NOTHING


class Source(NamedTuple):
    """Where a value was given: file, line and column (from 1), or ``cell`` of a sheet or of last year's table.

    In a workbook ``cell`` is sheet and cell as a spreadsheet writes them (``表三!D7``); ``line`` then counts the rows of
    all its sheets.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file} {self.cell}".strip()
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def spoken(self) -> str:
        """The place within its file, for a sentence: 第 12 行, or 表三 D7."""
        return self.cell.replace("!", " ") if self.cell else f"第 {self.line} 行"


class Given(NamedTuple):
    """A number as the clerk gave it. ``filled`` marks a 0 put in for a cell that was left out of a table."""

    value: Decimal
    source: Source
    approximate: bool = False
    supplied_by: str = ""
    filled: bool = False


class Words(NamedTuple):
    """Text as the clerk gave it: one item, or several in their order."""

    items: tuple[str, ...]
    source: Source


class Parts(NamedTuple):
    """A breakdown: labels with their counts. ``partial``: the parts need not add up to the whole."""

    parts: tuple[tuple[str, Given], ...]
    partial: bool = False


class Values(NamedTuple):
    """The values of a group of fields, by path. A record holds one; so does each item of a list."""

    figures: Mapping[str, Given] = NOTHING
    previous: Mapping[str, Given] = NOTHING
    words: Mapping[str, Words] = NOTHING
    parts: Mapping[str, Parts] = NOTHING
    items: Mapping[str, tuple["Values", ...]] = NOTHING
    ticks: Mapping[str, Source] = NOTHING


class Agency(NamedTuple):
    """Who reports. ``kind`` is 部门, 政府 or 镇街; ``self_name`` how it calls itself (我局)."""

    name: str
    short: str
    kind: str
    domain: str
    region: str
    self_name: str
    site_name: str = ""
    site_address: str = ""
    contact: Mapping[str, str] = NOTHING
    former_names: tuple[str, ...] = ()


class Settings(NamedTuple):
    """How the report is to be made (报告): profile of section six, scope, date, and what superiors ask for."""

    profile: str = "默认"
    profile_items: tuple[str, ...] = ()
    scope: str = "本机关"
    signed: str = ""
    signed_source: Source = Source()
    notice_name: str = ""
    deadline: str = ""
    length_limit: int = 1000
    demands: tuple[str, ...] = ()


class Issue(NamedTuple):
    """One pair of 问题和打算, in the clerk's own words. ``plan`` may be empty; a list of topics stays a list.

    ``line`` and ``plan_line`` are the lines of the file as they were typed.
    """

    problem: str
    plan: tuple[str, ...]
    source: Source
    plan_source: Source
    line: str = ""
    plan_line: str = ""


class Extra(NamedTuple):
    """A paragraph of the clerk's own, kept word for word, for the part of the report named by ``part``."""

    part: str
    text: str
    source: Source


class Record(NamedTuple):
    """One agency's year. ``last_issues`` are last year's problems, in the words of last year's data file.

    ``where``: the places of the year and of the agency's names, by their keys (年度, 名称, 网站·名称, 联系·部门).
    """

    year: int
    agency: Agency
    settings: Settings
    form: str
    values: Values
    issues: tuple[Issue, ...] = ()
    extras: tuple[Extra, ...] = ()
    file: str = ""
    cells_filled: int = 0
    last_issues: tuple[str, ...] = ()
    where: Mapping[str, Source] = NOTHING

    def own_words(self) -> dict[str, Source]:
        """Where each sentence of the clerk's own stands, by the path that its span has in the report."""
        found = {f"issues.{number}": issue.source for number, issue in enumerate(self.issues, 1)}
        found |= {
            f"issues.{number}.plan": issue.plan_source for number, issue in enumerate(self.issues, 1) if issue.plan
        }
        counted: dict[str, int] = {}
        for extra in self.extras:
            counted[extra.part] = counted.get(extra.part, 0) + 1
            found[f"extra.{extra.part}.{counted[extra.part]}"] = extra.source
        return found

    def as_typed(self, path: str, words: str) -> str:
        """``words`` of the sentence at ``path`` if they stand so in its line; else that line: a hint is made formal."""
        number, _, plan = path.removeprefix("issues.").partition(".")
        if not path.startswith("issues.") or not number.isdigit() or int(number) > len(self.issues):
            return words
        issue = self.issues[int(number) - 1]
        line = issue.plan_line if plan else issue.line
        return words if words in line else line or words
