"""The checked walk over 数据, 做过的事 and 其他事项: the catalogue says what may stand where."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from draftgen.core.catalogue import Field, Kind
from draftgen.core.record import Given, Parts, Source, Values, Words
from draftgen.load import scalars
from draftgen.load.remarks import Remarks, describe, is_blank
from draftgen.located import Listing, Mapping, Node, Scalar

_THIS, _LAST, _FROM, _ABOUT = "本年", "上年", "来源", "约"
_SIDES = (_THIS, _LAST, _ABOUT)
_YES = {"true", "是", "yes", "对", "√"}
_PARTIAL = "其中"


class FieldReader:
    """Walks nodes along catalogue fields and collects what they hold."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self.figures: dict[str, Given] = {}
        self.previous: dict[str, Given] = {}
        self.words: dict[str, Words] = {}
        self.parts: dict[str, Parts] = {}
        self.items: dict[str, tuple[Values, ...]] = {}
        self.ticks: dict[str, Source] = {}

    def values(self) -> Values:
        return Values(self.figures, self.previous, self.words, self.parts, self.items, self.ticks)

    def group(self, field: Field, node: Node) -> None:
        """The named fields of a group; a bare value stands for its main field."""
        if is_blank(node):
            return
        if not isinstance(node, Mapping):
            self._main(field, node)
            return
        seen: dict[str, Scalar] = {}
        sides: dict[str, Node] = {}
        for key, child in node:
            name = key.text.strip()
            if name == _FROM or (field.main and name in _SIDES):
                sides[name] = child
                continue
            found = next((below for below in field.reachable() if name in below.names), None)
            if found is None:
                self._remarks.unknown(key, [below.key for below in field.reachable()], field.key)
            elif found.path in seen:
                line = seen[found.path].source.line
                self._remarks.error("given-twice", key.source, f"“{found.key}”写了两次（第 {line} 行也是它）。", "只留一处。")
            else:
                seen[found.path] = key
                self.field(found, child)
        if field.main and sides.keys() & {_THIS, _LAST}:
            main = self._main_field(field)
            self._sided(main, sides)
            seen[main.path] = node.pairs[0][0]
        self._supplied_by(sides.get(_FROM), list(seen))

    def _supplied_by(self, node: Node | None, paths: list[str]) -> None:
        """来源 of a group holds for each of its figures that names none of its own."""
        supplier = node.text.strip() if isinstance(node, Scalar) else ""
        for path in paths:
            given = self.figures.get(path)
            if supplier and given and not given.supplied_by:
                self.figures[path] = replace(given, supplied_by=supplier)

    def field(self, field: Field, node: Node) -> None:
        """One field of any kind."""
        if is_blank(node) and field.kind is not Kind.TICK:
            return
        _READERS[field.kind](self, field, node)

    def ticks_list(self, root: Field, node: Node) -> None:
        """做过的事: a list of names, some with details."""
        if is_blank(node):
            return
        entries: list[tuple[Scalar, Node]] = []
        if isinstance(node, Mapping):
            entries = list(node.pairs)
        elif isinstance(node, Listing):
            for item in node.items:
                entries.extend(self._tick_entries(item))
        else:
            self._remarks.error("shape", node.source, "“做过的事”要用列表，每件事一行。", "例如“- 保密审查”。")
        for key, detail in entries:
            name = key.text.strip()
            field = next((child for child in root.children if name in child.names), None)
            if field is None:
                self._remarks.unknown(key, [child.key for child in root.children], "做过的事")
                continue
            if field.path in self.ticks:
                self._remarks.hint("given-twice", key.source, f"“{name}”写了两次（第 {self.ticks[field.path].line} 行已有）。", "只留一处。")
            if _denied(detail):
                continue
            self.ticks[field.path] = key.source
            if field.kind is Kind.GROUP and not _affirmed(detail):
                self.group(field, detail)
            elif field.kind is Kind.TICK and not is_blank(detail) and not _affirmed(detail):
                self._remarks.hint("tick-detail", detail.source, f"“{field.key}”不需要写明细，这里写的没有用上。", "要写进报告可放到“补充”。")

    def _tick_entries(self, item: Node) -> list[tuple[Scalar, Node]]:
        if isinstance(item, Scalar):
            return [(item, Scalar("", item.source))] if item.text.strip() else []
        if isinstance(item, Mapping):
            return list(item.pairs)
        self._remarks.error("shape", item.source, "“做过的事”里不能再套一层列表。", "每件事一行，以“- ”开头。")
        return []

    def _main_field(self, field: Field) -> Field:
        return next(child for child in field.children if child.path.rsplit(".", 1)[-1] == field.main)

    def _main(self, field: Field, node: Node) -> None:
        if field.main:
            self.field(self._main_field(field), node)
        else:
            names = "、".join(child.key for child in field.children)
            self._remarks.error("shape", node.source, f"“{field.key}”下面要分开写：{names}。", "每项一行，比上一级多缩进两格。")

    def number(self, field: Field, node: Node) -> None:
        if isinstance(node, Mapping):
            entries = {key.text.strip(): child for key, child in node}
            for key, _ in node:
                if key.text.strip() not in (*_SIDES, _FROM):
                    self._remarks.unknown(key, (*_SIDES, _FROM), field.key)
            self._sided(field, entries)
        elif isinstance(node, Scalar):
            value = self._number(field, node)
            if value is not None:
                self.figures[field.path] = Given(value, node.source)
        else:
            self._remarks.error("shape", node.source, f"“{field.key}”要写一个数，这里是{describe(node)}。", "例如“条数: 313”。")

    def _number(self, field: Field, node: Scalar) -> Decimal | None:
        if field.kind is Kind.PERCENT:
            return scalars.percent(node, field.key, self._remarks)
        return scalars.number(node, field.key, self._remarks, decimals=field.kind is Kind.AMOUNT)

    def _sided(self, field: Field, entries: dict[str, Node]) -> None:
        """A figure written as 本年/上年/来源/约."""
        about, supplier = entries.get(_ABOUT), entries.get(_FROM)
        approximate = isinstance(about, Scalar) and about.text.strip().lower() in _YES
        by = supplier.text.strip() if isinstance(supplier, Scalar) else ""
        for name, target in ((_THIS, self.figures), (_LAST, self.previous)):
            child = entries.get(name)
            if child is None or is_blank(child):
                continue
            if not isinstance(child, Scalar):
                self._remarks.error("shape", child.source, f"“{field.key}”的“{name}”要写一个数。", f"例如“{name}: 2”。")
                continue
            value = self._number(field, child)
            if value is not None:
                target[field.path] = Given(value, child.source, approximate and name == _THIS, by)

    def text(self, field: Field, node: Node) -> None:
        if isinstance(node, Scalar):
            self.words[field.path] = Words((node.text.strip(),), node.source)
        else:
            self._remarks.error("shape", node.source, f"“{field.key}”要写一句话，这里是{describe(node)}。", "写在冒号后面，不分行。")

    def list_of_words(self, field: Field, node: Node) -> None:
        nodes = node.items if isinstance(node, Listing) else (node,)
        words: list[str] = []
        for item in nodes:
            if isinstance(item, Scalar) and item.text.strip():
                words.extend(_split(item.text) if isinstance(node, Scalar) else [item.text.strip()])
            elif not isinstance(item, Scalar):
                self._remarks.error("shape", item.source, f"“{field.key}”里每项要写成文字。", "例如“[就业创业, 社会保险]”。")
        if words:
            self.words[field.path] = Words(tuple(words), node.source)

    def breakdown(self, field: Field, node: Node) -> None:
        if not isinstance(node, Mapping):
            self._remarks.error("shape", node.source, f"“{field.key}”下面要分类写，每类一行。", "例如“公告公示: 126”。")
            return
        parts: list[tuple[str, Given]] = []
        partial = False
        for key, child in node:
            name = key.text.strip()
            if name == _PARTIAL:
                partial = isinstance(child, Scalar) and child.text.strip() == "部分"
                continue
            if is_blank(child):
                self._remarks.error("not-given", key.source, f"“{field.key}·{name}”还没填。", "填上数字；没有的删去这一行。")
            elif isinstance(child, Scalar):
                value = scalars.number(child, name, self._remarks)
                if value is not None:
                    parts.append((name, Given(value, child.source)))
            else:
                self._remarks.error("shape", child.source, f"“{name}”要写一个数。", "例如“公告公示: 126”。")
        if parts:
            self.parts[field.path] = Parts(tuple(parts), partial)

    def list_of_items(self, field: Field, node: Node) -> None:
        nodes = node.items if isinstance(node, Listing) else (node,)
        found: list[Values] = []
        for item in nodes:
            reader = FieldReader(self._remarks)
            reader.group(field, item)
            if reader.words or reader.figures:
                found.append(reader.values())
        if found:
            self.items[field.path] = tuple(found)

    def named(self, field: Field, node: Node) -> None:
        """"名称: 内容" pairs, as a list or a mapping; a bare name has no description."""
        nodes = node.items if isinstance(node, Listing) else (node,)
        found: list[Values] = []
        for item in nodes:
            entries = item.pairs if isinstance(item, Mapping) else ((item, item),) if isinstance(item, Scalar) else ()
            for key, child in entries:
                words = {f"{field.path}.name": Words((key.text.strip(),), key.source)}
                if isinstance(child, Scalar) and child is not key and child.text.strip():
                    words[f"{field.path}.about"] = Words((child.text.strip(),), child.source)
                found.append(Values(words=words))
        if found:
            self.items[field.path] = tuple(found)

    def tick(self, field: Field, node: Node) -> None:
        self.ticks[field.path] = node.source


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]


def _affirmed(node: Node) -> bool:
    return isinstance(node, Scalar) and (is_blank(node) or node.text.strip().lower() in _YES)


def _denied(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip().lower() in {"false", "否", "no", "未", "没有", "无"}


_READERS: dict[Kind, Callable[[FieldReader, Field, Node], None]] = {
    Kind.COUNT: FieldReader.number,
    Kind.AMOUNT: FieldReader.number,
    Kind.PERCENT: FieldReader.number,
    Kind.TEXT: FieldReader.text,
    Kind.WORDS: FieldReader.list_of_words,
    Kind.PARTS: FieldReader.breakdown,
    Kind.GROUP: FieldReader.group,
    Kind.ITEMS: FieldReader.list_of_items,
    Kind.PAIRS: FieldReader.named,
    Kind.TICK: FieldReader.tick,
}
