"""A report that was written, edited in Word, and brought up to new figures."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from tests.complete import complete
from tests.docx_files import changed
from tests.drafting import DataFile, Drafted, drafted

from draftgen import render, store, updating, versions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTROL = re.compile(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.DOTALL)


@dataclass(frozen=True)
class Late:
    """The edited file, what the update made of it, and what it said."""

    edited: bytes
    data: bytes
    done: updating.Done

    @property
    def places(self) -> list[tuple[str, str]]:
        """Old and new of every place."""
        return [(place.old, place.new) for place in self.done.changes]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.done.findings]

    def accepted(self) -> str:
        return text(self.data, without="del")

    def rejected(self) -> str:
        return text(self.data, without="ins")


def written(data: DataFile) -> tuple[Drafted, bytes]:
    """A draft and its Word file."""
    made = drafted(data)
    return made, render.write_docx(made.document, None, draft=True)


def late(folder: Path, old: bytes, edited: bytes, new: DataFile, *, kept: bool = True) -> Late:
    """Updates ``edited`` with the data ``new``; ``old`` is what was last written, kept unless said otherwise."""
    now = drafted(new)
    name = versions.report_name(now.document.agency, now.document.year)
    if kept:
        for path, content in versions.add(folder, name, old).items():
            store.write_file(path, content)
    source, output = folder / "修改稿.docx", folder / "新稿.docx"
    source.write_bytes(edited)
    done = updating.updated(updating.Job(source, (folder,), output, force=True), now.document, now.facts)
    return Late(edited, output.read_bytes(), done)


def set_in(data: DataFile, *path_and_value: Any) -> DataFile:
    """A copy of a data file with one value changed: the keys that lead to it, and the value."""
    *keys, last, value = path_and_value
    made = deepcopy(data)
    inside = made
    for key in keys:
        inside = inside[key]
    inside[last] = value
    return made


# 新收 50 件，上年 45 件：“同比增长11.1%，其中自然人40件…自然人申请占80.0%…全年应办理54件”。
DATA = complete("部门", lambda this_year: this_year - 5 if this_year > 8 else this_year)
MORE = set_in(DATA, "表三", "新收", "自然人", 42)
FEWER = set_in(DATA, "表三", "新收", "自然人", 33)
EVEN = set_in(DATA, "表三", "新收", "自然人", 35)
REQUESTS = "新收政府信息公开申请"


@cache
def report() -> bytes:
    return written(DATA)[1]


def report_body() -> str:
    return ZipFile(BytesIO(report())).read("word/document.xml").decode()


def update(folder: Path, edit: bytes, new: DataFile = MORE, *, kept: bool = True) -> Late:
    made = late(folder, report(), edit, new, kept=kept)
    assert made.rejected() == text(edit, without="ins")
    return made


def listed(made: Late, code: str) -> list[str]:
    return [finding.message for finding in made.done.findings if finding.code == code]


def sentence(made: Late, words: str) -> str:
    """The sentence with ``words`` once everything is accepted."""
    return next(part for part in re.split("[。；\n]", made.accepted()) if words in part)


# --- what somebody does in Word ---


def edited(data: bytes, edit: Callable[[str], str]) -> bytes:
    """The file with the XML of its body edited; every edit must bite."""

    def bitten(part: str) -> str:
        if "<w:body>" not in part:
            return part
        made = edit(part)
        assert made != part
        return made

    return changed(data, document=bitten)


def replaced(data: bytes, old: str, new: str) -> bytes:
    """The file with words of one run replaced."""
    return edited(data, lambda text: text.replace(old, new))


def pasted(data: bytes) -> bytes:
    """The text as pasted into another file: no control, no map."""
    plain = edited(data, lambda text: _CONTROL.sub(r"\1", text))
    return changed(plain, custom=lambda text: re.sub(r"<property .*</property>", "", text, flags=re.DOTALL))


def without_controls(data: bytes) -> bytes:
    """The controls are gone, the map in the properties is there."""
    return edited(data, lambda text: _CONTROL.sub(r"\1", text))


def with_paragraph(data: bytes, words: str) -> bytes:
    """The file with a paragraph of somebody's own before the part on requests."""
    own = f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    place = re.compile(r"(<w:p>(?:(?!</w:p>).)*（二）依申请公开)")
    return edited(data, lambda body: place.sub(lambda match: own + match[1], body, count=1))


# --- what is in a file ---


def root(data: bytes) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))


def text(data: bytes, without: str) -> str:
    """The text of the body when what is marked as ``without`` goes and the rest stays; a paragraph a line."""
    lines = []
    for paragraph in root(data).iter(f"{W}p"):
        found = paragraph.iter(f"{W}t", f"{W}delText")
        kept = (t.text or "" for t in found if not any(a.tag == f"{W}{without}" for a in t.iterancestors()))
        lines.append("".join(kept))
    return "\n".join(lines)
