"""One sentence of last year → a wording with slots: the edits, and what each did to a numeral."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draftgen.core.document import CHECK
from draftgen.core.figure import Facts, Figure, Text
from draftgen.core.passage import Slot, Wording
from draftgen.core.record import Source
from draftgen.core.reuse import Fate, OldNumeral


class Edit(NamedTuple):
    """``text[start:end]`` of the sentence gives way to ``put``. ``tells``: the facts that then stand there."""

    start: int
    end: int
    put: tuple[str | Slot, ...] = ()
    tells: tuple[str, ...] = ()


class Template:
    """A sentence in the making. Edits may not overlap; the first one at a place counts."""

    def __init__(self, text: str, section: str, source: Source) -> None:
        self.text = text
        self._section, self._source = section, source
        self._edits: list[Edit] = []
        self._texts: dict[str, Text] = {}
        self._figures: dict[str, Figure] = {}
        self._notes: dict[int, OldNumeral] = {}

    def free(self, start: int, end: int) -> bool:
        return all(edit.end <= start or edit.start >= end for edit in self._edits)

    def edit(self, edit: Edit) -> None:
        if self.free(edit.start, edit.end):
            self._edits.append(edit)

    def keep(
        self, start: int, end: int, fate: Fate = Fate.KEPT, *, why: str = "", may_be: tuple[str, ...] = ()
    ) -> None:
        """Leaves a numeral as it stands: last year's own words; ``why`` marks it 【待核】, ``may_be`` are its candidates."""
        if not self.free(start, end):
            return
        said = self.text[start:end]
        path = f"last.{len(self._texts) + 1}"
        self._texts[path] = Text(path, "上年原文", (said,), (self._source,), fixed=not why, may_be=may_be)
        self.edit(Edit(start, end, (Slot(path), CHECK) if why else (Slot(path),)))
        self.note(start, said, Fate.MARKED if why else fate, new=said, why=why)

    def own(self, words: str, sources: tuple[Source, ...]) -> Slot:
        """A slot for the clerk's own words, such as the name of a class."""
        path = f"last.{len(self._texts) + 1}"
        self._texts[path] = Text(path, "类别", (words,), sources)
        return Slot(path)

    def gone(self, start: int, end: int) -> bool:
        """Whether nothing is left of a stretch of the sentence."""
        said = self.text[start:end]
        left = [
            char
            for at, char in enumerate(said, start)
            if not any(e.start <= at < e.end and not e.put for e in self._edits)
        ]
        return bool(said.strip()) and not "".join(left).strip("，；。、：")

    def figure(self, found: Figure) -> None:
        """Makes a figure that was worked out for this sentence known to it."""
        if ":" in found.path:
            self._figures[found.path] = found

    def note(self, at: int, said: str, fate: Fate, path: str = "", new: str = "", why: str = "") -> None:
        """Writes down what became of the numeral at offset ``at``."""
        around = _item(self.text, at, at + len(said))
        self._notes.setdefault(at, OldNumeral(said, self._section, around, fate, path, new, why))

    @property
    def numerals(self) -> list[OldNumeral]:
        """What became of each numeral, in the order of the text."""
        return [note for _, note in sorted(self._notes.items())]

    def wording(self) -> Wording:
        """The sentence with its edits made."""
        return tuple(_joined(self._pieces()))

    def tells(self) -> frozenset[str]:
        return frozenset(path for edit in self._edits for path in edit.tells)

    def local(self) -> Facts:
        return Facts(self._figures, self._texts)

    def _pieces(self) -> Iterator[str | Slot]:
        position = 0
        for edit in sorted(self._edits):
            yield self.text[position : edit.start]
            yield from edit.put
            position = edit.end
        yield self.text[position:]


def _joined(pieces: Iterator[str | Slot]) -> Iterator[str | Slot]:
    """Neighbouring pieces of text as one, tidied where something was taken out between them, and only there."""
    parts: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        if text := parts[0] if len(parts) == 1 else tidied("".join(parts)):
            yield text
        parts = []
        if piece is not None:
            yield piece


def _item(text: str, start: int, end: int) -> str:
    """The item of a list, or the clause, around a numeral: 社会保险类97条."""
    before = max((text.rfind(sign, 0, start) for sign in "，。；、：（"), default=-1) + 1
    ends = [at for sign in "，。；、：）" if (at := text.find(sign, end)) >= 0]
    item = text[before : min(ends, default=len(text))].strip()
    return item if len(item) <= _LONGEST else text[max(before, start - _LONGEST + 4) : end + 4].strip()


_LONGEST = 24
_TIDY = (
    ("、，", "，"), ("、。", "。"), ("、；", "；"), ("，、", "，"), ("：、", "："), ("其中、", "其中"), ("（、", "（"), ("、）", "）"),
    ("，其中，", "，"), ("，其中。", "。"), ("，其中；", "；"), ("，其中：。", "。"), ("（）", ""), ("（其中）", ""),
    ("，，", "，"), ("，。", "。"), ("，；", "；"), ("；。", "。"), ("：。", "。"),
)  # fmt: skip


def tidied(text: str) -> str:
    """Punctuation that stood around what is gone."""
    for before, after in _TIDY:
        while before in text:
            text = text.replace(before, after)
    return text


def whole(pieces: Sequence[str | Slot]) -> str:
    """A wording as text, slots as {path}: for messages and ids."""
    return "".join(piece if isinstance(piece, str) else f"{{{piece.path}}}" for piece in pieces)
