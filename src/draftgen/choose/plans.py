"""The clerk's own words under 问题和打算: how much they say, and how they stand in a sentence."""

from functools import cache

from draftgen.core.passage import Passage

# A hint of this many characters says more than the name of its theme.
SAYS_MORE = 9
# A plan of this many characters that does not end like a noun is a clause.
CLAUSE = 9
_VERBS = (
    *"增设配编做建开搞对把让请每各由多定抓按", "完善", "健全", "加强", "组织", "安排", "明确", "制定",
    "核对", "梳理", "修订", "汇总", "收集", "举办", "邀请", "合并", "落实", "提高", "改进", "扩大", "丰富", "充实", "压实", "强化",
)  # fmt: skip
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
    """Whether a plan says what will be done (各站所定信息联络人) and so stands as a sentence, not as a list of topics.

    A comma alone makes no sentence: 解读与文件同步，公众参与 are two topics.
    """
    parts = [part for item in plan for part in item.split("，") if part]
    return any(part.startswith(_VERBS) or (len(_han(part)) >= CLAUSE and not part.endswith(_NOUNS)) for part in parts)


def shared_pairs(words: str, title: str) -> int:
    """How many telling pairs of neighbouring characters of a title stand in the clerk's words: 答复 for 答复说理不充分."""
    pairs = (title[start : start + 2] for start in range(len(title) - 1))
    return sum(pair in words and not set(pair) & _SAY_LITTLE for pair in pairs)


_SAY_LITTLE = frozenset("不够的有待还较为")


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
