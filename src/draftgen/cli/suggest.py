"""`draftgen suggest`."""

from pathlib import Path
from typing import Annotated

import typer

from draftgen.cli.options import AsJson, Banks

Hint = Annotated[
    list[str] | None,
    typer.Argument(help="想说的意思，一句大白话就行，例如 人手不足；不写就按数据排", metavar="提示"),
]
Section = Annotated[
    str,
    typer.Option("--section", help="哪一部分：问题、改进、其他，或者总体情况的一段，例如 主动公开", metavar="部分"),
]
Kind = Annotated[str, typer.Option("--kind", help="机关类别：部门 / 政府 / 镇街", metavar="类别")]
Domain = Annotated[str, typer.Option("--domain", help="领域，例如 人社", metavar="领域")]
DataFile = Annotated[
    Path | None, typer.Option("--data", help="数据文件：按里面的数挑选，并填进语句", metavar="数据文件")
]
Number = Annotated[int, typer.Option("-n", "--number", help="列几条", metavar="条数")]


def suggest(  # noqa: PLR0913, PLR0917 - typer reads one parameter for each option
    hint: Hint = None,
    section: Section = "问题",
    kind: Kind = "",
    domain: Domain = "",
    data: DataFile = None,
    bank: Banks = None,
    number: Number = 5,
    as_json: AsJson = False,
) -> None:
    """按一句大白话，或者只凭数据，推荐语句，并说明理由。"""
    from draftgen.cli import suggested  # noqa: PLC0415 - --help must not load the rooms
    from draftgen.workbench import ask  # noqa: PLC0415

    if not 1 <= number <= ask.MOST:
        raise typer.BadParameter(f"写 1 到 {ask.MOST} 之间的数，不是 {number}", param_hint="-n")
    question = ask.Question(" ".join(hint or ()), section, number, kind, domain, data, tuple(bank or ()))
    answer = ask.answer(question)
    for note in answer.notes:
        typer.echo(note, err=True)
    typer.echo(
        suggested.as_json(answer) if as_json else suggested.as_text(answer, question.hint, data=data is not None)
    )
