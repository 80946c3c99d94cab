"""What the figures of the prose say of the tables: which cell each one names, by the words around it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from draftgen.checks.amounts import Reading, amount, formula
from draftgen.checks.figures import Said as Figure
from draftgen.checks.figures import sentences
from draftgen.checks.patterns import Pattern, Words
from draftgen.checks.subject import Sentence, Subject
from draftgen.forms.stored import table
from draftgen.numerals import NumeralKind


class Claim(NamedTuple):
    """A figure of the prose, the amounts it may stand for, and whether its scope is uncertain."""

    topic: str
    sentence: Sentence
    figure: Figure
    readings: tuple[Reading, ...]
    ask: bool = False

    @property
    def fits(self) -> Reading | None:
        return next((reading for reading in self.readings if reading.value == self.figure.value), None)


class _Words(NamedTuple):
    words: Words
    readings: tuple[str, ...]
    general: bool
    ask: bool


@cache
def _known(topic: str) -> tuple[_Words, ...]:
    raw = table(Path(__file__).parent / "claims.yaml")
    return tuple(
        _Words(Words(entry["words"]), tuple(entry["readings"]), entry.get("general", False), entry.get("ask", False))
        for entry in raw[topic]
    )


_UNITS = frozenset(("件", "项", "宗", "份", "个", "条", "次", "例", "起", "件次", "部", "笔"))
_DISPUTE = Pattern(r"复议|诉讼|起诉|应诉")
_DOCUMENT = Pattern(r"规范性文件|规章(?!制度)")
_DECISION = Pattern(r"行政许可|行政处罚|行政强制")
_REQUEST = Pattern(
    r"(?:收到|受理|新收|接到|办理|答复|办结)[^，。；]{0,16}(?:依申请公开|公开申请|申请公开)|信息公开申请|新收(?:的)?申请"
)


def claims(subject: Subject) -> tuple[Claim, ...]:
    """Every figure of the prose that names something of the tables."""
    return subject.once("claims", lambda: tuple(_claims(subject)))


def _claims(subject: Subject) -> Iterator[Claim]:
    for sentence, found in sentences(subject):
        if sentence.line.section not in ("overview", "other", "problems"):
            continue
        text = sentence.text
        own = [figure for figure in found if not elsewhere(subject, sentence, figure)]
        if _DISPUTE.search(text):
            yield from _disputes(subject, sentence, own)
        if _DOCUMENT.search(text):
            yield from _documents(subject, sentence, own)
        if _DECISION.search(text):
            yield from _decisions(subject, sentence, own)
        if sentence.line.part == "requests" or _REQUEST.search(text):
            yield from _requests(subject, sentence, own)


def _counts(found: Sequence[Figure]) -> Iterator[tuple[int, Figure]]:
    """The counts that say how much there is this year, exactly."""
    for index, figure in enumerate(found):
        if figure.numeral.kind is not NumeralKind.COUNT or figure.unit not in _UNITS:
            continue
        if figure.change or figure.last_year or figure.numeral.approximate:
            continue
        yield index, figure


def _behind(sentence: Sentence, figure: Figure) -> str:
    """The words right behind a figure, up to the next sign or figure; none where they join or open something else."""
    start = max(figure.numeral.end, figure.numeral.stop)
    words = re.split(r"[，。；：、（）]|\d+\s?[件条次]", sentence.line.text[start : sentence.end])[0][:_NEAR]
    return "" if words.startswith(("和", "及", "与", "以及", "并", "中", "里", "由")) or figure.shared else words


_NEAR = 24


def _matches(topic: str, clause: str, behind: str) -> list[_Words]:
    """What the words at a figure say: the specific where there is any, else the general that stands nearest."""
    hits = [(known, end) for known in _known(topic) if (end := known.words.last(clause)) >= 0]
    specific = [known for known, _ in hits if not known.general]
    if specific:
        return specific
    after = [known for known in _known(topic) if not known.general and known.words.last(behind) >= 0] if behind else []
    if after:
        return after
    return [max(hits, key=lambda hit: hit[1])[0]] if hits else []


def _requests(subject: Subject, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    in_part = sentence.line.part == "requests"
    for _, figure in _counts(found):
        if _DISPUTE.search(_behind(sentence, figure)) or _speaks_of_disputes(sentence, figure):
            continue
        if "费" in figure.gap or "涉及政府信息公开申请" in figure.clause:
            continue  # 收取信息处理费，涉及申请3件: the cases of the fee, not those received
        about = figure.gap if figure.clause in _COPULAS else figure.clause  # 通过网络提交的最多，为7件
        if _NOT_REQUESTS.search(about) or (not in_part and not _REQUEST.search(figure.gap)):
            continue
        words = _matches("requests", figure.clause, _behind(sentence, figure))
        if not words and "申请" in figure.gap and not _SUM.match(figure.clause):
            words = _matches("requests", figure.gap, "")
        words = [known for known in words if not known.general or "申请" in f"{figure.gap}{sentence.line.text}"]
        if "涉及" in figure.clause:
            words = [known for known in words if not known.readings[0].startswith("requests.new.")]
        told_apart = "部分公开" in sentence.text and "部分公开" not in figure.clause
        readings = tuple(
            r
            for known in words
            for text in known.readings
            if not (told_apart and text == "requests.granted + requests.partial")
            and (r := formula(subject, text)) is not None
        )
        if readings:
            yield Claim("requests", sentence, figure, readings, scope(subject, sentence))


_COPULAS = ("为", "是", "有", "达")
# A sum of what stands before: the words between belong to one of its parts (新收4件，均由法人提出，合计7件).
_SUM = Pattern(r"(?:合计|总计)$")
_REQUESTED = Pattern(r"(?<!复议)(?<!诉讼)申请(?!行政复议|复议)")


def _speaks_of_disputes(sentence: Sentence, figure: Figure) -> bool:
    """Whether the last thing that the sentence named before a figure were cases, not requests."""
    before = sentence.line.text[sentence.start : figure.numeral.start]
    cases, asked = _DISPUTE.last(before), _REQUESTED.last(before)
    return cases is not None and (asked is None or asked.start() < cases.start())


def request_readings(subject: Subject, label: str) -> tuple[Reading, ...]:
    """The amounts of table 3 that words may name."""
    words = [known for known in _matches("requests", label, "") if not known.general]
    return tuple(r for known in words for text in known.readings if (r := formula(subject, text)) is not None)


_NOT_REQUESTS = Pattern(
    r"顺延答复|延期|延长|渠道|网络|网上|在线|平台|信函|邮寄|邮件|当面|现场|窗口|传真|平均|咨询|培训|信访件|留言|热线|投诉件|调解|电话|征地|拆迁|土地|规划|许可|处罚|栏目|制度|指南|主动公开"
)


def scope(subject: Subject, sentence: Sentence) -> bool:
    """Whether the words name another scope than the table may have: the office for the whole district."""
    text = sentence.text
    if subject.kind in ("政府", ""):
        return bool(re.search(r"代表|本级|政府办|办公室|备案", text))
    return bool(re.search(r"备案|所属|下属|代表", text))


_WIDE = Pattern(r"全市|全县|全区|全州|全省|全系统|各(?:部门|单位|县|区|镇|乡|地)|(?:市|县|区)(?:直|级)(?:各)?部门")
_OWN = Pattern(r"我局|我委|我厅|我办|我镇|我乡|本机关|本单位|本局|本委|本办|局机关|委机关|本级|政府办")
_SPLIT_BY_BODY = Pattern(r"(?:部门|街道|乡镇|镇（街道）|镇|单位)\s?\d+\s?件")


def elsewhere(subject: Subject, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure speaks of other bodies in so many words: the whole district in a bureau's report, a division.

    Such figures are in no table of this report, and are not compared.
    """
    if _SPLIT_BY_BODY.search(sentence.text):
        return True
    if subject.kind not in ("部门", "镇街"):
        return False
    before = sentence.line.text[: figure.numeral.start]
    wide, own = _WIDE.last(before), _OWN.last(before)
    return wide is not None and (own is None or own.start() < wide.start())


_LAWSUITS = ("direct", "after_review")
_BOTH = Pattern(r"复议[^，。；\d]{0,10}(?:、|和|及|与|或)[^，。；\d]{0,10}诉讼|复议诉讼")


def _disputes(subject: Subject, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    about = "信息公开" in sentence.text or "依申请" in sentence.text
    if not about and sentence.line.part not in ("requests", "supervision") and sentence.line.section != "problems":
        return
    block = ""
    for index, figure in enumerate(found):
        block = _block(figure.gap, _behind(sentence, figure)) or block
        if not block or not any(index == place for place, _ in _counts(found)):
            continue
        if sentence.line.section == "problems" and not (figure.unit == "件" and _DISPUTE.search(figure.clause)):
            continue
        if (
            _UNRELATED.search(_right(sentence, figure))
            or _NOT_CASES.search(figure.clause)
            or re.match(r"(?:中|里)", _right(sentence, figure))
        ):
            continue
        results = _matches("disputes", figure.clause, _behind(sentence, figure))
        names = [f"{block}.{known.readings[0]}" for known in results] or [block]
        if results and block in _LAWSUITS and not _block(figure.clause, ""):
            names += [f"lawsuits.{known.readings[0]}" for known in results]
        if block == "both":
            parts = ("reviews", "lawsuits")
            names = [" + ".join(name.replace("both", part) for part in parts) for name in names]
        readings = tuple(r for name in names if (r := formula(subject, name)) is not None)
        if readings and (results or not re.search(r"其中|其他", figure.clause) or _DISPUTE.search(figure.clause)):
            ask = scope(subject, sentence) or (not about and sentence.line.part != "requests")
            yield Claim("disputes", sentence, figure, readings, ask)


_UNRELATED = Pattern(r"与(?:政府)?信息公开(?:工作)?无关|不计入")
_NOT_CASES = Pattern(r"备案|培训|案例|学习|旁听|应诉率|(?<!未)审结(?!果)")


def _right(sentence: Sentence, figure: Figure) -> str:
    return sentence.line.text[max(figure.numeral.end, figure.numeral.stop) : sentence.end]


_CASES = Pattern(r"复议|诉讼|应诉|起诉")


def _block(gap: str, behind: str) -> str:
    """Which block of table 4 the words name last."""
    for text in (gap, behind):
        if re.search(r"未经复议|直接起诉|直接提起", text):
            return "direct"
        if re.search(r"复议后|经复议", text):
            return "after_review"
        if _BOTH.search(text):
            return "both"
        last = _CASES.last(text)
        if last:
            return "reviews" if last.group() == "复议" else "lawsuits"
    return ""


def _documents(subject: Subject, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    row, counted = "", {index for index, _ in _counts(found)}
    for index, figure in enumerate(found):
        near = _DOCUMENT.last(figure.gap) or _DOCUMENT.search(_behind(sentence, figure))
        row = ("regulations" if near.group() == "规章" else "documents") if near else row
        if index not in counted:
            continue
        if not row and _BARE_VERB.search(figure.clause) and "规章" not in sentence.text:
            row = "documents"  # 全年制发6件，废止9件，现行有效行政规范性文件43件
        clause = figure.clause if _matches("documents", figure.clause, "") else _clauses(figure.gap)
        if not row or _NOT_DOCUMENTS.search(clause) or figure.clause in ("其中", "其中有"):
            continue
        words = _matches("documents", clause, _behind(sentence, figure))
        if not words:
            continue
        sure = [known for known in words if not known.ask]
        chosen = sure or words
        readings = _readings_of(subject, row, [name for known in chosen for name in known.readings])
        if readings and not _together(found, figure, readings):
            unsure = not sure or "清理" in sentence.text or scope(subject, sentence)
            yield Claim("documents", sentence, figure, readings, unsure)


def _readings_of(subject: Subject, row: str, names: Sequence[str]) -> tuple[Reading, ...]:
    """The amounts that columns of a row give (valid, valid - made); one that comes to the same as another is left out."""
    found = (formula(subject, re.sub(r"[a-z]+", lambda name: f"{row}.{name.group()}", text)) for text in names)
    different: list[Reading] = []
    for reading in found:
        if reading is not None and reading.value >= 0 and all(reading.value != known.value for known in different):
            different.append(reading)
    return tuple(different)


_BARE_VERB = Pattern(r"^(?:全年|本年度?|年内)?(?:制发|废止)$")


def _together(found: Sequence[Figure], figure: Figure, readings: Sequence[Reading]) -> bool:
    """Whether the figure is one of two that make the amount together: 废止27件、宣布失效4件 of 31."""
    own = {known.readings for known in _matches("documents", figure.clause, "")}
    others = [
        other.value
        for other in found
        if other is not figure
        and other.unit == figure.unit
        and own & {known.readings for known in _matches("documents", other.clause, "")}
    ]
    return any(figure.value + other == reading.value for other in others for reading in readings)


def _clauses(gap: str) -> str:
    return re.split(r"[；。]", gap)[-1]


_NOT_DOCUMENTS = Pattern(r"解读|审查|审核|备案|修改|修订|评估|征求|意见|报送|合法性|转发|上级|起草|宣传")


def _decisions(subject: Subject, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    for _, figure in _counts(found):
        if re.search(r"信息|公示|公开|公布|发布|录入|归集|事项|目录|清单|条目|案例|结果", figure.clause):
            continue
        words = _matches("decisions", figure.clause, "")
        readings = tuple(r for known in words for name in known.readings if (r := amount(subject, name)) is not None)
        if readings:
            sure = "决定" in f"{figure.clause}{_behind(sentence, figure)}" and "作出" in f"{figure.gap}做出"
            yield Claim("decisions", sentence, figure, readings, not sure or scope(subject, sentence))
