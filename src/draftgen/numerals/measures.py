"""Measure words: what may stand behind a number and makes it a count."""

_LONG = frozenset(
    (
        *(
            "个工作日",
            "个百分点",
            "个自然日",
            "个部分",
            "个方面",
            "个小时",
            "个月",
            "个季度",
            "工作日",
            "百分点",
            "小时",
            "分钟",
        ),
        *(
            "万元",
            "亿元",
            "千元",
            "万美元",
            "平方米",
            "公里",
            "人次",
            "人份",
            "篇次",
            "场次",
            "件次",
            "条次",
            "家次",
            "批次",
            "户次",
        ),
        *("班次", "项次", "部次", "期次", "台次", "车次", "类别", "部门", "单位"),
    )
)
_SHORT = frozenset(
    "件条篇份次场名人个处家部项宗页期元天户封张块批册种类轮起所位村站点例则幅集辆台套本座间章节课堂单票案组队支片面款股吨亩里米秒版句字道周届级年日通盘"
)
# Behind a Chinese number only these: 一级, 三面, 两点 are words more often than counts.
_SHORT_BEHIND_HAN = frozenset("件条篇份次场名人个处家部项宗页期元天户封张块册轮起所位例则幅套本集种批座间类")
# 部门, 期间, 所属 are words of their own.
_NOT_BEFORE = {
    "部": "门分委长署队",
    "期": "间限刊货望待满末初",
    "所": "有以属在谓需",
    "人": "民大事社力才员",
    "单": "位",
    "位": "于置",
}
_SPACES = " \u3000\xa0"


def measure_word(text: str, start: int, *, arabic: bool) -> tuple[str, int]:
    """The measure word at ``start`` of ``text``, perhaps behind a space, and where it ends; "" if there is none."""
    at = start + 1 if text[start : start + 1] in _SPACES and start < len(text) else start
    for length in (4, 3, 2):
        word = text[at : at + length]
        if word in _LONG:
            return word, at + len(word)
    word, behind = text[at : at + 1], text[at + 1 : at + 2]
    known = _SHORT if arabic else _SHORT_BEHIND_HAN
    if word and word in known and not (behind and behind in _NOT_BEFORE.get(word, "")):
        return word, at + 1
    return "", start
