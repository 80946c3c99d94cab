"""Figures that are possible but unlikely, or that do not go with last year's or with each other (domain.md 1.4, 3.1)."""

from collections.abc import Callable
from decimal import Decimal

from draftgen.load.given import GivenYear, names
from draftgen.numerals import write

_STOCKS = {"regulations": "规章", "documents": "行政规范性文件"}
_NO_RULE_MAKERS = ("部门", "镇街")
# 万元 in one year: above this the figure is more likely in 元 (domain.md 3.1, 14).
_CHARGES = {"镇街": Decimal(10_000), "部门": Decimal(100_000), "政府": Decimal(100_000)}
_SMALL_BASE = 10
_JUMP = 5
_FEW_REQUESTS = 3
_OWN_MEDIA = {
    "wechat": "微信公众号",
    "weibo": "微博",
    "video": "短视频",
    "headlines": "今日头条",
    "accounts": "政务新媒体账号",
}
_CHANNELS = ("site.count", "wechat.count", "weibo.count", "video.count", "headlines.count")


def check(year: GivenYear) -> None:
    """Adds a finding for each figure that needs a second look."""
    for rule in _RULES:
        rule(year)


def _regulations(year: GivenYear) -> None:
    paths = [path for path in (f"regulations.{name}" for name in ("made", "repealed", "valid")) if year.value(path)]
    if paths and year.kind in _NO_RULE_MAKERS:
        year.remarks.ask(
            "regulations",
            year.place(*paths),
            f"“规章”填了数，可是机关类别是{year.kind}。",
            "规章只有国务院部门、省和设区的市的政府才能制定；一般部门和镇街的文件填在“行政规范性文件”。",
        )


def _charges(year: GivenYear) -> None:
    value, limit = year.value("charges"), _CHARGES.get(year.kind)
    if value is not None and limit is not None and value >= limit:
        year.remarks.ask(
            "charges",
            year.place("charges"),
            f"行政事业性收费 {write(value)} 万元，数额很大，会不会是按元填的？",
            f"单位是万元；如果是 {write(value)} 元，改成 {write(value / 10000)}。",
        )


def _fee(year: GivenYear) -> None:
    value = year.value("fee")
    if value is not None and value % 10:
        year.remarks.error(
            "fee",
            year.place("fee"),
            f"信息处理费 {write(value)} 元不是 10 的倍数。",
            "按国家规定的标准，每笔信息处理费都是 10 元的倍数，单位是元；核对收费单据。",
        )


def _stock(year: GivenYear) -> None:
    for row, name in _STOCKS.items():
        made, repealed, valid = (year.value(f"{row}.{column}") for column in ("made", "repealed", "valid"))
        if made is None or repealed is None or valid is None:
            continue
        before = year.before(f"{row}.valid")
        if before is None:
            if valid < made - repealed:
                year.remarks.ask(
                    "stock",
                    year.place(f"{row}.valid"),
                    f"{name}本年制发 {write(made)} 件、废止 {write(repealed)} 件，现行有效却只有 {write(valid)} 件。",
                    "现行有效是年底还有效的全部件数，一般不少于制发减废止；核对这三个数。",
                )
        elif repealed > before + made:
            year.remarks.error(
                "stock-repealed",
                year.place(f"{row}.repealed"),
                f"{name}废止 {write(repealed)} 件，比上年有效的 {write(before)} 件加本年制发的 {write(made)} 件还多。",
                "核对废止件数和上年的现行有效件数。",
            )
        elif valid != before + made - repealed:
            year.remarks.ask(
                "stock",
                year.place(f"{row}.valid"),
                f"{name}现行有效 {write(valid)} 件；按上年推算应是 "
                f"{write(before)} + {write(made)} - {write(repealed)} = {write(before + made - repealed)} 件。",
                "核对这几个数；因机构改革或集中清理重新统计的，可以不理。",
            )


def _carried(year: GivenYear) -> None:
    """上年结转 of this year is 结转下年 of last year, in all and by applicant (domain.md 1.5, F4)."""
    rows = [cell for cell in year.form.table("table3").cells() if cell.row.id == "carried_in"]
    differing = []
    for cell in rows:
        before = year.before(cell.path.replace("carried_in", "carried_out"))
        now = year.value(cell.path)
        if before is not None and now is not None and before != now:
            differing.append((cell, now, before))
    totals = [entry for entry in differing if entry[0].column.total]
    shown = totals or differing
    if shown:
        said = "；".join(
            f"{'' if cell.column.total else f'“{cell.column.key}”'}本年填 {write(now)} 件，上年年报结转下年 {write(before)} 件"
            for cell, now, before in shown
        )
        year.remarks.ask(
            "carried",
            year.place(*(cell.path for cell, _, _ in shown)),
            f"表三“上年结转”与上年年报对不上：{said}。",
            "两个数应当相同；上年年报公布后更正过的，可以不理。",
        )


def _clean_up(year: GivenYear) -> None:
    """The outcome of this year's clean-up against 表二."""
    review = {name: year.value(f"document_review.{name}") for name in ("kept", "amended", "repealed", "lapsed")}
    pairs = (
        (("kept", "amended"), "documents.valid", "保留和修改", "现行有效"),
        (("repealed", "lapsed"), "documents.repealed", "废止和宣布失效", "废止"),
    )
    for parts, path, said, column in pairs:
        given = [value for name in parts if (value := review[name]) is not None]
        total, table = sum(given, Decimal(0)), year.value(path)
        if table is not None and total > table:
            where = year.place(*(f"document_review.{name}" for name in parts))
            year.remarks.ask(
                "clean-up",
                where,
                f"规范性文件清理里{said}共 {write(total)} 件，表二行政规范性文件“{column}”是 {write(table)} 件。",
                "清理的结论应当和表二一致；核对这两处。",
            )
    gone, table = review["repealed"], year.value("documents.repealed")
    ended = gone + (review["lapsed"] or 0) if gone is not None else None
    if ended is not None and table is not None and ended < table:
        year.remarks.ask(
            "clean-up",
            year.place("document_review.repealed"),
            f"规范性文件清理里废止和宣布失效共 {write(ended)} 件，表二行政规范性文件“废止”是 {write(table)} 件。",
            "清理的结论应当和表二一致；另有不在清理中废止的，可以不理。",
        )


def _jumps(year: GivenYear) -> None:
    """A figure more than five times last year's, or less than a fifth, where neither is small (domain.md 3.1, 17)."""
    for path, (name, unit) in names(year.form, year.catalogue).items():
        now, before = year.value(path), year.before(path)
        if now is None or before is None or min(now, before) < _SMALL_BASE:
            continue
        if now > _JUMP * before or now * _JUMP < before:
            times = (
                f"是上年的 {write((now / before).quantize(Decimal('0.1')))} 倍"
                if now > before
                else "不到上年的五分之一"
            )
            year.remarks.ask(
                "jump",
                year.place(path),
                f"{name}本年 {write(now)} {unit}，上年 {write(before)} {unit}，{times}。",
                "核对两年的数和单位；属实的可以不理。",
            )


def _privacy(year: GivenYear) -> None:
    new, topics = year.value("requests.new"), year.values.words.get("request_topics")
    if new is not None and topics is not None and 0 < new <= _FEW_REQUESTS:
        year.remarks.ask(
            "privacy",
            topics.source,
            f"全年只有 {write(new)} 件申请，写出主题可能使人认出申请人。",
            "拿不准的删去“主题”，或者换成更笼统的说法；确认不会认出的，可以不理。",
        )


def _total(year: GivenYear) -> None:
    """合计 counts one piece on two channels once; it cannot be less than any one of them."""
    total = year.value("total")
    most = max(((value, path) for path in _CHANNELS if (value := year.value(path)) is not None), default=None)
    if total is not None and most is not None and total < most[0]:
        name = names(year.form, year.catalogue)[most[1]][0]
        year.remarks.ask(
            "total",
            year.place("total"),
            f"主动公开合计 {write(total)} 条，比{name} {write(most[0])} 条还少。",
            "合计是各渠道去重后的总数，不会少于其中任何一个；核对这两个数。",
        )


def _ticks(year: GivenYear) -> None:
    """A tick that the figures deny: both would stand in the report (promise 3)."""
    ticks, rate = year.values.ticks, year.value("answer_rate")
    if "done.no_own_site" in ticks:
        own = [name for path, name in _OWN_MEDIA.items() if year.value(path) or year.value(f"{path}.count")]
        if own:
            year.remarks.error(
                "ticks-apart",
                ticks["done.no_own_site"],
                f"做过的事里有“未单独开设网站和新媒体”，数据里又有{'、'.join(own)}的数，两句话不能都写进报告。",
                "账号是本单位的，删去这一件；是上级的账号，数据里不要填。",
            )
    if "done.answered_on_time" in ticks and rate is not None and rate < 100:
        year.remarks.error(
            "ticks-apart",
            ticks["done.answered_on_time"],
            f"做过的事里有“申请均按期答复”，按时答复率写的是 {write(rate)}%。",
            "有一件没有按期答复的，就删去这一件；核对两处。",
        )


_RULES: tuple[Callable[[GivenYear], None], ...] = (
    _regulations,
    _charges,
    _fee,
    _stock,
    _carried,
    _clean_up,
    _jumps,
    _privacy,
    _total,
    _ticks,
)
