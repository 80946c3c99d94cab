"""The data of a report → a workbook that a clerk fills in with Excel or WPS."""

from draftgen.workbook.filling import Filling
from draftgen.workbook.writer import write

__all__ = ["Filling", "write"]
