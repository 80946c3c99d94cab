"""Around the main road: suggestions, the phrasebank's own commands, the starting file, the catalogue's listing, training.

Each command loads its own part: looking up a wording needs neither the lint of the bank nor the reader of data files.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from draftgen.workbench.bank import check, compile_shipped, listing, show
    from draftgen.workbench.books import convert
    from draftgen.workbench.data import fields, init
    from draftgen.workbench.from_last import init_from
    from draftgen.workbench.ledger import ledger
    from draftgen.workbench.standing import Standing
    from draftgen.workbench.status import Status, status
    from draftgen.workbench.training import check as check_training
    from draftgen.workbench.training import train

__all__ = [
    "Standing",
    "Status",
    "check",
    "check_training",
    "compile_shipped",
    "convert",
    "fields",
    "init",
    "init_from",
    "ledger",
    "listing",
    "show",
    "status",
    "train",
]
_HOMES = {
    "check": ("bank", "check"),
    "compile_shipped": ("bank", "compile_shipped"),
    "listing": ("bank", "listing"),
    "show": ("bank", "show"),
    "convert": ("books", "convert"),
    "fields": ("data", "fields"),
    "init": ("data", "init"),
    "init_from": ("from_last", "init_from"),
    "ledger": ("ledger", "ledger"),
    "Standing": ("standing", "Standing"),
    "Status": ("status", "Status"),
    "status": ("status", "status"),
    "check_training": ("training", "check"),
    "train": ("training", "train"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    module, attribute = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), attribute)
