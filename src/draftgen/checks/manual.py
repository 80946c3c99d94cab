"""The manual of the rules, read from their docstrings: what, why, on what it rests, and two examples."""

import inspect
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from draftgen.checks.registry import FAMILIES
from draftgen.checks.rule import Rule
from draftgen.checks.settings import Weight, shipped
from draftgen.core.finding import Confidence, Level, ProgramFault


class Manual(NamedTuple):
    """What a rule asks for, why, where it comes from, an example that fails and one that passes."""

    what: str
    why: str
    source: str
    fails: str
    passes: str


_SHAPE = re.compile(
    r"(?P<what>.+?)\n\n为什么：(?P<why>.+?)\n依据：(?P<source>.+?)\n错例：\n(?P<fails>.+?)\n对例：\n(?P<passes>.+)",
    re.DOTALL,
)


def manual(rule: Rule) -> Manual:
    """The manual of a rule. Raises ProgramFault if its docstring has not the fixed structure."""
    match = _SHAPE.fullmatch(inspect.getdoc(rule.check) or "")
    if match is None:
        raise ProgramFault(f"规则 {rule.code} 的说明不完整：要有做什么、为什么、依据、错例、对例。")
    parts = {name: re.sub(r"(?m)^ +", "", text).strip() for name, text in match.groupdict().items()}
    return Manual(**parts)


def document() -> str:
    """The page on all rules (docs/rules.md): families, each rule with its manual and weight, thresholds, what is left out."""
    settings = shipped()
    lines = [*_HEAD, ""]
    for title, rules in FAMILIES:
        lines += [f"## {title}", ""]
        for rule in rules:
            lines += _entry(rule, settings.weights[rule.code])
    lines += ["## 阈值", "", "| 名称 | 默认值 |", "|---|---|"]
    lines += [f"| `{name}` | {value} |" for name, value in settings.limits.items()]
    lines += ["", "## 没有做成规则的", "", "| 来源 | 内容 | 为什么 |", "|---|---|---|"]
    lines += [f"| {source} | {what} | {why} |" for source, what, why in _left_out()]
    return "\n".join([*lines, ""])


_HEAD = (
    "# 检查规则",
    "",
    "这一页由 `draftgen check --manual` 生成，不要手改。",
    "",
    "“确定”的发现是算出来的，或者国家格式写明的；“请核实”的发现是口径或者写法，由人判断。",
    "",
    "级别和阈值在一个设置文件里。本地可以用 `--rules 文件` 关闭或者降低规则，每条写明理由：",
    "",
    "```yaml",
    "关闭:",
    "  file-name: 本市要求用编号作文件名",
    "降为提示:",
    "  section-wording: 省里的通知用了另一个标题",
    "阈值:",
    "  overview_length: 1500",
    "```",
    "",
    "例子是与一份没有问题的年报（澜江县水务局2025年度，各表都是 0）的不同之处：冒号前是位置，冒号后是内容。",
)
_LEVELS = {Level.ERROR: "必须改", Level.ASK: "请核对", Level.HINT: "提示"}
_SURE = {Confidence.CERTAIN: "确定", Confidence.ASK: "请核实"}


def _entry(rule: Rule, weight: Weight) -> list[str]:
    said = manual(rule)
    return [
        f"### `{rule.code}` {said.what.rstrip('。')}",
        "",
        f"{_LEVELS[weight.level]}，{_SURE[weight.confidence]}。{said.why}",
        "",
        f"依据：{said.source}",
        "",
        "```text",
        "错：",
        *(f"  {line}" for line in _short(said.fails)),
        "对：",
        *(f"  {line}" for line in _short(said.passes)),
        "```",
        "",
    ]


def _short(example: str) -> list[str]:
    return example.splitlines()


def _left_out() -> list[tuple[str, str, str]]:
    raw = yaml.safe_load((Path(__file__).parent / "left_out.yaml").read_text("utf-8"))
    return [(entry["source"], entry["what"], entry["why"]) for entry in raw]
