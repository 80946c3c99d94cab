"""Counters, announced counts and repetitions (domain.md 3.1, 46-47)."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from draftgen.checks.names import TITLES
from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.spelling import plain
from draftgen.checks.subject import Line, Subject

_HAN = "一二三四五六七八九十"
_COUNTED = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_KINDS: tuple[tuple[str, Pattern], ...] = (
    ("是", Pattern(rf"(?<![第之唯单专同任某每统方万划])({_COUNTED})是(?!否|指)")),
    ("）", Pattern(rf"(?:^|(?<=[。\n]))\s*[（(]({_COUNTED})[）)]")),
    (".", Pattern(r"(?:^|(?<=[。；：:;\n]))\s*(\d{1,2})[.．、](?!\d)")),
    ("第", Pattern(r"(?:^|(?<=[。；：]))\s*第(十|[一二三四五六七八九])[，,、]")),
)


class Counter(NamedTuple):
    """A counter of a list: 二 of 二是, （二） or 2."""

    line: Line
    start: int
    end: int
    number: int
    text: str


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_HAN.index(tens) + 1 if tens else 1) if ten else 0) + (_HAN.index(ones) + 1 if ones else 0)


def runs(lines: tuple[Line, ...]) -> Iterator[list[Counter]]:
    """The lists of a section: the counters of one kind, each run from one counter 1 to the next."""
    for _, pattern in _KINDS:
        run: list[Counter] = []
        for line in lines:
            for match in pattern.finditer(line.text):
                counter = Counter(line, match.start(), match.end(), _number(match.group(1)), match.group().strip())
                if counter.number == 1 and run:
                    yield run
                    run = []
                run.append(counter)
        if run:
            yield run


def numbering(subject: Subject) -> Iterator[Said]:
    """一是、二是，（一）（二），1. 2. 依次不缺不重。

    为什么：跳号、重号，是删了一条或者复制了一条没有改。
    依据：规则 46；taxonomy.json 的 numbering；同类审核工具的 SRC_MULTIPLE_NUMBERING_SYSTEMS
    错例：
        一（五）：一是明确责任人；三是举办培训1次。
    对例：
        一（五）：一是明确责任人；二是举办培训1次。
    """
    for section in dict.fromkeys(line.section for line in subject.lines):
        for run in runs(subject.in_section(section)):
            for before, here in zip([None, *run], run, strict=False):
                wanted = before.number + 1 if before else 1
                if here.number == wanted:
                    continue
                said = (
                    f"“{here.text}”前面没有“{here.text.replace(_said(here), _like(here, 1))}”"
                    if before is None
                    else f"“{before.text}”后面是“{here.text}”"
                )
                place = subject.words(here.line, here.start, here.end)
                yield Remark(place, f"{here.line.name}的序号不连续：{said}。", "核对是缺了一条，还是序号没有改。")
                break


def _said(counter: Counter) -> str:
    match = re.search(rf"{_COUNTED}|\d+", counter.text)
    return match.group() if match else ""


def _like(counter: Counter, number: int) -> str:
    return str(number) if _said(counter).isdigit() else _HAN[number - 1]


def single(subject: Subject) -> Iterator[Said]:
    """只有一条的不编号。

    为什么：有“一是”没有“二是”，可能漏了内容。
    依据：规则 46；写作习惯“至少两条”
    错例：
        一（五）：一是举办培训1次，未发生责任追究情形。
    对例：
        一（五）：举办培训1次，未发生责任追究情形。
    """
    for section in dict.fromkeys(line.section for line in subject.lines):
        for run in runs(subject.in_section(section)):
            first = run[0]
            if len(run) == 1 and first.number == 1 and first.text.endswith("是"):
                place = subject.words(first.line, first.start, first.end)
                yield Remark(place, f"有“{first.text}”，没有“二是”。", "补上缺的内容；只有一条的，去掉序号。")


_ANNOUNCED = Pattern(
    r"([一两二三四五六七八九十]|\d{1,2})\s?(?:个)?(方面|项工作|项重点|项措施|项举措|项任务|点|条措施|个问题|项问题|类问题|大问题|项内容|项)"
    r"(?:[一-鿿]{0,14}[：:]|(?:的?(?:工作|措施|问题|不足|内容|改进|发力|入手|着手|改起|下功夫|提升|情况|任务|举措|短板)){0,3}[，,。])",
    "方面",
    "个：",
    "项工作",
    "项重点",
    "项措施",
    "项举措",
    "项任务",
    "点：",
    "点不足",
    "点问题",
    "条措施",
    "个问题",
    "项问题",
    "类问题",
    "大问题",
    "项内容",
    "项：",
)


# Three of anything, and the list begins right behind the colon: 三项整治：一是…
_RIGHT_BEHIND = Pattern(
    r"([一两二三四五六七八九十]|\d{1,2})\s?(?:(?:项|点|条|大)[一-鿿]{0,4}(?<!检查)(?<!核查)(?<!督查)(?<!审查)(?<!通报)"
    r"|个(?:环节|难题|短板|层面|关口|抓手|维度|途径|重点))[：:](?=\s*(?:一是|[（(]一[）)]|1[.．、]))",
    "：",
    ":",
)
_THERE_ARE = Pattern(
    r"(?:问题|不足|短板|措施|举措|打算|做法)(?:主要)?(?:有|是|为|包括)(?:以下|下列)?([一两二三四五六七八九十]|\d{1,2})(?:个|条|点|项)[：:]",
    "：",
)


def announced(subject: Subject) -> Iterator[Said]:
    """说几个方面，就列几个方面。

    为什么：“三个方面”下面列了四条，读者不知道哪里错了。
    依据：规则 47；taxonomy.json 的 part_count、narrative_vs_count
    错例：
        一（五）：从三个方面加强监督：一是明确责任人；二是举办培训；三是定期检查；四是接受评议。
    对例：
        一（五）：从四个方面加强监督：一是明确责任人；二是举办培训；三是定期检查；四是接受评议。
    """
    for section in dict.fromkeys(line.section for line in subject.lines):
        lines = subject.in_section(section)
        heads = [run for run in runs(lines) if len(run) > 1]
        for line in lines:
            found = (p.finditer(line.text) for p in (_ANNOUNCED, _RIGHT_BEHIND, _THERE_ARE))
            for match in {match.start(1): match for match in chain.from_iterable(found)}.values():
                run = next((run for run in heads if _follows(run, line, match.end(), lines)), None)
                count = _count(match.group(1))
                if run is not None and len(run) != count:
                    yield Remark(
                        subject.words(line, match.start(), match.end()),
                        f"“{match.group().rstrip('：:，,。')}”，后面列了 {len(run)} 条（到“{run[-1].text}”）。",
                        "改成实际的条数，或者补上缺的一条。",
                    )


def _count(text: str) -> int:
    return 2 if text == "两" else _number(text)


_NEAR = 40


def _follows(run: list[Counter], line: Line, end: int, lines: tuple[Line, ...]) -> bool:
    """Whether a list begins right behind an announcement: in the same paragraph, or with the next one."""
    first = run[0]
    if first.line is line:
        return 0 <= first.start - end <= _NEAR
    rest = line.text[end:].strip()
    after = lines[lines.index(line) + 1] if line is not lines[-1] else None
    return not rest and first.line is after and first.start <= 2


_SIX = Pattern(
    r"(?:由|包括|分为|共)(?P<span>[^。]{0,200}?)(?P<count>[一二三四五六七八九十]|\d)\s?(?:个|大)?部分(?:组成|构成|内容)?"
)
_SHORT_TITLES = (
    "总体情况",
    "主动公开政府信息",
    "收到和处理政府信息公开申请",
    "行政复议",
    "存在的主要问题",
    "其他需要报告",
)


def six_parts(subject: Subject) -> Iterator[Said]:
    """引言里说的部分数和列出的部分对得上。

    为什么：国家格式是六个部分；少列一个，或者写成五部分，都是错。
    依据：规则 47；taxonomy.json 的 part_count
    错例：
        引言：本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况和其他需要报告的事项等六个部分组成。
    对例：
        引言：本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况和其他需要报告的事项等六个部分组成。
    """
    for line in subject.in_section("intro"):
        for match in _SIX.finditer(line.text):
            count, span = _count(match.group("count")), match.group("span")
            there = [title for title in _SHORT_TITLES if title[:6] in span]
            place = subject.words(line, match.start(), match.end())
            if count != len(TITLES) and (not there or len(there) == len(TITLES)):
                yield Remark(
                    place,
                    f"引言说报告有{match.group('count')}部分，国家格式是六部分。",
                    "改成六部分，并核对列出的名称。",
                )
            elif len(there) >= 3 and len(there) != count:
                missing = [TITLES[s] for s, t in zip(TITLES, _SHORT_TITLES, strict=True) if t not in there]
                yield Remark(
                    place,
                    f"引言说{match.group('count')}部分，列出来的是 {len(there)} 个"
                    + (f"，没有{'、'.join(f'“{title}”' for title in missing)}。" if missing else "。"),
                    "照国家格式的六个标题补齐。",
                )


# A list begins where a clause does, or behind what an earlier list counted: nowhere else need it be looked for.
_NAMED = Pattern(
    r"(?:^|(?<=[，。；：:（）()\d])|(?<=[个家项场期类种部名次][一-鿿]{2}))"
    r"(?P<list>[^，。；：:（）()\d]*?、[^，。；：:（）()\d]{0,400}?)(?:等)?(?<!\d)(?P<count>\d{1,2}|[两三四五六七八九十])\s?(?:个|家|项|场|期|类|种|部|名|次)(?P<noun>[一-鿿]{2})"
)


def listed(subject: Subject) -> Iterator[Said]:
    """点了名的，个数和名单对得上。

    为什么：“甲、乙、丙、丁5个单位”，少一个名字或者数字没有改。
    依据：规则 47；taxonomy.json 的 narrative_vs_count
    错例：
        一（五）：供水中心、河道中心、水文站、灌区中心5个单位均明确责任人。
    对例：
        一（五）：供水中心、河道中心、水文站、灌区中心4个单位均明确责任人。
    """
    for line in subject.lines:
        if line.section == "intro":
            continue
        for match in _NAMED.finditer(line.text):
            items = match.group("list").split("、")
            if "等" in line.text[match.end("list") : match.start("count")] or "等" in items[-1]:
                continue
            if items[-1].endswith(("和", "及", "与")):
                continue  # 档案馆、图书馆和14个乡镇: the number is one of the things named
            count = _count(match.group("count"))
            joined = len(re.findall("以及|及|和|与", items[-1]))
            if len(items) < 3 or any(len(item) > 16 for item in items[1:]) or any("《" in item for item in items):
                continue
            if not len(items) <= count <= len(items) + joined:
                yield Remark(
                    subject.words(line, match.start(), match.end()),
                    f"“{match.group()}”：列了 {len(items)} 个，说的是 {count} 个。",
                    "核对名单和个数。",
                )


_TITLES_NAMED = Pattern(
    r"((?:《[^》]+》(?:、|和|及|以及)?){2,})(?:等)?(\d{1,2}|[两三四五六七八九十])\s?(?:个|项|部|件|份|种)", "》"
)
_BEHIND = Pattern(
    r"(\d{1,2}|[两三四五六七八九十])\s?(?:场|次|期|个|项|类|种)[^，。；：]{0,8}[，：:]?(?:主题)?(?:分别是|分别为|(?<!主题)[为是：])((?:“[^”]+”(?:、|和|及|以及)?){2,})(等)?",
    "”",
)


def quoted(subject: Subject) -> Iterator[Said]:
    """点了书名号、引号里的名称的，个数对得上。

    为什么：“制定《甲》《乙》3项制度”，少一个名称或者数字没有改。“主题为”的不算：一场可以有两个主题；“主题分别为”的才要相等。
    依据：规则 47；taxonomy.json 的 narrative_vs_count
    错例：
        一（三）：制定《信息发布审查办法》《依申请公开办理规程》3项制度。
    对例：
        一（三）：制定《信息发布审查办法》《依申请公开办理规程》2项制度。
    """
    for line in subject.lines:
        if line.section == "intro":
            continue
        for match in _TITLES_NAMED.finditer(line.text):
            if "等" in line.text[match.end(1) : match.start(2)]:
                continue
            yield from _counted(subject, line, match, match.group(1).count("《"), match.group(2))
        for match in _BEHIND.finditer(line.text):
            if not match.group(3):
                yield from _counted(subject, line, match, match.group(2).count("“"), match.group(1))


def _counted(subject: Subject, line: Line, match: re.Match[str], named: int, said: str) -> Iterator[Said]:
    if named != _count(said):
        yield Remark(
            subject.words(line, match.start(), match.end()),
            f"“{match.group()[-30:]}”：列了 {named} 个，说的是 {_count(said)} 个。",
            "核对名称和个数。",
        )


def part_repeated(subject: Subject) -> Iterator[Said]:
    """同一个小标题不出现两次。

    为什么：两个标题讲同一件事，多半是复制后没有改。
    依据：taxonomy.json 的 duplicate_topic
    错例：
        小标题 一（四）：（四）政府信息管理
    对例：
        小标题 一（四）：（四）政府信息公开平台建设
    """
    seen: dict[tuple[str, str], str] = {}
    for line in subject.lines:
        head = line.text if line.heading else line.text[: line.lead]
        core = re.sub(r"^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*", "", head)
        key = (line.section, plain(core).removesuffix("情况").removesuffix("方面"))
        if not head or len(key[1]) < 4:
            continue
        if key in seen and seen[key] != head:
            yield Remark(
                subject.words(line, 0, len(head)),
                f"小标题“{head.strip()}”和“{seen[key].strip()}”重复。",
                "核对这一段应属哪个方面。",
            )
        seen.setdefault(key, head)


def said_twice(subject: Subject) -> Iterator[Said]:
    """同一句话不说两遍。

    为什么：整句重复，是粘贴时多贴了一次。
    依据：taxonomy.json 的 self_copy
    错例：
        一（三）：信息发布前由分管负责人逐条审签，并由办公室进行保密审查后发布。信息发布前由分管负责人逐条审签，并由办公室进行保密审查后发布。
    对例：
        一（三）：信息发布前由分管负责人逐条审签，并由办公室进行保密审查后发布。
    """
    least = int(subject.limit("same_sentence"))
    seen: dict[str, str] = {}
    for sentence in subject.sentences:
        core = re.sub(r"^[一二三四五六七八九十]+是", "", plain(sentence.text))
        if len(core) < least:
            continue
        if core in seen:
            place = subject.words(sentence.line, sentence.start, sentence.end)
            also = f"（{seen[core]}也有）" if seen[core] != sentence.line.name else ""
            yield Remark(
                place, f"同一句话出现了两次{also}：“{sentence.text.strip()[:40]}”。", "删去一处，或者改成这里该说的话。"
            )
        seen[core] = sentence.line.name
