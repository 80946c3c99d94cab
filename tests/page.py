"""The review page in a real browser, for tests."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def browser_missing() -> str:
    """Why the page cannot be tried here; "" where it can."""
    try:
        import playwright  # noqa: F401, PLC0415
        import starlette  # noqa: F401, PLC0415
        import uvicorn  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed"
    return "" if CHROMIUM.exists() else f"{CHROMIUM} is not there: apt-get install chromium"


class Running:
    """`draftgen review` as its own process, and its address."""

    def __init__(self, data: Path, *options: str, **environment: str) -> None:
        command = [sys.executable, "-m", "draftgen", "review", data.name, "--no-browser", *options]
        self.process = subprocess.Popen(
            command,
            cwd=data.parent,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", first)
        if found is None:
            pytest.fail(first + self.process.stdout.read())
        self.address, self.port, self.token = found.group(), int(found.group(1)), found.group(2)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


class Clerk:
    """A clerk at the page: presses keys and waits until the page has answered."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked: list[str] = []

    def press(self, key: str) -> None:
        """Presses a key and waits for the answer: the status line or the card is another."""
        self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is being asked for or swapped in."""
        self.page.wait_for_timeout(30)
        for _ in range(200):
            if not self.page.evaluate(
                "document.querySelectorAll('.htmx-request, .htmx-swapping, .htmx-settling').length"
            ):
                return
            time.sleep(0.02)
        pytest.fail("the page does not come to rest")

    @property
    def place(self) -> str:
        return str(self.page.get_attribute("#chosen", "data-place"))

    @property
    def status(self) -> str:
        return str(self.page.inner_text("#status"))

    @property
    def count(self) -> str:
        return str(self.page.inner_text("#count"))

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def sentence(self, place: str) -> str:
        """The words of a place as the page shows them, without its sign."""
        return str(
            self.page.evaluate(
                "name => { const one = document.getElementById('u-' + name).cloneNode(true);"
                " one.querySelector('.sign').remove(); return one.textContent; }",
                place,
            )
        )

    def report(self) -> list[str]:
        """The paragraphs of the report as the page shows them."""
        return list(
            self.page.evaluate(
                "() => [...document.querySelectorAll('#report .paper p:not(.silent)')].map(one => {"
                " const copy = one.cloneNode(true); copy.querySelectorAll('.sign').forEach(s => s.remove());"
                " return copy.textContent.trim(); })"
            )
        )

    def go(self, place: str) -> None:
        """Moves by J until a place is reached."""
        for _ in range(80):
            if self.place == place:
                return
            self.press("j")
        pytest.fail(f"{place} is not on the page")
