"""Many data files, each drafted into a folder of its own: the order of things for a batch."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeAlias

from draftgen import store
from draftgen.batch import pool, units, work
from draftgen.batch.manifest import NAME, Entry, Manifest, State, as_dict
from draftgen.batch.pool import Pool
from draftgen.batch.units import Unit
from draftgen.batch.work import Manner
from draftgen.core.finding import UnreadableInput

__all__ = ["NAME", "Batch", "Entry", "Manner", "State", "as_dict", "run"]

Progress: TypeAlias = Callable[[int, int, str], None]
"""Is told how many units are done, of how many, and which was the last."""


class Batch(NamedTuple):
    """What came of it: an entry a unit, sorted by name; ``kept`` are the names of those that were there already."""

    entries: tuple[Entry, ...]
    kept: frozenset[str]


def run(
    sources: Sequence[Path],
    manner: Manner,
    jobs: int | None = None,
    cluster: str = "",
    progress: Progress | None = None,
) -> Batch:
    """Drafts every data file of ``sources`` into a folder of its own in the output, and lists what came of each.

    Units that the list says are done, and whose data and wordings are as they were, are passed over; with ``force``
    none is. ``jobs`` processes do the work, or the workers of the Dask cluster at the address ``cluster``. The bytes
    written do not depend on who does it.

    Raises:
        UnreadableInput: There is no data file, or the cluster does not answer.
        RefusedOutput: The output cannot be written, or another batch is at work in it.
        DraftgenError: A folder of wordings is not there, or the package for clusters.

    """
    manner = _absolute(manner)
    found = units.find(sources, manner.output)
    if not found:
        raise UnreadableInput(f"这里没有数据文件（{'、'.join(units.ENDINGS)}）。")
    work.basis(manner.output, manner)  # what is wrong with all of them is said once
    with Manifest(manner.output, store.write_file) as manifest:
        kept = {} if manner.force else dict(_kept(found, manner, manifest.entries))
        left = [unit for unit in found if unit.name not in kept]
        done = dict(kept)
        workers = pool.cluster(cluster) if cluster and left else pool.local(jobs, len(left))
        if progress is not None:
            progress(len(done), len(found), "")
        # Closed here, so that what was begun has ended also where somebody interrupts.
        with closing(_all(left, manner, workers)) as entries:
            for entry in entries:
                manifest.add(entry)
                done[entry.unit] = entry
                if progress is not None:
                    progress(len(done), len(found), entry.unit)
        manifest.settle()
    return Batch(tuple(done[unit.name] for unit in found), frozenset(kept))


def _absolute(manner: Manner) -> Manner:
    """Workers may stand elsewhere."""
    template = None if manner.template is None else manner.template.absolute()
    banks = tuple(bank.absolute() for bank in manner.banks)
    return manner._replace(output=manner.output.absolute(), banks=banks, template=template)


def _kept(found: Sequence[Unit], manner: Manner, before: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """The entries of units for which there is nothing to do."""
    bases: dict[Path, str] = {}
    for unit in found:
        entry = before.get(unit.name)
        if entry is None or entry.state is not State.WRITTEN or entry.data != store.relative(unit.data, manner.output):
            continue
        beside = unit.data.parent
        if beside not in bases:
            bases[beside] = work.basis(beside, manner)
        same = bases[beside] == entry.basis and all(
            store.sha_of(manner.output / name) == sha for name, sha in entry.sources.items()
        )
        if same and all((manner.output / name).is_file() for name in entry.files):
            yield unit.name, entry


def _all(left: Sequence[Unit], manner: Manner, workers: Pool) -> Generator[Entry, None, None]:
    """The entries as they come. Units on which a whole process ended are tried once more, each on its own."""
    while left:
        suspects, left = yield from _through(left, manner, workers)
        for unit in suspects:
            again, _ = yield from _through([unit], manner, pool.apart())
            if again:
                yield work.broken(work.begun(unit, manner), "进程意外结束")


def _through(
    left: Sequence[Unit], manner: Manner, workers: Pool
) -> Generator[Entry, None, tuple[list[Unit], list[Unit]]]:
    """The entries of one executor's life; gives back the units it ended on, and those it did not come to."""
    with workers.around():
        return (yield from _lifelong(left, manner, workers))


def _lifelong(
    left: Sequence[Unit], manner: Manner, workers: Pool
) -> Generator[Entry, None, tuple[list[Unit], list[Unit]]]:
    waiting = deque(left)
    pending: dict[Future[Entry], Unit] = {}
    suspects: list[Unit] = []
    executor = workers.make(workers.workers)
    try:
        while True:
            while waiting and len(pending) < workers.ahead and not suspects:
                unit = waiting.popleft()
                try:
                    pending[executor.submit(work.draft, unit, manner)] = unit
                except BrokenExecutor:
                    suspects.append(unit)
            if not pending:
                return suspects, list(waiting)
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                unit = pending.pop(future)
                try:
                    yield future.result()
                except (BrokenExecutor, CancelledError):
                    suspects.append(unit)
                except Exception as error:  # noqa: BLE001 - what a cluster's own machinery raises is anybody's guess
                    yield work.broken(work.begun(unit, manner), type(error).__name__)
    finally:
        executor.shutdown(wait=not pending, cancel_futures=True)
