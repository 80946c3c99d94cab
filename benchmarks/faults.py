"""How many planted faults `check` finds, and what it says of clean reports.

`python -m benchmarks.faults [--kind KIND …] [--missed] [FOLDER]` takes the reports of FOLDER/clean (tests/data/faults),
plants one fault at a time (``plant`` there) and checks each text, with last year's report where there is one. A fault
counts as found if there is a finding that the clean report does not have. The table names both halves: ``first``, and
``held_back``, which nobody who wrote rules had seen. Below it stand the findings on the clean reports: a certain one is a
false alarm.
"""

import argparse
import importlib.util
import json
import multiprocessing
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from draftgen import checks, reading, recall
from draftgen.core.finding import Confidence, Finding

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "faults"


class Tried(NamedTuple):
    """One planted fault: its kind, the number of the report, and what was new among the findings."""

    kind: str
    report: str
    said: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--missed", action="store_true", help="list the texts in which nothing was found")
    parser.add_argument("--half", choices=["first", "held_back"], action="append")
    parser.add_argument("--fresh", action="store_true", help="the forty texts of FOLDER/fresh, each with one fault")
    given = parser.parse_args()
    if given.fresh:
        _fresh(given.folder)
        return
    halves: dict[str, list[str]] = json.loads((given.folder / "kinds.json").read_text("utf-8"))
    wanted = {kind for half in given.half or halves for kind in halves[half]}
    wanted &= set(given.kind or wanted)
    names = sorted(path.stem for path in (given.folder / "clean").glob("[0-9][0-9].txt"))
    jobs = [(given.folder, name, sorted(wanted)) for name in names]
    with multiprocessing.Pool(2) as pool:
        results = pool.starmap(_tried, jobs, chunksize=1)
    tried = [one for found, _ in results for one in found]
    _table(tried, {kind: half for half, kinds in halves.items() for kind in kinds})
    if given.missed:
        for one in tried:
            if not one.said:
                print(f"  missed {one.kind} in {one.report}")
    _clean({name: clean for name, (_, clean) in zip(names, results, strict=True)})


def _fresh(folder: Path) -> None:
    listed = json.loads((folder / "fresh" / "faults.json").read_text("utf-8"))
    hits = 0
    for one in listed:
        clean = (folder / "clean" / Path(one["clean"]).name).read_text("utf-8")
        known = {_key(finding) for finding in found(clean, one["clean"], None)}
        planted = (folder / "fresh" / one["file"]).read_text("utf-8")
        said = [finding for finding in found(planted, one["file"], None) if _key(finding) not in known]
        hits += bool(said)
        print(f"  {one['file']} {one['kind']}: {said[0].message if said else 'missed'}")
    print(f"  {hits} of {len(listed)}: {hits / len(listed):.1%}")


def found(text: str, name: str, last: str | None) -> tuple[Finding, ...]:
    """What `check` says of a text."""
    context = checks.Context()
    if last is not None:
        old = reading.understand(recall.report(last.encode(), "last.txt"))
        context = checks.Context(last=old.report, last_mentions=old.mentions)
    understood = reading.understand(recall.report(text.encode(), name))
    return checks.run(understood.report, understood.mentions, context).findings


def _tried(folder: Path, name: str, kinds: Sequence[str]) -> tuple[list[Tried], tuple[Finding, ...]]:
    register = _plant(folder).REGISTRY
    text = (folder / "clean" / f"{name}.txt").read_text("utf-8")
    before = folder / "clean" / f"{name}.last.txt"
    last = before.read_text("utf-8") if before.exists() else None
    clean = found(text, f"{name}.txt", last)
    known = {_key(finding) for finding in clean}
    tried = []
    for kind in kinds:
        plant, *_ = register[kind]
        planted = plant(text, last)
        if planted is not None:
            said = [f for f in found(planted[0], f"{name}.txt", last) if _key(f) not in known]
            tried.append(Tried(kind, name, tuple(f"{f.code}: {f.message}" for f in said)))
    return tried, clean


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _plant(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("plant", folder / "plant" / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Where its modules look for one another.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _table(tried: Sequence[Tried], halves: Mapping[str, str]) -> None:
    kinds: dict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        kinds[one.kind].append(one)
    for half in sorted(set(halves.values())):
        print(f"\n{half}")
        some = {kind: ones for kind, ones in kinds.items() if halves[kind] == half}
        for kind, ones in sorted(some.items(), key=lambda item: _share(item[1])):
            print(f"  {kind:28}{_share(ones):7.0%}  {sum(bool(one.said) for one in ones)} of {len(ones)}")
        every = [one for ones in some.values() for one in ones]
        if every:
            mean = sum(map(_share, some.values())) / len(some)
            print(f"  {half}: {_share(every):.1%} of {len(every)} texts, {mean:.1%} over {len(some)} kinds")


def _share(tried: Sequence[Tried]) -> float:
    return sum(bool(one.said) for one in tried) / len(tried)


def _clean(reports: Mapping[str, Sequence[Finding]]) -> None:
    print("\nclean reports")
    for line in _told(reports):
        print(line)
    certain = sum(f.confidence is Confidence.CERTAIN for findings in reports.values() for f in findings)
    asked = sum(map(len, reports.values())) - certain
    print(f"  {certain / len(reports):.2f} certain and {asked / len(reports):.2f} other findings a clean report")


def _told(reports: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
    for name, findings in reports.items():
        for finding in findings:
            yield f"  {name} {finding.confidence} {finding.level} {finding.code}: {finding.message}"


if __name__ == "__main__":
    main()
