"""Record → facts: totals, groups, shares and comparisons, each with a formula a person can redo."""

from draftgen.facts.derive import derive, with_given

__all__ = ["derive", "with_given"]
