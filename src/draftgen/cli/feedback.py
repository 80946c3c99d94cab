"""`draftgen feedback show|reset`."""

import typer

from draftgen.cli.chinese import Command, Group

feedback = typer.Typer(help="采用记录：看看、清空。", no_args_is_help=True, rich_markup_mode=None, cls=Group)
_VERBS = (("accepted", "采用"), ("edited", "改后采用"), ("refused", "退回"))


@feedback.command(cls=Command)
def show() -> None:
    """列出本机的采用记录：哪些语句采用过、改过、退回过。"""
    from draftgen import feedback as record  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.cli import screen  # noqa: PLC0415

    marks, damaged = record.read()
    lines = [f"采用记录：{record.path()}"]
    lines.append(f"共 {len(marks)} 条。" if marks else "还没有记录。在审阅里采用、修改或退回语句以后才有。")
    found = sorted(record.tallies(marks).items(), key=lambda pair: (-pair[1].total, pair[0]))
    for name, tally in found:
        counts = "、".join(f"{verb} {getattr(tally, action)} 次" for action, verb in _VERBS if getattr(tally, action))
        lines.append(f"  {name}　{counts}")
    if marks:
        lines.append("只记语句编号和采用与否，没有文字、机关和时间；只用来调换得分相近的建议，不影响生成的报告。")
    typer.echo("\n".join([*lines, *screen.findings(damaged)]))


@feedback.command(cls=Command)
def reset() -> None:
    """清空本机的采用记录。"""
    from draftgen import feedback as record  # noqa: PLC0415

    count = record.reset()
    typer.echo(f"已清空采用记录（{count} 条）。" if count else "没有采用记录，不用清空。")
