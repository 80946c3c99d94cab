"""A passage's own example, run through the real rooms: the example is the test."""

from collections.abc import Mapping
from decimal import Decimal

from draftgen import choose, facts, forms, numerals, realise
from draftgen.core.catalogue import Kind
from draftgen.core.figure import NAMES, YEARS, Facts, Text
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Passage
from draftgen.core.record import Agency, Given, Parts, Record, Settings, Source, Values, Words

YEAR = 2025
_SAMPLE = Agency(
    "青川县示范局",
    "示范局",
    "部门",
    "",
    "青川县",
    "我局",
    "青川县人民政府门户网站",
    "www.example.gov.cn",
    {"部门": "办公室"},
)
_HERE = Source("example", 1, 1)


class ExampleError(ValueError):
    """An example that cannot be run, with the reason in Chinese."""


def says(passage: Passage) -> str:
    """The text that ``passage`` gives for its ``example.given``. Raises ExampleError if it may not be said there."""
    given = passage.example.get("given") or {}
    if not isinstance(given, Mapping):
        raise ExampleError("given 要写成“项目: 值”。")
    known = _facts({str(key): value for key, value in given.items()}, passage)
    item = next(iter(known.items.get(passage.each, ())), None) if passage.each else None
    if item is not None:
        known = known.overlaid(item)
    kind = str(given.get("kind", passage.kinds[0] if passage.kinds else _SAMPLE.kind))
    agency = _SAMPLE._replace(kind=kind, domain=next(iter(passage.domains), ""))
    if not choose.may_say(passage, known, agency, max(YEAR, passage.since)):
        raise ExampleError("given 不满足这条语句的条件：" + "；".join(choose.missing(passage, known, agency)))
    try:
        return "".join(span.text for span in realise.sentence(passage.text, known))
    except ProgramFault as error:
        raise ExampleError(str(error)) from error


def _facts(given: dict[str, object], passage: Passage) -> Facts:
    """Facts of the flat ``given``: paths of the catalogue and the form, and the names of the sample agency."""
    names: dict[str, str] = {}
    figures: dict[str, Given] = {}
    previous: dict[str, Given] = {}
    words: dict[str, Words] = {}
    parts: dict[str, Parts] = {}
    items: dict[str, tuple[Values, ...]] = {}
    ticks: dict[str, Source] = {}
    kinds = {field.path: field.kind for field in forms.catalogue().fields()}
    for path, value in given.items():
        number = numerals.parse(str(value).rstrip("%")) if isinstance(value, str) else None
        if path in _TEXTS or path == "kind":
            names[path] = "、".join(map(str, value)) if isinstance(value, list) else str(value)
        elif path.startswith("done.") and value == "true":
            ticks[path] = _HERE
        elif path.endswith(".prev") and number is not None:
            previous[path.removesuffix(".prev")] = Given(number, _HERE)
        elif kinds.get(path) is Kind.PARTS or (
            isinstance(value, dict) and path not in items and kinds.get(path) not in (Kind.ITEMS, Kind.PAIRS)
        ):
            parts[path] = Parts(tuple((label, Given(Decimal(str(n)), _HERE)) for label, n in dict(value).items()))  # type: ignore[call-overload]
        elif kinds.get(path) in (Kind.ITEMS, Kind.PAIRS):
            items[path] = tuple(_item(path, entry) for entry in (value if isinstance(value, list) else [value]))
        elif number is not None and kinds.get(path) not in (Kind.TEXT, Kind.WORDS):
            figures[path] = Given(number, _HERE)
        else:
            words[path] = Words(tuple(map(str, value)) if isinstance(value, list) else (str(value),), _HERE)
    ticks |= {tick: _HERE for path in words if path.startswith("done.") for tick in (".".join(path.split(".")[:2]),)}
    values = Values(figures, previous, words, parts, items, ticks)
    record = Record(YEAR, _SAMPLE, Settings(), "2021", values, file="example")
    derived = facts.derive(record)
    loose = {path: given for path, given in figures.items() if path not in derived.figures}
    return _named(facts.with_given(derived, loose, previous), names, passage)


_TEXTS = NAMES - YEARS | {"done.reviews", "done.procedures"}


def _named(known: Facts, names: dict[str, str], passage: Passage) -> Facts:
    texts = dict(known.texts)
    figures = dict(known.figures)
    for path, text in names.items():
        if path == "issues":
            figures["issues"] = figures["issues"]._replace(value=Decimal(text))
        elif path == "plan":
            texts["plan"] = Text("plan", "打算", tuple(text.split("、")), (_HERE,))
        elif text:
            texts[path] = Text(path, path, tuple(text.split("、")) if path.startswith("done.") else (text,), fixed=True)
        else:
            texts.pop(path, None)
    if passage.kinds and "area" not in texts and passage.kinds[0] != "部门":
        texts.setdefault("area", Text("area", "area", ("全镇" if passage.kinds[0] == "镇街" else "全县",), fixed=True))
    return Facts(figures, texts, known.parts, known.items, known.ticks)


def _item(path: str, entry: object) -> Values:
    figures: dict[str, Given] = {}
    words: dict[str, Words] = {}
    raw = entry if isinstance(entry, dict) else {f"{path}.name": str(entry)}
    pairs = len(raw) == 1 and not next(iter(raw)).startswith(path)
    if pairs:
        name, about = next(iter(raw.items()))
        raw = {f"{path}.name": name, f"{path}.about": about}
    for key, value in raw.items():
        full = key if key.startswith(f"{path}.") else f"{path}.{key}"
        number = numerals.parse(str(value)) if isinstance(value, str) else None
        if number is not None:
            figures[full] = Given(number, _HERE)
        else:
            words[full] = Words(tuple(map(str, value)) if isinstance(value, list) else (str(value),), _HERE)
    return Values(figures=figures, words=words)
