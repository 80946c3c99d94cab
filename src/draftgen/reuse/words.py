"""What ``words.yaml`` says: the words to know in a sentence of last year."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Words(NamedTuple):
    """What ``words.yaml`` says."""

    comparison: re.Pattern[str]
    even: re.Pattern[str]
    multiple: re.Pattern[str]
    none: re.Pattern[str]
    settled: re.Pattern[str]
    loose: re.Pattern[str]
    frames: tuple[re.Pattern[str], ...]
    topics: tuple[tuple[str, str], ...]
    presumes: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    details: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """The words to know, compiled at the first use: writing without a report of last year pays nothing."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    names = ("comparison", "even", "multiple", "none", "settled", "loose")
    comparison, even, multiple, none, settled, loose = (re.compile(raw[name].strip()) for name in names)
    frames = tuple(re.compile(frame) for frame in raw["frames"])
    presumes = tuple((re.compile(pattern), tuple(paths)) for pattern, paths in raw["presumes"].items())
    details = {tick: re.compile(pattern) for tick, pattern in raw["details"].items()}
    return Words(
        comparison, even, multiple, none, settled, loose, frames, tuple(raw["topics"].items()), presumes, details
    )
