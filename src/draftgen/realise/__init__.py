"""Outline → document: slots filled, every figure a span with its path, the official tables laid out."""

from draftgen.realise.document import document
from draftgen.realise.fill import sentence

__all__ = ["document", "sentence"]
