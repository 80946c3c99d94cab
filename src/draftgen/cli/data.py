"""`draftgen init` and `draftgen fields`."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    file: Annotated[Path, typer.Argument(help="要生成的数据文件，例如 2021.yaml", metavar="文件", show_default=False)],
    kind: Annotated[
        str, typer.Option("--kind", help="机关类别：部门 / 政府 / 镇街；不写按部门", metavar="类别", show_default=False)
    ] = "",
    domain: Annotated[
        str,
        typer.Option(
            "--domain", help="领域，例如 人社：附上这个领域常见的内容供选用", metavar="领域", show_default=False
        ),
    ] = "",
    last: Annotated[
        Path | None,
        typer.Option(
            "--from", help="去年的年报：带来机关信息、上年的数和去年做过的事", metavar="去年年报", show_default=False
        ),
    ] = None,
) -> None:
    """生成一份带说明的数据文件，填上数字就能用。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.init(file, kind, domain) if last is None else workbench.init_from(file, last, kind))


def fields(
    word: Annotated[str, typer.Argument(help="要找的词，例如 培训；不写就列出全部", metavar="词")] = "",
) -> None:
    """列出数据文件里能写的全部项目，附可以照抄的例子。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.fields(word))


def train(
    check: Annotated[bool, typer.Option("--check", help="不写文件，只看模型是不是由现在的语句库训练出来的")] = False,
) -> None:
    """重新训练“问题和打算”的匹配模型（维护者用，需要 scikit-learn）。"""
    from draftgen import workbench  # noqa: PLC0415

    typer.echo(workbench.check_training() if check else workbench.train())
