"""Which column of a printed table is which of the form, and which row: always by label, never by position."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from draftgen.core.form import Block, Header
from draftgen.recall.labels import Label, Ordinal, normal, similarity, split

_ALIKE = 0.6
_ACCEPT = 0.7
_MARGIN = 0.08
_MANNER = {"section": 1, "chapter": 1, "part": 2, "item": 3, "point": 3}
_SAME = 0.95


class Leaf(NamedTuple):
    """A head that owns cells, or a group printed as one row, with the heads above it."""

    head: Header
    trail: tuple[Header, ...]
    block: Block
    group: bool = False


class Match(NamedTuple):
    """A leaf found for printed labels, and how sure: 1 and more for a label as the form has it."""

    leaf: Leaf
    score: float


@cache
def leaves_of(block: Block, *, rows: bool) -> tuple[Leaf, ...]:
    """The leaf rows or columns of a block; of rows also the groups below another group (（六）其他处理 as one row)."""

    def below(head: Header, trail: tuple[Header, ...]) -> Iterator[Leaf]:
        if not head.children:
            yield Leaf(head, trail, block)
            return
        if rows and trail:
            yield Leaf(head, trail, block, group=True)
        for child in head.children:
            yield from below(child, (*trail, head))

    return tuple(leaf for head in (block.rows if rows else block.columns) for leaf in below(head, ()))


@cache
def _spellings(head: Header) -> tuple[Label, ...]:
    return tuple(dict.fromkeys(split(name) for name in (head.label, head.key, *head.aliases) if name))


def _likeness(head: Header, printed: Label) -> float:
    """How well a printed label fits a head; a number before it that is another one counts against it."""
    best = 0.0
    official = split(head.label)
    for name in _spellings(head):
        alike = similarity(name.core, printed.core)
        if alike < 1 and min(len(name.core), len(printed.core)) >= 4 and _within(name.core, printed.core):
            alike = max(alike, 0.8)
        best = max(best, alike)
    if printed.ordinal and official.ordinal:
        best += _ordinal_score(printed.ordinal, official.ordinal)
    return best


def _within(name: str, printed: str) -> bool:
    """Whether a printed label is the beginning or a part of an official one, or that one with a little more."""
    return printed in name or (name in printed and 2 * len(name) >= len(printed))


def _ordinal_score(printed: Ordinal, official: Ordinal) -> float:
    """The same number speaks for a head, another one against it, another manner of counting (3. for （七）) even more."""
    if _MANNER.get(printed.level) != _MANNER.get(official.level):
        return -0.35
    return 0.15 if printed.number == official.number else -0.15


def row_match(blocks: Sequence[Block], labels: Sequence[str], carried: str) -> Match | None:
    """The row that ``labels`` (from the outermost to the innermost) name; None if none does, or two do.

    ``carried`` is the last group printed above, for rows whose group stands in an earlier row or on an earlier page.
    """
    parts = [split(label) for label in labels if normal(label)]
    if not parts:
        return None
    scored = sorted(
        (
            Match(leaf, _row_score(leaf, parts, carried))
            for block in blocks
            for leaf in leaves_of(block, rows=True)
            if leaf.head.label
        ),
        key=lambda match: -match.score,
    )
    if not scored or scored[0].score < _ACCEPT:
        return None
    if len(scored) > 1 and scored[0].score - scored[1].score < _MARGIN:
        return None
    return scored[0]


def _row_score(leaf: Leaf, parts: Sequence[Label], carried: str) -> float:
    score = _likeness(leaf.head, parts[-1])
    if score < 0.4:
        return 0.0
    if leaf.group or not leaf.trail:
        return score - (0.3 if len(parts) > 2 else 0)
    parent = leaf.trail[-1]
    groups = parts[:-1]
    if groups:
        nearest = max(_likeness(head, groups[-1]) for head in leaf.trail)
        return score + (0.2 if nearest >= _ACCEPT else -0.3)
    if carried and carried == parent.id:
        score += 0.2
    return score


def group_of(blocks: Sequence[Block], labels: Sequence[str]) -> str:
    """The id of the innermost group of rows among ``labels``; "" for none."""
    for label in reversed(labels):
        printed = split(label)
        for block in blocks:
            for leaf in leaves_of(block, rows=True):
                if leaf.group and _likeness(leaf.head, printed) >= _ACCEPT:
                    return leaf.head.id
    return ""


def column_match(block: Block, stack: Sequence[str]) -> Leaf | None:
    """The leaf column whose heads are ``stack``, from the top down; None if none fits, or two do."""
    printed = [split(text) for text in stack if normal(text)]
    if not printed:
        return None
    found: list[tuple[float, Leaf]] = []
    for leaf in leaves_of(block, rows=False):
        score = _likeness(leaf.head, printed[-1])
        if score < _ALIKE:
            continue
        for head in leaf.trail:
            others = [other for other in _siblings(block, head) if other is not head]
            score += max((_likeness(head, label) for label in printed[:-1]), default=0.0) >= _ACCEPT
            score -= any(_likeness(other, label) >= _ACCEPT for other in others for label in printed[:-1])
        if score >= _ALIKE:
            found.append((score, leaf))
    found.sort(key=lambda pair: -pair[0])
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _MARGIN):
        return None
    return found[0][1]


def _siblings(block: Block, wanted: Header) -> tuple[Header, ...]:
    def search(heads: tuple[Header, ...]) -> tuple[Header, ...]:
        if wanted in heads:
            return heads
        for head in heads:
            found = search(head.children)
            if found:
                return found
        return ()

    return search(block.columns)


@cache
def head_words(block: Block) -> tuple[str, ...]:
    """The labels of all column heads as the official layout prints them: level by level, from left to right."""
    levels: list[str] = []
    heads: tuple[Header, ...] = block.columns
    while heads:
        levels += [normal(head.label) for head in heads]
        heads = tuple(child for head in heads for child in head.children)
    return tuple(levels)


def columns_in_order(block: Block, texts: Sequence[str]) -> tuple[Leaf, ...]:
    """The leaf columns in official order, if ``texts`` are just the official heads in their reading order; else none.

    For heads whose merged cells are lost: text with one cell a line (a head may take two lines), pages with wrong spans.
    A last row of heads that names every single column is enough, whatever stands above it.
    """
    leaves = leaves_of(block, rows=False)
    own = tuple(normal(leaf.head.label) for leaf in leaves)
    around = [normal(text) for text in (block.corner, block.title) if text]
    printed = [word for text in texts if (word := normal(text)) and not any(_belongs(word, other) for other in around)]
    # Names that each stand for one column need no groups above them; 结果维持 of table 4 does.
    groups = [normal(head.label) for root in block.columns for head in _lowest(root)]
    above = [word for word in printed[: -len(own)] if word in groups]
    wanted = [own] if len(set(own)) == len(own) or above == groups else []
    for words in (*wanted, head_words(block)):
        # What stands before the heads, such as a sentence that leads over to the table, is no matter.
        last = printed[-len(words) :]
        if len(last) == len(words) and all(
            similarity(one, two) >= _ALIKE for one, two in zip(last, words, strict=True)
        ):
            return leaves
    joined, whole = "".join(normal(text) for text in texts), "".join(head_words(block))
    for other in around:
        joined = joined.replace(other, "", 1)
    return leaves if similarity(joined[-len(whole) :], whole) >= _SAME else ()


def _lowest(head: Header) -> Iterator[Header]:
    """The groups over single columns."""
    if head.children and all(not child.children for child in head.children):
        yield head
    for child in head.children:
        yield from _lowest(child)


def _belongs(word: str, other: str) -> bool:
    """Whether a printed piece is ``other``, or a part of it."""
    return (len(word) >= 4 and word in other) or similarity(word, other) >= _ALIKE
