"""A data file → its tree, with as much of it as can be read where a part is broken."""

import re
from pathlib import Path

from draftgen import located
from draftgen.core.finding import Finding
from draftgen.load import names
from draftgen.load.mend import mend
from draftgen.located import Located, Mapping, Mended, Scalar

BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_MANY = 60


def read(path: Path) -> Located:
    """The tree of the data file at ``path``, YAML or a workbook. Raises UnreadableInput if it cannot be read as such."""
    if path.suffix.lower() in BOOKS:
        from draftgen.load import workbook  # noqa: PLC0415 - a data file in YAML needs none of it

        return workbook.read(path)
    text, findings = located.load_text(path)
    file = parse(text, path.name)
    return Located(file.name, file.root, file.lines, (*findings, *file.findings), file.unread)


def parse(text: str, name: str) -> Located:
    """The tree of a data file's ``text``. Where YAML gives up, the parts of the top level are read one by one."""
    mended, findings = mend(text, name)
    file = located.parse(text, name, mended)
    if file.root is None and file.findings:
        file = _by_parts(text, mended, file)
    return Located(name, file.root, file.lines, (*findings, *file.findings), file.unread)


def _by_parts(text: str, mended: Mended, whole: Located) -> Located:
    """The parts of the top level, each parsed with the others blanked out, so that lines keep their numbers."""
    lines = mended.text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"[^\s#\-\[\]{}|>]", line)]
    if not 1 < len(starts) <= _MANY:
        return _stopped(whole, "从这里往下还没有检查")
    pairs: list[tuple[Scalar, located.Node]] = []
    findings: list[Finding] = []
    unread: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        blanked = [line if start <= number < end else "" for number, line in enumerate(lines)]
        part = located.parse(text, whole.name, Mended("\n".join(blanked), mended.columns))
        name = re.split("[:：]", lines[start])[0].strip()
        if isinstance(part.root, Mapping):
            pairs += part.root.pairs
            findings += part.findings
        else:
            unread.append(names.IDS.get(name, name))
            findings += _stopped(part, f"“{name}”这一部分其余的内容还没有检查").findings
    if not pairs or not any(finding.code == "yaml-syntax" for finding in findings):
        return _stopped(whole, "从这里往下还没有检查")
    return Located(whole.name, Mapping(tuple(pairs), pairs[0][0].source), whole.lines, tuple(findings), tuple(unread))


def _stopped(file: Located, what: str) -> Located:
    """``file`` with its syntax errors saying what they kept from being checked."""
    findings = tuple(
        Finding(f.code, f.level, f.place, f.message, f"{f.advice}{what}，改好后再运行一次。")
        if f.code == "yaml-syntax"
        else f
        for f in file.findings
    )
    return Located(file.name, file.root, file.lines, findings, file.unread)
