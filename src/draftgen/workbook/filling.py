"""What a workbook is made of."""

from collections.abc import Sequence
from typing import NamedTuple

from draftgen.core.workbook import LastSaid
from draftgen.located import Mapping


class Filling(NamedTuple):
    """What a workbook is made of.

    ``root``: the tree of a data file in its one spelling. ``shown``: labels of 数字 that come first, being usual for this
    kind of agency. ``profiles``: what may be chosen as 体例. ``parts``: the parts of the report that 补充 may go to.
    ``last``: what last year's report said, as far as it is no data.
    """

    root: Mapping
    kind: str
    shown: frozenset[str]
    profiles: Sequence[str]
    parts: Sequence[str]
    last: LastSaid = LastSaid()
