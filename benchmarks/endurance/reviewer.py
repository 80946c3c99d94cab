"""A clerk who never stops deciding: `python -m benchmarks.endurance.reviewer DATA SEED`, until somebody kills it.

After each action, and not before the desk has said that it is done, a line: the number of the journal's last entry and
the sum of the decisions as they then stand.
"""

import hashlib
import sys
from pathlib import Path
from random import Random

from draftgen import pipeline
from draftgen.review import file as review_file
from draftgen.web.desk import Desk


def stands(desk: Desk) -> str:
    """What a reader of the decisions must find."""
    return hashlib.sha256(review_file.as_yaml(desk.journal.decisions).encode()).hexdigest()


def act(desk: Desk, random: Random) -> None:
    """Something a clerk does."""
    place = random.choice(desk.units).place
    match random.randrange(7):
        case 0 | 1:
            desk.accept(place)
        case 2:
            desk.edit(place, f"{desk.text(place) or '有关工作'}其中第{random.randrange(99)}项另行说明。")
        case 3:
            desk.refuse(place)
        case 4:
            desk.swap(place)
        case 5:
            desk.undo()
        case 6:
            desk.own("other", f"另有第{random.randrange(99)}件事。")


def main() -> None:
    desk = Desk(pipeline.Job(Path(sys.argv[1])), now=lambda: "", marks=lambda _: None)
    random = Random(sys.argv[2])  # noqa: S311 - the same clerk for the same seed
    while True:
        act(desk, random)
        print(len(desk.journal.entries), stands(desk), flush=True)


if __name__ == "__main__":
    main()
