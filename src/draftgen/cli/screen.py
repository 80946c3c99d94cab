"""What a run says: for people in order of what they need first, for programs as JSON."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from draftgen.core.document import Paragraph, Role, Section, Sentence, SpanKind, TableBlock
from draftgen.core.finding import Finding, Level
from draftgen.core.outline import Offers

if TYPE_CHECKING:
    from draftgen.pipeline import Job, LastYear, Result

_HEADS = ((Level.ERROR, "必须改 {} 条"), (Level.ASK, "请核对 {} 条"), (Level.HINT, "提示 {} 条"))


def as_text(result: "Result", job: "Job") -> str:
    """First what was written, then what must be mended, questions, hints, what holds, and the next step."""
    lines: list[str] = []
    if result.files:
        lines += ["已写出：", *(f"  {path}" for path in result.files), ""]
        if result.copies:
            lines += ["改过的旧文件另存为：", *(f"  {path}" for path in result.copies), ""]
    else:
        lines += ["没有写出报告。", ""]
    lines += findings(result.draft.findings)
    if result.old is not None:
        lines += _last_year(result.old)
    if result.draft.holds:
        lines += ["已核对：" + "；".join(result.draft.holds) + "。", ""]
    lines.append(_next_step(result, job))
    return "\n".join(lines)


def _last_year(old: "LastYear") -> list[str]:
    """重复率 by section, and what became of the numerals of last year's text."""
    from draftgen.core.reuse import Fate  # noqa: PLC0415 - only a run with last year's report pays for it

    names = {
        Fate.REPLACED: "换成今年的",
        Fate.SAME: "与今年相同",
        Fate.RECOMPUTED: "比较重算",
        Fate.MOVED: "年份顺延",
        Fate.KEPT: "照旧（不是数据）",
        Fate.MARKED: "标【待核】",
        Fate.DROPPED: "随句子略去",
    }
    rates = "；".join(f"{rate.title} {rate.rate:.0%}（{rate.light}）" for rate in old.rates)
    fates = Counter(numeral.fate for numeral in old.reuse.numerals)
    told = "，".join(f"{name} {fates[fate]} 个" for fate, name in names.items() if fates[fate])
    return [f"与去年的重复率：{rates}。", f"去年正文里的数字：{told}。", ""]


def findings(found: Iterable[Finding]) -> list[str]:
    """Findings by weight, each with its place, its line, and what to do."""
    listed = list(found)
    lines: list[str] = []
    for level, head in _HEADS:
        some = [finding for finding in listed if finding.level is level]
        if not some:
            continue
        lines.append(head.format(len(some)))
        for number, finding in enumerate(some, 1):
            lines += _one(number, finding)
        lines.append("")
    return lines


def _one(number: int, finding: Finding) -> list[str]:
    place = finding.place
    where = str(place)
    lines = [f"  {number}. {finding.message}"]
    if finding.advice:
        lines.append(f"     {finding.advice}")
    if place.line:
        lines.append(f"     {where}　{place.excerpt.strip()}".rstrip("　"))
    elif where:
        lines.append(f"     在：{where}")
    return lines


def _next_step(result: "Result", job: "Job") -> str:
    errors = [finding for finding in result.draft.findings if finding.level is Level.ERROR]
    if not result.files:
        return f"下一步：按上面的提示修改 {job.data.name}，再运行一次。"
    if any(not finding.code.startswith("open-") for finding in errors):
        return f"下一步：先改 {job.data.name} 里必须改的地方，再运行一次。"
    if errors:
        return "下一步：逐条处理要您确认的地方，再运行一次。"
    if job.final:
        return "定稿已生成：打开通读一遍，在核对单上签字后报送。草稿可以删去。"
    return f"下一步：打开报告通读一遍，对照核对单逐项核对；没有问题后运行 {_final_command(job)} 生成定稿。"


def _final_command(job: "Job") -> str:
    """The same command with --final: what was chosen for the draft must hold for the final report."""
    options = [
        ("-o", job.folder),
        ("--reuse", job.reuse),
        ("--template", job.template),
        *(("--bank", bank) for bank in job.banks),
    ]
    parts = ["draftgen write", str(job.data), *(f"{name} {value}" for name, value in options if value), "--final"]
    return " ".join(parts)


def as_json(result: "Result") -> str:
    """The whole result for programs: files, findings, what is unconfirmed, and the text with its figures."""
    document = result.draft.document
    sections = [_section(section) for section in document.sections] if document else []
    unconfirmed = [
        {"place": s.place, "passage": s.passage, "text": s.text}
        for p in (document.paragraphs() if document else ())
        for s in p.sentences
        if not s.confirmed
    ]
    body = {
        "files": [str(path) for path in result.files],
        "copies": [str(path) for path in result.copies],
        "findings": [finding_json(finding) for finding in result.draft.findings],
        "unconfirmed": unconfirmed,
        "alternatives": _alternatives(result.draft.offers),
        "sections": sections,
    }
    if result.old is not None:
        body["repeat_rate"] = {rate.section: round(float(rate.rate), 3) for rate in result.old.rates}
        body["last_year"] = [numeral._asdict() for numeral in result.old.reuse.numerals]
    return json.dumps(body, ensure_ascii=False, indent=1)


def _alternatives(offers: Offers | None) -> dict[str, list[str]]:
    """What else could be said at each place: ids of passages, best first."""
    if offers is None:
        return {}
    found = {place: list(suggestions[1:]) for place, suggestions in offers.places.items()}
    for point in offers.points:
        for said, others in ((point.problem, point.other_problems), (point.measure, point.other_measures)):
            if said is not None:
                found[said.place] = list(others)
    return {place: [suggestion.passage.id for suggestion in others] for place, others in found.items() if others}


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding for programs."""
    place = finding.place
    where = {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "section": place.section,
        "excerpt": place.excerpt,
    }
    return {
        "code": finding.code,
        "level": finding.level.value,
        "place": {k: v for k, v in where.items() if v},
        "message": finding.message,
        "advice": finding.advice,
    }


def _section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"id": section.id, "title": section.title, "paragraphs": []}
    for number, content in enumerate(section.contents):
        if isinstance(content, TableBlock):
            found["table"] = [{"path": cell.path, "text": cell.text} for cell in content.cells if cell.path]
        elif isinstance(content, Paragraph) and content.role is Role.BODY:
            found["paragraphs"] += [_sentence(sentence, number) for sentence in content.sentences]
    return found


def _sentence(sentence: Sentence, number: int) -> dict[str, Any]:
    figures = [
        {"text": span.text, "path": span.path, "kind": span.kind.value}
        for span in sentence.spans
        if span.kind in (SpanKind.SLOT, SpanKind.DERIVED, SpanKind.FIXED, SpanKind.OWN) and _numeric(span.text)
    ]
    return {
        "place": sentence.place,
        "passage": sentence.passage,
        "text": sentence.text,
        "figures": figures,
        "claims": list(sentence.claims),
        "paragraph": number,
    }


def _numeric(text: str) -> bool:
    return any(char.isdigit() for char in text)
