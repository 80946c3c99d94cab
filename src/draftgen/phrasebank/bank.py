"""Folders → one bank. Later folders win; a passage of the same id replaces the earlier one whole; ``hide`` removes."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from draftgen import plainfiles, resources
from draftgen.core.finding import DraftgenError, Finding, Level, Place, ProgramFault, UnreadableInput
from draftgen.core.passage import Bank, Domain, Passage, Theme, WordLists
from draftgen.phrasebank import compiled
from draftgen.phrasebank.parsed import Parsed

# What reading JSON of another shape than ours can raise.
_MISSHAPEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
# The shipped bank has a hundred files, none of them a tenth as large.
_MOST_FILES = 2000
_MOST_BYTES = 2_000_000


class Folder(NamedTuple):
    """A folder of passages. ``name`` is what `phrases list` calls it."""

    path: Path
    name: str
    shipped: bool = False


def folders(beside: Path | None = None, extra: Sequence[Path] = ()) -> tuple[Folder, ...]:
    """The search path: shipped, the user's data folder, ``phrasebank`` beside the data, then ``--bank`` folders."""
    shipped = resources.shipped("phrasebank")
    found = [Folder(shipped, "自带", shipped=True)]
    candidates = [(resources.data_home() / "phrasebank", "本人")]
    if beside is not None:
        candidates.append((beside / "phrasebank", "本文件夹"))
    for path, name in candidates:
        if path.is_dir() and path.resolve() != shipped.resolve():
            found.append(Folder(path, name))
    for path in extra:
        if not path.is_dir():
            raise DraftgenError(f"语句库文件夹不存在：{path}")
        found.append(Folder(path, str(path)))
    return tuple(found)


def read(search: Sequence[Folder], *, whole: bool = False) -> tuple[Bank, tuple[Finding, ...]]:
    """All themes of the folders, merged, with the faults of the files that were parsed anew.

    ``whole`` parses every file, so that passages have their examples, sources and lines too: for those who look at a
    bank, not for those who write a report.
    """
    themes: dict[tuple[str, str], Theme] = {}
    findings: list[Finding] = []
    words = WordLists()
    profiles: dict[str, tuple[str, ...]] = {}
    shares: dict[str, float] = {}
    weights: dict[str, float] = {}
    domains: list[Domain] = []
    hidden: set[str] = set()
    for folder in search:
        for parsed in parse_folder(folder, whole=whole).values():
            findings += parsed.findings
            hidden |= set(parsed.hidden)
            words = words.merged(parsed.words) if parsed.words else words
            profiles |= parsed.profiles
            shares |= parsed.shares
            weights |= parsed.weights
            domains += parsed.domains
            for theme in parsed.themes:
                key = (theme.section, theme.id)
                themes[key] = _merged(themes[key], theme) if key in themes else theme
    kept = tuple(
        theme._replace(
            frequency=max((shares.get(name, 0.0) for name in theme.taxonomy), default=0.0),
            passages=tuple(p for p in theme.passages if p.id not in hidden) if hidden else theme.passages,
        )
        for theme in themes.values()
    )
    return Bank(kept, words, profiles, tuple(domains), weights), tuple(findings)


def words(search: Sequence[Folder]) -> WordLists:
    """Only the word lists of the folders: what checking somebody's report needs of a bank."""
    found = WordLists()
    for folder in search:
        stored = _stored() if folder.shipped else {}
        for relative in _files(folder.path):
            entry = stored.get(relative)
            if entry is not None and entry["words"] is None:
                continue
            path = folder.path / relative
            sha = _sha(path)
            same = entry is not None and entry["sha256"] == sha
            parsed = _decoded(entry) if entry and same else _cached(path, relative, sha, shipped=folder.shipped)
            found = found.merged(parsed.words) if parsed.words else found
    return found


def digests(search: Sequence[Folder]) -> Iterator[str]:
    """For each file of the folders, in their order, a line with its name and SHA-256: what a bank was read from."""
    for folder in search:
        for relative in _files(folder.path):
            yield f"{folder.name}/{relative} {_sha(folder.path / relative)}"


def parse_folder(folder: Folder, *, whole: bool = False) -> dict[str, Parsed]:
    """Every file of a folder by its relative name; unless ``whole``, unchanged files come from their compiled form."""
    stored = _stored() if folder.shipped and not whole else {}
    found: dict[str, Parsed] = {}
    names = _files(folder.path)
    if len(names) > _MOST_FILES and not folder.shipped:
        message = f"语句库 {folder.path.name} 有 {len(names)} 个文件，太多了，一个也没有读（最多 {_MOST_FILES} 个）。"
        advice = "请检查是不是选错了文件夹；真有这么多，合并成几个文件。"
        return {
            ".": Parsed(findings=[Finding("bank-unreadable", Level.ERROR, Place(folder.path.name), message, advice)])
        }
    for relative in names:
        path = folder.path / relative
        if whole:
            found[relative] = _parse(path, relative, shipped=folder.shipped)
            continue
        sha = _sha(path)
        entry = stored.get(relative)
        if entry is not None and entry["sha256"] == sha:
            found[relative] = _decoded(entry)
        else:
            found[relative] = _cached(path, relative, sha, shipped=folder.shipped)
    return found


def _sha(path: Path) -> str:
    """The name of a file's content; "" for what is no file to read, which parsing will say."""
    try:
        return compiled.sha256(plainfiles.read(path, _MOST_BYTES))
    except OSError:
        return ""


def _files(folder: Path) -> list[str]:
    """The YAML files of a folder by their relative names, fields of government last: they join statements of others.

    What lies in ``hints`` is for training the ranker and holds no passages.
    """
    found: list[str] = []
    for base, _, names in os.walk(folder):
        above = os.path.relpath(base, folder).replace(os.sep, "/")
        if above.split("/")[0] == "hints":
            continue
        found += [name if above == "." else f"{above}/{name}" for name in names if name.endswith(".yaml")]
    return sorted(found, key=lambda relative: ("domains" in relative.split("/")[-2:-1], relative.split("/")))


def _parse(path: Path, relative: str, *, shipped: bool) -> Parsed:
    """One file, parsed. A passage of an office's own that types a figure is left out, with a finding (promise 1)."""
    from draftgen import located  # noqa: PLC0415 - only files that changed are parsed
    from draftgen.phrasebank.parse import FileParser  # noqa: PLC0415

    name = relative if shipped else f"{path.parents[relative.count('/')].name}/{relative}"
    try:
        file = located.read(path, name)
    except UnreadableInput as error:
        return Parsed(findings=[Finding("bank-unreadable", Level.ERROR, Place(name), str(error))])
    parsed = FileParser(file, relative, shipped=shipped).parse()
    if not shipped:
        from draftgen.phrasebank.lint import unusable  # noqa: PLC0415 - only an office's own files that changed need it

        parsed.findings += unusable(parsed)
    return parsed


def _merged(old: Theme, new: Theme) -> Theme:
    passages: dict[str, Passage] = {p.id: p for p in old.passages} | {p.id: p for p in new.passages}
    return old._replace(
        passages=tuple(passages.values()),
        hints=tuple(dict.fromkeys((*old.hints, *new.hints))),
        label=new.label or old.label,
        heading=new.heading or old.heading,
        taxonomy=old.taxonomy or new.taxonomy,
    )


def _stored() -> dict[str, dict[str, Any]]:
    path = resources.shipped("models") / compiled.SHIPPED
    if not path.is_file():
        return {}
    try:
        raw = json.loads(path.read_bytes())
        return dict(raw["files"]) if raw["version"] == compiled.VERSION else {}
    except _MISSHAPEN as error:
        raise _damaged() from error


def _decoded(entry: dict[str, Any]) -> Parsed:
    try:
        return compiled.decode(entry, shipped=True)
    except _MISSHAPEN as error:
        raise _damaged() from error


def _damaged() -> ProgramFault:
    return ProgramFault(
        f"自带语句库的编译文件 {compiled.SHIPPED} 损坏。请重新安装，或在源码目录运行 draftgen phrases compile。"
    )


def _cached(path: Path, relative: str, sha: str, *, shipped: bool) -> Parsed:
    """A changed file, from the private cache named by its content, or parsed and stored there."""
    cache = _cache_folder()
    entry = cache / f"{compiled.VERSION}-{sha}-{compiled.sha256(relative.encode())[:8]}.json" if cache else None
    if entry is not None and entry.is_file():
        try:
            return compiled.decode(json.loads(entry.read_bytes()), shipped=shipped)
        except (*_MISSHAPEN, OSError):
            entry.unlink(missing_ok=True)
    parsed = _parse(path, relative, shipped=shipped)
    if entry is not None and not parsed.findings:
        _store(entry, json.dumps(compiled.encode(parsed), ensure_ascii=False))
    return parsed


def _cache_folder() -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    folder = Path(base) / "draftgen" / "phrasebank"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shared = os.name == "posix" and (folder.stat().st_mode & 0o022 or folder.stat().st_uid != os.getuid())
    except OSError:
        return None
    # Somebody else could plant wordings in a folder that others may write to.
    return None if shared else folder


def _store(target: Path, text: str) -> None:
    """A cache that cannot be written only costs time."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(target)
    except OSError:
        return
