"""Wordings as text with slots, as the bank writes them, and the numbers that a clerk typed."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from draftgen import numerals
from draftgen.core.document import CHECK
from draftgen.core.figure import Facts, Text
from draftgen.core.outline import Utterance
from draftgen.core.passage import Passage, Slot, Wording
from draftgen.core.record import Source
from draftgen.forms.labels import label

# The filters of phrasebank/wording.py, by the kind of fact they need.
_OF_PARTS = frozenset({"listed", "detailed"})
_OF_TEXTS = frozenset({"joined", "quoted", "titled"})
_OF_ITEMS = frozenset({"annotated", "assigned"})
FILTERS = _OF_PARTS | _OF_TEXTS | _OF_ITEMS | {"compared", "attached", "including", "counted"}
# Names may hold Chinese (site.parts.公告公示), those of shares and sums also signs (share:a/b, sum:a+b).
_NAME = r"[A-Za-z_][^\s|{}]*"
_SLOT = re.compile(rf"\{{\{{\s*({_NAME})((?:\s*\|\s*\w+)*)\s*\}}\}}")


def written(wording: Wording) -> str:
    """A wording as text: ``公开信息{{ site.count }}条``."""
    return "".join(part if isinstance(part, str) else slot_text(part) for part in wording)


def slot_text(slot: Slot) -> str:
    """A slot as the bank writes it."""
    return f"{{{{ {' | '.join((slot.path, *slot.filters))} }}}}"


def parsed(text: str) -> Wording:
    """The wording behind a text. Braces that hold no slot stay as they are; the checks report them."""
    parts: list[str | Slot] = []
    position = 0
    for match in _SLOT.finditer(text):
        filters = tuple(match.group(2).replace("|", " ").split())
        if not set(filters) <= FILTERS:
            continue
        if match.start() > position:
            parts.append(text[position : match.start()])
        parts.append(Slot(match.group(1), filters))
        position = match.end()
    if position < len(text):
        parts.append(text[position:])
    return tuple(parts)


def digest(passage: Passage) -> str:
    """A short fingerprint of what a passage says, to see whether the bank has changed it since."""
    return hashlib.sha256(f"{passage.title}\n{written(passage.text)}".encode()).hexdigest()[:12]


def flat(utterances: Iterable[Utterance]) -> tuple[Wording, Facts]:
    """What several utterances say as one wording, with the local facts that it needs.

    Words of the clerk's or of last year's stand in it as they are: they have no slot that a later run could fill.
    """
    parts: list[str | Slot] = []
    local = Facts()
    for said in utterances:
        local = local.overlaid(said.local)
        parts += [said.before, "、".join(said.text.items) if said.text is not None else ""]
        parts += [_spoken(part, said.local) for part in said.wording]
        parts.append(said.after)
    return joined(parts), local


def joined(parts: Iterable[str | Slot]) -> Wording:
    """The parts with neighbouring pieces of text as one, and nothing empty."""
    found: list[str | Slot] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return tuple(found)


def named(wording: Wording, facts: Facts) -> Wording:
    """The wording with the classes of a breakdown by their names: the first class today may be the second tomorrow."""
    names = {
        figure.path: f"{parts.path}.{figure.label}"
        for parts in facts.parts.values()
        for number, figure in enumerate(parts.figures, 1)
        if figure.path == f"{parts.path}.{number}" and re.fullmatch(r"[^\s|{}]+", figure.label)
    }
    return tuple(
        part._replace(path=names.get(part.path, part.path)) if isinstance(part, Slot) else part for part in wording
    )


def resolved(slot: Slot, facts: Facts) -> Slot:
    """A slot as the facts have it now: a class that is called by its name at its number."""
    group, _, name = slot.path.rpartition(".")
    if slot.path in facts.figures or group not in facts.parts:
        return slot
    found = next((figure.path for figure in facts.parts[group].figures if figure.label == name), slot.path)
    return slot._replace(path=found)


def _spoken(part: str | Slot, local: Facts) -> str | Slot:
    """Words and sums that only last year's sentence knows (last.1, share:a/b) have no name in the data."""
    if isinstance(part, Slot) and part.path.startswith("last.") and part.path in local.texts:
        return "、".join(local.texts[part.path].items)
    return part


def sayable(slot: Slot, facts: Facts) -> bool:
    """Whether a slot can be filled, by the kind of fact that its filters ask for; comparisons may print nothing."""
    path, filters = slot.path, set(slot.filters)
    if "compared" in filters or "including" in filters:
        return True
    if filters & _OF_PARTS:
        return path in facts.parts
    if filters & _OF_TEXTS:
        return path in facts.texts
    if filters & _OF_ITEMS:
        return path in facts.items
    if "counted" in filters:
        return f"{path}.number" in facts.figures
    return path in facts.figures or path in facts.texts or path in facts.parts


def name_of(slot: Slot, facts: Facts) -> str:
    """What a clerk calls the figure of a slot: a class of a breakdown by the name in the data."""
    path = resolved(slot, facts).path
    if path != slot.path or path in {figure.path for parts in facts.parts.values() for figure in parts.figures}:
        return facts.figures[path].label if path in facts.figures else label(path)
    group, _, name = path.rpartition(".")
    return name if group.endswith(".parts") else label(path)


def bound(text: str, place: str, facts: Facts, source: Source) -> tuple[Wording, Facts, tuple[str, ...]]:
    """A clerk's text made ready to be said.

    Returns the wording, local facts for the numbers that stand in it as text, and the names of figures that the data no
    longer give: in their places stands their name with 【待核】 (promise 3).
    """
    parts: list[str | Slot] = []
    texts: dict[str, Text] = {}
    lost: list[str] = []
    for part in parsed(text):
        if isinstance(part, Slot):
            slot = resolved(part, facts)
            if sayable(slot, facts):
                parts.append(slot)
            else:
                lost.append(name_of(part, facts))
                parts.append(f"〔{lost[-1]}〕{CHECK}")
            continue
        for said, fixed in _numbers(part):
            if fixed is None:
                parts.append(said)
                continue
            path = f"review.{place}.{len(texts) + 1}"
            texts[path] = Text(path, "审阅时写的数字", (said,), (source,), fixed=fixed)
            parts.append(Slot(path))
    return joined(parts), Facts(texts=texts), tuple(dict.fromkeys(lost))


def _numbers(text: str) -> Iterator[tuple[str, bool | None]]:
    """The text cut at its digits: each piece, and for a number whether it is a fixed expression."""
    position = 0
    for numeral in numerals.scan(text):
        if not any(char.isdigit() for char in numeral.text):
            continue
        if numeral.start > position:
            yield text[position : numeral.start], None
        yield numeral.text, numeral.kind not in numerals.DATED
        position = numeral.end
    if position < len(text):
        yield text[position:], None


def stopped(words: str, offered: str) -> str:
    """The clerk's words with a full stop where the words they stand for had one: the next sentence follows at once."""
    if not offered.endswith("。") or words.endswith(tuple("。！？；：…")) or not words:
        return words
    inside = re.search("[。！？；：…](?=[”’）》】]+$)", words)
    return words if inside else f"{words.rstrip('，、,;:.')}。"


def tidy(text: str) -> str:
    """A text typed by a clerk as one line: no breaks, nothing that cannot be seen, blanks only between Latin words."""
    plain = re.sub(r"[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffc\ud800-\udfff]", "", text)
    parts = (
        part if isinstance(part, Slot) else re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", part)
        for part in parsed(plain)
    )
    return written(joined(parts))
