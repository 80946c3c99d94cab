"""`draftgen check -o`: what is said to the office that receives many reports."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from draftgen.checking import Manner
    from draftgen.core.finding import Finding
    from draftgen.inspecting import Inspection
    from draftgen.inspection.roster import Entry
    from draftgen.inspection.summary import Row
    from draftgen.inspection.unit import Received, Unread


class Office(NamedTuple):
    """What the office that receives the reports wants: where to, the list of units, the last round, words of letters."""

    output: Path
    units: Path | None = None
    before: Path | None = None
    deadline: str = ""
    sign: str = ""
    force: bool = False


def inspect(sources: Sequence[Path], office: Office, how: "Manner", faults: "Sequence[Finding]" = ()) -> int:
    """Checks all reports, writes what the office needs, says what came of it; gives the exit code."""
    from draftgen import checking, inspecting  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.cli import remarks  # noqa: PLC0415
    from draftgen.cli.progress import Progress  # noqa: PLC0415
    from draftgen.inspection.letters import Manner as Words  # noqa: PLC0415

    words = Words(office.deadline, office.sign)
    task = inspecting.Task(tuple(sources), office.output, office.units, office.before, words, office.force)
    done = inspecting.inspect(task, lambda path: checking.check(path, how), Progress())
    lines = remarks.in_full("--rules", faults, ()) if faults else []
    typer.echo("\n".join([*lines, *_inspected(done)]))
    return _code(done.received)


def _closing(checked: int, unread: Sequence["Unread"]) -> list[str]:
    """How many were checked, and which were not: first those that need only be saved as .docx."""
    again = [item for item in unread if item.save_as]
    stray = [item for item in unread if item.stray]
    other = [item for item in unread if not item.save_as and not item.stray]
    heads = [f"{checked} 份已查"]
    heads += [f"{len(again)} 份要先另存为 docx"] if again else []
    heads += [f"{len(other)} 份没有读成"] if other else []
    heads += [f"{len(stray)} 个文件不是年报"] if stray else []
    lines = ["，".join(heads) + ("，名单如下：" if unread else "。")]
    for head, items in (("要先另存为 docx", again), ("没有读成", other), ("不是年报", stray)):
        if items:
            lines.append(f"  {head}：")
            lines += [f"    {item.file}　{item.reason}" for item in items]
    return lines


def _inspected(done: "Inspection") -> list[str]:
    lines = [*_units(done.rows), ""]
    lines += _closing(len(done.rows), done.received.unread)
    if any(row.followed is not None for row in done.rows):
        lines += ["", *_followed(done)]
    if done.same.pairs:
        most = done.same.pairs[0]
        names = f"{most.one.name}、{most.other.name}"
        lines += ["", f"文字雷同的有 {done.same.total} 对，最高 {most.rate:.0%}（{names}），见“雷同对照.docx”。"]
    if done.roster is not None:
        lines += ["", *_roster(done.roster)]
    lines += ["", "已写出：", *(f"  {path}" for path in done.files)]
    if done.letters:
        lines.append(f"  {done.letters[0].parent}　反馈意见 {len(done.letters)} 份")
    return lines


def _followed(done: "Inspection") -> list[str]:
    """What became of the last round's remarks."""
    from draftgen.inspection.rounds import tally  # noqa: PLC0415

    counts = tally(item for row in done.rows for item in row.followed or ())
    lines = ["与上一轮相比：" + "，".join(f"{state.value} {count} 处" for state, count in counts.items()) + "。"]
    if done.gone:
        lines.append(f"上一轮报过、这一轮没有的 {len(done.gone)} 个：{'、'.join(done.gone)}")
    return lines


def _roster(entries: Sequence["Entry"]) -> list[str]:
    from draftgen.inspection.roster import Attendance  # noqa: PLC0415

    lines = []
    for state in Attendance:
        names = [entry.name for entry in entries if entry.state is state]
        if names and state is not Attendance.SENT:
            lines.append(f"{state.value} {len(names)} 个：{'、'.join(names)}")
    sent = sum(entry.state is Attendance.SENT for entry in entries)
    return [f"名单上已报 {sent} 个。", *(f"  {line}" for line in lines)]


def _units(rows: Sequence["Row"]) -> list[str]:
    """A line for each unit, most serious first."""
    from draftgen.inspection.summary import ranked  # noqa: PLC0415
    from draftgen.inspection.weighing import weights  # noqa: PLC0415

    lines = []
    for row in ranked(rows):
        found = "　".join(f"{kind.value} {count}" for kind, count in weights(row.findings).items() if count)
        lines.append(f"{row.unit.name}　{found or '未发现问题'}")
        lines += [f"    {remark}" for remark in row.unit.remarks]
    return lines


def _code(received: "Received") -> int:
    """0 nothing must be mended, 1 something must, 2 not a single report could be read."""
    from draftgen.inspection.weighing import Weight, weights  # noqa: PLC0415

    if not received.units:
        return 2
    return int(any(weights(unit.report.findings)[Weight.MUST] for unit in received.units))
