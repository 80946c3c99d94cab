"""The manual as web pages, for those who have no program that shows Markdown: `python docs/make_html.py FOLDER`."""
# ruff: noqa: INP001, T201 - a script; it says what it made

import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).resolve().parent
PAGES = ("手册.md", "字段.md", "消息.md", "rules.md")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 17px/1.75 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222; margin: 2em auto; max-width: 50em; padding: 0 1em }}
pre {{ background: #f4f4f4; padding: .7em 1em; white-space: pre-wrap; line-height: 1.5 }}
code, pre {{ font-family: Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 15px }}
table {{ border-collapse: collapse }} th, td {{ border: 1px solid #bbb; padding: .3em .7em; text-align: left; vertical-align: top }}
img {{ max-width: 100%; border: 1px solid #ccc }}
</style></head><body>
{body}</body></html>
"""


def write(folder: Path) -> list[Path]:
    """Writes every page of the manual with its pictures into ``folder``; gives the pages, the first one first."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.renderer.rules["softbreak"] = lambda *_: ""  # type: ignore[attr-defined] # no space between Chinese lines
    made = []
    for page in (*(DOCS / name for name in PAGES), *sorted((DOCS / "手册").glob("*.md"))):
        tokens = markdown.parse(page.read_text("utf-8"))
        _anchors(tokens)
        _links(tokens)
        body = markdown.renderer.render(tokens, markdown.options, {})
        title = next((t.content for t in tokens if t.type == "inline" and not t.content.startswith("[")), page.stem)
        target = (folder / page.relative_to(DOCS)).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_PAGE.format(title=title, body=body), encoding="utf-8", newline="\n")
        made.append(target)
    for picture in sorted((DOCS / "图").rglob("*.png")):
        target = folder / picture.relative_to(DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    return made


def _anchors(tokens: list[Token]) -> None:
    """Headings are called as the links call them: without punctuation, hyphens for spaces."""
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            plain = re.sub(r"[^\w -]", "", re.sub(r"\s", " ", inside.content).lower())
            token.attrSet("id", plain.replace(" ", "-"))


def _links(tokens: list[Token]) -> None:
    """Links to pages lead to the web pages."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", re.sub(r"\.md(?=$|#)", ".html", str(child.attrGet("href"))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python docs/make_html.py FOLDER")
    print(f"{len(write(Path(sys.argv[1])))} pages")
