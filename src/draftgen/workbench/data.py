"""`init` and `fields`."""

from pathlib import Path

from draftgen import forms, store
from draftgen.core.catalogue import Field, Kind
from draftgen.core.finding import RefusedOutput


def init(file: Path, kind: str) -> str:
    raise NotImplementedError


def fields(word: str) -> str:
    """The catalogue's entries that match ``word`` by name, alias, note or path, each with an example to paste."""
    lines: list[str] = []
    catalogue = forms.catalogue()
    for root in (catalogue.data, catalogue.ticks, catalogue.other):
        entries = [f for f in root.reachable() if f.owns_path or f.main] if root is catalogue.data else list(root.children)
        found = [field for field in entries if not word or _matches(field, word)]
        if found:
            lines.append(f"【{root.key}】")
            lines += [line for field in found for line in _entry(field)]
            lines.append("")
    return "\n".join(lines) if lines else f"没有与“{word}”有关的项目。不带词运行 draftgen fields 可看全部。"


def _matches(field: Field, word: str) -> bool:
    return any(word in text for f in field.walk() for text in (f.key, f.label, f.note, f.path, *f.aliases))


def _entry(field: Field) -> list[str]:
    about = [f"量词 {'、'.join(field.measures)}"] if field.measures else []
    if field.aliases:
        about.append(f"也可写作 {'、'.join(field.aliases)}")
    if field.note:
        about.append(field.note)
    lines = [f"{field.key}" + (f"　（{'；'.join(about)}）" if about else "")]
    example = field.example or (f"- {field.key}" if field.kind is Kind.TICK else "")
    return [*lines, *(f"    {line}" for line in example.splitlines())]


__all__ = ["RefusedOutput", "fields", "init", "store"]
