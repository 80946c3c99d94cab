"""The clerk's own words under 问题和打算: how much they say, and how they stand in a sentence."""

from functools import cache

from draftgen.core.passage import Passage

# A hint of this many characters says more than the name of its theme.
SAYS_MORE = 9
# A plan of this many characters that does not end like a noun is a clause.
CLAUSE = 9
_VERBS = (*"增设配编做建开搞对把让请每各由多定抓按", "完善", "健全", "加强", "组织", "安排", "明确", "制定")
_NOUNS = (
    "制度", "机制", "领域", "信息", "渠道", "平台", "栏目", "专题", "专栏", "事项", "清单", "目录", "内容", "能力", "建设",
    "工作", "宣传", "培训", "考核", "公开", "公示", "管理", "环境", "服务", "政策", "事务", "救助", "补贴", "流程", "形式",
)  # fmt: skip


def says_more(hint: str) -> bool:
    """Whether a hint says more than the name of its theme, so that its own words must stand."""
    return len(_han(hint)) >= SAYS_MORE


def carries_plan(passage: Passage) -> bool:
    """Whether a measure has a slot for the clerk's own plan."""
    return any(slot.path == "plan" for slot in passage.slots)


def is_clause(plan: tuple[str, ...]) -> bool:
    """Whether a plan says what will be done (各站所定信息联络人) and so stands as a sentence, not as a list of topics."""
    return any(
        "，" in item or item.startswith(_VERBS) or (len(_han(item)) >= CLAUSE and not item.endswith(_NOUNS))
        for item in plan
    )


def formal(text: str, spoken: tuple[tuple[str, str], ...]) -> str:
    """A clerk's rough words in the register of the report: the replacements of words.yaml, longest first."""
    plain = text.strip().rstrip("。；;.!！").replace(",", "，").replace(";", "；")
    for rough, fine in _longest_first(spoken):
        plain = plain.replace(rough, fine)
    return plain


@cache
def _longest_first(spoken: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return sorted(spoken, key=lambda pair: -len(pair[0]))


def topics(words: tuple[str, ...]) -> tuple[str, ...]:
    """A plan typed on one line as its topics: 培训、考核 is two."""
    return tuple(part for word in words for part in word.replace("，", "、").split("、") if part)


def as_topics(hint: str) -> tuple[str, ...]:
    """A hint as a list of topics that may stand in a sentence as they are (培训、考核); () if it is no such list."""
    items = topics((hint,))
    return items if items and all(item.endswith(_NOUNS) and not is_clause((item,)) for item in items) else ()


def _han(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff" or char.isdigit())
