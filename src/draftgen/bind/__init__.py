"""Binds the numerals of a report's prose to the figures they stand for, and reads data off them.

A label or the words to the left and the measure word bind; a value only chooses between readings that the words allow.
What is not certain keeps all its candidates, or none.
"""

from draftgen.bind.claims import claims
from draftgen.bind.extract import data, values
from draftgen.bind.mentions import mentions
from draftgen.bind.tables import record

__all__ = ["claims", "data", "mentions", "record", "values"]
