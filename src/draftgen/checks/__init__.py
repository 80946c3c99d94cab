"""The rules for any report: what a superior would send back, and what holds (domain.md 3.1)."""

from draftgen.checks.drafts import of_draft
from draftgen.checks.engine import Outcome, run
from draftgen.checks.settings import Settings, shipped
from draftgen.checks.subject import Context

__all__ = ["Context", "Outcome", "Settings", "of_draft", "run", "shipped"]
