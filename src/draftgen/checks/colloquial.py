"""Spoken language where the register of a report is due (domain.md 5.1): a clerk's own words that stand as they were typed."""

from collections.abc import Iterator

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.subject import Line, Subject

_VERBS, _ONCE, _OFTEN = "讲念学说谈聊听查改写试问想理捋催议看带", "催念讲说问看查改弄搞过捋", "讲看说听走问聊写归试"
_OLD = ("有人", "打不开", "出错", "不更新", "换人", "忘记", "找不到", "出现")
_WORDS = (
    "打不开",
    "点不开",
    "上不去",
    "进不去",
    "找不着",
    "帮着",
    "兼着",
    "盯着",
    "换新的",
    "不爱",
    "晚了",
    "抽空",
    "总是",
)
# Each is compiled where a text holds one of the words behind it.
_MARKS = (
    Pattern("[啥咋咱俩仨甭嘛呗]", *"啥咋咱俩仨甭嘛呗"),
    Pattern(f"老(?:{'|'.join(_OLD)})", *(f"老{word}" for word in _OLD)),
    Pattern("老是(?!人|年)", "老是"),
    Pattern("(?<![淹埋沉吞出辱湮覆泯])没(?![有收能入落药顶])", "没"),
    Pattern("(?<=版)的没有", "版的没有"),
    Pattern(
        "(?<![恐不惧害生哪])怕(?!羞|公开)|不敢(?=发|说|写|报|公开)|(?<!戏)弄(?!虚)|搞(?!好|活|清楚)", *"怕弄搞", "不敢"
    ),
    Pattern(rf"([{_VERBS}])一\1|[{_ONCE}]一(?:遍|下(?!步|年|次))", *(f"{verb}一" for verb in {*_VERBS, *_ONCE})),
    Pattern(rf"([{_OFTEN}])\1(?!而)", *(f"{verb}{verb}" for verb in _OFTEN)),
    Pattern("|".join(_WORDS), *_WORDS),
    Pattern("[挂发报答回办来]得[很太]?[晚慢]", "得晚", "得慢", "得很", "得太"),
    Pattern(r"的东西|(?<![十百千\d])一点(?=[，。；、]|$)|说错话|书写得太", "的东西", "一点", "说错话", "书写得太"),
)
_LONG, _AROUND = 30, 8
# What a problem is said with in the register of a report. Of 55 clauses of real reports all hold one of these, of 160 hints
# in spoken language (tests/data/hints.jsonl) 32.
_NOT = "够 足 便 佳 一 及时 到位 规范 平衡 均 统一 完全 紧密 普遍 对应 匹配 畅 强 高 全 深 细 实 广 严 齐 多 匀 熟 清 准 大 易 能"
_JUDGED = (
    "有待 欠缺 缺乏 缺少 薄弱 滞后 脱节 较 偏 过多 尚 仍 需 还要 亟待 短板 困难 存在 未 没有 无 仅 难以 少于 有限 窄 单一 流于 差距 "
    "空白 陈旧 拖延 推诿 敷衍 依靠 催促 频繁 繁重 变动 矛盾 影响 顾虑 情绪 隐患 风险 纠正 为主 、轻"
)
_WRITTEN = (*(f"不{word}" for word in _NOT.split()), *_JUDGED.split())
_COUNTER = Pattern("^.*[：:]|^[一二三四五六七八九十]+是")


def spoken(subject: Subject) -> Iterator[Said]:
    """没有口语。

    为什么：经办人随手写的话原样进了报告（“怕说错话不敢发”“每月月底催一遍”），上级一看就退回来改。
    依据：domain.md 5.1 正式文体；规则 43
    错例：
        五：一是怕说错话不敢发。
    对例：
        五：一是担心表述不当，部分信息没有及时发布。
    """
    for line in subject.lines:
        start = 0
        for sentence in line.text.split("。"):
            matches = filter(None, (mark.search(sentence) for mark in _MARKS))
            found = min(matches, key=lambda match: match.start(), default=None)
            if found:
                said = sentence.strip()
                if len(said) > _LONG:
                    said = sentence[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                place = subject.words(line, start, start + len(sentence))
                yield Remark(place, f"“{found.group()}”像口语：“{said}”。", _ADVICE)
            elif said := _as_typed(subject, line, sentence):
                place = subject.words(line, start, start + len(sentence))
                yield Remark(place, f"“{said}”像随手写的话，还不是书面的说法。", _ADVICE)
            start += len(sentence) + 1


_ADVICE = "换成书面的说法；说不准怎么写的，用 draftgen suggest 加上这句话，看看有哪些现成的说法；draftgen review 里这一处也列着。"


def _as_typed(subject: Subject, line: Line, sentence: str) -> str:
    """A problem of our own draft that nothing says in the register of a report, without its counter; "" for any other."""
    if subject.context.record is None or line.part != "problems" or line.heading:
        return ""
    said = _COUNTER.sub("", _COUNTER.sub("", sentence.strip()))
    return "" if not said or "【" in said or any(word in said for word in _WRITTEN) else said
