"""Comparisons with last year whose base stands only in last year's report (domain.md 3.1, 33-34; measured.md 2, gap d)."""

from collections.abc import Iterator
from decimal import Decimal

from draftgen.checks.amounts import Reading
from draftgen.checks.claims import claims
from draftgen.checks.figures import rounded
from draftgen.checks.growth import Change, Multiple, changes, faults, multiples
from draftgen.checks.rule import Held, Remark, Said
from draftgen.checks.subject import Subject
from draftgen.core.report import Mention
from draftgen.numerals import write

_GROWTH = "与上年年报比较"


def by_tables(subject: Subject) -> Iterator[Said]:
    """表里有的数，增减按两年的表格复算得出来。

    为什么：“同比增长1.05%”没有写上年是多少，读者会翻上年年报去算。
    依据：规则 33、34；measured.md 的缺口 d；宿迁市2024年年报
    错例：
        上年 表三 新收·总计：40
        表三 新收·总计：50
        一（二）：本年度新收政府信息公开申请50件，同比增长20%。
    对例：
        上年 表三 新收·总计：40
        表三 新收·总计：50
        一（二）：本年度新收政府信息公开申请50件，同比增长25%。
    """
    if subject.context.last is None:
        return
    named = {_key(claim.sentence.line.block, claim.figure.numeral.start): claim for claim in claims(subject)}
    for change in _open(subject):
        claim = named.get(_key(change.sentence.line.block, change.now.numeral.start))
        readings = claim.readings if claim and not claim.ask else ()
        bases = [base for r in readings if r.value == change.now.value and (base := _before(subject, r)) is not None]
        yield from _compared(subject, change, bases)
    for multiple in multiples(subject):
        claim = named.get(_key(multiple.sentence.line.block, multiple.now.numeral.start))
        readings = claim.readings if claim and not claim.ask and not multiple.base else ()
        bases = [base for r in readings if r.value == multiple.now.value and (base := _before(subject, r))]
        yield from _multiplied(subject, multiple, bases)


def _multiplied(subject: Subject, multiple: Multiple, bases: list[Decimal]) -> Iterator[Said]:
    if not bases:
        return
    now, said = multiple.now.value, multiple.figure
    tried = [rounded(now / base, said.numeral.text) for base in bases]
    yield Held(_GROWTH, int(said.value in tried), 1)
    if said.value not in tried:
        yield Remark(
            subject.words(multiple.sentence.line, multiple.now.numeral.start, said.numeral.end),
            f"上年年报是 {write(bases[0])}，{write(now)} ÷ {write(bases[0])} = {write(tried[0])}，写的是 {said.numeral.text}。",
            "核对两年的数，重新计算倍数。",
        )


def by_figures(subject: Subject) -> Iterator[Said]:
    """表里没有的数，增减与上年年报正文里的同一个数对得上。

    为什么：网站条数、公众号条数的增减，要和上年年报写的数一致。
    依据：规则 33、34；measured.md 的缺口 d
    错例：
        上年 一（一）：全年在县政府门户网站公开信息100条。
        一（一）：全年在县政府门户网站公开信息150条，比上年增长40%。
    对例：
        上年 一（一）：全年在县政府门户网站公开信息100条。
        一（一）：全年在县政府门户网站公开信息150条，比上年增长50%。
    """
    if subject.context.last is None or not subject.mentions:
        return
    here = {_key(m.place.block, m.place.start): m for m in subject.mentions if m.path}
    before: dict[str, set[Decimal]] = {}
    for mention in subject.context.last_mentions:
        if mention.path and mention.value is not None and not mention.previous and not mention.approximate:
            before.setdefault(mention.path, set()).add(mention.value)
    for change in _open(subject):
        line = change.sentence.line
        named = here.get(_key(line.block, line.offset + change.now.numeral.start))
        values = before.get(named.path, set()) if named and not _in_tables(subject, named) else set()
        if len(values) == 1:
            yield from _compared(subject, change, list(values))


def _in_tables(subject: Subject, mention: Mention) -> bool:
    return mention.path in subject.names


def _key(block: int, start: int) -> tuple[int, int]:
    return block, start


def _open(subject: Subject) -> Iterator[Change]:
    """The comparisons that do not name last year's figure."""
    for change in changes(subject):
        known = (change.now, change.change, change.percent, change.multiple)
        if change.base is None and not any(figure and figure.numeral.approximate for figure in known):
            yield change


def _before(subject: Subject, reading: Reading) -> Decimal | None:
    """Last year's value of the same cells."""
    last = subject.context.last
    cells = [last.cell(path) for path in reading.paths] if last else []
    values = [cell.value for cell in cells if cell is not None and cell.value is not None]
    return sum(values, Decimal(0)) if cells and len(values) == len(cells) else None


def _compared(subject: Subject, change: Change, bases: list[Decimal]) -> Iterator[Said]:
    tried = {base: list(faults(change._replace(base=base, base_words=write(base)), base)) for base in bases}
    if not tried:
        return
    fits = any(not found for found in tried.values())
    yield Held(_GROWTH, int(fits), 1)
    if fits:
        return
    base, found = next(iter(tried.items()))
    shown = [figure for figure in (change.change, change.percent, change.multiple) if figure is not None]
    last = max(shown, key=lambda figure: figure.numeral.end).numeral
    place = subject.words(change.sentence.line, change.now.numeral.start, max(last.end, last.stop))
    others = f"（上年年报的数试过：{'、'.join(write(value) for value in tried)}）" if len(tried) > 1 else ""
    yield Remark(
        place,
        f"上年年报是 {write(base)}，本年 {change.now.words}：{'；'.join(found)}{others}。",
        "核对两年的数，重新计算；上年年报公布后更正过的，在正文里说明。",
    )
