"""Figures of the prose that are in no table, as data: under their catalogue path, or under 数据.其他 by their own words."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from draftgen import forms
from draftgen.core.catalogue import Field, Kind
from draftgen.core.record import Given, Parts, Source, Values, Words
from draftgen.core.report import Claim, Mention, Report
from draftgen.numerals import write, write_percent

_DERIVED = re.compile(r":|\.(?:prev|diff|growth|times)$")
_NAMED = re.compile(r"“([^”]{2,16})”(?:官方|政务)?(微信|公众号|微博|抖音|视频号|头条)")
_CHANNELS = {
    "微信": "wechat",
    "公众号": "wechat",
    "微博": "weibo",
    "抖音": "video",
    "视频号": "video",
    "头条": "headlines",
}


def values(report: Report, mentions: Sequence[Mention]) -> Values:
    """What the prose says of the catalogue's figures, of this year and of the year before; derived ones are left out.

    A class of a breakdown keeps its own name. What is in no entry of the catalogue is a part of ``misc``.
    """
    known = {field.path for field in forms.catalogue().data.walk()}
    figures: dict[str, Given] = {}
    previous: dict[str, Given] = {}
    parts: dict[str, dict[str, Given]] = {}
    for mention in mentions:
        path, given = mention.path, _given(report, mention)
        if given is None:
            continue
        if path.endswith(".prev") and path.removesuffix(".prev") in known:
            previous.setdefault(path.removesuffix(".prev"), given)
        elif ".parts." in path:
            whole, _, name = path.partition(".parts.")
            parts.setdefault(f"{whole}.parts", {}).setdefault(name, given)
        elif path.startswith("misc."):
            parts.setdefault("misc", {}).setdefault(path.removeprefix("misc."), given)
        elif path in known and not _DERIVED.search(path):
            figures.setdefault(path, given)
    return Values(
        figures,
        previous,
        dict(_names(report)),
        {path: Parts(tuple(named.items()), _partial(path, named, figures)) for path, named in parts.items()},
    )


def _given(report: Report, mention: Mention) -> Given | None:
    if mention.value is None:
        return None
    source = Source(report.file, cell=f"第{mention.place.block + 1}段“{mention.text}{mention.unit}”")
    return Given(mention.value, source, mention.approximate)


def _partial(path: str, named: dict[str, Given], figures: dict[str, Given]) -> bool:
    """Whether the classes that the text names fall short of their whole."""
    whole = figures.get(path.replace(".parts", ".count"))
    return whole is not None and sum((given.value for given in named.values()), Decimal(0)) != whole.value


def _names(report: Report) -> Iterator[tuple[str, Words]]:
    """“文登人社”微信公众号: the names of the channels."""
    for paragraph in report.prose():
        for match in _NAMED.finditer(paragraph.text):
            yield f"{_CHANNELS[match[2]]}.name", Words((match[1],), Source(report.file))


def data(report: Report, mentions: Sequence[Mention], claims: Sequence[Claim] = ()) -> dict[str, Any]:
    """The same as it is written in data.yaml: Chinese keys, 数据 and 做过的事 (as last year's, for the clerk to confirm)."""
    found = values(report, mentions)
    made: dict[str, Any] = {}
    for field in forms.catalogue().data.children:
        below = _field(field, found)
        if below not in (None, {}):
            made[field.key] = below
    ticks = {tick for claim in claims for tick in claim.ticks}
    done = [field.key for field in forms.catalogue().ticks.children if field.path in ticks]
    return {name: content for name, content in (("数据", made), ("做过的事", done)) if content}


def _field(field: Field, found: Values) -> Any:
    """A field of the catalogue as the data file has it; None if the prose says nothing of it."""
    if field.kind is Kind.PARTS:
        given = found.parts.get(field.path)
        if given is None:
            return None
        listed = {name: _number(one, field) for name, one in given.parts}
        return {"其中": "部分", **listed} if given.partial else listed
    if field.path in found.figures:
        return _value(field, found)
    if field.path in found.words and field.kind in (Kind.TEXT, Kind.WORDS):
        return found.words[field.path].items[0]
    below = {child.key: _field(child, found) for child in field.children}
    return {key: content for key, content in below.items() if content not in (None, {})} or None


def _value(field: Field, found: Values) -> Any:
    now, before = found.figures[field.path], found.previous.get(field.path)
    if before is None and not now.approximate:
        return _number(now, field)
    shown: dict[str, Any] = {"本年": _number(now, field)}
    if before is not None:
        shown["上年"] = _number(before, field)
    return {**shown, "约": True} if now.approximate else shown


def _number(given: Given, field: Field) -> Any:
    if field.kind is Kind.PERCENT:
        return write_percent(given.value)
    return int(given.value) if given.value == given.value.to_integral_value() else float(write(given.value))
