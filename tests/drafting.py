"""Drafts of data files with the shipped phrasebank alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from draftgen import load, phrasebank, pipeline, resources
from draftgen.core.document import Document, Sentence
from draftgen.core.figure import Facts
from draftgen.core.finding import Finding
from draftgen.core.outline import Draft
from draftgen.core.passage import Bank, Passage
from draftgen.core.record import Record
from draftgen.phrasebank.bank import Folder

DataFile = dict[str, Any]


@dataclass(frozen=True)
class Drafted:
    """A data file and everything that was made of it."""

    data: DataFile
    record: Record
    facts: Facts
    draft: Draft
    document: Document

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.draft.findings

    def codes(self) -> set[str]:
        return {finding.code for finding in self.findings}

    def sentences(self, *sections: str) -> Iterator[Sentence]:
        """The sentences of the passages, headings and tables left out; of all parts or of the ``sections`` named."""
        for section in self.document.sections:
            if not sections or section.id in sections:
                for paragraph in section.contents:
                    yield from (s for s in getattr(paragraph, "sentences", ()) if s.place)


def shipped_folder() -> Folder:
    return Folder(resources.shipped("phrasebank"), "自带", shipped=True)


@cache
def bank() -> Bank:
    """The shipped bank alone: no folder of whoever runs the tests."""
    return phrasebank.read([shipped_folder()])[0]


@cache
def passages() -> dict[str, Passage]:
    return {passage.id: passage for theme in bank().themes for passage in theme.passages}


@cache
def domains() -> tuple[str, ...]:
    """The fields of government that the bank knows, and none."""
    return ("", *sorted({name for passage in passages().values() for name in passage.domains}))


class _Dumper(yaml.SafeDumper):
    """Writes a key without a value as clerks do: nothing behind the colon."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def as_yaml(data: DataFile) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def drafted(data: DataFile) -> Drafted:
    """The draft of a data file that can be read."""
    record, seen = load.parse(as_yaml(data))
    assert record is not None, seen
    draft, facts = pipeline.draft(record, bank(), seen)
    assert draft.document is not None
    return Drafted(data, record, facts, draft, draft.document)
