"""The pages that follow from the program are those that it gives now."""

import subprocess
import sys

from tests.desk import ROOT


def test_the_made_pages_are_current() -> None:
    script = [sys.executable, str(ROOT / "docs" / "make_pages.py"), "--check"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
