"""Writes a document in the formats that offices use."""

from draftgen.render.docx import write_docx
from draftgen.render.html import write_html
from draftgen.render.markdown import write_markdown
from draftgen.render.sheet import write_check_sheet

__all__ = ["write_check_sheet", "write_docx", "write_html", "write_markdown"]
