"""Plant one clerk's slip at a time in a faultless annual report. In the folder above this one:

    python3 -m plant                 table: kind x number of reports it fits
    python3 -m plant --check         every kind on every report, with what changed
    python3 -m plant --show KIND     the changed lines for one kind
    python3 -m plant --write DIR     DIR/NN.KIND.txt and DIR/NN.KIND.json

REGISTRY names every kind: (function, family, level, one line).
Every function takes the text of a clean report (and, optionally, last year's) and
returns (faulty text, description) or None where the report offers no place for it.
Where `last` is not given it is looked up beside the clean report of the same title.
Nothing is random: the same text always gives the same fault.
"""
from .report import REGISTRY

# Each module enters its kinds; the register keeps this order.
from . import tables, figures, arithmetic, names, form, wording, sections, privacy

__all__ = ['REGISTRY']
