"""Every reader, given files that are nearly valid: it reads them or refuses in Chinese, and never does anything else.

What once failed is kept in ``tests/data/fuzz/READER/`` and replayed by ``tests/test_endurance_fuzz.py``.
"""

import hashlib
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from benchmarks.endurance.common import ROOT, Trial
from benchmarks.endurance.mutating import mutated

from draftgen import (
    annotating,
    checking,
    load,
    phrasebank,
    pipeline,
    reading,
    recall,
    redline,
    register,
    review,
    sheets,
)
from draftgen.batch import manifest
from draftgen.core.finding import DraftgenError
from draftgen.core.passage import Bank
from draftgen.inspection import results, roster
from draftgen.phrasebank.bank import Folder
from draftgen.render import ooxml_template
from draftgen.review import journal

CORPUS = ROOT / "tests" / "data" / "fuzz"
HANGS = 60


class Reader(NamedTuple):
    """What reads files of some endings, and what it is given to begin with."""

    read: Callable[[Path], object]
    seeds: Mapping[str, bytes]


class Hang(BaseException):
    """A reader that takes longer than anybody waits."""


def report(path: Path) -> object:
    """Everything that `read`, `check --annotate` and `write --reuse` do with a report."""
    done = checking.check(path, _manner())
    understood = reading.understand(done.report)
    recall.as_data(done.report)
    if path.suffix == ".docx":
        annotating.annotated(path, done.report, done.findings, path.with_name("批注.docx"))
    return understood


def data(path: Path) -> object:
    """Everything that `write` does with a data file, up to the files."""
    record, seen = load.record(path)
    if record is None:
        return seen
    made = pipeline.draft(record, _bank(), seen)[0]
    assert made.document is not None
    return made


def ledger(path: Path) -> object:
    return register.read(sheets.read(path), None, register.OfficeWords(), ())


def decisions(path: Path) -> object:
    """A review's decisions, on top of data that are sound."""
    found, findings = review.read(path)
    record, seen = load.record(ROOT / "examples" / "wendeng-2021" / "data.yaml")
    assert record is not None
    pipeline.draft(record, _bank(), (*seen, *findings), decided=found)
    return found


def history(path: Path) -> object:
    """A journal beside its data: read, and the review resumed."""
    data_file = path.with_name("a.yaml")
    path.replace(path.with_name("a.review.jsonl"))
    path.with_name("a.review.yaml").unlink(missing_ok=True)
    with review.Journal(data_file, lambda target, text: target.write_bytes(text)) as opened:
        opened.undo()
    return journal.read(data_file)


def wordings(path: Path) -> object:
    """An office's own bank, and a draft with it."""
    own = path.parent / "own" / "overview"
    own.mkdir(parents=True, exist_ok=True)
    path.replace(own / "publication.yaml")
    bank, findings = phrasebank.read([*phrasebank.folders(None)[:1], Folder(own.parent, "本单位")])
    record, seen = load.record(ROOT / "examples" / "wendeng-2021" / "data.yaml")
    assert record is not None
    return pipeline.draft(record, bank, (*seen, *findings))


def rules(path: Path) -> object:
    return checking.manner(rules=path)


def before(path: Path) -> object:
    return results.read(path.read_bytes())


def listed(path: Path) -> object:
    path.replace(path.with_name(manifest.NAME))
    with manifest.Manifest(path.parent, lambda target, text: target.write_bytes(text)) as opened:
        opened.settle()
        return opened.entries


def tracked(path: Path) -> object:
    """Last year's file with changes tracked."""
    return redline.redline(path, path.with_name("新.docx").read_bytes())


_known: dict[str, object] = {}


def _manner() -> checking.Manner:
    found = _known.setdefault("manner", None) or checking.manner()[0]
    _known["manner"] = found
    assert isinstance(found, checking.Manner)
    return found


def _bank() -> Bank:
    found = _known.get("bank") or phrasebank.read(phrasebank.folders(None)[:1])[0]
    _known["bank"] = found
    assert isinstance(found, Bank)
    return found


def one(read: Callable[[Path], object], content: bytes, ending: str, folder: Path) -> str:
    """What becomes of one file: 读了, 拒绝 with a message, or a fault with where it happened."""
    path = folder / f"试{ending}"
    path.write_bytes(content)
    try:
        with _bounded():
            read(path)
    except DraftgenError as error:
        return "拒绝" if any("一" <= char <= "龥" for char in str(error)) else f"没有中文：{error}"
    except Hang:
        return f"超过 {HANGS} 秒"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error)[:80]}"
    return "读了"


@contextmanager
def _bounded() -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise Hang

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    old = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def fuzz(name: str, reader: Reader, seconds: float, seed: int, most: int = 10**9) -> Trial:
    """Gives a reader mutated seeds for a time; what fails is kept."""
    trial = Trial(f"乱码：{name}")
    random = Random(f"{name}{seed}")  # noqa: S311 - the same files for the same seed
    end = time.monotonic() + seconds
    faults: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder), reader)
        while time.monotonic() < end and trial.times < most:
            ending, valid = random.choice(sorted(reader.seeds.items()))
            content = mutated(valid, random)
            said = one(reader.read, content, "." + ending.rpartition(".")[2], Path(folder))
            if said in ("读了", "拒绝"):
                trial.saw(said)
                continue
            trial.saw("出错", [f"{name}: {said}"])
            where = said.split(":")[0]
            if where not in faults:
                faults.add(where)
                _keep(name, content, ending)
    return trial


def furnish(folder: Path, reader: Reader) -> None:
    """What some readers need beside the file."""
    new = next((seed for name, seed in reader.seeds.items() if name.endswith(".docx")), b"")
    (folder / "新.docx").write_bytes(new)


def _keep(name: str, content: bytes, ending: str) -> None:
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    sha = hashlib.sha256(content).hexdigest()[:12]
    (folder / f"{sha}.{ending.rpartition('.')[2]}").write_bytes(content)


def _template(path: Path) -> object:
    return ooxml_template.template_look(path)


def _units(path: Path) -> object:
    return roster.read(path)


# Reader → what it does, and the endings of its seeds.
READERS: Mapping[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "docx": (report, ("report.docx",)),
    "html": (report, ("report.html",)),
    "md": (report, ("report.md",)),
    "txt": (report, ("last.txt", "tabs.txt")),
    "pdf": (report, ("report.pdf",)),
    "doc": (report, ("report.doc",)),
    "data": (data, ("data.yaml", "data2.yaml", "data3.yaml")),
    "book": (data, ("book.xlsx",)),
    "ledger": (ledger, ("ledger.xlsx",)),
    "csv": (ledger, ("ledger.csv",)),
    "xls": (ledger, ("ledger.xls",)),
    "review": (decisions, ("data.review.yaml",)),
    "journal": (history, ("data.review.jsonl",)),
    "bank": (wordings, ("bank.yaml",)),
    "rules": (rules, ("rules.yaml",)),
    "results": (before, ("results.json",)),
    "units": (_units, ("units.txt", "units.xlsx")),
    "manifest": (listed, ("manifest.jsonl",)),
    "template": (_template, ("report.docx",)),
    "redline": (tracked, ("report.docx",)),
}


def readers(seeds: Mapping[str, bytes]) -> dict[str, Reader]:
    """Every reader for which there is a seed."""
    found = {name: {seed: seeds[seed] for seed in wanted if seed in seeds} for name, (_, wanted) in READERS.items()}
    return {name: Reader(READERS[name][0], some) for name, some in found.items() if some}
