"""Whatever reads a stranger's file by a library, as a program of its own with limits on its time and memory.

The module that reads is run as a program and calls ``serve``; who wants its answer calls ``ask``. The file goes in on
the standard input, the answer comes back as JSON: ``{"error": kind}``, or whatever the two agree on.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]


def ask(module: str, data: bytes, seconds: int, memory: int) -> Answer:
    """What the program ``module`` says to ``data``, in ``seconds`` and with ``memory`` bytes at most.

    Besides what the program itself calls an error: ``time`` (it took longer), ``start`` (it could not be started),
    ``memory`` (it needs more), ``stopped`` (it ended without an answer, as one does that is refused memory or time).
    """
    # -P: no module that lies in the present folder, which may be a stranger's, is taken for one of Python's.
    command = [sys.executable, "-P", "-m", module, str(seconds), str(memory)]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
        answer = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        return {"error": "time"}
    except OSError:
        return {"error": "start"}
    except ValueError:
        return {"error": "stopped"}
    return answer if isinstance(answer, dict) else {"error": "stopped"}


def serve(read: Callable[[bytes], Answer]) -> None:
    """As the program: limits itself as the arguments say, reads its input, prints what ``read`` says to it.

    ``read`` turns whatever its library raises into an error of its own, all but a MemoryError.
    """
    limit = limits(memory=int(sys.argv[2]), seconds=int(sys.argv[1]))
    if limit is not None:
        limit()
    try:
        answer = json.dumps(read(sys.stdin.buffer.read()))
    except MemoryError:
        answer = json.dumps({"error": "memory"})
    sys.stdout.write(answer)


def limits(memory: int, seconds: int | None = None) -> Callable[[], None] | None:
    """What takes from the process that calls it all but so many bytes and seconds; None where a system cannot."""
    try:
        import resource  # noqa: PLC0415 - not every system has it
    except ImportError:
        return None

    def limit() -> None:
        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
            if most is not None:
                allowed = resource.getrlimit(kind)[1]
                # Nobody may have more than was left to it.
                least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
                resource.setrlimit(kind, (least, least))

    return limit
