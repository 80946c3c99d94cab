"""The checked walk over 数据 and 其他事项: the catalogue says what may stand where."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from draftgen import numerals
from draftgen.core.catalogue import Field, Kind
from draftgen.core.record import Given, Parts, Source, Values, Words
from draftgen.load import scalars
from draftgen.load.names import ABOUT, FROM, LAST, PARTIAL, SIDES, THIS, plain
from draftgen.load.remarks import Remarks, describe, is_blank
from draftgen.load.scalars import Wanted
from draftgen.located import Listing, Mapping, Node, Scalar, text_of

YES = frozenset({"true", "是", "yes", "对", "√", "y", "有"})
NO = frozenset({"false", "否", "no", "未", "没有", "无", "×", "n", "0"})
_Sides: TypeAlias = dict[str, tuple[Scalar, Node]]


class FieldReader:
    """Walks nodes along catalogue fields and collects what they hold."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._keys: dict[str, Scalar] = {}
        self._names: dict[str, dict[str, Field]] = {}
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
        sides: _Sides = {}
        given: list[str] = []
        main = _main_field(field) if field.main else None
        sided = main is not None and main.kind in (Kind.COUNT, Kind.AMOUNT)
        for key, child in node:
            name = key.text.strip()
            found = self._find(name, field)
            if name == FROM or (sided and name in SIDES):
                sides[name] = (key, child)
            elif found is None:
                known = (below.key for below in field.reachable())
                self._remarks.unknown(
                    key, known, field.key, (alias for below in field.reachable() for alias in below.aliases)
                )
            elif self._is_first(found, key):
                self.field(found, child)
                given.append(found.path)
        supplier = sides.pop(FROM, None)
        if main is not None and sides:
            self._main_sides(main, sides, given=main.path in given)
            given.append(main.path)
        self._supplied_by(supplier, given)

    def _find(self, name: str, field: Field) -> Field | None:
        """The field called ``name`` that may stand under ``field``."""
        if field.path not in self._names:
            # Of two fields of one name the nearer one counts, so it is put in last.
            named = [(plain(name), below) for below in field.reachable() for name in below.names]
            self._names[field.path] = dict(reversed(named))
        return self._names[field.path].get(plain(name))

    def _main_sides(self, main: Field, sides: _Sides, *, given: bool) -> None:
        """本年, 上年 and 约 of a group's main figure; 上年 and 约 may stand beside it (条数: 313, 上年: 280)."""
        if THIS in sides and not self._is_first(main, sides[THIS][0]):
            return
        rough = self._sided(main, sides)
        if given and ABOUT in sides and main.path in self.figures:
            self.figures[main.path] = self.figures[main.path]._replace(approximate=rough)

    def _is_first(self, field: Field, key: Scalar) -> bool:
        """Whether this is the first time the file gives ``field``, under whichever of its names and heads."""
        if field.path in self._keys and not _only_orders(field):
            self._remarks.twice(key, self._keys[field.path], field.key)
            return False
        self._keys[field.path] = key
        return True

    def _supplied_by(self, side: tuple[Scalar, Node] | None, paths: list[str]) -> None:
        """来源 of a group holds for each of its figures that names none of its own."""
        if side is None:
            return
        supplier = self._text(FROM, side[1])
        for path in paths:
            given = self.figures.get(path)
            if supplier and given and not given.supplied_by:
                self.figures[path] = given._replace(supplied_by=supplier)

    def field(self, field: Field, node: Node) -> None:
        """One field of any kind. A name without a value is nothing: figures of the prose need not be given."""
        if not is_blank(node):
            _READERS[field.kind](self, field, node)

    def _main(self, field: Field, node: Node) -> None:
        if field.main:
            self.field(_main_field(field), node)
        else:
            below = "、".join(child.key for child in field.children)
            example = f"{field.children[0].key}: {text_of(node)[:12] or '……'}"
            self._remarks.error(
                "shape",
                node.source,
                f"“{field.key}”后面不能直接写内容，要在下面分行写：{below}。",
                f"冒号后面留空，下一行多缩进两格，例如“{example}”。",
            )

    def number(self, field: Field, node: Node) -> None:
        if isinstance(node, Mapping):
            sides: _Sides = {}
            for key, child in node:
                if key.text.strip() in (*SIDES, FROM):
                    sides[key.text.strip()] = (key, child)
                else:
                    self._remarks.unknown(key, (*SIDES, FROM), field.key)
            self._sided(field, sides)
        elif isinstance(node, Scalar):
            value = self._number(field, node)
            if value is not None:
                self.figures[field.path] = Given(value, node.source)
        else:
            self._remarks.error(
                "shape", node.source, f"“{field.key}”要写一个数，这里是{describe(node)}。", f"例如“{field.key}: 313”。"
            )

    def _number(self, field: Field, node: Scalar) -> Decimal | None:
        if field.kind is Kind.PERCENT:
            return scalars.percent(node, field.key, self._remarks)
        return scalars.number(node, Wanted(field.key, field.kind is Kind.AMOUNT, unit=field.unit), self._remarks)

    def _sided(self, field: Field, sides: _Sides) -> bool:
        """A figure written as 本年/上年/来源/约; whether it is rough."""
        rough = self._is_rough(sides)
        by = self._text(FROM, sides[FROM][1]) if FROM in sides else ""
        for name, target in ((THIS, self.figures), (LAST, self.previous)):
            child = sides[name][1] if name in sides else None
            if child is None or is_blank(child):
                continue
            if not isinstance(child, Scalar):
                self._remarks.error("shape", child.source, f"“{field.key}”的“{name}”要写一个数。", f"例如“{name}: 2”。")
                continue
            value = self._number(field, child)
            if value is not None:
                target[field.path] = Given(value, child.source, rough and name == THIS, by)
        return rough

    def _is_rough(self, sides: _Sides) -> bool:
        text = text_of(sides[ABOUT][1]).lower() if ABOUT in sides else ""
        if ABOUT in sides and text not in YES | NO | {""}:
            self._remarks.error(
                "shape",
                sides[ABOUT][1].source,
                f"“约”后面只写 true，这里写的是“{text}”。",
                "大概的数写“约: true”；准确的数删去这一行。",
            )
        return text in YES

    def _text(self, name: str, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.text.strip()
        self._remarks.error(
            "shape", node.source, f"“{name}”要写一句话，这里是{describe(node)}。", "写在冒号后面，不分行。"
        )
        return ""

    def text(self, field: Field, node: Node) -> None:
        text = self._text(field.key, node)
        if scalars.says_nothing(text):
            self._remarks.error("dash", node.source, f"“{field.key}”只写了“{text}”。", "没有的就空着，或者删去这一行。")
        elif text:
            self.words[field.path] = Words((text,), node.source)

    def list_of_words(self, field: Field, node: Node) -> None:
        nodes = node.items if isinstance(node, Listing) else (node,)
        words: list[str] = []
        for item in nodes:
            if not isinstance(item, Scalar):
                example = "写成“[就业创业, 社会保险]”，或每项一行、以“- ”开头。"
                self._remarks.error(
                    "shape", item.source, f"“{field.key}”里每项要写成文字，这里是{describe(item)}。", example
                )
            elif scalars.says_nothing(item.text.strip()):
                self._remarks.error(
                    "dash", item.source, f"“{field.key}”只写了“{item.text.strip()}”。", "没有的就空着，或者删去这一行。"
                )
            elif item.text.strip():
                words.extend(_split(item.text) if len(nodes) == 1 and not item.quoted else [item.text.strip()])
        if words:
            self.words[field.path] = Words(tuple(words), node.source)

    def breakdown(self, field: Field, node: Node) -> None:
        if not isinstance(node, Mapping):
            self._remarks.error("shape", node.source, f"“{field.key}”下面要分类写，每类一行。", "例如“公告公示: 126”。")
            return
        parts: list[tuple[str, Given]] = []
        partial = unread = False
        for key, child in node:
            name = key.text.strip()
            if name == PARTIAL:
                partial = self._is_partial(child)
            elif is_blank(child):
                self._remarks.blank(field.key, name, key.source, "没有的删去这一行")
                unread = True
            elif isinstance(child, Scalar):
                value = scalars.number(child, Wanted(name, unit=field.unit), self._remarks)
                unread = unread or value is None
                if value is not None:
                    parts.append((name, Given(value, child.source)))
            else:
                self._remarks.error(
                    "shape", child.source, f"“{name}”要写一个数，这里是{describe(child)}。", f"例如“{name}: 126”。"
                )
                unread = True
        if parts:
            self.parts[field.path] = Parts(tuple(parts), partial or unread)

    def _is_partial(self, node: Node) -> bool:
        text = text_of(node)
        if text not in ("部分", "全部", ""):
            self._remarks.error(
                "shape",
                node.source,
                f"“其中”后面写的是“{text}”。",
                "只列了一部分的写“其中: 部分”；全列了的删去这一行。",
            )
        return text == "部分"

    def list_of_items(self, field: Field, node: Node) -> None:
        nodes = node.items if isinstance(node, Listing) else (node,)
        found: list[Values] = []
        for item in nodes:
            if numerals.parse(text_of(item)) is not None:
                self._remarks.error(
                    "shape",
                    item.source,
                    f"“{field.key}”要逐个写名称，不能只写数目。",
                    f"每个一项，以“- ”开头，例如“- {_main_field(field).key}: ……”。",
                )
                continue
            reader = FieldReader(self._remarks)
            reader.group(field, item)
            if reader.words or reader.figures:
                found.append(reader.values())
        if found:
            self.items[field.path] = tuple(found)

    def named(self, field: Field, node: Node) -> None:
        """Pairs "名称: 内容", as a list or a mapping; a bare name has no description."""
        nodes = node.items if isinstance(node, Listing) else (node,)
        found: list[Values] = []
        for item in nodes:
            if isinstance(item, Listing):
                self._remarks.error(
                    "shape", item.source, f"“{field.key}”里不能再套一层列表。", "每个一行，例如“- 名称: 内容”。"
                )
                continue
            entries = item.pairs if isinstance(item, Mapping) else ((item, item),) if item.text.strip() else ()
            for key, child in entries:
                name, about, where = key.text.strip(), "", child.source
                if child is not key:
                    about = self._text(name, child)
                elif match := re.match(r"([^：]+)：(.+)", name):
                    self._remarks.error(
                        "yaml-colon",
                        key.source,
                        f"“{match[1]}”后面用了“：”。",
                        f"换成半角冒号加一个空格：“{match[1]}: {match[2][:12]}”。",
                    )
                    name, about = match[1], match[2]
                words = {f"{field.path}.name": Words((name,), key.source)}
                if about:
                    words[f"{field.path}.about"] = Words((about,), where)
                found.append(Values(words=words))
        if found:
            self.items[field.path] = tuple(found)

    def tick(self, field: Field, node: Node) -> None:
        self.ticks[field.path] = node.source


def _main_field(field: Field) -> Field:
    return next(child for child in field.children if child.path.rsplit(".", 1)[-1] == field.main)


def _only_orders(field: Field) -> bool:
    """Whether a group only puts its children in order: it may be written in two pieces."""
    return field.kind is Kind.GROUP and not field.main and not field.owns_path


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]


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
