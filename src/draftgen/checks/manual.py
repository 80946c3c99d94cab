"""The manual of the rules, read from their docstrings: what, why, on what it rests, and two examples."""

import inspect
import re
from typing import NamedTuple

from draftgen.checks.rule import Rule
from draftgen.core.finding import ProgramFault


class Manual(NamedTuple):
    """What a rule asks for, why, where it comes from, an example that fails and one that passes."""

    what: str
    why: str
    source: str
    fails: str
    passes: str


_SHAPE = re.compile(
    r"(?P<what>.+?)\n\n为什么：(?P<why>.+?)\n依据：(?P<source>.+?)\n错例：\n(?P<fails>.+?)\n对例：\n(?P<passes>.+)",
    re.DOTALL,
)


def manual(rule: Rule) -> Manual:
    """The manual of a rule. Raises ProgramFault if its docstring has not the fixed structure."""
    match = _SHAPE.fullmatch(inspect.getdoc(rule.check) or "")
    if match is None:
        raise ProgramFault(f"规则 {rule.code} 的说明不完整：要有做什么、为什么、依据、错例、对例。")
    parts = {name: re.sub(r"(?m)^ +", "", text).strip() for name, text in match.groupdict().items()}
    return Manual(**parts)
