"""What a folder of many reports costs: `python -m benchmarks.folder [50 200]`.

Drafts that many reports under names of their own, checks them with `draftgen check -o` in a process of its own, and
prints CPU seconds and the most memory it held. All drafts come from one phrasebank, so that far more pairs are alike
than in real folders: the comparison is measured at its worst.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import variety

from draftgen import render

SIZES = (50, 200)


def report(number: int) -> bytes:
    """A bureau, a township or a city in turn, with figures of its own."""
    county = variety.COUNTIES[number % 40]
    name = f"{county[:-1]}{chr(0x4E00 + number)}县"
    if number % 3 == 0:
        data = variety.multiplied(variety.example("wendeng-2021"), name, 1 + number % 37)
    elif number % 3 == 1:
        data = variety.named(variety.example("qingshi-2025"), f"{name}青石镇人民政府", f"{name}青石镇")
    else:
        data = variety.named(variety.example("lanjiang-2025"), f"{name}人民政府", name)
    return render.write_docx(variety.drafted(data)[1])


def measured(count: int, folder: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of one run over ``count`` reports."""
    came = folder / f"{count}"
    came.mkdir()
    for number in range(count):
        (came / f"{number:04}.docx").write_bytes(report(number))
    command = [sys.executable, "-m", "draftgen", "check", str(came), "-o", str(folder / f"{count}-out")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'reports':>8} {'CPU s':>8} {'ms each':>8} {'most MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            seconds, most = measured(size, Path(folder))
            print(f"{size:8} {seconds:8.1f} {1000 * seconds / size:8.0f} {most:8.0f}")


if __name__ == "__main__":
    main()
