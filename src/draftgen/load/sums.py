"""The sums a data file must keep: those of the form, and breakdowns against their whole."""

from decimal import Decimal

from draftgen import numerals
from draftgen.core.catalogue import Catalogue, Field
from draftgen.core.form import Form, Identity
from draftgen.core.record import Given, Source, Values
from draftgen.load.remarks import Remarks


def check(form: Form, values: Values, catalogue: Catalogue, remarks: Remarks) -> None:
    """Adds a finding for each sum that does not hold: which cells, both numbers (domain.md 1.5, 1.6)."""
    failed = [identity for identity in form.identities() if _holds(identity, values) is False]
    wrong_totals = {identity.left[0] for identity in failed if len(identity.left) == 1}
    balances = [identity for identity in failed if len(identity.left) > 1]
    for identity in failed:
        if len(identity.left) == 1:
            _total(identity, values, remarks)
    for identity in balances:
        # A wrong total is said once; the total column repeats what a single column has already shown.
        repeats = identity.left[0] == "requests.new" and len(balances) > 1
        if not repeats and not wrong_totals & {*identity.left, *identity.right}:
            _balance(identity, values, remarks)
    for field in catalogue.data.walk():
        if field.whole:
            _breakdown(field, values, remarks)
    _channels(values, remarks)


def _holds(identity: Identity, values: Values) -> bool | None:
    if any(path not in values.figures for path in (*identity.left, *identity.right)):
        return None
    return _side(identity.left, values) == _side(identity.right, values)


def _side(paths: tuple[str, ...], values: Values) -> Decimal:
    return sum((values.figures[path].value for path in paths), Decimal(0))


def _total(identity: Identity, values: Values, remarks: Remarks) -> None:
    left, right = _side(identity.left, values), _side(identity.right, values)
    remarks.error("sum", _where(identity, values), f"{identity.label}写的是 {_print(left)}，各项相加是 {_print(right)}。",
                  f"相差 {_print(abs(left - right))}；总计可以不填，由程序相加。")


def _balance(identity: Identity, values: Values, remarks: Remarks) -> None:
    new, before, done, after = (values.figures[path].value for path in (*identity.left, *identity.right))
    column = identity.label.split("新收")[0].replace("表三 ", "表三")
    remarks.error(
        "balance", _where(identity, values),
        f"{column}不平：新收 {_print(new)} + 上年结转 {_print(before)} = {_print(new + before)}，"
        f"办理结果 {_print(done)} + 结转下年 {_print(after)} = {_print(done + after)}。",
        "收到的每一件，要么在办理结果里，要么在结转下年里；请找出少记或多记的一件。",
    )


def _where(identity: Identity, values: Values) -> Source:
    given = [values.figures[path] for path in (*identity.left, *identity.right)]
    typed = [item for item in given if not item.filled and item.source.line]
    return (typed or given)[0].source


def _breakdown(field: Field, values: Values, remarks: Remarks) -> None:
    prefix = field.path.rsplit(".", 1)[0]
    parts, whole = values.parts.get(field.path), values.figures.get(f"{prefix}.{field.whole}")
    if parts is None or whole is None or parts.partial:
        return
    total = sum((given.value for _, given in parts.parts), Decimal(0))
    if total != whole.value:
        less = total < whole.value
        remarks.error(
            "breakdown", parts.parts[0][1].source,
            f"各类相加是 {_print(total)}，总数写的是 {_print(whole.value)}，{'差' if less else '多出'} {_print(abs(total - whole.value))} 条。",
            "请核对各类的数；确实只列了一部分的，加一行“其中: 部分”。" if less else "请核对各类的数和总数。",
        )


def _channels(values: Values, remarks: Remarks) -> None:
    """Requests by channel against those received (measured.md 2, gap e)."""
    channels = [values.figures[p] for p in ("requests_online", "requests_letter", "requests_counter") if p in values.figures]
    new = values.figures.get("requests.new")
    if new is None or not channels:
        return
    total = sum((given.value for given in channels), Decimal(0))
    if total > new.value:
        remarks.error("channels", _first(channels), f"按渠道相加是 {_print(total)} 件，表三新收是 {_print(new.value)} 件。", "渠道各数之和不能超过新收。")
    elif total < new.value and len(channels) == 3:
        remarks.ask("channels", _first(channels), f"按渠道相加是 {_print(total)} 件，表三新收是 {_print(new.value)} 件，还有 {_print(new.value - total)} 件没有写渠道。", "请核对。")


def _first(given: list[Given]) -> Source:
    return given[0].source


def _print(value: Decimal) -> str:
    return numerals.write(value)
