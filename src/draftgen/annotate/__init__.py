"""Findings → comments in a copy of the Word file they were found in."""

from draftgen.annotate.document import Annotated, annotate

__all__ = ["Annotated", "annotate"]
