"""Curves as one SVG, text left as text."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from benchmarks.growth import Curve

mpl.use("svg")
# The same curves give the same bytes.
mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "draftgen", "font.size": 9}


def draw(curves: Sequence[Curve], target: Path) -> None:
    """Time of each curve over its size, both logarithmic; a point that was worked out is hollow."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the settings

    figure, axes = plt.subplots(1, len(curves), figsize=(4 * len(curves), 3), constrained_layout=True)
    for curve, axis in zip(curves, axes, strict=True):
        sizes = [max(size, 1) for size, _, _ in curve.points]
        axis.plot(sizes, [spent for _, spent, _ in curve.points], "o-", color="#1f5f8b")
        if curve.beyond is not None:
            axis.plot([curve.beyond[0]], [curve.beyond[1]], "o", mfc="none", color="#1f5f8b")
        axis.set(title=curve.title, xlabel=curve.axis, ylabel="ms", xscale="log", yscale="log")
        axis.set_ylim(bottom=100)
        axis.grid(visible=True, which="major", alpha=0.3)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)
