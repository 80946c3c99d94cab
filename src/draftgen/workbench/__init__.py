"""Around the main road: the phrasebank's own commands, the starting file, the catalogue's listing."""

from draftgen.workbench.bank import check, compile_shipped, listing, show
from draftgen.workbench.data import fields, init
from draftgen.workbench.training import check as check_training
from draftgen.workbench.training import train

__all__ = ["check", "check_training", "compile_shipped", "fields", "init", "listing", "show", "train"]
