"""`draftgen write` of many data files: what is said at the end."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from draftgen import batch
from draftgen.batch import Manner as Wanted
from draftgen.batch import State
from draftgen.cli.progress import Progress

__all__ = ["Wanted", "write"]


def write(data: Sequence[Path], wanted: Wanted, jobs: int | None, cluster: str, *, as_json: bool) -> int:
    """Drafts all, says what came of it; gives the exit code: 2 if not one could be written, 1 if something is to mend."""
    done = batch.run(data, wanted, jobs, cluster, Progress(done="已写"))
    typer.echo(_json(done) if as_json else "\n".join(_lines(done, wanted)))
    if not any(entry.state is State.WRITTEN for entry in done.entries):
        return 2
    return int(any(entry.errors for entry in done.entries if entry.state is not State.STRANGE))


def _json(done: batch.Batch) -> str:
    units = [{**batch.as_dict(entry), "kept": entry.unit in done.kept} for entry in done.entries]
    return json.dumps({"units": units}, ensure_ascii=False, indent=1)


def _lines(done: batch.Batch, wanted: Wanted) -> Iterator[str]:
    """How many were written; which were not, and why; what is to mend in the others; where it all lies."""
    by_state = {state: [entry for entry in done.entries if entry.state is state] for state in State}
    written, failed = by_state[State.WRITTEN], by_state[State.FAILED]
    yield _head(done, {state: len(entries) for state, entries in by_state.items()})
    if failed:
        yield from ("", f"没有写成 {len(failed)} 份")
        for entry in failed:
            yield from _one(entry, f"共 {entry.errors} 处要改" if entry.errors > 1 else "")
    mend = [entry for entry in written if entry.errors]
    if mend:
        yield from ("", f"写出来了，还有必须改的 {len(mend)} 份")
        for entry in mend:
            yield from _one(entry, _counts(entry))
    ask = [entry for entry in written if entry.asks and not entry.errors]
    if ask:
        yield from ("", f"写出来了，有要核对的 {len(ask)} 份")
        yield from (f"  {entry.unit}　{_counts(entry)}" for entry in ask)
    if by_state[State.STRANGE]:
        yield from ("", f"不是数据文件，没有理会 {len(by_state[State.STRANGE])} 个")
        yield from (f"  {entry.data}" for entry in by_state[State.STRANGE])
    yield from (
        "",
        f"写在：{wanted.output}",
        f"每一份的结果：{wanted.output / batch.NAME}",
        "",
        _next(failed, mend, ask),
    )


def _head(done: batch.Batch, counts: dict[State, int]) -> str:
    kept = f"，其中 {len(done.kept)} 份上次已经写好，数据和语句库没有变，这次跳过" if done.kept else ""
    failed = f"；没有写成 {counts[State.FAILED]} 份" if counts[State.FAILED] else ""
    return f"共 {len(done.entries) - counts[State.STRANGE]} 份：写好 {counts[State.WRITTEN]} 份{kept}{failed}。"


def _counts(entry: batch.Entry) -> str:
    found = (("必须改", entry.errors), ("请核对", entry.asks), ("提示", entry.hints))
    return "　".join(f"{name} {count} 条" for name, count in found if count)


def _one(entry: batch.Entry, told: str) -> Iterator[str]:
    yield f"  {entry.unit}　{told}".rstrip("　")
    yield f"    {entry.first}"
    if entry.advice:
        yield f"      {entry.advice}"


def _next(failed: Sequence[batch.Entry], mend: Sequence[batch.Entry], ask: Sequence[batch.Entry]) -> str:
    if failed or mend:
        return "下一步：改好上面这些数据文件，把同一条命令再运行一次；没有动过的会跳过。某一份的全部问题，用 draftgen check 看它的数据文件。"
    if ask:
        return "下一步：核对上面这些，通读各份草稿；没有问题后加 --final 再运行一次，生成定稿。"
    return "下一步：通读各份草稿；没有问题后加 --final 再运行一次，生成定稿。"
