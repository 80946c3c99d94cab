"""One unit of a batch, from its data file to its folder: what a worker does, on this machine or on another."""

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from draftgen import __version__, phrasebank, pipeline, rank, resources, store
from draftgen.batch.manifest import Entry, State
from draftgen.batch.units import Unit
from draftgen.core.finding import DraftgenError, Finding, Level
from draftgen.core.passage import Bank

_MISSING = ("previous-missing", "previous-broken")


class Manner(NamedTuple):
    """How every report of a batch is to be written, and where to."""

    output: Path
    banks: tuple[Path, ...] = ()
    formats: tuple[str, ...] = pipeline.FORMATS
    template: Path | None = None
    final: bool = False
    force: bool = False


def draft(unit: Unit, manner: Manner) -> Entry:
    """Drafts one unit into its folder; whatever is wrong with it is told in the entry and raised to nobody."""
    given = begun(unit, manner)
    try:
        return _drafted(unit, manner, given)
    except DraftgenError as error:
        return given._replace(first=str(error), errors=1)
    except MemoryError:
        return given._replace(first="内存不够，这一份没有写。", advice="减少 --jobs 再运行一次。", errors=1)
    except Exception as error:  # noqa: BLE001 - one file that nobody foresaw must not cost the other fifty-nine
        return broken(given, type(error).__name__)


def begun(unit: Unit, manner: Manner) -> Entry:
    """The entry of a unit of which nothing is known yet."""
    return Entry(unit.name, store.relative(unit.data, manner.output), State.FAILED)


def broken(given: Entry, reason: str) -> Entry:
    """The entry of a unit on which the program itself has failed."""
    said = f"写这一份时程序出错（{reason}），其余的不受影响。"
    return given._replace(state=State.FAILED, first=said, advice="请把数据文件发给维护者。", errors=1)


def _drafted(unit: Unit, manner: Manner, given: Entry) -> Entry:
    made_with, bank = _bank(unit.data.parent, manner)
    folder = manner.output / unit.name
    job = pipeline.Job(
        unit.data, manner.banks, folder, manner.formats, manner.template, final=manner.final, force=manner.force
    )
    result = pipeline.write(job, bank)
    findings = result.draft.findings
    counts = Counter(finding.level for finding in findings)
    first = next((finding for level in Level for finding in findings if finding.level is level), None)
    told = given._replace(errors=counts[Level.ERROR], asks=counts[Level.ASK], hints=counts[Level.HINT])
    if first is not None:
        told = told._replace(first=_sentence(first), advice=first.advice)
    if not result.files:
        strange = any(finding.code == "not-data" for finding in findings)
        return told._replace(state=State.STRANGE if strange else State.FAILED)
    return told._replace(
        state=State.WRITTEN,
        files=tuple(path.relative_to(manner.output).as_posix() for path in result.files),
        sources={store.relative(path, manner.output): store.sha_of(path) for path in _sources(unit.data, result)},
        # A file of last year that was not there may come: then this draft is no longer what the data say.
        basis="" if any(finding.code in _MISSING for finding in findings) else made_with,
    )


def _sources(data: Path, result: pipeline.Result) -> Iterator[Path]:
    """The files a draft was made from; the record of the review also where there is none yet."""
    yield data
    yield data.with_name(f"{data.stem}.review.yaml")
    if result.record is not None:
        given = result.record.values.previous.values()
        yield from sorted({data.parent / one.source.file for one in given if one.source.file})
    last = pipeline.reused(pipeline.Job(data), pipeline.decisions(data)[0]) if result.old is not None else None
    if last is not None:
        yield last


def _sentence(finding: Finding) -> str:
    where = str(finding.place)
    return f"{where}　{finding.message}" if where else finding.message


# --- what a draft depends on besides its data ---


def basis(beside: Path, manner: Manner) -> str:
    """A sum over everything but the data that says how a report comes out: program, wordings, model, form of output."""
    folders = phrasebank.folders(beside, manner.banks)
    parts = [
        __version__,
        *phrasebank.digests(folders),
        store.sha_of(resources.shipped("models") / rank.FOLDER / rank.MANIFEST),
        "" if manner.template is None else store.sha_of(manner.template),
        ",".join(manner.formats),
        str(manner.final),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _bank(beside: Path, manner: Manner) -> tuple[str, tuple[Bank, tuple[Finding, ...]]]:
    """The wordings for the data in a folder; where the folder has none of its own, those of all such folders."""
    own = beside if (beside / "phrasebank").is_dir() else None
    return _read(own, manner._replace(output=Path(), force=False))


@lru_cache(maxsize=8)
def _read(beside: Path | None, manner: Manner) -> tuple[str, tuple[Bank, tuple[Finding, ...]]]:
    made_with = basis(beside or Path("/nowhere"), manner)
    read = pipeline.bank(beside, manner.banks)
    # The command line switches the collector off, which suits one report but not a thousand. What is kept until the
    # end, such as the wordings, need not be looked through each time.
    gc.collect()
    gc.freeze()
    gc.enable()
    return made_with, read
