"""The official forms and the catalogue, read from the YAML files beside this module."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from draftgen.core.catalogue import Catalogue, Field, Kind
from draftgen.core.form import Block, Form, Header, Table
from draftgen.forms.stored import table

FORMS = ("2021", "2019")


class Layout(NamedTuple):
    """How 总体情况 is laid out: the statements of each part in groups; the orders in which its groups may stand; from how
    many characters on a paragraph is divided; the words with which at most one statement of a part should begin.
    """

    paragraph: int
    parts: dict[str, tuple[tuple[str, ...], ...]]
    orders: dict[str, tuple[tuple[int, ...], ...]]
    openings: tuple[str, ...]


def form_for(year: int) -> str:
    """The id of the form in force for a report on ``year`` (domain.md 1, 1.7)."""
    return "2021" if year >= 2021 else "2019"


@cache
def form(form_id: str) -> Form:
    """The official form ``2021`` (国办公开办函〔2021〕30号) or ``2019`` (60号)."""
    raw = _read(f"{form_id}.yaml")
    return Form(raw["id"], raw["basis"], tuple(_table(table) for table in raw["tables"]))


@cache
def catalogue() -> Catalogue:
    """The figures and facts of the prose."""
    raw = _read("catalogue.yaml")
    data, ticks, other = (_root(name, key, raw[name]) for name, key in _ROOTS)
    return Catalogue(data, ticks, other)


@cache
def layout() -> Layout:
    """The layout of 总体情况."""
    raw = _read("layout.yaml")
    groups = {part: tuple(tuple(group) for group in listed) for part, listed in raw["parts"].items()}
    orders = {part: tuple(tuple(order) for order in listed) for part, listed in raw["orders"].items()}
    return Layout(raw["paragraph"], groups, orders, tuple(raw["openings"]))


@cache
def with_verb(name: str) -> str:
    """What was done, of a practice of which only the name is given: 开设“稳岗就业”专题栏目 (forms/verbs.yaml)."""
    raw = _read("verbs.yaml")
    plain = name.rstrip("”》）")
    if plain.startswith(tuple(raw["begins"])):
        return name
    verbs = [verb for verb, endings in raw["endings"].items() if plain.endswith(tuple(endings))]
    return f"{next(iter(verbs), raw['otherwise'])}{name}"


_ROOTS = (("data", "数据"), ("ticks", "做过的事"), ("other", "其他事项"))


def claims() -> dict[str, list[str]]:
    """The ways in which reports say each tick of 做过的事: words in their order, parted by ``+``."""
    return _read("claims.yaml")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = table(Path(__file__).parent / name)
    return content


def _table(raw: dict[str, Any]) -> Table:
    balance = raw.get("balance")
    return Table(
        raw["id"],
        raw["key"],
        raw["section"],
        raw["prefix"],
        tuple(_block(block) for block in raw["blocks"]),
        (tuple(balance[0]), tuple(balance[1])) if balance else None,
    )


def _block(raw: dict[str, Any]) -> Block:
    return Block(
        raw["title"],
        raw["corner"],
        tuple(_header(row) for row in raw["rows"]),
        tuple(_header(column) for column in raw["columns"]),
        raw.get("unit", "件"),
        raw.get("decimals", False),
    )


def _header(raw: dict[str, Any]) -> Header:
    return Header(
        raw.get("id", ""),
        raw["label"],
        raw.get("key", ""),
        tuple(raw.get("aliases", ())),
        tuple(_header(child) for child in raw.get("children", ())),
        raw.get("total", False),
    )


def _root(name: str, key: str, children: list[dict[str, Any]]) -> Field:
    prefix = "done." if name == "ticks" else ""
    default = {"ticks": Kind.TICK, "other": Kind.TEXT}.get(name, Kind.COUNT)
    return Field(name, key, Kind.GROUP, children=tuple(_field(child, prefix, default) for child in children))


def _field(raw: dict[str, Any], prefix: str, default: Kind = Kind.COUNT) -> Field:
    path = f"{prefix}{raw['id']}"
    below = prefix if raw.get("flat") else f"{path}."
    return Field(
        path,
        raw["key"],
        Kind(raw.get("kind", default)),
        raw.get("label", ""),
        tuple(raw.get("aliases", ())),
        tuple(raw.get("measures", ())),
        tuple(_field(child, below) for child in raw.get("children", ())),
        raw.get("main", ""),
        raw.get("whole", ""),
        raw.get("note", ""),
        raw.get("example", ""),
        tuple(raw.get("taxonomy", ())),
        tuple(raw.get("kinds", ())),
    )
