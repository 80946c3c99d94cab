"""One application → the rows of table 3 it counts in, or why it cannot be counted."""

from datetime import date
from typing import NamedTuple

from draftgen.core.finding import Level
from draftgen.register.heads import Heads
from draftgen.register.rows import IN, OUT, YES, Entry
from draftgen.register.words import NOT_COUNTED, is_group

NEW, CARRIED_IN, CARRIED_OUT = "new", "carried_in", "carried_out"


class Remark(NamedTuple):
    """What is to be said of a row. ``{}`` in the message stands for the text of the column ``role``, as far as it may be
    shown.
    """

    code: str
    level: Level
    message: str
    advice: str
    role: str
    shows: bool = False


class Judged(NamedTuple):
    """An application with the rows of table 3 it counts in (none if it cannot be counted or is not of this year)."""

    entry: Entry
    rows: tuple[str, ...] = ()
    kind: str = ""
    remarks: tuple[Remark, ...] = ()
    is_this_year: bool = True

    @property
    def counts(self) -> bool:
        return bool(self.rows)

    @property
    def is_decided(self) -> bool:
        return bool(self.rows) and self.rows[-1] != CARRIED_OUT


def judge(entry: Entry, year: int, heads: Heads) -> Judged:
    """Where an application counts in the report on ``year``.

    It came in this year or was carried in; it was decided this year or is carried out (domain.md 1.5). What its dates
    do not say is not guessed but asked.
    """
    if entry.result.meant == (NOT_COUNTED,):
        return Judged(entry, is_this_year=False, remarks=(_NOT_COUNTED,))
    first, last = date(year, 1, 1), date(year, 12, 31)
    remarks = list(_dates(entry, heads))
    came = _came(entry, first, last, remarks)
    if came == "":
        return Judged(entry, remarks=tuple(remarks), is_this_year=any(r.level is Level.ERROR for r in remarks))
    went = _went(entry, first, last, heads, remarks)
    kind = entry.kind.meant[0] if len(entry.kind.meant) == 1 else ""
    if not entry.kind.text:
        remarks.append(
            Remark("kind-missing", Level.ERROR, "没有写申请人类型。", "补上自然人、商业企业等类型。", "kind")
        )
    elif not kind:
        several = len(entry.kind.meant) > 1
        message = "申请人类型有两个：{}。" if several else "申请人类型{}对不上表三的任何一类。"
        advice = "一件申请只能是一类申请人。" if several else _EXPLAIN
        remarks.append(Remark("kind", Level.ERROR, message, advice, "kind", shows=True))
    if entry.channel.text and not entry.channel.meant:
        message = "申请方式{}不是网络、信函、当面，没有计入渠道。"
        remarks.append(
            Remark(
                "channel", Level.ASK, message, "核对渠道各数；要计入的，在 --map 的文件里写明。", "channel", shows=True
            )
        )
    rows = (came, went) if came and went and kind and not _fatal(remarks) else ()
    return Judged(entry, rows, kind, tuple(remarks))


def _fatal(remarks: list[Remark]) -> bool:
    return any(remark.level is Level.ERROR for remark in remarks)


_EXPLAIN = "在 --map 的文件里写明它是哪一项；写错了的，改台账。"
_NOT_COUNTED = Remark("not-counted", Level.HINT, "按对照文件不计。", "确实是政府信息公开申请的，改对照文件。", "result")


def _dates(entry: Entry, heads: Heads) -> list[Remark]:
    found = [
        Remark("date", Level.ERROR, f"{name}看不懂，或者写了两个。", "写成 2021年3月4日 这样，一格一个日期。", role)
        for role, name in (("received", "收到日期"), ("answered", "答复日期"))
        if role in entry.odd_dates and heads.has(role)
    ]
    if entry.received is not None and entry.answered is not None and entry.answered < entry.received:
        found.append(Remark("dates", Level.ERROR, "答复日期早于收到日期。", "核对这两个日期。", "answered"))
    return found


def _came(entry: Entry, first: date, last: date, remarks: list[Remark]) -> str:
    """Whether an application is new or was carried in; "" if it is not of this year, or cannot be told."""
    received, answered = entry.received, entry.answered
    if received is None:
        if entry.carried == IN:
            return CARRIED_IN
        if "received" not in entry.odd_dates:
            remarks.append(
                Remark("received-missing", Level.ERROR, "没有写收到日期。", "补上收到申请的日期。", "received")
            )
        return ""
    if received > last:
        remarks.append(
            Remark(
                "later",
                Level.ASK,
                f"收到日期在 {last.year} 年以后，没有计入。",
                "核对日期；年份写错的改正。",
                "received",
            )
        )
        return ""
    if received >= first:
        if entry.carried == IN:
            message = f"写了上年结转，可是收到日期在 {first.year} 年内。"
            remarks.append(Remark("carried", Level.ERROR, message, "核对收到日期和结转。", "carried"))
        return NEW
    if answered is not None and answered < first:
        remarks.append(
            Remark(
                "earlier",
                Level.ASK,
                f"{first.year} 年以前已经答复，没有计入。",
                "核对答复日期；年份写错的改正。",
                "answered",
            )
        )
        return ""
    if (first - received).days > 365:
        message = f"收到日期比 {first.year} 年早一年以上，算作上年结转。"
        remarks.append(Remark("long-ago", Level.ASK, message, "核对年份有没有写错。", "received"))
    return CARRIED_IN


def _went(entry: Entry, first: date, last: date, heads: Heads, remarks: list[Remark]) -> str:
    """The row of the result, or 结转下年; "" if it cannot be told."""
    meant, answered = entry.result.meant, entry.answered
    fault = _unclear(entry)
    if fault is not None:
        remarks.append(fault)
        return ""
    if answered is not None and answered > last:
        return CARRIED_OUT
    pending = meant == (CARRIED_OUT,)
    if entry.carried == OUT and (answered is not None or (meant and not pending)):
        message = f"写了结转下年，可是在 {first.year} 年内已经有了结果。"
        remarks.append(Remark("carried", Level.ERROR, message, "核对办理结果、答复日期和结转。", "carried"))
    elif pending and answered is not None:
        message = "有答复日期，办理结果写的却是{}。"
        remarks.append(Remark("pending", Level.ERROR, message, "核对这两格。", "result", shows=True))
    elif not meant:
        return _without_result(entry, heads, remarks)
    elif not pending and answered is None and heads.has("answered"):
        remarks.append(_UNSURE if entry.carried == YES else _UNDATED)
    return meant[0] if meant else ""


_UNSURE = Remark(
    "carried",
    Level.ERROR,
    "写了结转和办理结果，却没有答复日期，分不清是哪一年办结的。",
    "补上答复日期。",
    "answered",
)
_UNDATED = Remark(
    "answered-missing", Level.ASK, "有办理结果，没有答复日期，按本年办结计。", "核对是不是本年答复的。", "answered"
)


def _unclear(entry: Entry) -> Remark | None:
    """What is wrong with the result itself: it names two rows, none, or a group of rows."""
    text, meant = entry.result
    if len(meant) > 1:
        advice = "一件申请只记一个结果；区分处理的只记“部分公开”。"
        return Remark("two-results", Level.ERROR, "写了两个办理结果：{}。", advice, "result", shows=True)
    if meant or not text:
        return None
    if is_group(text):
        advice = "写明情形，例如“不予公开-国家秘密”；或者在 --map 的文件里写明。"
        return Remark("result", Level.ERROR, "办理结果{}没有写是哪一种情形。", advice, "result", shows=True)
    return Remark("result", Level.ERROR, "办理结果{}对不上表三的任何一行。", _EXPLAIN, "result", shows=True)


def _without_result(entry: Entry, heads: Heads, remarks: list[Remark]) -> str:
    if entry.answered is not None:
        remarks.append(Remark("result-missing", Level.ERROR, "有答复日期，没有办理结果。", "补上办理结果。", "result"))
        return ""
    if entry.carried in (OUT, YES):
        return CARRIED_OUT
    if heads.has("answered"):
        message = "没有答复日期，也没有办理结果，按结转下年计。"
        remarks.append(Remark("carried-out", Level.ASK, message, "核对是不是还没有办结。", "result"))
        return CARRIED_OUT
    remarks.append(
        Remark("result-missing", Level.ERROR, "没有写办理结果。", "补上；还没办结的写“结转下年”。", "result")
    )
    return ""
