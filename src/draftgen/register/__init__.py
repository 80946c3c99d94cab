"""The ledger of requests (申请台账): one row an application → table 3, channels and average days, with their cells."""

from draftgen.register.office import CHANNELS, KINDS, OfficeWords, blank_map, read_map
from draftgen.register.tally import Counted, Register, read
from draftgen.register.words import NOT_COUNTED, result_name, spellings

__all__ = [
    "CHANNELS",
    "KINDS",
    "NOT_COUNTED",
    "Counted",
    "OfficeWords",
    "Register",
    "blank_map",
    "read",
    "read_map",
    "result_name",
    "spellings",
]
