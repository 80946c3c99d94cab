"""The question of `draftgen suggest`, from its files to its answer."""

from pathlib import Path
from typing import NamedTuple

from draftgen import feedback, phrasebank
from draftgen.core.finding import DraftgenError, Finding, Level
from draftgen.core.record import Record
from draftgen.phrasebank.bank import folders
from draftgen.workbench.names import section_named
from draftgen.workbench.suggest import Adviser, Answer

KINDS = ("部门", "政府", "镇街")
MOST = 50


class Question(NamedTuple):
    """What is asked: any field but the section may be empty."""

    hint: str
    section: str
    number: int = 5
    kind: str = ""
    domain: str = ""
    data: Path | None = None
    banks: tuple[Path, ...] = ()


def answer(question: Question) -> Answer:
    """The suggestions, and in ``notes`` what was wrong with data, banks or the record of choices.

    Raises UnreadableInput if the data cannot be read, DraftgenError where the question names what there is not.
    """
    section_named(question.section)
    if question.kind and question.kind not in KINDS:
        raise DraftgenError(f"没有“{question.kind}”这种机关类别。--kind 后面只能写：{'、'.join(KINDS)}。")
    record, seen = _record(question.data)
    beside = question.data.parent if question.data is not None else Path.cwd()
    bank, faults = phrasebank.read(folders(beside, question.banks))
    marks, damaged = feedback.read()
    adviser = Adviser(bank, record, kind=question.kind, domain=question.domain, marks=marks)
    found = adviser.answer(question.hint, question.section, question.number)
    return found._replace(notes=(*seen, *_said(faults), *_said(damaged), *found.notes))


def _record(data: Path | None) -> tuple[Record | None, tuple[str, ...]]:
    if data is None:
        return None, ()
    from draftgen import load  # noqa: PLC0415 - a question without data needs no reader

    record, findings = load.record(data)
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if record is None:
        listed = "\n".join(f"  {finding.place} {finding.message}" for finding in errors)
        raise DraftgenError(f"数据文件 {data.name} 用不了：\n{listed}")
    if errors:
        return record, (
            f"数据文件里有 {len(errors)} 处错误，先按读得懂的部分来。运行 draftgen write {data} 可看到是哪些。",
        )
    return record, ()


def _said(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(f"{finding.place} {finding.message}{finding.advice}" for finding in findings)
