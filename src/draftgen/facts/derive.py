"""Which figures are derived, in the order in which they need each other."""

import re
from collections.abc import Mapping
from functools import cache

from draftgen import forms
from draftgen.core.catalogue import Catalogue, Field, Kind
from draftgen.core.figure import Facts, Parts
from draftgen.core.form import Form, Header, Table
from draftgen.core.record import Given, Record, Values
from draftgen.facts.ledger import Ledger
from draftgen.facts.names import add_names
from draftgen.forms.sums import sums

_GROUPS = ("denied", "unable", "refused", "other")
_RESULTS = ("granted", "partial", *_GROUPS)
_ORGANISATIONS = ("company", "research", "charity", "legal", "others")
_OUTCOMES = ("upheld", "corrected", "otherwise", "pending")
_CHANNELS = ("site", "wechat", "weibo", "video", "headlines")


def derive(record: Record) -> Facts:
    """All facts of a record: what was given, and what follows from it."""
    ledger = Ledger()
    form, catalogue = forms.form(record.form), forms.catalogue()
    _tables(ledger, form, record.values)
    for field in catalogue.fields():
        _field(ledger, field, record.values)
    for side in ("", ".prev"):
        _requests(ledger, form.table("table3"), side)
        _sums(ledger, side)
    _outcomes(ledger, form.table("table3"))
    for channel in _CHANNELS:
        _breakdown(ledger, channel)
    _interpretation(ledger)
    _counted_once(ledger)
    for path in [path for path in ledger.figures if not path.endswith(".prev")]:
        ledger.add_comparison(path)
    ledger.ticks.update(record.values.ticks)
    add_names(ledger, record)
    return ledger.facts()


def with_given(known: Facts, figures: Mapping[str, Given], previous: Mapping[str, Given]) -> Facts:
    """``known`` with figures that are usually derived given outright, as the example of a passage may do."""
    ledger = Ledger()
    ledger.figures.update(known.figures)
    for path, given in figures.items():
        ledger.given(path, path, "件", given)
        if path in previous:
            ledger.given(f"{path}.prev", path, "件", previous[path])
            ledger.add_comparison(path)
    return known._replace(figures=ledger.figures)


def _tables(ledger: Ledger, form: Form, values: Values) -> None:
    for table in form.tables:
        # Of the two sums that the grand total of table 3 is, the one over the columns: it has fewer terms.
        sums = {identity.left[0]: identity.right for identity in table.identities() if len(identity.left) == 1}
        for cell in table.cells():
            name = _cell_name(table, cell.row, cell.column)
            for suffix, known in (("", values.figures), (".prev", values.previous)):
                if cell.path not in known:
                    continue
                given, label = known[cell.path], f"上年{name}" if suffix else name
                if given.filled and cell.path in sums:
                    terms = [f"{path}{suffix}" for path in sums[cell.path]]
                    ledger.added_up(f"{cell.path}{suffix}", label, cell.unit, given, terms)
                else:
                    ledger.given(f"{cell.path}{suffix}", label, cell.unit, given)


def _cell_name(table: Table, row: Header, column: Header) -> str:
    parts = [row.key or row.label, table.column_name(column).replace("申请人情况·", "") if column.label else ""]
    return f"{table.key}" + "·".join(part for part in parts if part and part != "处理决定")


def _field(ledger: Ledger, field: Field, values: Values) -> None:
    name = field.name
    if field.path in values.figures:
        ledger.given(field.path, _full_name(field), field.unit or _percent_unit(field), values.figures[field.path])
    if field.path in values.previous:
        unit = field.unit or _percent_unit(field)
        ledger.given(f"{field.path}.prev", f"上年{_full_name(field)}", unit, values.previous[field.path])
    if field.path in values.words:
        words = values.words[field.path]
        ledger.text(field.path, name, words.items, (words.source,))
    if field.path in values.parts:
        given = values.parts[field.path]
        for index, (label, part) in enumerate(given.parts, 1):
            ledger.given(f"{field.path}.{index}", label, field.unit or "条", part)
        figures = tuple(ledger.figures[f"{field.path}.{index}"] for index in range(1, len(given.parts) + 1))
        whole = f"{field.path.rsplit('.', 1)[0]}.{field.whole}" if field.whole else ""
        ledger.parts[field.path] = Parts(field.path, whole, figures, not given.partial)
    if field.kind in (Kind.ITEMS, Kind.PAIRS) and field.path in values.items:
        items = tuple(_item(field, item, n) for n, item in enumerate(values.items[field.path], 1))
        ledger.items[field.path] = items
        names = [text for item in items if (text := item.texts.get(f"{field.path}.name"))]
        listed = tuple("、".join(text.items) for text in names)
        ledger.add_number(field.path, name, listed, tuple(source for text in names for source in text.sources))


def _item(field: Field, values: Values, number: int) -> Facts:
    """The facts of one item of a list. Passages call them ``open_day.name``; their own paths carry the number."""
    inner = Ledger()
    for child in field.children:
        if child.path in values.figures:
            inner.given(child.path, f"{field.key}{number}·{child.key}", child.unit, values.figures[child.path])
    for path, words in values.words.items():
        inner.text(path, f"{field.key}{number}", words.items, (words.source,))
    if named := values.words.get("innovation.name"):
        done = (forms.with_verb("、".join(named.items)),)
        inner.text("innovation.action", f"{field.key}{number}", done, (named.source,))
    numbered = f"{field.path}.{number}."
    figures = {p: f._replace(path=p.replace(f"{field.path}.", numbered, 1)) for p, f in inner.figures.items()}
    texts = {p: t._replace(path=p.replace(f"{field.path}.", numbered, 1)) for p, t in inner.texts.items()}
    return Facts(figures, texts)


def _full_name(field: Field) -> str:
    """A field's name with its group's, so that 条数 is told apart in the 核对单."""
    parent = _parents().get(field.path)
    return f"{parent.key}·{field.name}" if parent is not None and parent.owns_path else field.name


@cache
def _parents() -> dict[str, Field]:
    catalogue: Catalogue = forms.catalogue()
    return {child.path: field for field in catalogue.fields() for child in field.children}


def _percent_unit(field: Field) -> str:
    return "%" if field.kind is Kind.PERCENT else ""


def _requests(ledger: Ledger, table: Table, side: str) -> None:
    """Groups of table 3, and applicants by person and organisation (domain.md 1.5)."""
    heads = {head.id: head for row in table.blocks[0].rows for head in (row, *row.children)}
    columns = ("", "person", *_ORGANISATIONS)
    for group in _GROUPS:
        for column in columns:
            paths = [f"{table.path(leaf.id, column)}{side}" for leaf in heads[group].leaves()]
            ledger.add_sum(f"{table.path(group, column)}{side}", f"表三{heads[group].key}", paths, show_zero=False)
    for row in ("new", "carried_in", *_RESULTS, "total", "carried_out"):
        paths = [f"{table.path(row, column)}{side}" for column in _ORGANISATIONS]
        ledger.add_sum(
            f"requests.{row}.organisation{side}", f"表三{heads[row].key}·法人或其他组织", paths, show_zero=False
        )
    if not side:
        for row in _RESULTS:
            ledger.add_share(
                f"requests.{row}.share", f"{heads[row].key}占办理结果的比例", f"requests.{row}", "requests.total"
            )
        for column in ("person", "organisation"):
            ledger.add_share(
                f"requests.new.{column}.share", "占新收申请的比例", f"requests.new.{column}", "requests.new"
            )


def _sums(ledger: Ledger, side: str) -> None:
    """Sums over groups of figures that have a name of their own: both blocks of table 4, staff, proposals (domain.md 1.6)."""
    for one in sums():
        paths = [f"{path}{side}" for path in one.of]
        known = [path for path in paths if path in ledger.figures]
        if not one.some or len(known) > 1:
            ledger.add_sum(f"{one.path}{side}", one.label, known if one.some else paths)


def _outcomes(ledger: Ledger, table: Table) -> None:
    """Breakdowns of tables 3 and 4 that hold only what occurred, under the form's own labels."""
    heads = {head.id: head for row in table.blocks[0].rows for head in (row, *row.children)}
    _parts(ledger, "requests.outcomes", "requests.total", {f"requests.{row}": heads[row].key for row in _RESULTS})
    for group in _GROUPS:
        named = {table.path(leaf.id): _reason(leaf.label) for leaf in heads[group].leaves()}
        _parts(ledger, f"requests.{group}.parts", f"requests.{group}", named)
    columns = {leaf.id: leaf.key for leaf in table.blocks[0].leaf_columns() if leaf.id}
    columns["others"] = "其他组织"
    named = {f"requests.new.{column}": label for column, label in columns.items()}
    _parts(ledger, "requests.applicants", "requests.new", named)
    named = {"requests_online": "网络", "requests_letter": "信函", "requests_counter": "当面"}
    _parts(ledger, "requests.channels", "requests.new", named)
    labels = dict(zip(_OUTCOMES, ("结果维持", "结果纠正", "其他结果", "尚未审结"), strict=True))
    for kind in ("reviews", "lawsuits", "direct", "after_review"):
        _parts(ledger, f"{kind}.outcomes", kind, {f"{kind}.{o}": label for o, label in labels.items()})


def _reason(label: str) -> str:
    """A row of table 3 in prose, in the form's own words: without its number, and without what follows from it."""
    return re.sub(r"^\d+\.", "", label).partition("、行政机关不再处理")[0]


def _parts(ledger: Ledger, path: str, whole: str, named: dict[str, str]) -> None:
    figures = [ledger.figures[p]._replace(label=label) for p, label in named.items() if p in ledger.figures]
    occurred = tuple(figure for figure in figures if figure.value)
    if occurred:
        total = sum(figure.value for figure in occurred)
        complete = whole in ledger.figures and total == ledger.figures[whole].value
        ledger.parts[path] = Parts(path, whole, occurred, complete)


def _breakdown(ledger: Ledger, channel: str) -> None:
    """The leading parts of a channel, and those that are mere news: what a problem may rest on."""
    parts = ledger.parts.get(f"{channel}.parts")
    whole = f"{channel}.count"
    if parts is None or whole not in ledger.figures:
        return
    ranked = sorted(parts.figures, key=lambda figure: -figure.value)
    ranked = [figure for figure in ranked if not figure.label.startswith("其他")]
    news = [figure.path for figure in parts.figures if "动态" in figure.label or "要闻" in figure.label]
    chosen = {"largest": [f.path for f in ranked[:1]], "top_two": [f.path for f in ranked[:2]], "dynamic": news}
    for name, paths in chosen.items():
        if not paths or (name == "top_two" and len(paths) < 2):
            continue
        labels = [ledger.figures[path].label for path in paths]
        ledger.add_sum(f"{channel}.{name}", "、".join(labels), paths)
        ledger.add_share(f"{channel}.{name}.share", f"{'、'.join(labels)}占比", f"{channel}.{name}", whole)
        ledger.text(
            f"{channel}.{name}.label{'s' if name == 'top_two' else ''}",
            "类别",
            labels,
            ledger.figures[paths[0]].sources,
        )


def _counted_once(ledger: Ledger) -> None:
    """A typed 合计 below the sum of its channels: what stood on several is in it once (catalogue), and a reader adds up."""
    total = ledger.figures.get("total")
    channels = [figure.value for name in _CHANNELS if (figure := ledger.figures.get(f"{name}.count")) is not None]
    if total is not None and channels and max(channels) <= total.value < sum(channels):
        ledger.label("total.once", ("在多个渠道发布的信息不重复计入",))


def _interpretation(ledger: Ledger) -> None:
    names = {"text": "文字解读", "graphic": "图解", "video": "视频解读"}
    _parts(ledger, "interpretation.forms", "interpretation.count", {f"interpretation.{k}": v for k, v in names.items()})
