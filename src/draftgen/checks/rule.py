"""What a rule is, and what it says. A rule knows neither its level nor how its remarks are shown (design 11)."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple, TypeAlias

from draftgen.checks.subject import Subject
from draftgen.core.finding import Place


class Remark(NamedTuple):
    """One thing a rule objects to. ``brief`` is its part of a message about several cells of one table."""

    place: Place
    message: str
    advice: str = ""
    brief: str = ""


class Held(NamedTuple):
    """``good`` of ``looked_at`` comparisons that held. ``what`` is the Chinese name of the comparison."""

    what: str
    good: int
    looked_at: int


Said: TypeAlias = Remark | Held
Check: TypeAlias = Callable[[Subject], Iterator[Said]]


class Rule(NamedTuple):
    """A line of the registry: a code, the module and function, and what its remarks on one table have in common."""

    code: str
    home: str
    together: str = ""

    @property
    def check(self) -> Check:
        """The function. Its module is loaded with the first rule that is run: a draft of our own needs half of them."""
        module, name = self.home.split(".")
        found: Check = getattr(import_module(f"draftgen.checks.{module}"), name)
        return found
