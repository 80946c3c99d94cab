"""Facts by their names, for the reasons beside a suggestion."""

from collections.abc import Sequence
from functools import cache

from draftgen.forms.labels import label

FIRST = 3


@cache  # many suggestions tell the same facts
def named(paths: frozenset[str]) -> str:
    """The facts at ``paths`` by their names, the first few of many."""
    return first_of([label(path) for path in sorted(paths)])


def first_of(shown: Sequence[str]) -> str:
    """甲、乙、丙等 5 项: the first few of many."""
    return "、".join(shown[:FIRST]) + (f"等 {len(shown)} 项" if len(shown) > FIRST else "")
