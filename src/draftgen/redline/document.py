"""Whole documents: which paragraph and which table answers which, and what becomes of those without an answer."""

import copy
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from draftgen.core.office import W, main_part, unpack
from draftgen.ooxml import paragraph as prose
from draftgen.ooxml.body import body_of, children
from draftgen.ooxml.changes import align
from draftgen.ooxml.marks import AUTHOR, Marks, accept, length
from draftgen.ooxml.package import packed, parse, serialised
from draftgen.redline.table import delete_table, grid, insert_table, revise_table

_W = f"{{{W}}}"
# Who comes or goes with a whole paragraph behind a change of the same kind, see `_apart`.
_WHOLE = f"{AUTHOR}（整段）"
# Below this, two paragraphs are not one text that was changed: whole sentences differ (measured on two real pairs of years).
_LEAST = 0.45


class Changes(NamedTuple):
    """What a redline holds: the file, and how much was changed. ``characters`` counts those deleted and inserted."""

    data: bytes
    characters: int


def redline(old: Path | bytes, new: Path | bytes) -> Changes:
    """The old Word file with every change on the way to the new one tracked, in the old file's own look.

    Changes that were already tracked in the old file are taken as accepted. Everything outside the text of the body
    (styles, headers, pictures, properties) stays the old file's, byte for byte.

    Raises:
        UnreadableInput: One of the two is no .docx, or a dangerous one.
        RefusedOutput: One of the two is of a kind whose body cannot be written.

    """
    parts = unpack(old)
    main = main_part(parts)
    root = parse(parts[main])
    accept(root)
    new_parts = unpack(new)
    body, new_body = (body_of(one, "写修订") for one in (root, parse(new_parts[main_part(new_parts)])))
    editor = _Editor(Marks(root))
    editor.revise(_blocks(body), _blocks(new_body), body)
    _apart(body)
    parts[main] = serialised(root)
    return Changes(packed(parts), editor.characters)


class _Editor:
    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.characters = 0

    def revise(self, old: Sequence[etree._Element], new: Sequence[etree._Element], body: etree._Element) -> None:
        """Pairs the blocks and tracks what differs."""
        pairs = align([_key(block) for block in old], [_key(block) for block in new], _LEAST)
        looks = _looks(old, new, pairs)
        anchor: etree._Element | None = None
        for one, other in pairs:
            if one is not None and other is not None:
                self._pair(old[one], new[other])
                anchor = old[one]
            elif one is not None:
                self._delete(old[one])
                anchor = old[one]
            elif other is not None:
                made = self._insert(new[other], looks.get(_style(new[other])), old)
                for block in made:
                    _place(block, anchor, body)
                    anchor = block

    def _pair(self, old: etree._Element, new: etree._Element) -> None:
        if old.tag == f"{_W}p":
            self.characters += prose.revise(old, prose.text_of(new), self._marks)
        elif grid(old).shape == grid(new).shape:
            self.characters += revise_table(old, new, self._marks)
        else:
            self.characters += delete_table(old, self._marks)
            made = insert_table(new, self._marks)
            gap = prose.insert("", _any_paragraph(old), self._marks)
            old.addnext(gap)
            gap.addnext(made)
            self.characters += length(made)

    def _delete(self, block: etree._Element) -> None:
        if block.tag == f"{_W}p":
            self.characters += prose.delete(block, self._marks)
        else:
            self.characters += delete_table(block, self._marks)

    def _insert(
        self, block: etree._Element, like: etree._Element | None, old: Sequence[etree._Element]
    ) -> list[etree._Element]:
        look = like if like is not None else _first_paragraph(old)
        if block.tag == f"{_W}p":
            text = prose.text_of(block)
            self.characters += len(text)
            return [prose.insert(text, look, self._marks)]
        made = insert_table(block, self._marks)
        self.characters += length(made)
        # Two tables that touch become one.
        return [prose.insert("", look, self._marks), made]


def _blocks(body: etree._Element) -> list[etree._Element]:
    """Paragraphs with text and tables, in order, also those in controls around blocks."""
    return [
        element for element in children(body, "p", "tbl") if element.tag == f"{_W}tbl" or prose.text_of(element).strip()
    ]


def _key(block: etree._Element) -> str:
    """What a block is recognised by. A table never answers a paragraph: its key starts with a mark that no text has."""
    if block.tag == f"{_W}p":
        return prose.text_of(block)
    return "\0" * 40 + "".join(text.text or "" for text in block.iter(f"{_W}t"))[:400]


def _looks(
    old: Sequence[etree._Element], new: Sequence[etree._Element], pairs: Sequence[tuple[int | None, int | None]]
) -> dict[str, etree._Element]:
    """For each style of the new file a paragraph of the old one that answers one of that style."""
    looks: dict[str, etree._Element] = {}
    for one, other in pairs:
        if one is not None and other is not None and old[one].tag == f"{_W}p":
            looks.setdefault(_style(new[other]), old[one])
    return looks


def _style(block: etree._Element) -> str:
    style = block.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val", ""))


def _place(block: etree._Element, anchor: etree._Element | None, body: etree._Element) -> None:
    if anchor is None:
        body.insert(0, block)
    else:
        anchor.addnext(block)


def _apart(body: etree._Element) -> None:
    """Keeps a whole paragraph that comes or goes apart from a change of the same kind at the end of the one before it.

    LibreOffice joins two such changes of one author over the end between them: with all changes refused, the paragraph
    before runs into the one behind (seen in 7.4). Another name parts them.
    """
    for before, paragraph in pairwise(body):
        for tag in (f"{_W}ins", f"{_W}del"):
            ends = [p.find(f"{_W}pPr/{_W}rPr/{tag}") is not None for p in (before, paragraph)]
            if ends == [False, True] and len(before) and before[-1].tag == tag:
                for mark in paragraph.iter(tag):
                    mark.set(f"{_W}author", _WHOLE)


def _first_paragraph(blocks: Sequence[etree._Element]) -> etree._Element:
    """The longest paragraph: body text, whose look suits what has no counterpart."""
    paragraphs = [block for block in blocks if block.tag == f"{_W}p"]
    return max(paragraphs, key=lambda p: len(prose.text_of(p)), default=etree.Element(f"{_W}p"))


def _any_paragraph(table: etree._Element) -> etree._Element:
    return copy.deepcopy(next(table.iter(f"{_W}p")))
