"""Files on disk: written atomically, and never over what somebody has changed since (promise 5).

What this program wrote into a folder, and of what, lies in ``.draftgen.json`` beside it: content hashes, no times.
"""

import errno
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from draftgen import plainfiles
from draftgen.core.finding import RefusedOutput
from draftgen.core.nothing import NOTHING
from draftgen.core.refusal import reason

RECORD = ".draftgen.json"
_THERE = "{} 已经有了，没有覆盖。请换一个文件名；要重新开始，先把原来的文件改名。"
_BEGUN = "begun"
_PREFIX = ".draftgen-"
_ABANDONED = 600
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FILES, _RUNS, _LEDGERS, _REVIEWS, _TAKEN = "files", "runs", "ledgers", "reviews", "taken"


Paths: TypeAlias = tuple[Path, ...]


class Run(NamedTuple):
    """One run of `write`: what the files it wrote were made of, and what was still open in them.

    ``data`` is the data file; ``made_of`` has the SHA-256 of everything that was read, the data first. Names are
    relative to the folder written into. ``places`` are the places that a review decides, ``errors`` the messages of what must
    be mended beside marks in the text, ``options`` what was typed behind the data file, each with its file or folder. ``renewed`` is the edited file with new
    figures that `update` wrote since: from then on that is the report.
    """

    data: str
    made_of: Mapping[str, str]
    files: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    final: bool = False
    renewed: str = ""


class Counted(NamedTuple):
    """The request ledger that was counted into a data file, and its SHA-256 then."""

    file: str
    sha: str


class Reviewed(NamedTuple):
    """How far a review had come when it was left: places decided, of how many; the SHA-256 of its file then."""

    decided: int
    whole: int
    sha: str


class Memory(NamedTuple):
    """What a folder remembers: hashes by name of what was written into it, the last run, ledger and review by data file.

    ``taken`` has the hashes of files, changed by somebody, whose changes were taken back. ``damaged``: there is a record,
    but it cannot be read.
    """

    files: Mapping[str, str] = NOTHING
    runs: Mapping[str, Run] = NOTHING
    ledgers: Mapping[str, Counted] = NOTHING
    reviews: Mapping[str, Reviewed] = NOTHING
    taken: Mapping[str, str] = NOTHING
    damaged: bool = False


def write(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, run: Run | None = None
) -> tuple[Paths, Paths]:
    """Writes ``files`` into ``folder`` and returns their paths, and those of the copies that were kept.

    A file that is there and is not what this program last wrote is refused (RefusedOutput), all files at once, before
    anything is written. With ``force`` a copy of it is kept first. ``run`` is remembered with the files' hashes.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedOutput(f"输出文件夹 {folder} 建不了：{reason(error)}。请用 -o 换一个文件夹。") from error
    known = memory(folder)
    changed = [name for name, data in files.items() if _changed(folder / name, data, known.files.get(name, ""))]
    if changed and not force:
        raise RefusedOutput(
            f"{'、'.join(changed)} 在上次生成之后改过，或者不是程序写的，没有覆盖。"
            "要保留它，请换一个文件名或者用 -o 换一个文件夹；要重新生成，加 --force（会先留一份备份）。"
        )
    _sweep(folder)
    kept = tuple(keep(folder / name) for name in changed)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if not hashes.items() <= known.files.items():
        # A process that is killed between two files must not leave one behind that looks as if somebody had changed it.
        _remember(folder, known, begun=hashes)
    written = tuple(_write_one(folder / name, data) for name, data in files.items())
    known = memory(folder)  # another process may have written into the folder meanwhile
    runs = {**known.runs, **({run.data: run._replace(files=tuple(files))} if run is not None else {})}
    _remember(folder, known._replace(files={**known.files, **hashes}, runs=runs))
    return written, kept


def counted(data: Path, ledger: Path) -> None:
    """Remembers beside the data file that ``ledger`` was counted into it. Raises RefusedOutput if it cannot be written."""
    known = memory(data.parent)
    entry = Counted(relative(ledger, data.parent), sha_of(ledger))
    _remember(data.parent, known._replace(ledgers={**known.ledgers, data.name: entry}))


def reviewed(data: Path, file: Path, decided: int, whole: int) -> None:
    """Remembers beside the data file how far its review, which lies in ``file``, has come."""
    known = memory(data.parent)
    entry = Reviewed(decided, whole, sha_of(file))
    if known.reviews.get(data.name) != entry:
        _remember(data.parent, known._replace(reviews={**known.reviews, data.name: entry}))


def taken(data: Path, changed: Path) -> None:
    """Remembers beside the data file that what somebody changed in the file ``changed`` is in the data or decisions now."""
    known = memory(data.parent)
    hashes = {**known.taken, relative(changed, data.parent): sha_of(changed)}
    _remember(data.parent, known._replace(taken=hashes))


def renewed(data: Path, edited: Path, written: Path) -> None:
    """Remembers that the figures of ``data`` as they are now were put into ``edited``, which became ``written``."""
    taken(data, edited)
    for folder in dict.fromkeys((data.parent, edited.parent, written.parent)):
        known = memory(folder)
        for name, run in known.runs.items():
            if os.path.normpath((folder / name).absolute()) == os.path.normpath(data.absolute()):
                made_of = {**run.made_of, name: sha_of(data)}
                after = run._replace(made_of=made_of, renewed=relative(written, folder))
                _remember(folder, known._replace(runs={**known.runs, name: after}))


def memory(folder: Path) -> Memory:
    """What ``folder`` remembers; nothing where there is no record or none that can be read."""
    try:
        data = plainfiles.read(folder / RECORD)
    except OSError:
        return Memory()
    try:
        return _understood(json.loads(data), folder)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Memory(damaged=True)


def sha_of(file: Path) -> str:
    """The SHA-256 of a file's content; "" where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def hashes_of(files: Iterable[Path], folder: Path) -> dict[str, str]:
    """The hashes of ``files`` by their names as seen from ``folder``; those that cannot be read are left out."""
    found = {relative(file, folder): sha_of(file) for file in files}
    return {name: sha for name, sha in found.items() if sha}


def relative(file: Path, folder: Path) -> str:
    """The name of ``file`` as seen from ``folder``, with slashes; the whole path where they share no root."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.absolute().as_posix()


def options_here(folder: Path, run: Run) -> tuple[str, ...]:
    """The options of a run in ``folder``, their files and folders named as they have to be typed from here."""
    pairs = zip(run.options[::2], run.options[1::2], strict=False)
    return tuple(word for name, value in pairs for word in (name, _from_here(folder, value)))


def _from_here(folder: Path, name: str) -> str:
    """A name kept in ``folder``. Earlier versions kept it as it was typed: that holds where nothing else does."""
    found = os.path.normpath(folder / name)
    return name if Path(name).exists() and not Path(found).exists() else found


def _remember(folder: Path, known: Memory, begun: Mapping[str, str] = NOTHING) -> None:
    """Writes the record. ``begun`` are the hashes of files that are about to be written."""
    kept = {
        _FILES: dict(known.files),
        _RUNS: {name: run._asdict() for name, run in known.runs.items()},
        _LEDGERS: {name: one._asdict() for name, one in known.ledgers.items()},
        _REVIEWS: {name: one._asdict() for name, one in known.reviews.items()},
        _TAKEN: dict(known.taken),
        _BEGUN: dict(begun),
    }
    shown = {name: value for name, value in kept.items() if value or name == _FILES}
    text = json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    # A name that is no text, as old archives unpack it, is kept so that reading JSON gives it back.
    _write_one(folder / RECORD, text.encode(errors="surrogatepass"))


def _understood(raw: Any, folder: Path) -> Memory:
    """A record as this version writes it, or as the first did: nothing but hashes by name.

    Of files that a run had begun to write when it ended, those count as written that are there whole.
    """
    if not isinstance(raw.get(_FILES), dict):
        return Memory(_texts(raw))
    runs = {str(name): _run(entry) for name, entry in raw.get(_RUNS, {}).items()}
    ledgers = {str(name): Counted(**_texts(entry)) for name, entry in raw.get(_LEDGERS, {}).items()}
    begun = {name: sha for name, sha in _texts(raw.get(_BEGUN, {})).items() if sha_of(folder / name) == sha}
    reviews = {
        str(name): Reviewed(int(entry["decided"]), int(entry["whole"]), str(entry["sha"]))
        for name, entry in raw.get(_REVIEWS, {}).items()
    }
    return Memory({**_texts(raw[_FILES]), **begun}, runs, ledgers, reviews, _texts(raw.get(_TAKEN, {})))


def _run(raw: Mapping[str, Any]) -> Run:
    lists = {name: tuple(map(str, raw.get(name, ()))) for name in ("files", "places", "errors", "options")}
    made_of, renewed_ = _texts(raw["made_of"]), str(raw.get("renewed", ""))
    return Run(str(raw["data"]), made_of, final=raw.get("final") is True, renewed=renewed_, **lists)


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in raw.items()}


def write_file(path: Path, data: bytes, *, lasting: bool = True) -> Path:
    """Writes one file atomically, whatever was there. Raises RefusedOutput if the disk, or what is there, does not let it.

    ``lasting``: what nobody could make again, such as decisions, outlives a loss of power the moment after.
    """
    _make_folder(path)
    return _write_one(path, data, lasting=lasting)


def create_file(path: Path, data: bytes) -> Path:
    """As ``write_file``, but only where there is nothing yet: RefusedOutput otherwise, also if it comes meanwhile."""
    _make_folder(path)
    return _write_one(path, data, lasting=True, fresh=True)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedOutput(f"{path} 写不进去，文件夹建不了：{reason(error)}。请换一个地方。") from error


def _sweep(folder: Path) -> None:
    """Removes what killed processes have begun and never named. Whatever is being written now is younger."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _changed(path: Path, data: bytes, known: str) -> bool:
    if not path.exists():
        return False
    there = _content(path)
    return there != data and hashlib.sha256(there).hexdigest() != known


def _content(path: Path) -> bytes:
    try:
        return plainfiles.read(path)
    except OSError as error:
        what = "是一个文件夹" if path.is_dir() else f"读不了：{reason(error)}"
        raise RefusedOutput(f"{path.name} 已经在那里，{what}，没有写。请把它移走，或者用 -o 换一个文件夹。") from error


def keep(path: Path) -> Path:
    """A copy of the file beside it, under the next free name; its path."""
    number = 1
    while (copy := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    _write_one(copy, _content(path))
    return copy


def _write_one(path: Path, data: bytes, *, lasting: bool = False, fresh: bool = False) -> Path:
    """``lasting``: what nobody could make again, such as decisions, outlives a loss of power the moment after.

    ``fresh``: nothing may be there.
    """
    target = _target(path, fresh=fresh)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_PREFIX)
    except OSError as error:
        raise RefusedOutput(f"文件夹 {target.parent} 不能写入：{reason(error)}。请用 -o 换一个文件夹。") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        Path(name).chmod(_mode())
        (_link if fresh else Path.replace)(Path(name), target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise RefusedOutput(_THERE.format(path)) from error
        if isinstance(error, OSError):
            raise RefusedOutput(f"{path.name} 写不进去：{_reason(error)}") from error
        raise
    return path


def _target(path: Path, *, fresh: bool) -> Path:
    """Where a file is really written.

    A link stays a link, unless it leads out of the folder: then whoever made the folder would choose what is written.
    What is no file (a folder, a device) stays what it is.
    """
    try:
        target = plainfiles.target(path)
        there = target.exists()
    except plainfiles.NotPlain as error:
        raise RefusedOutput(f"{path} 已经在那里，{reason(error)}，没有写。请把它移走，或者换一个文件名。") from error
    except OSError as error:
        raise RefusedOutput(f"{path} 写不进去：{reason(error)}。请换一个文件名。") from error
    if there and fresh:
        raise RefusedOutput(_THERE.format(path))
    return target


def _link(ready: Path, target: Path) -> None:
    """Gives a file its name unless it is taken. Raises FileExistsError."""
    try:
        target.hardlink_to(ready)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a memory stick
        if target.exists():
            raise FileExistsError(str(target)) from None
        ready.replace(target)
        return
    with suppress(OSError):  # the file is there; what is left of its making is swept away later
        ready.unlink(missing_ok=True)


def _mode() -> int:
    """What may be done with a new file, as whoever runs this has set it; temporary files are private whatever that is."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return f"{reason(error)}。请腾出地方再试；原来的文件没有动。"
    return f"{reason(error)}。文件是不是正在 Word 或 WPS 里打开着？请关掉再试。"
