"""The words of ledgers: which column a head names, which cell of table 3 a result or a kind of applicant belongs to."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from draftgen import forms
from draftgen.core.form import Header

FORM = "2021"
NOT_COUNTED = "不计"
_BETWEEN = re.compile(r"[-－—:：，,、；;（）()【】\[\]/／\\>＞\s]+|→")
_CODE = re.compile(r"(?:三)?[（(]?([一二三四五六])[）)]?[.．、\-－]?([1-9])(?:[.．、\s].*)?")
_DIGITS = "一二三四五六"
_SIGNS = frozenset(" \t\n　“”\"‘’'（）()【】[]、，,。．.：:；;*＊/／-－—_·")


class Words(NamedTuple):
    """Spellings by role: plain text → id. ``groups``: the rows of table 3 that only group → their leaves.

    ``shown``: further words of the trade, which mean nothing certain but are no names.
    """

    columns: Mapping[str, str]
    kinds: Mapping[str, str]
    results: Mapping[str, str]
    channels: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    shown: tuple[str, ...]


@lru_cache(maxsize=4096)  # of ten thousand rows most say the same
def plain(text: str) -> str:
    """A word without what spellings differ in: spaces, punctuation, brackets, a counter before it."""
    bare = "".join(char for char in text if char not in _SIGNS)
    return re.sub(r"^[0-9０-９]{1,2}(?=[\u4e00-\u9fff])", "", bare).lower()


@cache
def words() -> Words:
    """The words that the program knows: its own list, and every name that the form has."""
    raw = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    found = {part: dict(_spelled(raw[part])) for part in ("columns", "kinds", "results", "channels")}
    table = forms.form(FORM).table("table3")
    for head in table.blocks[0].columns:
        for leaf in head.leaves():
            if leaf.id:
                found["kinds"].update({plain(name): leaf.id for name in (leaf.label, leaf.key, *leaf.aliases)})
    groups: dict[str, tuple[str, ...]] = {}
    for leaf in leaves():
        # 其他 alone may be any of several rows; it needs its group before it.
        names = (leaf.label, leaf.key, *leaf.aliases)
        found["results"].update({plain(name): leaf.id for name in names if plain(name) != "其他"})
    for group in _groups():
        for name in (group.label, group.key):
            groups[plain(re.sub(r"^（.）", "", name))] = tuple(leaf.id for leaf in group.children)
    return Words(found["columns"], found["kinds"], found["results"], found["channels"], groups, tuple(raw["shown"]))


def _spelled(raw: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for meaning, spellings in raw.items():
        for spelling in spellings:
            yield plain(spelling), meaning


def spellings() -> Iterator[str]:
    """Every word that the program knows from ledgers."""
    known = words()
    for table in (known.columns, known.kinds, known.results, known.channels, known.groups):
        yield from table
    yield from known.shown


def is_known(text: str, own: Mapping[str, str]) -> bool:
    """Whether a text is one of the words of the form, of the program or of the office, with nothing besides."""
    known = words()
    tables = (own, known.kinds, known.results, known.channels, known.groups)
    pieces = [text] if any(plain(text) in table for table in tables) else _BETWEEN.split(text)
    coded = bool(_CODE.fullmatch(text.strip()) and text.strip()[-1].isdigit())
    return coded or all(any(plain(piece) in table for table in tables) for piece in pieces if plain(piece))


def _groups() -> tuple[Header, ...]:
    results = next(row for row in forms.form(FORM).table("table3").blocks[0].rows if row.id == "results")
    return tuple(child for child in results.children if child.children)


@cache
def leaves() -> tuple[Header, ...]:
    """The rows of table 3 that hold a result."""
    results = next(row for row in forms.form(FORM).table("table3").blocks[0].rows if row.id == "results")
    return tuple(leaf for child in results.children for leaf in child.leaves() if not child.total)


@cache
def result_name(row: str) -> str:
    """How a clerk knows a row of table 3: 五2 重复申请, （一）予以公开, 四、结转下年."""
    if row == "carried_out":
        return "四、结转下年度继续办理"
    for number, group in enumerate(_groups()):
        for place, leaf in enumerate(group.children, 1):
            if leaf.id == row:
                ordinal = group.label[1:2] if group.label.startswith("（") else _DIGITS[number]
                return f"{ordinal}{place} {leaf.key}"
    return next((leaf.label.split("（区分")[0] for leaf in leaves() if leaf.id == row), row)


def result_of(text: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """The rows of table 3 that a result names: one, none if it is not known, several if it names several.

    A result may come with its group (不予处理-重复申请) or a reason (部分公开（商业秘密）); where information was divided only
    部分公开 counts, as the form says. ``own`` are the office's words, which go before the program's.
    """
    known = words()
    whole = plain(text)
    for table in (own, known.results):
        if whole in table:
            return (table[whole],)
    coded = _coded(text)
    if coded:
        return (coded,)
    pieces = [plain(piece) for piece in _BETWEEN.split(text) if plain(piece)]
    found = dict.fromkeys(own.get(piece, known.results.get(piece, "")) for piece in pieces)
    rows = [row for row in found if row]
    groups = [known.groups[piece] for piece in pieces if piece in known.groups]
    rows += ["other_3" for group in groups if "其他" in pieces and group[-1] == "other_3"]
    if "partial" in rows:
        return ("partial",)
    return tuple(dict.fromkeys(rows))


def _coded(text: str) -> str:
    """A row by its number in the form: 五2, 三（五）2, （五）-2.重复申请."""
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return ""
    group = next((group for group in _groups() if group.label[1:2] == match[1]), None)
    number = int(match[2])
    return group.children[number - 1].id if group is not None and number <= len(group.children) else ""


def is_group(text: str) -> bool:
    """Whether a text only names a group of rows (不予公开), without saying which."""
    return plain(text) in words().groups
