"""`draftgen status`."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draftgen.cli.options import AsJson

if TYPE_CHECKING:
    from draftgen.workbench import Standing, Status

_FEW = 5
_INDENT = "　" * 3


def status(
    where: Annotated[
        Path, typer.Argument(help="文件夹，或者其中的一份数据文件；不写就看现在的文件夹", metavar="文件夹或数据文件")
    ] = Path(),
    today: Annotated[
        str, typer.Option("--today", help="按哪一天算还有几天，例如 2026-01-12；不写就按今天", metavar="日期")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """看看做到哪一步了：还缺什么，哪里没定，什么改过，下一步做什么。"""
    from draftgen import workbench  # noqa: PLC0415 - --help must not load the rooms

    day = _day(today)
    found = workbench.status(where, day.year - 1)
    typer.echo(_as_json(found, day) if as_json else "\n".join(_as_text(found, day)))
    if found.failed:
        raise typer.Exit(2)


def _day(text: str) -> date:
    if not text:
        return date.today()  # noqa: DTZ011 - the clerk's own calendar
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}”不是日期，写成 2026-01-12 这样", param_hint="--today") from error


# --- for people ---


def _as_text(found: "Status", day: date) -> Iterator[str]:
    if found.damaged:
        yield "上次写了什么的记录（.draftgen.json）坏了，认不出哪些文件改过。再写一次草稿就有新的。"
    if found.start:
        yield "这个文件夹里还没有数据文件。"
        for step in found.start:
            yield f"  {step.text}：{step.command}"
        return
    for number, standing in enumerate(found.standings):
        if number:
            yield ""
        yield from _one(standing, day)
    if len(found.standings) > 1:
        yield ""
        yield f"这个文件夹里有 {len(found.standings)} 份数据文件像是同一年的。只留一份来填，别的移走，免得填错。"
    if found.others:
        yield f"别的数据文件：{_some([path.name for path in found.others])}。要看哪一份，写上它的名字。"


def _one(standing: "Standing", day: date) -> Iterator[str]:
    if standing.unreadable:
        yield f"{standing.data}：{standing.unreadable}"
        yield f"下一步：{standing.step.text}"
        return
    about = "　".join(part for part in (standing.agency, f"{standing.year}年度" if standing.year else "") if part)
    yield _line("数据", f"{standing.data}{f'　{about}' if about else ''}")
    yield _line("报告", _report(standing))
    if standing.missing:
        yield _line("没填", f"{_some(standing.missing)}，共 {len(standing.missing)} 项")
    if standing.dropped:
        yield _line("没报", f"去年有、今年没有填的：{_some(standing.dropped)}（不报的不用管）")
    if standing.marks:
        yield _line("没定", "，".join(f"【{mark}】{number} 处" for mark, number in standing.marks.items()))
    if standing.errors:
        yield from _listed("要改", standing.errors)
    if standing.changes:
        yield from _listed("改过", [change.message for change in standing.changes])
    if standing.review is not None:
        yield _line("审阅", _review(standing))
    yield _line("截止", _deadline(standing, day))
    step = standing.step
    yield _line("下一步", f"{step.text}：{step.command}" if step.command else step.text)


def _line(name: str, text: str) -> str:
    return f"{name}{'　' * (4 - len(name))}{text}"


def _listed(name: str, messages: Sequence[str]) -> Iterator[str]:
    yield _line(name, messages[0])
    for message in messages[1:_FEW]:
        yield _line("", message)
    if len(messages) > _FEW:
        yield _line("", f"……共 {len(messages)} 处")


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_FEW]) + ("等" if len(names) > _FEW else "")


def _report(standing: "Standing") -> str:
    if standing.report is None:
        return "还没有写出来"
    state = "改过的稿子换了新数" if standing.renewed else "定稿" if standing.final else "草稿"
    return f"{standing.report.name}（{state}{'，数据或者审阅后来改过' if standing.stale else ''}）"


def _review(standing: "Standing") -> str:
    review = standing.review
    assert review is not None
    if review.fault:
        return f"记录有读不懂的地方：{review.fault}"
    left = review.whole - review.decided
    return f"{review.whole} 处里定了 {review.decided} 处，{f'还有 {left} 处' if left else '全部定完了'}"


def _deadline(standing: "Standing", day: date) -> str:
    due = standing.deadline
    if due is None:
        return "没有写（上级通知的“报送截止”）"
    if due.day is None:
        return f"{due.text}（{due.source}）"
    left = (due.day - day).days
    told = f"还有 {left} 天" if left > 0 else "就是今天" if left == 0 else f"已经过了 {-left} 天"
    return f"{due.day.year}年{due.day.month}月{due.day.day}日（{due.source}），{told}"


# --- for programs ---


def _as_json(found: "Status", day: date) -> str:
    body = {
        "folder": str(found.folder),
        "reports": [_standing_json(standing, day) for standing in found.standings],
        "others": [str(path) for path in found.others],
        "start": [step._asdict() for step in found.start],
        "record_damaged": found.damaged,
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def _standing_json(standing: "Standing", day: date) -> dict[str, Any]:
    body = {
        **standing._asdict(),
        "data": str(standing.data),
        "report": str(standing.report) if standing.report is not None else None,
        "marks": dict(standing.marks) if standing.marks is not None else None,
        "changes": [{**change._asdict(), "file": str(change.file)} for change in standing.changes],
        "review": standing.review._asdict() if standing.review is not None else None,
        "deadline": None,
        "step": standing.step._asdict(),
    }
    if standing.deadline is not None:
        due = standing.deadline
        left = (due.day - day).days if due.day is not None else None
        shown = due.day.isoformat() if due.day is not None else None
        body["deadline"] = {"day": shown, "source": due.source, "text": due.text, "days_left": left}
    return body
