"""The list of every figure of a report with its source, for 核对单 and ``--ledger``."""

from typing import NamedTuple


class LedgerRow(NamedTuple):
    """One figure of the report.

    ``text`` is the figure as printed and ``context`` the words around it (with it); ``place`` says in Chinese where it
    stands; ``kind`` is that of its span; ``value`` the exact number; ``formula`` is empty for a figure that was given.
    """

    text: str
    place: str
    context: str
    path: str
    kind: str
    label: str
    value: str
    formula: str
    source: str
    supplied_by: str
