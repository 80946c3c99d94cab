"""Which passages may be said, best first; which problem and which measure go together."""

from draftgen.choose.eligible import field_name, may_say, missing
from draftgen.choose.last_year import last_years_problems, said_again
from draftgen.choose.offers import offers
from draftgen.choose.settings import unknown_settings

__all__ = [
    "field_name",
    "last_years_problems",
    "may_say",
    "missing",
    "offers",
    "said_again",
    "unknown_settings",
]
