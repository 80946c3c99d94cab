"""Workbooks of other hands, read within limits: every cell's value, and what it holds besides."""

from draftgen.sheets.book import ENDINGS, Book, Range, Sheet, Value, cell_name, read, text_of

__all__ = ["ENDINGS", "Book", "Range", "Sheet", "Value", "cell_name", "read", "text_of"]
