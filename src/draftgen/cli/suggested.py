"""Suggestions on screen: for people with reasons below each, for programs as JSON."""

import json
from typing import Any

from draftgen.workbench.suggest import Answer, Suggested


def as_text(answer: Answer, hint: str, *, data: bool) -> str:
    """Each wording with its measures, its theme and score, and why it is suggested."""
    if not answer.suggestions:
        return "没有合适的语句。换一个说法，或者换一个部分再试。"
    head = f"{answer.section}：{hint.strip()[:40] or '（没有提示）'}"
    lines = [head, ""]
    related = True
    for number, suggested in enumerate(answer.suggestions, 1):
        if related and not suggested.related:
            related = False
            lines += ["—— 下面的与提示关系不大，供参考 ——", ""]
        lines.append(f"{number}. {suggested.text}")
        lines += [f"   措施：{remedy.text}" for remedy in suggested.remedies[:1]]
        lines.append(f"   主题 {suggested.label}　得分 {suggested.score:.2f}　{suggested.id}")
        lines += [f"   理由：{'；'.join(suggested.reasons)}。", ""]
    lines.append(_next_step(answer, data=data))
    return "\n".join(lines)


def _next_step(answer: Answer, *, data: bool) -> str:
    open_slots = any("〔" in suggested.text for suggested in answer.suggestions)
    if open_slots and data:
        return "〔〕里的内容数据文件里还没有；补上以后，报告才能用这几句。"
    if open_slots:
        return "〔〕里的内容由数据来填：加 --data 数据文件，就填上您的数。"
    return "要看一条语句的条件，用 draftgen phrases show 加它的编号。"


def as_json(answer: Answer) -> str:
    """A list, best first."""
    return json.dumps([_suggested(suggested) for suggested in answer.suggestions], ensure_ascii=False, indent=1)


def _suggested(suggested: Suggested) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": suggested.id,
        "theme": suggested.theme,
        "taxonomy": list(suggested.taxonomy),
        "score": suggested.score,
        "text": suggested.text,
        "reasons": list(suggested.reasons),
        "label": suggested.label,
        "parts": dict(suggested.parts),
        "ready": suggested.ready,
        "related": suggested.related,
    }
    if suggested.remedies:
        found["remedies"] = [
            {"id": remedy.id, "text": remedy.text, "taxonomy": list(remedy.taxonomy)} for remedy in suggested.remedies
        ]
    return found
