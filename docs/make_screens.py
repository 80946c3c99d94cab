"""Pictures of what a clerk sees while reviewing: the page in a real browser, and the command window."""
# ruff: noqa: INP001, S603 - a script beside the pages; it runs only this program

import base64
import html
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
WIDE = {"width": 1180, "height": 700}
_REUSE = ("--reuse", "2024年报.docx")
_WINDOW = """<body style="margin:0;background:#0c0c0c;color:#ccc;padding:14px 18px;width:1000px">
<div style="background:#222;color:#aaa;font:13px 'Noto Sans CJK SC',sans-serif;margin:-14px -18px 12px;padding:7px 18px">命令窗口</div>
<pre style="font:16px/1.5 'Noto Sans Mono CJK SC',monospace;white-space:pre-wrap;margin:0">{}</pre></body>"""

_MARGIN = """<style>p {{ margin: 3px 0 }} body {{ margin: 0; display: flex; font: 13px/1.5 'Noto Sans CJK SC', sans-serif }}</style>
<img src="data:image/png;base64,{}"><div style="background:#f3f3f3;width:320px;padding:40px 10px;box-sizing:border-box">{}
</div>"""
_BOX = """<div style="background:#fff;border-left:4px solid #c0392b;margin-bottom:14px;padding:6px 10px">
<div style="color:#777">draftgen　“{}”</div>{}</div>"""


def missing() -> list[str]:
    """What is not there of what these pictures need."""
    try:
        import playwright  # noqa: F401, PLC0415
    except ModuleNotFoundError:
        return ["playwright"]
    return [] if CHROMIUM.exists() else [str(CHROMIUM)]


def draw(desk: Path, target: Path) -> Iterator[Path]:
    """Every picture, made in the clerk's folder ``desk`` (2025.yaml, 2024年报.docx), as files in ``target``."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport=WIDE, locale="zh-CN")
        with _serving(desk) as address:
            yield from _page(page, address, target)
        with _serving(desk, *_REUSE) as address:
            yield _last_year(page, address, target / "对照去年.png")
        window = browser.new_page(viewport=WIDE)  # another one: the review page lets no other style in
        window.set_content(_WINDOW.format(html.escape(_window(desk))))
        path = target / "命令窗口里审.png"
        window.locator("body").screenshot(path=path)
        yield path
        browser.close()


def with_comments(picture: Path, comments: list[tuple[str, list[str]]]) -> None:
    """Puts the comments of a page into the margin beside its picture."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing

    boxes = "".join(
        _BOX.format(html.escape(about), "".join(f"<p>{html.escape(line)}</p>" for line in lines))
        for about, lines in comments
    )
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport=WIDE)
        page.goto(picture.as_uri())
        size = page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
        shown = base64.b64encode(picture.read_bytes()).decode("ascii")
        page = browser.new_page(viewport={"width": size[0] + 320, "height": size[1]})
        page.set_content(_MARGIN.format(shown, boxes))
        page.screenshot(path=picture)
        browser.close()


@contextmanager
def _serving(desk: Path, *words: str) -> Iterator[str]:
    """The review page while it runs, as its address. What was decided is thrown away afterwards."""
    command = [sys.executable, "-m", "draftgen", "review", "2025.yaml", "--no-browser", *words]
    serving = subprocess.Popen(command, cwd=desk, stdout=subprocess.PIPE, encoding="utf-8", env=_environment(desk))
    try:
        found = re.search(r"http://127\.0\.0\.1:\S+", serving.stdout.readline() if serving.stdout else "")
        if found is None:
            raise SystemExit("draftgen review does not say where its page is.")
        yield found.group()
    finally:
        serving.kill()
        serving.wait()
        for path in desk.glob("2025.review*"):
            path.unlink()


def _environment(desk: Path) -> dict[str, str]:
    return {**os.environ, "DRAFTGEN_FEEDBACK": str(desk / "feedback.jsonl"), "PYTHONIOENCODING": "utf-8"}


def _page(page: Any, address: str, target: Path) -> Iterator[Path]:
    _open(page, address)
    for key in ("Shift+A", "Shift+A", "Shift+A"):
        _press(page, key)
    _reach(page, "门户网站")
    yield _shot(page, target / "换一句.png")
    _press(page, "e")
    yield _shot(page, target / "修改.png")


def _last_year(page: Any, address: str, path: Path) -> Path:
    _open(page, address)
    _reach(page, "政策咨询日")
    return _shot(page, path)


def _open(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#findings h2")


def _press(page: Any, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(600)


def _reach(page: Any, words: str) -> None:
    """Goes on by J until the chosen sentence holds ``words``."""
    for _ in range(60):
        place = page.get_attribute("#chosen", "data-place")
        if words in page.locator(f"#u-{place}".replace(".", "\\.")).inner_text():
            return
        _press(page, "j")
    raise SystemExit(f"No sentence of the page holds {words}.")


def _shot(page: Any, path: Path) -> Path:
    page.wait_for_timeout(400)
    page.screenshot(path=path)
    return path


def _window(desk: Path) -> str:
    """What stands in a window of 30 lines after some keys of the review in the terminal."""
    command = [sys.executable, "-m", "draftgen", "review", "2025.yaml", "--terminal", *_REUSE]
    master, slave = pty.openpty()
    running = subprocess.Popen(
        command, cwd=desk, stdin=slave, stdout=slave, stderr=slave, env={**_environment(desk), "TERM": "dumb"}
    )
    os.close(slave)
    said = _heard(master, 8)
    for key in ("aa",) * 5:
        os.write(master, f"{key}\n".encode())
        said += _heard(master, 2)
    running.kill()
    running.wait()
    os.close(master)
    for path in desk.glob("2025.review*"):
        path.unlink()
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said.decode("utf-8", "replace")).replace("\r", "").split("\n")
    return "\n".join(["> draftgen review 2025.yaml --reuse 2024年报.docx --terminal", "", *lines[-22:]])


def _heard(master: int, seconds: float) -> bytes:
    """What the program says until it is silent for ``seconds`` at first, then for half of one."""
    heard = b""
    while select.select([master], [], [], 0.5 if heard else seconds)[0]:
        try:
            more = os.read(master, 65536)
        except OSError:
            break
        if not more:
            break
        heard += more
    return heard
