"""Places that nobody filled in, and the prompts of a template (domain.md 3.1, 42)."""

import re
from collections.abc import Iterator
from itertools import chain

from draftgen.checks.patterns import Pattern
from draftgen.checks.rule import Remark, Said
from draftgen.checks.settings import words
from draftgen.checks.subject import Subject
from draftgen.core.document import OPEN

_PROMPTS = (
    *("待补充", "待填写", "此处填写", "请填写", "请补充", "请输入", "点击此处", "单击此处"),
    *("示例文字", "模板说明", "填写说明"),
)
_SLOTS = (
    Pattern(r"\{\{[^}]*\}?\}?|\{%[^%]*%?\}?", "{{", "{%"),
    Pattern(
        r"[×ｘ╳]{2,}|×(?=[年月日件条次场个])|20[XxＸ×]{2}|202[XxＸ×]|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])",
        *"×ｘ╳XxＸ",
    ),
    Pattern(r"_{2,}|＿{2,}|\*{2,}|[○〇□■◯]{2,}(?!年)", "__", "＿＿", "**", *"○〇□■◯"),
    Pattern(r"【[^】]{0,20}】", "【"),
    Pattern(r"某某(?=[局县市镇乡区单])", "某某"),
    Pattern(r"TODO|\[(?:image|bookmark)[^\]]*\]?", "TODO", "[image", "[bookmark"),
    Pattern("|".join(_PROMPTS), *_PROMPTS),
    Pattern(r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|#\d+);", "&"),
    Pattern(r"错误[!！]\s*未(?:找到引用源|定义书签|指定书签)[。.]?", "错误"),
    Pattern(
        r"[（(](?:文字描述|(?:机关|单位)(?:名称|全称)|具体内容|年份|日期)[）)]",
        *("文字描述", "名称", "全称", "具体内容", "年份", "日期"),
    ),
    Pattern(
        r"[（(](?:填写|此处|注：此处|可根据|根据实际|如有请|没有的|不超过\d+字)[^）)]{0,30}[）)]",
        *("填写", "此处", "可根据", "根据实际", "如有请", "没有的", "不超过"),
    ),
    Pattern(r"(?<!\d)[ 　]{1,6}年[ 　]{1,6}月(?:[ 　]{1,6}日)?", *(f"{space}年" for space in " 　")),
)


def slot_left(subject: Subject) -> Iterator[Said]:
    """没有没填的空和模板的提示语。

    为什么：××、【】、[image] 这样的记号留在公布的报告里，一看就是没有改完。
    依据：规则 42；taxonomy.json 的 template_leftover
    错例：
        一（五）：举办培训××次。
    对例：
        一（五）：举办培训1次。
    """
    own = subject.context.record is not None  # while it is written, open places are said by the one who left them open
    for line in subject.all_lines:
        if not any(sign in line.text for sign in words("slots")) and " 月" not in line.text:
            continue
        for match in _slots(line.text):
            if own and match.group() in OPEN:
                continue
            yield Remark(
                subject.words(line, match.start(), match.end()),
                f"留有没填的空或者记号“{match.group()}”。",
                "补上内容或者删去。",
                f"“{match.group()}”",
            )


def _slots(text: str) -> Iterator[re.Match[str]]:
    """What is left open in a text, in order; of two that overlap the first."""
    found = sorted(chain.from_iterable(slot.finditer(text) for slot in _SLOTS), key=lambda match: match.start())
    end = 0
    for match in found:
        if match.start() >= end:
            yield match
            end = match.end()
