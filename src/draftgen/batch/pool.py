"""Who does the work: this process, processes of this machine, or a cluster, all behind the standard executor."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from typing import Any, NamedTuple, ParamSpec, TypeVar

from draftgen.core.finding import DraftgenError, UnreadableInput

_P = ParamSpec("_P")
_T = TypeVar("_T")
# A process of its own costs as much as so many reports.
_WORTH = 10
_AHEAD = 2
_CLUSTER_AHEAD = 256
_ANSWER = "10s"
_SAFE = "PYTHONSAFEPATH"


class Pool(NamedTuple):
    """How to come by an executor of a given size, how many workers it has, and how many units to hand out ahead.

    ``around`` is what must hold from before the executor is made until it has ended.
    """

    make: Callable[[int], Executor]
    workers: int
    ahead: int
    around: Callable[[], AbstractContextManager[None]] = nullcontext


class Here(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        """The job's future, done."""
        done: Future[_T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands every fault to who asks for the result
            done.set_exception(error)
        return done


def local(jobs: int | None, units: int) -> Pool:
    """A pool of ``jobs`` processes; unless said, as many as the machine and the work are worth."""
    workers = min(jobs or _worth(units), max(units, 1))
    if workers == 1:
        return Pool(lambda _: Here(), 1, 1)
    return Pool(_processes, workers, workers * _AHEAD, _safe_path)


def apart() -> Pool:
    """A pool of one process: what it is asked to do cannot end this one."""
    return Pool(_processes, 1, 1, _safe_path)


def cluster(address: str) -> Pool:
    """The executor of a Dask cluster. Raises DraftgenError if the package is missing or nobody answers."""
    try:
        import distributed  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise DraftgenError("用集群要先安装：pip install 'draftgen[dask]'") from error
    client = _client(address)
    workers = len(client.scheduler_info()["workers"])
    client.close()
    return Pool(lambda _: _Cluster(_client(address)), max(workers, 1), _CLUSTER_AHEAD)


def _client(address: str) -> Any:
    distributed: Any = import_module("distributed")
    try:
        return distributed.Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableInput(
            f"集群 {address} 连不上。请检查地址（例如 tcp://127.0.0.1:8786）、调度器是否已经启动。"
        ) from error


class _Cluster(Executor):
    """The cluster's own executor, which ends with its connection."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Executor
        self._executor.shutdown(wait=wait and not cancel_futures)  # without waiting it cancels
        self._client.close()


def _worth(units: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, units // _WORTH))


def _processes(workers: int) -> Executor:
    # "spawn" is what every system has, and takes no half-held lock of this process along.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


@contextmanager
def _safe_path() -> Iterator[None]:
    """No module in the present folder, which may be a stranger's, is taken for one of Python's where a worker begins.

    A worker begins whenever there is work for one more, with the environment that this process has then.
    """
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_SAFE, None)
        else:
            os.environ[_SAFE] = before


def _begin() -> None:
    """A worker leaves Ctrl+C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
