"""Levels, confidence and thresholds of the rules, from the one file ``settings.yaml``."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from draftgen.core.finding import Confidence, Level
from draftgen.core.nothing import NOTHING
from draftgen.forms.stored import table


class Weight(NamedTuple):
    """How much the findings of a rule weigh."""

    level: Level
    confidence: Confidence


class Settings(NamedTuple):
    """The weight of each rule by code (a rule without one is switched off), and the thresholds by name.

    ``reading`` weighs findings of the reader by their code; those in ``said_by_rules`` a rule says better.
    """

    weights: Mapping[str, Weight]
    limits: Mapping[str, Decimal] = NOTHING
    reading: Mapping[str, Weight] = NOTHING
    said_by_rules: frozenset[str] = frozenset()


@cache
def shipped() -> Settings:
    """The settings that the program comes with."""
    raw = _raw()
    weights = {code: _weight(said) for code, said in raw["rules"].items()}
    limits = {name: Decimal(str(value)) for name, value in raw["limits"].items()}
    reading = {code: _weight(said) for code, said in raw["reading"].items()}
    return Settings(weights, limits, reading, frozenset(words("said_by_rules")))


@cache
def words(name: str) -> tuple[str, ...]:
    """A word list of the settings."""
    return tuple(_raw()["words"][name].split())


@cache
def _raw() -> dict[str, Any]:
    raw: dict[str, Any] = table(Path(__file__).parent / "settings.yaml")
    return raw


def _weight(said: str) -> Weight:
    level, confidence = said.split()
    return Weight(Level(level), Confidence(confidence))
