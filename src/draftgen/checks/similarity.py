"""How much of last year's text, or of another file's, comes again (domain.md 3.1, 22-24, 56; measured.md 3)."""

import re
from collections.abc import Iterator

from draftgen.checks.names import TITLES
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import dateless, plain
from draftgen.checks.subject import Sentence, Subject, sentences_of
from draftgen.core.finding import Place, Spot
from draftgen.core.report import Item, Report

_TOKEN = Pattern(r"\d+(?:\.\d+)?|[A-Za-z]+|[一-鿿]")


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, in order: 2 · common / (a + b) over numbers, words and characters."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    if not left or not right:
        return 0.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - nothing to compare with in most runs

    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _section_text(report: Report, section: str) -> str:
    found = report.section(section)
    return "".join(prose.text for prose in found.paragraphs if not prose.heading) if found else ""


def like_last_year(subject: Subject) -> Iterator[Said]:
    """总体情况和第五部分不是上年的翻版。

    为什么：年报与上年重复率达到九成的，曾被评估报告点名；第六部分不算。
    依据：规则 22
    错例：
        上年 一（三）：未制发、未废止行政规范性文件。信息发布前由分管负责人审签，并进行保密审查。
        一（三）：未制发、未废止行政规范性文件。信息发布前由分管负责人审签，并进行保密审查。
    对例：
        上年 一：我局在2024年里坚持需求导向，围绕防汛抗旱、水库移民、水费标准三项内容回应关切，并在三个乡镇试点。
        上年 一（一）：县政府网站登载动态新闻三十条，另在办事大厅张贴停水通知和水价调整方案，听取居民意见后再作修改。
        上年 一（三）：建立台账登记制度，一事一档，季度末集中清理过期公告，把失效的移出首页并注明日期。
        上年 一（四）：与融媒中心合作开通“水润澜江”栏目，逢周三更新，配语音播报。
        上年 一（五）：纪检组抽查两次，指出错链四处，当天全部改好并在例会上通报。
        上年 五：/群众反映看不到水库放水时间，下年起提前一天发短信。打算请广播站同步播发，也请村干部转告老人。
        一（一）：全年在县政府门户网站公开信息46条，其中工作动态29条、水质公告17条。
    """
    last = subject.context.last
    if last is None:
        return
    high, some = subject.limit("repeat_high"), subject.limit("repeat")
    for section in ("overview", "problems"):
        now, before = _section_text(subject.report, section), _section_text(last, section)
        if min(len(now), len(before)) < _SHORT:
            continue
        ratio = likeness(now, before)
        if ratio >= some:
            heavy = "，几乎就是上年的稿子" if ratio >= high else ""
            yield Remark(
                Place(section=TITLES[section]),
                f"“{TITLES[section]}”与上年年报的重复率是 {ratio * 100:.0f}%{heavy}。",
                "改写重复的段落，写本年度的事；年份和数字是否都已更新，也请一并核对。",
            )


_SHORT = 60


def problems_again(subject: Subject) -> Iterator[Said]:
    """上年的问题今年再提，要写明改进了什么。

    为什么：问题照抄上年、不说进展，等于一年没有改。
    依据：规则 23
    错例：
        上年 五：（一）主要问题。一是信息更新不够及时，站所提供材料较晚。二是解读形式单一。/（二）改进。一是明确联络人。二是增加图解。
        五：（一）主要问题。一是信息更新不够及时，站所提供材料较晚。二是栏目设置不够合理。/（二）改进。一是明确联络人。二是调整栏目。
    对例：
        上年 五：（一）主要问题。一是信息更新不够及时。二是解读形式单一。/（二）改进。一是明确联络人。二是增加图解。
        五：（一）主要问题。一是专业人员偏少。二是栏目设置不够合理。/（二）改进。一是加强培训。二是调整栏目。
    """
    last = subject.context.last
    if last is None:
        return
    text = _section_text(subject.report, "problems")
    if re.search("上年|去年|针对上一年度|已(?:完成|整改|解决)|有所(?:改善|改进)|较上年|仍然|依然存在", text):
        return
    for problem in subject.report.problems:
        twin = next((old for old in last.problems if _alike(problem, old) >= subject.limit("problem_again")), None)
        if twin is not None:
            spot = Spot(block=problem.place.block, start=problem.place.start, end=problem.place.end)
            yield Remark(
                Place(section=TITLES["problems"], excerpt=problem.text[:40], spot=spot),
                f"问题“{_head(problem.text)}”与上年年报的问题几乎一样，没有写改进了什么。",
                "写明一年来的进展；已经解决的，换成今年的问题。",
            )


def _head(text: str) -> str:
    return re.split(r"[，。；]", text.strip())[0][:30]


def _alike(one: Item, other: Item) -> float:
    return likeness(plain(one.text), plain(other.text))


_COUNTED = Pattern(r"\d[\d,.]*\s*(?:万|亿)?(?:余|多)?[条件篇份次场期名人个处家元]")


def same_figures(subject: Subject) -> Iterator[Said]:
    """照用的句子里，数字是今年的。

    为什么：整句和上年一样，连数字也一样，多半是忘了改。
    依据：规则 m（数字没有改）；规则 21
    错例：
        上年 一（一）：全年在县政府门户网站公开信息313条，其中工作动态84条、公告公示229条。
        一（一）：全年在县政府门户网站公开信息313条，其中工作动态84条、公告公示229条。
    对例：
        上年 一（一）：全年在县政府门户网站公开信息313条，其中工作动态84条、公告公示229条。
        一（一）：全年在县政府门户网站公开信息402条，其中工作动态126条、公告公示276条。
    """
    last = subject.context.last
    if last is None:
        return
    old = {dateless(text) for prose in last.prose() if not prose.heading for text in sentences_of(prose.text)}
    for sentence in subject.sentences:
        if sentence.line.section == "intro":
            continue
        numbers = [text for text in _COUNTED.findall(sentence.text) if int(re.sub(r"\D", "", text) or 0) >= _TELLING]
        if numbers and dateless(sentence.text) in old:
            yield Remark(
                subject.words(sentence.line, sentence.start, sentence.end),
                f"这句话连数字都和上年年报一样：“{sentence.text.strip()[:50]}”。",
                "核对数字是不是本年度的。",
            )


_TELLING = 10


def like_others(subject: Subject) -> Iterator[Said]:
    """总体情况和第五部分不与别的单位雷同。

    为什么：跨单位抄袭会被通报；数字和机关名称不同、其余相同的，也算雷同。
    依据：规则 24；CASS 评估报告
    错例：
        另一份：海州市教育局
    对例：
        六：本年度未收取信息处理费。
    """
    for other in subject.context.others:
        if other.agency == subject.report.agency:
            continue
        for section in ("overview", "problems"):
            now, their = (_masked(report, section) for report in (subject.report, other))
            if min(len(now), len(their)) < _LONG:
                continue
            ratio = likeness(now, their)
            if ratio >= subject.limit("alike"):
                yield Remark(
                    Place(section=TITLES[section]),
                    f"“{TITLES[section]}”与{other.agency or other.file}的雷同率是 {ratio * 100:.0f}%（数字和机关名称不算）。",
                    "写本单位自己的事；确实相同的规定动作，改用自己的话。",
                )


_LONG = 120


def _masked(report: Report, section: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?", "", _section_text(report, section).replace(report.agency or "\0", ""))


def versions(subject: Subject) -> Iterator[Said]:
    """同一份年报的几个文件（网页、Word）内容一致。

    为什么：公布的网页和下载的文件数字不同，读者不知道信哪个。
    依据：规则 56；CASS 评估报告“多平台版本、发布后变动”
    错例：
        另一版本 表二 行政处罚：4
        表二 行政处罚：5
    对例：
        另一版本 表二 行政处罚：5
        表二 行政处罚：5
    """
    for other in subject.context.others:
        if not other.agency or other.agency != subject.report.agency or other.year != subject.report.year:
            continue
        for path in subject.names:
            now, cell = subject.value(path), other.cell(path)
            if now is not None and cell is not None and cell.value is not None and now != cell.value:
                name = subject.names[path]
                yield Remark(
                    subject.at(path),
                    f"{name.table}{name.where}这里是 {now}，{other.file}里是 {cell.value}。",
                    "几个版本改成一致的数。",
                    f"{name.where} {now} 对 {cell.value}",
                )


_COUNTER = Pattern(r"^(?:[一二三四五六七八九十]{1,2}是|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])")
_AROUND = 8


def versions_text(subject: Subject) -> Iterator[Said]:
    """同一份年报的几个文件（网页、Word）文字一致。

    为什么：公布以后只改了网页没有改文件，两处说法不同。
    依据：规则 56；CASS 评估报告“多平台版本、发布后变动”
    错例：
        另一版本 一（五）：办公室承担公开工作，举办培训2次，未发生责任追究情形。
        一（五）：办公室承担公开工作，举办培训3次，未发生责任追究情形。
    对例：
        另一版本 一（五）：办公室承担公开工作， 举办培训2次，未发生责任追究情形。
        一（五）：办公室承担公开工作，举办培训2次，未发生责任追究情形。
    """
    for other in subject.context.others:
        if not other.agency or other.agency != subject.report.agency or other.year != subject.report.year:
            continue
        twin = Subject(other)
        for section in dict.fromkeys(line.section for line in subject.lines):
            mine, theirs = _not_in(subject, twin, section), _not_in(twin, subject, section)
            if not twin.in_section(section) or not (mine or theirs):
                continue
            first = (mine or theirs)[0]
            title = TITLES.get(section, "引言")
            yield Remark(
                subject.words(first.line, first.start, first.end) if mine else Place(section=title),
                f"{title}有 {max(len(mine), len(theirs))} 句和{other.file}里不一样：{_unlike(mine, theirs)}。",
                "几个版本改成一致的文字；读文件时断错了句的，可以不理。",
            )


def _not_in(one: Subject, other: Subject, section: str) -> list[Sentence]:
    """The sentences of a section that the other file does not have, however its paragraphs are divided."""
    there = plain("".join(line.text for line in other.in_section(section)))
    sentences = (sentence for sentence in one.sentences if sentence.line.section == section)
    return [said for said in sentences if plain(_COUNTER.sub("", said.text.strip())) not in there]


def _unlike(mine: list[Sentence], theirs: list[Sentence]) -> str:
    """The first words that differ, as both files have them."""
    if not mine or not theirs:
        only = (mine or theirs)[0].text.strip()
        return f"“{only[:30]}”只有{'这里' if mine else '那里'}有"
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where two files differ

    here = mine[0].text.strip()
    there = max((said.text.strip() for said in theirs), key=lambda text: likeness(here, text))
    changes = [
        change for change in SequenceMatcher(None, here, there, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    _, start, end, begin, stop = changes[0]
    return (
        f"这里是“{here[max(0, start - _AROUND) : end + _AROUND]}”，"
        f"那里是“{there[max(0, begin - _AROUND) : stop + _AROUND]}”"
    )
