"""house.svg: the floors of the program and the rooms on each, as import-linter holds them."""
# ruff: noqa: INP001 - a script beside the pages

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What each floor is, from the top; one name a layer of `[tool.importlinter]` in pyproject.toml.
FLOORS = (
    ("door", "python -m draftgen"),
    ("door", "parse, call, print"),
    ("doors", "the review page, many reports at once"),
    ("order", "the main road, and the workshop beside it"),
    ("order", "the side roads"),
    ("rooms", "values in, values out; no room knows another"),
    ("tools", "what two rooms need"),
    ("tools", "what a tool and a room need"),
    ("nouns", "named tuples, standard library only"),
)
WIDTH, LEFT, GAP, BOX, ROW = 900, 250, 8, 26, 34
LETTER = 7.6  # width of a letter of the boxes


def drawing() -> str:
    """The whole drawing. Raises SystemExit if pyproject.toml has another number of floors."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    layers = [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]
    if len(layers) != len(FLOORS):
        raise SystemExit("make_house.py: say in FLOORS what each layer of [tool.importlinter] is.")
    drawn: list[str] = []
    top = 10
    for number, ((name, about), rooms) in enumerate(zip(FLOORS, layers, strict=True)):
        boxes, height = _boxes(rooms, top + GAP)
        shade = "#eef3f8" if number % 2 else "#dde7f1"
        drawn.append(f'<rect x="10" y="{top}" width="{WIDTH - 20}" height="{height}" fill="{shade}"/>')
        drawn.append(f'<text x="22" y="{top + 22}" font-weight="bold">{name}</text>')
        drawn += [
            f'<text x="22" y="{top + 22 + 16 * line}" class="small">{text}</text>'
            for line, text in enumerate(_lines(about), 1)
        ]
        drawn += boxes
        top += height + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 30}" font-family="sans-serif" font-size="13">\n'
        "<style>.small { font-size: 11px; fill: #555 }</style>\n"
        f'<rect width="{WIDTH}" height="{top + 30}" fill="#fff"/>\n'
    )
    foot = f'<text x="22" y="{top + 16}" class="small">A higher floor may import a lower one, never the other way round.</text>'
    return head + "\n".join([*drawn, foot, "</svg>", ""])


def _boxes(rooms: list[str], top: int) -> tuple[list[str], int]:
    """The boxes of a floor from left to right, row by row, and the height of the floor."""
    drawn: list[str] = []
    x, y = LEFT, top
    for room in rooms:
        width = round(len(room) * LETTER) + 18
        if x + width > WIDTH - 20:
            x, y = LEFT, y + ROW
        drawn.append(f'<rect x="{x}" y="{y}" width="{width}" height="{BOX}" rx="4" fill="#fff" stroke="#4a6d8c"/>')
        drawn.append(f'<text x="{x + width / 2:g}" y="{y + 17}" text-anchor="middle">{room}</text>')
        x += width + GAP
    return drawn, max(y + ROW - top + GAP, 62)


def _lines(text: str) -> list[str]:
    """The text in lines that fit the left column."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 36:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
