"""Sums that have a name of their own (sums.yaml): one figure under two spellings."""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from draftgen.forms.stored import table

_COMPARED = (".prev", ".diff", ".growth", ".times")


class Sum(NamedTuple):
    """A figure that is the sum of others. ``some``: of those of them that are given, if they are two or more."""

    path: str
    label: str
    of: tuple[str, ...]
    some: bool = False


@cache
def sums() -> tuple[Sum, ...]:
    """The named sums, each behind those that it rests on."""
    raw = table(Path(__file__).with_name("sums.yaml"))
    return tuple(Sum(one["path"], one["label"], tuple(one["of"].split()), one.get("some", False)) for one in raw)


def sum_path(paths: Iterable[str]) -> str:
    """The path of the sum of ``paths``: its own name if it has one, else ``sum:a+b``."""
    listed = tuple(paths)
    given = frozenset(listed)
    for one in sums():
        if len(given) == len(listed) and (
            given == set(one.of) or (one.some and len(given) > 1 and given < set(one.of))
        ):
            return one.path
    return f"sum:{'+'.join(listed)}"


def plain_path(path: str) -> str:
    """One spelling for all paths of a figure: a named sum as ``sum:`` of what it rests on, in order.

    Two paths stand for one figure if their plain paths are equal.
    """
    suffix = next((suffix for suffix in _COMPARED if path.endswith(suffix)), "")
    if suffix:
        return plain_path(path.removesuffix(suffix)) + suffix
    kind, _, rest = path.partition(":")
    if kind == "share":
        return "share:" + "/".join(plain_path(term) for term in rest.split("/"))
    terms = sorted(chain.from_iterable(_terms(term) for term in (rest.split("+") if kind == "sum" else [path])))
    return terms[0] if len(terms) == 1 else f"sum:{'+'.join(terms)}"


def _terms(path: str) -> Iterable[str]:
    of = next((one.of for one in sums() if one.path == path and not one.some), ())
    return chain.from_iterable(_terms(term) for term in of) if of else (path,)
