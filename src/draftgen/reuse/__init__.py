"""Last year's report → passages for this year: figures become slots, years move, comparisons are left to Facts."""

from draftgen.reuse.rates import alike, rates
from draftgen.reuse.report import reuse
from draftgen.reuse.rewrite import figure

__all__ = ["alike", "figure", "rates", "reuse"]
