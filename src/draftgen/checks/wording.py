"""Slips of the pen, measure words, signs (domain.md 3.1, 43-45, 49-50; 5.2, 5.3)."""

import re
from collections.abc import Iterator
from functools import cache

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Subject
from draftgen.core.document import CONFIRM
from draftgen.numerals import NumeralKind

_TWICE = Pattern(r"([^\W\da-zA-Z_]{2,8})\1")


def doubled(subject: Subject) -> Iterator[Said]:
    """没有连着写了两遍的词。

    为什么：“工作工作”这样的重复，读一遍就能发现，留着显得没有校对。
    依据：规则 43；taxonomy.json 的 dup_words；同类审核工具的 SRC_TEXT_DUPLICATED_WORD
    错例：
        一（五）：做好政务公开工作工作，举办培训1次。
    对例：
        一（五）：做好区人民政府政府信息公开工作，举办培训1次。
    """
    for line in subject.lines:
        for match in _TWICE.finditer(line.text):
            if not _legitimate(line.text, match):
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"“{match.group(1)}”写了两遍：“{near(line.text, match.start(), match.end())}”。",
                    "删去一个。",
                )
        for match in re.finditer(r"的的|了了|和和|是是|在在|及及|与与|对对(?!碰)|将将(?!近)", line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()[0]}”写了两遍：“{near(line.text, match.start(), match.end())}”。",
                "删去一个。",
            )


def _legitimate(text: str, match: re.Match[str]) -> bool:
    """Whether two equal words only meet: 人民政府政府信息, 依法行政行政执法, 讨论讨论 and the like."""
    word, after = match.group(1), text[match.end() : match.end() + 2]
    if word in words("reduplicated"):
        return True
    return f"{word}{word}{after}".startswith(_meeting())


@cache
def _meeting() -> tuple[str, ...]:
    return words("meeting")


def near(text: str, start: int, end: int) -> str:
    """The words at a place with a few on either side."""
    return text[max(0, start - 4) : end + 4]


@cache
def _typos() -> tuple[tuple[str, str], ...]:
    """Known slips as (wrong, right)."""
    pairs = (entry.split("=", 1) for entry in words("typos"))
    return tuple((wrong, right) for wrong, right in pairs)


@cache
def _torn() -> tuple[tuple[str, str], ...]:
    """The terms of the trade with a character left out or two swapped, as (wrong, right)."""
    made: dict[str, str] = {}
    terms = words("terms")
    for term in terms:
        for place in range(1, len(term) - 1):
            made.setdefault(term[:place] + term[place + 1 :], term)
        for place in range(len(term) - 1):
            made.setdefault(term[:place] + term[place + 1] + term[place] + term[place + 2 :], term)
    allowed = words("not_torn")
    return tuple(
        (wrong, right)
        for wrong, right in made.items()
        if not any(wrong in term for term in terms) and wrong not in allowed
    )


def typo(subject: Subject) -> Iterator[Said]:
    """固定用语没有错字漏字。

    为什么：“行政覆议”“政府信公开”这样的错字，一眼就会被看见。
    依据：规则 43；taxonomy.json 的 typo、missing_char
    错例：
        一（二）：本年度未发生行政覆议，政府信公开工作平稳。
    对例：
        一（二）：本年度未发生行政复议，政府信息公开工作平稳。
    """
    text = subject.text
    for wrong, right in (*_typos(), *_torn()):
        if wrong not in text:
            continue
        for line in subject.lines:
            for match in re.finditer(re.escape(wrong), line.text):
                if right in line.text[max(0, match.start() - 2) : match.end() + 2] or _inside(line.text, match, wrong):
                    continue
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"“{near(line.text, match.start(), match.end())}”里的“{wrong}”应是“{right}”。",
                    "改正错字。",
                )


def _inside(text: str, match: re.Match[str], wrong: str) -> bool:
    """Whether the wrong characters are only the meeting of two right words, as 行政信息公开 holds 政信息公开."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return f"{before}{wrong}" in words("not_torn") or f"{wrong}{after}" in words("not_torn")


_WRONG_MEASURES = ("项", "份", "宗", "起", "个", "条", "次", "例")
_CASES = Pattern(
    r"((?:政府信息公开|信息公开|依申请公开)(?:的)?申请|规范性文件|行政复议(?:案件|申请)?|行政诉讼(?:案件)?|代表建议|政协提案|委员提案)"
    r"(?:共|共计|总计|合计)?\s?(\d+)\s?(项|份|宗|起|个|条|次|例)(?![规文件])",
    *_WRONG_MEASURES,
)
_REQUESTS = Pattern(
    r"((?:收到|受理|新收|办理|答复|办结)?(?:公开)?申请)(?:共|共计)?\s?(\d+)\s?(项|份|宗|起|个|条|次|例)(?![规文件])",
    *_WRONG_MEASURES,
)


def measure_word(subject: Subject) -> Iterator[Said]:
    """申请、规范性文件、复议、诉讼、建议、提案论“件”。

    为什么：国家格式的表格论件，正文用项、份、宗就对不上。
    依据：规则 44；数量词习惯
    错例：
        一（二）：共收到政府信息公开申请3项。
    对例：
        一（二）：共收到政府信息公开申请3件。
    """
    for line in subject.open_lines:
        cases = list(_CASES.finditer(line.text))
        if line.part == "requests" and not cases:
            cases = list(_REQUESTS.finditer(line.text))
        for match in cases:
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”的数量词应是“件”。",
                f"改成“{match.group(1)}{match.group(2)}件”。",
            )


_UP_TO = Pattern(r"截止(?=到|至|目前|20\d\d|本年|年底|\d{1,2}月)(到|至)?", "截止")


def up_to(subject: Subject) -> Iterator[Said]:
    """到某日为止写“截至”。

    为什么：“截止”是停止，后面不带日期；“截至12月31日”才对。
    依据：规则 45
    错例：
        一（一）：截止2025年12月31日，公开信息46条。
    对例：
        一（一）：截至2025年12月31日，公开信息46条。
    """
    if "截止" not in subject.text:
        return
    for line in subject.lines:
        for match in _UP_TO.finditer(line.text):
            around = line.text[match.start() : match.end() + 8]
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{around}”里的“{match.group()}”应是“截至”。",
                "改成“截至”。",
            )


_ABOUT = Pattern(
    r"(?:约|大约|近)\s?\d[\d,.]*\s?(?:万|亿)?[余多]|\d[\d.]*[余多](?:件|条|次|人|个)?(?:左右|上下|以上)", "余", "多"
)


def about_twice(subject: Subject) -> Iterator[Said]:
    """约数只标一次。

    为什么：“约”和“余”一起用，互相矛盾。
    依据：数字用法（GB/T 15835—2011）
    错例：
        一（一）：全年公开信息约40余条。
    对例：
        一（一）：全年公开信息40余条。
    """
    for line in subject.open_lines:
        for match in _ABOUT.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”重复标了约数。",
                "有确切数字的写确切数字。",
            )


def absolute(subject: Subject) -> Iterator[Said]:
    """不说没有依据的满话。

    为什么：“零失误”“百分之百”没有数字支撑，容易被追问。
    依据：规则 49
    错例：
        一（三）：全年信息发布零失误。
    对例：
        一（三）：全年纠正错字3处。
    """
    for word in words("absolute"):
        if word not in subject.text:
            continue
        for line in subject.lines:
            at = line.text.find(word)
            if at >= 0:
                yield Remark(
                    subject.words(line, at, at + len(word)),
                    f"“{word}”说得过满。",
                    "写具体的数字，或者删去。",
                )


_WHOLE = Pattern(r"(?:100%|100％|百分之百|百分百)", "100", "百分")


def all_of_nothing(subject: Subject) -> Iterator[Said]:
    """说100%的，同一段里有件数。

    为什么：没有件数的100%看不出做了多少。
    依据：规则 49
    错例：
        一（五）：群众满意率100%。
    对例：
        一（五）：收回问卷120份，满意率100%。
    """
    for line in subject.lines:
        match = None if line.heading or line.section == "intro" else _WHOLE.search(line.text)
        if match and not any(numeral.kind is NumeralKind.COUNT for numeral in subject.numerals(line)):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{re.split('[，。；：]', line.text[: match.start()])[-1]}{match.group()}”没有件数。",
                "写明是多少件、多少人里的100%。",
            )


_MARKS = Pattern(r"【[^】]{0,12}】\s*$", "【")
_ENDED = "。！？；：…”』）)》.!?;:"


def unended(subject: Subject) -> Iterator[Said]:
    """一段话有结尾的标点。

    为什么：没有句号，可能是话没有说完，后面的字丢了。
    依据：规则 43；同类审核工具的 SRC_TEXT_INCOMPLETE_SENTENCE；taxonomy.json 的 missing_char
    错例：
        一（二）：本年度未收到政府信息公开申请，也没有上年结转的申请需要继续办理
    对例：
        一（二）：本年度未收到政府信息公开申请，也没有上年结转的申请需要继续办理。
    """
    for line in subject.lines:
        text = line.text.rstrip().removesuffix(CONFIRM)
        if (
            line.heading
            or len(text) < _FULL
            or text[-1] in _ENDED
            or line.section not in ("overview", "problems", "other")
        ):
            continue
        place = subject.words(line, max(0, len(text) - 12), len(text))
        yield Remark(place, f"这一段没有句号：“……{text[-12:]}”。", "补上句号；话没有说完的，补全。", f"“……{text[-8:]}”")


_FULL = 20


def long_sentence(subject: Subject) -> Iterator[Said]:
    """一句话不太长。

    为什么：超过一百二十字的句子读起来吃力，也容易藏着搭配不当；并列列举的不算。
    依据：规则 50
    错例：
        一（三）：在信息发布前由分管负责人逐条审签并且进行保密审查（重复10遍）
    对例：
        一（三）：信息发布前由分管负责人审签，并进行保密审查。
    """
    limit = int(subject.limit("sentence_length"))
    for sentence in subject.sentences:
        text = sentence.text
        if len(text) > limit and sentence.line.section != "intro" and not _listing(text):
            place = subject.words(sentence.line, sentence.start, sentence.end)
            yield Remark(
                place._replace(excerpt=f"{text[:20]}……"),
                f"有一句 {len(text)} 字：“{text[:20]}……”。",
                "分成两三句。",
                f"“{text[:12]}……”（{len(text)} 字）",
            )


def _listing(text: str) -> bool:
    """A list of names or of counts is long by nature."""
    return text.count("、") + 2 * text.count("《") >= 6 or len(re.findall(r"\d+[件条次篇期场个]", text)) >= 4


_MISSING = Pattern(
    r"(?:(?:公开|发布|公布|收到|受理|办理|办结|答复|推送|更新)(?:了|各类|政府|政务)*(?:信息|申请|文件|解读)(?:共|共计|合计)?|(?:信息|申请|文件)(?:共|共计|合计))\s*[（(]?\s*[）)]?\s*(?:条|件|篇)(?=[，。；、,])"
    r"|(?:培训|会议|活动|发布会)(?:共|共计)?\s*(?:次|场|期)(?=[，。；、,])"
    r"|(?:共|共计|合计|总计|占比|占|同比增长|同比下降|增长|下降)\s*(?:条|件|次|场|篇|%|％)(?=[，。；、,])"
)


def missing_number(subject: Subject) -> Iterator[Said]:
    """该有数字的地方有数字。

    为什么：“公开信息条”是空没有填。
    依据：规则 42；taxonomy.json 的 missing_number
    错例：
        一（一）：全年公开信息条，其中工作动态29条。
    对例：
        一（一）：全年公开信息46条，其中工作动态29条。
    """
    for line in subject.lines:
        for match in _MISSING.finditer(line.text):
            around = near(line.text, match.start(), match.end())
            yield Remark(subject.words(line, match.start(), match.end()), f"“{around}”少了数字。", "补上数字。")


_BARE = Pattern(
    r"(?:申请|信息|文件|规章|公告|图解|视频|活动|复议|诉讼|建议|提案|培训|会议|解读)(?:共|共计|总计|合计)?(\d+)(?=[，。；、）)])"
)


def missing_unit(subject: Subject) -> Iterator[Said]:
    """数字后面有数量词。

    为什么：“申请3，”读不通，是漏字。
    依据：规则 44；taxonomy.json 的 missing_unit
    错例：
        一（二）：本年度收到政府信息公开申请3，均已答复。
    对例：
        一（二）：本年度收到政府信息公开申请3件，均已答复。
    """
    for line in subject.open_lines:
        for match in _BARE.finditer(line.text):
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"“{match.group()}”后面少了数量词。",
                "补上件、条、次等数量词。",
            )


_WIDE_DIGITS = Pattern("[０-９]+")


def wide_digits(subject: Subject) -> Iterator[Said]:
    """数字用半角的。

    为什么：全角数字与前后不一致，也检索不到。
    依据：规则 45；数字用法（GB/T 15835—2011）
    错例：
        一（一）：全年公开信息４６条。
    对例：
        一（一）：全年公开信息46条。
    """
    for line in subject.lines:
        for match in _WIDE_DIGITS.finditer(line.text):
            around = near(line.text, match.start(), match.end())
            yield Remark(
                subject.words(line, match.start(), match.end()), f"“{around}”里的数字是全角的。", "改用半角数字。"
            )
