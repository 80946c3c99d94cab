"""The sums a data file must keep: those of the form, and breakdowns against their whole."""

from decimal import Decimal

from draftgen.core.catalogue import Field
from draftgen.core.form import Identity
from draftgen.load.given import GivenYear
from draftgen.numerals import write

_CHANNELS = ("requests_online", "requests_letter", "requests_counter")


def check(year: GivenYear) -> None:
    """Adds a finding for each sum that does not hold: which cells, both numbers (domain.md 1.5, 1.6)."""
    failed = [identity for identity in year.form.identities() if _holds(identity, year) is False]
    totals = [identity for identity in failed if len(identity.left) == 1]
    balances = [identity for identity in failed if len(identity.left) > 1]
    wrong_totals = {identity.left[0] for identity in totals}
    # A total that was added up here is wrong only because one that was typed is.
    typed = [identity for identity in totals if not year.values.figures[identity.left[0]].filled]
    for identity in typed or totals:
        _total(identity, year)
    for identity in balances:
        # A wrong total is said once; the total column repeats what a single column has already shown.
        repeats = identity.left[0] == "requests.new" and len(balances) > 1
        if not repeats and not wrong_totals & {*identity.left, *identity.right}:
            _balance(identity, year)
    for group in year.catalogue.data.walk():
        for field in group.children:
            if field.whole:
                _breakdown(group, field, year)
    _channels(year)
    _within(year)
    _kinds_of_interpretation(year)


def _holds(identity: Identity, year: GivenYear) -> bool | None:
    if any(path not in year.values.figures for path in (*identity.left, *identity.right)):
        return None
    return _side(identity.left, year) == _side(identity.right, year)


def _side(paths: tuple[str, ...], year: GivenYear) -> Decimal:
    return sum((year.values.figures[path].value for path in paths), Decimal(0))


def _total(identity: Identity, year: GivenYear) -> None:
    left, right = _side(identity.left, year), _side(identity.right, year)
    year.remarks.error(
        "sum",
        year.place(*identity.left, *identity.right),
        f"{identity.label.replace('·总计”总计', '”总计')}写的是 {write(left)}，各项相加是 {write(right)}，相差 {write(abs(left - right))}。",
        "核对各项和总计；总计可以不填，由程序相加。",
    )


def _balance(identity: Identity, year: GivenYear) -> None:
    new, before, done, after = (year.values.figures[path].value for path in (*identity.left, *identity.right))
    column = identity.label.split("新收")[0].replace("表三 ", "表三")
    results = identity.right[0]
    apart = new + before - done - after
    less = f"{'少' if apart > 0 else '多'}{'一' if abs(apart) == 1 else f' {write(abs(apart))} '}件"
    year.remarks.error(
        "balance",
        # The sum has no line of its own where it was left out: its first part stands for it.
        year.place(results) if done else year.place(*identity.left, *identity.right),
        f"{column}不平：新收 {write(new)} + 上年结转 {write(before)} = {write(new + before)}，"
        f"办理结果 {write(done)}{_by_result(results, year)} + 结转下年 {write(after)} = {write(done + after)}，相差 {write(abs(apart))}。",
        f"收到的每一件，要么在办理结果里，要么在结转下年里：后一个和{less}，逐项核对两边的数。",
    )


def _by_result(results: str, year: GivenYear) -> str:
    """What the outcomes that were added up here come to, group by group; nothing where the total was typed."""
    if not year.values.figures[results].filled:
        return ""
    table = year.form.table("table3")
    column = results.removeprefix(table.path("total")).removeprefix(".")
    groups = [head for row in table.blocks[0].rows for head in row.children if not head.total]
    sums = [(head.key, _side(tuple(table.path(leaf.id, column) for leaf in head.leaves()), year)) for head in groups]
    shown = "、".join(f"{key} {write(value)}" for key, value in sums if value)
    return f"（{shown}）" if shown else ""


def _breakdown(group: Field, field: Field, year: GivenYear) -> None:
    parts = year.values.parts.get(field.path)
    whole = year.values.figures.get(f"{field.path.rsplit('.', 1)[0]}.{field.whole}")
    if parts is None or whole is None or whole.approximate:
        return
    total = sum((given.value for _, given in parts.parts), Decimal(0))
    if total == whole.value or (parts.partial and total < whole.value):
        return
    less, unit = total < whole.value, field.unit or "条"
    name = next((child.key for child in group.children if child.path.endswith(f".{field.whole}")), "总数")
    year.remarks.error(
        "breakdown",
        parts.parts[0][1].source,
        f"“{group.key}”各类相加是 {write(total)}，{name}写的是 {write(whole.value)}，"
        f"{'差' if less else '多出'} {write(abs(total - whole.value))} {unit}。",
        f"核对各类的数和{name}（{whole.source.spoken}）；"
        + ("确实只列了一部分的，加一行“其中: 部分”。" if less else "一条信息只算在一类里。"),
    )


_WITHIN = (
    ("interpretation.graphic", "interpretation.count", "图解", "政策解读的件数"),
    ("interpretation.video", "interpretation.count", "视频解读", "政策解读的件数"),
    ("interpretation.text", "interpretation.count", "文字解读", "政策解读的件数"),
    ("consultation.adopted", "consultation.opinions", "采纳的意见", "收到的意见"),
)


def _within(year: GivenYear) -> None:
    """A part that cannot be larger than its whole."""
    for part, whole, name, of in _WITHIN:
        one, all_ = year.values.figures.get(part), year.values.figures.get(whole)
        if one is not None and all_ is not None and one.value > all_.value:
            year.remarks.error(
                "within",
                one.source,
                f"{name}写的是 {write(one.value)}，{of}只有 {write(all_.value)}。",
                "前一个数是后一个数的一部分，不会更大；核对两处。",
            )


def _kinds_of_interpretation(year: GivenYear) -> None:
    """图解, 视频 and 文字 are printed as parts of 件数: together they cannot be more."""
    paths = [path for path, whole, *_ in _WITHIN if whole == "interpretation.count"]
    kinds = [year.values.figures[path] for path in paths if path in year.values.figures]
    whole = year.values.figures.get("interpretation.count")
    total = sum((given.value for given in kinds), Decimal(0))
    if whole is None or whole.approximate or total <= whole.value or any(one.value > whole.value for one in kinds):
        return
    year.remarks.error(
        "within",
        kinds[0].source,
        f"政策解读各种形式相加是 {write(total)}，件数写的是 {write(whole.value)}，多出 {write(total - whole.value)} 件。",
        "一件只算一种形式；一件用了几种形式的，只写件数，用了哪些形式写在“做过的事”的“多种形式解读”里。",
    )


def _channels(year: GivenYear) -> None:
    """Requests by channel against those received (measured.md 2, gap e)."""
    channels = [year.values.figures[path] for path in _CHANNELS if path in year.values.figures]
    new = year.value("requests.new")
    if new is None or not channels:
        return
    total = sum((given.value for given in channels), Decimal(0))
    said = f"按渠道相加是 {write(total)} 件，表三新收是 {write(new)} 件"
    if total > new:
        year.remarks.error(
            "channels",
            channels[0].source,
            f"{said}，多出 {write(total - new)} 件。",
            "渠道各数之和不能超过新收；核对两处。",
        )
    elif total < new and len(channels) == len(_CHANNELS):
        year.remarks.ask(
            "channels", channels[0].source, f"{said}，还有 {write(new - total)} 件没有写渠道。", "核对是不是漏了。"
        )
