"""Two Word files → one with tracked changes: accept all gives the new text, reject all the old one."""

from draftgen.redline.document import Changes, redline

__all__ = ["Changes", "redline"]
