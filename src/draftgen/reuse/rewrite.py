"""One sentence of last year → this year's wording, or nothing where it no longer holds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from draftgen import numerals
from draftgen.core.figure import Facts, Figure, Parts
from draftgen.core.passage import Slot
from draftgen.core.record import Source
from draftgen.core.report import Mention
from draftgen.core.reuse import Fate
from draftgen.reuse import items
from draftgen.reuse.dates import left_over, year
from draftgen.reuse.enumerated import outnumbered
from draftgen.reuse.negation import Gone, hanging, negated
from draftgen.reuse.sentences import Old
from draftgen.reuse.template import Edit, Template
from draftgen.reuse.words import words

_COUNTABLE = frozenset({"count", "percent", "multiple"})
_DATED = frozenset({"year", "date"})
COMPARED = (".diff", ".growth", ".times")
# Lengths of time belong to a practice (5年以上的历史信息); no figure of the year is counted in them but 工作日.
_SPANS = frozenset({"年", "个月", "月", "天", "日", "小时", "分钟"})
_VAGUE = "个项大级类部分种方面步环节"
_NONE = Parts("", "", ())
# Breakdowns whose whole need not be said: 申请人中自然人29件、企业4件.
_FAMILIES = {
    "requests.outcomes": re.compile(r"requests\.(?:granted|partial|(?:denied|unable|refused|other)(?:_\d)?)"),
    "requests.applicants": re.compile(r"requests\.new\.(?:person|company|research|charity|legal|others)"),
    "requests.channels": re.compile(r"requests_(?:online|letter|counter)"),
}
ORGANISATIONS = ("company", "research", "charity", "legal", "others")
_AROUND = re.compile(r"(?:大?约|[接将]?近|超过?|逾|突破|不足|不到|不少于|不低于|至少|多达|大概)\s*$")


class Years(NamedTuple):
    """This year's facts, and the year of the old report."""

    now: Facts
    year: int


def rewrite(old: Old, section: str, years: Years, source: Source) -> Template | str:
    """The sentence with this year's slots, or the reason why it goes."""
    template = Template(old.text, section, source)
    try:
        negated(template, old, years.now)
        _zeros(template, old, years)
        hanging(template, old.text)
        _comparisons(template, old, years)
        _lists(template, old, years)
        for mention in old.mentions:
            if mention.kind == "count" and mention.path:
                outnumbered(template, old, mention, years.now, now_path(mention.path, years.now))
        for mention in old.mentions:
            _mention(template, old, mention, years)
        for found in words().loose.finditer(old.text):
            template.keep(*found.span(), why="不是数字的写法，今年是多少要看")
    except Gone as reason:
        return str(reason)
    return template


def now_path(path: str, facts: Facts) -> str:
    """The path that a binding of last year has this year: a class of a breakdown is found by its name; "" if it is gone."""
    group, _, name = path.partition(".parts.")
    if path.startswith("misc."):
        return _own_name(path.removeprefix("misc."), facts)
    if not name:
        return path if path in facts.figures else ""
    parts = facts.parts.get(f"{group}.parts")
    return next((f.path for f in parts.figures if _plain(f.label) == _plain(name)), "") if parts else ""


def _own_name(name: str, facts: Facts) -> str:
    """A figure under 数据.其他 by its name: last year's label, or the end of it alone (发放明白纸 → 明白纸)."""
    given = facts.parts.get("misc", _NONE).figures
    same = [f.path for f in given if _plain(f.label) == _plain(name)]
    ends = [f.path for f in given if len(_plain(f.label)) > 2 and _plain(name).endswith(_plain(f.label))]
    found = same or ends
    return found[0] if len(found) == 1 else ""


def figure(path: str, facts: Facts) -> Figure | None:
    """This year's figure for a binding of last year; shares and sums are worked out, with their formula."""
    kind, _, terms = path.partition(":")
    if kind == "share":
        part, whole = (figure(term, facts) for term in terms.split("/", 1))
        if part is None or whole is None or not whole.value:
            return None
        given = facts.figures.get(f"{part.path}.share")
        if given is not None and given.formula.endswith(_over(whole.value, given.value)):
            return given
        value = numerals.share(part.value, whole.value)
        formula = f"{numerals.write(part.value)}{_over(whole.value, value)}"
        return Figure(path, f"{part.label}占比", value, "%", formula, (*part.sources, *whole.sources))
    if kind == "sum":
        found = [figure(term, facts) for term in terms.split("+")]
        if any(term is None for term in found):
            return None
        known = [term for term in found if term is not None]
        total = sum((term.value for term in known), Decimal(0))
        formula = f"{' + '.join(numerals.write(term.value) for term in known)} = {numerals.write(total)}"
        sources = tuple(source for term in known for source in term.sources)
        return Figure(path, "、".join(term.label for term in known), total, known[0].unit, formula, sources)
    return facts.figures.get(now_path(path, facts))


def _over(whole: Decimal, share: Decimal) -> str:
    return f" ÷ {numerals.write(whole)} = {numerals.write_percent(share)}"


def _plain(label: str) -> str:
    return re.sub(r"[“”《》\s]|类信息$|信息$|类$", "", label)


def is_zero(path: str, facts: Facts) -> bool:
    """Whether this year has none of it: a figure of 0, or a class that is gone from a complete breakdown."""
    if path.startswith("share:"):
        part, _, whole = path.removeprefix("share:").partition("/")
        return is_zero(part, facts) or is_zero(whole, facts)
    found = figure(path, facts)
    if found is not None:
        return found.value == 0 and found.unit != "%"
    group, _, name = path.partition(".parts.")
    parts = facts.parts.get(f"{group}.parts")
    return bool(name) and parts is not None and parts.complete


def _zeros(template: Template, old: Old, years: Years) -> None:
    """Nothing is said of nothing: items, then clauses, then the whole sentence go (domain.md 5.5)."""
    figures = [m for m in old.mentions if m.kind in _COUNTABLE and not m.path.endswith(COMPARED)]
    for number, mention in enumerate(figures):
        if not mention.path or not is_zero(mention.path, years.now):
            continue
        start = mention.place.start - old.start
        if items.respectively(old.text, start):
            continue  # 许可、处罚、强制分别为3件、2件、0件: the names stand in a list of their own
        if not template.free(start, start + len(mention.text)):
            template.note(start, mention.text, Fate.DROPPED, mention.path, why="今年是0")
            continue
        if (mention.whole >= 0 or items.listed(old.text, mention, old.start)) and number:
            first, end = items.removal(old.text, mention, old.start)
            following = figures[number + 1] if number + 1 < len(figures) else None
            if following is not None and following.path.startswith(f"share:{mention.path}/"):
                end = max(end, items.stop(old.text, following, old.start))
        elif number and items.alone(old.text, mention, old.mentions, old.start):
            first, end = items.clause(old.text, start)
            first, end = first - 1, items.predicates(old.text, end, old.mentions, old.start)
        else:
            raise Gone(f"今年{mention.label or '这一项'}是0，整句另说")
        while not template.free(first, end) and first < start:
            first += 1  # the sign between two items that go is taken once
        template.edit(Edit(first, end, (), (mention.path,)))
        template.note(start, mention.text, Fate.DROPPED, mention.path, why="今年是0")


def _comparisons(template: Template, old: Old, years: Years) -> None:
    """Comparisons are made anew by the rules of domain.md 5.4: the old words and number go as a whole."""
    text = old.text
    made: set[str] = set()
    for number, mention in enumerate(old.mentions):
        if not mention.path.endswith(COMPARED):
            continue
        base = mention.path.rsplit(".", 1)[0]
        start = mention.place.start - old.start
        pattern = words().multiple if mention.path.endswith(".times") else words().comparison
        found = pattern.search(text, 0, start)
        said_before = any(m.path == base for m in old.mentions[:number])
        known = now_path(base, years.now)
        if found is None or not said_before or not known:
            template.keep(start, start + len(mention.text), why="与上年的比较，要按今年的数重写")
            continue
        end = items.past_unit(text, mention.place.end - old.start, mention.unit)
        end += len(next((word for word in ("以上", "左右", "多") if text.startswith(word, end)), ""))
        first = _compared_with(old, base, found.start(), start)
        closed = text[first] in "（(" and text[end : end + 1] in ("）", ")")
        slot = _comparison(old, known, first)
        if slot.filters[1:] and f"{known}.prev" not in years.now.figures:
            template.keep(start, start + len(mention.text), why="上年的数没有给，比较写不出来")
            continue
        put = () if base in made else (slot,)  # 增加47条，增长10.1%: one comparison says both
        made.add(base)
        template.edit(Edit(first, end + closed, put, (f"{known}.prev",)))
        template.note(start, mention.text, Fate.RECOMPUTED, mention.path)
    for found in words().even.finditer(text):
        before = [m for m in old.mentions if m.place.end - old.start <= found.start() and m.path]
        if known := now_path(before[-1].path, years.now) if before else "":
            template.edit(Edit(*found.span(), (_comparison(old, known, found.start()),)))


def _comparison(old: Old, path: str, begin: int) -> Slot:
    """A comparison behind its figure, or said of a word before it (复议与上年持平), where no comma parts them."""
    ends = {items.past_unit(old.text, m.place.end - old.start, m.unit) for m in old.mentions}
    own = begin == 0 or begin in ends or old.text[begin] in "，,（(" or old.text[begin - 1] in "，；（。："
    return Slot(path, ("compared",) if own else ("compared", "attached"))


def _compared_with(old: Old, base: str, begin: int, start: int) -> int:
    """Where a comparison begins that says last year's value too: ，与2022年的5120条相比增加366条."""
    said = [m.place.start - old.start for m in old.mentions if m.path == f"{base}.prev"]
    before = [at for at in said if at < start and not re.search(r"[，；。]", old.text[at:start])]
    if not before:
        return begin
    sign = max(old.text.rfind(sign, 0, before[-1]) for sign in "，；")
    return min(begin, sign) if sign >= 0 else begin


def _lists(template: Template, old: Old, years: Years) -> None:
    """What is new in a breakdown joins its list, so that the parts still make the whole."""
    mentions = {m.ordinal: m for m in (*old.mentions, *old.wholes)}
    for number in {m.whole for m in old.mentions} & mentions.keys():
        listed = [m for m in old.mentions if m.whole == number and not m.path.endswith(COMPARED)]
        if _summed(listed) == mentions[number].value:
            _complete(template, old, listed, _breakdown(mentions[number].path, listed, years.now), years)
    for group, member in _FAMILIES.items():
        said = [
            m
            for m in old.mentions
            if m.path and all(member.fullmatch(p) for p in m.path.removeprefix("sum:").split("+"))
        ]
        said = [m for m in said if m.whole not in {of.ordinal for of in said}]
        parts = years.now.parts.get(group, _NONE)
        if said and _summed(said) == years.now.number(f"{parts.whole}.prev"):
            _complete(template, old, said, parts, years)


def _complete(template: Template, old: Old, listed: Sequence[Mention], parts: Parts | None, years: Years) -> None:
    """Adds the parts of this year that the list does not say behind the last of it that stays."""
    staying = [m for m in listed if not is_zero(m.path, years.now)]
    if parts is None or len(listed) < 2 or not staying:
        return
    said = {now_path(term, years.now) for m in staying for term in m.path.removeprefix("sum:").split("+")}
    last = staying[-1]
    inside = [m for m in old.mentions if m.whole == last.ordinal and not is_zero(m.path, years.now)]
    at = items.past_remarks(old.text, items.stop(old.text, inside[-1] if inside else last, old.start))
    for one in parts.figures:
        if one.value and not any(f"{path}_".startswith(f"{one.path}_") for path in said | template.tells()):
            before = items.separator(old.text, last, old.start)
            put = (before, template.own(one.label, one.sources), Slot(one.path), last.unit)
            template.edit(Edit(at, at, put, (one.path,)))


def _breakdown(whole: str, listed: Sequence[Mention], facts: Facts) -> Parts | None:
    """This year's breakdown of a whole in the way of the list; organisations are broken down as the columns of table 3."""
    said = {now_path(m.path, facts) for m in listed} - {""}
    of = [parts for parts in facts.parts.values() if parts.complete and whole and parts.whole == whole]
    alike = (parts for parts in of if said & {figure.path for figure in parts.figures})
    found = next(alike, None if said else next(iter(of), None))  # results of requests are no list of applicants
    row, _, column = whole.rpartition(".")
    if found is None and column == "organisation":
        labels = {f.path.rpartition(".")[2]: f.label for f in facts.parts.get("requests.applicants", _NONE).figures}
        paths = [path for name in ORGANISATIONS if (path := f"{row}.{name}") in facts.figures]
        figures = tuple(
            facts.figures[path]._replace(label=labels.get(path.rpartition(".")[2], facts.figures[path].label))
            for path in paths
        )
        return Parts(whole, whole, figures)
    return found


def _summed(listed: Sequence[Mention]) -> Decimal:
    return sum((m.value or Decimal(0) for m in listed), Decimal(0))


def _mention(template: Template, old: Old, mention: Mention, years: Years) -> None:
    start = mention.place.start - old.start
    end = start + len(mention.text)
    if not template.free(start, end):
        # Inside of words that were exchanged as a whole, such as the year of a comparison.
        template.note(start, mention.text, Fate.RECOMPUTED, mention.path)
        return
    if mention.kind in _DATED:
        stop_at = items.clause(old.text, start)[1] + old.start
        told = any(m.path.endswith(".prev") and mention.place.start < m.place.start < stop_at for m in old.mentions)
        year(template, mention, start, years.year, of_before=told)
    elif mention.kind not in _COUNTABLE and mention.kind != "bare":
        if any(char.isdigit() for char in mention.text):
            template.keep(start, end, why=left_over(mention, years.year))
        else:
            template.note(start, mention.text, Fate.KEPT)
    elif mention.path and (found := figure(mention.path, years.now)) is not None:
        _replace(template, mention, start, found)
    elif not mention.path and (mention.unit in _SPANS or _often(mention, template.text)):
        template.keep(start, end)
    elif not mention.path and _vague(mention):
        template.note(start, mention.text, Fate.KEPT)
    else:
        known = (now_path(one.path, years.now) for one in mention.candidates)
        template.keep(start, end, why=_why(mention), may_be=tuple(dict.fromkeys(filter(None, known))))


def _vague(mention: Mention) -> bool:
    """Whether a number of words counts nothing: 三个方面, 多项举措."""
    return bool(mention.unit) and mention.unit[0] in _VAGUE and not any(char.isdigit() for char in mention.text)


def _often(mention: Mention, text: str) -> bool:
    """How often something is done as a rule (每季度检查1次), or 一名 that counts nobody; not beside the count of the year."""
    if mention.text == "一" and mention.unit in ("名", "位", "个"):
        return True
    usual = mention.unit in ("次", "期", "轮", "场", "遍") and mention.scope.startswith(("每", "按月", "按季"))
    return usual and not re.search(r"全年共|共\s?\d|累计", text)


def _replace(template: Template, mention: Mention, start: int, found: Figure) -> None:
    text = template.text
    before = _AROUND.search(text, 0, start)
    first = before.start() if before else start
    end = start + len(mention.text)
    after = items.past_unit(text, end, mention.unit)
    template.edit(Edit(first, end, (Slot(found.path),), (found.path,)))
    template.figure(found)
    if text.startswith("以上", after):
        template.edit(Edit(after, after + 2))
    fate = Fate.SAME if mention.value == found.value else Fate.REPLACED
    template.note(start, mention.text, fate, found.path, numerals.write(found.value))


def _why(mention: Mention) -> str:
    if mention.kind == "bare":
        return "没有量词，不知道是什么数"
    if mention.scope:
        return f"“{mention.scope}”的数，不一定是本机关全年的数"
    if len(mention.candidates) > 1:
        return f"可能是几项数据（{'、'.join(c.path for c in mention.candidates)}），不能确定"
    if mention.path:
        return f"今年的数据里没有“{mention.label or mention.path}”"
    return "认不出是哪一项数据"
