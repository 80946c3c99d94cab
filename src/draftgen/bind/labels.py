"""Which figure the words around a count name, and which of several readings its value tells."""

import re
from collections.abc import Sequence
from decimal import Decimal

from draftgen.bind.matching import Match, accounted, matches
from draftgen.bind.spots import Spot
from draftgen.bind.state import Reading
from draftgen.bind.words import QUOTED, TITLE, UNKNOWN, Word
from draftgen.core.report import Candidate
from draftgen.forms.lexicon import ROW
from draftgen.numerals import Numeral

_VIA = ("通过", "利用", "依托", "在", "以", "借助", "运用", "于", "从", "由")
_PREDICATE = frozenset(
    (
        "均",
        "都",
        "全部",
        "已",
        "已经",
        "均已",
        "并",
        "并且",
        "且",
        "占",
        "占比",
        "较",
        "比",
        "同比",
        "全",
        "的",
        "左右",
        "以上",
    )
)
_NARROWS = re.compile(
    r"领域|方面|专栏|栏目|平台|渠道|网|号|端|处|镇|村|部门|科室|系统|报|屏|窗口|电视|媒体|类|中心|所属|站|库|目录|板块|版块|其中|热线|信箱"
)
BREAKDOWNS = {f"{channel}.count": f"{channel}.parts" for channel in ("site", "wechat", "weibo", "video", "headlines")}
_EDGE = "的为有达是等共类约中，、：；。（）() \u3000"


def content(words: Sequence[Word], reading: Reading) -> list[Word]:
    return [word for word in words if word.content(reading.known.markers)]


def label_text(words: Sequence[Word], reading: Reading) -> str:
    """The words that name a figure, as they stand."""
    kept = content(words, reading)
    if not kept:
        return ""
    first, last = words.index(kept[0]), words.index(kept[-1])
    return "".join(word.text for word in words[first : last + 1])


def readings(spot: Spot, unit: str, reading: Reading, seen: Sequence[Word]) -> tuple[list[Match], list[Word]]:
    """What the words around a figure name, and the words by which it was told. ``seen``: the sentence before them."""
    left, right = content(spot.left, reading), content(spot.right, reading)
    context = reading.context(_narrowed(seen, reading))
    attempts: list[list[Word]] = []
    if left and right:
        attempts.append([*spot.left, *spot.right])
    if left and (not right or _predicate(spot.right)):
        attempts.append(list(spot.left))
    subject = spot.clause_before
    if subject and (not right or _predicate(spot.right)):
        via = any(word.text in _VIA for word in subject[:3])
        if via or not left:
            attempts.append([*subject, *spot.left])
    if right and not left:
        attempts.append(list(spot.right))
    for words in attempts:
        found = matches(_without_examples(words), unit, context, reading.known)
        if found:
            return found, words
    return [], attempts[0] if attempts else list(spot.left)


def _predicate(words: Sequence[Word]) -> bool:
    """Whether what follows a count says something of it instead of naming it: 3件均已答复."""
    return bool(words) and (words[0].text in _PREDICATE or words[0].text.startswith(("均", "全部", "已")))


def _without_examples(words: Sequence[Word]) -> list[Word]:
    """公开各类文件通知、工作动态等信息313条: what stands before 等 are examples, not the label."""
    mark = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in ("等", "等各类", "等各")), -1)
    if mark < 0:
        return list(words)
    verb = next((i for i in range(mark - 1, -1, -1) if words[i].classes & {"publish", "handle", "hold"}), -1)
    named = [word for word in words[verb + 1 : mark] if "stop" not in word.classes]
    if verb < 0 or len(named) < 2:
        return list(words)
    return [*words[: verb + 1], *words[mark:]]


def _narrowed(seen: Sequence[Word], reading: Reading) -> bool:
    for word in seen:
        if word.numeral is not None or not word.content(reading.known.markers):
            continue
        if word.classes & {UNKNOWN, TITLE, QUOTED}:
            if _NARROWS.search(word.text) and TITLE not in word.classes:
                return True
        elif not word.classes & {"publish", "info", "category", "handle"}:
            return True
    return False


def choose(found: Sequence[Match], numeral: Numeral, reading: Reading, suffix: str = "") -> tuple[Candidate, ...]:
    """The figures that the matches allow; one of them where a single one has the value, or is the literal reading."""
    named = [path for match in found for path in match.paths]
    rows = [path.replace(ROW, row) for path in named for row in reading.rows()]
    paths = list(dict.fromkeys(f"{path}{suffix}" for path in rows))
    if len(paths) == 1:
        return (Candidate(paths[0], reading.value(paths[0])),)
    values = {path: reading.value(path) for path in paths}
    equal = [path for path in paths if values[path] is not None and _same(numeral, values[path])]
    chosen = equal[:1] if len(equal) == 1 or (equal and all(m.entry.literal for m in found)) else []
    if chosen and not any(match.entry.open for match in found):
        return (Candidate(chosen[0], values[chosen[0]], _told(chosen[0], reading)),)
    return tuple(Candidate(path, values[path]) for path in paths)


def _told(path: str, reading: Reading) -> str:
    """Which of several readings the value has: 表三新收, 表三新收 + 上年结转."""
    figure = reading.facts.figures.get(path)
    return "" if figure is None else figure.formula or figure.label


def _same(numeral: Numeral, value: Decimal | None) -> bool:
    if numeral.value is None or value is None:
        return False
    if numeral.approximate:
        upper = numeral.upper if numeral.upper is not None else numeral.value * Decimal("1.2")
        return numeral.value * Decimal("0.9") <= value <= upper
    return numeral.value == value


def category(spot: Spot, reading: Reading) -> str:
    """The name of a class of a breakdown: 公告公示 of 公告公示126条; "" if the words are more than a name."""
    for words in (spot.left, spot.right):
        kept = content(words, reading)
        if not kept:
            continue
        if any(word.classes & {"site", "wechat", "weibo", "video", "headlines", "new_media", TITLE} for word in kept):
            return ""
        named = [
            word for word in kept if not word.classes & {"publish", "hold", "set", "make"} or "info" in word.classes
        ]
        if not named:
            return ""
        first, last = words.index(named[0]), words.index(named[-1])
        text = "".join(word.text for word in words[first : last + 1]).strip(_EDGE)
        return text if 0 < len(text) <= 20 else ""
    return ""


def plain(words: Sequence[Word], classes: frozenset[str]) -> bool:
    return accounted(words, classes)
