"""Every hardship in turn, for a bounded time: `python -m benchmarks.endurance [--minutes N] [--only PART …] [--seed N]`.

Prints a table: what was tried, how often, what happened, how many promises were broken; below it each broken promise.
The exit code is 1 if there is one. Needs nothing but the checkout; what the machine cannot do (mounting, LibreOffice) is
said and left out. As root more can be tried.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.endurance import fuzzing, hardship, killing, seeds, texts
from benchmarks.endurance.common import Trial

_HARDSHIPS = (*hardship.ALL, texts.names, texts.raw_names, texts.line_ends, texts.megabytes)
_ACTS = (killing.write_at_every_act, killing.update_at_every_act, killing.train_at_every_act)
_MOMENTS: tuple[Callable[[Path, float, Random], Trial], ...] = (
    killing.write_at_any_moment,
    killing.many_at_any_moment,
    killing.review_at_any_moment,
    killing.train_at_any_moment,
)
PARTS = ("killing", "hardship", "fuzzing")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--minutes", type=float, default=10, help="for what is tried at random; the rest takes about 15"
    )
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wanted = given.only or PARTS
    start, broken = time.monotonic(), []
    print(f"Python {platform.python_version()}, {platform.system()}, seed {given.seed}\n")
    print("| 试了什么 | 次数 | 结果 | 违背承诺 |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for trial in _trials(folder, wanted, given.minutes * 60 / len(wanted), given.seed):
            print(trial.row(), flush=True)
            broken += [f"{trial.name}：{fault}" for fault in trial.broken]
    print(f"\n{time.monotonic() - start:.0f} s")
    for fault in broken:
        print(f"- {fault}")
    return int(bool(broken))


def _trials(folder: Path, wanted: tuple[str, ...], seconds: float, seed: int) -> Iterator[Trial]:
    random = Random(seed)  # noqa: S311 - the same moments for the same seed
    if "killing" in wanted:
        for number, act in enumerate(_ACTS):
            with hardship.below(folder, f"act{number}") as place:
                yield act(place)
        for number, moment in enumerate(_MOMENTS):
            with hardship.below(folder, f"moment{number}") as place:
                yield moment(place, seconds / len(_MOMENTS), random)
    if "hardship" in wanted:
        for number, hard in enumerate(_HARDSHIPS):
            with hardship.below(folder, f"hard{number}") as place:
                yield hard(place)
    if "fuzzing" in wanted:
        readers = fuzzing.readers(seeds.kept(folder / "seeds"))
        for name, reader in readers.items():
            yield fuzzing.fuzz(name, reader, seconds / len(readers), seed)


if __name__ == "__main__":
    sys.exit(main())
