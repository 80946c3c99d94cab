"""Whether an official label is misspelt or only worded otherwise."""

from functools import cache

from draftgen.checks.patterns import Pattern
from draftgen.checks.settings import words

_SIGNS = Pattern(r"[\s、，,。．.：:；;（）()“”\"'‘’《》〈〉〔〕\[\]\-—/／]")
_TWICE = Pattern(r"([一-鿿]{2,})\1")
_YEAR = Pattern(r"20\d{2}\s*年(?:度)?", "年")
_LIKE = 0.6


def plain(text: str) -> str:
    """A label without spaces and signs: what is compared."""
    return _SIGNS.sub("", text)


def dateless(text: str) -> str:
    """A sentence without spaces, signs and its years: what two years' reports are held against each other by."""
    return plain(_YEAR.sub("", text))


@cache
def misspelt(official: str, printed: str) -> bool:
    """Whether ``printed`` is ``official`` with wrong, missing or doubled characters rather than other words."""
    one, other = plain(official), plain(printed)
    if one == other or not (_known().sub("", other) or _TWICE.search(other)):
        return False
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where a label differs at all

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


@cache
def _known() -> Pattern:
    """The words of the official titles, and those that offices put in their place: a title made of them is no slip."""
    return Pattern("|".join(sorted(words("title_words"), key=len, reverse=True)))


def common(one: str, other: str) -> float:
    """How many characters two labels share, 0 to 1."""
    shared = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 2 * shared / (len(one) + len(other)) if one or other else 0.0


def same(official: str, printed: str, small: str = "和及与的它他") -> bool:
    """Whether two labels are the same but for signs, spaces and the ``small`` words."""
    without = str.maketrans("", "", small)
    return plain(official).translate(without) == plain(printed).translate(without)
