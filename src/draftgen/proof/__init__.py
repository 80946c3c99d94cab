"""Reads our own finished text: invariants, open places, the ledger of figures, and what holds."""

from draftgen.proof.holds import holds
from draftgen.proof.ledger import condensed, ledger, ledger_json
from draftgen.proof.text import overview_length, plans_settled, read

__all__ = ["condensed", "holds", "ledger", "ledger_json", "overview_length", "plans_settled", "read"]
