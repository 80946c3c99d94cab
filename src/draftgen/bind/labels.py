"""Which figure the words around a count name, and which of several readings its value tells."""

import re
from collections.abc import Sequence
from decimal import Decimal

from draftgen.bind.matching import Context, Match, matches, topic_of
from draftgen.bind.spots import Spot
from draftgen.bind.state import Reading
from draftgen.bind.words import QUOTED, TITLE, UNKNOWN, Word
from draftgen.core.report import Candidate
from draftgen.forms.lexicon import FILLER, ROW, Entry
from draftgen.numerals import Numeral

_VIA = ("通过", "利用", "依托", "在", "以", "借助", "运用", "于", "从", "由")
_BASIS = frozenset(
    ("依照", "根据", "按照", "依据", "按", "依", "落实", "执行", "贯彻", "贯彻落实", "严格落实", "严格执行")
)
_ABOUT = frozenset(("围绕", "针对", "聚焦", "紧扣", "紧紧围绕", "就"))
_VERBAL = frozenset((
    "publish", "handle", "hold", "set", "make", "received", "answered", "handled", "collect", "made", "fix", "cleaning", "took", "due",
    "new",
))  # fmt: skip
_NEGATIONS = "非不无未拟免"
_ORGANISATIONS = "局委办厅院镇乡村街道站所科室处队会校司社企业位园团"
_GENERIC = frozenset(
    ("事项", "内容", "情况", "工作", "任务", "问题", "单位", "部门", "项目", "方面", "举措", "措施", "制度")
)
# Nouns behind which a sentence goes on: 5件复议案件暴露出…
_WHOLE_NOUNS = ("案件", "申请", "工单", "留言", "提案", "发布会", "培训", "人员", "诉讼", "复议")
_VERBS = frozenset(("hold", "publish", "consultation", "make"))
_PREDICATE = frozenset((
    "均", "都", "全部", "已", "已经", "均已", "并", "并且", "且", "占", "占比", "较", "比", "同比",
    "全", "的", "左右", "以上",
))  # fmt: skip
_NARROWS = re.compile(
    r"\d|领域|方面|专栏|栏目|平台|渠道|网|号|端|处|镇|村|部门|科室|系统|报|屏|窗口|电视|媒体|类|中心|所属|站|库|目录|板块|版块|其中|热线|信箱"
)
BREAKDOWNS = {f"{channel}.count": f"{channel}.parts" for channel in ("site", "wechat", "weibo", "video", "headlines")}
# Figures of the catalogue whose names are also those of classes of a site's contents.
CLASSES = ("news", "finance", "documents_open", "interpretation", "public_institutions", "media")
_LEADS = frozenset(("listing", "respectively", "publish", "hold", "set", "make", "stop"))
_LEAD = frozenset((
    "其中", "包括", "含", "有", "为", "是", "共", "共计", "合计", "主要", "涉及", "涵盖", "属于", "属",
    "和", "及", "与", "以及", "另有", "还有", "包含", "即", "等", "全年", "本年度", "年内", "关于", "的",
    "方面", "按", "从", "看", "分类",
))  # fmt: skip
_TAIL = frozenset((
    "为", "占", "占到", "占了", "有", "达", "达到", "是", "的", "等", "共", "约", "数", "件数", "条数", "数量", "分别",
    "分别为", "信息量", "量", "仅", "只", "仅有", "只有",
))  # fmt: skip
_SPOKEN_OF = re.compile(r"^(?:讲(?![解话座述堂课授])|关于|有关|涉及|反映|介绍(?!信))")  # 讲项目建设的只有5条
_EDGE = "的为有达是等共约中，、：；。（）() \u3000"


def content(words: Sequence[Word], reading: Reading) -> list[Word]:
    """The words that say something."""
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
    context = reading.context(_narrowed(seen, reading))
    numeral = spot.word.numeral

    def holds(entry: Entry) -> bool:
        values = (reading.value(path) for path in entry.paths)
        return not entry.exact or any(v is not None and numeral is not None and _same(numeral, v) for v in values)

    attempts = [] if _counts_places(spot) else _attempts(spot, reading)
    for words in attempts:
        label = _without_examples(_without_basis(words))
        found = matches(label, unit, context, reading.known, holds)
        if not found and words[:1] != reading.used[:1]:
            found = matches(_without_harmless(label), unit, context._replace(narrowed=True), reading.known, holds)
        if found:
            return found, words
    for words in attempts if reading.part else ():
        loose = [match for match in _loosely(words, unit, context, reading) if holds(match.entry)]
        if loose:
            return loose, words
    return [], attempts[0] if attempts else list(spot.left)


def _attempts(spot: Spot, reading: Reading) -> list[list[Word]]:
    """The words that may be the label, the likeliest first."""
    behind = _named_behind(spot, reading)
    left, right = content(spot.left, reading), content(behind, reading)
    tried: list[list[Word]] = []
    rest = (
        bool(left) and any("rest" in w.classes for w in left) and not any("negation" in w.classes for w in spot.right)
    )
    onward = next((word for word in right if "carried_out" in word.classes), None)
    if rest and onward is not None:
        tried.append([*spot.left, onward])  # 剩余2件因征求第三方意见转入下年度
    said = next((i for i, word in enumerate(spot.right) if word.text.startswith(("均", "全部", "已"))), 0)
    if left and right and said:
        tried.append([*spot.left, *spot.right[:said]])  # 收到的27条意见全部采纳
    generic = bool(right) and spot.right[0].text in _GENERIC and len(spot.right) > 1  # 就3项事项征求意见
    if left and right and not _predicate(spot.right) and not generic:
        tried.append([*spot.left, *behind])
    if left and (not right or _predicate(spot.right) or any(not word.classes <= _VERBAL | {FILLER} for word in left)):
        tried.append(list(spot.left))
    if _predicate(spot.right) or not content(spot.right, reading):
        tried += _from_before(spot, reading, bool(left))
    if right and not left and not generic:
        tried.append(list(behind))
        mark = next((i for i, word in enumerate(spot.right) if word.text == "中" or UNKNOWN in word.classes), 0)
        if mark and (spot.right[mark].text == "中" or spot.right[mark - 1].text.endswith(_WHOLE_NOUNS)):
            tried.append(spot.right[:mark])
    if not left and not right and not spot.clause_before and _other_unit(spot, reading):
        tried.append(reading.used)
    first = next(iter(content(spot.after, reading)), None)
    if not left and first is not None and "carried_out" in first.classes:
        tried.append(list(spot.after))  # 另有1件需征求意见，结转下年度办理
    return tried


_SUBJECTS = frozenset(("board_town", "board_village", "board_community"))
_OF_ALL = ("均", "全部", "都")
_BODIES = ("乡镇", "镇街", "乡镇街道", "部门", "单位", "科室", "县区")
_GOES_ON = ("共", "各", "还", "仍", "也", "又", "尚")


def _named_behind(spot: Spot, reading: Reading) -> list[Word]:
    """The words behind a count that name it: not what is said of it (2名专职人员还承担文秘), nor what it has (9个村的公开栏)."""
    if _predicate(spot.right):
        return list(spot.right)
    if spot.right[:1] and spot.right[0].text in _BODIES and any("set" in word.classes for word in spot.right[1:]):
        return []  # 11个乡镇设信息查阅点12处
    if not content(spot.left, reading) and any(word.text.startswith(_OF_ALL) for word in spot.right[1:]):
        return []  # 6件申请均属于信访类: the name is that of all, and of these
    ends = (i for i, word in enumerate(spot.right) if i and (word.text == "的" or word.text.startswith(_GOES_ON)))
    for end in ends:
        head = content(spot.right[:end], reading)
        if head and all(word.classes & _SUBJECTS and "board" not in word.classes for word in head):
            return []
        if head and spot.right[end].text != "的":
            return list(spot.right[:end])
    return list(spot.right)


def _counts_places(spot: Spot) -> bool:
    """Whether villages or the like are counted, not their boards: 有3个村更新不足4次, 公开栏覆盖16个村; but 7个社区设公开栏."""
    numeral, first = spot.word.numeral, spot.beside[0] if spot.beside else None
    if numeral is None or numeral.unit != "个" or first is None or first.text.endswith("级"):
        return False
    boards = any("board" in word.classes for word in (*spot.beside, *spot.right))
    return bool(first.classes & _SUBJECTS) and not boards


def _without_harmless(words: Sequence[Word]) -> list[Word]:
    """办公室牵头举办培训3次: unknown words before the verb say who and how; single characters are particles."""
    verb = max((i for i, word in enumerate(words) if word.classes & _VERBAL), default=-1)
    if any(word.text == "对" for word in words):
        verb = max(verb, len(words) - 1)  # 对任务落实情况督促检查4次
    kept = []
    for index, word in enumerate(words):
        unknown = UNKNOWN in word.classes
        particle = unknown and len(word.text) == 1 and word.text not in _NEGATIONS
        before = unknown and index < verb and not _NARROWS.search(word.text) and word.text[-1] not in _ORGANISATIONS
        if not (particle or before):
            kept.append(word)
    return kept


def _loosely(words: Sequence[Word], unit: str, context: Context, reading: Reading) -> list[Match]:
    """召开招生工作新闻发布会2场: a word that nobody knows only says more of some figures, where no other has the plain name."""
    known = [word for word in words if UNKNOWN not in word.classes]
    unknown = [word for word in words if UNKNOWN in word.classes]
    if not unknown or any(_NARROWS.search(w.text) or set(w.text) & set(_NEGATIONS) for w in unknown):
        return []
    if words[-1] in unknown:
        return []
    found = matches(known, unit, context, reading.known)
    paths = {path for match in found for path in match.paths}
    told = any(one.path in paths for one in reading.found)
    return [] if told or not all(match.entry.loose for match in found) else found


def _other_unit(spot: Spot, reading: Reading) -> bool:
    """举办培训3次，共120人次: another measure of what was just named."""
    last = reading.last()
    numeral = spot.word.numeral
    return last >= 0 and numeral is not None and reading.found[last].numeral.unit != numeral.unit


def _from_before(spot: Spot, reading: Reading, named: bool) -> list[list[Word]]:  # noqa: FBT001 - one caller
    """Labels that the clause before gives, or the figure before in a list: 现行有效的规章7件、规范性文件36件."""
    found: list[list[Word]] = []
    subject = spot.clause_before
    if any("negation" in word.classes for word in subject):
        return found  # 未配备专职人员，3名均为兼职
    verbs = all(word.classes & _VERBAL for word in content(spot.left, reading))
    predicate = any(word.text.startswith(("均", "都", "全部")) for word in subject)
    if subject and not predicate and (verbs or any(word.text in _VIA for word in subject[:3])):
        found.append([*subject, *spot.left])
    if verbs:
        found += _from_nouns(spot, reading, named=named)
    if named and spot.listed and reading.used:
        shared = [word for word in content(reading.used, reading) if not topic_of(word)]
        if shared:
            found.append([*shared, *spot.left])
    return found


def _from_nouns(spot: Spot, reading: Reading, *, named: bool) -> list[list[Word]]:
    """加强业务培训，不断提高能力，全年举办3次: the one matter spoken of since the figure before, or that figure's own."""
    said = [word for clause in spot.earlier for word in content(clause, reading)]
    nouns = [word for word in said if _noun(word)]
    if len({word.classes for word in nouns}) == 1:
        return [[nouns[0], *spot.left]]
    verb = next((word.text for word in reversed(content(spot.left, reading))), "")
    again = next((i for i in range(len(said) - 1, -1, -1) if said[i].text == verb), -1)
    objects = [word for word in said[again + 1 :] if _noun(word)] if again >= 0 else []
    if len({word.classes for word in objects}) == 1:
        return [[objects[0], *spot.left]]  # 同步发布解读材料，全年发布167件
    if named and not nouns and reading.used:
        own = [word for word in content(reading.used, reading) if not word.classes & _VERBAL]
        return [[*own, *spot.left]] if own else []
    return []


def _noun(word: Word) -> bool:
    return not word.classes & _VERBAL and not word.classes & {UNKNOWN, TITLE, QUOTED}


def _predicate(words: Sequence[Word]) -> bool:
    """Whether what follows a count says something of it instead of naming it: 3件均已答复."""
    return bool(words) and (words[0].text in _PREDICATE or words[0].text.startswith(("均", "全部", "已", "被")))


def _without_basis(words: Sequence[Word]) -> list[Word]:
    """依照《…办法》收取信息处理费, 围绕就业开展访谈: what was acted upon, or spoken of, is not part of the label."""
    acted = {i for i, word in enumerate(words) if TITLE in word.classes and i and words[i - 1].text in _BASIS}
    for start, opener in enumerate(words):
        if opener.text in _ABOUT:
            verb = next((i for i in range(start + 1, len(words)) if words[i].classes & _VERBS), start)
            acted |= set(range(start, verb))
    return [word for i, word in enumerate(words) if i not in acted]


def _without_examples(words: Sequence[Word]) -> list[Word]:
    """公开各类文件通知、工作动态等信息313条: what stands before 等 are examples, not the label."""
    mark = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in ("等", "等各类", "等各")), -1)
    if mark < 0:
        return list(words)
    verb = next((i for i in range(mark) if words[i].classes & {"publish", "handle", "hold", "make"}), -1)
    if any(_noun(word) and not word.classes & {FILLER, "info"} and word.numeral is None for word in words[mark + 1 :]):
        return [*words[: verb + 1], *words[mark:]]  # 微信公众号等政务新媒体账号86个
    listed = any(word.text == "、" for word in words[verb + 1 : mark])
    if verb < 0 or not listed:
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
    values = {path: reading.value(path) for path in paths}
    if any(match.entry.exact for match in found):
        paths = [path for path in paths if values[path] is not None and _same(numeral, values[path])]
        return (Candidate(paths[0], values[paths[0]]),) if len(paths) == 1 else ()
    equal = [path for path in paths if values[path] is not None and _same(numeral, values[path])]
    if len(paths) == 1:
        return (Candidate(paths[0], values[paths[0]]),)
    literal = all(match.entry.literal for match in found)
    if suffix and literal and not any(values.values()):
        return (Candidate(paths[0]),)
    chosen = equal[:1] if len(equal) == 1 or (equal and literal) else []
    if chosen and not any(match.entry.open for match in found):
        return (Candidate(chosen[0], values[chosen[0]], _told(chosen[0], reading)),)
    if reading.row and any(ROW in path for path in named):
        paths = paths[:1]
    return tuple(Candidate(path, values[path]) for path in paths)


def _told(path: str, reading: Reading) -> str:
    """Which of several readings the value has: 表三新收, 表三新收 + 上年结转."""
    figure = reading.facts.figures.get(path)
    return "" if figure is None else figure.formula if figure.derived else figure.label


def _same(numeral: Numeral, value: Decimal | None) -> bool:
    if numeral.value is None or value is None:
        return False
    if numeral.approximate:
        upper = numeral.upper if numeral.upper is not None else numeral.value * Decimal("1.2")
        return numeral.value * Decimal("0.9") <= value <= upper
    return numeral.value == value


def bare_name(spot: Spot, reading: Reading) -> bool:
    """Whether a figure has a name before it and nothing else: no verb, no words behind it."""
    left, right = content(spot.left, reading), content(spot.right, reading)
    verbs = frozenset(("publish", "handle", "hold", "set", "made", "make", "received", "answered", "collect"))
    return bool(left) and not right and not any(word.classes & verbs for word in left)


def category(spot: Spot) -> str:
    """The name of a class of a breakdown: 公告公示 of 公告公示126条; "" if the words are more than a name."""
    channels = {"site", "wechat", "weibo", "video", "headlines", "new_media", TITLE}
    for words in (spot.left, spot.right):
        listing = max((i for i, word in enumerate(words) if "listing" in word.classes), default=-1)
        named = list(words[listing + 1 :])
        while named and (named[0].text in _LEAD or named[0].classes & _LEADS):
            named = named[1:]
        while named and (named[-1].text in _TAIL or named[-1].classes & {"sum", "only"}):
            named = named[:-1]
        if not named:
            continue
        if any(word.classes & (channels | {"origin"}) or word.numeral is not None for word in named):
            return ""
        text = _SPOKEN_OF.sub("", "".join(word.text for word in named).strip(_EDGE))
        return text if 0 < len(text) <= 20 else ""
    return ""
