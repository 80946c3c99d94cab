"""A report that was edited in Word, and figures that changed since → tracked changes in the edited file."""

from draftgen.update.document import update
from draftgen.update.known import Known, known
from draftgen.update.result import Last, Renewed, Updated, texts_by_path
from draftgen.update.said import By, Occurrence, Said, occurrences, sentences

__all__ = [
    "By",
    "Known",
    "Last",
    "Occurrence",
    "Renewed",
    "Said",
    "Updated",
    "known",
    "occurrences",
    "sentences",
    "texts_by_path",
    "update",
]
