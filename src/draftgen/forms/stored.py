"""The program's own YAML files as JSON, which is read in a tenth of the time."""

import hashlib
import json
from pathlib import Path
from typing import Any

from draftgen.core.finding import ProgramFault

_PROGRAM = Path(__file__).resolve().parents[1]
_FOLDERS = ("forms", "checks", "recall")


def table(path: Path) -> Any:
    """The content of a YAML file of the program: from its compiled form if that was made from this very file."""
    data = path.read_bytes()
    try:
        entry = json.loads(_compiled(path).read_bytes())
        if entry["sha256"] == hashlib.sha256(data).hexdigest():
            return entry["data"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return parsed(data)


def parsed(data: bytes) -> Any:
    """The content of YAML, without the compiled form."""
    import yaml  # noqa: PLC0415 - the compiled form is read without it

    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader either way


def sources() -> tuple[Path, ...]:
    """The YAML files that every report needs, to be written or to be read."""
    return tuple(path for folder in _FOLDERS for path in sorted((_PROGRAM / folder).glob("*.yaml")))


def compile_tables() -> None:
    """Writes the compiled form of every file of ``sources`` into the folder ``compiled`` beside it.

    Raises ProgramFault if a file holds what JSON cannot say, such as a number for a name.
    """
    for path in sources():
        data = path.read_bytes()
        content = parsed(data)
        text = json.dumps({"sha256": hashlib.sha256(data).hexdigest(), "data": content}, ensure_ascii=False)
        if json.loads(text)["data"] != content:
            raise ProgramFault(f"{path.name} 里有 JSON 写不出的内容，例如用数字作名称；给它加上引号。")
        target = _compiled(path)
        target.parent.mkdir(exist_ok=True)
        ready = target.with_name(f"{target.name}.new")
        ready.write_text(text + "\n", encoding="utf-8", newline="\n")
        ready.replace(target)  # whoever reads meanwhile reads the one or the other, whole


def _compiled(path: Path) -> Path:
    return path.parent / "compiled" / f"{path.stem}.json"
