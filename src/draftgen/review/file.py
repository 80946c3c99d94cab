"""``data.review.yaml``: the decisions of a review beside the data, for people to read and to compare.

Sorted, without times, one sentence a line: the same decisions give the same bytes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from draftgen import located
from draftgen.core.finding import Finding, Level, Place
from draftgen.located import Listing, Node, Scalar
from draftgen.located import Mapping as LocatedMapping
from draftgen.review.decision import Decision, Decisions, State

ENDING = ".review.yaml"
JOURNAL_ENDING = ".review.jsonl"
_HEAD = """\
# 审阅记录：draftgen review 里定下的每一处。可以看、可以比较；要改，最好还是在审阅页面里改。
# accepted 采用　edited 改过　own 自己写的　refused 不用　chosen 换了一句，还没定
# {{ … }} 是数据里的数，数据改了，报告里跟着变。
"""
_FIELDS = ("about", "state", "passage", "offered", "part", "confirmed", "nothing", "refused", "typed", "text")
_LISTS = ("refused", "typed")
_FLAGS = ("confirmed", "nothing")


def path_beside(data: Path) -> Path:
    """Where the decisions on a data file lie."""
    return data.with_name(f"{data.stem}{ENDING}")


def journal_beside(data: Path) -> Path:
    """Where the journal of a data file's reviews lies."""
    return data.with_name(f"{data.stem}{JOURNAL_ENDING}")


def as_yaml(decisions: Decisions) -> str:
    """The text of the file; "" where nothing was decided."""
    if not (decisions.places or decisions.order):
        return ""
    lines = [_HEAD]
    if decisions.reuse:
        lines.append(f"reuse: {_quoted(decisions.reuse)}\n")
    if decisions.order:
        lines.append("order:\n" + "".join(f"  - {_quoted(name)}\n" for name in decisions.order))
    if decisions.places:
        lines.append("places:\n")
    for place, decision in sorted(decisions.places.items()):
        lines += [f"  {place}:\n", *(f"    {line}\n" for line in _lines(decision))]
    return "".join(lines)


def _lines(decision: Decision) -> Iterator[str]:
    values = as_dict(decision)
    for name in _FIELDS:
        value = values.get(name)
        if name == "text" and value is not None:
            yield "text: |-"
            yield from (f"  {line}" for line in _sentences(str(value)))
        elif name in _LISTS and value is not None:
            yield f"{name}: [{', '.join(_quoted(item) for item in value)}]"
        elif name in _FLAGS and value is not None:
            yield f"{name}: true"
        elif value is not None:
            yield f"{name}: {_quoted(value) if name == 'about' else value}"


def _sentences(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[。；])", text) if piece]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def as_dict(decision: Decision) -> dict[str, Any]:
    """A decision by the names of its fields, what is empty left out."""
    found: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(decision, name)
        if value:
            found[name] = list(value) if name in _LISTS else (str(value) if name == "state" else value)
    return found


def from_dict(values: Mapping[str, Any]) -> Decision:
    """The decision behind ``as_dict``. Raises ValueError, KeyError or TypeError for anything else."""
    kept = {name: values[name] for name in _FIELDS if name in values}
    for name in _LISTS:
        kept[name] = tuple(str(item) for item in kept.get(name, ()))
    return Decision(**{**kept, "state": State(str(values["state"]))})


def read(path: Path) -> tuple[Decisions, tuple[Finding, ...]]:
    """The decisions in a file, and a finding of level error for everything in it that is not understood.

    Raises UnreadableInput if the file is no readable text.
    """
    file = located.read(path, path.name)
    findings = [*file.findings]
    if file.root is None or isinstance(file.root, Scalar):
        return Decisions(file=path.name), tuple(findings)
    reader = _Reader(path.name, findings)
    return reader.decisions(file.root), tuple(reader.findings)


class _Reader:
    def __init__(self, name: str, findings: list[Finding]) -> None:
        self._name, self.findings = name, findings

    def decisions(self, root: Node) -> Decisions:
        places: dict[str, Decision] = {}
        lines: dict[str, int] = {}
        order: tuple[str, ...] = ()
        reuse = ""
        for key, value in self._pairs(root):
            if key.text == "places":
                for place, node in self._pairs(value):
                    decision = self._decision(node)
                    if decision is not None:
                        places[place.text] = decision
                        lines[place.text] = place.source.line
            elif key.text == "order":
                order = self._items(value)
            elif key.text == "reuse" and isinstance(value, Scalar):
                reuse = value.text
            else:
                self._fault(key, f"不认识“{key.text}”。", "这里只能有 places、order 和 reuse。")
        return Decisions(places, order, reuse, lines, self._name)

    def _decision(self, node: Node) -> Decision | None:
        values: dict[str, Any] = {}
        for key, value in self._pairs(node):
            if key.text not in _FIELDS:
                self._fault(key, f"不认识“{key.text}”。", f"可以写：{'、'.join(_FIELDS)}。")
            elif key.text in _LISTS:
                values[key.text] = self._items(value)
            elif isinstance(value, Scalar):
                values[key.text] = value.text == "true" if key.text in _FLAGS else value.text.replace("\n", "")
            else:
                self._fault(key, f"“{key.text}”后面应是一段文字。", "")
        state = values.get("state", "")
        if state not in [known.value for known in State]:
            self._fault(node, f"没有“{state}”这种状态。", f"可以写：{'、'.join(known.value for known in State)}。")
            return None
        return from_dict(values)

    def _pairs(self, node: Node) -> Iterator[tuple[Scalar, Node]]:
        if isinstance(node, LocatedMapping):
            yield from node
        elif not (isinstance(node, Scalar) and not node.text):
            self._fault(node, "这里应是“名称: 内容”。", "")

    def _items(self, node: Node) -> tuple[str, ...]:
        items = node.items if isinstance(node, Listing) else (node,)
        return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)

    def _fault(self, node: Node, message: str, advice: str) -> None:
        source = node.source
        place = Place(self._name, source.line, source.column)
        self.findings.append(Finding("review-file", Level.ERROR, place, f"审阅记录读不懂：{message}", advice))
