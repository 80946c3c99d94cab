"""`draftgen update`."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftgen.cli.options import AsJson

if TYPE_CHECKING:
    from draftgen.core.finding import Finding
    from draftgen.pipeline import Job
    from draftgen.update import Renewed
    from draftgen.updating import Done

_HOW = {
    "control": "",
    "label": "",
    "last": "，按上次写出的稿子认出",
    "binding": "，按前后文认出",
}


def update(  # noqa: PLR0913, PLR0917 - typer reads one parameter for each option
    edited: Annotated[Path, typer.Argument(help="在 Word 或 WPS 里改过的报告（.docx）", metavar="修改稿")],
    data: Annotated[Path, typer.Argument(help="数字改过的数据文件", metavar="数据文件", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写到哪个文件；不写就放在修改稿旁边", metavar="文件")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="只列出要改哪些地方，不写文件")] = False,
    bank: Annotated[
        list[Path] | None, typer.Option("--bank", help="写稿时用的语句库文件夹，可写多次", metavar="文件夹")
    ] = None,
    reuse: Annotated[Path | None, typer.Option("--reuse", help="写稿时沿用的去年年报", metavar="去年年报")] = None,
    force: Annotated[bool, typer.Option("--force", help="文件改过也重新生成，先留一份备份")] = False,
    as_json: AsJson = False,
) -> None:
    """报告在 Word 里改过以后，数据又变了：把新数按修订写进改过的报告，别处一字不动。"""
    from draftgen import pipeline, updating  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.cli import screen  # noqa: PLC0415

    target = None if check else output or edited.with_name(f"{edited.stem}（更新）.docx")
    folders = tuple(dict.fromkeys(path.absolute().parent for path in (data, edited)))
    job = pipeline.Job(data, tuple(bank or ()), reuse=reuse)
    made = pipeline.drafted(job if bank or reuse else _as_last(job, folders))
    if made.record is None or made.draft.document is None:
        lines = screen.findings(made.draft.findings)
        typer.echo(_refused_json(made.draft.findings) if as_json else "\n".join(["数据读不成，没有更新。", "", *lines]))
        raise typer.Exit(1)
    done = updating.updated(updating.Job(edited, folders, target, force), made.draft.document, made.facts)
    done = done._replace(findings=(*_faults(data, made.draft.findings), *done.findings))
    if done.files:
        from draftgen import store  # noqa: PLC0415

        store.renewed(data, edited, done.files[0])
    typer.echo(_as_json(done) if as_json else "\n".join(_as_text(done, edited)))
    if done.failed:
        raise typer.Exit(1)


def _as_last(job: "Job", folders: "Sequence[Path]") -> "Job":
    """The job with the phrasebanks and last year's report that the draft was last written with, as far as they are there."""
    from draftgen import store  # noqa: PLC0415

    data = job.data.absolute()
    for folder in folders:
        run = store.memory(folder).runs.get(store.relative(data, folder))
        if run is None:
            continue
        options = store.options_here(folder, run)
        typed = [(name, Path(value)) for name, value in zip(options[::2], options[1::2], strict=True)]
        found = {name: [path for option, path in typed if option == name and path.exists()] for name in _TAKEN}
        reuse = found["--reuse"]
        return job._replace(banks=tuple(found["--bank"]), reuse=reuse[0] if reuse else None)
    return job


_TAKEN = ("--bank", "--reuse")


def _faults(data: Path, found: "Sequence[Finding]") -> "Iterator[Finding]":
    """What must be mended in the data first: a new sum may be as wrong as the old one."""
    from draftgen.core.finding import Finding, Level, Place  # noqa: PLC0415

    wrong = [one.message for one in found if one.level is Level.ERROR and not one.code.startswith("open-")]
    if wrong:
        more = f"等 {len(wrong)} 条" if len(wrong) > 1 else ""
        message = f"数据文件 {data.name} 本身还有必须改的地方：{wrong[0].rstrip('。')}{more}。"
        yield Finding(
            "data-faults", Level.ASK, Place(), message, f"先运行 draftgen write {data.name} 看清楚，改好再更新。"
        )


def _as_text(done: "Done", edited: Path) -> Iterator[str]:
    """The places with old and new, what is left to a person, the file, the next step."""
    if done.changes:
        yield f"{'改了' if done.files else '要改'} {len(done.changes)} 处："
        for number, place in enumerate(done.changes, 1):
            yield from _place(number, place)
    else:
        yield "没有要改的数：报告和数据一致。" if not done.findings else "没有能直接换的数。"
    yield ""
    yield from _findings(done.findings)
    yield from (f"已写出：{path}" for path in done.files)
    yield from (f"改过的旧文件另存为：{path}" for path in done.copies)
    if done.files and not done.changed:
        yield f"内容和“{edited.name}”完全一样。"
    elif done.files:
        yield "下一步：在 Word 或 WPS 的“审阅”里逐处看修订，接受或者拒绝；列出的待核之处请人定。"


def _place(number: int, place: "Renewed") -> Iterator[str]:
    old, new = place.old or "（空）", place.new or "（删去）"
    yield f"  {number}. {place.label}：{old} → {new}{_HOW[place.by]}"
    around = f"……{place.around}……" if place.around else "表格"
    yield f"     在：{place.where}　{around}"
    if re.search("[-+÷×]", place.formula):
        yield f"     {place.formula}"


def _findings(found: "Sequence[Finding]") -> Iterator[str]:
    """What is left to a person, with the words it stands in: there is no line to look at in a Word file."""
    for level, head in (("error", "待核 {} 处"), ("ask", "请核对 {} 处"), ("hint", "提示 {} 条")):
        some = [finding for finding in found if finding.level.value == level]
        if some:
            yield f"{head.format(len(some))}："
        for number, finding in enumerate(some, 1):
            yield f"  {number}. {finding.message}"
            excerpt = finding.place.excerpt
            where = "　".join(part for part in (finding.place.section, f"……{excerpt}……" if excerpt else "") if part)
            yield from (f"     {line}" for line in (f"在：{where}" if where else "", finding.advice) if line)
        if some:
            yield ""


def _as_json(done: "Done") -> str:
    from draftgen.cli import screen  # noqa: PLC0415

    body = {
        "files": [str(path) for path in done.files],
        "copies": [str(path) for path in done.copies],
        "changed": done.changed,
        "changes": [place._asdict() for place in done.changes],
        "findings": [screen.finding_json(finding) for finding in done.findings],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def _refused_json(found: "tuple[Finding, ...]") -> str:
    from draftgen.cli import screen  # noqa: PLC0415

    body = {"files": [], "changes": [], "findings": [screen.finding_json(finding) for finding in found]}
    return json.dumps(body, ensure_ascii=False, indent=1)
