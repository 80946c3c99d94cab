"""The spellings of titles and cue words, read from the YAML file beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from draftgen.forms.stored import table


class Words(NamedTuple):
    """``sections`` and ``parts`` give the spellings by id; the others are cue words (see ``words.yaml``)."""

    sections: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    measures: tuple[str, ...]
    chrome: tuple[str, ...]
    problems: tuple[str, ...]
    title: tuple[str, ...]
    report: tuple[str, ...]
    contact: Mapping[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words as shipped."""
    raw: dict[str, Any] = table(Path(__file__).parent / "words.yaml")
    return Words(
        {name: tuple(some) for name, some in raw["sections"].items()},
        {section: {name: tuple(some) for name, some in parts.items()} for section, parts in raw["parts"].items()},
        tuple(raw["measures"]),
        tuple(raw["chrome"]),
        tuple(raw["problems"]),
        tuple(raw["title"]),
        tuple(raw["report"]),
        {name: tuple(some) for name, some in raw["contact"].items()},
    )
