"""What each filter of a slot prints: comparisons, breakdowns, lists."""

from collections.abc import Iterable
from decimal import Decimal

from draftgen import numerals
from draftgen.core.document import Span, SpanKind
from draftgen.core.figure import Facts, Figure, Parts, Text
from draftgen.core.finding import ProgramFault

SMALL_BASE = 10
DOUBLE = 2


def figure_span(figure: Figure, *, decimals: bool = False) -> Span:
    """One figure as it is printed. Approximate counts carry 约 (domain.md 5.3)."""
    if figure.unit == "%":
        text = numerals.write_percent(figure.value, decimals=decimals)
    else:
        text = ("约" if figure.approximate else "") + numerals.write(figure.value)
    return Span(text, SpanKind.DERIVED if figure.derived else SpanKind.SLOT, figure.path)


def compared(  # noqa: PLR0911 - a decision table: one row, one return
    facts: Facts, path: str, unit: str, *, decimals: bool = False
) -> tuple[Span, ...]:
    """，较上年增加2件: the decision table of domain.md 5.4, first match from the top; () where nothing can be said.

    A fall that only rounds to 100 % is given as a number too, as one that rounds to 0 is. From 0 it is 增加 as from any
    small base: 新增 does not answer the 减少 that often stands beside it.
    """
    now, before = facts.figures[path], facts.figures.get(f"{path}.prev")
    if before is None or now.approximate or before.approximate or now.value == before.value == 0:
        return ()
    new, old = now.value, before.value
    if now.unit == "%":
        return _points(facts, path, new - old, decimals=decimals)
    if new == old:
        return (Span("，与上年持平"),)
    difference = figure_span(facts.figures[f"{path}.diff"])
    if new == 0 or old < SMALL_BASE:
        return (Span(f"，较上年{'增加' if new > old else '减少'}"), difference, Span(unit))
    if new >= DOUBLE * old:
        return (Span("，是上年的"), figure_span(facts.figures[f"{path}.times"]), Span("倍"))
    growth = facts.figures[f"{path}.growth"]
    if growth.value == 0 or (growth.value == 100 and new < old):
        return (Span(f"，较上年{'增加' if new > old else '减少'}"), difference, Span(unit))
    return (Span(f"，同比{'增长' if new > old else '下降'}"), figure_span(growth, decimals=decimals))


def attached(comparison: tuple[Span, ...]) -> tuple[Span, ...]:
    """A comparison that goes on from the word before it: 复议与上年持平."""
    first, *rest = comparison or (Span(""),)
    return (first._replace(text=first.text.removeprefix("，")), *rest)


def _points(facts: Facts, path: str, change: Decimal, *, decimals: bool) -> tuple[Span, ...]:
    """Percentages are compared in 个百分点, never in per cent (domain.md 5.4)."""
    if change == 0:
        return (Span("，与上年持平"),)
    figure = facts.figures[f"{path}.diff"]
    text = numerals.write_percent(figure.value, decimals=decimals).removesuffix("%")
    return (
        Span(f"，较上年{'提高' if change > 0 else '下降'}"),
        Span(text, SpanKind.DERIVED, figure.path),
        Span("个百分点"),
    )


def listed(parts: Parts, unit: str) -> tuple[Span, ...]:
    """公告公示126条、工作动态84条. Parts of 0 are left out: a list never holds 0件."""
    spans: list[Span] = []
    for figure in parts.figures:
        if figure.value:
            spans += [Span("、"), label_span(figure), figure_span(figure), Span(figure.unit or unit)]
    return tuple(spans[1:])


def label_span(figure: Figure) -> Span:
    """A category keeps the name that the clerk gave it; a digit in it is the clerk's own."""
    own = any(char.isdigit() for char in figure.label)
    return Span(figure.label, SpanKind.OWN if own else SpanKind.TEXT, figure.path if own else "")


def including(facts: Facts, path: str, unit: str) -> tuple[Span, ...]:
    """，其中…, or ，均为… where a single part is the whole; nothing where there is no breakdown."""
    parts = facts.parts.get(path)
    if parts is None:
        return ()
    shown = [figure for figure in parts.figures if figure.value]
    if not shown:
        return ()
    if len(shown) == 1 and parts.complete:
        whole = facts.figures.get(parts.whole)
        return _whole(shown[0]) if whole is not None and whole.value == shown[0].value else ()
    return (Span("，其中"), *listed(parts, unit))


def _whole(only: Figure) -> tuple[Span, ...]:
    """，均为图解, ，结果均为维持, ，尚未审结: the one kind there is, without its number again; 其他 would say nothing."""
    result = only.label.startswith("结果") or only.label == "其他结果"
    if only.label.startswith("其他") and not result:
        return ()
    all_of = "均" if only.value > 1 else ""
    if result:
        return (Span(f"，结果{all_of}为{only.label.replace('结果', '')}"),)
    if only.label.startswith("尚未"):
        return (Span(f"，{all_of}{only.label}"),)
    return (Span(f"，{all_of}为"), label_span(only))


_MOST_REASONS = 6


def detailed(facts: Facts, parts: Parts) -> tuple[Span, ...]:
    """予以公开2件、不予处理1件（重复申请）: each group of table 3 with its reasons.

    Where there are many the sentence would only be table 3 over again: then the groups alone.
    """
    spans: list[Span] = []
    known = {figure.path: facts.parts.get(f"{figure.path}.parts") for figure in parts.figures}
    many = sum(len(reasons.figures) for reasons in known.values() if reasons is not None) > _MOST_REASONS
    for figure in parts.figures:
        spans += [Span("、"), label_span(figure), figure_span(figure), Span("件")]
        reasons = None if many else known[figure.path]
        if reasons is not None and len(reasons.figures) == 1:
            only = reasons.figures[0].label
            spans += [Span(f"（{only}）")] if only != "其他" else []
        elif reasons is not None:
            spans += [Span("（"), *listed(reasons, "件"), Span("）")]
    return tuple(spans[1:])


def words(text: Text, filters: Iterable[str]) -> tuple[Span, ...]:
    """A text: items joined with 、, or as the filters say."""
    items = list(text.items)
    joined = False
    for name in filters:
        if name == "quoted":
            items = [item if item.startswith("“") else f"“{item}”" for item in items]
        elif name == "titled":
            items = [item if item.startswith("《") else f"《{_inner(item)}》" for item in items]
        elif name == "joined":
            joined = True
        else:
            raise ProgramFault(f"“{name}”不能用于文字“{text.path}”。")
    glue = "" if {"quoted", "titled"} & set(filters) else "、"
    printed = f"{glue.join(items[:-1])}和{items[-1]}" if joined and len(items) > 1 else glue.join(items)
    if text.fixed:
        return (Span(printed, SpanKind.FIXED if any(c.isdigit() for c in printed) else SpanKind.TEXT),)
    return (Span(printed, SpanKind.OWN, text.path),)


def _inner(title: str) -> str:
    """Book-title marks inside 《》 become 〈〉 (domain.md 5.7)."""
    return title.replace("《", "〈").replace("》", "〉")


def annotated(items: tuple[Facts, ...], path: str) -> tuple[Span, ...]:
    """甲中心（“稳岗就业”专题）、乙中心（…）."""
    spans: list[Span] = []
    for item in items:
        name, about = item.texts[f"{path}.name"], item.texts.get(f"{path}.about")
        text = f"{'、'.join(name.items)}（{'、'.join(about.items)}）" if about else "、".join(name.items)
        spans += [Span("、"), Span(text, SpanKind.OWN, name.path)]
    return tuple(spans[1:])


def assigned(items: tuple[Facts, ...], path: str) -> tuple[Span, ...]:
    """甲中心负责“稳岗就业”专题，乙队、丙院负责行政执法公示: a verb for each, units with the same task together.

    A task that begins with a verb of its own keeps it (甲中心维护“稳岗就业”专题).
    """
    units: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        name, about = item.texts[f"{path}.name"], item.texts.get(f"{path}.about")
        task = "、".join(about.items).rstrip("。；; ") if about else ""
        units.setdefault(task, []).append(("、".join(name.items), name.path))
    spans: list[Span] = []
    for task, named in units.items():
        for number, (unit, source) in enumerate(named):
            spans += [Span("、" if number else "，"), Span(unit, SpanKind.OWN, source)]
        if not task:
            spans.append(Span("按职责公开信息"))
            continue
        own = task.startswith(_TASK_VERBS)
        spans.append(Span("" if own else "负责"))
        spans.append(Span(task, SpanKind.OWN, named[0][1].replace(".name", ".about")))
        spans.append(Span("" if own or task.endswith(_DEEDS) else _publishing(task)))
    return tuple(span for span in spans[1:] if span.text)


def _publishing(task: str) -> str:
    """What is done with something that is no deed: one is not 负责 a column or 信息, but what is published there."""
    return "的公开" if task.endswith(("信息", "政策", "内容", "情况")) else "的信息发布"


_DEEDS = (
    "公开", "公示", "公布", "发布", "推送", "维护", "管理", "更新", "工作", "服务", "宣传", "办理", "解读", "回应",
)  # fmt: skip
_TASK_VERBS = (
    "负责", "维护", "承担", "公开", "公布", "公示", "发布", "提供", "开设", "开展", "管理", "办理", "更新", "做好", "组织", "推送",
)  # fmt: skip
