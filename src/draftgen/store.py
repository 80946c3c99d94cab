"""Files on disk: written atomically, and never over what somebody has changed since (promise 5)."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from draftgen.core.finding import RefusedOutput

RECORD = ".draftgen.json"


Paths: TypeAlias = tuple[Path, ...]


def write(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Paths, Paths]:
    """Writes ``files`` into ``folder`` and returns their paths, and those of the copies that were kept.

    A file that is there and is not what this program last wrote is refused (RefusedOutput), all files at once, before
    anything is written. With ``force`` a copy of it is kept first.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedOutput(f"输出文件夹 {folder} 建不了：{error.strerror}。请用 -o 换一个文件夹。") from error
    known = _read_record(folder)
    changed = [name for name, data in files.items() if _changed(folder / name, data, known.get(name, ""))]
    if changed and not force:
        raise RefusedOutput(
            f"{'、'.join(changed)} 在上次生成之后改过，没有覆盖。"
            "要保留修改，请用 -o 换一个文件夹；要重新生成，加 --force（会先留一份备份）。"
        )
    kept = tuple(keep(folder / name) for name in changed)
    written = tuple(_write_one(folder / name, data) for name, data in files.items())
    known.update({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    _write_one(folder / RECORD, text.encode())
    return written, kept


def write_file(path: Path, data: bytes) -> Path:
    """Writes one file atomically, whatever was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return _write_one(path, data)


def _changed(path: Path, data: bytes, known: str) -> bool:
    if not path.exists():
        return False
    there = path.read_bytes()
    return there != data and hashlib.sha256(there).hexdigest() != known


def keep(path: Path) -> Path:
    """A copy of the file beside it, under the next free name; its path."""
    number = 1
    while (copy := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    _write_one(copy, path.read_bytes())
    return copy


def _write_one(path: Path, data: bytes) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".draftgen-")
    except OSError as error:
        raise RefusedOutput(f"文件夹 {path.parent} 不能写入：{error.strerror}。请用 -o 换一个文件夹。") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise RefusedOutput(
            f"{path.name} 写不进去：{error.strerror}。文件是不是正在 Word 或 WPS 里打开着？请关掉再试。"
        ) from error
    return path


def _read_record(folder: Path) -> dict[str, str]:
    try:
        raw = json.loads((folder / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(sha) for name, sha in raw.items()} if isinstance(raw, dict) else {}
