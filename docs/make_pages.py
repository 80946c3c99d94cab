"""Makes the pages of the manual that follow from the program: 字段.md and 消息.md. `--check` says which are out of date.

python docs/make_pages.py
"""
# ruff: noqa: INP001, T201 - a script; it prints what it made, and finds its neighbours first

import sys
from pathlib import Path

# Also where PYTHONSAFEPATH keeps a script's own folder off the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import make_fields
import make_house
import make_messages

DOCS = Path(__file__).resolve().parent
PAGES = {"字段.md": make_fields.page, "消息.md": make_messages.page, "house.svg": make_house.drawing}


def main(*words: str) -> int:
    """Writes every page; with ``--check`` only compares: 1 if one is not what the program gives now."""
    old = []
    for name, made in PAGES.items():
        path, text = DOCS / name, made()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        old.append(name)
        if "--check" not in words:
            path.write_text(text, "utf-8", newline="\n")
    print("; ".join(old) if old else "The pages are current.")
    if old and "--check" in words:
        print("Run: python docs/make_pages.py", file=sys.stderr)
    return int(bool(old) and "--check" in words)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
