"""Everything that is measured in time, in one command without network: `python -m benchmarks [--write]`.

With ``--write`` the tables take their place in docs/benchmarks.md and the curves in docs/图/growth.svg.
"""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

from benchmarks import growth, speed
from benchmarks.processes import Measured

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, CHART = DOCS / "benchmarks.md", DOCS / "图" / "growth.svg"
_PLACE = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)


def main(*, write: bool) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        measured = speed.main()
        # In a process of its own: its memory is not that of what was measured before.
        print(f"\n{_inside()}")
        curves = growth.main()
    print(said.getvalue())
    if write:
        from benchmarks.chart import draw  # noqa: PLC0415 - an extra

        draw(curves, CHART)
        table = f"```\n{said.getvalue().rstrip()}\n```\n"
        ratios = "".join(f"\n{line}" for line in _ratios(measured))
        text = PAGE.read_text("utf-8")
        PAGE.write_text(_PLACE.sub(lambda m: f"{m[1]}{table}{ratios}\n{m[2]}", text), "utf-8")


def _inside() -> str:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.inside"], check=True, capture_output=True, encoding="utf-8"
    ).stdout


def _ratios(measured: list[Measured]) -> list[str]:
    by_label = {one.command.label: one for one in measured}
    ours, naive = (next(by_label[name] for name in by_label if name.startswith(start)) for start in _COMPARED)
    return [f"The naive way takes {naive.median / ours.median:.0f} times as long as `draftgen write`, in the same run."]


_COMPARED = ("write: docx", "naive")


if __name__ == "__main__":
    main(write="--write" in sys.argv[1:])
