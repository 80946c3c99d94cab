"""Record → facts: totals, groups, shares and comparisons, each with a formula a person can redo."""

from draftgen.facts.derive import derive

__all__ = ["derive"]
