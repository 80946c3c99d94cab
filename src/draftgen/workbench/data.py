"""`init` and `fields`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draftgen import forms
from draftgen.core.catalogue import Field, Kind
from draftgen.workbench.starter import init


@dataclass(frozen=True, slots=True)
class _Entry:
    """One field with an example, and the heads it stands under in the file."""

    heads: tuple[str, ...]
    field: Field

    def matches(self, word: str) -> bool:
        inside = (text for f in self.field.walk() for text in (f.key, f.label, f.note, f.path, *f.aliases, *f.kinds))
        return any(word in text for text in (*self.heads, *inside))

    def example(self) -> list[str]:
        """The lines as they stand in the file, under the heads."""
        indent = " " * (2 * len(self.heads))
        return [f"{indent}{line}" for line in example_of(self.field).splitlines()]


def fields(word: str) -> str:
    """The catalogue's entries that match ``word``, each with an example; the whole is text of a data file."""
    found = [entry for entry in _entries() if not word or entry.matches(word)]
    if not found:
        near = _near(word)
        like = f"相近的有：{'、'.join(near)}，例如运行 draftgen fields {near[0]}。" if near else ""
        return f"没有与“{word}”有关的项目。{like}不带词运行 draftgen fields 可看全部；目录里没有的数字写在“数据”的“其他”下面。"
    lines: list[str] = []
    open_heads: tuple[str, ...] = ()
    for entry in found:
        lines += _heads(entry.heads, open_heads)
        open_heads = entry.heads
        indent = " " * (2 * len(entry.heads))
        lines += [f"{indent}# {line}" for line in _about(entry.field)]
        lines += entry.example()
    count = f"# 共 {len(found)} 项。例子连同缩进一起复制到数据文件里同名的一级下面，再改成自己的数。"
    return "\n".join([count, *lines])


_NEAR, _LIKE = 5, 0.6
# In the name of half of all fields: what a word shares with one in these says nothing.
_GENERAL = ("公开", "信息", "政府", "政务", "工作", "情况", "数量")


def _near(word: str) -> list[str]:
    """The fields whose name, or another name of which, shares a word of two characters with ``word`` or is much like it."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for a message

    pairs = {word[n : n + 2] for n in range(len(word) - 1)}.difference(_GENERAL)
    liked: dict[str, float] = {}
    for entry in _entries():
        names = [name for field in entry.field.walk() for name in (field.key, *field.aliases)]
        shared = max(sum(pair in name for pair in pairs) for name in names)
        likeness = max(SequenceMatcher(None, word, name).ratio() for name in names)
        if shared or (likeness >= _LIKE and pairs):
            liked[entry.field.key] = max(liked.get(entry.field.key, 0.0), shared + likeness)
    return sorted(liked, key=lambda key: -liked[key])[:_NEAR]


def _heads(heads: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    """The heads that are not open yet, each on its line."""
    same = next(
        (n for n, (one, other) in enumerate(zip(heads, before, strict=False)) if one != other),
        min(len(heads), len(before)),
    )
    if same == 0 and before:
        yield ""
    for depth in range(same, len(heads)):
        yield f"{'  ' * depth}{heads[depth]}:"


def _entries() -> Iterator[_Entry]:
    catalogue = forms.catalogue()
    for root in (catalogue.data, catalogue.ticks, catalogue.other):
        yield from _below(root, (root.key,))


def _below(field: Field, heads: tuple[str, ...]) -> Iterator[_Entry]:
    for child in field.children:
        if child.kind is Kind.GROUP and not child.example and child.children:
            yield from _below(child, (*heads, child.key))
        else:
            yield _Entry(heads, child)


def example_of(field: Field) -> str:
    """The field's example, or the shortest line that may stand in the file."""
    values = {Kind.COUNT: "12", Kind.AMOUNT: "12", Kind.PERCENT: "100%", Kind.WORDS: "[甲, 乙]", Kind.TEXT: "……"}
    return field.example or (
        f"- {field.key}" if field.kind is Kind.TICK else f"{field.key}: {values.get(field.kind, '12')}"
    )


def _about(field: Field) -> Iterable[str]:
    """What there is to say of a field: its other names, its measure words, its note, what stands below it."""
    about = []
    if field.aliases:
        about.append(f"也可写作：{'、'.join(field.aliases)}")
    if field.measures:
        about.append(f"量词：{'、'.join(field.measures)}")
    if field.kinds:
        about.append(f"用于：{'、'.join(field.kinds)}")
    if field.note:
        about.append(field.note)
    if about:
        yield f"{field.key}　{'　'.join(about)}"
    if field.children:
        yield f"{field.key}下面可写：{'、'.join(_below_text(child) for child in field.children)}"


def _below_text(field: Field) -> str:
    about = "；".join(part for part in ("、".join(field.measures), field.note) if part)
    return f"{field.key}（{about}）" if about else field.key


__all__ = ["example_of", "fields", "init"]
