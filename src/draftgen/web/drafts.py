"""What is being typed in the editor and not yet saved: one small file beside the data, gone when it is saved."""

import json
from pathlib import Path

from draftgen import plainfiles, store


def _path(data: Path) -> Path:
    return data.with_name(f".{data.stem}.typing.json")


def keep(data: Path, place: str, text: str) -> None:
    """Writes what is being typed at a place."""
    store.write_file(_path(data), json.dumps({"place": place, "text": text}, ensure_ascii=False).encode())


def read(data: Path, place: str = "") -> str:
    """What was being typed at a place when the program ended; "" if nothing."""
    found = _read(data)
    return found.get("text", "") if found.get("place") == place else ""


def place(data: Path) -> str:
    """Where something was being typed; "" if nowhere."""
    return _read(data).get("place", "")


def forget(data: Path) -> None:
    """The text was saved, or given up."""
    _path(data).unlink(missing_ok=True)


def _read(data: Path) -> dict[str, str]:
    try:
        raw = json.loads(plainfiles.read(_path(data)))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}
