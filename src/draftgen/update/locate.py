"""The very number inside of what a control holds."""

import re

from draftgen.update.known import value_of
from draftgen.update.result import Last
from draftgen.update.said import Occurrence

_NUMBER = re.compile(r"\d[\d.,，]*[%％]?")
# Beside a number these make another one of it.
_BEFORE, _BEHIND = "约近超逾达-", "余多千百万亿%％.-—～~"


def narrowed(figure: Occurrence, last: Last) -> Occurrence:
    """The figure without words that were typed at the border of its control; as it is where that is not certain."""
    if value_of(figure.text) is not None or figure.path not in last.texts:
        return figure
    found = list(_NUMBER.finditer(figure.text))
    if len(found) != 1 or not last.wrote(figure.path, found[0].group()):
        return figure
    start, end = found[0].span()
    if figure.text[:start].endswith(tuple(_BEFORE)) or figure.text[end:].startswith(tuple(_BEHIND)):
        return figure
    return figure._replace(text=found[0].group(), start=figure.start + start)
