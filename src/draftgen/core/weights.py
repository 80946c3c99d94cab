"""How much each reason for a suggestion counts."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What `phrasebank/weights.yaml` says, under English names; its comments tell what each is for."""

    theme: float
    hint: float
    fact: float
    facts_counted: float
    evidence: float
    lacking: float
    kind: float
    field: float
    frequency: float
    said_last_year: float
    done_last_year: float
    feedback: float
    feedback_limit: float
    feedback_pseudo: float
    alike: float
    fits: float
    sure: float
    answers: float
    title_steps: float
    offered: float


# The names of the file, in the order of the fields.
NAMES = (
    "主题", "提示", "事实", "事实上限", "佐证", "缺数据", "单位类型", "领域", "常见程度", "上年问题", "上年做法",
    "采用记录", "采用记录上限", "采用记录垫底", "相似", "起码", "把握", "对应", "标题粗细", "主动提出",
)  # fmt: skip
