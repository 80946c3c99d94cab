"""The clerk's decisions on suggested wordings: kept on disk, never lost, and held against every new draft."""

from draftgen.review import actions
from draftgen.review.decision import Decision, Decisions, State
from draftgen.review.file import as_yaml, path_beside, read
from draftgen.review.journal import Entry, Journal
from draftgen.review.journal import read as read_journal
from draftgen.review.own import PARTS, with_own
from draftgen.review.settle import Known, Settled, about, offered, placed, settle

__all__ = [
    "PARTS",
    "Decision",
    "Decisions",
    "Entry",
    "Journal",
    "Known",
    "Settled",
    "State",
    "about",
    "actions",
    "as_yaml",
    "offered",
    "path_beside",
    "placed",
    "read",
    "read_journal",
    "settle",
    "with_own",
]
