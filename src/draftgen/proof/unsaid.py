"""What the data hold and the text does not say: the clerk decides whether it matters."""

from collections.abc import Iterable

from draftgen import forms
from draftgen.core.document import Document
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Record

_NOT_FOR_THE_TEXT = ("misc",)


def unsaid(document: Document, record: Record) -> Iterable[Finding]:
    """One hint that names every figure, text and tick of 数据, 做过的事 and 其他事项 that no sentence uses."""
    said, own = _said(document), _own(document)
    names = [
        name
        for path, name in _given(record).items()
        if path not in said
        and not any(other.startswith(f"{path}.") for other in said)
        and not path.startswith(_NOT_FOR_THE_TEXT)
        and not _told_in(own, path, record)
    ]
    if names:
        yield Finding(
            "unsaid",
            Level.HINT,
            Place(record.file),
            f"数据里有 {len(names)} 项没有写进正文：{'、'.join(names)}。",
            "不必写的可以不理；要写的，放在“补充”里。",
        )


def _said(document: Document) -> set[str]:
    found: set[str] = set()
    for sentence in (s for p in document.paragraphs() for s in p.sentences):
        found |= {span.path for span in sentence.spans if span.path} | set(sentence.claims) | set(sentence.facts)
    return found


def _own(document: Document) -> str:
    """The clerk's own paragraphs."""
    return "".join(s.text for p in document.paragraphs() if ".own" in p.place for s in p.sentences)


def _told_in(own: str, path: str, record: Record) -> bool:
    """Whether the clerk's own paragraphs name everything that is listed at ``path``."""
    values = record.values
    names = list(values.words[path].items) if path in values.words else []
    for item in values.items.get(path, ()):
        names += item.words[f"{path}.name"].items if f"{path}.name" in item.words else ()
    return bool(own and names) and all(name in own for name in names)


def _given(record: Record) -> dict[str, str]:
    """The given paths of the catalogue with their Chinese names; a tick that has details is named by its details."""
    fields = {field.path: field for field in forms.catalogue().fields()}
    values = record.values
    paths = [p for p, given in values.figures.items() if p in fields and given.value]
    paths += [p for p in (*values.words, *values.parts, *values.items) if p in fields]
    paths += [p for p in values.ticks if not any(w.startswith(f"{p}.") for w in values.words)]
    parents = {child.path: field for field in fields.values() for child in field.children if field.owns_path}
    return {p: f"{parents[p].key}·{fields[p].key}" if p in parents else fields[p].name for p in paths}
