"""YAML in which every value knows its line and column, and every scalar stays text."""

from draftgen.located.files import MAX_BYTES, decode, load_text, read
from draftgen.located.nodes import Listing, Located, Mapping, Mended, Node, Scalar, entries, text_of
from draftgen.located.tree import parse

__all__ = [
    "MAX_BYTES",
    "Listing",
    "Located",
    "Mapping",
    "Mended",
    "Node",
    "Scalar",
    "decode",
    "entries",
    "load_text",
    "parse",
    "read",
    "text_of",
]
