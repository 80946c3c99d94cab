"""A project's own settings: rules switched off or lowered, each with its reason; other thresholds."""

from decimal import Decimal
from pathlib import Path

from draftgen import located
from draftgen.checks.settings import Settings, Weight, shipped
from draftgen.core.finding import Finding, Level, Place
from draftgen.located import Located, Mapping, Node, Scalar
from draftgen.numerals import parse

_OFF, _LIMITS = "关闭", "阈值"
_LOWER = {"降为提示": Level.HINT, "降为核对": Level.ASK}
_KEYS = (_OFF, *_LOWER, _LIMITS)
_ORDER = (Level.HINT, Level.ASK, Level.ERROR)


def project(path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """The shipped settings as the file at ``path`` changes them, and everything that is wrong with that file.

    关闭, 降为提示 and 降为核对 hold codes of rules, each with the reason; 阈值 holds names of thresholds with a number.
    A rule can be lowered, never raised. Raises UnreadableInput if the file is no readable text.
    """
    return read(located.read(path))


def parsed(text: str, name: str = "rules.yaml") -> tuple[Settings, tuple[Finding, ...]]:
    """As ``project``, from the text itself."""
    return read(located.parse(text, name))


def read(file: Located) -> tuple[Settings, tuple[Finding, ...]]:
    """As ``project``, from the parsed file."""
    base = shipped()
    weights, limits = dict(base.weights), dict(base.limits)
    found = list(file.findings)

    def fault(code: str, node: Node, message: str, advice: str) -> None:
        found.append(Finding(code, Level.ERROR, file.place(node.source), message, advice))

    if file.root is None or not isinstance(file.root, Mapping):
        if not found:
            found.append(Finding("rules-empty", Level.ERROR, Place(file.name), "规则设置文件里没有内容。", _SHAPE))
        return base, tuple(found)
    for key, group in file.root:
        if key.text not in _KEYS:
            fault("rules-key", key, f"规则设置里没有“{key.text}”这一项。", f"可以写：{'、'.join(_KEYS)}。")
        elif not isinstance(group, Mapping):
            fault("rules-key", key, f"“{key.text}”下面没有内容。", _SHAPE)
        else:
            for code, value in group:
                fault_here = (
                    _limit(code, value, limits) if key.text == _LIMITS else _rule(key.text, code, value, weights)
                )
                if fault_here:
                    fault(*fault_here)
    return base._replace(weights=weights, limits=limits), tuple(found)


_SHAPE = "例如：关闭: 下面一行写“file-name: 本市要求用编号作文件名”。"


def _rule(group: str, code: Scalar, reason: Node, weights: dict[str, Weight]) -> tuple[str, Node, str, str] | None:
    if code.text not in shipped().weights:
        return (
            "rules-code",
            code,
            f"没有“{code.text}”这条规则。{_near(code.text)}",
            "规则代码见 draftgen check --manual。",
        )
    if not isinstance(reason, Scalar) or not reason.text.strip():
        return "rules-reason", code, f"{group}“{code.text}”没有写理由。", "在冒号后面写明为什么，例如哪个文件这样要求。"
    if group == _OFF:
        weights.pop(code.text, None)
        return None
    level, weight = _LOWER[group], weights.get(code.text)
    if weight is None:
        return None
    if _ORDER.index(level) > _ORDER.index(weight.level):
        return "rules-raise", code, f"“{code.text}”本来就是更低的级别，不能用设置文件升高。", "删去这一行。"
    weights[code.text] = weight._replace(level=level)
    return None


def _near(code: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistyped code

    near = get_close_matches(code, shipped().weights, 1)
    return f"是不是“{near[0]}”？" if near else ""


def _limit(name: Scalar, value: Node, limits: dict[str, Decimal]) -> tuple[str, Node, str, str] | None:
    number = parse(value.text) if isinstance(value, Scalar) else None
    if name.text not in limits:
        return "rules-limit", name, f"没有“{name.text}”这个阈值。", f"可以写：{'、'.join(limits)}。"
    if number is None or number < 0:
        return "rules-limit", name, f"阈值“{name.text}”要写一个不小于 0 的数。", "例如 overview_length: 1500。"
    limits[name.text] = number
    return None
